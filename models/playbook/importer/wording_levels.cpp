// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"
#include "playbook/importer/wording.h"

#include <QRegularExpression>
#include <QSet>

namespace importer {
namespace {

/// "P1", "SEV-1", "Severity 1", "Stufe 2", "Prioridad 3"; a lone letter only with its number close by.
const QString idPattern = QStringLiteral(
    R"((?:(?:severity|severities|sev|priority|prio|level|schweregrad|priorit(?:ä|ae?)t|prio|stufe|gravit(?:é|e)|s(?:é|e)v(?:é|e)rit(?:é|e)|niveau|priorit(?:é|e)|severidad|gravedad|prioridad|nivel|n(?:í|i)vel|severidade|gravidade|prioridade|tier|klasse|class|category|kategorie|dringlichkeit|dringlichkeitsstufe|alarmstufe|st(?:ö|oe)rungsklasse|urgency|urgence|urg(?:e|ê)ncia|criticality|kritikalit(?:ä|ae?)t|criticit(?:é|e)|criticidade?|impact)(?:[ \t]+(?:level|stufe|de|n°|nº))?[ \t]*(?:::|[-_#.])?[ \t]*(?:[0-9]|IV|I{1,3}|V|(?-i:(?<=[ \t_-])[A-E]))|[PSN][ \t]?[-_]?[0-9])(?![0-9A-Za-zÀ-ÿ%]))");

const QRegularExpression& idAnywhere() {
    static const QRegularExpression pattern(QString(u"(?<![0-9A-Za-zÀ-ÿ_.#-])(?<!:/)(?<!//)" + idPattern),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

qsizetype firstWord(const QString& text) {
    qsizetype at = 0;
    while (at < text.size() && !text[at].isLetterOrNumber())
        ++at;
    return at;
}

/// The words at the begin of a text that are names of levels, verbatim: "High" of "High severity response".
QString leadingLevelName(const QString& text) {
    QString name;
    static const QRegularExpression word(QStringLiteral(R"([^\s,;:(\[|–—-]+)"));
    qsizetype end = 0;
    for (auto it = word.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (!isJust(match.captured(), Concept::SeverityName) ||
            !QStringView(text).sliced(end, match.capturedStart() - end).trimmed().isEmpty())
            break;
        name = text.left(match.capturedEnd());
        end = match.capturedEnd();
    }
    return name.trimmed();
}

struct Split {
    QString segment, after;
};
/// Up to the next sign that parts a name from its meaning.
Split split(const QString& text) {
    static const QRegularExpression sign(QStringLiteral(R"(\s*(?::|;|\(|\||—|–|\s-\s|\.\s|,|\x{2028}|\n|=|→|->)\s*)"));
    const auto match = sign.match(text);
    if (!match.hasMatch())
        return {text.trimmed(), {}};
    const qsizetype after = match.captured().contains(u'(') ? match.capturedStart() : match.capturedEnd();
    return {text.left(match.capturedStart()).trimmed(), text.mid(after).trimmed()};
}

qsizetype wordCount(const QString& text) {
    return wordsOf(text).size();
}

void takeName(LevelName& level, QString rest, LevelPlace place) {
    static const QRegularExpression parenthesis(QStringLiteral(R"(^\s*[(\[]([^)\]]{1,40})[)\]]\s*[-–—:.]?\s*)"));
    static const QRegularExpression sign(QStringLiteral(R"(^\s*(?:[-–—:/|=→>]|->)+\s*|^\s*[\n\x{2028}]\s*)"));
    if (const auto match = parenthesis.match(rest); match.hasMatch()) {
        const QString inside = match.captured(1).trimmed();
        if (isJust(inside, Concept::SeverityName) ||
            (place == LevelPlace::Label && wordCount(inside) <= 3 && !timeIn(inside) && levelsIn(inside).isEmpty())) {
            level.name = inside;
            level.rest = rest.mid(match.capturedEnd()).trimmed();
            return;
        }
    }
    const bool parted = sign.match(rest).hasMatch();
    rest.remove(sign);
    const auto [segment, after] = split(rest.trimmed());
    const bool named = isJust(segment, Concept::SeverityName) && wordCount(segment) <= 3;
    if (named || (parted && place == LevelPlace::Label && wordCount(segment) <= 3 && !segment.isEmpty() &&
                  leadingLevelName(segment).isEmpty() && !timeIn(segment))) {
        level.name = segment;
        while (level.name.endsWith(u'.'))
            level.name.chop(1);
        level.rest = after;
        return;
    }
    if (place == LevelPlace::Label && wordCount(segment) <= 5)
        level.name = leadingLevelName(segment);
    level.rest = rest.trimmed();
}

/// "Critical (P1)", "Kritisch – SEV 1".
std::optional<LevelName> nameFirst(const QString& text, qsizetype at) {
    static const QRegularExpression pattern(
        QString(u"^([^\\d(\\[–—:|]{2,30}?)\\s*[(\\[–—:/|-]\\s*(" + idPattern + u")\\s*[)\\]]?\\s*[:–—-]?\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    // A team's own id in parentheses: "Urgent (U1)".
    static const QRegularExpression own(
        QStringLiteral(R"(^([^\d(\[–—:|]{2,30}?)\s*\(([A-Z]{1,2}-?[0-9])\)\s*[:–—-]?\s*)"));
    auto match = pattern.match(text.mid(at));
    if (!match.hasMatch())
        match = own.match(text.mid(at));
    if (!match.hasMatch() || !isJust(match.captured(1), Concept::SeverityName))
        return {};
    LevelName level{match.captured(2), match.captured(1).trimmed(), text.mid(at + match.capturedEnd()).trimmed(),
                    at + match.capturedStart(2), true};
    return level;
}

} // namespace

std::optional<LevelName> levelAt(const QString& text, LevelPlace place, bool wordsToo) {
    const qsizetype at = firstWord(text);
    static const QRegularExpression begin(QString(u"^" + idPattern), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = begin.match(text.mid(at)); match.hasMatch()) {
        LevelName level{match.captured().trimmed(), {}, {}, at, true};
        takeName(level, text.mid(at + match.capturedEnd()), place);
        return level;
    }
    if (auto level = nameFirst(text, at))
        return level;
    if (!wordsToo)
        return {};
    // A column of levels may hold their numbers only.
    static const QRegularExpression digit(QStringLiteral(R"(^[0-9](?=\s*(?:$|[-–—:(])))"));
    if (const auto match = digit.match(text.mid(at)); wordsToo && place == LevelPlace::Label && match.hasMatch()) {
        LevelName level{match.captured(), {}, {}, at, true};
        takeName(level, text.mid(at + 1), place);
        return level;
    }
    // … or a letter of the team's own with one: "G1", "A-2".
    static const QRegularExpression lettered(QStringLiteral(R"(^[A-Z]{1,2}[-_ ]?[0-9](?=\s*(?:$|[-–—:(])))"));
    if (const auto match = lettered.match(text.mid(at)); place == LevelPlace::Label && match.hasMatch()) {
        LevelName level{match.captured(), {}, {}, at, true};
        takeName(level, text.mid(at + match.capturedLength()), place);
        return level;
    }
    static const QRegularExpression code(
        QStringLiteral(R"(^(?:(?:code|stufe|niveau|nivel|nível|alerta|alarm|alerte)\s+)?)"),
        QRegularExpression::CaseInsensitiveOption);
    const QString tail = text.mid(at);
    const qsizetype skipped = code.match(tail).capturedEnd();
    const auto [segment, after] = split(tail.mid(skipped));
    const bool colour = isJust(segment.section(u' ', 0, 0), Concept::Colour);
    const bool exact = isJust(segment, Concept::SeverityName) || isJust(segment, Concept::Colour);
    if (!exact && (place != LevelPlace::Label || leadingLevelName(segment).isEmpty()) && !colour)
        return {};
    LevelName level;
    level.at = at;
    if (colour && !exact && wordCount(segment) > 3)
        return {};
    level.id = exact ? tail.left(skipped) + segment : colour ? segment : leadingLevelName(segment);
    while (level.id.endsWith(u'.'))
        level.id.chop(1);
    if (isJust(segment, Concept::Colour))
        takeName(level, tail.mid(skipped + segment.size()), place);
    else
        level.rest = exact ? after : QString();
    return level;
}

QStringList levelsIn(const QString& text) {
    QStringList ids;
    QSet<QString> known;
    const auto add = [&](const QString& id) {
        if (!known.contains(levelKey(id))) {
            known.insert(levelKey(id));
            ids << id;
        }
    };
    static const QRegularExpression more(
        QStringLiteral(
            R"(\G\s*(/|,|&|\+|-|–|and|und|et|y|e|or|oder|ou|o|bis|to)\s*([0-9])(?![0-9A-Za-z.%]|\s*(?:-|–|min|h\b|hour|m\b|std|heure|hora|minut)))"),
        QRegularExpression::CaseInsensitiveOption);
    for (auto it = idAnywhere().globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString id = match.captured().trimmed();
        add(id);
        for (auto next = more.match(text, match.capturedEnd()); next.hasMatch() && id.back().isDigit();
             next = more.match(text, next.capturedEnd())) {
            const int last = next.captured(2)[0].digitValue();
            const bool range = next.captured(1) == u"-" || next.captured(1) == u"–" || next.captured(1) == u"to" ||
                               next.captured(1) == u"bis";
            for (int n = range ? id.back().digitValue() + 1 : last; n <= last; ++n)
                add(id.chopped(1) + QString::number(n));
        }
    }
    return ids;
}

QString levelKey(const QString& id) {
    QString key = wordsOf(id).join(QString());
    static const QRegularExpression word(QStringLiteral(
        "^(severity|severities|schweregrad|severite|severidade|severidad|gravite|gravedad|gravidade|sev)(level|de)?"));
    key.replace(word, QStringLiteral("sev"));
    static const QRegularExpression priority(
        QStringLiteral("^(priority|prio|prioritat|priorite|prioridad|prioridade)"));
    key.replace(priority, QStringLiteral("p"));
    if (key.size() == 1 && key[0].isDigit())
        return QStringLiteral("sev") + key;
    static const std::pair<QString, QString> romans[]{{"iii", "3"}, {"ii", "2"}, {"iv", "4"}, {"i", "1"}, {"v", "5"}};
    for (const auto& [roman, digit] : romans) {
        if (key == u"sev" + roman)
            return QStringLiteral("sev") + digit;
    }
    return key;
}

} // namespace importer
