// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/response.h"
#include <optional>
#include <vector>

/// Whether silence says something about the target or about ourselves: pure functions.
namespace health {

/// A probe that brought nothing at all.
struct Silence {
    bool loopback = false;        ///< the target is this computer
    bool lookupFailed = false;    ///< its name was not found
    bool wayExists = true;        ///< the routing table knows a way to it
    QString lostInterface = {};   ///< carried the latest answer and is gone or down now: "tun0"
    bool targetIsWitness = false; ///< the check itself stands for our link
};
/// What another target, asked at the same time, says.
struct Opinion {
    bool witness = false;
    bool byName = false; ///< had to be looked up
    bool silent = false; ///< nothing came from it either
};

/// Why we cannot tell; nullopt when the target is to blame. In this order: no way to it; the interface that led to it
/// is gone; every witness is silent too; without a witness, every other target beyond this computer that was asked is;
/// its name was not found and neither was any other.
std::optional<QString> whyUnknown(const Silence& silence, const std::vector<Opinion>& opinions);

/// Which others to ask about a silent check, as indexes into all: every other witness; where there is none, up to two
/// on other hosts beyond this computer, those with a name first when the name was not found. A silent target on this
/// computer is held against witnesses only.
struct Neighbour {
    QString host; ///< empty: cannot be asked
    bool loopback = false, byName = false, witness = false;
};
std::vector<size_t> whomToAsk(const std::vector<Neighbour>& all, size_t silent, bool lookupFailed);

} // namespace health
