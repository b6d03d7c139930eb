// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/shell_scanner.h"

#include <QRegularExpression>
#include <algorithm>

namespace importer {
namespace {

bool endsWord(QChar c) {
    return c.isNull() || c == u' ' || c == u'\t' || c == u'\r' || c == u'\n' || c == u';' || c == u'|' || c == u'>';
}

bool looksLikeAddress(const QString& word) {
    constexpr qsizetype enough = 256;
    const QStringView text = QStringView(word).first(std::min(enough, word.size()));
    return text.contains(u"://") || text.contains(u"/api/v1/") || (text.contains(u'?') && text.contains(u'='));
}

void note(Word& word, QChar c) {
    if (!word.bare.contains(c))
        word.bare += c;
}

} // namespace

/// True when the word belongs to the grammar and is no argument.
bool ShellScanner::keyword(const Word& word) {
    if (!commandPosition() || !m_now.assignments.isEmpty() || word.raw != word.text)
        return false;
    const QString& name = word.text;
    if (name == u"for" || name == u"select" || name == u"case") {
        ++m_open;
        return false;
    }
    if (name == u"while" || name == u"until" || name == u"if" || name == u"{") {
        ++m_open;
        return true;
    }
    if (name == u"done" || name == u"fi" || name == u"esac" || name == u"}") {
        m_open = std::max(0, m_open - 1);
        return true;
    }
    return name == u"do" || name == u"then" || name == u"else" || name == u"elif" || name == u"!" ||
           name == u"function" || name.endsWith(u"()");
}

void ShellScanner::finishWord(Word word) {
    static const QRegularExpression assignment(QStringLiteral(R"(^[A-Za-z_]\w*\+?=)"));
    if (word.raw.isEmpty() || keyword(word))
        return;
    if (m_now.words.empty() && m_now.assignments.isEmpty())
        m_now.line = word.line;
    if (m_now.words.empty() && assignment.match(word.raw).hasMatch())
        m_now.assignments << word.text;
    else
        m_now.words.push_back(std::move(word));
}

Word ShellScanner::word() {
    Word word;
    word.line = m_line;
    const qsizetype start = m_at;
    while (m_at < m_limit && wordChar(word)) {
    }
    if (m_at == start) // an operator's character that nothing else took
        take(word.text);
    word.raw = m_text.sliced(start, m_at - start).toString();
    return word;
}

/// Takes the next piece of the word; false where the word ends.
bool ShellScanner::wordChar(Word& word) {
    const QChar c = at();
    if (endsWord(c))
        return false;
    if (c == u'\'') {
        singleQuoted(word);
    } else if (c == u'"') {
        doubleQuoted(word);
    } else if (c == u'\\') {
        escaped(word);
    } else if (c == u'$') {
        dollar(word.text);
    } else if (c == u'`') {
        backquoted(word.text);
    } else if (c == u'<') {
        return angle(word);
    } else if (c == u'&') {
        static const QRegularExpression parameter(QStringLiteral(R"(^&[A-Za-z_][\w.\[\]-]*=)"));
        const auto rest = m_text.sliced(m_at, std::min<qsizetype>(40, m_limit - m_at)).toString();
        if (!looksLikeAddress(word.text) || !parameter.match(rest).hasMatch())
            return false;
        note(word, c);
        take(word.text);
    } else if (c == u'(' || c == u'{' || c == u'[') {
        if (!bracketed(word)) {
            if (c != u'{' && c != u'(')
                note(word, c);
            take(word.text);
        }
    } else if (c == u')') {
        return false;
    } else {
        if (c == u'*' || c == u'?')
            note(word, c);
        take(word.text);
    }
    return true;
}

/// A bare bracket: a parenthesis, or a query's braces in an address, is kept as written to its end on this line.
bool ShellScanner::bracketed(Word& word) {
    const QChar open = at();
    if (open == u'[' || (open == u'{' && !looksLikeAddress(word.text)))
        return false;
    const qsizetype end = closing(m_at + 1, open, open == u'(' ? u')' : u'}', true);
    if (end < 0)
        return false;
    const qsizetype from = word.text.size();
    takeTo(end + 1, word.text);
    for (const QChar c : QStringView(word.text).sliced(from)) {
        if (QStringView(u"({[\"'").contains(c))
            note(word, c);
    }
    return true;
}

/// Offset of the bracket's end, quotes and nesting looked through; -1 without one.
qsizetype ShellScanner::closing(qsizetype from, QChar open, QChar close, bool sameLine) {
    int depth = 1;
    QChar quote;
    for (qsizetype i = from; i < m_limit && m_lookahead > 0; ++i, --m_lookahead) {
        const QChar c = m_text[i];
        if (sameLine && c == u'\n')
            return -1;
        if (c == u'\\')
            ++i;
        else if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'')
            quote = c;
        else if (c == open)
            ++depth;
        else if (c == close && --depth == 0)
            return i;
    }
    return -1;
}

void ShellScanner::singleQuoted(Word& word) {
    const qsizetype end = m_text.sliced(0, m_limit).indexOf(u'\'', m_at + 1);
    if (end < 0) {
        m_run.closed = false;
        take(word.text);
        return;
    }
    step();
    takeTo(end, word.text);
    step();
}

void ShellScanner::doubleQuoted(Word& word) {
    const qsizetype start = m_at;
    const int line = m_line, lines = m_run.lines;
    const qsizetype before = word.text.size();
    step();
    while (m_at < m_limit && at() != u'"') {
        if (at() == u'\\' && QStringView(u"\"\\$`\n").contains(at(1)) && !at(1).isNull()) {
            step();
            if (at() == u'\n')
                step();
            else
                take(word.text);
        } else if (at() == u'$') {
            dollar(word.text);
        } else {
            take(word.text);
        }
    }
    if (m_at < m_limit) {
        step();
        return;
    }
    m_run.closed = false;
    word.text.truncate(before);
    m_at = start;
    m_line = line;
    m_run.lines = lines;
    take(word.text);
}

void ShellScanner::escaped(Word& word) {
    step();
    if (at() == u'\r' && at(1) == u'\n')
        step();
    if (at() == u'\n')
        step();
    else if (m_at < m_limit)
        take(word.text);
}

/// $VAR, ${…}, $(…) and $'…' as written.
void ShellScanner::dollar(QString& into) {
    const QChar next = at(1);
    qsizetype end = -1;
    if (next == u'(' || next == u'{')
        end = closing(m_at + 2, next, next == u'(' ? u')' : u'}', false);
    if (end >= 0) {
        takeTo(end + 1, into);
        return;
    }
    if (next == u'(' || next == u'{')
        m_run.closed = false;
    take(into);
}

void ShellScanner::backquoted(QString& into) {
    const qsizetype end = m_text.sliced(0, m_limit).indexOf(u'`', m_at + 1);
    if (end < 0) {
        m_run.closed = false;
        take(into);
    } else {
        takeTo(end + 1, into);
    }
}

/// <placeholder> or <(process substitution); false for a redirection.
bool ShellScanner::angle(Word& word) {
    qsizetype end = -1;
    if (at(1) == u'(') {
        end = closing(m_at + 2, u'(', u')', false);
    } else {
        static const QRegularExpression form(QStringLiteral(R"(^<[A-Za-z_](?:[^<>\n"'|;&]{0,60}[^<>\s"'|;&])?>)"));
        const auto match = form.match(m_text.sliced(m_at, std::min<qsizetype>(64, m_limit - m_at)).toString());
        if (match.hasMatch())
            end = m_at + match.capturedLength() - 1;
    }
    if (end < 0)
        return false;
    takeTo(end + 1, word.text);
    return true;
}

} // namespace importer
