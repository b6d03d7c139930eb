// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/drafter.h"

#include <QJsonArray>
#include <algorithm>

/// Severities and how often people are told.
namespace importer {
namespace {

Lines at(int line) {
    return {line, line};
}

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// "SEV 1" is SEV1; only letters, digits, dot, dash and underscore may stand in an id.
QString levelId(const LevelFact& level) {
    const QString key = levelKey(level.id);
    if (key.startsWith(u"sev") && key.size() == 4)
        return key.toUpper();
    QString id;
    for (const QChar c : level.id.normalized(QString::NormalizationForm_KD)) {
        if (c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_'))
            id += c;
    }
    return id.isEmpty() ? QStringLiteral("level") : level.numbered ? id.toUpper() : id;
}

int numberOf(const QString& id) {
    for (const QChar c : id) {
        if (c.isDigit())
            return c.digitValue();
    }
    return -1;
}

bool isMild(const LevelFact& level) {
    static const QSet<QString> mild{"low",           "minor",  "trivial", "niedrig", "gering", "leicht",
                                    "faible",        "mineur", "mineure", "basse",   "bas",    "bajo",
                                    "baja",          "leve",   "menor",   "baixo",   "baixa",  "info",
                                    "informational", "green",  "grun",    "vert",    "verde"};
    const QStringList words = wordsOf(level.name.isEmpty() ? level.id : level.name);
    return std::any_of(words.begin(), words.end(), [](const QString& word) { return mild.contains(word); });
}

} // namespace

void Drafter::addLevels() {
    std::vector<LevelFact> levels = m_reading.levels;
    const bool numbered =
        std::all_of(levels.begin(), levels.end(), [](const LevelFact& level) { return numberOf(level.id) >= 0; });
    std::vector<LevelFact> ranked = levels;
    if (numbered)
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const LevelFact& a, const LevelFact& b) { return numberOf(a.id) < numberOf(b.id); });
    else if (!ranked.empty() && isMild(ranked.front()) && !isMild(ranked.back()))
        std::reverse(ranked.begin(), ranked.end());
    QSet<QString> taken;
    int rank = 0;
    for (const LevelFact& level : ranked) {
        playbook::Severity severity;
        severity.id = levelId(level);
        for (int n = 2; taken.contains(severity.id.toLower()); ++n)
            severity.id = levelId(level) + u'-' + QString::number(n);
        taken.insert(severity.id.toLower());
        m_levelIds[levelKey(level.id)] = severity.id;
        severity.name = level.name.isEmpty() ? oneLine(level.id) : level.name;
        severity.rank = ++rank;
        severity.means = level.means;
        severity.examples = level.examples;
        severity.notify = level.notify;
        Found& found = add(Kind::Severity, level.name.isEmpty() ? level.id : level.id + u' ' + level.name, level.lines,
                           {{"id", level.id},
                            {"name", orNull(level.name)},
                            {"response_time", orNull(level.response)},
                            {"line", level.lines.first}});
        found.detail = level.means;
        found.value = severity;
        const QString severityFound = found.id;
        if (level.response.isEmpty())
            continue;
        const auto within = respondWithin(level.response);
        Found& time =
            add(Kind::ResponseTime, QStringLiteral("%1: %2").arg(level.id, level.response), at(level.responseLine));
        time.partOf = severityFound;
        time.value = ResponseTime{severity.id, within};
        if (std::holds_alternative<playbook::NotPromised>(within)) {
            time.accepted = false;
            time.note = QStringLiteral("This time could not be read.");
        }
    }
    if (levels.empty())
        addAssumedLevels();
    // A name alone ("Critical") also finds its level.
    for (const LevelFact& level : levels) {
        if (!level.name.isEmpty() && !m_levelIds.contains(levelKey(level.name)))
            m_levelIds[levelKey(level.name)] = m_levelIds.at(levelKey(level.id));
    }
}

void Drafter::addAssumedLevels() {
    const std::pair<const char*, const char*> levels[]{{"SEV1", "Critical"}, {"SEV2", "High"}, {"SEV3", "Low"}};
    for (int i = 0; i < 3; ++i) {
        playbook::Severity severity;
        severity.id = QString::fromLatin1(levels[i].first);
        severity.name = QString::fromLatin1(levels[i].second);
        severity.rank = i + 1;
        m_draft.frame.severities.push_back(severity);
        m_levelIds[levelKey(severity.id)] = severity.id;
    }
    m_draft.notes << QStringLiteral("The runbook names no severities; SEV1 to SEV3 were assumed.");
}

void Drafter::addCadences() {
    for (const CadenceFact& fact : m_reading.cadences) {
        const QStringList rows = fact.levels.isEmpty() ? QStringList{QString()} : fact.levels;
        const QString shown = fact.levels.join(u'/');
        Found& found =
            add(Kind::Cadence, shown.isEmpty() ? fact.cadence.text : shown + QStringLiteral(": ") + fact.cadence.text,
                at(fact.line));
        QJsonArray said;
        for (const QString& level : rows)
            said << QJsonObject{{"severity", orNull(level)}, {"text", fact.cadence.text}, {"line", fact.line}};
        found.said = {{"rows", said}};
        const QStringList ids = levelIds(fact.levels);
        found.value = Cadence{ids, fact.cadence.every};
        if (ids.isEmpty() && !fact.levels.isEmpty()) {
            found.accepted = false;
            found.note = QStringLiteral("No severity of the playbook is called so.");
        }
    }
}

} // namespace importer
