// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/evaluate.h"

#include "health/body_value.h"
#include "net/redact.h"
#include <cmath>

namespace health {
namespace {

using namespace Qt::StringLiterals;
using domain::CheckState;
using playbook::Condition;
using playbook::Operand;
using Kind = Operand::Kind;
using Operator = Condition::Operator;

/// Something answered as it should: what Gatus calls connected.
bool isConnected(const net::Response& response) {
    return response.failure == net::Failure::None || response.failure == net::Failure::BodyTooLarge;
}

/// What stands on one side, once the answer is known.
struct Value {
    std::optional<QString> text; ///< nullopt: not there
    QString name;                ///< as written, "[BODY].status"
};

bool isConstant(const Operand& operand) {
    return operand.kind == Kind::Literal || operand.kind == Kind::Pattern || operand.kind == Kind::Any;
}

Operator mirrored(Operator op) {
    switch (op) {
    case Operator::Equal:
    case Operator::NotEqual:
        return op;
    case Operator::Less:
        return Operator::Greater;
    case Operator::LessOrEqual:
        return Operator::GreaterOrEqual;
    case Operator::Greater:
        return Operator::Less;
    case Operator::GreaterOrEqual:
        return Operator::LessOrEqual;
    }
    return op;
}

/// "200 <= [STATUS]" says the same as "[STATUS] >= 200".
Condition constantOnTheRight(Condition condition) {
    if (!isConstant(condition.left) || isConstant(condition.right))
        return condition;
    std::swap(condition.left, condition.right);
    condition.op = mirrored(condition.op);
    return condition;
}

QString spelled(Operator op) {
    switch (op) {
    case Operator::Equal:
        return u"=="_s;
    case Operator::NotEqual:
        return u"!="_s;
    case Operator::Less:
        return u"<"_s;
    case Operator::LessOrEqual:
        return u"<="_s;
    case Operator::Greater:
        return u">"_s;
    case Operator::GreaterOrEqual:
        return u">="_s;
    }
    return {};
}

QString bodyName(const QString& path) {
    if (path.isEmpty() || path.startsWith(u'['))
        return u"[BODY]"_s + path;
    return u"[BODY]."_s + path;
}

QString shortened(const QString& text) {
    constexpr qsizetype most = 60;
    QString clean = net::redact(text.left(4096)).simplified();
    if (clean.size() > most)
        clean = clean.left(most - 1) + u'…';
    return clean;
}

QString milliseconds(double ms) {
    return QString::number(std::floor(ms), 'f', 0);
}

Value valueOf(const Operand& operand, const net::Response& response, const Body& body) {
    switch (operand.kind) {
    case Kind::Status:
        return {QString::number(response.status), u"[STATUS]"_s};
    case Kind::Exit:
        return {QString::number(response.status), u"[EXIT]"_s};
    case Kind::ResponseTime:
        return {milliseconds(static_cast<double>(response.phases.totalUs) / 1000.0), u"[RESPONSE_TIME]"_s};
    case Kind::Ip:
        return {response.remoteIp, u"[IP]"_s};
    case Kind::Connected:
        return {isConnected(response) ? u"true"_s : u"false"_s, u"[CONNECTED]"_s};
    case Kind::CertificateExpiration: {
        // 0 where there is no certificate, as Gatus says.
        const auto left = response.certificateEndsAt.value_or(response.startedAt) - response.startedAt;
        return {QString::number(left.count()), u"[CERTIFICATE_EXPIRATION]"_s};
    }
    case Kind::DnsRcode:
        return {response.rcode, u"[DNS_RCODE]"_s};
    case Kind::Body:
        return {body.text(operand.text), bodyName(operand.text)};
    case Kind::Length: {
        const auto length = body.length(operand.text);
        return {length ? std::optional(QString::number(*length)) : std::nullopt,
                u"len("_s + bodyName(operand.text) + u')'};
    }
    case Kind::Has:
        return {body.has(operand.text) ? u"true"_s : u"false"_s, u"has("_s + bodyName(operand.text) + u')'};
    case Kind::Literal:
        return {operand.text, operand.text};
    case Kind::Pattern:
        return {operand.text, u"pat("_s + operand.text + u')'};
    case Kind::Any:
        return {operand.choices.join(u", "_s), u"any("_s + operand.choices.join(u", "_s) + u')'};
    }
    return {};
}

/// Whole numbers by their value, however they are written; everything else as text.
bool isEqual(const QString& one, const QString& other) {
    const auto first = playbook::wholeNumber(one);
    const auto second = playbook::wholeNumber(other);
    return first && second ? *first == *second : one == other;
}

/// As isEqual; a status or a length is a number, a response time may be compared with a duration.
bool equals(const Operand& left, const QString& text, const Operand& right, const QString& expected) {
    if (right.kind == Kind::Pattern)
        return matchesPattern(text, right.text);
    if (right.kind == Kind::Any)
        return std::any_of(right.choices.begin(), right.choices.end(),
                           [&](const QString& choice) { return isEqual(text, choice); });
    const bool numeric = left.kind == Kind::Status || left.kind == Kind::Exit || left.kind == Kind::ResponseTime ||
                         left.kind == Kind::Length || left.kind == Kind::CertificateExpiration;
    if (numeric)
        return playbook::numberOf(text) == playbook::numberOf(expected);
    return isEqual(text, expected);
}

bool holdsInOrder(Operator op, double left, double right) {
    switch (op) {
    case Operator::Less:
        return left < right;
    case Operator::LessOrEqual:
        return left <= right;
    case Operator::Greater:
        return left > right;
    case Operator::GreaterOrEqual:
        return left >= right;
    case Operator::Equal:
        return left == right;
    case Operator::NotEqual:
        return left != right;
    }
    return false;
}

QString expectation(const Condition& condition, const Value& right) {
    const bool plain = condition.op == Operator::Equal;
    const bool other = !isConstant(condition.right);
    const QString shown =
        other ? shortened(right.text.value_or(u"missing"_s)) + u" ("_s + right.name + u')' : shortened(right.name);
    return u", expected "_s + (plain ? QString() : QString(spelled(condition.op) + u' ')) + shown;
}

/// A value within a sentence: a word or a number as it is, everything else between quotation marks.
QString said(const QString& value) {
    const bool plain = std::all_of(value.begin(), value.end(),
                                   [](QChar c) { return c.isLetterOrNumber() || QStringView(u"._+-").contains(c); });
    return plain && !value.isEmpty() ? value : QString(u'“' + value + u'”');
}

QString failed(const Condition& condition, const Value& left, const Value& right, bool json) {
    switch (condition.left.kind) {
    case Kind::Status:
        if (left.text->toInt() >= 400)
            return u"HTTP "_s + *left.text;
        return u"HTTP "_s + *left.text + expectation(condition, right);
    case Kind::Exit:
        return u"exit "_s + *left.text + expectation(condition, right);
    case Kind::ResponseTime:
        return u"answered in "_s + *left.text + u" ms"_s + expectation(condition, right);
    case Kind::CertificateExpiration: {
        const qint64 hours = left.text->toLongLong() / 3'600'000;
        const QString span = hours >= 48 ? QString::number(hours / 24) + u" days"_s : QString::number(hours) + u" h"_s;
        return u"the certificate expires in "_s + span + expectation(condition, right);
    }
    case Kind::Connected:
        return *left.text == "true"_L1 ? u"the connection is accepted"_s : u"no connection"_s;
    case Kind::DnsRcode:
        return u"the name server says "_s + *left.text + expectation(condition, right);
    case Kind::Has:
        return bodyName(condition.left.text) + (*left.text == "true"_L1 ? u" is present"_s : u" is missing"_s);
    default:
        break;
    }
    if (!left.text) {
        if (!json)
            return u"the body is not JSON, "_s + left.name + u" is missing"_s;
        return left.name + u" is missing"_s;
    }
    return left.name + u" is "_s + said(shortened(*left.text)) + expectation(condition, right);
}

/// Why it does not hold; nullopt when it does.
std::optional<QString> trouble(const Condition& written, const net::Response& response, const Body& body) {
    const Condition condition = constantOnTheRight(written);
    const Value left = valueOf(condition.left, response, body);
    const Value right = valueOf(condition.right, response, body);
    const auto why = [&] { return failed(condition, left, right, body.isJson()); };
    if (!left.text || !right.text)
        return why();
    if (condition.op == Operator::Equal || condition.op == Operator::NotEqual) {
        const bool same = equals(condition.left, *left.text, condition.right, *right.text);
        return same == (condition.op == Operator::Equal) ? std::nullopt : std::optional(why());
    }
    const auto leftNumber = playbook::numberOf(*left.text);
    const auto rightNumber = playbook::numberOf(*right.text);
    if (leftNumber && rightNumber && holdsInOrder(condition.op, *leftNumber, *rightNumber))
        return std::nullopt;
    return why();
}

bool anyOperand(const Rules& rules, bool (*wanted)(const Operand&)) {
    return std::any_of(rules.conditions.begin(), rules.conditions.end(),
                       [&](const Condition& c) { return wanted(c.left) || wanted(c.right); });
}

bool readsBody(const Rules& rules) {
    return anyOperand(rules, [](const Operand& operand) {
        return operand.kind == Kind::Body || operand.kind == Kind::Length || operand.kind == Kind::Has;
    });
}

bool asksForConnection(const Rules& rules) {
    return anyOperand(rules, [](const Operand& operand) { return operand.kind == Kind::Connected; });
}

/// What an answer is called when nothing is wrong with it.
QString calm(const net::Response& response) {
    if (!isConnected(response))
        return response.reason;
    if (response.status > 0)
        return u"HTTP "_s + QString::number(response.status);
    if (!response.rcode.isEmpty())
        return response.rcode;
    if (response.certificateEndsAt) {
        const auto left = std::chrono::floor<std::chrono::hours>(*response.certificateEndsAt - response.startedAt);
        return u"certificate for "_s + QString::number(left.count() / 24) + u" more days"_s;
    }
    return response.body.isEmpty() ? u"connected"_s : shortened(QString::fromUtf8(response.body));
}

} // namespace

domain::Result<Rules> rulesOf(const playbook::Check& check) {
    Rules rules{{}, check.degradedOver};
    for (const QString& text : check.conditions) {
        const auto condition = playbook::parseCondition(text);
        if (!condition)
            return domain::fail(domain::ErrorKind::Input,
                                QString(u"check "_s + check.id + u", condition \""_s + text + u"\", column "_s +
                                        QString::number(condition.error().column) + u": "_s +
                                        condition.error().message));
        rules.conditions.push_back(*condition);
    }
    return rules;
}

Verdict evaluate(const Rules& rules, const net::Response& response) {
    if (response.failure == net::Failure::BadRequest)
        return {CheckState::Inconclusive, response.reason};
    const bool tooLargeButUnread = response.failure == net::Failure::BodyTooLarge && !readsBody(rules);
    if (response.failure != net::Failure::None && !tooLargeButUnread && !asksForConnection(rules))
        return {CheckState::Down, response.reason};
    const QString status = calm(response);
    const Body body(response.body);
    for (const Condition& condition : rules.conditions) {
        const auto why = trouble(condition, response, body);
        if (!why)
            continue;
        if (response.failure != net::Failure::None && !tooLargeButUnread)
            return {CheckState::Down, response.reason};
        const bool saysStatus = why->startsWith("HTTP "_L1);
        return {CheckState::Down, response.status >= 400 && !saysStatus ? QString(status + u", "_s + *why) : *why};
    }
    if (rules.conditions.empty() && response.status >= 400)
        return {CheckState::Down, status};
    if (rules.conditions.empty() && !response.rcode.isEmpty() && response.rcode != "NOERROR"_L1)
        return {CheckState::Down, u"the name server says "_s + response.rcode};
    const auto tookMs = static_cast<double>(response.phases.totalUs) / 1000.0;
    if (rules.degradedOver && tookMs > static_cast<double>(rules.degradedOver->count()))
        return {CheckState::Degraded, QString(u"answered in "_s + milliseconds(tookMs) + u" ms, expected at most "_s +
                                              QString::number(rules.degradedOver->count()) + u" ms"_s)};
    return {CheckState::Up, status};
}

std::vector<Held> conditionsHeld(const Rules& rules, const net::Response& response) {
    const Body body(response.body);
    std::vector<Held> held;
    held.reserve(rules.conditions.size());
    for (const Condition& condition : rules.conditions)
        held.push_back({condition.source, trouble(condition, response, body).value_or(QString())});
    return held;
}

domain::CheckResult resultOf(const QString& check, const Verdict& verdict, const net::Response& response) {
    const bool answered = response.failure == net::Failure::None || response.failure == net::Failure::BodyTooLarge;
    return {check,           response.startedAt, verdict.state, answered ? response.phases.totalUs : 0,
            response.status, verdict.detail};
}

bool isUnreachable(net::Failure failure) {
    return failure == net::Failure::Dns || failure == net::Failure::Connect || failure == net::Failure::Timeout;
}

} // namespace health
