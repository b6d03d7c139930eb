// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/document.h"

namespace importer {

/// Blocks of a piece of HTML: tables, lists, headings, <pre>, and paragraphs for all other words. firstLine is the line
/// of its first character. Tags are only read, never followed; the words of <script> and <style> are left out.
std::vector<Block> htmlBlocks(const QString& html, int firstLine);

} // namespace importer
