// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/drafter.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

/// People and lists. Levels, requests and texts are in drafter_levels.cpp, drafter_requests.cpp and drafter_texts.cpp.
namespace importer {
namespace {

using namespace std::chrono_literals;

Lines at(int line) {
    return {line, line};
}

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString roleKey(const QString& role) {
    return wordsOf(QString(role).remove(QRegularExpression(QStringLiteral(R"(\([^)]*\))")))).join(u' ');
}

/// "1 symptom", "3 symptoms".
QString counted(qsizetype count, const char* one, const char* many) {
    return QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many));
}

} // namespace

Drafter::Drafter(const Reading& reading, const QString& fileName)
    : m_reading(reading) {
    m_draft.fileName = fileName;
    m_draft.source = reading.document.source;
    m_draft.notes = reading.document.repairs;
}

Draft Drafter::make() {
    addHead();
    addLevels();
    addCadences();
    addPeople();
    addRungs();
    addLists();
    addScenarios();
    addCommands();
    addRequests();
    addQueries();
    addThresholds();
    addMessages();
    addSections();
    addLinks();
    addKept();
    std::stable_sort(m_draft.found.begin(), m_draft.found.end(),
                     [](const Found& a, const Found& b) { return a.kind != b.kind ? a.kind < b.kind : false; });
    return std::move(m_draft);
}

Found& Drafter::add(Kind kind, const QString& title, Lines lines, const QJsonObject& said) {
    const int count = m_counts[kind]++;
    Found found;
    found.kind = kind;
    found.id = slug(kindText(kind), {}) + u'-' + QString::number(count + 1);
    found.title = title;
    found.lines.push_back(lines);
    found.said = said;
    m_draft.found.push_back(std::move(found));
    return m_draft.found.back();
}

QString Drafter::unique(QSet<QString>& taken, const QString& text, const QString& fallback) {
    const QString base = slug(text, fallback);
    QString id = base;
    while (taken.contains(id))
        id = base + u'-' + QString::number(++m_repeated[base] + 1);
    taken.insert(id);
    return id;
}

QStringList Drafter::levelIds(const QStringList& written) const {
    QStringList ids;
    for (const QString& level : written) {
        const auto found = m_levelIds.find(levelKey(level));
        if (found != m_levelIds.end() && !ids.contains(found->second))
            ids << found->second;
    }
    return ids;
}

void Drafter::addPeople() {
    for (const RoleFact& fact : m_reading.roles) {
        playbook::Role role;
        role.id = unique(m_roles, QString(fact.name).remove(QRegularExpression(QStringLiteral(R"(\s*\([^)]*\))"))),
                         QStringLiteral("role"));
        role.title = fact.name;
        role.duties = fact.duties;
        m_roleIds.emplace(roleKey(fact.name), role.id);
        Found& found = add(Kind::Role, fact.name, at(fact.line), {{"name", fact.name}, {"line", fact.line}});
        found.detail = fact.duties.join(QStringLiteral(" · "));
        found.value = role;
    }
    for (const ContactFact& fact : m_reading.contacts) {
        const auto role = m_roleIds.find(roleKey(fact.role));
        Found& found = add(Kind::Contact, fact.role + QStringLiteral(": ") + fact.value, at(fact.line),
                           {{"role", fact.role}, {"value", fact.value}, {"line", fact.line}});
        found.detail = fact.value;
        if (role != m_roleIds.end()) {
            found.value = Contact{role->second, fact.value};
        } else {
            // Suppliers and desks are called too: they stand among the roles, marked by their duty.
            playbook::Role outer;
            outer.id = unique(m_roles, fact.role, QStringLiteral("contact"));
            outer.title = fact.role;
            outer.contact = fact.value;
            if (fact.outside)
                outer.duties << QStringLiteral("External");
            m_roleIds.emplace(roleKey(fact.role), outer.id);
            found.value = outer;
        }
    }
}

void Drafter::addRungs() {
    const bool timed = std::any_of(m_reading.rungs.begin(), m_reading.rungs.end(),
                                   [](const RungFact& fact) { return fact.delay > 0ms || timeIn(fact.after); });
    Millis next{}, last{};
    QStringList levels;
    bool first = true;
    for (const RungFact& fact : m_reading.rungs) {
        playbook::Rung rung;
        rung.notify = fact.condition.isEmpty() || !levelIds(fact.levels).isEmpty()
                          ? fact.who
                          : QStringLiteral("%1 (%2)").arg(fact.who, fact.condition);
        rung.severities = levelIds(fact.levels);
        if (rung.severities != levels ||
            (!fact.condition.isEmpty() && !first && !timed && levelIds(fact.levels).isEmpty()))
            next = last = 0ms; // another path begins
        levels = rung.severities;
        const auto time = timeIn(fact.after);
        if (fact.after.contains(u"SLA") && time) {
            rung.after = next; // the time this person has, counted when the one before has had theirs
            next += time->from;
        } else if (time) {
            rung.after = fact.delay;
        } else if (timed) {
            rung.after = fact.after.isEmpty() ? std::max(next, last) : 0ms;
        } else {
            rung.after = next;
            next += 15min;
        }
        rung.after = std::min<Millis>(rung.after, 720h);
        last = rung.after;
        first = false;
        const QString when = fact.after.isEmpty() ? QString() : fact.after;
        Found& found = add(
            Kind::EscalationStep, when.isEmpty() ? fact.who : fact.who + QStringLiteral(" – ") + when, at(fact.line),
            {{"who", fact.who}, {"after", orNull(when.isEmpty() ? fact.condition : when)}, {"line", fact.line}});
        found.detail = fact.condition;
        found.value = rung;
        if (!timed)
            found.note = QStringLiteral("The runbook tells no minutes; 15 between two rungs were assumed.");
    }
}

int Drafter::phaseSection(int section) const {
    static const QRegularExpression numbered(
        QStringLiteral(R"(^\W*(?:step|phase|stage|schritt|[ée]tape|paso|passo|etapa|fase)\s*\d)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    for (int i = section; i > 0; i = m_reading.section(i).parent) {
        const Section& one = m_reading.section(i);
        if (!one.isLabel() &&
            (windowIn(one.title) || says(one.words, Concept::Ongoing) || numbered.match(one.title).hasMatch()))
            return i;
    }
    return section;
}

QStringList Drafter::levelsAbove(int section) const {
    for (int i = section; i > 0; i = m_reading.section(i).parent) {
        QStringList ids = levelIds(levelsIn(m_reading.section(i).title));
        if (!ids.isEmpty())
            return ids;
    }
    return {};
}

std::vector<playbook::Item> Drafter::items(const std::vector<StepFact>& steps, const QStringList& severities) {
    static const QRegularExpression mustache(QStringLiteral(R"(\{\{\s*([^{}]*?)\s*\}\})"));
    std::vector<playbook::Item> made;
    for (const StepFact& step : steps) {
        playbook::Item item;
        item.text =
            QString(step.text.isEmpty() ? oneLine(step.run) : step.text).replace(mustache, QStringLiteral("<\\1>"));
        if (item.text.trimmed().isEmpty())
            continue;
        item.id = unique(m_items, bareTitle(item.text), QStringLiteral("step"));
        item.run = step.run;
        item.severities = severities;
        made.push_back(std::move(item));
    }
    return made;
}

void Drafter::addLists() {
    std::map<int, QString> phases; // section → id
    for (const ListFact& list : m_reading.lists) {
        const int section = phaseSection(list.section);
        const Section& title = m_reading.section(section);
        const auto window = section > 0 ? windowIn(title.title) : std::nullopt;
        playbook::Phase phase;
        static const QRegularExpression remark(QStringLiteral(R"(\s*\([^()]*\)\s*$)"));
        phase.title = section == 0 ? QStringLiteral("First steps") : bareTitle(title.title);
        if (window && phase.title.contains(remark))
            phase.title = phase.title.remove(remark).trimmed();
        if (phase.title.isEmpty()) // a heading without words
            phase.title = QStringLiteral("Steps");
        const bool fresh = !phases.contains(section);
        if (fresh)
            phases[section] = unique(m_phases, phase.title, QStringLiteral("phase"));
        phase.id = phases.at(section);
        static const QRegularExpression over(
            QStringLiteral(
                R"(\b(?:post[- ]?incident|post[- ]?mortem|postmortem|nachbereitung|nachbetrachtung|nach dem (?:vorfall|incident)|après[- ]incident|retour d'expérience|post[- ]?incidente|pós[- ]?incidente|after the incident|after resolution|closure|follow[- ]?up)\b)"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        for (int i = section; i > 0; i = m_reading.section(i).parent) {
            if (over.match(m_reading.section(i).title).hasMatch() && m_reading.section(i).level > 1)
                phase.after = playbook::CountedFrom::Resolved;
        }
        if (fresh && (window || section != list.section)) {
            playbook::Phase frame = phase;
            if (window)
                frame.window = window->window;
            Found& found = add(Kind::Phase, title.title, at(title.lines.first));
            found.detail = window ? window->text : QString();
            found.value = frame;
        }
        phase.items = items(list.steps, levelsAbove(list.section));
        Found& found = add(list.asked ? Kind::Checklist : Kind::KeptText,
                           list.heading.isEmpty() ? phase.title : list.heading, list.lines);
        if (list.asked)
            found.said = {{"heading", list.heading},
                          {"items", QJsonArray::fromStringList(list.items)},
                          {"line", list.section > 0 ? m_reading.section(list.section).lines.first : list.lines.first}};
        found.detail = counted(qsizetype(phase.items.size()), "step", "steps");
        found.value = phase;
    }
}

void Drafter::addScenarios() {
    for (const ScenarioFact& fact : m_reading.scenarios) {
        playbook::Scenario scenario;
        scenario.title = bareTitle(fact.title);
        if (scenario.title.isEmpty())
            scenario.title = QStringLiteral("Scenario");
        scenario.id = unique(m_scenarios, scenario.title, QStringLiteral("scenario"));
        scenario.alerts = fact.alerts;
        scenario.symptoms = fact.symptoms;
        scenario.diagnosis = items(fact.diagnosis, {});
        scenario.resolution = items(fact.resolution, {});
        scenario.verification = fact.verification;
        Found& found = add(fact.asked ? Kind::Scenario : Kind::KeptText, fact.title, fact.lines);
        if (fact.asked) {
            const auto texts = [](const std::vector<StepFact>& steps) {
                QJsonArray all;
                for (const StepFact& step : steps)
                    all << (step.text.isEmpty() ? step.run : step.text);
                return all;
            };
            found.said = {{"title", fact.title},
                          {"symptoms", QJsonArray::fromStringList(fact.symptoms)},
                          {"diagnosis", texts(fact.diagnosis)},
                          {"resolution", texts(fact.resolution)},
                          {"verification", QJsonArray::fromStringList(fact.verification)},
                          {"line", fact.lines.first}};
        }
        found.detail = QStringList{counted(fact.symptoms.size(), "symptom", "symptoms"),
                                   counted(fact.diagnosis.size(), "step of diagnosis", "steps of diagnosis"),
                                   counted(fact.resolution.size(), "step of resolution", "steps of resolution"),
                                   counted(fact.verification.size(), "thing to verify", "things to verify")}
                           .join(QStringLiteral(" · "));
        found.value = scenario;
    }
}

void Drafter::addCommands() {
    for (const CommandFact& fact : m_reading.commands) {
        Found& found =
            add(Kind::Commands, fact.section > 0 ? m_reading.section(fact.section).title : QStringLiteral("Commands"),
                fact.lines, {{"language", fact.language}, {"text", fact.text}, {"line", fact.lines.first}});
        found.detail = oneLine(fact.text).left(160);
    }
}

} // namespace importer
