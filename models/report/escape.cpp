// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/escape.h"

#include <QStringList>
#include <QStringView>
#include <algorithm>

namespace report {
namespace {

bool isDirectionControl(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isInvisible(char32_t c) {
    return c == 0x00AD || c == 0x115F || c == 0x1160 || c == 0x180E || c == 0x200B || (c >= 0x2060 && c <= 0x2064) ||
           (c >= 0x206A && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

QString codePoint(char32_t c) {
    const QString hex = QString::number(uint(c), 16).toUpper().rightJustified(4, u'0');
    return QStringLiteral("⟨U+") + hex + QStringLiteral("⟩");
}

/// Zero-width (non-)joiners belong to Persian, Indic scripts and emoji; anywhere else they hide something.
bool joinsLetters(const QList<uint>& all, qsizetype i) {
    return i > 0 && i + 1 < all.size() && all[i - 1] > 0x2FF && all[i + 1] > 0x2FF;
}

void appendVisible(QString& out, const QList<uint>& all, qsizetype i) {
    const char32_t c = all[i];
    if (c == '\n') {
        out += u'\n';
    } else if (c == '\t') {
        out += u' ';
    } else if (c < 0x20) {
        out += QChar(char16_t(0x2400 + c));
    } else if (c == 0x7F) {
        out += QChar(char16_t(0x2421));
    } else if ((c >= 0x80 && c < 0xA0) || isDirectionControl(c)) {
        out += codePoint(c);
    } else if (c == 0x200C || c == 0x200D) {
        if (joinsLetters(all, i)) {
            out += QChar(char16_t(c));
        }
    } else if (c >= 0xD800 && c < 0xE000) {
        out += QChar(char16_t(0xFFFD));
    } else if (!isInvisible(c)) {
        out += QString::fromUcs4(&c, 1);
    }
}

/// True for text of ordinary letters and punctuation, which is nearly all of it.
bool isPlain(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 0x20 && u < 0x7F) || u == u'\n' || (u >= 0xA0 && u < 0x300 && u != 0xAD) ||
               (u >= 0x2010 && u < 0x2028);
    });
}

bool isAsciiAlnum(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isBlank(QChar c) {
    return c.isNull() || c.isSpace();
}

/// Length of the http or https address that starts at i, 0 when there is none. What it may hold is narrower than the
/// standard, so that nothing inside can end a link, a table cell or begin an entity; the rest of the text simply
/// follows it.
qsizetype addressLength(QStringView line, qsizetype i) {
    const QStringView rest = line.mid(i);
    const qsizetype scheme = rest.startsWith(u"https://", Qt::CaseInsensitive)  ? 8
                             : rest.startsWith(u"http://", Qt::CaseInsensitive) ? 7
                                                                                : 0;
    if (scheme == 0 || (i > 0 && isAsciiAlnum(line[i - 1]))) {
        return 0;
    }
    static constexpr QStringView others = u"-._~:/?#@!$&()+,=%";
    qsizetype end = scheme;
    while (end < rest.size() && (isAsciiAlnum(rest[end]) || others.contains(rest[end]))) {
        ++end;
    }
    static constexpr QStringView closing = u".,:!?()~&";
    while (end > scheme && closing.contains(rest[end - 1])) {
        --end;
    }
    return end > scheme ? end : 0;
}

/// True when the & at i would be read as an entity.
bool startsEntity(QStringView line, qsizetype i) {
    qsizetype end = i + 1;
    while (end < line.size() && (isAsciiAlnum(line[end]) || line[end] == u'#') && end - i < 48) {
        ++end;
    }
    return end > i + 1 && end < line.size() && line[end] == u';';
}

QString entity(QChar c) {
    return QStringLiteral("&#") + QString::number(c.unicode()) + u';';
}

QString backslashed(QChar c) {
    return QString(u'\\') + c;
}

/// Asterisks and underscores. Inside a word an underscore means nothing; alone between blanks linters take it for a
/// failed emphasis.
QString emphasisMark(QStringView line, qsizetype i) {
    const QChar c = line[i];
    qsizetype first = i;
    qsizetype last = i;
    while (first > 0 && line[first - 1] == c) {
        --first;
    }
    while (last + 1 < line.size() && line[last + 1] == c) {
        ++last;
    }
    const QChar before = first > 0 ? line[first - 1] : QChar();
    const QChar after = last + 1 < line.size() ? line[last + 1] : QChar();
    if (isBlank(before) && isBlank(after)) {
        return entity(c);
    }
    if (c == u'_' && first == last && isAsciiAlnum(before) && isAsciiAlnum(after)) {
        return c;
    }
    return backslashed(c);
}

QString escapedCharacter(QStringView line, qsizetype i, Place place) {
    const QChar c = line[i];
    const QChar next = i + 1 < line.size() ? line[i + 1] : QChar();
    switch (c.unicode()) {
    case u'\\':
    case u'`':
    case u'|':
    case u'~':
    case u']':
        return backslashed(c);
    case u'[':
        return i > 0 && line[i - 1] == u')' ? entity(c) : backslashed(c);
    case u'*':
    case u'_':
        return emphasisMark(line, i);
    case u'<':
        return next == u' ' || next == u'=' || next.isDigit() ? QString(c) : backslashed(c);
    case u'&':
        return startsEntity(line, i) ? backslashed(c) : QString(c);
    case u'#':
        return place == Place::Heading ? backslashed(c) : QString(c);
    case u':':
        // An address that is not plain enough for a link stays text; the entity keeps others from linking half of it.
        return line.mid(i + 1).startsWith(u"//") && line.left(i).endsWith(u"http", Qt::CaseInsensitive)    ? entity(c)
               : line.mid(i + 1).startsWith(u"//") && line.left(i).endsWith(u"https", Qt::CaseInsensitive) ? entity(c)
                                                                                                           : QString(c);
    default:
        return c;
    }
}

/// Marks that mean something only at the start of a line of a paragraph: headings, lists, quotes, rules, underlines of
/// headings.
qsizetype lineStartMark(QStringView line) {
    static constexpr QStringView marks = u"#+-=>:";
    if (line.isEmpty()) {
        return -1;
    }
    if (marks.contains(line[0])) {
        return 0;
    }
    qsizetype digits = 0;
    while (digits < line.size() && line[digits] >= u'0' && line[digits] <= u'9') {
        ++digits;
    }
    return digits > 0 && digits < line.size() && (line[digits] == u'.' || line[digits] == u')') ? digits : -1;
}

QString escapedLine(QStringView line, Place place) {
    QString out;
    out.reserve(line.size() + 16);
    const qsizetype mark = place == Place::Paragraph ? lineStartMark(line) : -1;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (i != mark && c != u'h' && c != u'H' && (c.isLetterOrNumber() || c == u' ')) {
            out += c;
        } else if (const qsizetype length = addressLength(line, i); length > 0) {
            out += QStringLiteral("<") + line.mid(i, length) + u'>';
            i += length - 1;
        } else if (i == mark) {
            out += backslashed(line[i]);
        } else {
            out += escapedCharacter(line, i, place);
        }
    }
    return out;
}

/// A line after the first of a paragraph. Linters read the rendered text and take a run of these marks for a heading
/// that lost its empty line, so they become entities.
QString escapedContinuation(QStringView line) {
    static constexpr QStringView marks = u"#-=";
    qsizetype run = 0;
    while (run < line.size() && marks.contains(line[0]) && line[run] == line[0])
        ++run;
    QString out;
    for (qsizetype i = 0; i < run; ++i)
        out += entity(line[i]);
    return out + escapedLine(line.mid(run), run == 0 ? Place::Paragraph : Place::Cell);
}

QString escapedParagraphs(const QString& text) {
    QString out;
    bool afterBlank = false;
    const QStringList lines = text.split(u'\n');
    for (const QString& raw : lines) {
        const QString line = raw.trimmed();
        if (line.isEmpty()) {
            afterBlank = true;
            continue;
        }
        if (!out.isEmpty()) {
            out += afterBlank ? QStringLiteral("\n\n") : QStringLiteral("\\\n");
        }
        out += out.isEmpty() || afterBlank ? escapedLine(line, Place::Paragraph) : escapedContinuation(line);
        afterBlank = false;
    }
    return out;
}

} // namespace

QString visibleText(const QString& text) {
    if (isPlain(text))
        return text;
    QString ends = text;
    ends.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (const char16_t c : {u'\r', u'\u2028', u'\u2029', u'\u0085', u'\v', u'\f'}) {
        ends.replace(QChar(c), QChar(u'\n'));
    }
    const QList<uint> all = ends.toUcs4();
    QString out;
    out.reserve(ends.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        appendVisible(out, all, i);
    }
    return out;
}

QString escapeMarkdown(const QString& text, Place place) {
    const QString visible = visibleText(text);
    if (place == Place::Paragraph) {
        return escapedParagraphs(visible);
    }
    QStringList lines;
    for (const QString& line : visible.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (!trimmed.isEmpty()) {
            lines << trimmed;
        }
    }
    return escapedLine(lines.join(u' '), place);
}

QString fencedBlock(const QString& text, const QString& language) {
    const QString visible = visibleText(text);
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : visible) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    QString body = visible;
    while (body.endsWith(u'\n')) {
        body.chop(1);
    }
    return fence + language + u'\n' + body + u'\n' + fence;
}

QString fileStem(const QString& text) {
    QString out;
    for (const QChar c : text.toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')) {
            out += c;
        } else if (!out.isEmpty() && !out.endsWith(u'-')) {
            out += u'-';
        }
        if (out.size() == 60) {
            break;
        }
    }
    while (out.endsWith(u'-')) {
        out.chop(1);
    }
    return out.isEmpty() ? QStringLiteral("graph") : out;
}

} // namespace report
