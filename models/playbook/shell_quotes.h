// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace playbook {

/// How a shell reads a character of a command. Opaque: a here-document or backquotes, where quoting again would be
/// read twice.
enum class Quoting : char { Bare, Single, Double, Opaque, Comment };

/// One value for each character. Follows nested $( … ), so that quotes inside are told from quotes outside. Never
/// fails: a quote that is not closed lasts to the end.
std::vector<Quoting> quotingOf(const QString& command);

} // namespace playbook
