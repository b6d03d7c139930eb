// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/lint/findings.h"

#include <QSet>
#include <map>

namespace lint {
namespace {

QRegularExpression words(const QString& pattern) {
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

const QRegularExpression& severityHeading() {
    static const QRegularExpression form =
        words(QStringLiteral("severit|classif|priorit|incident "
                             "levels?|schwere|stufe|gravit|niveau|gravedad|severid|nivel|prioridad|priorid"));
    return form;
}

const QRegularExpression& ladderHeading() {
    static const QRegularExpression form = words(QStringLiteral(
        "escal|eskal|ladder|leiter|on-?call|rotation|rota\\b|bereitschaft|astreinte|guardia|plantão|sobreaviso"));
    return form;
}

const QRegularExpression& updateWords() {
    static const QRegularExpression form =
        words(QStringLiteral("update|communicat|frequen|cadence|notif|status|inform|aktualis|kommunik|mise à jour|"
                             "mises à jour|actualiz|comunic|atualiz"));
    return form;
}

const QRegularExpression& responseWords() {
    static const QRegularExpression form = words(QStringLiteral(
        "respon|acknowledg|react|\\bsla\\b|\\back\\b|pick ?up|antwort|reaktion|réponse|réaction|respuesta|"
        "resposta|atendimento|within|immediate"));
    return form;
}

/// Minutes of "15 min", "1 hour", "immediately", …; -1 when no time stands there.
int minutesIn(const QString& text) {
    static const QRegularExpression duration = words(QStringLiteral(
        R"((\d+)(?:\s*(?:[-–—]|to|bis|à|a)\s*\d+)?[\s-]*(min|m\b|h\b|hour|hr|stunde|std|heure|hora|day|tag|jour|día|dia))"));
    static const QRegularExpression atOnce =
        words(QStringLiteral("immediate|at once|sofort|immédiat|inmediat|imediat|instant|right away"));
    static const QRegularExpression nextDay =
        words(QStringLiteral("next (?:business|working) day|nächster (?:arbeits|werk)tag|best effort|backlog"));
    if (const auto match = duration.match(text); match.hasMatch()) {
        const QString unit = match.captured(2).toLower();
        const int factor = unit.startsWith(u"m") ? 1
                           : unit == u"day" || unit == u"tag" || unit == u"jour" || unit == u"día" || unit == u"dia"
                               ? 1440
                               : 60;
        return match.captured(1).toInt() * factor;
    }
    if (atOnce.match(text).hasMatch())
        return 0;
    return nextDay.match(text).hasMatch() ? 24 * 60 : -1;
}

struct Defined {
    int line = 0;
    QString name;
    int response = -1; ///< minutes; -1: not said
};

/// Severities where they are defined, with their response times.
class Severities {
public:
    explicit Severities(const std::vector<Passage>& passages) {
        int current = -1;
        for (const Passage& passage : passages) {
            if (passage.kind == Passage::Kind::Code) {
                code(passage);
                continue;
            }
            const bool inSection = passage.isUnder(severityHeading());
            const int number = severityAt(passage.text.plain);
            if (passage.kind == Passage::Kind::Heading && number < 0)
                current = -1;
            if (inSection && number >= 0) {
                m_all.try_emplace(number, Defined{passage.line, passage.text.plain.section(u'\n', 0, 0).left(40), -1});
                current = number;
            }
            respond(passage, number, inSection ? current : -1);
        }
    }
    const std::map<int, Defined>& all() const { return m_all; }

private:
    /// Severities that are listed in a fence, a line each.
    void code(const Passage& passage) {
        int line = passage.text.line, count = 0;
        std::map<int, Defined> listed;
        for (const QString& one : passage.text.plain.split(u'\n')) {
            static const QRegularExpression entry = words(QStringLiteral(R"(^\s*(?:P|SEV[ -]?|SEVERITY )\d\s*[:=–-])"));
            if (entry.match(one).hasMatch()) {
                listed.try_emplace(severityAt(one.trimmed()), Defined{line, one.trimmed().left(40), -1});
                ++count;
            }
            ++line;
        }
        if (count >= 3)
            m_all.insert(listed.begin(), listed.end());
    }

    void respond(const Passage& passage, int number, int current) {
        const int severity = number >= 0 ? number : current;
        const auto entry = m_all.find(severity);
        if (entry == m_all.end() || entry->second.response >= 0)
            return;
        for (qsizetype i = 0; i < passage.cells.size() && i < passage.columns.size(); ++i) {
            if (responseWords().match(passage.columns[i]).hasMatch())
                entry->second.response = minutesIn(passage.cells[i]);
        }
        if (passage.kind != Passage::Kind::Row && responseWords().match(passage.text.plain).hasMatch())
            entry->second.response = minutesIn(passage.text.plain);
    }

    std::map<int, Defined> m_all;
};

void responses(Findings& findings, const Severities& severities, const std::vector<Passage>& passages) {
    const auto& all = severities.all();
    QStringList without;
    int line = 0, strictest = -1;
    for (const auto& [number, defined] : all) {
        if (defined.response < 0) {
            line = line == 0 ? defined.line : std::min(line, defined.line);
            without << defined.name.section(QRegularExpression(QStringLiteral("\\s*[:–|(]|\\s-\\s")), 0, 0).trimmed();
        } else if (strictest < 0) {
            strictest = defined.response;
        }
    }
    if (!without.isEmpty())
        findings.push_back(found("severity.no-response-time", line,
                                 QStringLiteral("no response time for %1").arg(without.join(QStringLiteral(", ")))));
    static const QRegularExpression first =
        words(QStringLiteral("primary|first responder|on-call engineer|level 1|\\bL1\\b"));
    static const QRegularExpression sla = words(QStringLiteral(R"((\d+)[ -]?min\w*\s+(?:sla|response))"));
    for (const Passage& passage : passages) {
        const auto match = sla.match(passage.text.plain);
        if (passage.kind != Passage::Kind::Text || strictest < 0 || !match.hasMatch() ||
            !passage.isUnder(ladderHeading()) || !first.match(passage.text.plain).hasMatch())
            continue;
        if (match.captured(1).toInt() > strictest) {
            findings.push_back(found(
                "severity.response-contradiction", passage.line,
                QStringLiteral("\"%1\", but the worst severity asks for %2")
                    .arg(passage.text.plain.simplified(), strictest == 0 ? QStringLiteral("an answer at once")
                                                                         : QStringLiteral("%1 min").arg(strictest))));
            return;
        }
    }
}

struct Cadence {
    int line = 0, from = 0, to = 0; ///< minutes
    QString said;
};

std::optional<Cadence> cadenceIn(const QString& text, int line) {
    static const QRegularExpression every = words(QStringLiteral(
        R"((?:every|each|alle|jede|toutes? les|cada|a cada)\s+(\d+)?(?:\s*(?:[-–—]|to|bis|à|a)\s*(\d+))?\s*(min|hour|h\b|stunde|std|heure|hora)\w*)"));
    const auto match = every.match(text);
    if (!match.hasMatch())
        return {};
    const int factor = match.captured(3).startsWith(u'm', Qt::CaseInsensitive) ? 1 : 60;
    const int from = match.captured(1).isEmpty() ? 1 : match.captured(1).toInt();
    const int to = match.captured(2).isEmpty() ? from : match.captured(2).toInt();
    return Cadence{line + static_cast<int>(QStringView(text).left(match.capturedStart()).count(u'\n')), from * factor,
                   to * factor, match.captured().simplified()};
}

void cadences(Findings& findings, const std::vector<Passage>& passages) {
    static const QRegularExpression anySeverity = words(QStringLiteral(R"(\b(?:P|SEV|SEVERITY)[ -]?[0-5]\b)"));
    std::optional<Cadence> strictest, general;
    std::vector<Cadence> others;
    for (const Passage& passage : passages) {
        const auto cadence = cadenceIn(passage.text.plain, passage.line);
        const bool told = updateWords().match(passage.text.plain).hasMatch() || passage.isUnder(updateWords());
        if (!cadence || !told || (passage.kind == Passage::Kind::Code && !isTemplate(passage)))
            continue;
        if (severityAt(passage.text.plain) >= 0) {
            if (!strictest || cadence->to < strictest->to)
                strictest = cadence;
        } else if (!anySeverity.match(passage.text.plain).hasMatch() && !passage.isUnder(anySeverity)) {
            others.push_back(*cadence);
        }
    }
    for (const Cadence& other : others) {
        const Cadence* first = strictest ? &*strictest : general ? &*general : nullptr;
        if (!first)
            general = other;
        else if (strictest ? other.to > first->to : other.to != first->to)
            findings.push_back(found("cadence.contradiction", other.line,
                                     QStringLiteral("\"%1\" here, \"%2\" in line %3")
                                         .arg(other.said, first->said, QString::number(first->line))));
    }
}

struct Rung {
    int line = 0, from = 0, to = -1; ///< minutes; -1: open
    QString text;
    QSet<QString> who;
};

std::optional<Rung> rungIn(const Passage& passage) {
    static const QRegularExpression window =
        words(QStringLiteral(R"((\d+)\s*(?:(?:min\w*)?\s*(?:[-–—]|to|bis|à|a)\s*(\d+)|(\+))\s*(?:min|m\b))"));
    static const QSet<QString> fillers{
        "on",       "call",      "oncall",   "the",      "and",      "is",   "are",
        "engineer", "notified",  "responds", "response", "level",    "page", "paged",
        "contact",  "contacted", "notify",   "inform",   "informed", "min",  "minutes",
        "escalate", "to",        "then",     "tier",     "step",     "wird", "benachrichtigt",
        "und"};
    const auto match = window.match(passage.text.plain);
    if (!match.hasMatch())
        return {};
    Rung rung{passage.line,
              match.captured(1).toInt(),
              match.captured(2).isEmpty() ? -1 : match.captured(2).toInt(),
              passage.text.plain.simplified(),
              {}};
    QString rest = passage.text.plain.toLower();
    rest.remove(match.capturedStart(), match.capturedLength());
    static const QRegularExpression letters(QStringLiteral(R"(\p{L}+)"));
    for (auto it = letters.globalMatch(rest); it.hasNext();) {
        const QString word = it.next().captured();
        if (!fillers.contains(word) && word.size() > 1)
            rung.who.insert(word);
    }
    return rung;
}

void ladders(Findings& findings, const std::vector<Passage>& passages) {
    std::map<int, std::vector<Rung>> byList;
    for (const Passage& passage : passages) {
        if (passage.group == 0 || passage.kind == Passage::Kind::Code || !passage.isUnder(ladderHeading()))
            continue;
        if (const auto rung = rungIn(passage))
            byList[passage.group].push_back(*rung);
    }
    const std::vector<Rung>* first = nullptr;
    for (const auto& [group, ladder] : byList) {
        if (ladder.size() < 2)
            continue;
        for (size_t i = 1; i < ladder.size(); ++i) {
            if (ladder[i - 1].to >= 0 && ladder[i].from > ladder[i - 1].to)
                findings.push_back(found("escalation.uncovered", ladder[i].line,
                                         QStringLiteral("nobody is named between minute %1 and %2")
                                             .arg(QString::number(ladder[i - 1].to), QString::number(ladder[i].from))));
        }
        if (!first) {
            first = &ladder;
            continue;
        }
        for (const Rung& rung : ladder) {
            for (const Rung& other : *first) {
                if (other.from == rung.from && !rung.who.isEmpty() && !other.who.isEmpty() &&
                    !rung.who.intersects(other.who))
                    findings.push_back(found("escalation.contradiction", rung.line,
                                             QStringLiteral("\"%1\" here, \"%2\" in line %3")
                                                 .arg(rung.text, other.text, QString::number(other.line))));
            }
        }
    }
}

void hours(Findings& findings, const std::vector<Passage>& passages) {
    static const QRegularExpression partOfTheDay = words(QStringLiteral(
        R"(business hours|office hours|working hours|weekdays? only|mon(?:day)?\s*[-–]\s*fri(?:day)?|\b9\s*(?:am)?\s*[-–]\s*5|bürozeit|geschäftszeit|arbeitszeit|heures ouvr|heures de bureau|horario (?:laboral|de oficina)|horário (?:comercial|de expediente))"));
    static const QRegularExpression rest = words(QStringLiteral(
        "outside|out of hours|after hours|otherwise|night|weekend|außerhalb|nachts|en dehors|fuera de|fora d"));
    for (const Passage& passage : passages) {
        if ((passage.kind == Passage::Kind::Text || passage.kind == Passage::Kind::Row) &&
            passage.isUnder(ladderHeading()) && partOfTheDay.match(passage.text.plain).hasMatch() &&
            !rest.match(passage.text.plain).hasMatch())
            findings.push_back(found("escalation.uncovered", passage.line,
                                     QStringLiteral("\"%1\" leaves nights and weekends open")
                                         .arg(passage.text.plain.simplified().left(80))));
    }
}

} // namespace

int severityAt(const QString& text) {
    static const QRegularExpression form = words(QStringLiteral(
        R"(^[\s*_#>|-]*(?:\S\s)?(?:P|SEV|SEVERITY|PRIO|PRIORITY|SCHWEREGRAD|GRAVITÉ|SEVERIDAD|SEVERIDADE|PRIORIDADE?|NIVEAU|NIVEL|LEVEL)[ -]?([0-5])\b)"));
    const auto match = form.match(text.left(80));
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

Findings promiseFindings(const std::vector<Passage>& passages) {
    Findings findings;
    responses(findings, Severities(passages), passages);
    cadences(findings, passages);
    ladders(findings, passages);
    hours(findings, passages);
    return findings;
}

} // namespace lint
