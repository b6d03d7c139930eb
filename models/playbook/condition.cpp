// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/condition.h"

#include "domain/time.h"
#include <QRegularExpression>
#include <array>
#include <optional>
#include <tuple>

namespace playbook {
namespace {

using namespace Qt::StringLiterals;

struct OperatorText {
    const char* text;
    Condition::Operator op;
};
/// Longer spellings first, so that "<=" is not read as "<".
constexpr std::array operators{
    OperatorText{"==", Condition::Operator::Equal},       OperatorText{"!=", Condition::Operator::NotEqual},
    OperatorText{"<=", Condition::Operator::LessOrEqual}, OperatorText{">=", Condition::Operator::GreaterOrEqual},
    OperatorText{"<", Condition::Operator::Less},         OperatorText{">", Condition::Operator::Greater},
};
const QString operatorList = u"==, !=, <, <=, > or >="_s;
struct Placeholder {
    const char* text;
    Operand::Kind kind;
};
/// Those that stand alone; [BODY] may go on with a path.
constexpr std::array placeholders{
    Placeholder{"[STATUS]", Operand::Kind::Status},
    Placeholder{"[EXIT]", Operand::Kind::Exit},
    Placeholder{"[RESPONSE_TIME]", Operand::Kind::ResponseTime},
    Placeholder{"[IP]", Operand::Kind::Ip},
    Placeholder{"[CONNECTED]", Operand::Kind::Connected},
    Placeholder{"[CERTIFICATE_EXPIRATION]", Operand::Kind::CertificateExpiration},
    Placeholder{"[DNS_RCODE]", Operand::Kind::DnsRcode},
};
const QString placeholderList =
    u"[STATUS], [EXIT], [RESPONSE_TIME], [BODY], [CERTIFICATE_EXPIRATION], [CONNECTED], [DNS_RCODE] or [IP]"_s;

tl::unexpected<ConditionError> wrong(qsizetype offset, const QString& message) {
    return tl::unexpected(ConditionError{static_cast<int>(offset) + 1, message});
}

struct FoundOperator {
    qsizetype offset = 0;
    OperatorText spelling{};
    bool spaced = false; ///< a blank (or the text's edge) on both sides
};

std::optional<OperatorText> operatorAt(QStringView text, qsizetype offset) {
    for (const OperatorText& candidate : operators) {
        if (text.sliced(offset).startsWith(QLatin1String(candidate.text)))
            return candidate;
    }
    return std::nullopt;
}

/// The first operator with blanks around it that stands outside parentheses; without one, the first that lacks its
/// blanks.
std::optional<FoundOperator> findOperator(QStringView text) {
    std::optional<FoundOperator> tight;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'(')
            ++depth;
        else if (text[i] == u')')
            depth = std::max(0, depth - 1);
        if (depth > 0)
            continue;
        const auto spelling = operatorAt(text, i);
        if (!spelling)
            continue;
        const qsizetype end = i + qsizetype(qstrlen(spelling->text));
        const bool spaced = (i == 0 || text[i - 1].isSpace()) && (end == text.size() || text[end].isSpace());
        if (spaced)
            return FoundOperator{i, *spelling, true};
        if (!tight)
            tight = FoundOperator{i, *spelling, false};
        i = end - 1;
    }
    return tight;
}

/// Offset of the first wrong character of a JSON path ("a.b[0]", "[0].id"), with the reason.
std::optional<ConditionError> pathTrouble(QStringView path) {
    qsizetype i = 0;
    bool keyExpected = !path.startsWith(u'[');
    while (i < path.size()) {
        if (path[i] == u'[') {
            const qsizetype close = path.indexOf(u']', i);
            if (close < 0)
                return ConditionError{int(i), u"\"[\" without \"]\""_s};
            bool number = false;
            std::ignore = path.sliced(i + 1, close - i - 1).toUInt(&number);
            if (!number)
                return ConditionError{int(i) + 1, u"expected the number of an element between \"[\" and \"]\""_s};
            i = close + 1;
            if (i < path.size() && path[i] != u'.' && path[i] != u'[')
                return ConditionError{int(i), u"expected \".\" or \"[\" after \"]\""_s};
            continue;
        }
        if (path[i] == u'.') {
            ++i;
            keyExpected = true;
        }
        const qsizetype start = i;
        while (i < path.size() && path[i] != u'.' && path[i] != u'[')
            ++i;
        if (i == start)
            return ConditionError{int(start), u"a name is missing in the JSON path"_s};
        keyExpected = false;
    }
    if (keyExpected)
        return ConditionError{int(path.size()), u"a name is missing in the JSON path"_s};
    return std::nullopt;
}

/// Reads "[BODY]", "[BODY].path" or "[BODY][0]…" into a path.
tl::expected<QString, ConditionError> bodyPath(QStringView text, qsizetype offset) {
    constexpr qsizetype length = 6; // [BODY]
    QStringView path = text.sliced(length);
    qsizetype at = offset + length;
    if (path.isEmpty())
        return QString();
    if (path.startsWith(u'.')) {
        path = path.sliced(1);
        ++at;
    } else if (!path.startsWith(u'[')) {
        return wrong(at, u"expected \".\" or \"[\" after [BODY]"_s);
    }
    if (const auto trouble = pathTrouble(path))
        return wrong(at + trouble->column, trouble->message);
    return path.toString();
}

bool startsWithBody(QStringView text) {
    return text.startsWith("[BODY]"_L1, Qt::CaseInsensitive);
}

tl::expected<Operand, ConditionError> readPlaceholder(QStringView text, qsizetype offset) {
    for (const Placeholder& known : placeholders) {
        if (text.compare(QLatin1String(known.text), Qt::CaseInsensitive) == 0)
            return Operand{known.kind, {}, {}};
    }
    if (startsWithBody(text)) {
        auto path = bodyPath(text, offset);
        if (!path)
            return tl::unexpected(path.error());
        return Operand{Operand::Kind::Body, *path, {}};
    }
    const qsizetype close = text.indexOf(u']');
    const QString name = close < 0 ? text.toString() : text.first(close + 1).toString();
    for (const Placeholder& known : placeholders) {
        if (name.compare(QLatin1String(known.text), Qt::CaseInsensitive) == 0)
            return wrong(offset + close + 1, QString(u"nothing may follow "_s + name));
    }
    return wrong(offset, QString(u"unknown placeholder "_s + name + u", expected "_s + placeholderList));
}

/// The text between "name(" and the closing parenthesis, and where it starts.
struct Argument {
    QStringView text;
    qsizetype offset = 0;
};
tl::expected<Argument, ConditionError> argument(QStringView text, qsizetype offset, qsizetype prefix) {
    const QString name = text.first(prefix - 1).toString();
    if (!text.endsWith(u')'))
        return wrong(offset + text.size(), QString(u"\")\" is missing after "_s + name + u"("_s));
    QStringView inner = text.sliced(prefix, text.size() - prefix - 1);
    qsizetype at = offset + prefix;
    while (!inner.isEmpty() && inner.front().isSpace()) {
        inner = inner.sliced(1);
        ++at;
    }
    inner = inner.trimmed();
    if (inner.isEmpty())
        return wrong(at, QString(name + u"() needs an argument"_s));
    return Argument{inner, at};
}

tl::expected<Operand, ConditionError> readOfBody(QStringView text, qsizetype offset, Operand::Kind kind) {
    const auto inner = argument(text, offset, 4); // len( and has(
    if (!inner)
        return tl::unexpected(inner.error());
    if (!startsWithBody(inner->text))
        return wrong(inner->offset, QString(text.first(3).toString() + u"() takes [BODY] or a path in it"_s));
    auto path = bodyPath(inner->text, inner->offset);
    if (!path)
        return tl::unexpected(path.error());
    return Operand{kind, *path, {}};
}

tl::expected<Operand, ConditionError> readAny(QStringView text, qsizetype offset) {
    const auto inner = argument(text, offset, 4);
    if (!inner)
        return tl::unexpected(inner.error());
    Operand operand{Operand::Kind::Any, {}, {}};
    qsizetype at = inner->offset;
    const auto choices = inner->text.split(u',');
    for (QStringView choice : choices) {
        if (choice.trimmed().isEmpty())
            return wrong(at, u"any() has an empty choice"_s);
        operand.choices.append(choice.trimmed().toString());
        at += choice.size() + 1;
    }
    return operand;
}

tl::expected<Operand, ConditionError> readOperand(QStringView text, qsizetype offset) {
    if (text.startsWith(u'['))
        return readPlaceholder(text, offset);
    if (text.startsWith("len("_L1))
        return readOfBody(text, offset, Operand::Kind::Length);
    if (text.startsWith("has("_L1))
        return readOfBody(text, offset, Operand::Kind::Has);
    if (text.startsWith("any("_L1))
        return readAny(text, offset);
    if (text.startsWith("pat("_L1)) {
        const auto inner = argument(text, offset, 4);
        if (!inner)
            return tl::unexpected(inner.error());
        return Operand{Operand::Kind::Pattern, inner->text.toString(), {}};
    }
    if (text.startsWith("age("_L1))
        return wrong(offset, u"unknown function age(), expected len(), has(), pat() or any()"_s);
    return Operand{Operand::Kind::Literal, text.toString(), {}};
}

bool isNumberOrDuration(const QString& text) {
    return numberOf(text).has_value();
}

bool equality(Condition::Operator op) {
    return op == Condition::Operator::Equal || op == Condition::Operator::NotEqual;
}

/// What a pair of operands cannot mean. Columns are those of the sides.
std::optional<ConditionError> pairTrouble(const Condition& condition, qsizetype leftAt, qsizetype rightAt) {
    using Kind = Operand::Kind;
    const auto at = [](qsizetype offset, const QString& message) { return ConditionError{int(offset) + 1, message}; };
    const auto constant = [](Kind kind) { return kind == Kind::Literal || kind == Kind::Pattern || kind == Kind::Any; };
    if (constant(condition.left.kind) && constant(condition.right.kind))
        return at(leftAt, QString(u"one side must be a placeholder: "_s + placeholderList));
    const auto side = [&](const Operand& one, qsizetype offset, const Operand& other) -> std::optional<ConditionError> {
        if ((one.kind == Kind::Pattern || one.kind == Kind::Any) && !equality(condition.op))
            return at(offset, u"pat() and any() are compared with == or != only"_s);
        if (one.kind != Kind::Literal)
            return std::nullopt;
        if (!equality(condition.op) && !isNumberOrDuration(one.text))
            return at(offset, QString(u"expected a number or a duration such as 500ms, found \""_s + one.text + u'"'));
        const bool numeric = other.kind == Kind::Status || other.kind == Kind::Exit ||
                             other.kind == Kind::ResponseTime || other.kind == Kind::Length ||
                             other.kind == Kind::CertificateExpiration;
        if (numeric && !isNumberOrDuration(one.text))
            return at(offset, QString(u"expected a number, found \""_s + one.text + u'"'));
        const bool truth = other.kind == Kind::Has || other.kind == Kind::Connected;
        if (truth && one.text != "true"_L1 && one.text != "false"_L1)
            return at(offset, QString((other.kind == Kind::Has ? u"has()"_s : u"[CONNECTED]"_s) +
                                      u" is compared with true or false, found \""_s + one.text + u'"'));
        return std::nullopt;
    };
    if (const auto trouble = side(condition.left, leftAt, condition.right))
        return trouble;
    return side(condition.right, rightAt, condition.left);
}

} // namespace

std::optional<qint64> wholeNumber(const QString& text) {
    QString digits = text;
    const bool negative = digits.startsWith(u'-');
    if (negative || digits.startsWith(u'+'))
        digits.remove(0, 1);
    if (digits.isEmpty() || !digits.front().isDigit())
        return std::nullopt;
    int base = 10;
    const QString prefix = digits.left(2).toLower();
    if (prefix == "0x"_L1)
        base = 16;
    else if (prefix == "0o"_L1)
        base = 8;
    else if (prefix == "0b"_L1)
        base = 2;
    else if (digits.size() > 1 && digits.front() == u'0')
        base = 8;
    if (base != 10)
        digits.remove(0, prefix.size() == 2 && prefix.back().isLetter() ? 2 : 1);
    if (digits.isEmpty() || !digits.front().isLetterOrNumber() || !digits.back().isLetterOrNumber())
        return std::nullopt;
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok, base);
    return ok ? std::optional(negative ? -value : value) : std::nullopt;
}

std::optional<double> numberOf(const QString& text) {
    static const QRegularExpression decimal(uR"re(^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$)re"_s);
    if (const auto whole = wholeNumber(text))
        return static_cast<double>(*whole);
    if (decimal.match(text).hasMatch())
        return text.toDouble();
    if (const auto duration = domain::parseDuration(text))
        return static_cast<double>(duration->count());
    return std::nullopt;
}

tl::expected<Condition, ConditionError> parseCondition(const QString& text) {
    const QStringView all(text);
    if (all.trimmed().isEmpty())
        return wrong(0, u"the condition is empty, expected something like [STATUS] == 200"_s);
    const auto found = findOperator(all);
    if (!found)
        return wrong(all.size(), QString(u"an operator is missing, expected "_s + operatorList));
    const QLatin1String spelling(found->spelling.text);
    if (!found->spaced)
        return wrong(found->offset, QString(u"write a blank on both sides of "_s + spelling));
    const qsizetype rightStart = found->offset + spelling.size();
    const QStringView left = all.first(found->offset).trimmed();
    const QStringView right = all.sliced(rightStart).trimmed();
    if (left.isEmpty())
        return wrong(found->offset, QString(u"the left side of "_s + spelling + u" is empty"_s));
    if (right.isEmpty())
        return wrong(rightStart, QString(u"the right side of "_s + spelling + u" is empty"_s));
    const qsizetype leftAt = left.data() - all.data();
    const qsizetype rightAt = right.data() - all.data();
    const auto leftOperand = readOperand(left, leftAt);
    if (!leftOperand)
        return tl::unexpected(leftOperand.error());
    const auto rightOperand = readOperand(right, rightAt);
    if (!rightOperand)
        return tl::unexpected(rightOperand.error());
    Condition condition{text.trimmed(), *leftOperand, *rightOperand, found->spelling.op};
    if (const auto trouble = pairTrouble(condition, leftAt, rightAt))
        return tl::unexpected(*trouble);
    return condition;
}

} // namespace playbook
