// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/wording_units.h"

#include "playbook/importer/keywords.h"
#include <QRegularExpression>
#include <algorithm>
#include <map>

namespace importer {
namespace {

using namespace std::chrono_literals;

/// Numbers in words, with what they count.
const std::map<QString, double>& numberWords() {
    static const std::map<QString, double> words{{"a", 1},
                                                 {"an", 1},
                                                 {"one", 1},
                                                 {"two", 2},
                                                 {"three", 3},
                                                 {"four", 4},
                                                 {"five", 5},
                                                 {"six", 6},
                                                 {"eight", 8},
                                                 {"ten", 10},
                                                 {"fifteen", 15},
                                                 {"twenty", 20},
                                                 {"thirty", 30},
                                                 {"sixty", 60},
                                                 {"half an", 0.5},
                                                 {"half a", 0.5},
                                                 {"half", 0.5},
                                                 {"quarter of an", 0.25},
                                                 {"quarter", 0.25},
                                                 {"eine", 1},
                                                 {"einer", 1},
                                                 {"einem", 1},
                                                 {"einen", 1},
                                                 {"ein", 1},
                                                 {"zwei", 2},
                                                 {"drei", 3},
                                                 {"vier", 4},
                                                 {"funf", 5},
                                                 {"zehn", 10},
                                                 {"funfzehn", 15},
                                                 {"zwanzig", 20},
                                                 {"dreissig", 30},
                                                 {"halbe", 0.5},
                                                 {"halben", 0.5},
                                                 {"un", 1},
                                                 {"une", 1},
                                                 {"deux", 2},
                                                 {"trois", 3},
                                                 {"quatre", 4},
                                                 {"cinq", 5},
                                                 {"dix", 10},
                                                 {"quinze", 15},
                                                 {"vingt", 20},
                                                 {"trente", 30},
                                                 {"una", 1},
                                                 {"uno", 1},
                                                 {"dos", 2},
                                                 {"tres", 3},
                                                 {"cuatro", 4},
                                                 {"cinco", 5},
                                                 {"diez", 10},
                                                 {"quince", 15},
                                                 {"veinte", 20},
                                                 {"treinta", 30},
                                                 {"media", 0.5},
                                                 {"uma", 1},
                                                 {"um", 1},
                                                 {"dois", 2},
                                                 {"duas", 2},
                                                 {"quatro", 4},
                                                 {"dez", 10},
                                                 {"vinte", 20},
                                                 {"trinta", 30},
                                                 {"meia", 0.5},
                                                 {"quarto de", 0.25},
                                                 {"cuarto de", 0.25},
                                                 {"forty", 40},
                                                 {"forty five", 45},
                                                 {"forty-five", 45},
                                                 {"fifty", 50},
                                                 {"ninety", 90},
                                                 {"twelve", 12},
                                                 {"seven", 7},
                                                 {"nine", 9},
                                                 {"vierzig", 40},
                                                 {"funfundvierzig", 45},
                                                 {"sechzig", 60},
                                                 {"neunzig", 90},
                                                 {"quarante", 40},
                                                 {"soixante", 60},
                                                 {"cuarenta", 40},
                                                 {"sesenta", 60},
                                                 {"quarenta", 40},
                                                 {"sessenta", 60},
                                                 {"doze", 12},
                                                 {"doce", 12}};
    return words;
}

double numberOf(const QString& text) {
    bool digits = false;
    const double value = QString(text).replace(u',', u'.').toDouble(&digits);
    if (digits)
        return value;
    const auto found = numberWords().find(folded(text));
    return found == numberWords().end() ? 1 : found->second;
}

} // namespace

const QString& numberPattern() {
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

const QString& unitPattern() {
    static const QString pattern = QStringLiteral(
        "(?:viertelstunden?|demi[- "
        "]heures?|quarts?\\s+d['’]heure|seconds?|secs?|sekunden?|sek|secondes?|segundos?|minutes?|mins?|minuten?|"
        "minutos?|(?:business |working |office )?hours?|hrs?|"
        "(?:arbeits|gesch(?:ä|ae)fts|b(?:ü|ue)ro)?stunden?|std|heures?(?: ouvr(?:é|e)es?)?|"
        "horas?(?: (?:h(?:á|a)biles|laborables|laborales|(?:ú|u)teis))?|"
        "(?:business |working |calendar |jours ouvr)?days?|tage?n?|werktage?n?|arbeitstage?n?|jours?(?: "
        "ouvr(?:és?|ables?))?|d(?:i|í)as?(?: (?:h(?:á|a)bil(?:es)?|(?:ú|u)til|(?:ú|u)teis|laborables?))?|"
        "weeks?|wochen?|semaines?|semanas?|months?|s|m|h|d|w)(?![\\p{L}\\d])");
    return pattern;
}

const QString& dashPattern() {
    static const QString pattern =
        QStringLiteral(R"((?:-|–|—|‑|\bto\b|\bbis\b|\bà\b|\ba\b|\band\b|\bund\b|\bet\b|\bau\b))");
    return pattern;
}

Millis unitOf(const QString& unit) {
    static const QRegularExpression office(
        QStringLiteral("^(?:business |working |office |arbeits(?=stund)|gescha?e?fts(?=stund)|bu?e?ro(?=stund))"));
    const QString word = folded(unit).remove(office);
    static const std::pair<const char*, Millis> units[]{
        {"viertelst", 15min}, {"demi", 30min},  {"quart", 15min}, {"month", 720h}, {"week", 168h}, {"woche", 168h},
        {"semain", 168h},     {"semana", 168h}, {"w", 168h},      {"min", 1min},   {"m", 1min},    {"hour", 1h},
        {"hr", 1h},           {"heure", 1h},    {"hora", 1h},     {"h", 1h},       {"stund", 1h},  {"std", 1h},
        {"sec", 1s},          {"sek", 1s},      {"seg", 1s},      {"s", 1s}};
    for (const auto& [begin, length] : units) {
        const QString start = QString::fromLatin1(begin);
        if (start.size() > 1 ? word.startsWith(start) : word == start)
            return length;
    }
    return 24h;
}

Millis amountOf(const QString& number, const QString& unit) {
    const double count = std::min(numberOf(number), 100'000.0);
    return Millis(qint64(count * double(unitOf(unit).count())));
}

} // namespace importer
