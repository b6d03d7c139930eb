// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/document.h"

#include "playbook/importer/document_builder.h"
#include <QRegularExpression>
#include <algorithm>
#include <md4c.h>

namespace importer {
namespace {

using domain::ErrorKind;

DocumentBuilder& builder(void* user) {
    return *static_cast<DocumentBuilder*>(user);
}

/// The row of dashes under a table's heading: one or two dashes are enough for people (and GFM), md4c 0.4.8 wants
/// three.
QString widened(const QString& line) {
    static const QRegularExpression dashes(
        QStringLiteral(R"(^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$)"));
    if (!line.contains(u'|') || !dashes.match(line).hasMatch())
        return line;
    QString wide = line;
    return wide.replace(QRegularExpression(QStringLiteral("(?<!-)-{1,2}(?!-)")), QStringLiteral("---"));
}

QByteArray forParser(const SourceText& source) {
    QByteArray utf8;
    bool inTable = false;
    for (const QString& line : source.lines) {
        if (line.contains(u"<table", Qt::CaseInsensitive))
            inTable = true;
        // An empty line would end the HTML block in the middle of its table (CommonMark 4.6).
        utf8 += (inTable && line.trimmed().isEmpty() ? QByteArray("<!-- -->") : widened(line).toUtf8()) + '\n';
        if (line.contains(u"</table", Qt::CaseInsensitive) || line.trimmed().startsWith(u"```"))
            inTable = false;
    }
    return utf8;
}

} // namespace

bool Text::isAllStrong() const {
    QString rest = plain;
    for (const Mark& mark : marks) {
        if (mark.kind == Mark::Kind::Strong)
            rest.replace(mark.from, mark.length, QString(mark.length, u' '));
    }
    return rest != plain && std::none_of(rest.begin(), rest.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

QString plainOf(const Block& block) {
    QString all = block.text.plain;
    for (const Row& row : block.rows) {
        for (const Text& cell : row.cells)
            all += (all.isEmpty() ? QString() : QStringLiteral("\n")) + cell.plain;
    }
    for (const Block& child : block.children)
        all += (all.isEmpty() ? QString() : QStringLiteral("\n")) + plainOf(child);
    return all;
}

domain::Result<Document> readDocument(const QByteArray& markdown, const std::atomic<bool>* cancelled,
                                      const DocumentLimits& limits) {
    if (markdown.size() > limits.bytes)
        return domain::fail(
            ErrorKind::Input,
            QStringLiteral("The runbook has %1 bytes; %2 are read at most. Split it, or import the part "
                           "that the night needs.")
                .arg(markdown.size())
                .arg(limits.bytes));
    auto source = readSource(markdown);
    if (!source)
        return tl::unexpected(source.error());
    const QByteArray utf8 = forParser(*source);
    DocumentBuilder build(*source, utf8, limits, cancelled);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return builder(user).enter(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave(type); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        return builder(user).enterSpan(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return builder(user).leaveSpan(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
        return builder(user).text(type, words, size);
    };
    const int stopped = md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &build);
    if (stopped != 0)
        return domain::fail(ErrorKind::Input, build.refusal().isEmpty()
                                                  ? QStringLiteral("There is not enough memory to read this runbook.")
                                                  : build.refusal());
    return Document{source->shown, std::move(source->frontMatter), build.take(), std::move(source->repairs)};
}

} // namespace importer
