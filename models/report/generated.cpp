// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/generated.h"

#include "domain/event_kinds.h"
#include "report/downtime.h"
#include "report/durations.h"
#include "report/escape.h"
#include <QSet>

namespace report {
namespace {

using domain::Incident;
using domain::Instant;
using domain::KeyMoment;
using domain::TimelineEntry;
using playbook::Playbook;

QString dateAndTime(Instant at) {
    return domain::toDateText(at) + u' ' + domain::toClockText(at) + QStringLiteral(" UTC");
}

std::vector<Block> oneParagraph(const QString& text) {
    return {Paragraph{text}};
}

QString severityStory(const Incident& incident, const Playbook& playbook) {
    QString out;
    for (size_t i = 1; i < incident.severities.size(); ++i) {
        const domain::SeveritySpan& span = incident.severities[i];
        out += i == 1 ? QStringLiteral(" The severity became ") : QStringLiteral(", then ");
        out += severityText(playbook, span.severity) + QStringLiteral(" at ") + domain::toClockText(span.from);
    }
    return out.isEmpty() ? out : QString(out + u'.');
}

QString endStory(const Incident& incident, Instant now) {
    const Instant start = startedAt(incident);
    if (const std::optional<Instant> ended = endedAt(incident)) {
        return QStringLiteral(" It was resolved at ") + dateAndTime(*ended) + QStringLiteral(" after ") +
               domain::toHumanDuration(*ended - start) + u'.';
    }
    return QStringLiteral(" It is not resolved yet; it has lasted ") + domain::toHumanDuration(now - start) + u'.';
}

QString momentWord(KeyMoment moment) {
    switch (moment) {
    case KeyMoment::ImpactBegan:
        return QStringLiteral("Impact began");
    case KeyMoment::Detected:
        return QStringLiteral("Detected");
    case KeyMoment::Acknowledged:
        return QStringLiteral("Acknowledged");
    case KeyMoment::CauseFound:
        return QStringLiteral("Cause found");
    case KeyMoment::Mitigated:
        return QStringLiteral("Mitigated");
    case KeyMoment::Resolved:
        return QStringLiteral("Resolved");
    case KeyMoment::Other:
        return QStringLiteral("Key");
    }
    return {};
}

/// What kind of note it is, where that says more than "note".
QString kindWord(const TimelineEntry& entry) {
    switch (entry.entryKind) {
    case domain::EntryKind::Note:
        return {};
    case domain::EntryKind::Observation:
        return QStringLiteral("Observation");
    case domain::EntryKind::Action:
        return QStringLiteral("Action");
    case domain::EntryKind::Decision:
        return QStringLiteral("Decision");
    case domain::EntryKind::Communication:
        return QStringLiteral("Communication");
    }
    return {};
}

/// Noted entries say which moment they are; what the program records about itself (declared, raised, resolved) is a key
/// moment by its own words and only stands out.
Cell eventCell(const TimelineEntry& entry) {
    if (entry.erased)
        return {QStringLiteral("(erased)")};
    if (entry.kind != QLatin1String(domain::EntryNoted::kind))
        return {entry.text, {}, entry.keyMoment.has_value()};
    QStringList words;
    if (entry.keyMoment)
        words << momentWord(*entry.keyMoment);
    if (const QString kind = kindWord(entry); !kind.isEmpty())
        words << kind;
    return {entry.text, words.join(QStringLiteral(" · "))};
}

QString stateWord(domain::CheckState state) {
    QString word = domain::toText(state);
    word[0] = word[0].toUpper();
    return word;
}

/// Seconds are shown when one of the times needs them to keep the order readable.
bool needsSeconds(const std::vector<const TimelineEntry*>& shown) {
    for (size_t i = 1; i < shown.size(); ++i) {
        if (domain::toClockText(shown[i]->occurredAt) == domain::toClockText(shown[i - 1]->occurredAt) &&
            shown[i]->occurredAt != shown[i - 1]->occurredAt) {
            return true;
        }
    }
    return false;
}

QString uniqueStem(const QString& wanted, QSet<QString>& taken) {
    QString stem = wanted;
    for (int n = 2; taken.contains(stem); ++n) {
        stem = wanted + u'-' + QString::number(n);
    }
    taken.insert(stem);
    return stem;
}

/// Every service that was affected at some time, also those that are well again: read off the timeline, whose rows for
/// it begin alike.
QStringList affectedServices(const Incident& incident) {
    const QString prefix = domain::sentenceOf(domain::ServiceAffected{});
    QStringList services;
    for (const TimelineEntry& entry : incident.timeline) {
        const bool affected =
            entry.kind == QLatin1String(domain::ServiceAffected::kind) && !entry.struck && !entry.erased;
        if (affected && entry.firstText.startsWith(prefix) && !services.contains(entry.firstText.mid(prefix.size())))
            services << entry.firstText.mid(prefix.size());
    }
    return services.isEmpty() ? incident.services : services;
}

QString pinCaption(const domain::PinnedGraph& graph) {
    QStringList parts;
    if (graph.pin.from && graph.pin.to) {
        const bool oneDay = domain::toDateText(*graph.pin.from) == domain::toDateText(*graph.pin.to);
        parts << domain::toDateText(*graph.pin.from) + u' ' + domain::toClockText(*graph.pin.from) + u'–' +
                     (oneDay ? domain::toClockText(*graph.pin.to)
                             : QString(domain::toDateText(*graph.pin.to) + u' ' + domain::toClockText(*graph.pin.to))) +
                     QStringLiteral(" UTC");
    }
    if (graph.pin.step) {
        parts << QStringLiteral("a sample every ") + domain::toHumanDuration(*graph.pin.step);
    }
    parts << QStringLiteral("pinned by ") + graph.author + QStringLiteral(" at ") + domain::toClockText(graph.at);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString severityText(const Playbook& playbook, const QString& severity) {
    const playbook::Severity* known = findSeverity(playbook, severity);
    if (known == nullptr || known->name.isEmpty()) {
        return severity;
    }
    return severity + QStringLiteral(" (") + known->name + u')';
}

std::optional<Generated> generatedBlock(const QString& sectionId) {
    static const std::map<QString, Generated> known{
        {QStringLiteral("summary"), Generated::Summary},
        {QStringLiteral("durations"), Generated::Durations},
        {QStringLiteral("impact"), Generated::Impact},
        {QStringLiteral("timeline"), Generated::Timeline},
        {QStringLiteral("checks"), Generated::Checks},
        {QStringLiteral("graphs"), Generated::Graphs},
        {QStringLiteral("action-items"), Generated::ActionItems},
        {QStringLiteral("roles"), Generated::Roles},
    };
    QString id = sectionId.toLower();
    id.replace(u'_', u'-');
    const auto found = known.find(id);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Block> summaryBlocks(const Incident& incident, const Playbook& playbook, Instant now) {
    const QString declaredAs = incident.severities.empty() ? incident.severity : incident.severities.front().severity;
    QString text = (incident.drill ? QStringLiteral("Drill: “") : QStringLiteral("“")) + incident.title +
                   QStringLiteral("” was declared at ") + dateAndTime(incident.declaredAt) + QStringLiteral(" as ") +
                   severityText(playbook, declaredAs) + u'.';
    text += severityStory(incident, playbook) + endStory(incident, now);
    const auto commander = incident.roles.find(commanderRole(playbook));
    if (commander != incident.roles.end()) {
        text += QStringLiteral(" Incident commander: ") + commander->second + u'.';
    }
    std::vector<Block> blocks = oneParagraph(text);
    const domain::Millis down = totalDown(downtimes(incident, now));
    if (down.count() > 0) {
        blocks.push_back(
            Paragraph{QStringLiteral("Downtime, added up over all checks: ") + domain::toHumanDuration(down) + u'.'});
    }
    return blocks;
}

std::vector<Block> durationBlocks(const Incident& incident, const playbook::Playbook& playbook, Instant now) {
    Table table{{QStringLiteral("Measure"), QStringLiteral("Duration"), QStringLiteral("From (UTC)"),
                 QStringLiteral("To (UTC)"), QStringLiteral("Counted")},
                {}};
    const QString day = domain::toDateText(incident.declaredAt);
    const auto moment = [&day](std::optional<Instant> at) {
        if (!at) {
            return Cell{QStringLiteral("unknown")};
        }
        const QString date = domain::toDateText(*at);
        return Cell{date == day ? domain::toClockText(*at, true)
                                : QString(date + u' ' + domain::toClockText(*at, true))};
    };
    for (const Measure& m : measures(incident, now, &playbook)) {
        table.rows.push_back({Cell{m.name}, Cell{m.took ? exactDuration(*m.took) : QStringLiteral("unknown")},
                              moment(m.from), moment(m.to), Cell{m.basis}});
    }
    return {table};
}

std::vector<Block> impactBlocks(const Incident& incident) {
    std::vector<Block> blocks;
    blocks.push_back(Paragraph{incident.impact.trimmed().isEmpty() ? QStringLiteral("The impact was not recorded.")
                                                                   : incident.impact});
    blocks.push_back(Paragraph{incident.impactBegan
                                   ? QString(QStringLiteral("It began at ") + dateAndTime(*incident.impactBegan) + u'.')
                                   : QStringLiteral("When it began is not recorded.")});
    if (const QStringList services = affectedServices(incident); !services.isEmpty())
        blocks.push_back(Paragraph{QStringLiteral("Affected: ") + services.join(QStringLiteral(", ")) + u'.'});
    return blocks;
}

std::vector<Block> timelineBlocks(const Incident& incident) {
    std::vector<const TimelineEntry*> shown;
    for (const TimelineEntry& entry : incident.timeline) {
        if (!entry.struck && !entry.confidential) {
            shown.push_back(&entry);
        }
    }
    if (shown.empty()) {
        return oneParagraph(QStringLiteral("Nothing was recorded."));
    }
    const bool days = domain::toDateText(shown.front()->occurredAt) != domain::toDateText(shown.back()->occurredAt);
    const bool seconds = needsSeconds(shown);
    Table table{{QStringLiteral("Time (UTC)"), QStringLiteral("Event"), QStringLiteral("Author")}, {}};
    table.rows.reserve(shown.size());
    for (const TimelineEntry* entry : shown) {
        QString time = domain::toClockText(entry->occurredAt, seconds);
        if (days) {
            time = domain::toDateText(entry->occurredAt) + u' ' + time;
        }
        table.rows.push_back({Cell{time}, eventCell(*entry), Cell{entry->author}});
    }
    return {table};
}

std::vector<Block> checkBlocks(const Incident& incident, Instant now) {
    const std::vector<Downtime> rows = downtimes(incident, now);
    if (rows.empty()) {
        return oneParagraph(QStringLiteral("No check changed its state during the incident."));
    }
    Table table{{QStringLiteral("Check"), QStringLiteral("Times down"), QStringLiteral("Downtime"),
                 QStringLiteral("Longest"), QStringLiteral("Degraded"), QStringLiteral("State at the end")},
                {}};
    const auto duration = [](domain::Millis span) {
        return Cell{span.count() == 0 ? QStringLiteral("none") : exactDuration(span)};
    };
    for (const Downtime& row : rows) {
        table.rows.push_back({Cell{row.title}, Cell{QString::number(row.downs)}, duration(row.down),
                              duration(row.longest), duration(row.degraded), Cell{stateWord(row.last)}});
    }
    return {table};
}

std::vector<Block> graphBlocks(const Incident& incident, const QString& key, std::vector<Asset>& assets) {
    std::vector<Block> blocks;
    QSet<QString> taken;
    for (size_t i = 0; i < incident.pins.size(); ++i) {
        const domain::PinnedGraph& graph = incident.pins[i];
        if (const TimelineEntry* entry = findEntry(incident, graph.id); entry != nullptr && entry->struck)
            continue;
        const QString title = graph.pin.title.isEmpty() ? graph.pin.panel : graph.pin.title;
        if (graph.pin.samplesDigest.isEmpty()) {
            blocks.push_back(Paragraph{title + QStringLiteral(": its samples were not kept.")});
        } else {
            const QString stem = uniqueStem(fileStem(graph.pin.panel.isEmpty() ? title : graph.pin.panel), taken);
            const QString path = assetsFolder(key) + u'/' + stem;
            assets.push_back(
                {Asset::Kind::Picture, stem + QStringLiteral(".png"), qsizetype(i), graph.pin.samplesDigest});
            assets.push_back(
                {Asset::Kind::Samples, stem + QStringLiteral(".csv"), qsizetype(i), graph.pin.samplesDigest});
            blocks.push_back(Picture{title, path + QStringLiteral(".png")});
            blocks.push_back(FileLink{QStringLiteral("Samples of ") + title, path + QStringLiteral(".csv")});
        }
        if (!graph.pin.note.isEmpty())
            blocks.push_back(Paragraph{graph.pin.note});
        blocks.push_back(Paragraph{pinCaption(graph)});
        if (!graph.pin.expr.isEmpty()) {
            blocks.push_back(Code{graph.pin.expr, QStringLiteral("promql")});
        }
    }
    if (blocks.empty())
        return oneParagraph(QStringLiteral("No graph was pinned."));
    return blocks;
}

std::vector<Block> actionItemBlocks(const Incident& incident) {
    if (incident.actionItems.empty()) {
        return oneParagraph(QStringLiteral("No action item was recorded."));
    }
    Table table{{QStringLiteral("Action"), QStringLiteral("Owner"), QStringLiteral("Due"), QStringLiteral("State")},
                {}};
    for (const domain::ActionItem& item : incident.actionItems) {
        table.rows.push_back({Cell{item.text}, Cell{item.owner.isEmpty() ? QStringLiteral("missing") : item.owner},
                              Cell{item.due ? domain::toDateText(*item.due) : QStringLiteral("none")},
                              Cell{item.done ? QStringLiteral("done") : QStringLiteral("open")}});
    }
    return {table};
}

std::vector<Block> roleBlocks(const Incident& incident, const Playbook& playbook) {
    Table table{{QStringLiteral("Role"), QStringLiteral("Person")}, {}};
    for (const playbook::Role& role : playbook.roles) {
        const auto held = incident.roles.find(role.id);
        table.rows.push_back({Cell{role.title.isEmpty() ? role.id : role.title},
                              Cell{held == incident.roles.end() ? QStringLiteral("not assigned") : held->second}});
    }
    for (const auto& [role, person] : incident.roles) {
        if (findRole(playbook, role) == nullptr) {
            table.rows.push_back({Cell{role}, Cell{person}});
        }
    }
    if (table.rows.empty()) {
        return oneParagraph(QStringLiteral("No role was assigned."));
    }
    return {table};
}

} // namespace report
