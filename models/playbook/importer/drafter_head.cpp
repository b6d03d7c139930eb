// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/drafter.h"

#include "playbook/importer/wording.h"
#include <QRegularExpression>
#include <algorithm>

/// Title, id and what else is said of a runbook as a whole.
namespace importer {
namespace {

/// ":fire: Checkout" without the emoji's name.
QString withoutShortcodes(const QString& title) {
    static const QRegularExpression code(QStringLiteral(R"(^(?::[a-z0-9_+-]+:\s*)+|(?:\s*:[a-z0-9_+-]+:)+$)"));
    const QString bare = QString(title).remove(code).trimmed();
    return bare.isEmpty() ? title : bare;
}

} // namespace

void Drafter::addHead() {
    const auto& matter = m_reading.document.frontMatter;
    const auto value = [&](const char* key) {
        const auto found = matter.find(QString::fromLatin1(key));
        return found == matter.end() ? QString() : found->second;
    };
    for (const Section& section : m_reading.outline.sections) {
        if (section.level == 1) {
            m_draft.title = withoutShortcodes(section.title);
            break;
        }
    }
    if (m_draft.title.isEmpty())
        m_draft.title = value("title");
    QString stem = m_draft.fileName.section(u'/', -1);
    if (stem.contains(u'.'))
        stem = stem.section(u'.', 0, -2);
    m_draft.id = slug(stem, QStringLiteral("runbook"));
    playbook::Playbook& frame = m_draft.frame;
    frame.id = m_draft.id;
    frame.name = bareTitle(m_draft.title.isEmpty() ? stem : m_draft.title);
    if (frame.name.trimmed().isEmpty())
        frame.name = m_draft.id;
    frame.owner = value("owner").isEmpty() ? value("team") : value("owner");
    frame.description = value("description");
    for (int i = 0; i < std::min(2, int(m_reading.outline.sections.size())) && frame.description.isEmpty(); ++i) {
        const auto& body = m_reading.section(i).body;
        if (!body.empty() && body.front()->kind == Block::Kind::Paragraph && body.front()->text.plain.size() < 600 &&
            m_reading.section(i).level <= 1)
            frame.description = oneLine(body.front()->text.plain);
    }
    frame.timezone = QStringLiteral("UTC");
}

} // namespace importer
