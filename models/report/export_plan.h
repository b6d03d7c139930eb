// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/redaction.h"

namespace report {

/// What an export writes: the text and the files beside it. Pure; app paints and writes.
struct ExportPlan {
    QString markdownName; ///< "INC-0001.md"
    QString markdown;
    QString folder; ///< "INC-0001-assets", beside the Markdown; not made when assets is empty
    std::vector<Asset> assets;
    std::vector<Finding> findings;
};

/// redact: what takes credentials out of the texts; without it they stay.
ExportPlan planExport(const domain::Incident& incident, const playbook::Playbook& playbook, const QString& key,
                      domain::Instant now, const Redact& redact = {});

} // namespace report
