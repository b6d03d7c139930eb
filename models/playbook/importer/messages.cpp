// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/reading.h"
#include "playbook/importer/report_sections.h"

#include <QRegularExpression>
#include <algorithm>

/// Texts with blanks: messages, and the template of the post-mortem with its sections.
namespace importer {
namespace {

bool isWords(const Block& fence) {
    static const QSet<QString> languages{"",         "text", "txt",   "plaintext", "plain", "markdown", "md",
                                         "template", "mail", "email", "message",   "slack", "none",     "html"};
    return languages.contains(fence.language) && !isShell(fence);
}

class MessageReader {
public:
    explicit MessageReader(Reading& reading)
        : m_reading(reading)
        , m_report(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            const Block* before = nullptr;
            for (const Block* block : m_reading.section(i).body) {
                readBlock(*block, i, before, {});
                before = block;
            }
            m_report.readOpen(i);
        }
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i)
            readOpenMessage(i);
    }

private:
    bool within(int section, Concept concept_) const { return m_reading.outline.within(section, concept_); }

    void readBlock(const Block& block, int section, const Block* before, const QString& item) {
        if (m_reading.taken.contains(&block))
            return;
        if (block.kind == Block::Kind::Table && takeTable(block, section))
            return;
        if (block.kind == Block::Kind::List && item.isEmpty() && m_report.takeParts(block, section, before))
            return;
        if (block.kind == Block::Kind::Fence && isWords(block)) {
            readFence(block, section, before, item);
        } else if (block.kind == Block::Kind::Quote) {
            readQuote(block, section, before, item);
        } else if (block.kind == Block::Kind::List) {
            for (const Block& one : block.children) {
                const auto label = labelled(one.text);
                const QString title = label && label->strong ? label->label : bareTitle(one.text.plain);
                const Block* inner = nullptr;
                for (const Block& child : one.children) {
                    readBlock(child, section, inner, title);
                    inner = &child;
                }
            }
        }
    }

    void readFence(const Block& fence, int section, const Block* before, const QString& item) {
        if (m_report.takeTemplate(fence.text, section))
            m_reading.taken.insert(&fence);
        else if (isMessage(fence.text.plain, section))
            addMessage(fence.text.plain, fence.lines, section, before, item, fence);
    }

    void readQuote(const Block& quote, int section, const Block* before, const QString& item) {
        QStringList parts;
        for (const Block& child : quote.children)
            parts << plainOf(child);
        const QString text = parts.join(QStringLiteral("\n\n"));
        const bool named = before && before->kind == Block::Kind::Paragraph && before->text.plain.size() < 100 &&
                           says(before->text.plain, Concept::Messages) && !blanksIn(text).isEmpty();
        const bool told = within(section, Concept::Messages) && (!blanksIn(text).isEmpty() || text.size() > 80);
        const bool open = blanksIn(text).size() >= 2 && !within(section, Concept::Scenarios) &&
                          !within(section, Concept::PostMortem) && !within(section, Concept::Contacts);
        if (told || named || open || (blanksIn(text).size() >= 2 && says(text, Concept::Status)))
            addMessage(text, quote.lines, section, before, item, quote);
    }

    /// A table of templates: one column holds texts with blanks, another says when.
    bool takeTable(const Block& table, int section) {
        const bool about = within(section, Concept::Messages) ||
                           (within(section, Concept::Template) && !within(section, Concept::PostMortem));
        if (table.rows.size() < 2 || (!about && columnOf(table.rows.front(), Concept::Words) < 0))
            return false;
        int texts = -1;
        for (int i = 0; i < int(table.rows.front().cells.size()) && texts < 0; ++i) {
            const auto blank = std::count_if(table.rows.begin() + 1, table.rows.end(), [i](const Row& row) {
                const QString cell = cellOf(row, i);
                return !blanksIn(cell).isEmpty() && wordsOf(cell).size() >= 4;
            });
            texts = blank * 2 >= qsizetype(table.rows.size()) - 1 && blank > 0 ? i : -1;
        }
        if (texts < 0)
            return false;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const Row& row = table.rows[r];
            const QString heading = cellOf(row, texts == 0 ? 1 : 0);
            if (texts >= int(row.cells.size()) || cellOf(row, texts).isEmpty())
                continue;
            const QString body =
                QString(row.cells[size_t(texts)].plain).replace(QChar(0x2028), QStringLiteral("\n")).trimmed();
            m_reading.messages.push_back({heading.isEmpty() ? headingOf(section) : heading,
                                          body,
                                          blanksIn(body),
                                          {row.line, row.line},
                                          section});
        }
        m_reading.taken.insert(&table);
        return true;
    }

    bool isMessage(const QString& text, int section) const {
        if (text.trimmed().isEmpty())
            return false;
        const bool people = within(section, Concept::Contacts) || within(section, Concept::OnCall) ||
                            within(section, Concept::Escalation);
        const qsizetype blanks = blanksIn(text).size();
        const QString first = text.trimmed().section(u'\n', 0, 0);
        static const QRegularExpression subject(
            QStringLiteral(R"(^\s*(?:\*\*)?(?:subject|betreff|objet|asunto|assunto)\b)"),
            QRegularExpression::CaseInsensitiveOption);
        if (subject.match(first).hasMatch())
            return true;
        if (people && !m_reading.section(section).says(Concept::Messages))
            return false;
        if (within(section, Concept::Messages) ||
            (within(section, Concept::Template) && !within(section, Concept::PostMortem)))
            return !looksLikeData(text);
        static const QRegularExpression tag(QStringLiteral(R"(^\W{0,6}\[?([\p{L} ]{3,30})\]?)"),
                                            QRegularExpression::UseUnicodePropertiesOption);
        const bool state = says(tag.match(first).captured(1), Concept::Status);
        return (blanks >= 2 || (state && first.contains(u'['))) && state && !looksLikeData(text);
    }

    static bool looksLikeData(const QString& text) {
        const QString begin = text.trimmed();
        return begin.startsWith(u'{') || begin.startsWith(u"---") || begin.startsWith(u"<?") ||
               begin.startsWith(u"SELECT", Qt::CaseInsensitive);
    }

    void addMessage(const QString& text, Lines lines, int section, const Block* before, const QString& item,
                    const Block& block) {
        MessageFact message;
        message.heading = item.isEmpty() ? headingOf(section) : item;
        if (item.isEmpty() && before && before->kind == Block::Kind::Paragraph &&
            before->text.plain.trimmed().endsWith(u':') && wordsOf(before->text.plain).size() <= 10)
            message.heading = oneLine(before->text.plain);
        while (message.heading.endsWith(u':'))
            message.heading.chop(1);
        message.body = text.trimmed();
        message.blanks = blanksIn(text);
        message.lines = lines;
        message.section = section;
        m_reading.messages.push_back(message);
        m_reading.taken.insert(&block);
    }

    /// The title without a remark behind its bold part: "**Customer email** (for long ones)".
    QString headingOf(int section) const {
        const Section& one = m_reading.section(section);
        const auto label = one.isLabel() ? labelled(one.text) : std::nullopt;
        return label && label->strong ? oneLine(label->label) : one.title;
    }

    /// Messages that stand in no fence: the words under a heading about messages, with blanks in them.
    void readOpenMessage(int index) {
        const Section& section = m_reading.section(index);
        const bool about = within(index, Concept::Messages) ||
                           (within(index, Concept::Template) && !within(index, Concept::PostMortem));
        if (!about || !section.parts.empty())
            return;
        QStringList parts;
        Lines lines;
        for (const Block* block : section.body) {
            if (m_reading.taken.contains(block) ||
                (block->kind != Block::Kind::Paragraph && block->kind != Block::Kind::List))
                return;
            parts << plainOf(*block);
            lines = {lines.first == 0 ? block->lines.first : lines.first, block->lines.last};
        }
        const QString text = parts.join(QStringLiteral("\n\n"));
        if (blanksIn(text).size() < 2)
            return;
        MessageFact message{section.title, text, blanksIn(text), lines, index};
        while (message.heading.endsWith(u':'))
            message.heading.chop(1);
        m_reading.messages.push_back(message);
        for (const Block* block : section.body)
            m_reading.taken.insert(block);
    }

    Reading& m_reading;
    ReportReader m_report;
};

} // namespace

void readMessages(Reading& reading) {
    MessageReader(reading).run();
}

} // namespace importer
