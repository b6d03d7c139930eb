// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

namespace room {

/// Takes credentials (net::redact) out of every text of a body, so that none reaches the disk. Gives true when there
/// was one.
bool removeCredentials(domain::Body& body);

} // namespace room
