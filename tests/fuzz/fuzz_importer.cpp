// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/draft.h"
#include "playbook/playbook_file.h"

/// A Markdown runbook from anywhere becomes a draft whose YAML the playbook's reader takes without a finding.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray markdown(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto draft = importer::importRunbook(markdown, QStringLiteral("runbook.md"));
    if (!draft)
        return 0;
    const QByteArray yaml = importer::yamlOf(*draft);
    if (yaml.size() < (1 << 20) && !playbook::readPlaybook(yaml, draft->id).findings.empty())
        __builtin_trap();
    return 0;
}
