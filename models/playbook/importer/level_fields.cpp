// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/level_fields.h"

#include <algorithm>

namespace importer {

namespace {

/// "Have a look within 4 hours": a time limit, unless it is one for mending.
QString limitIn(const QString& sentence) {
    static const QRegularExpression limit(
        QStringLiteral(
            R"(\b(?:within|in under|innerhalb(?: von)?|binnen|spätestens nach|sous|dans les|en menos de|dentro de|em até|no prazo de|en moins de|en un plazo de)\s+)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (says(sentence, Concept::NextDay))
        return promisedTime(sentence);
    const auto match = limit.match(sentence);
    if (!match.hasMatch() || says(sentence, Concept::Resolution) || says(sentence, Concept::Mending))
        return {};
    const auto time = timeIn(sentence, match.capturedEnd());
    return time && time->at == match.capturedEnd() ? time->text : QString();
}

/// "Updates: when there is news".
std::optional<CadenceText> labelledCadence(const QString& sentence) {
    Text text;
    text.plain = sentence;
    const auto label = labelled(text);
    const bool told = label && label->colon && wordsOf(label->label).size() <= 4 &&
                      (says(label->label, Concept::Updates) || says(label->label, Concept::Telling));
    return told ? cadenceOf(label->rest.plain) : std::nullopt;
}

/// "communicate as needed" at the end of a sentence.
std::optional<CadenceText> askedCadence(const QString& sentence) {
    const QString last = sentence.section(u',', -1).trimmed();
    const QStringList words = wordsOf(last);
    const bool told = says(words, Concept::Updates) || says(words, Concept::Telling);
    if (!told || words.size() > 6 || !says(words, Concept::AsNeeded))
        return {};
    QString text = last.section(u' ', 1);
    while (text.endsWith(u'.') || text.endsWith(u';'))
        text.chop(1);
    return CadenceText{text, playbook::AsNeeded{}, sentence.size() - last.size()};
}

} // namespace

void takeField(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& text, const QStringList& nested) {
    const auto label = labelled(text);
    const QString value = label ? oneLine(label->rest.plain) : QString();
    const QStringList words = label ? wordsOf(label->label) : QStringList();
    const bool known = label && label->colon && words.size() <= 5;
    if (known && !value.isEmpty() && says(words, Concept::Updates) && cadenceOf(value)) {
        cadences.push_back({{level.id}, *cadenceOf(value), text.line});
    } else if (const auto told = known && says(words, Concept::Telling) ? cadenceIn(value) : std::nullopt) {
        cadences.push_back({{level.id}, *told, text.line}); // "Communication: news every 20 minutes"
    } else if (known && !value.isEmpty() && says(words, Concept::Response) && !promisedTime(value).isEmpty()) {
        // "Acknowledge within 5 minutes, 24/7" is a sentence.
        level.response = value.size() > 40 || says(value, Concept::Response) ? promisedTime(value) : value;
        level.responseLine = text.line;
    } else if (known && says(words, Concept::Examples)) {
        level.examples << (value.isEmpty() ? nested : QStringList{value});
    } else if (known && !value.isEmpty() && says(words, Concept::Notify)) {
        level.notify << value;
    } else if (known && !value.isEmpty() && says(words, Concept::Name) && words.size() == 1) {
        level.name = value;
    } else if (known && !value.isEmpty() && says(words, Concept::Meaning)) {
        level.means = value;
    } else if (!text.plain.trimmed().isEmpty()) {
        level.examples << oneLine(text.plain);
        level.examples << nested;
    }
    level.lines.last = std::max(level.lines.last, text.line);
}

void takeSentences(LevelFact& level, std::vector<CadenceFact>& cadences, const QString& words, int line) {
    static const QRegularExpression stop(
        QStringLiteral(R"((?<=[.;!?\x{2028}])\s+|\s+[–—|]\s+|\x{2028}|\n(?=\s*[\p{Lu}*_•-]))"),
        QRegularExpression::UseUnicodePropertiesOption);
    QStringList meanings;
    QString limit;
    int at = line;
    for (const QString& sentence : words.split(stop, Qt::SkipEmptyParts)) {
        const QStringList said = wordsOf(sentence);
        auto cadence = cadenceIn(sentence);
        if (!cadence)
            cadence = labelledCadence(sentence);
        if (!cadence)
            cadence = askedCadence(sentence);
        if (cadence && (says(said, Concept::Updates) || says(said, Concept::Telling)) && cadences.size() < 500)
            cadences.push_back({{level.id}, *cadence, at});
        const QString before = cadence ? sentence.left(cadence->at) : sentence;
        const QString promised = promisedTime(before);
        if (level.response.isEmpty() && !promised.isEmpty() && says(wordsOf(before), Concept::Response)) {
            level.response = promised;
            level.responseLine = at;
        }
        if (limit.isEmpty())
            limit = limitIn(before);
        meanings << sentence.trimmed();
    }
    if (level.response.isEmpty() && !limit.isEmpty()) {
        level.response = limit;
        level.responseLine = line;
    }
    if (level.means.isEmpty())
        level.means = oneLine(meanings.join(u' '));
}

void takeResponse(LevelFact& level, const QString& value, int line) {
    if (level.response.isEmpty() && !promisedTime(value).isEmpty()) {
        level.response = oneLine(value);
        level.responseLine = line;
    }
}

const QRegularExpression& listSign() {
    static const QRegularExpression sign(QStringLiteral(R"(\s*(?:[,;\x{2028}\n]|•)\s*)"));
    return sign;
}

void takeLine(LevelFact& level, std::vector<CadenceFact>& cadences, const Text& line) {
    const auto label = labelled(line);
    const QStringList words = label ? wordsOf(label->label) : QStringList();
    if (label && label->colon && words.size() <= 5 &&
        (says(words, Concept::Response) || says(words, Concept::Updates) || says(words, Concept::Examples) ||
         says(words, Concept::Notify) || says(words, Concept::Meaning)))
        takeField(level, cadences, line, {});
    else
        takeSentences(level, cadences, line.plain, line.line);
    level.lines.last = std::max(level.lines.last, line.line);
}

} // namespace importer
