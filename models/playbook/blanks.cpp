// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/blanks.h"

#include "playbook/shell_quotes.h"
#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace playbook {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;
using domain::Result;

enum class Shape { Angle, Variable, Bracket, Mustache };

/// A blank where it stands.
struct Place {
    qsizetype start = 0, length = 0;
    QString name;
    Shape shape = Shape::Angle;
    bool operates = false; ///< ${NAME%.x}: the shell does something to the value
};

const QRegularExpression& anyShape() {
    static const QRegularExpression shapes(
        uR"re((?<angle><(?<a>[A-Za-z][A-Za-z0-9 _./:-]{0,60})>))re"
        uR"re(|(?<var>\$(?:(?<v>[A-Za-z_][A-Za-z0-9_]*)|\{(?<w>[A-Za-z_][A-Za-z0-9_]*)(?<op>[^}]{0,80})\})))re"
        uR"re(|(?<bracket>\[(?<b>[A-Za-z][A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+){0,3})\]))re"
        uR"re(|(?<must>\{\{\s*(?<m>(?:secret\.)?[A-Za-z_][A-Za-z0-9_]*)\s*\}\}))re"_s);
    return shapes;
}

/// "Pod_Name" → "pod-name".
QString nameOf(const QString& written) {
    static const QRegularExpression gaps(u"[^a-z0-9.]+"_s);
    return written.toLower().replace(gaps, u"-"_s);
}

QChar charAt(const QString& text, qsizetype at) {
    return at >= 0 && at < text.size() ? text.at(at) : QChar();
}

/// "<in >out", "2<file>", "cat <a>b": a word right behind the closing sign is what output goes to. A blank is followed
/// by the end, a blank, or what belongs to a longer word.
bool isRedirection(const QString& text, const Place& place) {
    const QChar before = charAt(text, place.start - 1), after = charAt(text, place.start + place.length);
    if (before == u'<' || before == u'-' || before.isDigit())
        return before != u'-' || after == u'>';
    const QStringView inside = QStringView(text).sliced(place.start + 1, place.length - 2);
    if (inside.endsWith(u' ') || inside.contains("//"_L1))
        return true;
    return after.isLetterOrNumber() || after == u'&' || after == u'>' ||
           QStringView(text).sliced(place.start + place.length).startsWith("/dev/"_L1);
}

/// [abc]*, \[error\], items[name], .[key], [[ … ]], [error] in a pattern of grep.
bool isCharacterClass(const QString& text, const Place& place, Quoting quoting) {
    static const QRegularExpression patterns(u"\\b(?:[efz]?grep|rg|sed|awk|jq|yq|perl|python3?|find|case)\\b"_s);
    const QChar before = charAt(text, place.start - 1), after = charAt(text, place.start + place.length);
    if (place.length < 5 || before.isLetterOrNumber() || QStringView(u"_[\\$.^*?").contains(before))
        return true;
    if (QStringView(u"]*+?{").contains(after) && !after.isNull())
        return true;
    return quoting != Quoting::Bare && patterns.match(text).hasMatch();
}

/// What the command gives a value itself, and what every shell has.
QSet<QString> setVariables(const QString& command) {
    static const QRegularExpression assignment(u"(?:^|[\\s;&|({`])([A-Za-z_][A-Za-z0-9_]*)(?:\\[[^\\]]*\\])?\\+?="_s,
                                               QRegularExpression::MultilineOption);
    static const QRegularExpression loop(u"\\b(?:for|select)\\s+([A-Za-z_][A-Za-z0-9_]*)"_s);
    static const QRegularExpression reading(u"\\b(?:read|mapfile|readarray|getopts)\\b([^\\n;|&<]*)"_s);
    QSet<QString> names{u"HOME"_s,  u"PATH"_s,     u"USER"_s,      u"LOGNAME"_s, u"PWD"_s,     u"OLDPWD"_s,
                        u"SHELL"_s, u"HOSTNAME"_s, u"LANG"_s,      u"TERM"_s,    u"TMPDIR"_s,  u"UID"_s,
                        u"EUID"_s,  u"PPID"_s,     u"RANDOM"_s,    u"IFS"_s,     u"SECONDS"_s, u"LINENO"_s,
                        u"REPLY"_s, u"BASHPID"_s,  u"KUBECONFIG"_s};
    for (auto it = assignment.globalMatch(command); it.hasNext();)
        names.insert(it.next().captured(1));
    for (auto it = loop.globalMatch(command); it.hasNext();)
        names.insert(it.next().captured(1));
    for (auto it = reading.globalMatch(command); it.hasNext();) {
        for (const QString& word : it.next().captured(1).split(u' ', Qt::SkipEmptyParts))
            names.insert(word);
    }
    return names;
}

Place placeOf(const QRegularExpressionMatch& match) {
    Place place{match.capturedStart(), match.capturedLength(), {}, Shape::Angle, false};
    if (match.capturedLength(u"angle") > 0) {
        place.name = match.captured(u"a");
    } else if (match.capturedLength(u"bracket") > 0) {
        place.shape = Shape::Bracket;
        place.name = match.captured(u"b");
    } else if (match.capturedLength(u"must") > 0) {
        place.shape = Shape::Mustache;
        place.name = match.captured(u"m");
    } else {
        place.shape = Shape::Variable;
        place.name = match.captured(u"v") + match.captured(u"w");
        place.operates = match.capturedLength(u"op") > 0;
    }
    return place;
}

/// A default value or a message of the shell's own: ${N:-3}, ${N:?missing}.
bool hasDefault(const QRegularExpressionMatch& match) {
    static const QRegularExpression defaults(u"^:?[-=?+]"_s);
    return defaults.match(match.captured(u"op")).hasMatch();
}

bool isBlank(const QString& command, const QRegularExpressionMatch& match, const Place& place, Quoting quoting,
             const QSet<QString>& set) {
    static const QSet<QString> template_{u"end"_s, u"else"_s, u"range"_s, u"if"_s, u"with"_s, u"define"_s, u"block"_s};
    if (quoting == Quoting::Comment || charAt(command, place.start - 1) == u'\\')
        return false;
    switch (place.shape) {
    case Shape::Angle:
        return quoting != Quoting::Bare || !isRedirection(command, place);
    case Shape::Variable:
        return quoting != Quoting::Single && !set.contains(place.name) && !hasDefault(match);
    case Shape::Bracket:
        return !isCharacterClass(command, place, quoting);
    case Shape::Mustache:
        return !template_.contains(place.name);
    }
    return false;
}

std::vector<Place> placesIn(const QString& command, const std::vector<Quoting>& quoting) {
    std::vector<Place> places;
    const QSet<QString> set = setVariables(command);
    for (qsizetype at = 0; at < command.size();) {
        const auto match = anyShape().match(command, at);
        if (!match.hasMatch())
            break;
        const Place place = placeOf(match);
        const bool blank = isBlank(command, match, place, quoting[size_t(place.start)], set);
        if (blank)
            places.push_back(place);
        at = blank ? place.start + place.length : place.start + 1; // "<a <b>" holds one
    }
    return places;
}

std::vector<Blank> named(const QString& text, const std::vector<Place>& places) {
    std::vector<Blank> blanks;
    for (const Place& place : places) {
        const QString name = nameOf(place.name);
        if (std::none_of(blanks.begin(), blanks.end(), [&name](const Blank& blank) { return blank.name == name; }))
            blanks.push_back({name, text.mid(place.start, place.length), looksSecret(name)});
    }
    return blanks;
}

bool isPlainWord(const QString& value) {
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+,=-]+$"_s);
    return plain.match(value).hasMatch();
}

Result<QString> valueOf(const Place& place, const QString& text, const BlankValues& values) {
    const auto found = values.find(nameOf(place.name));
    const QString written = text.mid(place.start, place.length);
    if (found == values.end() || found->second.isEmpty())
        return domain::fail(ErrorKind::Input, QString(written + u" has no value yet."_s));
    for (const QChar c : found->second) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            return domain::fail(ErrorKind::Input, QString(u"The value of "_s + written +
                                                          u" holds a line break or a control character."_s));
    }
    return found->second;
}

/// The value as its place needs it.
Result<QString> quotedFor(const QString& value, const QString& written, Quoting quoting, bool beginsWord,
                          bool readTwice) {
    const bool opaque = quoting == Quoting::Opaque || (readTwice && quoting != Quoting::Bare);
    if (opaque && !isPlainWord(value))
        return domain::fail(
            ErrorKind::Input,
            QString(u"The value of "_s + written +
                    u" is read by a second shell there: only letters, digits and _ . / : @ % + , = - are safe."_s));
    if (beginsWord && value.startsWith(u'-'))
        return domain::fail(ErrorKind::Input, QString(u"The value of "_s + written +
                                                      u" begins with a dash and would be taken for an option."_s));
    QString text = value;
    switch (quoting) {
    case Quoting::Bare:
        return shellQuoted(value);
    case Quoting::Single:
        return text.replace("'"_L1, "'\\''"_L1);
    case Quoting::Double: {
        static const QRegularExpression special(u"([\\\\\"$`])"_s);
        return text.replace(special, u"\\\\1"_s);
    }
    case Quoting::Opaque:
    case Quoting::Comment:
        break;
    }
    return text;
}

} // namespace

bool looksSecret(const QString& name) {
    static const QRegularExpression words(
        u"(?:pass(?:word|wd|phrase)|pwd|secret|token|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|credential|"
        u"(?:^|[-_. ])(?:auth|pat|jwt|dsn)(?:$|[-_. ]))"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch();
}

QString shellQuoted(const QString& value) {
    if (isPlainWord(value))
        return value;
    QString text = value;
    return u'\'' + text.replace("'"_L1, "'\\''"_L1) + u'\'';
}

std::vector<Blank> blanksOfCommand(const QString& command) {
    return named(command, placesIn(command, quotingOf(command)));
}

Result<QString> fillCommand(const QString& command, const BlankValues& values) {
    static const QRegularExpression secondShell(
        u"\\b(?:ssh|eval|watch|xargs|parallel|su)\\b|\\b(?:ba|da|z|k|a)?sh\\s+(?:-\\w+\\s+)*-\\w*c\\b"_s);
    const bool readTwice = secondShell.match(command).hasMatch();
    const std::vector<Quoting> quoting = quotingOf(command);
    QString filled, assigned;
    qsizetype copied = 0;
    for (const Place& place : placesIn(command, quoting)) {
        const auto value = valueOf(place, command, values);
        if (!value)
            return tl::unexpected(value.error());
        if (place.operates) { // the shell works on it: give it the variable
            if (const QString line = place.name + u'=' + shellQuoted(*value) + u'\n'; !assigned.contains(line))
                assigned += line;
            continue;
        }
        const QChar before = charAt(command, place.start - 1);
        const auto text = quotedFor(*value, command.mid(place.start, place.length), quoting[size_t(place.start)],
                                    before.isNull() || before.isSpace(), readTwice);
        if (!text)
            return text;
        filled += QStringView(command).sliced(copied, place.start - copied);
        filled += *text;
        copied = place.start + place.length;
    }
    filled += QStringView(command).sliced(copied);
    return QString(assigned + filled);
}

namespace {

/// In a URL, a header or a body a blank may stand anywhere in text; <b> and ["a", …] are markup.
std::vector<Place> placesInText(const QString& text) {
    static const QSet<QString> markup{u"a"_s,  u"b"_s,  u"i"_s,    u"p"_s,   u"br"_s,    u"em"_s,
                                      u"li"_s, u"ul"_s, u"code"_s, u"pre"_s, u"strong"_s};
    const bool json = text.trimmed().startsWith(u'{') || text.trimmed().startsWith(u'[');
    std::vector<Place> places;
    bool inString = false;
    for (qsizetype at = 0, seen = 0; at < text.size();) {
        const auto match = anyShape().match(text, at);
        if (!match.hasMatch())
            break;
        const Place place = placeOf(match);
        for (; seen < place.start; ++seen) {
            if (text.at(seen) == u'"' && charAt(text, seen - 1) != u'\\')
                inString = !inString;
        }
        const bool angle = place.shape == Shape::Angle && !markup.contains(place.name.toLower()) &&
                           charAt(text, place.start - 1) != u'<';
        const bool bracket = place.shape == Shape::Bracket && place.length >= 5 && (!json || inString);
        if (angle || bracket)
            places.push_back(place);
        at = angle || bracket ? place.start + place.length : place.start + 1;
    }
    return places;
}

} // namespace

std::vector<Blank> blanksOfText(const QString& text) {
    return named(text, placesInText(text));
}

Result<QString> fillText(const QString& text, const BlankValues& values, QString (*escape)(const QString&)) {
    QString filled;
    qsizetype copied = 0;
    for (const Place& place : placesInText(text)) {
        const auto value = valueOf(place, text, values);
        if (!value)
            return tl::unexpected(value.error());
        filled += QStringView(text).sliced(copied, place.start - copied);
        filled += escape(*value);
        copied = place.start + place.length;
    }
    filled += QStringView(text).sliced(copied);
    return filled;
}

} // namespace playbook
