// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"
#include "playbook/importer/wording.h"
#include "playbook/importer/wording_units.h"

#include <QRegularExpression>

namespace importer {
namespace {

using namespace std::chrono_literals;

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption;

const QRegularExpression& timePattern() {
    static const QRegularExpression pattern(
        QString(u"(?:T\\s*\\+\\s*)?(?<a>" + numberPattern() + u")\\s*(?<plus>\\+)?\\s*(?:(?:-\\s?)?(?<ua>" +
                unitPattern() + u")\\s*)?(?<open>\\+)?(?:\\s*" + dashPattern() + u"\\s*(?:T\\s*\\+\\s*)?(?<b>" +
                numberPattern() + u")\\s*(?:-\\s?)?(?<ub>" + unitPattern() + u"))?"),
        ignoreCase);
    return pattern;
}

} // namespace

std::optional<TimeText> timeIn(const QString& text, qsizetype from) {
    for (auto it = timePattern().globalMatch(text, from); it.hasNext();) {
        const auto match = it.next();
        const QString unit = match.captured(QStringLiteral("ub")).isEmpty() ? match.captured(QStringLiteral("ua"))
                                                                            : match.captured(QStringLiteral("ub"));
        const qsizetype at = match.capturedStart();
        if (unit.isEmpty() || (at > 0 && (text[at - 1].isLetterOrNumber() || text[at - 1] == u'.')))
            continue;
        TimeText time;
        time.text = match.captured().trimmed();
        time.at = at;
        const QString first = match.captured(QStringLiteral("ua"));
        time.from = amountOf(match.captured(QStringLiteral("a")), first.isEmpty() ? unit : first);
        if (const QString second = match.captured(QStringLiteral("b")); !second.isEmpty())
            time.to = amountOf(second, unit);
        else if (match.captured(QStringLiteral("plus")).isEmpty() && match.captured(QStringLiteral("open")).isEmpty())
            time.to = time.from;
        // "1 h 30 min" is one time.
        if (time.to == time.from) {
            static const QRegularExpression minutes(QStringLiteral(R"(\G\s*(\d{1,2})\s*min(?:ut\w*)?\b)"), ignoreCase);
            const auto more = minutes.match(text, match.capturedEnd());
            if (more.hasMatch() && unitOf(unit) == 1h) {
                time.text += text.mid(match.capturedEnd(), more.capturedEnd() - match.capturedEnd());
                time.from += std::chrono::minutes(more.captured(1).toInt());
                time.to = time.from;
            }
        }
        return time;
    }
    return {};
}

std::optional<WindowText> windowIn(const QString& heading) {
    // Ordinal words between the number's article and the number: "in den ersten 15 Minuten", "15 premières minutes".
    static const QRegularExpression first(
        QString(u"(?:(?:first|initial|erste[nr]?|premi[eè]re?s?|primer[oa]s?|primeir[oa]s?)\\s+(?<a>" +
                numberPattern() + u")\\s*(?<ua>" + unitPattern() + u")|(?<b>" + numberPattern() +
                u")\\s+(?:premi[eè]re?s|primer[oa]s|primeir[oa]s|ersten)\\s+(?<ub>" + unitPattern() + u"))"),
        ignoreCase);
    if (const auto match = first.match(heading); match.hasMatch()) {
        const bool before = !match.captured(QStringLiteral("a")).isEmpty();
        const Millis to = amountOf(match.captured(before ? QStringLiteral("a") : QStringLiteral("b")),
                                   match.captured(before ? QStringLiteral("ua") : QStringLiteral("ub")));
        return WindowText{{0ms, to}, match.captured()};
    }
    static const QRegularExpression colonTime(
        QStringLiteral(R"(T\s*\+\s*(\d+)(?::\d\d)?\s*(?:-|–|to|bis)\s*T?\s*\+?\s*(\d+)(?![\d%]))"));
    const auto time = timeIn(heading);
    if (!time) {
        if (const auto match = colonTime.match(heading); match.hasMatch())
            return WindowText{
                {std::chrono::minutes(match.captured(1).toInt()), std::chrono::minutes(match.captured(2).toInt())},
                match.captured()};
        return {};
    }
    const QStringList before = wordsOf(heading.left(time->at));
    static const QStringList repeating{"every", "each", "alle", "jede", "chaque", "cada", "les"};
    if (!before.isEmpty() && (repeating.contains(before.back()) || before.contains(QStringLiteral("every"))))
        return {};
    static const QStringList opening{"after",  "nach", "ab",     "apres", "despues", "apos",
                                     "beyond", "over", "partir", "from",  "past"};
    const bool beyond = before.contains(QStringLiteral("partir")) ||
                        (!before.isEmpty() && opening.contains(before.back())) ||
                        heading.left(time->at).trimmed().endsWith(u'>');
    playbook::Window window{time->from, time->to};
    if (beyond && time->to == time->from)
        window.to.reset();
    else if (time->to == time->from)
        window.from = 0ms; // "within 24 hours"
    if (window.to && *window.to <= window.from)
        return {};
    return WindowText{window, time->text};
}

playbook::RespondWithin respondWithin(const QString& text) {
    if (says(text, Concept::NextDay))
        return playbook::NextBusinessDay{};
    if (const auto time = timeIn(text)) {
        const Millis to = time->to.value_or(time->from);
        return to > 0ms ? playbook::RespondWithin(to) : playbook::RespondWithin(playbook::AtOnce{});
    }
    if (says(text, Concept::AtOnce))
        return playbook::AtOnce{};
    return playbook::NotPromised{};
}

QString promisedTime(const QString& sentence) {
    if (says(sentence, Concept::NextDay)) {
        static const QRegularExpression day(
            QStringLiteral(
                R"(next (?:business|working) day|n(?:ä|ae)chste[rn]? (?:Werk|Arbeits)tag\w*|(?:prochain )?jour ouvr\w+(?: suivant)?|(?:siguiente )?d[ií]a (?:h[áa]bil|laborable)(?: siguiente)?|pr[óo]ximo d[ií]a \S+|dia [úu]til seguinte|best effort)"),
            ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
        if (const auto match = day.match(sentence); match.hasMatch())
            return match.captured();
    }
    if (const auto time = timeIn(sentence))
        return time->text;
    static const QRegularExpression period(
        QStringLiteral(
            R"(\b(?:(?:the )?(?:same|next) (?:business |working )?(?:day|week|sprint)|tomorrow|morgen|demain|mañana|amanhã|am (?:selben|gleichen) (?:Arbeits)?tag|im nächsten Sprint|nächste Woche|le jour même|la semaine suivante|(?:en )?el mismo día|la semana siguiente|(?:n)?o mesmo dia|na semana seguinte)\b)"),
        ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = period.match(sentence); match.hasMatch())
        return match.captured();
    static const QRegularExpression once(
        QStringLiteral(
            R"(\b(?:immediate(?:ly)?|at once|instant(?:ly)?|sofort|umgehend|unverzüglich|immédiat(?:e|ement)?|inmediat[oa](?:mente)?|de inmediato|imediat[oa](?:mente)?|de imediato)\b)"),
        ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
    const auto match = once.match(sentence);
    return match.hasMatch() ? match.captured() : QString();
}

} // namespace importer
