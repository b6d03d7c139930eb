// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/preview.h"

#include "report/escape.h"
#include "report/markdown.h"
#include <QByteArray>
#include <QUrl>
#include <array>
#include <map>
#include <md4c.h>

namespace report {
namespace {

/// Why the parse was stopped from a callback; md4c hands the number back.
enum Stop { Cancelled = 1, TooManyCells = 2, TooLong = 3 };

using L = QLatin1String;

struct Writer {
    const QSet<QString>& pictures;
    const PreviewLimits& limits;
    const std::atomic<bool>* cancelled;
    QString html;
    std::vector<QLatin1String> closers = {}; ///< one for each open block and span, empty where nothing was opened
    int depth = 0;                           ///< of quotes and lists
    int cells = 0;
    int column = 0; ///< of the row being read
    bool columnsCut = false;
    bool skipping = false; ///< inside a cell that is left out
    int picture = 0;       ///< open pictures: what is inside is plain text
    bool pictureShown = false;

    void put(const QString& text) {
        if (!skipping) {
            html += text;
        }
    }
    void open(const QString& tag, QLatin1String closer) {
        put(tag);
        closers.push_back(closer);
    }
    void openNothing() { closers.push_back(L("")); }
    void close() {
        if (closers.empty())
            return;
        if (!skipping)
            html += closers.back();
        closers.pop_back();
    }
    int state() const {
        if (cancelled != nullptr && cancelled->load(std::memory_order_relaxed)) {
            return Cancelled;
        }
        return html.size() > limits.outputBytes ? TooLong : 0;
    }
};

/// A numeric entity as its character, &amp; and its like as theirs; others stay as written.
QString decoded(const QString& entity) {
    static const std::map<QString, QString> named{
        {QStringLiteral("&amp;"), QStringLiteral("&")},   {QStringLiteral("&lt;"), QStringLiteral("<")},
        {QStringLiteral("&gt;"), QStringLiteral(">")},    {QStringLiteral("&quot;"), QStringLiteral("\"")},
        {QStringLiteral("&colon;"), QStringLiteral(":")}, {QStringLiteral("&nbsp;"), QStringLiteral(" ")}};
    if (const auto known = named.find(entity); known != named.end()) {
        return known->second;
    }
    if (!entity.startsWith(u"&#")) {
        return entity;
    }
    const bool hex = entity.size() > 2 && entity[2].toLower() == u'x';
    bool ok = false;
    const char32_t c = entity.mid(hex ? 3 : 2).chopped(1).toUInt(&ok, hex ? 16 : 10);
    return ok && c > 0 && c < 0x110000 && (c < 0xD800 || c > 0xDFFF) ? QString::fromUcs4(&c, 1)
                                                                     : QString(QChar(0xFFFD));
}

QString attributeText(const MD_ATTRIBUTE& attribute) {
    QString out;
    for (int i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QString part = QString::fromUtf8(attribute.text + from, attribute.substr_offsets[i + 1] - from);
        out += attribute.substr_types[i] == MD_TEXT_ENTITY ? decoded(part) : part;
    }
    return visibleText(out);
}

bool isShownLink(const QString& target) {
    const QString scheme = target.section(u':', 0, 0).toLower();
    return target.contains(u':') && (scheme == u"http" || scheme == u"https" || scheme == u"mailto") &&
           QUrl(target).isValid();
}

void openCell(Writer& w, const QString& tag, QLatin1String closer) {
    ++w.cells;
    if (++w.column > w.limits.columns) {
        w.columnsCut = true;
        w.skipping = true;
        w.openNothing();
        return;
    }
    w.open(tag, closer);
}

void openItem(Writer& w, const MD_BLOCK_LI_DETAIL& item) {
    const bool deep = w.depth > w.limits.depth;
    w.open(deep ? QStringLiteral("<br>") : QStringLiteral("<li>"), deep ? L("") : L("</li>"));
    if (item.is_task != 0) {
        w.put(item.task_mark == ' ' ? QStringLiteral("☐ ") : QStringLiteral("☑ "));
    }
}

/// Quotes and lists: beyond the limit they are read, not drawn.
void openNesting(Writer& w, MD_BLOCKTYPE type, void* detail) {
    if (++w.depth > w.limits.depth) {
        w.openNothing();
    } else if (type == MD_BLOCK_QUOTE) {
        w.open(QStringLiteral("<blockquote>"), L("</blockquote>"));
    } else if (type == MD_BLOCK_UL) {
        w.open(QStringLiteral("<ul>"), L("</ul>"));
    } else {
        w.open(QStringLiteral("<ol start=\"%1\">").arg(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start), L("</ol>"));
    }
}

void openHeading(Writer& w, unsigned level) {
    static constexpr std::array closers{"</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>"};
    w.open(QStringLiteral("<h%1>").arg(level), L(closers.at(level - 1)));
}

int enterBlock(MD_BLOCKTYPE type, void* detail, void* user) {
    Writer& w = *static_cast<Writer*>(user);
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        w.openNothing();
        break;
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        openNesting(w, type, detail);
        break;
    case MD_BLOCK_LI:
        openItem(w, *static_cast<MD_BLOCK_LI_DETAIL*>(detail));
        break;
    case MD_BLOCK_HR:
        w.open(QStringLiteral("<hr>"), L(""));
        break;
    case MD_BLOCK_H:
        openHeading(w, static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
    case MD_BLOCK_CODE:
        w.open(QStringLiteral("<pre>"), L("</pre>"));
        break;
    case MD_BLOCK_P:
        w.open(QStringLiteral("<p>"), L("</p>"));
        break;
    case MD_BLOCK_TABLE:
        w.open(QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"5\" width=\"99%\">"), L("</table>"));
        break;
    case MD_BLOCK_TR:
        w.column = 0;
        w.open(QStringLiteral("<tr>"), L("</tr>"));
        break;
    case MD_BLOCK_TH:
        openCell(w, QStringLiteral("<th align=\"left\">"), L("</th>"));
        break;
    case MD_BLOCK_TD:
        openCell(w, QStringLiteral("<td>"), L("</td>"));
        break;
    }
    return w.cells > w.limits.cells ? TooManyCells : w.state();
}

int leaveBlock(MD_BLOCKTYPE type, void*, void* user) {
    Writer& w = *static_cast<Writer*>(user);
    w.close();
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        --w.depth;
    } else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        w.skipping = false;
    }
    return w.state();
}

void openPicture(Writer& w, const MD_SPAN_IMG_DETAIL& detail) {
    if (++w.picture > 1) {
        w.openNothing();
        return;
    }
    const QString source = attributeText(detail.src);
    w.pictureShown = w.pictures.contains(source);
    if (w.pictureShown) {
        w.open(QStringLiteral("<img src=\"") + source.toHtmlEscaped() + QStringLiteral("\" alt=\""), L("\">"));
    } else {
        w.open(QStringLiteral("[picture: "), L("]"));
    }
}

void openLink(Writer& w, const QString& target) {
    if (w.picture > 0 || !isShownLink(target)) {
        w.openNothing();
        return;
    }
    w.open(QStringLiteral("<a href=\"") + target.toHtmlEscaped() + QStringLiteral("\">"), L("</a>"));
}

int enterSpan(MD_SPANTYPE type, void* detail, void* user) {
    Writer& w = *static_cast<Writer*>(user);
    if (type == MD_SPAN_IMG) {
        openPicture(w, *static_cast<MD_SPAN_IMG_DETAIL*>(detail));
    } else if (type == MD_SPAN_A) {
        openLink(w, attributeText(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
    } else if (w.picture > 0) {
        w.openNothing();
    } else if (type == MD_SPAN_EM) {
        w.open(QStringLiteral("<i>"), L("</i>"));
    } else if (type == MD_SPAN_STRONG) {
        w.open(QStringLiteral("<b>"), L("</b>"));
    } else if (type == MD_SPAN_CODE) {
        w.open(QStringLiteral("<code>"), L("</code>"));
    } else if (type == MD_SPAN_DEL) {
        w.open(QStringLiteral("<s>"), L("</s>"));
    } else {
        w.openNothing();
    }
    return w.state();
}

int leaveSpan(MD_SPANTYPE type, void*, void* user) {
    Writer& w = *static_cast<Writer*>(user);
    w.close();
    w.picture -= type == MD_SPAN_IMG ? 1 : 0;
    return w.state();
}

QString entityHtml(const QString& entity) {
    const QString text = decoded(entity);
    return text == entity ? text : visibleText(text).toHtmlEscaped();
}

int readText(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    Writer& w = *static_cast<Writer*>(user);
    switch (type) {
    case MD_TEXT_NULLCHAR:
        w.put(QString(QChar(char16_t(0xFFFD))));
        break;
    case MD_TEXT_BR:
        w.put(w.picture > 0 ? QStringLiteral(" ") : QStringLiteral("<br>"));
        break;
    case MD_TEXT_SOFTBR:
        w.put(QStringLiteral(" "));
        break;
    case MD_TEXT_ENTITY:
        // A name that is not decoded here is well-formed: letters and digits between & and ;.
        w.put(entityHtml(QString::fromUtf8(text, qsizetype(size))));
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        w.put(visibleText(QString::fromUtf8(text, size)).left(w.limits.outputBytes / 6).toHtmlEscaped());
        break;
    }
    return w.state();
}

/// At most `bytes` of UTF-8, whole lines where there are any.
QByteArray cutInput(const QString& markdown, qsizetype bytes, bool& cut) {
    QByteArray utf8 = markdown.toUtf8();
    cut = utf8.size() > bytes;
    if (!cut) {
        return utf8;
    }
    const qsizetype line = utf8.lastIndexOf('\n', bytes - 1);
    qsizetype end = line > 0 ? line + 1 : bytes;
    while (line <= 0 && end > 0 && (uchar(utf8[end]) & 0xC0) == 0x80) {
        --end;
    }
    utf8.truncate(end);
    return utf8;
}

QString noticeFor(int stop, bool cut, bool columnsCut, const PreviewLimits& limits) {
    if (stop == TooManyCells) {
        return QStringLiteral("The preview stops here: the tables have more than %1 cells. The export is complete.")
            .arg(limits.cells);
    }
    if (stop == TooLong || cut) {
        return QStringLiteral("The preview stops here: the text is too long to show. The export is complete.");
    }
    if (stop != 0) {
        return QStringLiteral("The preview could not be made.");
    }
    return columnsCut ? QStringLiteral("The preview shows %1 columns of a wider table. The export is complete.")
                            .arg(limits.columns)
                      : QString();
}

} // namespace

Section shortened(const Section& section, qsizetype tableRows) {
    Section out = section;
    out.blocks.clear();
    for (const Block& block : section.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr || qsizetype(table->rows.size()) <= tableRows) {
            out.blocks.push_back(block);
            continue;
        }
        Table cut{table->header, {table->rows.begin(), table->rows.begin() + tableRows}};
        out.blocks.push_back(std::move(cut));
        const qsizetype rest = qsizetype(table->rows.size()) - tableRows;
        out.blocks.push_back(Paragraph{QStringLiteral("… and %1 more rows, all of them in the export.").arg(rest)});
    }
    return out;
}

Preview renderPreview(const QString& markdown, const QSet<QString>& pictures, const PreviewLimits& limits,
                      const std::atomic<bool>* cancelled) {
    Writer writer{pictures, limits, cancelled, {}};
    bool cut = false;
    const QByteArray utf8 = cutInput(markdown, limits.inputBytes, cut);
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML;
    parser.enter_block = enterBlock;
    parser.leave_block = leaveBlock;
    parser.enter_span = enterSpan;
    parser.leave_span = leaveSpan;
    parser.text = readText;
    const int stop =
        writer.state() != 0 ? writer.state() : md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, &writer);
    if (stop == Cancelled) {
        return {};
    }
    writer.skipping = false;
    while (!writer.closers.empty()) {
        writer.close();
    }
    return {writer.html, noticeFor(stop, cut, writer.columnsCut, limits)};
}

namespace {

/// A rule below the section's own heading, which comes first.
QString ruled(QString html) {
    const qsizetype end = html.indexOf(QStringLiteral("</h2>"));
    return end < 0 ? html : html.insert(end + 5, QStringLiteral("<hr>"));
}

} // namespace

Preview renderPreview(const Document& document, qsizetype tableRows, const PreviewLimits& limits,
                      const std::atomic<bool>* cancelled) {
    QSet<QString> pictures;
    for (const Asset& asset : document.assets) {
        pictures.insert(assetsFolder(document.key) + u'/' + asset.name);
    }
    Preview out;
    out.html = QStringLiteral("<h1>Post-mortem: ") + visibleText(document.title).simplified().toHtmlEscaped() +
               QStringLiteral("</h1><p>") + visibleText(document.line).toHtmlEscaped() + QStringLiteral("</p>");
    for (size_t i = 0; i < document.sections.size(); ++i) {
        if (cancelled != nullptr && cancelled->load(std::memory_order_relaxed)) {
            return {};
        }
        PreviewLimits rest = limits;
        rest.outputBytes = limits.outputBytes - out.html.size();
        const Preview part =
            renderPreview(toMarkdown(shortened(document.sections[i], tableRows)), pictures, rest, cancelled);
        out.html += QStringLiteral("<a name=\"section-%1\"></a>").arg(i) + ruled(part.html);
        if (!part.notice.isEmpty()) {
            out.html += QStringLiteral("<p><i>") + part.notice.toHtmlEscaped() + QStringLiteral("</i></p>");
            out.notice = part.notice;
        }
        if (out.html.size() >= limits.outputBytes) {
            break;
        }
    }
    return out;
}

} // namespace report
