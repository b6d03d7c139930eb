// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace playbook {

/// What is wrong at one place of a file. Line and column are 1-based; 0 when the place is unknown.
struct Finding {
    QString rule; ///< "schema.unknown-key", "schema.type", "schema.reference", "schema.condition", "yaml.syntax",
                  ///< "yaml.alias" …
    int line = 0, column = 0;
    QString message; ///< what is wrong, what was expected
    QString fix;
    bool operator==(const Finding&) const = default;
};

/// In order of line and column; findings of one place keep their order.
void sortByPlace(std::vector<Finding>& findings);
/// "default.yaml:12:5: message", as compilers say it.
QString toText(const Finding& finding, const QString& fileName);

} // namespace playbook
