// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/promql_text.h"
#include "playbook/importer/reading.h"
#include "playbook/importer/scenario_parts.h"

#include <QRegularExpression>
#include <algorithm>

/// Lists of things to do: tasks, numbered steps, bold steps, and the commands between them.
namespace importer {
namespace {

class ListReader {
public:
    explicit ListReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i)
            readSection(i);
    }

private:
    bool within(int section, Concept concept_) const { return m_reading.outline.within(section, concept_); }

    /// Sections whose lists tell facts, not acts.
    bool tellsFacts(int index) const {
        const Section& section = m_reading.section(index);
        return section.says(Concept::Contents) || section.says(Concept::Links) || section.says(Concept::Thresholds) ||
               (section.says(Concept::Escalation) && !section.says(Concept::Checklist)) ||
               ((section.says(Concept::Contacts) || section.says(Concept::OnCall)) &&
                !section.says(Concept::Checklist));
    }

    static bool isOrdered(const Block& block) { return block.kind == Block::Kind::List && block.ordered; }
    static bool hasTasks(const Block& block) {
        return block.kind == Block::Kind::List && std::any_of(block.children.begin(), block.children.end(),
                                                              [](const Block& item) { return item.task.has_value(); });
    }

    static bool endsInQuery(const Text& text) {
        return std::any_of(text.marks.begin(), text.marks.end(), [&](const Mark& mark) {
            return mark.kind == Mark::Kind::Code && mark.from + mark.length >= text.plain.size() - 1 &&
                   looksLikePromQl(text.plain.mid(mark.from, mark.length));
        });
    }

    /// Items that are a name and a request or query each: what to watch, not what to do.
    static bool listsRequests(const Block& block) {
        static const QRegularExpression request(QStringLiteral(
            R"(^[^:]{0,60}:?\s*(?:\$\s*)?(?:(?:curl|wget|https?)\s|(?:GET|HEAD|POST|PUT|PATCH|DELETE)\s|https?://)\S.*$)"));
        const auto requests = std::count_if(block.children.begin(), block.children.end(), [](const Block& item) {
            return item.children.empty() &&
                   (request.match(oneLine(item.text.plain)).hasMatch() || endsInQuery(item.text));
        });
        return requests >= 2 && requests * 2 > qsizetype(block.children.size());
    }

    bool asksBullets(int index) const {
        const Section& section = m_reading.section(index);
        return section.says(Concept::Checklist) || windowIn(section.title).has_value() ||
               (!section.isLabel() && isNumberedStep(section.title));
    }

    void readSection(int index) {
        const Section& section = m_reading.section(index);
        if (readBoldSteps(index))
            return;
        ListFact list;
        list.section = index;
        list.heading = section.level == 0 ? QString() : section.title;
        list.asked = false;
        for (size_t i = 0; i < section.body.size(); ++i)
            addBlock(*section.body[i], index, list);
        if (!list.steps.empty())
            m_reading.lists.push_back(std::move(list));
    }

    bool isContext(int index) const {
        for (int i = index; i > 0; i = m_reading.section(i).parent) {
            const Section& one = m_reading.section(i);
            if (windowIn(one.title) || one.says(Concept::Phase) || (one.level > 1 && one.says(Concept::Process)) ||
                says(one.words, Concept::Ongoing))
                return true;
        }
        return false;
    }

    void addBlock(const Block& block, int index, ListFact& list) {
        if (m_reading.taken.contains(&block))
            return;
        const bool first = list.steps.empty();
        const bool ordered =
            isOrdered(block) && (block.children.size() >= 2 || !list.items.isEmpty() || hasInner(block));
        const bool tasks = hasTasks(block);
        const bool bullets = block.kind == Block::Kind::List && !block.ordered && block.children.size() >= 2;
        const bool asked = (ordered || (bullets && asksBullets(index))) && !tellsFacts(index) && !listsRequests(block);
        if (tasks || asked) {
            list.asked = true;
            for (const Block& item : block.children)
                list.items << oneLine(item.text.plain);
            add(stepsOf(block), block, list);
        } else if (block.kind == Block::Kind::Fence && isShell(block) && (!list.steps.empty() || isContext(index))) {
            add(stepsOf(block), block, list, list.asked);
        } else if (bullets && isContext(index) && !tellsFacts(index)) {
            add(stepsOf(block), block, list);
        } else if (!first && list.asked && block.kind == Block::Kind::Paragraph && block.text.plain.size() < 300) {
            list.steps.back().text += QStringLiteral(" – ") + oneLine(block.text.plain);
            m_reading.taken.insert(&block);
        }
    }

    static bool hasInner(const Block& list) {
        return std::any_of(list.children.begin(), list.children.end(),
                           [](const Block& item) { return !item.children.empty(); }) ||
               !list.children.empty();
    }

    void add(std::vector<StepFact> steps, const Block& block, ListFact& list, bool follows = false) {
        m_reading.taken.insert(&block);
        // A fence between two numbered steps is the command of the first.
        if (follows && steps.size() == 1 && !list.steps.empty() && list.steps.back().run.isEmpty()) {
            list.steps.back().run = steps.front().run;
            list.steps.back().lines.last = block.lines.last;
        } else {
            list.steps.insert(list.steps.end(), steps.begin(), steps.end());
        }
        list.lines = {list.lines.first == 0 ? block.lines.first : list.lines.first, block.lines.last};
    }

    /// Labels with numbers, one after the other: "**1. Check the pods**".
    bool readBoldSteps(int index) {
        static const QRegularExpression number(
            QStringLiteral(
                R"(^[^\p{L}\d]*(?:(?:step|schritt|[ée]tape|paso|passo|etapa|option|opci[óo]n|op[çc][ãa]o)\s*)?#?\d{1,2}(?:[.):]|\s*[-–—])?\s*\S)"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        const Section& section = m_reading.section(index);
        std::vector<int> steps;
        for (const int part : section.parts) {
            const Section& one = m_reading.section(part);
            if (one.isLabel() && number.match(one.title).hasMatch() && !levelAt(one.title, LevelPlace::Label, false))
                steps.push_back(part);
        }
        if (steps.size() < 2 || section.level == 0) // without headings the labels are the headings
            return false;
        ListFact list;
        list.section = index;
        list.heading = section.title;
        for (const Block* block : section.body) {
            if (!m_reading.taken.contains(block) &&
                (block->kind == Block::Kind::List || (block->kind == Block::Kind::Fence && isShell(*block))))
                add(stepsOf(*block), *block, list);
        }
        for (const int part : steps) {
            const Section& one = m_reading.section(part);
            list.items << bareTitle(one.title);
            takeLabelStep(one, list);
        }
        list.lines = {m_reading.section(steps.front()).lines.first, m_reading.section(steps.back()).lines.last};
        m_reading.lists.push_back(std::move(list));
        return true;
    }

    void takeLabelStep(const Section& one, ListFact& list) {
        StepFact step;
        step.text = bareTitle(one.title);
        step.lines = {one.lines.first, one.lines.first};
        std::vector<StepFact> inner;
        for (const Block* block : one.body) {
            if (m_reading.taken.contains(block))
                continue;
            const auto more = stepsOf(*block);
            inner.insert(inner.end(), more.begin(), more.end());
            m_reading.taken.insert(block);
        }
        if (inner.size() == 1 && !inner.front().run.isEmpty()) {
            step.run = inner.front().run;
            step.lines.last = inner.front().lines.last;
            inner.clear();
        } else if (!inner.empty() &&
                   std::all_of(inner.begin(), inner.end(), [](const StepFact& s) { return s.run.isEmpty(); })) {
            QStringList details;
            for (const StepFact& sub : inner)
                details << sub.text;
            const QString joined = details.join(QStringLiteral("; "));
            if (joined.size() < 400) {
                step.text += QStringLiteral(": ") + joined;
                step.lines.last = inner.back().lines.last;
                inner.clear();
            }
        }
        list.steps.push_back(step);
        list.steps.insert(list.steps.end(), inner.begin(), inner.end());
    }

    Reading& m_reading;
};

} // namespace

void readLists(Reading& reading) {
    ListReader(reading).run();
}

} // namespace importer
