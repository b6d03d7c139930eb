// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/variables.h"

#include "playbook/playbook_file.h"
#include <QRegularExpression>

namespace playbook {
namespace {

const QRegularExpression& placeholder() {
    static const QRegularExpression pattern(
        QStringLiteral("\\{\\{\\s*((?:secret\\.)?[A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}"));
    return pattern;
}

/// Replaces each placeholder by what give returns; null leaves it.
template <class Give>
QString replaced(const QString& text, Give give) {
    QString made;
    qsizetype from = 0;
    for (auto it = placeholder().globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString* value = give(match.captured(1));
        made += QStringView(text).mid(from, match.capturedStart() - from);
        made += value ? QStringView(*value) : match.capturedView();
        from = match.capturedEnd();
    }
    made += QStringView(text).mid(from);
    return made;
}

} // namespace

bool isVariableName(const QString& name) {
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    return pattern.match(name).hasMatch();
}

QStringList variablesIn(const QString& text) {
    QStringList names;
    for (auto it = placeholder().globalMatch(text); it.hasNext();)
        names.append(it.next().captured(1));
    return names;
}

QString expandKnown(const QString& text, const std::map<QString, QString>& variables) {
    return replaced(text, [&](const QString& name) {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : &found->second;
    });
}

domain::Result<QString> expandVariables(const QString& text, const std::map<QString, QString>& variables) {
    for (const QString& name : variablesIn(text)) {
        const auto found = variables.find(name);
        if (!name.startsWith(u"secret.") && (found == variables.end() || found->second.isEmpty()))
            return domain::fail(domain::ErrorKind::Input,
                                QStringLiteral("\"%1\" names the variable \"%2\", which has no value in the playbook")
                                    .arg(text.left(80), name));
    }
    return expandKnown(text, variables);
}

} // namespace playbook
