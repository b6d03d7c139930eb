// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline.h"

#include <QByteArray>
#include <md4c.h>

namespace report {
namespace {

constexpr const char* probe = "bridgewatch outline probe";

struct Scan {
    int depth = 0;      ///< open quotes and lists
    unsigned level = 0; ///< of the heading being read, 0 outside
    QString heading;
    QStringList competing; ///< level 1 and 2
    QString lastBlock;     ///< text of the last top-level heading, empty when another block came after it
};

int enterBlock(MD_BLOCKTYPE type, void* detail, void* user) {
    auto& scan = *static_cast<Scan*>(user);
    if (type == MD_BLOCK_H) {
        scan.level = static_cast<MD_BLOCK_H_DETAIL*>(detail)->level;
        scan.heading.clear();
    } else if (type != MD_BLOCK_DOC) {
        scan.lastBlock.clear();
        scan.depth += type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL ? 1 : 0;
    }
    return 0;
}

int leaveBlock(MD_BLOCKTYPE type, void*, void* user) {
    auto& scan = *static_cast<Scan*>(user);
    if (type == MD_BLOCK_H) {
        if (scan.level <= 2) {
            scan.competing << scan.heading;
        }
        scan.lastBlock = scan.depth == 0 ? scan.heading : QString();
        scan.level = 0;
    } else if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        --scan.depth;
    }
    return 0;
}

int enterSpan(MD_SPANTYPE, void*, void*) {
    return 0;
}

int readText(MD_TEXTTYPE, const MD_CHAR* text, MD_SIZE size, void* user) {
    auto& scan = *static_cast<Scan*>(user);
    if (scan.level != 0) {
        scan.heading += QString::fromUtf8(text, size);
    }
    return 0;
}

Scan scanOf(const QString& markdown) {
    Scan scan;
    const QByteArray utf8 = markdown.toUtf8();
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = enterSpan;
    parser.leave_span = enterSpan;
    parser.text = readText;
    md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &scan);
    return scan;
}

bool headingSurvives(const QString& before) {
    const QString all = before + QStringLiteral("\n\n## ") + QLatin1String(probe) + u'\n';
    return scanOf(all).lastBlock == QLatin1String(probe);
}

/// Fences as they were opened, then the ends of the HTML blocks that empty lines do not end (CommonMark 4.6).
QStringList closers(const QString& markdown) {
    QStringList all;
    for (const QString& line : markdown.split(u'\n')) {
        QString fence = line.trimmed();
        while (fence.startsWith(u"> ") || fence.startsWith(u"- ")) {
            fence = fence.mid(2).trimmed();
        }
        const QChar mark = fence.isEmpty() ? QChar() : fence[0];
        qsizetype length = 0;
        while ((mark == u'`' || mark == u'~') && length < fence.size() && fence[length] == mark) {
            ++length;
        }
        const QString closer(length, mark);
        if (length >= 3 && length <= 1000 && !all.contains(closer)) {
            all << closer;
        }
        if (all.size() > 8) {
            break;
        }
    }
    all << QStringLiteral("-->") << QStringLiteral("</script>") << QStringLiteral("</style>")
        << QStringLiteral("</pre>") << QStringLiteral("</textarea>") << QStringLiteral("?>") << QStringLiteral("]]>")
        << QStringLiteral(">");
    return all;
}

} // namespace

Closing closingFor(const QString& markdown) {
    if (headingSurvives(markdown)) {
        return {};
    }
    for (const QString& closer : closers(markdown)) {
        if (headingSurvives(markdown + u'\n' + closer)) {
            return {closer, true};
        }
    }
    return {{}, true};
}

QStringList competingHeadings(const QString& markdown) {
    return scanOf(markdown).competing;
}

} // namespace report
