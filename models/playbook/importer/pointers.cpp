// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/reading.h"

#include <QRegularExpression>
#include <algorithm>

/// What a runbook mentions in passing: how often to tell people, links, thresholds.
namespace importer {
namespace {

using namespace std::chrono_literals;

/// Calls visit(text, section) for each text outside of fences.
template <class Visit>
void eachText(const Block& block, int section, const Visit& visit) {
    if (block.kind == Block::Kind::Fence)
        return;
    if (!block.text.plain.isEmpty())
        visit(block.text, section);
    for (const Row& row : block.rows) {
        for (const Text& cell : row.cells)
            visit(cell, section);
    }
    for (const Block& child : block.children)
        eachText(child, section, visit);
}
template <class Visit>
void eachText(const Reading& reading, const Visit& visit) {
    for (int i = 0; i < int(reading.outline.sections.size()); ++i) {
        if (i > 0)
            visit(reading.section(i).text, i);
        for (const Block* block : reading.section(i).body)
            eachText(*block, i, visit);
    }
}

class CadenceReader {
public:
    explicit CadenceReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        const bool told = std::any_of(m_reading.cadences.begin(), m_reading.cadences.end(),
                                      [](const CadenceFact& fact) { return !fact.levels.isEmpty(); });
        if (!told) {
            eachText(m_reading, [this](const Text& text, int section) { readText(text, section); });
            for (const MessageFact& message : m_reading.messages)
                readMessage(message);
            if (m_reading.cadences.empty())
                eachText(m_reading, [this](const Text& text, int section) { readLoose(text, section); });
        }
        tidy();
    }

private:
    static bool fits(const CadenceText& cadence) {
        const auto* range = std::get_if<playbook::UpdateRange>(&cadence.every);
        return range && range->from <= 48h;
    }

    void readText(const Text& text, int section) {
        static const QRegularExpression stop(QStringLiteral(R"([.;!?]\s+|\x{2028})"));
        for (const Text& line : linesOf(text)) {
            const bool about = says(line.plain, Concept::Updates) || m_reading.section(section).says(Concept::Updates);
            if (!about || m_reading.outline.within(section, Concept::Roles))
                continue;
            for (const QString& sentence : line.plain.split(stop, Qt::SkipEmptyParts)) {
                const auto cadence = cadenceIn(sentence);
                if (cadence && fits(*cadence))
                    add(levelsFor(sentence, section), *cadence, line.line);
            }
        }
    }

    void readMessage(const MessageFact& message) {
        const QStringList levels = levelsIn(message.body);
        int line = message.lines.first;
        for (const QString& words : message.body.split(u'\n')) {
            ++line;
            const auto cadence = cadenceIn(words);
            if (cadence && fits(*cadence) && says(words, Concept::Updates))
                add(levelsIn(words).isEmpty() ? levels : levelsIn(words), *cadence, line);
        }
    }

    /// "Next update in 30 minutes": nothing else tells a cadence.
    void readLoose(const Text& text, int section) {
        const QStringList words = wordsOf(text.plain);
        if (!m_reading.section(section).says(Concept::Updates) || !text.plain.contains(u':'))
            return;
        const auto label = labelled(text);
        const auto time = label ? timeIn(label->rest.plain) : std::nullopt;
        const QStringList levels = label ? levelsIn(label->label) : QStringList();
        if (time && !levels.isEmpty() && time->from >= 1min && time->from <= 48h)
            add(levels, *cadenceOf(label->rest.plain), text.line);
    }

    QStringList levelsFor(const QString& line, int section) const {
        QStringList levels = levelsIn(line);
        for (int i = section; i > 0 && levels.isEmpty(); i = m_reading.section(i).parent)
            levels = levelsIn(m_reading.section(i).title);
        return levels;
    }

    void add(const QStringList& levels, const CadenceText& cadence, int line) {
        m_reading.cadences.push_back({levels, cadence, line});
    }

    /// Each level once, the first saying wins; a general one only where no level has its own.
    void tidy() {
        QSet<QString> known;
        std::vector<CadenceFact> kept;
        for (CadenceFact fact : m_reading.cadences) {
            QStringList fresh;
            for (const QString& level : fact.levels) {
                if (!known.contains(levelKey(level)))
                    fresh << level;
                known.insert(levelKey(level));
            }
            if (fact.levels.isEmpty()) {
                if (known.contains(QString()))
                    continue;
                known.insert(QString());
            } else if (fresh.isEmpty()) {
                continue;
            }
            fact.levels = fresh;
            kept.push_back(fact);
        }
        m_reading.cadences = std::move(kept);
    }

    Reading& m_reading;
};

void readLinks(Reading& reading) {
    QSet<QString> known;
    for (const RequestFact& check : reading.checks)
        known.insert(check.call.url);
    const auto add = [&](const QString& title, const QString& url, int line) {
        if (!url.startsWith(u"http", Qt::CaseInsensitive) || known.contains(url) || reading.links.size() >= 300)
            return;
        known.insert(url);
        reading.links.push_back({title.isEmpty() ? url : title, url, line});
    };
    eachText(reading, [&](const Text& text, int section) {
        if (reading.outline.within(section, Concept::Messages))
            return;
        for (const Mark& mark : text.marks) {
            if (mark.kind == Mark::Kind::Link)
                add(oneLine(text.plain.mid(mark.from, mark.length)), mark.target, text.lineAt(mark.from));
        }
        QString words = text.plain;
        for (const Mark& mark : text.marks) {
            if (mark.kind == Mark::Kind::Code && words.mid(mark.from, mark.length).contains(u' '))
                words.replace(mark.from, mark.length, QString(mark.length, u' '));
        }
        for (const QString& url : urlsIn(words)) {
            const qsizetype at = words.indexOf(url);
            const QString before =
                oneLine(words.left(at)).remove(QRegularExpression(QStringLiteral(R"([\s:–—(<-]+$)")));
            const QString title = before.size() > 1 && before.size() <= 60 ? before
                                  : reading.section(section).level == 0    ? url
                                                                           : bareTitle(reading.section(section).title);
            add(title, url, text.lineAt(at));
        }
    });
}

/// "Error rate: >1% (warning), >5% (critical)", a row of a table, "p95 > 2 s".
class ThresholdReader {
public:
    explicit ThresholdReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            for (const Block* block : m_reading.section(i).body) {
                if (block->kind == Block::Kind::Table)
                    readTable(*block);
                else if (block->kind == Block::Kind::List && m_reading.outline.within(i, Concept::Thresholds))
                    for (const Block& item : block->children)
                        readItem(item);
            }
        }
    }

private:
    struct Bound {
        double value = 0;
        QString unit;
    };
    static std::optional<Bound> bound(const QString& words) {
        static const QRegularExpression pattern(
            QStringLiteral(
                R"((?:[<>≥≤]=?|over|above|über|more than|au-dessus de|sup[ée]rieur à|por encima de|acima de|mehr als)?\s*(\d+(?:[.,]\d+)?)\s*(%|ms|s\b|sec\w*|sek\w*|seg\w*|min\w*|/s|req/s|GB|MB|GiB|MiB)?)"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        const auto match = pattern.match(words);
        if (!match.hasMatch())
            return {};
        return Bound{match.captured(1).replace(u',', u'.').toDouble(), match.captured(2)};
    }

    void readItem(const Block& item) {
        const auto label = labelled(item.text);
        if (!label || !label->colon)
            return;
        ThresholdFact fact;
        fact.what = label->label;
        fact.text = oneLine(label->rest.plain);
        fact.line = item.text.line;
        static const QRegularExpression comma(QStringLiteral(R"([,;/]\s+|\s+(?:and|und|et|y|e)\s+)"));
        for (const QString& piece : fact.text.split(comma)) {
            const auto read = bound(piece);
            if (!read)
                continue;
            fact.unit = read->unit;
            if (says(piece, Concept::Critical))
                fact.critical = read->value;
            else if (says(piece, Concept::Warning) || !fact.warn)
                fact.warn = read->value;
        }
        if (fact.warn || fact.critical)
            m_reading.thresholds.push_back(fact);
    }

    void readTable(const Block& table) {
        const Row& heading = table.rows.front();
        const int warn = columnOf(heading, Concept::Warning);
        const int critical = columnOf(heading, Concept::Critical, {warn});
        if (warn < 0 || critical < 0 || table.rows.size() < 2 || warn == 0)
            return;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const auto low = bound(cellOf(table.rows[r], warn));
            const auto high = bound(cellOf(table.rows[r], critical));
            if (!low || !high)
                continue;
            ThresholdFact fact;
            fact.what = cellOf(table.rows[r], 0);
            fact.text = cellOf(heading, warn) + u' ' + cellOf(table.rows[r], warn) + u", " + cellOf(heading, critical) +
                        u' ' + cellOf(table.rows[r], critical);
            fact.warn = low->value;
            fact.critical = high->value;
            fact.unit = high->unit;
            fact.line = table.rows[r].line;
            m_reading.thresholds.push_back(fact);
            m_reading.taken.insert(&table);
        }
    }

    Reading& m_reading;
};

} // namespace

void readCadence(Reading& reading) {
    CadenceReader(reading).run();
}

void readPointers(Reading& reading) {
    readLinks(reading);
    ThresholdReader(reading).run();
}

} // namespace importer
