// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// Replaces what forty people on a call need not read: phone numbers, e-mail addresses, links, file paths, and long
/// strings that look like keys, each by a word in brackets. Errs on the side of hiding. Credentials with a known shape
/// are net/redact.h's; both go over every text that reaches Stage.
QString maskPrivate(const QString& text);

} // namespace domain
