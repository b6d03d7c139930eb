// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "metrics/decode.h"
#include "metrics/range_query.h"
#include "net/redact.h"
#include "net/transport.h"
#include "playbook/playbook_file.h"
#include "playbook/variables.h"

namespace app {
namespace {

using metrics::Answer;

struct Query {
    QString expr, url, playbook = QStringLiteral("default"), range, step;
};

QString rowText(const Answer::Row& row) {
    QStringList labels;
    for (const auto& [name, value] : row.metric)
        labels << name + u"=\"" + value + u"\"";
    const QString metric = u"{" + labels.join(QStringLiteral(", ")) + u"}";
    if (row.samples.size() == 1)
        return metric + u"  " + row.samples.front().value;
    QStringList lines{metric};
    for (const Answer::Sample& sample : row.samples) {
        const auto at = domain::instantFromMs(static_cast<qint64>(sample.seconds * 1000));
        lines << u"  " + domain::toIso(at) + u"  " + sample.value;
    }
    return lines.join(u'\n');
}

QString answerText(const Answer& answer) {
    QStringList lines;
    for (const QString& warning : answer.warnings)
        lines << u"warning: " + warning;
    for (const Answer::Row& row : answer.rows)
        lines << rowText(row);
    return lines.isEmpty() ? QStringLiteral("no data") : lines.join(u'\n');
}

domain::Result<QString> serverOf(const Query& query, const std::map<QString, QString>& variables) {
    if (!query.url.isEmpty())
        return query.url;
    return playbook::expandVariables(QStringLiteral("{{prometheus}}"), variables);
}

domain::Result<net::Request> requestFor(const Query& query, const Session& session, domain::Instant now) {
    std::map<QString, QString> variables;
    if (const auto source = playbook::findPlaybook(query.playbook, session.places().playbooks()); source) {
        const auto read = playbook::playbookFromYaml(source->yaml, source->id + u".yaml");
        if (!read)
            return tl::unexpected(read.error());
        variables = read->variables;
    } else if (query.url.isEmpty()) {
        return tl::unexpected(source.error());
    }
    const auto server = serverOf(query, variables);
    if (!server)
        return tl::unexpected(server.error());
    const QString expr = playbook::expandKnown(query.expr, variables);
    if (query.range.isEmpty())
        return metrics::instantRequest(*server, expr, now);
    const auto window = domain::parseDuration(query.range);
    const auto step = domain::parseDuration(query.step.isEmpty() ? QStringLiteral("15s") : query.step);
    if (!window || !step)
        return domain::fail(domain::ErrorKind::Usage, (window ? step : window).error().text);
    metrics::RangeQuery wanted = metrics::rangeEnding(now, expr, *window, *step);
    // Who asks once wants the newest sample, not samples at round moments.
    const domain::Millis late = now - wanted.to;
    wanted.from += late;
    wanted.to = now;
    return metrics::rangeRequest(*server, wanted);
}

void run(Session& session, const Query& query) {
    auto request = requestFor(query, session, session.clock()->now());
    if (!request) {
        session.fail(request.error());
        return;
    }
    const QString server = net::redact(request->url);
    auto* transport = new net::Transport(session.clock(), {}, &session);
    transport->fetch(
        std::move(*request), [](const net::Response& response) { return metrics::decodeAnswer(response); }, &session,
        [&session, server](const domain::Result<Answer>& answer) {
            if (answer) {
                session.done(metrics::toJson(*answer), answerText(*answer));
                return;
            }
            domain::Error error = answer.error();
            if (error.kind == domain::ErrorKind::Network) // a tile says elsewhere whom it asks
                error.text += u" (" + server + u")";
            session.fail(error);
        });
}

} // namespace

void addQueryCommand(CLI::App& line, Command& command) {
    auto query = std::make_shared<Query>();
    CLI::App* added = line.add_subcommand("query", "Ask Prometheus; now, or over a range");
    addText(*added, "expr", query->expr, "PromQL")->required();
    addChoice(*added, "--url", query->url, "Server (default: the playbook's variable prometheus)")->type_name("U");
    addChoice(*added, "--playbook", query->playbook, "Whose variables are used")->type_name("P");
    addChoice(*added, "--range", query->range, "Window that ends now, such as 1h")->type_name("DURATION");
    addChoice(*added, "--step", query->step, "Distance of the samples (default: 15s)")->type_name("DURATION");
    added->callback([&command, query] {
        command = {Surface::None, [query](Session& session) { run(session, *query); }};
    });
}

} // namespace app
