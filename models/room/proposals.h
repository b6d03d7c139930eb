// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include "metrics/matrix.h"
#include "playbook/playbook.h"
#include <map>
#include <vector>

/// Items of the checklist that propose themselves as done, because what they watch has met their criterion.
namespace room {

using domain::Instant;
using domain::Millis;

/// Shown until a person accepts or refuses it; no tick comes from it alone.
struct Proposal {
    QString item;     ///< id
    QString evidence; ///< "API up for 10 min", "Error rate < 1 % for 5 min"
    Instant since;    ///< from when on the criterion has held without a break
    bool operator==(const Proposal&) const = default;
};

/// A criterion that does not hold, or not yet for its time.
struct Unmet {
    QString item;     ///< id
    QString sentence; ///< "Error rate < 1 % for 10 min: now 4 %", "API up for 10 min: holds since 14:31:10 UTC, 3 min"
    bool operator==(const Unmet&) const = default;
};

/// Whether a state meets a check's criterion; nullopt where we cannot tell.
std::optional<bool> meets(const playbook::Criterion& criterion, domain::CheckState state);
/// From when on every series of the matrix has met a panel's criterion, up to its end. Nothing when a series breaks it
/// at the end, is missing there, or when there is none; a gap of more than two steps begins anew.
std::optional<Instant> metSince(const playbook::Criterion& criterion, const metrics::Matrix& matrix);

/// Follows the criteria of one playbook's items through what the watch sees. Pure state: time is an argument.
class Proposals {
public:
    explicit Proposals(const playbook::Playbook& playbook);
    /// A result of a check has come in; state is the damped one after it.
    void checkSeen(const QString& check, domain::CheckState state, Instant at);
    /// An answer for a panel; null: none, or a failed one. Missing data ends what held.
    void panelSeen(const QString& panel, const metrics::MatrixPtr& matrix);
    /// Not to be shown again until the criterion has been broken and met anew.
    void refuse(const QString& item);
    /// Those whose criterion has held for its time and was seen to hold just now, in the playbook's order.
    std::vector<Proposal> at(Instant now) const;
    /// The others, in the playbook's order; those that wait for something to be down are left out: that is no recovery.
    std::vector<Unmet> unmet(Instant now) const;

private:
    struct Followed {
        playbook::Item item;
        QString title;     ///< of the check or panel
        QString unit;      ///< of the panel
        QString value;     ///< what was seen last; of several series that which is furthest from the criterion
        Millis patience{}; ///< without news for longer than this nothing holds any more
        std::optional<Instant> since, seen;
        bool refused = false;
    };
    void observe(Followed& followed, std::optional<Instant> since, Instant at);
    static QString wanted(const Followed& followed);
    static bool holds(const Followed& followed, Instant now);
    std::vector<Followed> m_followed;
};

} // namespace room
