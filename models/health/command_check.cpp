// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/command_check.h"

#include "process/child.h"
#include <QDir>

namespace health {
namespace {

using namespace Qt::StringLiterals;
using domain::CheckState;
using playbook::Condition;
using playbook::Operand;

/// As much as an HTTP check reads of a body.
constexpr qint64 mostOutput = 1 << 20;

QString lastLine(const QString& output) {
    const QString line = output.trimmed().section(u'\n', -1).simplified();
    return line.size() > 80 ? QString(line.left(79) + u'…') : line;
}

bool asksForExit(const Rules& rules) {
    return std::any_of(rules.conditions.begin(), rules.conditions.end(), [](const Condition& condition) {
        return condition.left.kind == Operand::Kind::Exit || condition.right.kind == Operand::Kind::Exit;
    });
}

Rules withExit(Rules rules) {
    if (!asksForExit(rules))
        rules.conditions.insert(rules.conditions.begin(), *playbook::parseCondition(u"[EXIT] == 0"_s));
    return rules;
}

Verdict verdictOf(const Rules& rules, const process::Outcome& outcome, const net::Response& answer) {
    if (outcome.end == process::End::NotStarted)
        return {CheckState::Inconclusive, outcome.reason};
    if (outcome.end != process::End::Exited)
        return {CheckState::Down, process::summaryOf(outcome)};
    const QString said = lastLine(outcome.output);
    const bool missing = outcome.status == 126 || outcome.status == 127;
    if (missing && !asksForExit(rules))
        return {CheckState::Inconclusive, said.isEmpty() ? u"the command is not installed here"_s : said};
    Verdict verdict = evaluate(withExit(rules), answer);
    if (verdict.state == CheckState::Up)
        verdict.detail = said.isEmpty() ? u"exit %1"_s.arg(outcome.status) : said;
    else if (verdict.state == CheckState::Down && verdict.detail.startsWith("exit "_L1) && !said.isEmpty())
        verdict.detail += u": "_s + said;
    return verdict;
}

} // namespace

QString notAllowed() {
    return u"not allowed to run commands"_s;
}

Reading refusedCommand(const Probe& probe, domain::Instant at) {
    return {{probe.check.id, at, CheckState::Inconclusive, 0, 0, notAllowed()}, false, false, false, {}, {}};
}

process::Command commandOf(const QString& line, domain::Millis timeout) {
    return {.line = line,
            .timeout = timeout,
            .outlives = false,
            .secrets = {},
            .folder = QDir::tempPath(),
            .mostOutput = mostOutput,
            .longestFile = qint64{256} << 20};
}

Reading readingOf(const QString& check, const Rules& rules, const process::Outcome& outcome,
                  domain::Instant startedAt) {
    net::Response answer;
    answer.startedAt = startedAt;
    answer.phases.totalUs = outcome.took.count() * 1000;
    answer.status = outcome.status;
    answer.body = outcome.output.toUtf8();
    Reading reading{resultOf(check, verdictOf(rules, outcome, answer), answer), false, false, false, {}, {}};
    if (outcome.end == process::End::NotStarted)
        return reading;
    constexpr qsizetype shownBytes = 2048;
    reading.answer = std::make_shared<Answer>();
    reading.answer->result = reading.result;
    reading.answer->body = answer.body.left(shownBytes);
    reading.answer->bodyCut = answer.body.size() > shownBytes;
    reading.answer->phases = answer.phases;
    if (outcome.end == process::End::Exited)
        reading.answer->conditions = conditionsHeld(withExit(rules), answer);
    return reading;
}

process::Child* startCommand(const Probe& probe, domain::Clock* clock, QObject* context,
                             std::function<void(Reading)> done) {
    auto* child = new process::Child(commandOf(probe.command, probe.check.timeout), context);
    QObject::connect(child, &process::Child::finished, child,
                     [child, id = probe.check.id, rules = probe.rules, startedAt = clock->now(), hold = clock->hold(),
                      done = std::move(done)](const process::Outcome& outcome) {
                         child->deleteLater();
                         done(readingOf(id, rules, outcome, startedAt));
                     });
    return child;
}

} // namespace health
