// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/markup.h"

#include <QRegularExpression>

namespace importer {
namespace {

const QRegularExpression& heading() {
    static const QRegularExpression pattern(QStringLiteral(R"(^\s{0,3}h([1-6])\.\s+(\S.*)$)"));
    return pattern;
}

bool isConfluence(const std::vector<QString>& lines) {
    Verbatim verbatim;
    int headings = 0;
    for (const QString& line : lines) {
        if (!verbatim.holds(line) && line.contains(u'h') && heading().match(line).hasMatch())
            ++headings;
    }
    return headings >= 2;
}

QString inlineMarks(QString words) {
    static const QRegularExpression mono(QStringLiteral(R"(\{\{([^`]+?)\}\}(?!\}))"));
    static const QRegularExpression bold(QStringLiteral(R"((?<![\w*`])\*(?=\S)([^*\n`]+?)(?<=\S)\*(?![\w*`]))"));
    static const QRegularExpression link(QStringLiteral(R"(\[([^|\]\n]+)\|(https?://[^\]\s|]+)[^\]]*\])"));
    return words.replace(mono, QStringLiteral("`\\1`"))
        .replace(bold, QStringLiteral("**\\1**"))
        .replace(link, QStringLiteral("[\\1](\\2)"));
}

class ConfluenceMender {
public:
    explicit ConfluenceMender(SourceText& source)
        : m_source(source) {}

    void run() {
        for (size_t i = 0; i < m_source.lines.size(); ++i) {
            m_number = m_source.lineNumbers[i];
            if (!takeMacro(m_source.lines[i].trimmed()))
                takeLine(m_source.lines[i]);
        }
        m_source.lines = std::move(m_lines);
        m_source.lineNumbers = std::move(m_numbers);
    }

private:
    void put(const QString& line) {
        m_lines.push_back(line);
        m_numbers.push_back(m_number);
    }
    void apart() {
        if (!m_lines.empty() && !m_lines.back().trimmed().isEmpty())
            put({});
    }

    /// "{code:bash}", "{noformat}", "{quote}"; panels and other macros are left out.
    bool takeMacro(const QString& line) {
        static const QRegularExpression macro(QStringLiteral(R"(^\{(\w+)(?::([^{}]*))?\}$)"));
        const auto match = macro.match(line);
        const QString name = match.captured(1).toLower();
        if (name == u"code" || name == u"noformat") {
            static const QRegularExpression language(QStringLiteral(R"((?:^|language=)([a-z]\w*)(?=$|\|))"));
            if (!m_inCode)
                apart();
            put(QStringLiteral("```") + (m_inCode ? QString() : language.match(match.captured(2)).captured(1)));
            m_inCode = !m_inCode;
        } else if (m_inCode || !match.hasMatch()) {
            return false;
        } else {
            m_inQuote = name == u"quote" ? !m_inQuote : m_inQuote;
            put({});
        }
        m_inTable = false;
        return true;
    }

    void takeLine(const QString& line) {
        if (m_inCode) {
            put(line);
            return;
        }
        if (const auto match = heading().match(line); match.hasMatch()) {
            apart();
            put(QString(match.captured(1).toInt(), u'#') + u' ' + inlineMarks(match.captured(2)));
            put({});
            return;
        }
        static const QRegularExpression item(QStringLiteral(R"(^\s*([*#-]{1,6})\s+(\S.*)$)"));
        const QString begin = m_inQuote ? QStringLiteral("> ") : QString();
        if (const auto match = item.match(line); match.hasMatch()) {
            const QString marks = match.captured(1);
            const QString indent((marks.size() - 1) * 3, u' ');
            put(begin + indent + (marks.back() == u'#' ? u"1. " : u"-  ") + inlineMarks(match.captured(2)));
            m_afterItem = true;
            return;
        }
        if (std::exchange(m_afterItem, false))
            apart();
        const QString words = line.trimmed();
        if (words.startsWith(u'|') && words.endsWith(u'|') && words.size() > 2)
            takeRow(words);
        else
            put(words.startsWith(u"bq. ") ? QString(u"> " + inlineMarks(words.mid(4)))
                                          : QString(begin + inlineMarks(line)));
        m_inTable = words.startsWith(u'|');
    }

    /// "||head||head||" and "|cell|cell|" as a row of a Markdown table.
    void takeRow(QString row) {
        if (!m_inTable)
            apart();
        row.replace(QStringLiteral("||"), QStringLiteral("|"));
        put(inlineMarks(row));
        if (!m_inTable)
            put(u'|' + QStringLiteral("---|").repeated(std::clamp<qsizetype>(row.count(u'|') - 1, 1, 64)));
    }

    SourceText& m_source;
    std::vector<QString> m_lines;
    std::vector<int> m_numbers;
    int m_number = 1;
    bool m_inCode = false, m_inQuote = false, m_inTable = false, m_afterItem = false;
};

} // namespace

void mendConfluence(SourceText& source) {
    if (isConfluence(source.lines))
        ConfluenceMender(source).run();
}

} // namespace importer
