// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/composer.h"
#include <QCoreApplication>

namespace items {
namespace {

using domain::ErrorKind;
using domain::fail;

QString tr(const char* text) {
    return QCoreApplication::translate("items::composer", text);
}

/// The next word of text from position at, which is moved behind it.
QString nextWord(const QString& text, qsizetype& at) {
    while (at < text.size() && text.at(at).isSpace())
        ++at;
    const qsizetype from = at;
    while (at < text.size() && !text.at(at).isSpace())
        ++at;
    return text.mid(from, at - from);
}

bool looksLikeMoment(const QString& word) {
    if (!word.startsWith(QLatin1Char('@')) || word.size() < 2)
        return false;
    const QChar second = word.at(1);
    return (second >= QLatin1Char('0') && second <= QLatin1Char('9')) || second == QLatin1Char('-') ||
           second == QLatin1Char('+');
}

domain::Result<domain::EntryKind> kindOf(const QString& word) {
    const QString name = word.mid(1).toLower();
    if (name == QLatin1String("comms"))
        return domain::EntryKind::Communication;
    for (const domain::EntryKind kind : domain::allEntryKinds) {
        if (!name.isEmpty() && domain::toText(kind).startsWith(name))
            return kind;
    }
    return fail(
        ErrorKind::Input,
        tr("“%1” is no kind of entry: use !note, !observation, !action, !decision or !communication").arg(word));
}

} // namespace

domain::Result<Composed> compose(const QString& typed, domain::EntryKind kind, domain::Instant now) {
    Composed composed;
    composed.kind = kind;
    qsizetype at = 0;
    for (;;) {
        const qsizetype before = at;
        const QString word = nextWord(typed, at);
        if (looksLikeMoment(word)) {
            const qsizetype behind = at;
            const bool local = nextWord(typed, at).compare(QLatin1String("local"), Qt::CaseInsensitive) == 0;
            if (!local)
                at = behind;
            const QString written = word.mid(1);
            const auto moment = local ? domain::parseLocalMoment(written, now) : domain::parseMoment(written, now);
            if (!moment)
                return tl::unexpected(moment.error());
            if (*moment > now)
                return fail(ErrorKind::Input, tr("“%1” is in the future: an entry says what has happened").arg(word));
            composed.occurredAt = *moment;
        } else if (word.startsWith(QLatin1Char('!')) && word.size() > 1 && word.at(1).isLetter()) {
            const auto named = kindOf(word);
            if (!named)
                return tl::unexpected(named.error());
            composed.kind = *named;
        } else {
            composed.text = typed.mid(before).trimmed();
            break;
        }
    }
    if (composed.text.isEmpty())
        return fail(ErrorKind::Input, tr("There is no text to add"));
    if (composed.text.size() > longestEntry)
        return fail(
            ErrorKind::Input,
            tr("An entry holds at most %1 characters; this one has %2").arg(longestEntry).arg(composed.text.size()));
    return composed;
}

} // namespace items
