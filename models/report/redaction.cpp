// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/redaction.h"

namespace report {
namespace {

/// Times, names and counts are most of a timeline and too short for a credential with the word that gives it away.
constexpr qsizetype shortestSecret = 10;

/// Rewrites texts in place and remembers whether one changed.
class Pen {
public:
    explicit Pen(const Redact& redact)
        : m_redact(redact) {}
    bool changed() const { return m_changed; }

    void operator()(QString& text) {
        if (text.size() < shortestSecret)
            return;
        QString clean = m_redact(text);
        if (clean == text)
            return;
        text = std::move(clean);
        m_changed = true;
    }
    void operator()(Paragraph& paragraph) { (*this)(paragraph.text); }
    void operator()(Picture& picture) { (*this)(picture.title); }
    void operator()(FileLink& link) { (*this)(link.title); }
    void operator()(Code& code) { (*this)(code.text); }
    void operator()(Written& written) { (*this)(written.markdown); }
    void operator()(Table& table) {
        for (std::vector<Cell>& row : table.rows)
            for (Cell& cell : row)
                (*this)(cell.text);
    }

private:
    const Redact& m_redact;
    bool m_changed = false;
};

} // namespace

void redact(Document& document, const Redact& redact) {
    if (!redact)
        return;
    document.title = redact(document.title);
    for (Section& section : document.sections) {
        Pen pen(redact);
        for (Block& block : section.blocks)
            std::visit([&pen](auto& one) { pen(one); }, block);
        if (pen.changed())
            document.findings.push_back(
                {section.id, QStringLiteral("“%1” held something that looks like a credential; it is left out.")
                                 .arg(section.title)});
    }
}

} // namespace report
