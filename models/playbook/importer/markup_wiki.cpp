// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/markup.h"

#include <QRegularExpression>

namespace importer {
namespace {

const QRegularExpression& wikiHeading() {
    static const QRegularExpression pattern(QStringLiteral(R"(^(={1,6})\s*([^=\s](?:[^=]*[^=\s])?)\s*\1\s*$)"));
    return pattern;
}

/// At least two headings of a wiki, more of them than Markdown's own (in a wiki "# x" is a step).
bool isWiki(const std::vector<QString>& lines) {
    static const QRegularExpression hashes(QStringLiteral(R"(^#{1,6}\s+\S)"));
    Verbatim verbatim;
    int wiki = 0, markdown = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (verbatim.holds(lines[i]))
            continue;
        wiki += lines[i].startsWith(u'=') && wikiHeading().match(lines[i]).hasMatch() ? 1 : 0;
        const bool alone =
            (i == 0 || lines[i - 1].trimmed().isEmpty()) && (i + 1 == lines.size() || lines[i + 1].trimmed().isEmpty());
        markdown += alone && lines[i].startsWith(u'#') && hashes.match(lines[i]).hasMatch() ? 1 : 0;
    }
    return wiki >= 2 && wiki > markdown;
}

QString inlineMarks(QString words) {
    static const QRegularExpression bold(QStringLiteral("'''(.+?)'''"));
    static const QRegularExpression slanted(QStringLiteral("''(.+?)''"));
    static const QRegularExpression code(QStringLiteral("<(code|tt|kbd|nowiki)>([^<`]*)</\\1>"));
    static const QRegularExpression page(QStringLiteral(R"(\[\[(?:[^\]|]*\|)?([^\]|]+)\]\])"));
    static const QRegularExpression link(QStringLiteral(R"(\[(https?://[^\s\]]+)\s+([^\]]+)\])"));
    return words.replace(bold, QStringLiteral("**\\1**"))
        .replace(slanted, QStringLiteral("*\\1*"))
        .replace(code, QStringLiteral("`\\2`"))
        .replace(page, QStringLiteral("\\1"))
        .replace(link, QStringLiteral("[\\2](\\1)"));
}

class WikiMender {
public:
    explicit WikiMender(SourceText& source)
        : m_source(source) {}

    void run() {
        Verbatim verbatim;
        for (size_t i = 0; i < m_source.lines.size(); ++i) {
            const QString& line = m_source.lines[i];
            m_number = m_source.lineNumbers[i];
            if (verbatim.holds(line)) {
                if (m_before != Before::Verbatim)
                    apart(Before::Verbatim);
                put(line);
            } else if (line.startsWith(u"{|")) {
                i = takeTable(i);
            } else {
                takeLine(line);
            }
        }
        m_source.lines = std::move(m_lines);
        m_source.lineNumbers = std::move(m_numbers);
    }

private:
    enum class Before { Nothing, Words, List, Code, Verbatim };

    void put(const QString& line) {
        m_lines.push_back(line);
        m_numbers.push_back(m_number);
    }
    /// An empty line where the kind of text changes: Markdown would go on with what stands before.
    void apart(Before next) {
        if (m_before != Before::Nothing && !m_lines.empty() && !m_lines.back().isEmpty())
            put({});
        m_before = next;
    }

    void takeLine(const QString& line) {
        if (line.trimmed().isEmpty()) {
            put({});
            m_before = Before::Nothing;
        } else if (const auto heading = wikiHeading().match(line); heading.hasMatch()) {
            apart(Before::Words);
            put(QString(heading.capturedLength(1), u'#') + u' ' + inlineMarks(heading.captured(2)));
            put({});
            m_before = Before::Nothing;
        } else if (line.startsWith(u"----")) {
            apart(Before::Nothing);
            put(QStringLiteral("---"));
        } else if (QStringLiteral("*#:;").contains(line[0])) {
            takeItem(line);
        } else if (line[0] == u' ') {
            if (m_before != Before::Code)
                apart(Before::Code);
            put(QStringLiteral("   ") + line);
        } else {
            if (m_before != Before::Words)
                apart(Before::Words);
            put(inlineMarks(line));
        }
    }

    /// "** nested", "## nested", "*: goes on", "; term : meaning", ": meaning".
    void takeItem(const QString& line) {
        qsizetype depth = 0;
        while (depth < line.size() && depth < 12 && QStringLiteral("*#:;").contains(line[depth]))
            ++depth;
        const QChar mark = line[depth - 1];
        QString words = inlineMarks(line.mid(depth).trimmed());
        if (m_before != Before::List && (mark != u':' || depth == 1))
            apart(Before::List);
        const QString indent((depth - 1) * 3, u' ');
        if (mark == u';') {
            const qsizetype colon = words.indexOf(u" : ");
            const QString term = colon < 0 ? words : words.left(colon);
            put(indent + u"- **" + term.trimmed() + u"**:" + (colon < 0 ? QString() : words.mid(colon + 2)));
        } else if (mark == u':') {
            put(indent + u"  " + words);
        } else {
            put(indent + (mark == u'#' ? u"1. " : u"-  ") + words);
        }
        m_before = Before::List;
    }

    /// Rows between {| and |}, each as one line of a Markdown table.
    size_t takeTable(size_t begin) {
        apart(Before::Nothing);
        QStringList cells;
        int number = 0, rows = 0;
        const auto flush = [&] {
            if (cells.isEmpty())
                return;
            m_number = number;
            put(u"| " + cells.join(QStringLiteral(" | ")) + u" |");
            if (++rows == 1)
                put(u'|' + QStringLiteral("---|").repeated(std::min<qsizetype>(cells.size(), 64)));
            cells.clear();
        };
        size_t i = begin + 1;
        for (; i < m_source.lines.size() && !m_source.lines[i].startsWith(u"|}"); ++i) {
            const QString& line = m_source.lines[i];
            if (line.startsWith(u"|-")) {
                flush();
            } else if ((line.startsWith(u'|') || line.startsWith(u'!')) && !line.startsWith(u"|+")) {
                if (cells.isEmpty())
                    number = m_source.lineNumbers[i];
                static const QRegularExpression parts(QStringLiteral(R"(\|\||!!)"));
                for (QString cell : line.mid(1).split(parts)) {
                    static const QRegularExpression attributes(QStringLiteral(R"(^[^|\[]*=\s*"[^"|]*"\s*\|)"));
                    cell.remove(attributes);
                    cells << inlineMarks(cell.trimmed()).replace(u'|', QStringLiteral("\\|"));
                }
            } else if (!cells.isEmpty() && !line.trimmed().isEmpty()) {
                cells.back() +=
                    QStringLiteral("<br>") + inlineMarks(line.trimmed()).replace(u'|', QStringLiteral("\\|"));
            }
        }
        flush();
        m_number = m_source.lineNumbers[std::min(i, m_source.lines.size() - 1)];
        put({});
        return i;
    }

    SourceText& m_source;
    std::vector<QString> m_lines;
    std::vector<int> m_numbers;
    Before m_before = Before::Nothing;
    int m_number = 1;
};

} // namespace

void mendWiki(SourceText& source) {
    if (isWiki(source.lines))
        WikiMender(source).run();
}

} // namespace importer
