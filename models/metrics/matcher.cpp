// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/matcher.h"

#include <QRegularExpression>

namespace metrics {
namespace {

QRegularExpression anchored(const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

QString unquoted(QString value) {
    if (value.size() < 2 || !value.startsWith(u'"') || !value.endsWith(u'"'))
        return value;
    value = value.mid(1, value.size() - 2);
    value.replace(QStringLiteral("\\\""), QStringLiteral("\""));
    return value.replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
}

/// A value that no label of a real alert has: a matcher that accepts it accepts nearly anything.
const QString improbable = QStringLiteral("\x01 no label has this value \x01");

/// It names what the silence is about: a value, or an expression that neither a missing label nor any text satisfies.
bool isNarrow(const Matcher& matcher) {
    if (!matcher.equal)
        return false;
    return !matches(matcher, {}) && !matches(matcher, {{matcher.name, improbable}});
}

} // namespace

domain::Result<Matcher> parseMatcher(const QString& text) {
    static const QRegularExpression shape(QStringLiteral("^\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*$"),
                                          QRegularExpression::DotMatchesEverythingOption);
    const auto parts = shape.match(text);
    if (!parts.hasMatch())
        return domain::fail(
            domain::ErrorKind::Input,
            QStringLiteral("“%1” is no matcher; write label=value, label!=value, label=~regex or label!~regex")
                .arg(text.trimmed()));
    const QString op = parts.captured(2);
    const Matcher made{.name = parts.captured(1),
                       .value = unquoted(parts.captured(3)),
                       .regex = op.endsWith(u'~'),
                       .equal = op.startsWith(u'=')};
    if (const auto regex = anchored(made.value); made.regex && !regex.isValid())
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("The expression of “%1” is wrong at character %2: %3")
                                .arg(text.trimmed())
                                .arg(regex.patternErrorOffset())
                                .arg(regex.errorString()));
    return made;
}

QString toText(const Matcher& matcher) {
    QString value = matcher.value;
    value.replace(QStringLiteral("\\"), QStringLiteral("\\\\")).replace(QStringLiteral("\""), QStringLiteral("\\\""));
    const QString op = matcher.regex ? (matcher.equal ? QStringLiteral("=~") : QStringLiteral("!~"))
                                     : (matcher.equal ? QStringLiteral("=") : QStringLiteral("!="));
    return matcher.name + op + u'"' + value + u'"';
}

bool matches(const Matcher& matcher, const Labels& labels) {
    const auto found = labels.find(matcher.name);
    const QString value = found == labels.end() ? QString() : found->second;
    const bool same = matcher.regex ? anchored(matcher.value).match(value).hasMatch() : value == matcher.value;
    return same == matcher.equal;
}

bool matchesAll(const std::vector<Matcher>& matchers, const Labels& labels) {
    return std::all_of(matchers.begin(), matchers.end(),
                       [&labels](const Matcher& matcher) { return matches(matcher, labels); });
}

std::optional<QString> objectionTo(const std::vector<Matcher>& matchers) {
    if (matchers.empty())
        return QStringLiteral("A silence without matchers would mute every alert; name at least one label and value");
    if (std::any_of(matchers.begin(), matchers.end(), isNarrow))
        return std::nullopt;
    QStringList texts;
    for (const Matcher& matcher : matchers)
        texts << toText(matcher);
    return QStringLiteral("%1 would mute nearly every alert; name at least one label and value")
        .arg(texts.join(QStringLiteral(", ")));
}

} // namespace metrics
