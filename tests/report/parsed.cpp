// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsed.h"

#include <QByteArray>
#include <md4c.h>

namespace {

struct Reader {
    Parsed parsed;
    QString text;
};

int enterBlock(MD_BLOCKTYPE type, void* detail, void* user) {
    auto& r = *static_cast<Reader*>(user);
    auto& s = r.parsed.structure;
    switch (type) {
    case MD_BLOCK_H:
        s << QStringLiteral("h%1").arg(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
    case MD_BLOCK_P:
        s << QStringLiteral("p");
        break;
    case MD_BLOCK_TABLE:
        s << QStringLiteral("table %1").arg(static_cast<MD_BLOCK_TABLE_DETAIL*>(detail)->col_count);
        r.parsed.tables.push_back({});
        break;
    case MD_BLOCK_TR:
        s << QStringLiteral("row");
        r.parsed.tables.back().push_back({});
        break;
    case MD_BLOCK_CODE:
        s << QStringLiteral("code");
        break;
    case MD_BLOCK_HTML:
        s << QStringLiteral("html");
        break;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
    case MD_BLOCK_HR:
        s << QStringLiteral("block %1").arg(int(type));
        break;
    default:
        break;
    }
    r.text.clear();
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void*, void* user) {
    auto& r = *static_cast<Reader*>(user);
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        r.parsed.tables.back().back() << r.text;
    else if (type == MD_BLOCK_H)
        r.parsed.headings << r.text;
    else if (type == MD_BLOCK_P)
        r.parsed.paragraphs << r.text;
    return 0;
}

int enterSpan(MD_SPANTYPE type, void* detail, void* user) {
    auto& r = *static_cast<Reader*>(user);
    if (type == MD_SPAN_A) {
        const auto& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
        r.parsed.structure << QStringLiteral("link:") + QString::fromUtf8(href.text, href.size);
    } else if (type == MD_SPAN_IMG) {
        const auto& src = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
        r.parsed.structure << QStringLiteral("img:") + QString::fromUtf8(src.text, src.size);
    } else {
        r.parsed.structure << QStringLiteral("span %1").arg(int(type));
    }
    return 0;
}

int leaveSpan(MD_SPANTYPE, void*, void*) {
    return 0;
}

int readText(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    auto& r = *static_cast<Reader*>(user);
    const QString part = QString::fromUtf8(text, size);
    if (type == MD_TEXT_HTML)
        r.parsed.structure << QStringLiteral("inline html");
    if (type == MD_TEXT_ENTITY && part.startsWith(u"&#"))
        r.text += QChar(part.mid(2).chopped(1).toUShort());
    else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        r.text += u'\n';
    else
        r.text += part;
    return 0;
}

} // namespace

Parsed parseMarkdown(const QString& markdown) {
    Reader reader;
    const QByteArray utf8 = markdown.toUtf8();
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = enterSpan;
    parser.leave_span = leaveSpan;
    parser.text = readText;
    md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &reader);
    return reader.parsed;
}
