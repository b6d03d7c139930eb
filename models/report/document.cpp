// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"

#include "playbook/playbook_file.h"
#include "report/durations.h"
#include "report/generated.h"
#include "report/outline.h"
#include <algorithm>

namespace report {
namespace {

using domain::Incident;
using domain::Instant;
using playbook::Playbook;

std::vector<Block> blocksOf(Generated block, const Incident& incident, const Playbook& playbook, Instant now,
                            Document& document) {
    switch (block) {
    case Generated::Summary:
        return summaryBlocks(incident, playbook, now);
    case Generated::Durations:
        return durationBlocks(incident, playbook, now);
    case Generated::Impact:
        return impactBlocks(incident);
    case Generated::Timeline:
        return timelineBlocks(incident);
    case Generated::Checks:
        return checkBlocks(incident, now);
    case Generated::Graphs:
        return graphBlocks(incident, document.key, document.assets);
    case Generated::ActionItems:
        return actionItemBlocks(incident);
    case Generated::Roles:
        return roleBlocks(incident, playbook);
    }
    return {};
}

QString actionItemsNote(const Incident& incident) {
    const auto orphans = std::count_if(incident.actionItems.begin(), incident.actionItems.end(),
                                       [](const domain::ActionItem& item) { return item.owner.isEmpty(); });
    if (incident.actionItems.empty()) {
        return QStringLiteral("none yet");
    }
    return orphans == 0 ? QString() : QString(QString::number(orphans) + QStringLiteral(" without owner"));
}

void checkWritten(const Section& section, const QString& markdown, Document& document) {
    const QStringList headings = competingHeadings(markdown);
    if (!headings.isEmpty()) {
        document.findings.push_back(
            {section.id,
             QStringLiteral("“%1” has a heading of the level of the document's own sections: “%2”. Use ### or deeper.")
                 .arg(section.title, headings.first())});
    }
    if (closingFor(markdown).open) {
        document.findings.push_back(
            {section.id,
             QStringLiteral("“%1” leaves a code block or an HTML comment open; it is closed at the end of the section.")
                 .arg(section.title)});
    }
}

void addGenerated(Section& section, const Incident& incident, const Playbook& playbook, Instant now,
                  Document& document) {
    const std::optional<Generated> block = generatedBlock(section.id);
    if (!block) {
        section.note = QStringLiteral("unknown");
        document.findings.push_back(
            {section.id,
             QStringLiteral("The playbook asks for a generated section “%1”, which does not exist; there are: %2.")
                 .arg(section.id, playbook::generatedSections().join(QStringLiteral(", ")))});
        return;
    }
    section.state = SectionState::Automatic;
    section.blocks = blocksOf(*block, incident, playbook, now, document);
    if (*block == Generated::ActionItems) {
        section.note = actionItemsNote(incident);
        if (!section.note.isEmpty()) {
            document.findings.push_back({section.id, QStringLiteral("“%1”: %2.").arg(section.title, section.note)});
        }
    }
}

Section sectionOf(const playbook::Section& wanted, const Incident& incident, const Playbook& playbook, Instant now,
                  Document& document) {
    Section section{wanted.id,
                    wanted.title.isEmpty() ? wanted.id : wanted.title,
                    wanted.prompt,
                    wanted.kind == playbook::SectionKind::Generated,
                    SectionState::Empty,
                    {},
                    {}};
    if (section.generated) {
        addGenerated(section, incident, playbook, now, document);
    }
    const auto found = incident.sections.find(wanted.id);
    const QString text = found == incident.sections.end() ? QString() : found->second;
    if (!text.trimmed().isEmpty()) {
        section.state = section.generated ? section.state : SectionState::Written;
        section.blocks.push_back(Written{text});
        checkWritten(section, text, document);
    } else if (!section.generated) {
        document.findings.push_back({section.id, QStringLiteral("“%1” is empty.").arg(section.title)});
    }
    return section;
}

QString lineOf(const Incident& incident, const Playbook& playbook, const QString& key, Instant now) {
    const std::optional<Instant> ended = endedAt(incident);
    const QString lasted = domain::toHumanDuration(ended.value_or(now) - startedAt(incident));
    QString line = key + (incident.drill ? QStringLiteral(" (drill) · ") : QStringLiteral(" · ")) +
                   severityText(playbook, incident.severity) + QStringLiteral(" · ");
    if (ended) {
        line += (incident.status == domain::Status::Closed ? QStringLiteral("closed · resolved ")
                                                           : QStringLiteral("resolved "));
        line +=
            domain::toDateText(*ended) + u' ' + domain::toClockText(*ended) + QStringLiteral(" UTC · lasted ") + lasted;
    } else {
        line += domain::toText(incident.status) + QStringLiteral(" · lasting ") + lasted;
    }
    return line + QStringLiteral(" · post-mortem: ") + domain::toText(incident.postMortem);
}

} // namespace

QString assetsFolder(const QString& key) {
    return key + QStringLiteral("-assets");
}

Document makeDocument(const Incident& incident, const Playbook& playbook, const QString& key, Instant now) {
    Document document;
    document.key = key;
    document.title = incident.title;
    document.line = lineOf(incident, playbook, key, now);
    for (const playbook::Section& wanted : playbook.postMortem.sections) {
        document.sections.push_back(sectionOf(wanted, incident, playbook, now, document));
    }
    return document;
}

} // namespace report
