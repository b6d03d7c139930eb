// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/stage_facts.h"
#include "room/archive.h"
#include "ui/record.h"
#include <memory>

namespace app {

/// One incident as it was recorded up to a moment, with everything that screens draw of it and nothing that would have
/// to be asked from a server: results from the check history, graphs from the pinned samples.
struct RecordedIncident {
    std::shared_ptr<const ui::Record> record;
};

/// until: nothing after it is told, and the clocks of the screens stand there. Without it they stand at now for an
/// incident that goes on, at its last event for one that is over.
void readRecorded(room::Archive* archive, const QString& key, std::optional<domain::Instant> until, domain::Instant now,
                  QObject* context, std::function<void(const domain::Result<RecordedIncident>&)> done);

/// The same for Stage.
items::StageFacts stageFactsOf(const ui::Record& record);

/// A graph as it stood when it was pinned.
metrics::PanelView viewOf(const metrics::Pin& pin, const playbook::Playbook& playbook, domain::Instant pinnedAt);

} // namespace app
