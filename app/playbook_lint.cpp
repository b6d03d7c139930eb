// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playbook_lint.h"

#include "metrics/range_query.h"
#include "net/transport.h"
#include "playbook/lint/lint.h"
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <map>
#include <utility>

namespace app {
namespace {

Q_LOGGING_CATEGORY(log, "app.lint")

/// More than either reader takes: they say so themselves.
constexpr qint64 mostBytes = (qint64{8} << 20) + 1;

struct Job {
    WantedLint wanted;
    QByteArray bytes;
    std::map<QString, std::optional<QString>> said; ///< expression → why the server refuses it
    qsizetype open = 0;                             ///< answers still to come
    bool silent = false;
    bool markdown() const {
        return wanted.path.endsWith(u".md", Qt::CaseInsensitive) ||
               wanted.path.endsWith(u".markdown", Qt::CaseInsensitive);
    }
};

void finish(Session& session, const Job& job) {
    lint::Terms terms{session.clock()->now(), {}};
    if (!job.said.empty())
        terms.ask = [&job](const QString& expr) {
            const auto found = job.said.find(expr);
            return found == job.said.end() ? std::optional<QString>() : found->second;
        };
    const auto findings = job.markdown()
                              ? lint::lintRunbook(job.bytes, terms)
                              : lint::lintPlaybook(job.bytes, QFileInfo(job.wanted.path).completeBaseName(), terms);
    QStringList lines;
    for (const playbook::Finding& finding : findings) {
        lines << playbook::toText(finding, job.wanted.path) + u" [" + finding.rule + u"]";
        if (!finding.fix.isEmpty())
            lines << QStringLiteral("    mend: ") + finding.fix;
    }
    const QJsonObject answer{{"findings", toJson(findings)}};
    if (findings.empty())
        session.done(answer, job.wanted.path + QStringLiteral(": no findings"));
    else
        session.no(answer, lines.join(u'\n'));
}

/// Why the server refuses an expression; an inner nothing when it takes it, an outer one when it did not answer.
using Said = std::optional<std::optional<QString>>;

Said saidOf(const net::Response& response) {
    if (response.failure != net::Failure::None)
        return {};
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    if (response.status == 400 && answer.value(QStringLiteral("errorType")).toString() == u"bad_data")
        return std::optional<QString>(answer.value(QStringLiteral("error")).toString().left(300));
    if (answer.contains(QStringLiteral("status"))) // also an expression that parses and cannot be evaluated
        return std::optional<QString>();
    return {};
}

/// Asks for every expression, then lints. When one gets no answer our own check stands in for all.
void ask(Session& session, const std::shared_ptr<Job>& job, const QStringList& queries) {
    auto* transport = new net::Transport(session.clock(), {}, &session);
    job->open = queries.size();
    for (const QString& expr : queries) {
        auto request = metrics::instantRequest(job->wanted.prometheus, expr, session.clock()->now());
        if (!request) {
            session.fail(request.error());
            return;
        }
        transport->fetch(std::move(*request), saidOf, &session, [&session, expr, job](const Said& said) {
            if (said)
                job->said.emplace(expr, *said);
            else if (!std::exchange(job->silent, true))
                qCWarning(log).noquote() << job->wanted.prometheus
                                         << "gave no answer; PromQL is checked without a server.";
            if (--job->open > 0)
                return;
            if (job->silent)
                job->said.clear();
            finish(session, *job);
        });
    }
}

} // namespace

QJsonArray toJson(const std::vector<playbook::Finding>& findings) {
    QJsonArray rows;
    for (const playbook::Finding& finding : findings)
        rows << QJsonObject{
            {"rule", finding.rule}, {"line", finding.line}, {"message", finding.message}, {"fix", finding.fix}};
    return rows;
}

void lintFile(Session& session, const WantedLint& wanted) {
    if (wanted.path.isEmpty()) {
        session.fail({domain::ErrorKind::Usage, QStringLiteral("A file is needed: playbook lint FILE.")});
        return;
    }
    QFile file(wanted.path);
    if (!file.open(QIODevice::ReadOnly)) {
        session.fail({domain::ErrorKind::Input,
                      QStringLiteral("The file %1 cannot be read: %2.").arg(wanted.path, file.errorString())});
        return;
    }
    auto job = std::make_shared<Job>(Job{wanted, file.read(mostBytes), {}, 0, false});
    if (job->wanted.prometheus.isEmpty())
        job->wanted.prometheus = qEnvironmentVariable("BRIDGEWATCH_LINT_PROMETHEUS");
    QStringList queries;
    if (!job->wanted.prometheus.isEmpty())
        queries = job->markdown() ? lint::queriesOfRunbook(job->bytes) : lint::queriesOfPlaybook(job->bytes);
    if (queries.isEmpty())
        finish(session, *job);
    else
        ask(session, job, queries);
}

void printLintRules(Session& session) {
    QJsonArray rules;
    for (const lint::Rule& rule : lint::rules())
        rules << QJsonObject{{"rule", QString::fromUtf8(rule.id)},
                             {"why", QString::fromUtf8(rule.why)},
                             {"fix", QString::fromUtf8(rule.fix)}};
    session.done(rules, lint::rulesPage().trimmed());
}

} // namespace app
