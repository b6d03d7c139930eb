// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/lint.h"
#include "playbook/playbook_file.h"

/// A playbook from a stranger: read, and linted. Whatever it is, it is read or refused.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray yaml(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto read = playbook::readPlaybook(yaml, QStringLiteral("fuzz"));
    for (const auto& finding : read.findings) {
        if (finding.line < 0 || finding.message.isEmpty())
            __builtin_trap();
    }
    lint::lintPlaybook(yaml, QStringLiteral("fuzz"), {domain::instantFromMs(1'800'000'000'000), {}});
    return 0;
}
