// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/reading.h"

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

struct Heading {
    int level = 0;
    QString title;
    int line = 0;
    qsizetype end = 0; ///< of its line, in the text
};

/// Headings in a template: with #, underlined, bold alone on a line, or capitals with a colon.
std::vector<Heading> headingsIn(const Text& text) {
    static const QRegularExpression hashes(QStringLiteral(R"(^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$)"));
    static const QRegularExpression bold(
        QStringLiteral(R"(^\s*(?:\d+[.)]\s+)?(?:\*\*|__)([^*_]{2,60}?):?(?:\*\*|__):?\s*$)"));
    static const QRegularExpression wiki(QStringLiteral(R"(^h([1-6])\.\s+(.+)$)"));
    static const QRegularExpression plain(QStringLiteral(R"(^(?:\d+[.)]\s+)?(\p{Lu}[\p{L} /&'-]{2,50}):\s*$)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression rule(QStringLiteral(R"(^\s*(=|-){3,}\s*$)"));
    std::vector<Heading> strong, weak;
    qsizetype at = 0;
    int line = text.line;
    const QStringList lines = text.plain.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qsizetype end = at + lines[i].size();
        if (const auto match = hashes.match(lines[i]); match.hasMatch())
            strong.push_back({int(match.capturedLength(1)), oneLine(match.captured(2)), line, end});
        else if (const auto old = wiki.match(lines[i]); old.hasMatch())
            strong.push_back({old.captured(1).toInt(), oneLine(old.captured(2)), line, end});
        else if (i + 1 < lines.size() && !lines[i].trimmed().isEmpty() && rule.match(lines[i + 1]).hasMatch())
            strong.push_back({lines[i + 1].contains(u'=') ? 1 : 2, oneLine(lines[i]), line, end});
        else if (const auto loud = bold.match(lines[i]); loud.hasMatch())
            weak.push_back({3, oneLine(loud.captured(1)), line, end});
        else if (const auto colon = plain.match(lines[i]); colon.hasMatch())
            weak.push_back({4, oneLine(colon.captured(1)), line, end});
        at = end + 1;
        ++line;
    }
    return strong.size() >= 2 ? strong : weak;
}

class MessageReader {
public:
    explicit MessageReader(Reading& reading)
        : m_reading(reading) {}

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            const Block* before = nullptr;
            for (const Block* block : m_reading.section(i).body) {
                readBlock(*block, i, before, {});
                before = block;
            }
            readOpenTemplate(i);
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
        if (block.kind == Block::Kind::List && item.isEmpty() && takeReportParts(block, section, before))
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
        if (takePostMortem(fence.text, section))
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

    /// A list that names the parts of the report on an incident, whatever its heading: most items are such parts, or
    /// some are and the words above speak of the report.
    bool takeReportParts(const Block& list, int section, const Block* before) {
        if (list.children.size() < 3 || list.children.front().task || !m_reading.sections.empty())
            return false;
        qsizetype parts = 0;
        for (const Block& item : list.children) {
            const auto label = labelled(item.text);
            const QStringList words = wordsOf(label ? label->label : item.text.plain);
            if (words.isEmpty() || words.size() > 8 || item.text.plain.contains(u'\n'))
                return false;
            parts += words.size() <= 6 && beginsWith(words, Concept::ReportPart) ? 1 : 0;
        }
        const bool named = before && before->kind == Block::Kind::Paragraph &&
                           before->text.plain.trimmed().endsWith(u':') && speaksOfReport(before->text.plain);
        const bool about = named || within(section, Concept::PostMortem);
        const auto items = qsizetype(list.children.size());
        if (about ? parts < 2 || parts * 2 < items : parts < 3 || parts * 3 < items * 2)
            return false;
        for (const Block& item : list.children) {
            const auto label = labelled(item.text);
            addSection(label ? label->label : item.text.plain, label ? oneLine(label->rest.plain) : QString(),
                       item.lines.first);
        }
        m_reading.taken.insert(&list);
        return true;
    }

    static bool speaksOfReport(const QString& words) {
        return says(words, Concept::PostMortem) || says(words, Concept::Report) || says(words, Concept::Template);
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

    bool takePostMortem(const Text& text, int section) {
        const std::vector<Heading> headings = headingsIn(text);
        if (headings.size() < 2)
            return false;
        const bool titled = says(headings.front().title, Concept::PostMortem);
        if (!within(section, Concept::PostMortem) && !titled)
            return false;
        int top = 9;
        const bool whole = headings.front().level < 9 &&
                           std::count_if(headings.begin(), headings.end(),
                                         [&](const Heading& h) { return h.level <= headings.front().level; }) == 1;
        for (size_t i = whole ? 1 : 0; i < headings.size(); ++i)
            top = std::min(top, headings[i].level);
        for (size_t i = whole ? 1 : 0; i < headings.size(); ++i) {
            if (headings[i].level != top)
                continue;
            qsizetype next = text.plain.size();
            for (size_t k = i + 1; k < headings.size(); ++k) {
                if (headings[k].level <= top) {
                    next = text.plain.lastIndexOf(u'\n', headings[k].end - 1);
                    break;
                }
            }
            addSection(headings[i].title, text.plain.mid(headings[i].end, next - headings[i].end).trimmed(),
                       headings[i].line);
        }
        return true;
    }

    void addSection(const QString& title, const QString& prompt, int line) {
        const QString bare = bareTitle(title);
        const bool known = std::any_of(m_reading.sections.begin(), m_reading.sections.end(),
                                       [&](const SectionFact& fact) { return folded(fact.title) == folded(bare); });
        if (!known && !bare.isEmpty())
            m_reading.sections.push_back({bare, prompt, line});
    }

    /// A template that stands open in the text: its headings, labels, or the items of its list are the sections.
    void readOpenTemplate(int index) {
        const Section& section = m_reading.section(index);
        if (!section.says(Concept::Template) || !within(index, Concept::PostMortem) || !m_reading.sections.empty())
            return;
        if (section.parts.size() >= 2) {
            for (const int part : section.parts) {
                QStringList prompt;
                for (const Block* block : m_reading.section(part).body) {
                    prompt << plainOf(*block);
                    m_reading.taken.insert(block);
                }
                addSection(m_reading.section(part).title, prompt.join(u'\n'), m_reading.section(part).lines.first);
            }
            return;
        }
        for (const Block* block : section.body) {
            if (block->kind == Block::Kind::Table && block->rows.size() > 2) {
                for (size_t r = 1; r < block->rows.size(); ++r)
                    addSection(cellOf(block->rows[r], 0), cellOf(block->rows[r], 1), block->rows[r].line);
                m_reading.taken.insert(block);
            }
            if (block->kind != Block::Kind::List || block->children.size() < 3)
                continue;
            for (const Block& item : block->children) {
                const auto label = labelled(item.text);
                addSection(label ? label->label : item.text.plain, label ? oneLine(label->rest.plain) : QString(),
                           item.lines.first);
            }
            m_reading.taken.insert(block);
        }
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
};

} // namespace

void readMessages(Reading& reading) {
    MessageReader(reading).run();
}

} // namespace importer
