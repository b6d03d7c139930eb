// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"
#include <optional>
#include <utility>
#include <vector>

namespace importer {

/// What a text asks for outside of code.
struct SpokenRequests {
    std::vector<SimpleCommand> commands; ///< of lines such as "$ curl …"
    std::vector<CurlCall> calls;         ///< "GET https://…", "https://… (POST)"
};

/// Takes the requests of a text. Their words are blanked in `words` (text.plain, or a copy with other parts blanked),
/// so that the address of a change is never taken for one to poll.
SpokenRequests takeSpokenRequests(const Text& text, QString& words);
/// "| POST | https://… |": the method has a cell of its own; the request and the words beside it.
std::optional<std::pair<CurlCall, QString>> requestOfRow(const Row& row);

} // namespace importer
