// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/promql.h"

#include "playbook/promql_parser.h"

#include <QRegularExpression>
#include <algorithm>

namespace playbook {
namespace {

using Kind = PromQlToken::Kind;

enum class Type { Vector, Range, Scalar, Text };

QString word(Type type) {
    switch (type) {
    case Type::Vector:
        return QStringLiteral("an instant vector");
    case Type::Range:
        return QStringLiteral("a range vector");
    case Type::Scalar:
        return QStringLiteral("a scalar");
    case Type::Text:
        return QStringLiteral("a text");
    }
    return {};
}

constexpr int deepest = 100; ///< brackets in brackets

class Parser {
public:
    explicit Parser(std::vector<PromQlToken> tokens)
        : m_tokens(std::move(tokens)) {}

    std::optional<PromQlProblem> check() {
        if (now().kind == Kind::End) {
            wrong(QStringLiteral("there is no expression"));
        } else {
            expression(0);
            if (!m_problem && now().kind != Kind::End)
                unexpected();
        }
        return m_problem;
    }

private:
    const PromQlToken& now() const { return m_tokens[m_at]; }
    const PromQlToken& after() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
    bool isSign(const char* sign) const { return now().kind == Kind::Sign && now().text == QLatin1String(sign); }
    bool isWord(const char* name) const {
        return now().kind == Kind::Name && now().text.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    }
    void next() { m_at = std::min(m_at + 1, m_tokens.size() - 1); }
    bool take(const char* sign) {
        if (!isSign(sign))
            return false;
        next();
        return true;
    }
    void wrong(const QString& text, int at = -1) {
        if (!m_problem)
            m_problem = PromQlProblem{(at < 0 ? now().at : at) + 1, text};
        m_at = m_tokens.size() - 1; // ends every loop
    }
    void unexpected() {
        wrong(now().kind == Kind::End ? QStringLiteral("it ends too early")
                                      : QStringLiteral("unexpected \"%1\"").arg(now().text));
    }
    void expect(const char* sign) {
        if (!m_problem && !take(sign))
            wrong(now().kind == Kind::End
                      ? QStringLiteral("a \"%1\" is missing at the end").arg(QLatin1String(sign))
                      : QStringLiteral("unexpected \"%1\"; expected \"%2\"").arg(now().text, QLatin1String(sign)));
    }

    /// 0: no operator.
    int precedence() const {
        static const QStringList comparisons{"==", "!=", "<", ">", "<=", ">="};
        if (isWord("or"))
            return 1;
        if (isWord("and") || isWord("unless"))
            return 2;
        if (now().kind == Kind::Sign && comparisons.contains(now().text))
            return 3;
        if (isSign("+") || isSign("-"))
            return 4;
        if (isSign("*") || isSign("/") || isSign("%") || isWord("atan2"))
            return 5;
        return isSign("^") ? 6 : 0;
    }

    Type expression(int above) {
        if (++m_depth > deepest)
            wrong(QStringLiteral("it is nested too deep"));
        Type left = unary();
        for (int level = precedence(); !m_problem && level > above; level = precedence()) {
            const int at = now().at;
            next();
            const bool matched = modifiers(level);
            const Type right = expression(level == 6 ? level - 1 : level);
            left = combined(left, right, level, matched, at);
        }
        --m_depth;
        return left;
    }

    Type combined(Type left, Type right, int level, bool matched, int at) {
        const auto usable = [](Type type) { return type == Type::Vector || type == Type::Scalar; };
        const bool scalars = left == Type::Scalar && right == Type::Scalar;
        if (m_problem)
            return left;
        if (!usable(left) || !usable(right))
            wrong(QStringLiteral("an operator takes instant vectors and scalars, not %1")
                      .arg(word(usable(left) ? right : left)),
                  at);
        else if (level <= 2 && (left == Type::Scalar || right == Type::Scalar))
            wrong(QStringLiteral("and, or, unless take no scalars"), at);
        else if (level == 3 && scalars && !m_bool)
            wrong(QStringLiteral("two scalars are compared with the word bool only"), at);
        else if (matched && (left == Type::Scalar || right == Type::Scalar))
            wrong(QStringLiteral("on and ignoring need an instant vector on both sides"), at);
        return scalars ? Type::Scalar : Type::Vector;
    }

    /// bool, on (…), ignoring (…), group_left (…); true when on or ignoring stood there.
    bool modifiers(int level) {
        m_bool = isWord("bool");
        if (m_bool) {
            if (level != 3)
                wrong(QStringLiteral("bool stands behind a comparison only"));
            next();
        }
        const bool keepsBool = m_bool;
        bool matched = false;
        if (isWord("on") || isWord("ignoring")) {
            matched = true;
            next();
            labels();
            if (isWord("group_left") || isWord("group_right")) {
                if (level <= 2)
                    wrong(QStringLiteral("and, or, unless take no group_left"));
                next();
                if (isSign("("))
                    labels();
            }
        }
        m_bool = keepsBool;
        return matched;
    }

    void labels() {
        expect("(");
        while (!m_problem && !isSign(")")) {
            if (now().kind != Kind::Name || now().text.contains(u':'))
                unexpected();
            next();
            if (!isSign(")"))
                expect(",");
        }
        expect(")");
    }

    Type unary() {
        const bool sign = isSign("+") || isSign("-");
        if (sign) {
            next();
            if (++m_depth > deepest)
                wrong(QStringLiteral("it is nested too deep"));
            const Type type = unary();
            --m_depth;
            if (type == Type::Range || type == Type::Text)
                wrong(QStringLiteral("a sign stands before an instant vector or a scalar, not %1").arg(word(type)));
            return type;
        }
        return suffixed(primary());
    }

    Type primary() {
        m_selector = false;
        const PromQlToken token = now();
        switch (token.kind) {
        case Kind::Number:
            next();
            return Type::Scalar;
        case Kind::Text:
            next();
            return Type::Text;
        case Kind::Name:
            return named();
        case Kind::Sign:
            if (take("(")) {
                const Type type = expression(0);
                expect(")");
                m_selector = false;
                return type;
            }
            if (isSign("{"))
                return selector(false);
            [[fallthrough]];
        case Kind::Duration:
        case Kind::End:
            unexpected();
        }
        return Type::Vector;
    }

    Type named() {
        static const QStringList aggregations{"sum",      "avg",          "min",    "max",        "count",
                                              "group",    "stddev",       "stdvar", "topk",       "bottomk",
                                              "quantile", "count_values", "limitk", "limit_ratio"};
        const QString name = now().text, lower = name.toLower();
        const bool called = after().kind == Kind::Sign && after().text == u"(";
        const bool grouped = after().kind == Kind::Name && (after().text.compare(u"by", Qt::CaseInsensitive) == 0 ||
                                                            after().text.compare(u"without", Qt::CaseInsensitive) == 0);
        if (aggregations.contains(lower) && (called || grouped))
            return aggregation(lower);
        if (called)
            return function(name);
        if (lower == u"inf" || lower == u"nan") {
            next();
            return Type::Scalar;
        }
        next();
        return selector(true);
    }

    Type aggregation(const QString& name) {
        next();
        grouping();
        const int at = now().at;
        expect("(");
        const bool parameter =
            QStringList{"topk", "bottomk", "quantile", "count_values", "limitk", "limit_ratio"}.contains(name);
        if (parameter) {
            const Type type = expression(0);
            if (type != (name == u"count_values" ? Type::Text : Type::Scalar))
                wrong(QStringLiteral("the first argument of %1 is %2")
                          .arg(name, word(name == u"count_values" ? Type::Text : Type::Scalar)),
                      at);
            expect(",");
        }
        if (const Type type = expression(0); type != Type::Vector)
            wrong(QStringLiteral("%1 takes an instant vector, not %2").arg(name, word(type)), at);
        expect(")");
        grouping();
        m_selector = false;
        return Type::Vector;
    }

    void grouping() {
        if (!isWord("by") && !isWord("without"))
            return;
        next();
        labels();
    }

    Type function(const QString& name) {
        const int at = now().at;
        const char* signature = promQlSignature(name);
        if (!signature) {
            wrong(QStringLiteral("there is no function \"%1\"").arg(name));
            return Type::Vector;
        }
        next();
        expect("(");
        std::vector<Type> given;
        while (!m_problem && !isSign(")")) {
            given.push_back(expression(0));
            if (!isSign(")"))
                expect(",");
        }
        expect(")");
        arguments(name, signature, given, at);
        m_selector = false;
        return name == u"scalar" || name == u"time" || name == u"pi" ? Type::Scalar : Type::Vector;
    }

    void arguments(const QString& name, const char* signature, const std::vector<Type>& given, int at) {
        size_t i = 0;
        for (const char* letter = signature; *letter && !m_problem; ++letter) {
            const char* mark = letter + 1;
            const bool optional = *mark == '?', repeated = *mark == '*';
            const Type wanted = *letter == 'v'   ? Type::Vector
                                : *letter == 'r' ? Type::Range
                                : *letter == 's' ? Type::Scalar
                                                 : Type::Text;
            if (i >= given.size() && !optional && !repeated)
                wrong(QStringLiteral("%1 wants more arguments").arg(name), at);
            for (bool first = true; i < given.size() && (first || repeated); first = false, ++i) {
                if (given[i] != wanted)
                    wrong(QStringLiteral("argument %1 of %2 is %3; expected %4")
                              .arg(QString::number(i + 1), name, word(given[i]), word(wanted)),
                          at);
            }
            letter += optional || repeated ? 1 : 0;
        }
        if (i < given.size())
            wrong(QStringLiteral("%1 wants fewer arguments").arg(name), at);
    }

    /// Matchers in braces, if any stand here.
    Type selector(bool named) {
        const int at = now().at;
        bool narrows = named;
        m_selector = true;
        if (take("{")) {
            while (!m_problem && !isSign("}")) {
                narrows = matcher(named) || narrows;
                if (!isSign("}"))
                    expect(",");
            }
            expect("}");
        }
        if (!narrows)
            wrong(QStringLiteral("a selector needs a name or one matcher that does not match the empty text"), at);
        return Type::Vector;
    }

    /// True when it does not match the empty text.
    bool matcher(bool named) {
        const PromQlToken label = now();
        if (label.kind != Kind::Name || label.text.contains(u':')) {
            unexpected();
            return true;
        }
        if (named && label.text == u"__name__")
            wrong(QStringLiteral("the metric's name is given twice"));
        next();
        const QString op = now().text;
        if (now().kind != Kind::Sign || !QStringList{"=", "!=", "=~", "!~"}.contains(op)) {
            wrong(QStringLiteral("unexpected \"%1\"; expected =, !=, =~ or !~").arg(op));
            return true;
        }
        next();
        if (now().kind != Kind::Text) {
            wrong(QStringLiteral("the value of the label \"%1\" is not in quotes").arg(label.text));
            return true;
        }
        const QString value = now().text;
        bool empty = value.isEmpty();
        if (op.endsWith(u'~')) {
            const QRegularExpression regex(u"^(?:" + value + u")$");
            static const QRegularExpression foreign(QStringLiteral(R"(\(\?(?:=|!|<=|<!|>)|\\[1-9])"));
            if (!regex.isValid() || foreign.match(value).hasMatch())
                wrong(QStringLiteral("\"%1\" is no regular expression that Prometheus knows").arg(value));
            empty = regex.isValid() && regex.match(QString()).hasMatch();
        }
        next();
        return op.startsWith(u'!') ? empty : !empty;
    }

    /// [5m], [1h:5m], offset 5m, @ 123 behind what they may follow.
    Type suffixed(Type type) {
        while (!m_problem) {
            if (isSign("["))
                type = range(type);
            else if (isWord("offset"))
                offset(type);
            else if (isSign("@"))
                at(type);
            else
                break;
        }
        return type;
    }

    Type range(Type type) {
        const int start = now().at;
        next();
        duration();
        const bool subquery = take(":") || (now().kind == Kind::Name && now().text.startsWith(u':'));
        if (subquery && now().kind == Kind::Duration)
            next();
        expect("]");
        if (type != Type::Vector || (!subquery && !m_selector))
            wrong(subquery ? QStringLiteral("a subquery is made of an instant vector, not of %1").arg(word(type))
                           : QStringLiteral("a range such as [5m] stands behind a selector only"),
                  start);
        m_selector = true;
        return Type::Range;
    }

    void duration() {
        static const QRegularExpression zero(QStringLiteral("^(?:0[a-z]+)+$"));
        if (now().kind != Kind::Duration || zero.match(now().text).hasMatch())
            wrong(now().kind == Kind::Duration
                      ? QStringLiteral("a duration must be greater than 0")
                      : QStringLiteral("expected a duration such as 5m, not \"%1\"").arg(now().text));
        next();
    }

    void offset(Type type) {
        if (!m_selector || type == Type::Scalar || type == Type::Text)
            wrong(QStringLiteral("offset stands behind a selector or a subquery only"));
        next();
        take("-");
        if (now().kind != Kind::Duration)
            wrong(QStringLiteral("expected a duration such as 5m"));
        next();
    }

    void at(Type type) {
        if (!m_selector || type == Type::Scalar || type == Type::Text)
            wrong(QStringLiteral("@ stands behind a selector or a subquery only"));
        next();
        if (isWord("start") || isWord("end")) {
            next();
            expect("(");
            expect(")");
            return;
        }
        if (!take("-"))
            take("+");
        if (now().kind != Kind::Number)
            wrong(QStringLiteral("expected a time stamp, start() or end()"));
        next();
    }

    std::vector<PromQlToken> m_tokens;
    size_t m_at = 0;
    int m_depth = 0;
    bool m_selector = false; ///< what was read last may take [5m], offset, @
    bool m_bool = false;     ///< the operator read last has bool
    std::optional<PromQlProblem> m_problem;
};

} // namespace

std::optional<PromQlProblem> checkPromQl(const QString& expr) {
    PromQlTokens tokens = promQlTokens(expr);
    return tokens.problem ? tokens.problem : Parser(std::move(tokens.all)).check();
}

std::optional<QString> withoutVariables(const QString& expr) {
    static const QRegularExpression blank(
        QStringLiteral(R"(^\s*(?:<[^<>]+>|\[[^\]]+\]|\{\{[^}]+\}\}|\$\{?\w+\}?)\s*$)"));
    static const QRegularExpression interval(
        QStringLiteral(R"(\[\s*(?:\$\{?\w+(?::\w+)?\}?|\[\[\w+\]\]|\{\{[^}]+\}\}|<[\w -]+>)\s*(\]|:))"));
    static const QRegularExpression variable(
        QStringLiteral(R"(\$\{\w+(?::\w+)?\}|\$\w+|\[\[\w+\]\]|\{\{[^}]+\}\}|<[A-Za-z][\w -]*>)"));
    if (blank.match(expr).hasMatch())
        return {};
    return QString(expr).replace(interval, QStringLiteral("[5m\\1")).replace(variable, QStringLiteral("x"));
}

} // namespace playbook
