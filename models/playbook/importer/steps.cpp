// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/programs.h"
#include "playbook/importer/reading.h"

/// Blocks as steps: what to do, and the command that does it.
namespace importer {
namespace {

QString firstCommandLine(const QString& text) {
    for (const QString& line : text.split(u'\n')) {
        QString words = line.trimmed();
        if (!words.isEmpty() && !words.startsWith(u'#'))
            return words;
    }
    return {};
}

void addCommands(const Block& fence, const QString& title, std::vector<StepFact>& steps) {
    const std::vector<Command> commands = readCommands(fence.text.plain, fence.text.line, fence.language);
    for (const Command& command : commands) {
        const bool prose = command.kind == CommandKind::Prose;
        const QString comment = oneLine(command.comment);
        if (!comment.isEmpty() || steps.empty() || prose || steps.back().run.isEmpty()) {
            StepFact step;
            step.text = prose                ? oneLine(command.text)
                        : !comment.isEmpty() ? comment
                        : title.isEmpty()    ? oneLine(command.text)
                                             : title;
            step.run = prose ? QString() : command.text;
            step.lines = {command.line, command.lastLine};
            steps.push_back(step);
        } else {
            steps.back().run += u'\n' + command.text;
            steps.back().lines.last = command.lastLine;
        }
    }
    if (commands.empty() && !fence.text.plain.trimmed().isEmpty()) {
        // Comments only: they tell what to do.
        for (const Text& line : linesOf(fence.text)) {
            QString words = line.plain.trimmed();
            while (words.startsWith(u'#'))
                words = words.mid(1).trimmed();
            if (!words.isEmpty())
                steps.push_back({words, {}, {line.line, line.line}});
        }
    }
}

/// The only code span of a text that is a command: "Restart it: `systemctl restart api`".
QString inlineCommand(const Text& text) {
    QString found;
    for (const Mark& mark : text.marks) {
        if (mark.kind != Mark::Kind::Code)
            continue;
        const QString code = text.plain.mid(mark.from, mark.length);
        if (!code.contains(u' ') || !isProgram(code.section(u' ', 0, 0)))
            continue;
        if (!found.isEmpty())
            return {};
        found = code;
    }
    return found;
}

void addItem(const Block& item, std::vector<StepFact>& steps) {
    StepFact step;
    step.text = oneLine(item.text.plain);
    step.run = inlineCommand(item.text);
    step.lines = {item.lines.first, item.lines.first};
    std::vector<StepFact> inner;
    QStringList details;
    for (const Block& child : item.children) {
        if (child.kind == Block::Kind::Fence && (isShell(child) || child.language == u"sql")) {
            addCommands(child, {}, inner);
        } else {
            for (const StepFact& sub : stepsOf(child)) {
                if (sub.run.isEmpty() && inner.empty())
                    details << sub.text;
                else
                    inner.push_back(sub);
                step.lines.last = std::max(step.lines.last, sub.lines.last);
            }
        }
    }
    const QString joined = details.join(QStringLiteral("; "));
    if (!joined.isEmpty() && step.text.size() + joined.size() < 400) {
        step.text += (step.text.endsWith(u':') ? QStringLiteral(" ") : QStringLiteral(": ")) + joined;
        details.clear();
    }
    if (inner.size() == 1 && step.run.isEmpty() && details.isEmpty()) {
        if (inner.front().text != oneLine(inner.front().run) && !inner.front().text.isEmpty())
            step.text += QStringLiteral(" (%1)").arg(inner.front().text);
        step.run = inner.front().run;
        step.lines.last = std::max(step.lines.last, inner.front().lines.last);
        inner.clear();
    }
    if (!step.text.isEmpty() || !step.run.isEmpty())
        steps.push_back(step);
    for (const QString& detail : details)
        steps.push_back({detail, {}, step.lines});
    steps.insert(steps.end(), inner.begin(), inner.end());
}

} // namespace

bool isShell(const Block& fence) {
    if (shells().contains(fence.language))
        return true;
    if (!fence.language.isEmpty() && fence.language != u"text" && fence.language != u"txt" &&
        fence.language != u"plaintext")
        return false;
    const QString first = firstCommandLine(fence.text.plain);
    if (first.startsWith(u"$ ") || first.startsWith(u"> kubectl") || first.startsWith(u"% "))
        return true;
    const QString word = first.section(u' ', 0, 0);
    // "for" and "find" begin sentences too; a command has no capital first and seldom ends as a sentence does.
    static const QSet<QString> doubtful{"for",  "find",    "make",  "go",     "who",  "last", "head",
                                        "top",  "service", "while", "export", "echo", "http", "node",
                                        "free", "kill",    "mount", "ping",   "git"};
    if (!isProgram(word))
        return false;
    return !doubtful.contains(word) || first.contains(u" -") || first.contains(u'/') || first.contains(u'|') ||
           first.contains(u';') || first.split(u' ').size() <= 4;
}

bool isProse(const Block& block) {
    return block.kind == Block::Kind::Paragraph ||
           (block.kind == Block::Kind::Fence && !isShell(block) && block.language != u"mermaid");
}

bool onlyLooks(const StepFact& step) {
    const QStringList words = wordsOf(bareTitle(step.text));
    return !words.isEmpty() && beginsWith(words, Concept::Looking);
}

std::vector<StepFact> stepsOf(const Block& block) {
    std::vector<StepFact> steps;
    switch (block.kind) {
    case Block::Kind::List:
        for (const Block& item : block.children)
            addItem(item, steps);
        break;
    case Block::Kind::Item:
        addItem(block, steps);
        break;
    case Block::Kind::Fence:
        if (isShell(block) || block.language == u"sql") {
            addCommands(block, {}, steps);
        } else if (!block.text.plain.trimmed().isEmpty()) {
            steps.push_back({oneLine(block.text.plain.left(400)), {}, block.lines});
        }
        break;
    case Block::Kind::Quote:
        for (const Block& child : block.children) {
            const auto inner = stepsOf(child);
            steps.insert(steps.end(), inner.begin(), inner.end());
        }
        break;
    case Block::Kind::Table:
        for (size_t i = 1; i < block.rows.size(); ++i) {
            QStringList cells;
            for (int k = 0; k < int(block.rows[i].cells.size()); ++k) {
                if (!cellOf(block.rows[i], k).isEmpty())
                    cells << cellOf(block.rows[i], k);
            }
            if (!cells.isEmpty())
                steps.push_back({cells.join(QStringLiteral(" – ")), {}, {block.rows[i].line, block.rows[i].line}});
        }
        break;
    case Block::Kind::Heading:
    case Block::Kind::Paragraph:
        if (!block.text.plain.trimmed().isEmpty())
            steps.push_back({oneLine(block.text.plain), inlineCommand(block.text), block.lines});
        break;
    }
    for (StepFact& step : steps)
        step.looking = onlyLooks(step);
    return steps;
}

} // namespace importer
