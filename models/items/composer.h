// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/time.h"
#include "domain/words.h"
#include <optional>

namespace items {

/// What the line of the composer means.
struct Composed {
    domain::EntryKind kind = domain::EntryKind::Note;
    QString text;
    std::optional<domain::Instant> occurredAt; ///< only when back-dated
    bool operator==(const Composed&) const = default;
};

/// Reads what a person typed. Leading words, in any order: "@14:58", "@14:58:03", "@14:58 local", "@-5m",
/// "@2026-11-20T14:58" set the moment;
/// "!decision" (or its beginning, "!d") sets the kind. "@tech-lead" is a person and stays text. An error is a sentence;
/// nothing is guessed.
domain::Result<Composed> compose(const QString& typed, domain::EntryKind kind, domain::Instant now);

/// Longest entry in characters.
inline constexpr int longestEntry = 10'000;

} // namespace items
