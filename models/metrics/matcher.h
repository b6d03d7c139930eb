// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>
#include <map>
#include <optional>
#include <vector>

/// Matchers of silences in the terms of Alertmanager's API v2.
namespace metrics {

using Labels = std::map<QString, QString>;

/// One condition on one label.
struct Matcher {
    QString name, value;
    bool regex = false;
    bool equal = true; ///< false: must not match
    bool operator==(const Matcher&) const = default;
};

/// Reads name=value, name!=value, name=~regex or name!~regex; the value may stand in double quotes. Input, with the
/// text, when it is none of them, the name is no label name or the regular expression does not parse.
domain::Result<Matcher> parseMatcher(const QString& text);
/// severity="critical", as Alertmanager's own screens write it.
QString toText(const Matcher& matcher);
/// A label that is not there counts as empty; regular expressions are anchored at both ends.
bool matches(const Matcher& matcher, const Labels& labels);
bool matchesAll(const std::vector<Matcher>& matchers, const Labels& labels);
/// Why a silence with these matchers must not be made: none at all, or all so wide that they would mute nearly
/// everything. nullopt when at least one matcher names what it is about.
std::optional<QString> objectionTo(const std::vector<Matcher>& matchers);

} // namespace metrics
