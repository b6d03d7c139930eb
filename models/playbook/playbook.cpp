// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook.h"

#include <algorithm>

namespace playbook {
namespace {

template <class Value>
const Value* findById(const std::vector<Value>& values, const QString& id) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.id == id; });
    return found == values.end() ? nullptr : &*found;
}

/// Without regard to case, blanks and dashes.
QString plainId(const QString& written) {
    QString plain;
    for (const QChar c : written.toCaseFolded()) {
        if (!c.isSpace() && c.category() != QChar::Punctuation_Dash && c != u'_')
            plain += c;
    }
    return plain;
}

} // namespace

const Severity* findSeverity(const Playbook& playbook, const QString& id) {
    return findById(playbook.severities, id);
}

const Severity* matchSeverity(const Playbook& playbook, const QString& written) {
    if (const Severity* exact = findSeverity(playbook, written.trimmed()))
        return exact;
    const QString wanted = plainId(written);
    if (wanted.isEmpty())
        return nullptr;
    for (const Severity& severity : playbook.severities) {
        if (plainId(severity.id) == wanted)
            return &severity;
    }
    bool isRank = false;
    const int rank = wanted.toInt(&isRank);
    const auto found = std::find_if(playbook.severities.begin(), playbook.severities.end(),
                                    [&](const Severity& severity) { return isRank && severity.rank == rank; });
    return found == playbook.severities.end() ? nullptr : &*found;
}

const Role* findRole(const Playbook& playbook, const QString& id) {
    return findById(playbook.roles, id);
}
const Item* findItem(const Playbook& playbook, const QString& id) {
    for (const Phase& phase : playbook.phases) {
        if (const Item* item = findById(phase.items, id))
            return item;
    }
    return nullptr;
}
const Check* findCheck(const Playbook& playbook, const QString& id) {
    return findById(playbook.checks, id);
}
const Panel* findPanel(const Playbook& playbook, const QString& id) {
    return findById(playbook.panels, id);
}

QString commanderRole(const Playbook& playbook) {
    for (const QString& id : {QStringLiteral("commander"), QStringLiteral("incident-commander")}) {
        if (findRole(playbook, id))
            return id;
    }
    return playbook.roles.empty() ? QString() : playbook.roles.front().id;
}

} // namespace playbook
