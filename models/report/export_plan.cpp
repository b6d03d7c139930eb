// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/export_plan.h"

#include "report/markdown.h"

namespace report {

ExportPlan planExport(const domain::Incident& incident, const playbook::Playbook& playbook, const QString& key,
                      domain::Instant now, const Redact& redaction) {
    Document document = makeDocument(incident, playbook, key, now);
    redact(document, redaction);
    return {key + QStringLiteral(".md"), toMarkdown(document), assetsFolder(key), document.assets, document.findings};
}

} // namespace report
