// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/source_text.h"

#include <QRegularExpression>
#include <optional>

/// People nest fences with equal marks and forget to close them. CommonMark (4.5) then reads the rest of the runbook as
/// code; here the lines are changed so that it reads what was meant.
namespace importer {
namespace {

struct Mark {
    QString before; ///< indentation, quote marks, a list marker
    QChar sign;
    qsizetype length = 0;
    QString info;
};

std::optional<Mark> fenceMark(const QString& line) {
    if (!line.contains(u"```") && !line.contains(u"~~~"))
        return {};
    static const QRegularExpression pattern(
        QStringLiteral(R"(^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$)"));
    const auto match = pattern.match(line);
    if (!match.hasMatch() || (match.captured(2)[0] == u'`' && match.capturedView(3).contains(u'`')))
        return {};
    return Mark{match.captured(1), match.captured(2)[0], match.capturedLength(2), match.captured(3)};
}

bool isTemplate(const QString& info) {
    const QString word = info.section(u' ', 0, 0).toLower();
    return word.isEmpty() || word == u"markdown" || word == u"md" || word == u"text" || word == u"txt" ||
           word == u"template";
}

bool isHeading(const QString& line) {
    static const QRegularExpression pattern(QStringLiteral(R"(^ {0,3}#{2,6}\s+\S)"));
    return pattern.match(line).hasMatch();
}

class Mender {
public:
    explicit Mender(SourceText& source)
        : m_source(source) {}

    void run() {
        for (size_t i = 0; i < m_source.lines.size(); ++i) {
            if (const auto mark = fenceMark(m_source.lines[i]))
                i = afterFence(i, *mark);
            else
                spaceAfterHashes(m_source.lines[i]);
        }
    }

private:
    bool closes(const Mark& mark, const Mark& open) const {
        return mark.info.isEmpty() && mark.sign == open.sign && mark.length >= open.length;
    }

    /// Index of the line that ends the fence opened at begin, after mending; the last index when the text ends.
    size_t afterFence(size_t begin, const Mark& open) {
        for (size_t i = begin + 1; i < m_source.lines.size(); ++i) {
            const auto mark = fenceMark(m_source.lines[i]);
            if (!mark || mark->sign != open.sign || mark->length < open.length)
                continue;
            if (closes(*mark, open))
                return i;
            if (const auto end = isTemplate(open.info) ? endOfNest(i, open) : std::nullopt) {
                lengthen(begin, open);
                lengthen(*end, *fenceMark(m_source.lines[*end]));
                return *end;
            }
            return closeEarly(begin, i, open);
        }
        return closeEarly(begin, m_source.lines.size(), open);
    }

    /// The line that closes a template in which the fence at inner is nested; nothing when the marks do not pair up
    /// before a line of its own section ends.
    std::optional<size_t> endOfNest(size_t inner, const Mark& open) const {
        int depth = 2;
        for (size_t i = inner + 1; i < m_source.lines.size() && i < inner + 2000; ++i) {
            const auto mark = fenceMark(m_source.lines[i]);
            if (!mark || mark->sign != open.sign || mark->length < open.length)
                continue;
            depth += mark->info.isEmpty() ? -1 : 1;
            if (depth == 0)
                return i;
            if (depth > 2)
                return {};
        }
        return {};
    }

    void lengthen(size_t line, const Mark& mark) {
        m_source.lines[line] = mark.before + QString(12, mark.sign) + mark.info;
    }

    /// Ends a fence that nobody closed: before the first heading after an empty line, else before limit (which is the
    /// next opening fence, or the end of the text).
    size_t closeEarly(size_t begin, size_t limit, const Mark& open) {
        size_t at = limit;
        for (size_t i = begin + 2; i < limit; ++i) {
            if (m_source.lines[i - 1].trimmed().isEmpty() && isHeading(m_source.lines[i])) {
                at = i;
                break;
            }
        }
        if (at == m_source.lines.size() || ++m_ended > mostEnded)
            return limit == m_source.lines.size() ? limit - 1 : limit; // as CommonMark reads it
        m_source.repairs << QStringLiteral(
                                "The code block of line %1 is not closed; it was taken to end before line %2.")
                                .arg(m_source.lineNumbers[begin])
                                .arg(m_source.lineNumbers[at]);
        const auto place = static_cast<std::ptrdiff_t>(at);
        m_source.lineNumbers.insert(m_source.lineNumbers.begin() + place, m_source.lineNumbers[at]);
        const QString indent = open.before.left(open.before.size())
                                   .replace(QRegularExpression(QStringLiteral("[^>\\s]")), QStringLiteral(" "));
        m_source.lines.insert(m_source.lines.begin() + place, indent + QString(open.length, open.sign));
        return at;
    }

    /// "##Heading" is meant as a heading; CommonMark wants a space.
    static void spaceAfterHashes(QString& line) {
        static const QRegularExpression pattern(QStringLiteral(R"(^( {0,3}#{2,6})(?=[^\s#!]))"));
        if (line.startsWith(u"##") || line.startsWith(u" ##"))
            line.replace(pattern, QStringLiteral("\\1 "));
    }

    static constexpr int mostEnded = 200; ///< more of them are no slip; each costs a move of all lines
    SourceText& m_source;
    int m_ended = 0;
};

} // namespace

void mendFences(SourceText& source) {
    Mender(source).run();
}

} // namespace importer
