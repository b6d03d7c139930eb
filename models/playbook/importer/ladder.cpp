// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/reading.h"

#include <QRegularExpression>
#include <algorithm>

/// The escalation ladder: who is called when the one before does not answer.
namespace importer {
namespace {

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

/// "Engineering manager notified" is about the engineering manager.
QString person(QString words) {
    static const QRegularExpression before(
        QStringLiteral(
            R"(^(?:[-–—:→,\s]+|(?:then|dann|puis|luego|depois)\s+)*(?:(?:page|notify|call|contact|escalate(?:s|d)?\s+to|escalation\s+to|inform|alert|involve|benachrichtig\w*|informier\w*|ruf\w*|eskalation\s+an|eskalieren\s+an|an|prévenir|appeler|contacter|alerter|escalade\s+(?:vers|au|à la|à)|escalader\s+(?:vers|au|à la|à)|avisar\s+al?|notificar\s+al?|llamar\s+al?|escalar\s+al?|escalar\s+para|avisar|notificar|acionar|ligar\s+para)\s+)?(?:(?:the|den|die|das|der|dem|le|la|les|l'|l’|au|el|los|al|o|a|os|as)\s+)?)"),
        ignoreCase);
    static const QRegularExpression after(
        QStringLiteral(
            R"(\s+(?:(?:is|are|wird|werden|est|sont|es|é)\s+)?(?:responds?|notified|paged|called|informed|contacted|alerted|engaged|benachrichtigt|informiert|alarmiert|angerufen|reagiert|übernimmt|prévenue?s?|appelée?s?|répond|alertée?s?|avisad[oa]s?|notificad[oa]s?|responde|acionad[oa]s?)\s*\.?$)"),
        ignoreCase);
    static const QRegularExpression condition(QStringLiteral(R"(^(?:if|wenn|falls|si|se)\b[^,:]*[,:]\s*)"), ignoreCase);
    words = oneLine(words);
    words.remove(condition);
    words.remove(before);
    words.remove(after);
    while (!words.isEmpty() && (words.back().isSpace() || QStringLiteral(".,;:–—-").contains(words.back())))
        words.chop(1);
    return words;
}

struct Ladder {
    std::vector<RungFact> rungs;
    int weight = 0;
    const Block* block = nullptr;
};

/// Takes a "(…)" at the end of the words off them.
QString takeRemark(QString& words) {
    static const QRegularExpression remark(QStringLiteral(R"(\s*[(\[]([^()\[\]]+)[)\]]\s*\.?$)"));
    const auto match = remark.match(words);
    if (!match.hasMatch())
        return {};
    words = words.left(match.capturedStart()).trimmed();
    return match.captured(1).trimmed();
}

void setAfter(RungFact& rung, const QString& words) {
    if (const auto time = timeIn(words)) {
        rung.after = oneLine(words);
        rung.delay = time->from == time->to && rung.after.contains(u"SLA") ? Millis(0) : time->from;
    } else if (says(words, Concept::AtOnce)) {
        rung.after = oneLine(words);
    } else if (rung.condition.isEmpty()) {
        rung.condition = oneLine(words);
    }
}

const QRegularExpression& arrow() {
    static const QRegularExpression pattern(
        QStringLiteral(R"(\s*(?:→|⇒|➔|➜|➡️?|⟶|->|=>|-->|»|>>|\s>\s)\s*)"));
    return pattern;
}

/// "A → B → C". Where several chains stand, the first of each may be its trigger: it names no people, others do.
void takeChain(const Text& text, bool several, std::vector<RungFact>& rungs) {
    const QStringList parts = oneLine(text.plain).split(arrow(), Qt::SkipEmptyParts);
    const auto people = [](const QString& part) { return says(part, Concept::RoleWord); };
    if (parts.size() == 2 && timeIn(parts[0]) && !people(parts[0])) { // "10 min → team lead"
        RungFact rung;
        rung.line = text.line;
        rung.who = parts[1];
        takeRemark(rung.who);
        rung.who = person(rung.who);
        setAfter(rung, parts[0]);
        rungs.push_back(rung);
        return;
    }
    const auto label = labelled(text);
    qsizetype first = 0;
    QString condition;
    if (several && parts.size() > 2 && !people(parts.front()) && std::any_of(parts.begin() + 1, parts.end(), people)) {
        condition = parts.front();
        first = 1;
    }
    for (qsizetype i = first; i < parts.size(); ++i) {
        RungFact rung;
        rung.who = parts[i];
        if (i == 0 && label && label->colon && parts[0].startsWith(label->label)) {
            rung.who = parts[0].mid(parts[0].indexOf(u':') + 1).trimmed();
            condition = label->label;
        }
        if (const QString remark = takeRemark(rung.who); !remark.isEmpty())
            setAfter(rung, remark);
        rung.who = person(rung.who);
        if (i <= first + 1 && i == first)
            rung.condition = condition;
        rung.levels = levelsIn(rung.condition);
        rung.line = text.line;
        if (!rung.who.isEmpty())
            rungs.push_back(rung);
    }
}

std::optional<RungFact> rungOf(const Text& text) {
    RungFact rung;
    rung.line = text.line;
    const auto label = labelled(text);
    static const QRegularExpression stage(
        QStringLiteral(
            R"(^(?:level|tier|stage|step|stufe|niveau|nivel|nível|étape|etape|paso|passo|l|n)\s*\.?\s*\d+$|^\d+(?:st|nd|rd|th|\.)?\s+(?:level|escalation|line|eskalation|niveau|nivel|nível)$)"),
        ignoreCase);
    QString words = oneLine(text.plain);
    if (label && (label->colon || label->strong)) {
        const QString rest = oneLine(label->rest.plain);
        const auto time = timeIn(label->label);
        const bool timed = (time && wordsOf(label->label).size() <= 6 && !says(label->label, Concept::RoleWord)) ||
                           says(label->label, Concept::AtOnce);
        if (timed) {
            rung.after = oneLine(label->label);
            rung.delay = time ? time->from : Millis(0);
            words = rest;
        } else if (stage.match(bareTitle(label->label)).hasMatch() || stage.match(label->label.trimmed()).hasMatch()) {
            words = rest;
        } else if (says(label->label, Concept::RoleWord) || rest.isEmpty() || rest.startsWith(u'(')) {
            words = label->label;
            if (!rest.isEmpty())
                setAfter(rung, QString(rest).remove(QRegularExpression(QStringLiteral(R"(^\(|\)$)"))));
        } else {
            rung.condition = label->label;
            words = rest;
        }
    }
    if (const QString remark = takeRemark(words); !remark.isEmpty())
        setAfter(rung, remark);
    if (rung.after.isEmpty()) {
        // "After 30 minutes: the CTO", "Engineering manager after 30 min", "the CTO – 60 min".
        static const QRegularExpression leading(
            QStringLiteral(
                R"(^((?:if\s[^,:]*?\s)?(?:after|nach|après|apres|tras|después de|despues de|após|apos|ab|within|at|t\s*\+|\+)?\s*[^,:]{0,40}?)\s*(?:[,:]|\s[-–—]\s)\s*(.+)$)"),
            ignoreCase);
        static const QRegularExpression trailing(
            QStringLiteral(
                R"(^(.+?)\s*(?:,|\s[-–—]\s|\s)\s*((?:if\s.*?\s)?(?:after|nach|après|apres|tras|después de|após|within|innerhalb von|innerhalb|binnen|dans les|sous|en|em|a los)\s+[^,]*)$)"),
            ignoreCase);
        static const QRegularExpression dashed(QStringLiteral(R"(^(.+?)\s+[-–—]\s+([^-–—]+)$)"));
        const auto begin = leading.match(words);
        const auto end = trailing.match(words);
        const auto parted = dashed.match(words);
        if (begin.hasMatch() && timeIn(begin.captured(1)) && !says(begin.captured(1), Concept::RoleWord)) {
            setAfter(rung, begin.captured(1));
            words = begin.captured(2);
        } else if (end.hasMatch() && timeIn(end.captured(2))) {
            setAfter(rung, end.captured(2));
            words = end.captured(1);
        } else if (parted.hasMatch() && timeIn(parted.captured(2))) {
            setAfter(rung, parted.captured(2));
            words = parted.captured(1);
        }
    }
    rung.who = person(words);
    rung.levels = levelsIn(rung.condition);
    if (rung.who.isEmpty() || wordsOf(rung.who).size() > 12)
        return {};
    return rung;
}

class LadderReader {
public:
    explicit LadderReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            const Section& section = m_reading.section(i);
            const bool own = section.says(Concept::Escalation);
            const bool above = m_reading.outline.within(i, Concept::Escalation) && !section.says(Concept::Contacts) &&
                               !section.says(Concept::OnCall) && !section.says(Concept::Roles) &&
                               !section.says(Concept::Channels);
            for (const Block* block : section.body)
                readBlock(*block, own, own || above, i);
        }
        take();
    }

private:
    void readBlock(const Block& block, bool own, bool about, int section) {
        Ladder ladder;
        ladder.block = &block;
        const QStringList levels = levelsIn(m_reading.section(section).title);
        if (block.kind == Block::Kind::Table) {
            readTable(block, ladder, about);
        } else if (block.kind == Block::Kind::List && about) {
            for (const Block& item : block.children) {
                if (item.text.plain.contains(arrow()))
                    takeChain(item.text, block.children.size() > 1, ladder.rungs);
                else if (auto rung = rungOf(item.text))
                    ladder.rungs.push_back(*rung);
            }
            const auto people = std::count_if(ladder.rungs.begin(), ladder.rungs.end(),
                                              [](const RungFact& rung) { return says(rung.who, Concept::RoleWord); });
            if (people * 2 < qsizetype(ladder.rungs.size()))
                ladder.rungs.clear();
        } else if ((block.kind == Block::Kind::Paragraph ||
                    (block.kind == Block::Kind::Fence && !isShell(block) && block.language != u"mermaid")) &&
                   about) {
            readWords(block.text, ladder);
        }
        if (ladder.rungs.size() < 2)
            return;
        for (RungFact& rung : ladder.rungs) {
            if (rung.levels.isEmpty())
                rung.levels = levels;
        }
        const bool timed = std::any_of(ladder.rungs.begin(), ladder.rungs.end(),
                                       [](const RungFact& rung) { return !rung.after.isEmpty(); });
        ladder.weight = (own ? 4 : about ? 2 : 1) + (timed ? 2 : 0);
        m_ladders.push_back(std::move(ladder));
    }

    void readTable(const Block& table, Ladder& ladder, bool about) const {
        if (table.rows.size() < 3)
            return;
        const Row& heading = table.rows.front();
        const int after = columnOf(heading, Concept::After);
        const int who = columnOf(heading, Concept::Who, {after});
        if (!about || who < 0 || m_reading.taken.contains(&table))
            return;
        const int level = columnOf(heading, Concept::Severities, {after, who});
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const Row& row = table.rows[r];
            RungFact rung;
            rung.line = row.line;
            rung.who = cellOf(row, who);
            if (const QString remark = after < 0 ? takeRemark(rung.who) : QString(); !remark.isEmpty())
                setAfter(rung, remark);
            rung.who = person(rung.who);
            if (after >= 0 && !cellOf(row, after).isEmpty()) {
                rung.after = cellOf(row, after);
                if (const auto time = timeIn(rung.after))
                    rung.delay = time->from;
            }
            if (level >= 0 && levelAt(cellOf(row, level), LevelPlace::Label, false))
                rung.levels = levelsIn(cellOf(row, level));
            if (!rung.who.isEmpty())
                ladder.rungs.push_back(rung);
        }
    }

    /// Lines with arrows, or clauses such as "after 15 minutes page the team lead".
    static void readWords(const Text& text, Ladder& ladder) {
        for (const Text& line : linesOf(text)) {
            if (line.plain.contains(arrow())) {
                takeChain(line, text.plain.contains(u'\n'), ladder.rungs);
                continue;
            }
            static const QRegularExpression stop(
                QStringLiteral(
                    R"([.;]\s+|;\s*|,\s*(?=(?:then|and|dann|und|puis|et|luego|y|depois|e|after|nach|après|tras|após)\b)|\.$)"),
                ignoreCase);
            for (const QString& clause : line.plain.split(stop, Qt::SkipEmptyParts)) {
                Text one;
                one.plain = clause.trimmed();
                one.line = line.line;
                if (!timeIn(clause) || !says(clause, Concept::RoleWord))
                    continue;
                if (auto rung = rungOf(one); rung && says(rung->who, Concept::RoleWord) && !rung->after.isEmpty())
                    ladder.rungs.push_back(*rung);
            }
        }
    }

    void take() {
        if (m_ladders.empty()) {
            fromRotation();
            return;
        }
        const auto best = std::max_element(m_ladders.begin(), m_ladders.end(),
                                           [](const Ladder& a, const Ladder& b) { return a.weight < b.weight; });
        for (const Ladder& ladder : m_ladders) {
            // Ladders for other severities stand beside the best one; a second one for the same is another's opinion.
            const bool other = ladder.weight == best->weight && !ladder.rungs.front().levels.isEmpty() &&
                               ladder.rungs.front().levels != best->rungs.front().levels;
            if (&ladder != &*best && !other)
                continue;
            m_reading.rungs.insert(m_reading.rungs.end(), ladder.rungs.begin(), ladder.rungs.end());
            m_reading.taken.insert(ladder.block);
        }
    }

    /// No ladder is told: the order of the on-call list is one.
    void fromRotation() {
        for (int i = 0; i < int(m_reading.outline.sections.size()) && m_reading.rungs.empty(); ++i) {
            if (!m_reading.section(i).says(Concept::OnCall))
                continue;
            for (const Block* block : m_reading.section(i).body) {
                if (block->kind != Block::Kind::List || block->children.size() < 2)
                    continue;
                for (const Block& item : block->children) {
                    const auto label = labelled(item.text);
                    RungFact rung;
                    rung.line = item.text.line;
                    rung.who = label ? oneLine(label->label) : oneLine(item.text.plain);
                    if (label) {
                        QString rest = oneLine(label->rest.plain);
                        const QString remark = takeRemark(rest);
                        if (timeIn(remark))
                            setAfter(rung, remark);
                    }
                    m_reading.rungs.push_back(rung);
                }
                return;
            }
        }
    }

    Reading& m_reading;
    std::vector<Ladder> m_ladders;
};

} // namespace

void readLadder(Reading& reading) {
    LadderReader(reading).run();
}

} // namespace importer
