// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"
#include "playbook/importer/wording.h"

#include <QRegularExpression>

namespace importer {
namespace {

using namespace std::chrono_literals;

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption;

/// Numbers in words, with what they count.
const std::map<QString, double>& numberWords() {
    static const std::map<QString, double> words{
        {"a", 1},        {"an", 1},      {"one", 1},       {"two", 2},      {"three", 3},     {"four", 4},
        {"five", 5},     {"six", 6},     {"eight", 8},     {"ten", 10},     {"fifteen", 15},  {"twenty", 20},
        {"thirty", 30},  {"sixty", 60},  {"half an", 0.5}, {"half a", 0.5}, {"eine", 1},      {"einer", 1},
        {"einem", 1},    {"einen", 1},   {"ein", 1},       {"zwei", 2},     {"drei", 3},      {"vier", 4},
        {"funf", 5},     {"zehn", 10},   {"funfzehn", 15}, {"zwanzig", 20}, {"dreissig", 30}, {"halbe", 0.5},
        {"halben", 0.5}, {"un", 1},      {"une", 1},       {"deux", 2},     {"trois", 3},     {"quatre", 4},
        {"cinq", 5},     {"dix", 10},    {"quinze", 15},   {"vingt", 20},   {"trente", 30},   {"una", 1},
        {"uno", 1},      {"dos", 2},     {"tres", 3},      {"cuatro", 4},   {"cinco", 5},     {"diez", 10},
        {"quince", 15},  {"veinte", 20}, {"treinta", 30},  {"media", 0.5},  {"uma", 1},       {"um", 1},
        {"dois", 2},     {"duas", 2},    {"quatro", 4},    {"dez", 10},     {"vinte", 20},    {"trinta", 30},
        {"meia", 0.5}};
    return words;
}

QString numberPattern() {
    static const QString pattern = [] {
        QStringList words;
        for (const auto& [word, value] : numberWords())
            words << word;
        words << QStringLiteral("fünf") << QStringLiteral("fünfzehn") << QStringLiteral("dreißig")
              << QStringLiteral("três");
        std::sort(words.begin(), words.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
        return QString(u"(?:\\d+(?:[.,]\\d+)?|(?<![\\p{L}\\d])(?:" + words.join(u'|') + u")(?!\\p{L}))");
    }();
    return pattern;
}

const QString unitPattern =
    QStringLiteral("(?:seconds?|secs?|sekunden?|sek|secondes?|segundos?|minutes?|mins?|minuten?|minutos?|hours?|hrs?|"
                   "stunden?|std|heures?|horas?|"
                   "(?:business |working |calendar |jours ouvr)?days?|tage?n?|werktage?n?|arbeitstage?n?|jours?(?: "
                   "ouvr(?:és?|ables?))?|d(?:i|í)as?(?: (?:h(?:á|a)bil(?:es)?|(?:ú|u)til|(?:ú|u)teis|laborables?))?|"
                   "weeks?|wochen?|semaines?|semanas?|months?|s|m|h|d|w)(?![\\p{L}\\d])");

Millis unitOf(const QString& unit) {
    const QString word = folded(unit);
    static const std::pair<const char*, Millis> units[]{
        {"month", 720h}, {"week", 168h}, {"woche", 168h}, {"semain", 168h}, {"semana", 168h},
        {"w", 168h},     {"min", 1min},  {"m", 1min},     {"hour", 1h},     {"hr", 1h},
        {"heure", 1h},   {"hora", 1h},   {"h", 1h},       {"stund", 1h},    {"std", 1h},
        {"sec", 1s},     {"sek", 1s},    {"seg", 1s},     {"s", 1s}};
    for (const auto& [begin, length] : units) {
        const QString start = QString::fromLatin1(begin);
        if (start.size() > 1 ? word.startsWith(start) : word == start)
            return length;
    }
    return 24h;
}

double numberOf(const QString& text) {
    bool digits = false;
    const double value = QString(text).replace(u',', u'.').toDouble(&digits);
    if (digits)
        return value;
    const auto found = numberWords().find(folded(text));
    return found == numberWords().end() ? 1 : found->second;
}

Millis amount(const QString& number, const QString& unit) {
    const double count = std::min(numberOf(number), 100'000.0);
    return Millis(qint64(count * double(unitOf(unit).count())));
}

const QString dash = QStringLiteral(R"((?:-|–|—|‑|\bto\b|\bbis\b|\bà\b|\ba\b|\band\b|\bund\b|\bet\b|\bau\b))");

const QRegularExpression& timePattern() {
    static const QRegularExpression pattern(
        QString(u"(?:T\\s*\\+\\s*)?(?<a>" + numberPattern() + u")\\s*(?<plus>\\+)?\\s*(?:(?:-\\s?)?(?<ua>" +
                unitPattern + u")\\s*)?(?<open>\\+)?(?:\\s*" + dash + u"\\s*(?:T\\s*\\+\\s*)?(?<b>" + numberPattern() +
                u")\\s*(?:-\\s?)?(?<ub>" + unitPattern + u"))?"),
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
        time.from = amount(match.captured(QStringLiteral("a")), first.isEmpty() ? unit : first);
        if (const QString second = match.captured(QStringLiteral("b")); !second.isEmpty())
            time.to = amount(second, unit);
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
                numberPattern() + u")\\s*(?<ua>" + unitPattern + u")|(?<b>" + numberPattern() +
                u")\\s+(?:premi[eè]re?s|primer[oa]s|primeir[oa]s|ersten)\\s+(?<ub>" + unitPattern + u"))"),
        ignoreCase);
    if (const auto match = first.match(heading); match.hasMatch()) {
        const bool before = !match.captured(QStringLiteral("a")).isEmpty();
        const Millis to = amount(match.captured(before ? QStringLiteral("a") : QStringLiteral("b")),
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

std::optional<CadenceText> cadenceIn(const QString& text) {
    static const QRegularExpression every(
        QString(u"(?:at least |mindestens |au moins |al menos |pelo menos "
                u")?(?:\\bevery\\b|\\beach\\b|\\balle\\b|\\bjede\\b|\\btoutes les\\b|"
                u"\\btous les\\b|\\bchaque\\b|\\bcada\\b|\\ba cada\\b)\\s*(?:(?<a>" +
                numberPattern() + u")\\s*(?:(?<ua>" + unitPattern + u")\\s*)?(?:" + dash + u"\\s*(?<b>" +
                numberPattern() + u")\\s*)?)?(?<unit>(?:-\\s?)?" + unitPattern +
                u")?(?<tail>\\s*\\b(?:until|during|bis|jusqu|hasta|até|ate|while|w[äa]"
                u"hrend|pendant|durante)\\b[^.;\\n\\x{2028})]*)?"),
        ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
    for (auto it = every.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        QString unit = match.captured(QStringLiteral("unit"));
        if (unit.isEmpty())
            unit = match.captured(QStringLiteral("ua"));
        if (unit.isEmpty())
            continue;
        unit.remove(QRegularExpression(QStringLiteral("^[-\\s]+")));
        const QString a = match.captured(QStringLiteral("a"));
        const QString b = match.captured(QStringLiteral("b"));
        const Millis from = a.isEmpty() ? unitOf(unit) : amount(a, unit);
        const Millis to = b.isEmpty() ? from : amount(b, unit);
        if (from < 1min)
            continue;
        return CadenceText{match.captured().trimmed(), playbook::UpdateRange{from, std::max(from, to)},
                           match.capturedStart()};
    }
    static const QRegularExpression word(
        QStringLiteral(
            R"(\b(?:hourly|stündlich|halbstündlich|viertelstündlich|daily|täglich|quotidien(?:ne)?(?:ment)?|diari(?:o|a|amente))\b)"),
        ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = word.match(text); match.hasMatch()) {
        const QString said = folded(match.captured());
        const Millis length = said.startsWith(u"halb")                         ? 30min
                              : said.startsWith(u"viertel")                    ? 15min
                              : said == u"hourly" || said.startsWith(u"stund") ? Millis(1h)
                                                                               : Millis(24h);
        return CadenceText{match.captured(), playbook::UpdateRange{length, length}, match.capturedStart()};
    }
    return {};
}

std::optional<CadenceText> cadenceOf(const QString& value) {
    if (const auto cadence = cadenceIn(value))
        return cadence->at < 12 ? CadenceText{oneLine(value), cadence->every, 0} : *cadence;
    if (const auto time = timeIn(value); time && time->from >= 1min)
        return CadenceText{oneLine(value),
                           playbook::UpdateRange{time->from, std::max(time->from, time->to.value_or(time->from))}, 0};
    if (says(value, Concept::AsNeeded) || says(value, Concept::NextDay) || says(value, Concept::Ongoing) ||
        says(value, Concept::AtOnce))
        return CadenceText{oneLine(value), playbook::AsNeeded{}, 0};
    return {};
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
            ignoreCase);
        if (const auto match = day.match(sentence); match.hasMatch())
            return match.captured();
    }
    if (const auto time = timeIn(sentence))
        return time->text;
    static const QRegularExpression once(
        QStringLiteral(
            R"(\b(?:immediate(?:ly)?|at once|instant(?:ly)?|sofort|umgehend|unverzüglich|immédiat(?:e|ement)?|inmediat[oa](?:mente)?|de inmediato|imediat[oa](?:mente)?|de imediato)\b)"),
        ignoreCase | QRegularExpression::UseUnicodePropertiesOption);
    const auto match = once.match(sentence);
    return match.hasMatch() ? match.captured() : QString();
}

} // namespace importer
