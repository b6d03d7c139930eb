// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/finding.h"

#include <algorithm>
#include <tuple>

namespace playbook {

void sortByPlace(std::vector<Finding>& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
}

QString toText(const Finding& finding, const QString& fileName) {
    if (finding.line == 0)
        return QStringLiteral("%1: %2").arg(fileName, finding.message);
    return QStringLiteral("%1:%2:%3: %4")
        .arg(fileName, QString::number(finding.line), QString::number(finding.column), finding.message);
}

} // namespace playbook
