// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/shell_scanner.h"

#include <QRegularExpression>
#include <algorithm>

namespace importer {
namespace {

bool isBlank(QChar c) {
    return c == u' ' || c == u'\t' || c == u'\r';
}

} // namespace

ShellScanner::ShellScanner(QStringView text, qsizetype from, qsizetype limit, int line)
    : m_text(text)
    , m_at(from)
    , m_limit(limit)
    , m_line(line) {}

QChar ShellScanner::at(qsizetype offset) const {
    return m_at + offset < m_limit ? m_text[m_at + offset] : QChar();
}

void ShellScanner::step() {
    if (at() == u'\n') {
        ++m_line;
        ++m_run.lines;
    }
    ++m_at;
}

void ShellScanner::take(QString& into) {
    into += at();
    step();
}

void ShellScanner::takeTo(qsizetype end, QString& into) {
    while (m_at < end)
        take(into);
}

bool ShellScanner::commandPosition() const {
    return m_now.words.empty();
}

void ShellScanner::skipBlanks() {
    while (isBlank(at()) || (at() == u'\\' && (at(1) == u'\n' || (at(1) == u'\r' && at(2) == u'\n')))) {
        if (at() == u'\\')
            m_at += at(1) == u'\r' ? 2 : 1;
        step();
    }
}

ShellRun ShellScanner::run() {
    for (;;) {
        skipBlanks();
        if (m_at >= m_limit)
            break;
        if (at() == u'\n') {
            if (lineBreak())
                break;
        } else if (at() == u'#') {
            comment();
        } else if (!redirect() && !operatorHere()) {
            finishWord(word());
        }
    }
    finish(Joint::Then);
    m_run.closed = m_run.closed && m_open == 0 && m_parentheses == 0 && m_heredocs.empty();
    m_run.end = m_at;
    return std::move(m_run);
}

/// True when the command ends here.
bool ShellScanner::lineBreak() {
    const bool goesOn = m_now.words.empty() && m_now.assignments.isEmpty() &&
                        (m_joint == Joint::Pipe || m_joint == Joint::And || m_joint == Joint::Or);
    finish(goesOn ? m_joint : Joint::Then);
    step();
    hereDocuments();
    return m_open == 0 && m_parentheses == 0 && !goesOn;
}

void ShellScanner::comment() {
    QString text;
    while (m_at < m_limit && at() != u'\n')
        take(text);
    m_run.remark = text.mid(1).trimmed();
}

void ShellScanner::finish(Joint next) {
    if (!m_now.words.empty() || !m_now.assignments.isEmpty() || !m_now.redirects.empty()) {
        m_now.joint = m_joint;
        m_run.parts.push_back(std::move(m_now));
        m_now = {};
        m_joint = next;
    } else if (m_joint != Joint::First) {
        m_joint = next;
    }
}

bool ShellScanner::operatorHere() {
    static constexpr struct {
        QStringView text;
        Joint joint;
    } joints[] = {{u"&&", Joint::And},  {u"||", Joint::Or},  {u"|&", Joint::Pipe},     {u"|", Joint::Pipe},
                  {u";;", Joint::Then}, {u";", Joint::Then}, {u"&", Joint::Background}};
    const QStringView rest = m_text.sliced(m_at, std::min<qsizetype>(2, m_limit - m_at));
    for (const auto& [text, joint] : joints) {
        if (!rest.startsWith(text))
            continue;
        finish(joint);
        m_at += text.size();
        return true;
    }
    if (at() == u'(' && commandPosition()) {
        ++m_parentheses;
        step();
        return true;
    }
    if (at() == u')') {
        if (m_parentheses > 0)
            --m_parentheses;
        else if (m_open > 0 && m_now.words.size() == 1)
            m_now = {}; // the pattern of a case
        finish(Joint::Then);
        step();
        return true;
    }
    return false;
}

bool ShellScanner::redirect() {
    static const QRegularExpression form(QStringLiteral(R"(^(\d{0,2}(?:>>|>\||>&|>|<<<|<<-|<<|<&|<)|&>>?))"));
    if (at() == u'<') { // a placeholder is a word
        Word probe;
        const qsizetype start = m_at;
        if (angle(probe)) {
            m_at = start;
            return false;
        }
    } else if (at() != u'>' && at() != u'&' && !at().isDigit()) {
        return false;
    }
    const auto match = form.match(m_text.sliced(m_at, std::min<qsizetype>(6, m_limit - m_at)).toString());
    if (!match.hasMatch())
        return false;
    m_at += match.capturedLength(1);
    skipBlanks();
    const Word target = at() == u'\n' || m_at >= m_limit ? Word{} : word();
    m_now.redirects.push_back({match.captured(1), target.text});
    if (match.captured(1).endsWith(u"<<") || match.captured(1).endsWith(u"<<-"))
        m_heredocs.push_back({target.text, m_run.parts.size()});
    return true;
}

void ShellScanner::hereDocuments() {
    for (const Heredoc& wanted : std::exchange(m_heredocs, {})) {
        QString body;
        bool found = false;
        while (!found && m_at < m_limit) {
            QString line;
            while (m_at < m_limit && at() != u'\n')
                take(line);
            if (m_at < m_limit)
                step();
            found = line.trimmed() == wanted.delimiter;
            if (!found)
                body += line + u'\n';
        }
        if (!found)
            m_run.closed = false;
        if (wanted.part < m_run.parts.size())
            m_run.parts[wanted.part].input = body;
    }
}

} // namespace importer
