// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/ladder_words.h"

#include <QRegularExpression>
#include <utility>

namespace importer {
namespace {

const auto ignoreCase = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

/// "after 15 minutes" of "if nobody answers after 15 minutes"; "nach 2 Stunden" of "nach 2 Stunden, nur P1".
QString delayIn(const QString& words, const TimeText& time) {
    static const QRegularExpression lead(
        QStringLiteral(
            R"((?:(?:more|longer)\s+than|after|for|within|nach|länger\s+als|mehr\s+als|après|au\s+bout\s+de|plus\s+de|tras|después\s+de|más\s+de|en|a\s+los|após|depois\s+de|mais\s+de|em|\+)\s*$)"),
        ignoreCase);
    const auto match = lead.match(words.left(time.at));
    const qsizetype from = match.hasMatch() ? match.capturedStart() : time.at;
    return words.mid(from, time.at + time.text.size() - from).trimmed();
}

/// "immediately", "after 20 min": nothing but when.
bool isWhen(const QString& words) {
    return wordsOf(words).size() <= 4 && (timeIn(words) || says(words, Concept::AtOnce)) &&
           !says(words, Concept::RoleWord);
}

const QRegularExpression& conditional() {
    static const QRegularExpression pattern(
        QStringLiteral(R"(^\s*(?:if|when|unless|wenn|falls|sollte|si|se|quando|cuando)\b)"), ignoreCase);
    return pattern;
}

} // namespace

QString person(QString words) {
    static const QRegularExpression before(
        QStringLiteral(
            R"(^(?:[-–—:→,\s]+|(?:then|dann|puis|luego|depois|first|zuerst|zunächst|d'abord|primero|primeiro)\s+)*(?:(?:the\s+(?:page|call|alert)\s+(?:goes|moves|passes)\s+to|(?:der\s+)?(?:alarm|anruf)\s+geht\s+an|ring|wake(?:\s+up)?|phone|bring\s+in|loop\s+in|reach\s+out\s+to|se\s+(?:avisa|llama|notifica)\s+al?|se\s+escala\s+al?|appelez|prévenez|contactez|avertir|avertissez|avise\s+al?|llame\s+al?|acione|ligue\s+para|chame|chamar|avise|page|notify|call|contact|escalate(?:s|d)?\s+to|escalation\s+to|inform|alert|involve|benachrichtig\w*|informier\w*|ruf\w*|eskalation\s+an|eskalieren\s+an|an|prévenir|appeler|contacter|alerter|escalade\s+(?:vers|au|à la|à)|escalader\s+(?:vers|au|à la|à)|avisar\s+al?|notificar\s+al?|llamar\s+al?|escalar\s+al?|escalar\s+para|avisar|notificar|acionar|ligar\s+para)\s+)?(?:(?:the|their|your|our|den|die|das|der|dem|le|la|les|l'|l’|au|el|los|al|o|a|os|as)\s+)?)"),
        ignoreCase);
    static const QRegularExpression after(
        QStringLiteral(
            R"(\s+(?:(?:is|are|wird|werden|est|sont|es|é|gets?)\s+)?(?:anrufen|informieren|benachrichtigen|verständigen|alarmieren|hinzuziehen|einbeziehen|wecken|rufen|verständigt|gerufen|called\s+in|woken(?:\s+up)?|rung|llamad[oa]s?|chamad[oa]s?|avertie?s?|contactée?s?|responds?|notified|paged|called|informed|contacted|alerted|engaged|benachrichtigt|informiert|alarmiert|angerufen|reagiert|übernimmt|prévenue?s?|appelée?s?|répond|alertée?s?|avisad[oa]s?|notificad[oa]s?|responde|acionad[oa]s?)(?:\s+(?:first|immediately|zuerst|zunächst|sofort|en\s+premier|d'abord|immédiatement|primero|inmediatamente|primeiro|imediatamente))?\s*\.?$)"),
        ignoreCase);
    static const QRegularExpression condition(QStringLiteral(R"(^(?:if|wenn|falls|si|se)\b[^,:]*[,:]\s*)"), ignoreCase);
    // "PagerDuty pages the secondary", "the lead calls the director".
    static const QRegularExpression caller(
        QStringLiteral(R"(^(?:[\p{L}-]+\s+){1,4}(?:pages|calls|notifies|alerts|informs|escalates\s+to)\s+(?=\S))"),
        ignoreCase);
    words = oneLine(words);
    words.remove(condition);
    words.remove(caller);
    words.remove(before);
    words.remove(after);
    while (!words.isEmpty() && (words.back().isSpace() || QStringLiteral(".,;:–—-").contains(words.back())))
        words.chop(1);
    return words;
}

QString takeRemark(QString& words) {
    static const QRegularExpression remark(QStringLiteral(R"(\s*[(\[]([^()\[\]]+)[)\]]\s*\.?$)"));
    const auto match = remark.match(words);
    if (!match.hasMatch())
        return {};
    words = words.left(match.capturedStart()).trimmed();
    return match.captured(1).trimmed();
}

void setAfter(RungFact& rung, const QString& words) {
    if (const auto time = timeIn(words)) {
        const bool more = wordsOf(words).size() > 5 || (words.contains(u',') && !rung.condition.contains(words));
        rung.after = more ? delayIn(words, *time) : oneLine(words);
        if (more && rung.condition.isEmpty())
            rung.condition = oneLine(words);
        rung.delay = time->from == time->to && rung.after.contains(u"SLA") ? Millis(0) : time->from;
    } else if (says(words, Concept::AtOnce)) {
        rung.after = oneLine(words);
    } else if (rung.condition.isEmpty()) {
        rung.condition = oneLine(words);
    }
}

const QRegularExpression& arrow() {
    static const QRegularExpression pattern(
        QStringLiteral(R"(\s*(?:→|⇒|➔|➜|➡️?|⟶|->|=>|-->|»|>>|\s>\s)\s*)"));
    return pattern;
}

void takeChain(const Text& text, bool several, std::vector<RungFact>& rungs) {
    const QStringList parts = oneLine(text.plain).split(arrow(), Qt::SkipEmptyParts);
    const auto people = [](const QString& part) { return says(part, Concept::RoleWord); };
    if (parts.size() == 2 && timeIn(parts[0]) && !people(parts[0])) { // "10 min → team lead"
        RungFact rung;
        rung.line = text.line;
        rung.who = parts[1];
        takeRemark(rung.who);
        rung.who = person(rung.who);
        setAfter(rung, parts[0]);
        rungs.push_back(rung);
        return;
    }
    const auto label = labelled(text);
    qsizetype first = 0;
    QString condition;
    if (several && parts.size() > 2 && !people(parts.front()) && std::any_of(parts.begin() + 1, parts.end(), people)) {
        condition = parts.front();
        first = 1;
    }
    static const QRegularExpression between(QStringLiteral(R"(^\(([^()]+)\)\s*)"));
    QString waited; // "A → (10 min) B", "A → 10 min → B"
    for (qsizetype i = first; i < parts.size(); ++i) {
        RungFact rung;
        rung.who = parts[i];
        if (const auto match = between.match(rung.who); match.hasMatch() && timeIn(match.captured(1))) {
            waited = match.captured(1);
            rung.who.remove(0, match.capturedEnd());
        } else if (i > first && isWhen(rung.who)) {
            waited = rung.who;
            rung.who.clear();
        }
        if (rung.who.isEmpty())
            continue;
        if (!waited.isEmpty())
            setAfter(rung, std::exchange(waited, {}));
        if (i == 0 && label && label->colon && parts[0].startsWith(label->label)) {
            rung.who = parts[0].mid(parts[0].indexOf(u':') + 1).trimmed();
            condition = label->label;
        }
        if (const QString remark = takeRemark(rung.who); !remark.isEmpty())
            setAfter(rung, remark);
        rung.who = person(rung.who);
        if (i <= first + 1 && i == first)
            rung.condition = condition;
        rung.levels = levelsIn(rung.condition);
        rung.line = text.line;
        if (!rung.who.isEmpty())
            rungs.push_back(rung);
    }
}

std::optional<RungFact> rungOf(const Text& text) {
    RungFact rung;
    rung.line = text.line;
    const auto label = labelled(text);
    static const QRegularExpression stage(
        QStringLiteral(
            R"(^(?:level|tier|stage|step|stufe|niveau|nivel|nível|étape|etape|paso|passo|l|n)\s*\.?\s*\d+$|^\d+(?:st|nd|rd|th|\.)?\s+(?:level|escalation|line|eskalation|niveau|nivel|nível)$)"),
        ignoreCase);
    QString words = oneLine(text.plain);
    if (label && (label->colon || label->strong)) {
        const QString rest = oneLine(label->rest.plain);
        const auto time = timeIn(label->label);
        const bool timed = (time && wordsOf(label->label).size() <= 6 && !says(label->label, Concept::RoleWord)) ||
                           says(label->label, Concept::AtOnce);
        if (timed) {
            rung.after = oneLine(label->label);
            rung.delay = time ? time->from : Millis(0);
            words = rest;
        } else if (stage.match(bareTitle(label->label)).hasMatch() || stage.match(label->label.trimmed()).hasMatch()) {
            words = rest;
        } else if (says(label->label, Concept::RoleWord) || rest.isEmpty() || rest.startsWith(u'(') || isWhen(rest)) {
            words = label->label;
            if (!rest.isEmpty())
                setAfter(rung, QString(rest).remove(QRegularExpression(QStringLiteral(R"(^\(|\)$)"))));
        } else {
            rung.condition = label->label;
            words = rest;
        }
    }
    static const QRegularExpression way( // how somebody is called says nothing of when
        QStringLiteral(
            R"(\b(?:pager|pagerduty|opsgenie|slack|teams|phone|sms|telefon\w*|tel|t[ée]l[ée]phone)\b|[@#]\w)"),
        ignoreCase);
    if (const QString remark = takeRemark(words); timeIn(remark) || (!remark.isEmpty() && !remark.contains(way)))
        setAfter(rung, remark);
    if (rung.after.isEmpty()) {
        // "After 30 minutes: the CTO", "Engineering manager after 30 min", "the CTO – 60 min".
        static const QRegularExpression leading(
            QStringLiteral(
                R"(^((?:(?:if|when|wenn|falls|si|se|sans|sin|sem|ohne|should|meldet|antwortet|dauert)\s[^,:]*?\s)?(?:after|nach|après|apres|au bout de|tras|después de|despues de|após|apos|depois de|ab|for|more than|longer than|länger als|plus de|más de|mais de|en|em|within|at|t\s*\+|\+)?\s*[^,:?]{0,40}?)\s*(?:[,:?]|\s[-–—]\s)\s*(.+)$)"),
            ignoreCase);
        static const QRegularExpression trailing(
            QStringLiteral(
                R"(^(.+?)\s*(?:,|\s[-–—]\s|\s)\s*((?:if\s.*?\s)?(?:after|nach|après|apres|tras|después de|após|within|innerhalb von|innerhalb|binnen|dans les|sous|en|em|a los)\s+[^,]*)$)"),
            ignoreCase);
        static const QRegularExpression dashed(QStringLiteral(R"(^(.+?)\s+[-–—]\s+([^-–—]+)$)"));
        static const QRegularExpression opening(
            QStringLiteral(R"(^\s*(?:after|nach|après|au bout de|tras|después de|após|depois de)\s*$)"), ignoreCase);
        static const QRegularExpression conditioned(
            QStringLiteral(R"(^([^,]{3,60}?)\s*(?:,|\s[-–—])\s*((?:if|when|wenn|falls|si|se|cuando|quando)\s[^,]+)$)"),
            ignoreCase);
        const auto begin = leading.match(words);
        const auto asked = conditioned.match(words);
        const auto end = trailing.match(words);
        const auto parted = dashed.match(words);
        if (asked.hasMatch() && timeIn(asked.captured(2)) && !timeIn(asked.captured(1))) {
            setAfter(rung, asked.captured(2));
            words = asked.captured(1);
        } else if (begin.hasMatch() && timeIn(begin.captured(1)) &&
                   (!says(begin.captured(1), Concept::RoleWord) || conditional().match(begin.captured(1)).hasMatch())) {
            setAfter(rung, begin.captured(1));
            words = begin.captured(2);
        } else if (end.hasMatch() && timeIn(end.captured(2))) {
            setAfter(rung, end.captured(2));
            words = end.captured(1);
        } else if (parted.hasMatch() && (timeIn(parted.captured(2)) || says(parted.captured(2), Concept::AtOnce))) {
            setAfter(rung, parted.captured(2));
            words = parted.captured(1);
        } else if (const auto time = timeIn(words); time && opening.match(words.left(time->at)).hasMatch()) {
            setAfter(rung, words.left(time->at + time->text.size())); // "after 30 minutes page the team lead"
            words = words.mid(time->at + time->text.size());
        }
    }
    rung.who = person(words);
    rung.levels = levelsIn(rung.condition);
    if (rung.who.isEmpty() || wordsOf(rung.who).size() > 12)
        return {};
    return rung;
}

std::optional<RungFact> firstRungOf(const QString& sentence, int line) {
    static const QRegularExpression first(
        QStringLiteral(
            R"(\b(?:first|immediately|straight away|zuerst|zunächst|sofort|d'abord|en premier|immédiatement|primero|en primer lugar|inmediatamente|primeiro|imediatamente)\b)"),
        ignoreCase);
    static const QRegularExpression subject(
        QStringLiteral(
            R"(^\s*(?:if|when|unless|wenn|falls|sollte|si|se)\s+(?:(?:the|der|die|das|el|la|le|o|a)\s+|l['’])?(.{3,50}?)\s+(?:has|have|had|does|do|did|is|are|cannot|can't|doesn't|hasn't|isn't|fails|nach|nicht|sich|binnen|innerhalb|ne\b|n['’]|no\b|não\b))"),
        ignoreCase);
    RungFact rung;
    rung.line = line;
    if (const auto match = subject.match(sentence); match.hasMatch())
        rung.who = match.captured(1);
    else if (const auto begin = first.match(sentence);
             begin.hasMatch() && !timeIn(sentence) && (begin.capturedStart() < 2 || says(sentence, Concept::Calling)))
        rung.who = person(sentence);
    const QStringList words = wordsOf(rung.who);
    if (words.isEmpty() || words.size() > 7 || !says(words, Concept::RoleWord))
        return {};
    return rung;
}

} // namespace importer
