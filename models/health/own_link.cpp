// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/own_link.h"

#include <algorithm>

namespace health {
namespace {

using namespace Qt::StringLiterals;

template <class Wanted>
bool allSilent(const std::vector<Opinion>& opinions, Wanted wanted) {
    bool any = false;
    for (const Opinion& opinion : opinions) {
        if (!wanted(opinion))
            continue;
        any = true;
        if (!opinion.silent)
            return false;
    }
    return any;
}

} // namespace

std::optional<QString> whyUnknown(const Silence& silence, const std::vector<Opinion>& opinions) {
    if (!silence.wayExists && !silence.loopback)
        return u"this computer has no way there, our own link is out"_s;
    if (!silence.lostInterface.isEmpty())
        return QString(silence.lostInterface + u", which led there, is gone"_s);
    const bool witnessed =
        silence.targetIsWitness ||
        std::any_of(opinions.begin(), opinions.end(), [](const Opinion& opinion) { return opinion.witness; });
    const auto isWitness = [](const Opinion& opinion) { return opinion.witness; };
    const bool otherWitness = std::any_of(opinions.begin(), opinions.end(), isWitness);
    if (witnessed) {
        if (!otherWitness || allSilent(opinions, isWitness))
            return u"no witness answers, our own link may be out"_s;
    } else if (!silence.loopback && allSilent(opinions, [](const Opinion&) { return true; })) {
        return u"no other target answers either, our own link may be out"_s;
    }
    if (silence.lookupFailed && allSilent(opinions, [](const Opinion& opinion) { return opinion.byName; }))
        return u"no other name is found either, our name server may be out"_s;
    return std::nullopt;
}

std::vector<size_t> whomToAsk(const std::vector<Neighbour>& all, size_t silent, bool lookupFailed) {
    constexpr size_t mostStandIns = 2;
    std::vector<size_t> witnesses, named, others;
    for (size_t i = 0; i < all.size(); ++i) {
        if (i == silent || all[i].host.isEmpty())
            continue;
        if (all[i].witness)
            witnesses.push_back(i);
        else if (!all[i].loopback && all[i].host != all[silent].host)
            (all[i].byName ? named : others).push_back(i);
    }
    const bool witnessed = !witnesses.empty() || all[silent].witness;
    std::vector<size_t> asked = witnesses;
    const bool needsName =
        lookupFailed && std::none_of(asked.begin(), asked.end(), [&](size_t i) { return all[i].byName; });
    if (all[silent].loopback || (witnessed && !needsName))
        return asked;
    std::vector<size_t> standIns = named;
    if (!witnessed)
        standIns.insert(standIns.end(), others.begin(), others.end());
    if (standIns.size() > mostStandIns)
        standIns.resize(mostStandIns);
    asked.insert(asked.end(), standIns.begin(), standIns.end());
    return asked;
}

} // namespace health
