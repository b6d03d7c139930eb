// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/scenario_parts.h"

#include <QRegularExpression>
#include <algorithm>

namespace importer {

Part partOf(const QString& title) {
    QString bare = bareTitle(title);
    bare.remove(QRegularExpression(QStringLiteral(R"(\s*\([^)]*\)\s*:?$)")));
    static const std::pair<Concept, Part> parts[]{{Concept::Alert, Part::Alert},
                                                  {Concept::Verification, Part::Verification},
                                                  {Concept::Symptoms, Part::Symptoms},
                                                  {Concept::Diagnosis, Part::Diagnosis},
                                                  {Concept::Resolution, Part::Resolution}};
    // "Detection" is how it shows, "vérifications" is looking: the first concept that is the whole title wins, except
    // that a French "Vérification" closes a scenario.
    for (const auto& [concept_, part] : parts) {
        if (isJust(bare, concept_))
            return part;
    }
    return Part::None;
}

std::vector<QString> titlesOf(const Outline& outline, const Section& section) {
    std::vector<QString> titles;
    for (const int part : section.parts)
        titles.push_back(outline.sections[size_t(part)].title);
    return titles;
}

bool isToldInOneLine(const Section& section) {
    return section.isLabel() && section.body.size() >= 2 && section.body[0]->kind == Block::Kind::Paragraph &&
           section.body[1]->kind == Block::Kind::List;
}

qsizetype told(const std::vector<QString>& titles) {
    return std::count_if(titles.begin(), titles.end(),
                         [](const QString& title) { return partOf(title) != Part::None; });
}

bool isProcedure(const Outline& outline, const Section& section) {
    std::vector<QString> titles;
    for (const int part : section.parts) {
        if (!outline.sections[size_t(part)].isLabel())
            titles.push_back(outline.sections[size_t(part)].title);
    }
    const qsizetype parts = told(titles);
    return parts > 0 && parts * 2 >= qsizetype(titles.size()) - 1;
}

bool isNumberedStep(const QString& title) {
    static const QRegularExpression pattern(
        QStringLiteral(R"(^\W*(?:step|phase|stage|schritt|[ée]tape|paso|passo|etapa|fase)\s*\d|\b(?:phase|fase)\b)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(title).hasMatch();
}

std::vector<Part> partsInOrder(const std::vector<QString>& titles) {
    std::vector<Part> parts;
    std::transform(titles.begin(), titles.end(), std::back_inserter(parts), partOf);
    QSet<int> present;
    for (const Part part : parts)
        present.insert(int(part));
    const auto has = [&](Part part) { return present.contains(int(part)); };
    const auto known = [&](size_t i) { return i < parts.size() && parts[i] != Part::None; };
    bool diagnosis = false, resolution = false;
    for (size_t i = 0; i < parts.size(); ++i) {
        const bool label = parts[i] == Part::None && !titles[i].isEmpty() && wordsOf(titles[i]).size() <= 7 &&
                           !says(titles[i], Concept::Escalation) && !says(titles[i], Concept::Contacts) &&
                           !says(titles[i], Concept::Links) && !isNumberedStep(titles[i]);
        const Part before = i > 0 ? parts[i - 1] : Part::None;
        const bool shown = before == Part::Symptoms || before == Part::Alert;
        if (label && shown && known(i + 1) && parts[i + 1] == Part::Resolution && !diagnosis)
            parts[i] = Part::Diagnosis;
        else if (label && before == Part::Diagnosis && !has(Part::Resolution))
            parts[i] = Part::Resolution;
        else if (label && i == 0 && known(1) && parts[1] == Part::Diagnosis && !has(Part::Symptoms))
            parts[i] = Part::Symptoms;
        else if (parts[i] == Part::Diagnosis && diagnosis && resolution && !has(Part::Verification))
            parts[i] = Part::Verification; // "Check" once more, after the fix
        present.insert(int(parts[i]));
        diagnosis = diagnosis || parts[i] == Part::Diagnosis;
        resolution = resolution || parts[i] == Part::Resolution;
    }
    return parts;
}

void put(const StepFact& step, Part part, ScenarioFact& scenario) {
    switch (part) {
    case Part::Symptoms:
        scenario.symptoms << (step.run.isEmpty() || step.text == step.run
                                  ? step.text
                                  : QString(step.text + u": " + oneLine(step.run)));
        break;
    case Part::Verification:
        scenario.verification << (step.run.isEmpty() || step.text == step.run
                                      ? step.text
                                      : QString(step.text + u": " + oneLine(step.run)));
        break;
    case Part::Diagnosis:
        scenario.diagnosis.push_back(step);
        break;
    case Part::Resolution:
        scenario.resolution.push_back(step);
        break;
    case Part::Alert:
    case Part::None:
        (step.looking ? scenario.diagnosis : scenario.resolution).push_back(step);
        break;
    }
}

bool takeLabels(const Block& list, ScenarioFact& scenario) {
    int named = 0;
    for (const Block& item : list.children) {
        const auto label = labelled(item.text);
        const QString title = label ? label->label : item.text.plain;
        named += (label || !item.children.empty()) && wordsOf(title).size() <= 5 && partOf(title) != Part::None ? 1 : 0;
    }
    if (named == 0 || named * 2 < int(list.children.size()))
        return false;
    std::vector<QString> titles;
    for (const Block& item : list.children) {
        const auto label = labelled(item.text);
        titles.push_back(label || !item.children.empty() ? (label ? label->label : item.text.plain) : QString());
    }
    const std::vector<Part> inOrder = partsInOrder(titles);
    for (size_t i = 0; i < list.children.size(); ++i) {
        const Block& item = list.children[i];
        const auto label = labelled(item.text);
        const Part part = inOrder[i];
        if (part == Part::None) {
            for (const StepFact& step : stepsOf(item))
                put(step, Part::None, scenario);
            continue;
        }
        Block rest;
        rest.text = label ? label->rest : Text();
        rest.lines = item.lines;
        if (part == Part::Alert)
            takeAlerts(rest, scenario);
        else
            for (const StepFact& step : stepsOf(rest))
                put(step, part, scenario);
        for (const Block& child : item.children) {
            if (part == Part::Alert)
                takeAlerts(child, scenario);
            else
                for (const StepFact& step : stepsOf(child))
                    put(step, part, scenario);
        }
    }
    return true;
}

QSet<int> partsOfTable(const Block& table) {
    QSet<int> parts;
    size_t named = 0;
    for (const Row& row : table.rows) {
        const Part part = row.cells.size() == 2 ? partOf(cellOf(row, 0)) : Part::None;
        named += part != Part::None ? 1 : 0;
        if (part != Part::None)
            parts.insert(int(part));
    }
    return parts.size() >= 2 && named * 2 >= table.rows.size() ? parts : QSet<int>();
}

bool takeRows(const Block& table, ScenarioFact& scenario) {
    if (partsOfTable(table).isEmpty())
        return false;
    for (const Row& row : table.rows) {
        const Part part = partOf(cellOf(row, 0));
        if (wordsOf(cellOf(row, 1)).isEmpty() || part == Part::None)
            continue;
        Block block;
        block.text = row.cells[1];
        block.lines = {row.line, row.line};
        if (part == Part::Alert)
            takeAlerts(block, scenario);
        else
            for (const StepFact& step : stepsOf(block))
                put(step, part, scenario);
    }
    return true;
}

void takeAlerts(const Block& block, ScenarioFact& scenario) {
    static const QRegularExpression name(QStringLiteral(R"(\b[A-Z][A-Za-z0-9]*(?:[a-z][A-Z]|_)[A-Za-z0-9_]*\b)"));
    bool any = false;
    const QString words = plainOf(block);
    for (auto it = name.globalMatch(words); it.hasNext();) {
        const QString found = it.next().captured();
        if (!scenario.alerts.contains(found))
            scenario.alerts << found;
        any = true;
    }
    if (block.kind == Block::Kind::Fence || (!any && block.kind != Block::Kind::Paragraph)) {
        for (const StepFact& step : stepsOf(block))
            put(step, Part::None, scenario);
    } else if (!any && !words.trimmed().isEmpty()) {
        StepFact note;
        note.text = oneLine(words);
        note.lines = block.lines;
        scenario.symptoms << note.text;
    }
}

} // namespace importer
