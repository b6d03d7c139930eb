// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/passages.h"

#include "playbook/command_class.h"

#include <QSet>
#include <algorithm>

namespace lint {
namespace {

using importer::Block;
constexpr int boldLevel = 7; ///< a bold line that stands alone is less than any heading

class Flatten {
public:
    std::vector<Passage> of(const importer::Document& document) {
        for (const Block& block : document.blocks)
            add(block, 0);
        return std::move(m_all);
    }

private:
    Passage& push(Passage::Kind kind, const importer::Text& text, int group) {
        Passage passage;
        passage.kind = kind;
        passage.line = text.line;
        passage.text = text;
        passage.group = group;
        for (const auto& [level, heading] : m_headings)
            passage.headings << heading;
        m_all.push_back(std::move(passage));
        return m_all.back();
    }

    void heading(const Block& block, int level) {
        while (!m_headings.empty() && m_headings.back().first >= level)
            m_headings.pop_back();
        push(Passage::Kind::Heading, block.text, 0).level = level;
        m_headings.emplace_back(level, block.text.plain);
        m_lead.clear();
    }

    void text(const Block& block, int group) {
        if (block.text.plain.trimmed().isEmpty())
            return;
        push(Passage::Kind::Text, block.text, group);
        m_lead += block.text.plain + u'\n';
    }

    void table(const Block& block) {
        const int group = ++m_groups;
        QStringList columns;
        for (const importer::Row& row : block.rows) {
            QStringList cells;
            for (const importer::Text& cell : row.cells)
                cells << cell.plain;
            if (&row == &block.rows.front()) {
                columns = cells;
                continue;
            }
            importer::Text text;
            text.plain = cells.join(QStringLiteral(" | "));
            text.line = row.line;
            Passage& passage = push(Passage::Kind::Row, text, group);
            passage.cells = cells;
            passage.columns = columns;
        }
    }

    void add(const Block& block, int group) {
        switch (block.kind) {
        case Block::Kind::Heading:
            heading(block, block.level);
            return;
        case Block::Kind::Paragraph:
            if (group == 0 && block.text.isAllStrong() && !block.text.plain.contains(u'\n'))
                heading(block, boldLevel);
            else
                text(block, group);
            return;
        case Block::Kind::Fence: {
            Passage& passage = push(Passage::Kind::Code, block.text, group);
            passage.language = block.language;
            passage.lead = std::exchange(m_lead, {});
            return;
        }
        case Block::Kind::Table:
            table(block);
            return;
        case Block::Kind::List:
            group = ++m_groups;
            break;
        case Block::Kind::Item:
            text(block, group);
            break;
        case Block::Kind::Quote:
            break;
        }
        for (const Block& child : block.children)
            add(child, group);
    }

    std::vector<Passage> m_all;
    std::vector<std::pair<int, QString>> m_headings;
    QString m_lead;
    int m_groups = 0;
};

const QSet<QString>& shells() {
    static const QSet<QString> names{"bash",          "sh",           "shell",    "zsh", "console",
                                     "shell-session", "shellsession", "terminal", "sql", "psql",
                                     "postgresql",    "mysql",        "redis"};
    return names;
}

/// A fence without language is commands when most of its lines are commands that the table of classes knows.
bool looksLikeCommands(const std::vector<importer::Command>& commands) {
    const auto known = std::count_if(commands.begin(), commands.end(), [](const importer::Command& command) {
        static const QRegularExpression program(QStringLiteral(
            R"(^(?:\$ )?(?:sudo\s+)?(?:curl|kubectl|oc|docker|docker-compose|podman|systemctl|journalctl|redis-cli|psql|mysql|git|aws|gcloud|az|helm|terraform|ssh|ping|dig|cd|cat|tail|grep|df|free|top|\./\S+)(?:\s|$))"));
        return command.kind == importer::CommandKind::Shell && program.match(command.text.left(200)).hasMatch();
    });
    return known > 0 && known * 2 >= static_cast<qsizetype>(commands.size());
}

} // namespace

bool Passage::isUnder(const QRegularExpression& words) const {
    return std::any_of(headings.begin(), headings.end(),
                       [&](const QString& heading) { return words.match(heading).hasMatch(); });
}

std::vector<Passage> passagesOf(const importer::Document& document) {
    return Flatten().of(document);
}

std::vector<importer::Command> commandsOf(const Passage& code) {
    if (code.kind != Passage::Kind::Code || (!code.language.isEmpty() && !shells().contains(code.language)))
        return {};
    auto commands = importer::readCommands(code.text.plain, code.text.line, code.language);
    if (code.language.isEmpty() && !looksLikeCommands(commands))
        return {};
    return commands;
}

bool isTemplate(const Passage& code) {
    static const QSet<QString> languages{"", "text", "txt", "markdown", "md", "plain", "plaintext", "html", "email"};
    return code.kind == Passage::Kind::Code && languages.contains(code.language) && commandsOf(code).empty();
}

} // namespace lint
