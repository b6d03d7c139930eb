// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/outline.h"

#include <algorithm>

/// Pieces of a text: its lines, a label at its beginning.
namespace importer {

Text sliceOf(const Text& text, qsizetype from, qsizetype length) {
    if (length < 0 || from + length > text.plain.size())
        length = text.plain.size() - from;
    Text part;
    part.line = text.lineAt(from);
    part.plain = text.plain.mid(from, length);
    for (const Mark& mark : text.marks) {
        const qsizetype begin = std::max<qsizetype>(mark.from, from);
        const qsizetype end = std::min<qsizetype>(mark.from + mark.length, from + length);
        if (begin < end)
            part.marks.push_back({mark.kind, int(begin - from), int(end - begin), mark.target});
    }
    return part;
}

std::vector<Text> linesOf(const Text& text) {
    std::vector<Mark> marks = text.marks;
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.from < b.from; });
    std::vector<Text> lines;
    qsizetype from = 0;
    size_t next = 0;
    for (int number = text.line; from <= text.plain.size(); ++number) {
        qsizetype end = text.plain.indexOf(u'\n', from);
        if (end < 0)
            end = text.plain.size();
        Text line;
        line.line = number;
        line.plain = text.plain.mid(from, end - from);
        for (; next < marks.size() && marks[next].from < end; ++next) { // a mark goes with the line it begins in
            const qsizetype length = std::min<qsizetype>(marks[next].length, end - marks[next].from);
            if (marks[next].from >= from)
                line.marks.push_back({marks[next].kind, int(marks[next].from - from), int(length), marks[next].target});
        }
        if (!line.plain.isEmpty())
            lines.push_back(std::move(line));
        from = end + 1;
    }
    return lines;
}

std::optional<Labelled> labelled(const Text& text) {
    qsizetype first = 0;
    while (first < text.plain.size() && !text.plain[first].isLetterOrNumber())
        ++first;
    for (const Mark& mark : text.marks) {
        if (mark.kind != Mark::Kind::Strong || mark.from > first || mark.from + mark.length <= first)
            continue;
        Labelled made;
        made.strong = true;
        made.label = text.plain.mid(mark.from, mark.length).trimmed();
        qsizetype after = mark.from + mark.length;
        while (after < text.plain.size() && text.plain[after].isSpace())
            ++after;
        if (after < text.plain.size() && text.plain[after] == u':') {
            made.colon = true;
            ++after;
        }
        if (made.label.endsWith(u':')) {
            made.colon = true;
            made.label.chop(1);
            made.label = made.label.trimmed();
        }
        while (after < text.plain.size() && text.plain[after].isSpace())
            ++after;
        made.rest = sliceOf(text, after);
        return made;
    }
    const qsizetype colon = text.plain.indexOf(u':');
    if (colon <= 0 || colon > 70 || text.plain.left(colon).contains(u'\n') ||
        QStringView(text.plain).sliced(colon).startsWith(u"://"))
        return {};
    Labelled made;
    made.colon = true;
    made.label = text.plain.left(colon).trimmed();
    qsizetype after = colon + 1;
    while (after < text.plain.size() && text.plain[after].isSpace())
        ++after;
    made.rest = sliceOf(text, after);
    return made;
}

} // namespace importer
