// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/draft.h"

#include "playbook/importer/drafter.h"
#include <QJsonArray>
#include <algorithm>

namespace importer {
namespace {

/// Command blocks in sections that describe no act ("Useful commands") are kept as a scenario of that name, so that
/// they are at hand.
void keepCommands(Reading& reading) {
    for (int i = 0; i < int(reading.outline.sections.size()); ++i) {
        ScenarioFact scenario;
        for (const Block* block : reading.section(i).body) {
            if (reading.taken.contains(block) || block->kind != Block::Kind::Fence ||
                !(isShell(*block) || block->language == u"sql"))
                continue;
            for (const StepFact& step : stepsOf(*block))
                (step.looking ? scenario.diagnosis : scenario.resolution).push_back(step);
            scenario.lines = {scenario.lines.first == 0 ? block->lines.first : scenario.lines.first, block->lines.last};
            reading.taken.insert(block);
        }
        if (scenario.diagnosis.empty() && scenario.resolution.empty())
            continue;
        scenario.title = i == 0 ? QStringLiteral("Commands") : reading.section(i).title;
        scenario.asked = false;
        reading.scenarios.push_back(std::move(scenario));
    }
}

template <class Id>
void keepKnown(QStringList& ids, const Id& known) {
    ids.erase(std::remove_if(ids.begin(), ids.end(), [&](const QString& id) { return !known(id); }), ids.end());
}

class Composer {
public:
    explicit Composer(const Draft& draft)
        : m_draft(draft)
        , m_made(draft.frame) {}

    playbook::Playbook make() {
        std::vector<const Found*> order;
        for (const Found& found : m_draft.found) {
            if (found.accepted)
                order.push_back(&found);
        }
        if (std::any_of(order.begin(), order.end(),
                        [](const Found* f) { return std::holds_alternative<playbook::Severity>(f->value); }))
            m_made.severities.clear();
        for (const Found* found : order)
            take(found->value);
        for (const Found* found : order)
            complete(found->value);
        tidy();
        return std::move(m_made);
    }

private:
    void take(const Value& value) {
        if (const auto* severity = std::get_if<playbook::Severity>(&value))
            m_made.severities.push_back(*severity);
        else if (const auto* role = std::get_if<playbook::Role>(&value))
            m_made.roles.push_back(*role);
        else if (const auto* rung = std::get_if<playbook::Rung>(&value))
            m_made.escalation.push_back(*rung);
        else if (const auto* phase = std::get_if<playbook::Phase>(&value))
            takePhase(*phase);
        else if (const auto* scenario = std::get_if<playbook::Scenario>(&value))
            m_made.scenarios.push_back(*scenario);
        else if (const auto* check = std::get_if<playbook::Check>(&value))
            m_made.checks.push_back(*check);
        else if (const auto* panel = std::get_if<playbook::Panel>(&value))
            m_made.panels.push_back(*panel);
        else if (const auto* action = std::get_if<playbook::Action>(&value))
            m_made.actions.push_back(*action);
        else if (const auto* message = std::get_if<playbook::Message>(&value))
            m_made.messages.push_back(*message);
        else if (const auto* section = std::get_if<playbook::Section>(&value))
            m_made.postMortem.sections.push_back(*section);
        else if (const auto* link = std::get_if<playbook::Link>(&value))
            m_made.links.push_back(*link);
    }

    /// Lists of one phase come one by one and stand in it together.
    void takePhase(const playbook::Phase& phase) {
        for (playbook::Phase& known : m_made.phases) {
            if (known.id != phase.id)
                continue;
            known.items.insert(known.items.end(), phase.items.begin(), phase.items.end());
            if (!known.window)
                known.window = phase.window;
            return;
        }
        m_made.phases.push_back(phase);
    }

    void complete(const Value& value) {
        if (const auto* time = std::get_if<ResponseTime>(&value)) {
            for (playbook::Severity& severity : m_made.severities) {
                if (severity.id == time->severity)
                    severity.respondWithin = time->within;
            }
        } else if (const auto* cadence = std::get_if<Cadence>(&value)) {
            for (playbook::Severity& severity : m_made.severities) {
                const bool own = std::find_if(m_draft.found.begin(), m_draft.found.end(), [&](const Found& found) {
                                     const auto* other = std::get_if<Cadence>(&found.value);
                                     return found.accepted && other && other->severities.contains(severity.id);
                                 }) != m_draft.found.end();
                if (cadence->severities.contains(severity.id) || (cadence->severities.isEmpty() && !own))
                    severity.updateEvery = cadence->every;
            }
        } else if (const auto* contact = std::get_if<Contact>(&value)) {
            for (playbook::Role& role : m_made.roles) {
                if (role.id == contact->role && !role.contact.contains(contact->value))
                    role.contact += (role.contact.isEmpty() ? QString() : QStringLiteral(" / ")) + contact->value;
            }
        } else if (const auto* threshold = std::get_if<Threshold>(&value)) {
            for (playbook::Panel& panel : m_made.panels) {
                if (panel.id == threshold->panel) {
                    panel.warn = threshold->warn;
                    panel.critical = threshold->critical;
                }
            }
        }
    }

    void tidy() {
        if (m_made.severities.empty())
            m_made.severities.push_back({QStringLiteral("SEV1"), QStringLiteral("Incident"), {}, 1, {}, {}, {}, {}});
        int rank = 0;
        std::stable_sort(m_made.severities.begin(), m_made.severities.end(),
                         [](const auto& a, const auto& b) { return a.rank < b.rank; });
        for (playbook::Severity& severity : m_made.severities)
            severity.rank = ++rank;
        const auto severity = [this](const QString& id) { return playbook::findSeverity(m_made, id) != nullptr; };
        for (playbook::Rung& rung : m_made.escalation)
            keepKnown(rung.severities, severity);
        for (playbook::Phase& phase : m_made.phases) {
            for (playbook::Item& item : phase.items)
                keepKnown(item.severities, severity);
        }
        for (playbook::Message& message : m_made.messages)
            keepKnown(message.severities, severity);
        std::stable_sort(m_made.phases.begin(), m_made.phases.end(), [](const auto& a, const auto& b) {
            return a.window && b.window && a.window->from < b.window->from &&
                   a.window->to.value_or(Millis::max()) <= b.window->from;
        });
    }

    const Draft& m_draft;
    playbook::Playbook m_made;
};

QString listOf(Kind kind) {
    switch (kind) {
    case Kind::Severity:
        return QStringLiteral("severities");
    case Kind::Role:
        return QStringLiteral("roles");
    case Kind::EscalationStep:
        return QStringLiteral("escalation");
    case Kind::Checklist:
        return QStringLiteral("checklists");
    case Kind::Scenario:
        return QStringLiteral("scenarios");
    case Kind::Commands:
        return QStringLiteral("commands");
    case Kind::Check:
        return QStringLiteral("http_checks");
    case Kind::Action:
        return QStringLiteral("http_actions");
    case Kind::Panel:
        return QStringLiteral("promql");
    case Kind::Message:
        return QStringLiteral("messages");
    case Kind::Contact:
        return QStringLiteral("contacts");
    case Kind::ResponseTime:
    case Kind::Cadence:
    case Kind::Phase:
    case Kind::Threshold:
    case Kind::PostMortemSection:
    case Kind::Link:
    case Kind::KeptText:
        break;
    }
    return {};
}

} // namespace

domain::Result<Draft> importRunbook(const QByteArray& markdown, const QString& fileName,
                                    const std::atomic<bool>* cancelled) {
    const auto document = readDocument(markdown, cancelled);
    if (!document)
        return tl::unexpected(document.error());
    Reading reading(*document);
    for (const auto pass :
         {readLevels, readMessages, readPeople, readScenarios, readLists, readRequests, readCadence, readPointers}) {
        pass(reading);
        if (cancelled && cancelled->load(std::memory_order_relaxed))
            return domain::fail(domain::ErrorKind::Input, QStringLiteral("Reading was cancelled."));
    }
    keepCommands(reading);
    return Drafter(reading, fileName).make();
}

playbook::Playbook playbookOf(const Draft& draft) {
    return Composer(draft).make();
}

QJsonObject reportOf(const Draft& draft, const std::vector<playbook::Finding>& findings) {
    std::map<QString, QJsonArray> lists;
    for (const char* name :
         {"severities", "roles", "escalation", "update_cadence", "checklists", "scenarios", "commands", "http_checks",
          "http_actions", "promql", "messages", "postmortem_sections", "contacts", "findings"})
        lists[QString::fromLatin1(name)];
    for (const Found& found : draft.found) {
        if (found.said.isEmpty())
            continue;
        if (found.kind == Kind::PostMortemSection) {
            lists[QStringLiteral("postmortem_sections")] << found.said.value(QStringLiteral("title"));
        } else if (found.kind == Kind::Cadence) {
            for (const QJsonValue row : found.said.value(QStringLiteral("rows")).toArray())
                lists[QStringLiteral("update_cadence")] << row;
        } else if (const QString list = listOf(found.kind); !list.isEmpty()) {
            lists[list] << found.said;
        }
    }
    for (const playbook::Finding& finding : findings)
        lists[QStringLiteral("findings")] << QJsonObject{
            {"rule", finding.rule}, {"line", finding.line}, {"message", finding.message}, {"fix", finding.fix}};
    QJsonObject report{{"title", draft.title.isEmpty() ? QJsonValue() : QJsonValue(draft.title)}};
    for (const auto& [name, rows] : lists)
        report.insert(name, rows);
    return report;
}

QString kindText(Kind kind) {
    switch (kind) {
    case Kind::Severity:
        return QStringLiteral("Severities");
    case Kind::ResponseTime:
        return QStringLiteral("Response times");
    case Kind::Cadence:
        return QStringLiteral("Update cadence");
    case Kind::Role:
        return QStringLiteral("Roles");
    case Kind::Contact:
        return QStringLiteral("Contacts");
    case Kind::EscalationStep:
        return QStringLiteral("Escalation");
    case Kind::Phase:
        return QStringLiteral("Phases");
    case Kind::Checklist:
        return QStringLiteral("Checklists");
    case Kind::Scenario:
        return QStringLiteral("Scenarios");
    case Kind::Commands:
        return QStringLiteral("Command blocks");
    case Kind::Check:
        return QStringLiteral("Checks");
    case Kind::Panel:
        return QStringLiteral("Graphs");
    case Kind::Action:
        return QStringLiteral("Actions");
    case Kind::Threshold:
        return QStringLiteral("Thresholds");
    case Kind::Message:
        return QStringLiteral("Messages");
    case Kind::PostMortemSection:
        return QStringLiteral("Post-mortem sections");
    case Kind::Link:
        return QStringLiteral("Links");
    case Kind::KeptText:
        return QStringLiteral("Kept as text");
    }
    return {};
}

} // namespace importer
