// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/shell.h"

namespace importer {

/// One command as the shell's grammar delimits it.
struct ShellRun {
    std::vector<SimpleCommand> parts;
    qsizetype end = 0; ///< just behind the line break that ended it
    int lines = 0;     ///< how many line breaks it took
    bool closed = true;
    QString remark; ///< the comment behind it
};

/// Reads one command of a text, from an offset to a limit; a line break outside quotes, loops and here-documents ends
/// it. What is still open at the limit is reported by `closed`.
class ShellScanner {
public:
    ShellScanner(QStringView text, qsizetype from, qsizetype limit, int line);
    ShellRun run();

private:
    QChar at(qsizetype offset = 0) const;
    void step();
    void take(QString& into);
    bool commandPosition() const;
    void skipBlanks();
    bool lineBreak();
    void comment();
    bool operatorHere();
    bool redirect();
    void finish(Joint next);
    void finishWord(Word word);
    bool keyword(const Word& word);
    Word word();
    bool wordChar(Word& word);
    void singleQuoted(Word& word);
    void doubleQuoted(Word& word);
    void escaped(Word& word);
    void dollar(QString& into);
    void backquoted(QString& into);
    bool angle(Word& word);
    bool bracketed(Word& word);
    qsizetype closing(qsizetype from, QChar open, QChar close, bool sameLine);
    void takeTo(qsizetype end, QString& into);
    void hereDocuments();

    struct Heredoc {
        QString delimiter;
        size_t part = 0;
    };
    QStringView m_text;
    qsizetype m_at, m_limit;
    int m_line;
    ShellRun m_run;
    SimpleCommand m_now;
    Joint m_joint = Joint::First;
    int m_open = 0; ///< loops, conditions and braces under way
    int m_parentheses = 0;
    qsizetype m_lookahead = 400'000; ///< characters that the search for closing brackets may still look at
    std::vector<Heredoc> m_heredocs;
};

} // namespace importer
