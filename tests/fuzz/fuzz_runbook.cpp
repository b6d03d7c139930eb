// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/lint.h"

/// A Markdown runbook from anywhere: read as a document, and linted.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray markdown(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const auto& finding : lint::lintRunbook(markdown, {domain::instantFromMs(1'800'000'000'000), {}})) {
        if (finding.line < 1 || finding.message.isEmpty())
            __builtin_trap();
    }
    return 0;
}
