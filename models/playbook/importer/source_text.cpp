// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/source_text.h"

#include "playbook/importer/markup.h"
#include <QRegularExpression>
#include <QStringDecoder>
#include <array>

namespace importer {
namespace {

/// Windows-1252, bytes 0x80 to 0x9f (unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
constexpr std::array<char16_t, 32> upperHalf{0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                             0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                             0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                             0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

QString fromWindows(const QByteArray& bytes) {
    QString text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += byte >= 0x80 && byte < 0xa0 ? QChar(upperHalf[byte - 0x80]) : QChar(byte);
    }
    return text;
}

/// The byte that Windows-1252 shows as this character; -1 when there is none.
int windowsByte(QChar c) {
    if (c.unicode() < 0x100)
        return c.unicode();
    for (size_t i = 0; i < upperHalf.size(); ++i) {
        if (upperHalf[i] == c.unicode())
            return 0x80 + int(i);
    }
    return -1;
}

/// Bytes that follow a lead byte; only the leads that double encoding makes of Western letters, quotes and emoji, so
/// that an honest "É" before a no-break space is left alone.
int followersOf(int lead) {
    if (lead == 0xc2 || lead == 0xc3)
        return 1;
    if (lead == 0xe2 || lead == 0xef)
        return 2;
    return lead == 0xf0 ? 3 : 0;
}

QString decoded(const QByteArray& bytes, QStringList& repairs) {
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        repairs << QStringLiteral("The file was UTF-16 and was read as such.");
        return QStringDecoder(QStringDecoder::Utf16).decode(bytes);
    }
    QStringDecoder strict(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = strict.decode(bytes);
    if (!strict.hasError())
        return text;
    // A few broken bytes among proper UTF-8 are shown as such; a file without any proper sequence is an old encoding.
    const qsizetype broken = text.count(QChar::ReplacementCharacter);
    const auto proper = std::count_if(text.begin(), text.end(),
                                      [](QChar c) { return c.unicode() > 0x7f && c != QChar::ReplacementCharacter; });
    if (proper == 0) {
        repairs << QStringLiteral("The file is not UTF-8; it was read as Windows-1252.");
        return fromWindows(bytes);
    }
    repairs << QStringLiteral("The file holds %1 bytes that are not UTF-8; each is shown as \ufffd.").arg(broken);
    return text;
}

QStringView unquoted(QStringView value) {
    value = value.trimmed();
    if (value.size() >= 2 && (value[0] == u'"' || value[0] == u'\'') && value.back() == value[0])
        return value.sliced(1, value.size() - 2);
    return value;
}

/// Front matter of site generators: "key: value" between lines of ---, or "key = value" between +++. Returns how many
/// lines it takes; 0 when there is none.
qsizetype takeFrontMatter(const QStringList& lines, std::map<QString, QString>& into) {
    const QString mark = lines.value(0).trimmed();
    if (mark != u"---" && mark != u"+++")
        return 0;
    static const QRegularExpression pair(QStringLiteral(R"(^([A-Za-z_][\w.-]*)\s*[:=]\s*(.*)$)"));
    std::map<QString, QString> read;
    for (qsizetype i = 1; i < std::min<qsizetype>(lines.size(), 400); ++i) {
        if (lines[i].trimmed() == mark || lines[i].trimmed() == u"...") {
            if (read.empty())
                return 0;
            into = std::move(read);
            return i + 1;
        }
        if (const auto match = pair.match(lines[i]); match.hasMatch())
            read[match.captured(1).toLower()] = unquoted(match.capturedView(2)).toString();
    }
    return 0;
}

} // namespace

QString mendMojibake(const QString& text) {
    QString mended;
    qsizetype kept = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int lead = windowsByte(text[i]);
        const int followers = lead < 0x80 ? 0 : followersOf(lead);
        if (followers == 0 || i + followers >= text.size())
            continue;
        QByteArray bytes(1, char(lead));
        for (int k = 1; k <= followers; ++k) {
            const int byte = windowsByte(text[i + k]);
            if (byte < 0x80 || byte > 0xbf)
                break;
            bytes += char(byte);
        }
        if (bytes.size() != followers + 1)
            continue;
        QStringDecoder strict(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString meant = strict.decode(bytes);
        if (strict.hasError())
            continue;
        mended += QStringView(text).mid(kept, i - kept);
        mended += meant;
        i += followers;
        kept = i + 1;
    }
    return kept == 0 ? text : mended + QStringView(text).mid(kept);
}

domain::Result<SourceText> readSource(const QByteArray& bytes) {
    SourceText source;
    const bool wide = bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff");
    if (const qsizetype at = bytes.indexOf('\0'); at >= 0 && !wide)
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("This is no text: a NUL byte stands in line %1. Expected a Markdown file.")
                                .arg(bytes.left(at).count('\n') + 1));
    source.shown = decoded(bytes, source.repairs);
    if (source.shown.startsWith(QChar(0xfeff)))
        source.shown.remove(0, 1);
    source.shown.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    source.shown.replace(u'\r', u'\n');
    if (source.shown.trimmed().isEmpty())
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("The runbook is empty. Expected a Markdown file with text."));
    const QString mended = mendMojibake(source.shown);
    if (mended.size() != source.shown.size())
        source.repairs << QStringLiteral("Some characters were encoded twice (such as \"Ã¼\" for \"ü\"); they were "
                                         "mended.");
    const QStringList lines = mended.split(u'\n');
    const qsizetype skipped = takeFrontMatter(lines, source.frontMatter);
    source.lines.reserve(size_t(lines.size()));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        source.lines.push_back(i < skipped ? QString() : lines[i]);
        source.lineNumbers.push_back(int(i) + 1);
    }
    mendWiki(source);
    mendConfluence(source);
    mendFences(source);
    mendMarkup(source);
    return source;
}

} // namespace importer
