// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "metrics/decode.h"
#include "metrics/range_query.h"
#include "metrics/servers.h"
#include "metrics/tail.h"
#include "net/redact.h"
#include "net/transport.h"
#include "playbook/playbook_file.h"
#include "playbook/variables.h"

namespace app {
namespace {

using metrics::Answer;

struct Query {
    QString expr, url, playbook = QStringLiteral("default"), server, range, step;
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

constexpr int mostPieces = 32; ///< of one range: 351,936 samples of each series

/// What is asked, piece by piece, and what has come.
struct Talk {
    metrics::Server server;
    QString expr;
    std::optional<domain::Instant> at;       ///< of an instant query
    std::vector<metrics::RangeQuery> pieces; ///< those still to be asked, the newest first
    Answer answer;
};

domain::Result<metrics::Server> serverOf(const Query& query, const playbook::Playbook& playbook) {
    if (!query.url.isEmpty())
        return metrics::Server(query.url);
    if (playbook.prometheus.empty() && !playbook.variables.contains(QStringLiteral("prometheus")))
        return tl::unexpected(playbook::expandVariables(QStringLiteral("{{prometheus}}"), playbook.variables).error());
    return metrics::serversOf(playbook, {}).prometheusOf(query.server);
}

domain::Result<void> cutRange(Talk& talk, const Query& query, domain::Instant now) {
    const auto window = domain::parseDuration(query.range);
    const auto step = domain::parseDuration(query.step.isEmpty() ? QStringLiteral("15s") : query.step);
    if (!window || !step)
        return domain::fail(domain::ErrorKind::Usage, (window ? step : window).error().text);
    // A query that looks at the range itself has to be asked whole.
    const int pieces = metrics::dependsOnRange(talk.expr) ? 1 : mostPieces;
    metrics::RangeQuery wanted = metrics::rangeEnding(now, talk.expr, *window, *step, pieces);
    if (wanted.step > std::max(*step, domain::Millis(1'000)))
        talk.answer.warnings << QStringLiteral(
                                    "asked every %1 instead of every %2: so long a range has too many samples")
                                    .arg(domain::toHumanDuration(wanted.step), domain::toHumanDuration(*step));
    // Who asks once wants the newest sample, not samples at round moments.
    const domain::Millis late = now - wanted.to;
    wanted.from += late;
    wanted.to = now;
    talk.pieces = metrics::piecesOf(wanted);
    std::reverse(talk.pieces.begin(), talk.pieces.end());
    return {};
}

domain::Result<Talk> talkFor(const Query& query, Session& session) {
    playbook::Playbook playbook;
    if (const auto source = playbook::findPlaybook(query.playbook, session.places().playbooks()); source) {
        auto read = playbook::playbookFromYaml(source->yaml, source->id + u".yaml");
        if (!read)
            return tl::unexpected(read.error());
        playbook = *std::move(read);
    } else if (query.url.isEmpty()) {
        return tl::unexpected(source.error());
    }
    auto server = serverOf(query, playbook);
    if (!server)
        return tl::unexpected(server.error());
    Talk talk{*std::move(server), playbook::expandKnown(query.expr, playbook.variables), {}, {}, {}};
    const domain::Instant now = session.clock()->now();
    if (query.range.isEmpty())
        talk.at = now;
    else if (const auto cut = cutRange(talk, query, now); !cut)
        return tl::unexpected(cut.error());
    return talk;
}

void ask(Session& session, net::Transport* transport, const std::shared_ptr<Talk>& talk) {
    auto request = talk->at ? metrics::instantRequest(talk->server, talk->expr, *talk->at)
                            : metrics::rangeRequest(talk->server, talk->pieces.back());
    if (!request) {
        session.fail(request.error());
        return;
    }
    const QString server = net::redact(request->url);
    transport->fetch(
        std::move(*request), [](const net::Response& response) { return metrics::decodeAnswer(response); }, &session,
        [&session, transport, talk, server](const domain::Result<Answer>& answer) {
            if (!answer) {
                domain::Error error = answer.error();
                if (error.kind == domain::ErrorKind::Network) // a tile says elsewhere whom it asks
                    error.text += u" (" + server + u")";
                session.fail(error);
                return;
            }
            metrics::extend(talk->answer, *answer);
            if (!talk->pieces.empty())
                talk->pieces.pop_back();
            if (!talk->pieces.empty())
                return ask(session, transport, talk);
            session.done(metrics::toJson(talk->answer), answerText(talk->answer));
        });
}

void run(Session& session, const Query& query) {
    auto talk = talkFor(query, session);
    if (!talk) {
        session.fail(talk.error());
        return;
    }
    ask(session, new net::Transport(session.clock(), {}, &session), std::make_shared<Talk>(*std::move(talk)));
}

} // namespace

void addQueryCommand(CLI::App& line, Command& command) {
    auto query = std::make_shared<Query>();
    CLI::App* added = line.add_subcommand("query", "Ask Prometheus; now, or over a range");
    addText(*added, "expr", query->expr, "PromQL")->required();
    addChoice(*added, "--url", query->url, "Server (default: the playbook's)")->type_name("U");
    addChoice(*added, "--playbook", query->playbook, "Whose variables are used")->type_name("P");
    addChoice(*added, "--server", query->server, "One of the playbook's Prometheus servers (default: the first)")
        ->type_name("ID");
    addChoice(*added, "--range", query->range, "Window that ends now, such as 1h")->type_name("DURATION");
    addChoice(*added, "--step", query->step, "Distance of the samples (default: 15s)")->type_name("DURATION");
    added->callback([&command, query] {
        command = {Surface::None, [query](Session& session) { run(session, *query); }};
    });
}

} // namespace app
