// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/reading.h"

namespace importer {

/// Finds the sections of the post-mortem: of a template in a fence, of one that stands open in the text, of a list that
/// names them.
class ReportReader {
public:
    explicit ReportReader(Reading& reading)
        : m_reading(reading) {}

    /// A template with headings; false when the text is none.
    bool takeTemplate(const Text& text, int section);
    /// A list that names the parts of the report on an incident, whatever its heading: most items are such parts, or
    /// some are and the words above speak of the report.
    bool takeParts(const Block& list, int section, const Block* before);
    /// A template that stands open in the text: its headings, labels, or the items of its list are the sections.
    void readOpen(int index);

private:
    void addSection(const QString& title, const QString& prompt, int line);

    Reading& m_reading;
};

} // namespace importer
