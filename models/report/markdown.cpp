// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown.h"

#include "report/escape.h"
#include "report/outline.h"
#include <QSet>

namespace report {
namespace {

QString cellText(const Cell& cell) {
    QString text = escapeMarkdown(cell.text, Place::Cell);
    if (cell.strong && !text.isEmpty())
        text = QStringLiteral("**") + text + QStringLiteral("**");
    if (cell.lead.isEmpty()) {
        return text;
    }
    return QStringLiteral("**") + escapeMarkdown(cell.lead, Place::Cell) + QStringLiteral(":** ") + text;
}

void appendRow(QString& out, const QStringList& cells) {
    out += u'|';
    for (const QString& cell : cells) {
        out += cell.isEmpty() ? QStringLiteral(" |") : QString(u' ' + cell + QStringLiteral(" |"));
    }
    out += u'\n';
}

QString written(const Table& table) {
    QString out;
    QStringList header;
    QStringList rule;
    for (const QString& title : table.header) {
        header << escapeMarkdown(title, Place::Cell);
        rule << QStringLiteral("---");
    }
    appendRow(out, header);
    appendRow(out, rule);
    for (const std::vector<Cell>& row : table.rows) {
        QStringList cells;
        for (const Cell& cell : row) {
            cells << cellText(cell);
        }
        appendRow(out, cells);
    }
    out.chop(1);
    return out;
}

QString written(const Paragraph& paragraph) {
    return escapeMarkdown(paragraph.text, Place::Paragraph);
}

QString written(const Picture& picture) {
    return QStringLiteral("![") + escapeMarkdown(picture.title, Place::Cell) + QStringLiteral("](") + picture.path +
           u')';
}

QString written(const FileLink& link) {
    return u'[' + escapeMarkdown(link.title, Place::Cell) + QStringLiteral("](") + link.path + u')';
}

QString written(const Code& code) {
    return fencedBlock(code.text, code.language);
}

/// As written but for the empty lines around it; what is left open is closed, so that the next section stays one.
QString written(const Written& text) {
    QString out = text.markdown;
    out.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    while (out.startsWith(u'\n')) {
        out.remove(0, 1);
    }
    while (!out.isEmpty() && out.back().isSpace()) {
        out.chop(1);
    }
    const Closing closing = closingFor(out);
    return closing.text.isEmpty() ? out : QString(out + u'\n' + closing.text);
}

/// Linters refuse headings that end like a sentence, and two of the same text.
QString headingText(const QString& title) {
    QString text = visibleText(title).simplified();
    static constexpr QStringView marks = u".,;:!?";
    while (text.size() > 1 && (marks.contains(text.back()) || text.back().isSpace())) {
        text.chop(1);
    }
    return text;
}

QString headingLine(const QString& text) {
    return QStringLiteral("## ") + escapeMarkdown(text, Place::Heading);
}

QString sectionMarkdown(const Section& section, const QString& heading) {
    const QString body = bodyMarkdown(section);
    return headingLine(heading) + QStringLiteral("\n\n") +
           (body.isEmpty() ? QStringLiteral("Nothing is written here yet.") : body) + u'\n';
}

} // namespace

QString bodyMarkdown(const Section& section) {
    QStringList blocks;
    for (const Block& block : section.blocks) {
        blocks << std::visit([](const auto& b) { return written(b); }, block);
    }
    return blocks.join(QStringLiteral("\n\n"));
}

QString toMarkdown(const Section& section) {
    return sectionMarkdown(section, headingText(section.title));
}

QString toMarkdown(const Document& document) {
    QString out = QStringLiteral("# Post-mortem: ") + escapeMarkdown(document.title, Place::Heading) +
                  QStringLiteral(" (") + escapeMarkdown(document.key, Place::Heading) + QStringLiteral(")\n\n") +
                  escapeMarkdown(document.line, Place::Paragraph) + u'\n';
    QSet<QString> taken;
    for (const Section& section : document.sections) {
        const QString wanted = headingText(section.title);
        QString heading = wanted;
        for (int n = 2; taken.contains(heading); ++n) {
            heading = wanted + QStringLiteral(" (") + QString::number(n) + u')';
        }
        taken.insert(heading);
        out += u'\n' + sectionMarkdown(section, heading);
    }
    return out;
}

} // namespace report
