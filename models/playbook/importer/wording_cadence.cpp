// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"
#include "playbook/importer/wording.h"
#include "playbook/importer/wording_units.h"

#include <QRegularExpression>

namespace importer {
namespace {

using namespace std::chrono_literals;

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

CadenceText cadenceAt(const QRegularExpressionMatch& match, Millis length) {
    return CadenceText{match.captured().trimmed(), playbook::UpdateRange{length, length}, match.capturedStart()};
}

/// "twice a day", "einmal pro Stunde", "una vez al día"; "in 30-minute intervals", "im 15-Minuten-Takt".
std::optional<CadenceText> timesIn(const QString& text) {
    static const QRegularExpression often(
        QString(
            u"\\b(?:(?<one>once|einmal|une fois|una vez|uma vez)|(?<two>twice|zweimal|deux fois|dos veces|duas "
            u"vezes)|(?<three>three times|dreimal|trois fois|tres veces|tr[êe]s vezes))\\s+(?:(?:an?|per|every|each|am|"
            u"pro|im|in der|par|al|por|a la|cada|ao|à)\\s+)?(?<unit>t[äa]glich|daily|dia|" +
            unitPattern() + u")"),
        ignoreCase);
    if (const auto match = often.match(text); match.hasMatch()) {
        const int count = !match.captured(QStringLiteral("one")).isEmpty()   ? 1
                          : !match.captured(QStringLiteral("two")).isEmpty() ? 2
                                                                             : 3;
        const Millis length = unitOf(match.captured(QStringLiteral("unit"))) / count;
        if (length >= 1min)
            return cadenceAt(match, length);
    }
    static const QRegularExpression interval(QString(u"\\b(?:in|at|im|à|en|em)\\s+(?<a>" + numberPattern() +
                                                     u")[-\\s]*(?<unit>" + unitPattern() +
                                                     u")[-\\s]*(?:intervals?|takt|rhythmus)\\b"),
                                             ignoreCase);
    if (const auto match = interval.match(text); match.hasMatch()) {
        const Millis length = amountOf(match.captured(QStringLiteral("a")), match.captured(QStringLiteral("unit")));
        if (length >= 1min)
            return cadenceAt(match, length);
    }
    return {};
}

/// "hourly", "halbstündlich", "diariamente".
std::optional<CadenceText> wordIn(const QString& text) {
    static const QRegularExpression word(
        QStringLiteral(
            R"(\b(?:(?<quarter>viertelstündlich)|(?<half>halbstündlich|half[- ]hourly)|(?<hour>hourly|stündlich|on the hour|im stundentakt|de hora e[mn] hora)|(?<day>daily|1\s?x\s(?:täglich|daily|par jour|al día|ao dia|pro Tag|per day)|täglich|tagesaktuell|quotidien(?:ne)?(?:ment)?|diari(?:o|a|amente))|(?<week>weekly|wöchentlich|hebdomadaire|semanal(?:mente)?))\b)"),
        ignoreCase);
    const auto match = word.match(text);
    if (!match.hasMatch())
        return {};
    static const std::pair<const char*, Millis> lengths[]{
        {"quarter", 15min}, {"half", 30min}, {"hour", 1h}, {"day", 24h}, {"week", 168h}};
    for (const auto& [name, length] : lengths) {
        if (!match.captured(QString::fromLatin1(name)).isEmpty())
            return cadenceAt(match, length);
    }
    return {};
}

} // namespace

std::optional<CadenceText> cadenceIn(const QString& text) {
    static const QRegularExpression every(
        QString(u"(?:at least |mindestens |au moins |al menos |pelo menos "
                u")?(?:\\bevery\\b|\\beach\\b|\\balle\\b|\\bjede\\b|\\btoutes les\\b|"
                u"\\btous les\\b|\\bchaque\\b|\\bcada\\b|\\ba cada\\b)\\s*(?:(?<a>" +
                numberPattern() + u")\\s*(?:(?<ua>" + unitPattern() + u")\\s*)?(?:" + dashPattern() + u"\\s*(?<b>" +
                numberPattern() + u")\\s*)?)?(?<unit>(?:-\\s?)?" + unitPattern() +
                u")?(?<tail>\\s*\\b(?:until|during|bis|jusqu|hasta|até|ate|while|w[äa]"
                u"hrend|pendant|durante)\\b[^.;\\n\\x{2028})]*)?"),
        ignoreCase);
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
        const Millis from = a.isEmpty() ? unitOf(unit) : amountOf(a, unit);
        const Millis to = b.isEmpty() ? from : amountOf(b, unit);
        if (from < 1min)
            continue;
        return CadenceText{match.captured().trimmed(), playbook::UpdateRange{from, std::max(from, to)},
                           match.capturedStart()};
    }
    if (auto times = timesIn(text))
        return times;
    return wordIn(text);
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

} // namespace importer
