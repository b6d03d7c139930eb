// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "net/response.h"
#include <poll.h>

namespace net {

/// A conversation that libcurl does not hold: it owns its socket and never waits. Driven by the wire, on the network
/// thread.
class Talk {
public:
    virtual ~Talk() = default;
    /// What to wait for; a socket below 0: nothing but time.
    virtual pollfd awaits() const = 0;
    /// Goes on as far as it can; true when it is over.
    virtual bool proceed() = 0;
    /// Its time is up.
    virtual void expire() = 0;
    /// The host's name has not been found yet.
    virtual bool lookingUp() const { return false; }
    /// Once it is over.
    virtual Response take() = 0;
};

} // namespace net
