// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include <functional>

namespace report {

/// Gives the text without credentials. Passed in (net::redact), since report knows no network.
using Redact = std::function<QString(const QString&)>;

/// Takes credentials out of every text of the document, also out of what a person wrote, and adds a finding for each
/// section that had some.
void redact(Document& document, const Redact& redact);

} // namespace report
