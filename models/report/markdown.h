// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

/// The post-mortem as Markdown: CommonMark with GitHub's tables, one heading per section, clean under mdl's rules but
/// line length.
namespace report {

/// The whole document; ends with one newline.
QString toMarkdown(const Document& document);
/// One section with its heading (title as in the document).
QString toMarkdown(const Section& section);
/// The blocks alone, without the heading; empty for an empty section.
QString bodyMarkdown(const Section& section);

} // namespace report
