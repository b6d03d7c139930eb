// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "metrics/alert_feed.h"
#include "net/redact.h"
#include "playbook/playbook_file.h"
#include <QJsonArray>
#include <algorithm>

namespace app {
namespace {

using metrics::Alert;
using metrics::Silence;

struct Asked {
    QString playbook = QStringLiteral("default"), url;
    std::vector<std::string> matchers;
    QString duration, comment, id;
};

domain::Result<playbook::Playbook> playbookOf(const Asked& asked, const Session& session) {
    const auto source = playbook::findPlaybook(asked.playbook, session.places().playbooks());
    if (!source)
        return tl::unexpected(source.error());
    return playbook::playbookFromYaml(source->yaml, source->id + u".yaml");
}

domain::Error noServer(const playbook::Playbook& playbook) {
    return playbook::expandVariables(QStringLiteral("{{alertmanager}}"), playbook.variables).error();
}

/// The Alertmanager that is asked: --url, else the playbook's.
domain::Result<metrics::Server> serverOf(const Asked& asked, const Session& session) {
    if (!asked.url.isEmpty())
        return metrics::Server(asked.url);
    const auto read = playbookOf(asked, session);
    if (!read)
        return tl::unexpected(read.error());
    if (!read->alertmanager && !read->variables.contains(QStringLiteral("alertmanager")))
        return tl::unexpected(noServer(*read));
    return metrics::serversOf(*read, {}).alertmanager;
}

/// Asks, and ends the session with what tell makes of the answer, or with what went wrong.
template <class Decode, class Tell>
void ask(Session& session, domain::Result<net::Request> request, Decode decode, Tell tell) {
    if (!request) {
        session.fail(request.error());
        return;
    }
    const QString server = net::redact(request->url);
    auto* transport = new net::Transport(session.clock(), {}, &session);
    transport->fetch(*std::move(request), decode, &session,
                     [&session, server, tell](std::invoke_result_t<Decode, const net::Response&> answer) {
                         if (answer) {
                             tell(std::move(answer));
                             return;
                         }
                         domain::Error error = answer.error();
                         if (error.kind == domain::ErrorKind::Network)
                             error.text += u" (" + server + u")";
                         session.fail(error);
                     });
}

QJsonObject toJson(const metrics::Labels& labels) {
    QJsonObject object;
    for (const auto& [name, value] : labels)
        object.insert(name, value);
    return object;
}

/// silent: a sentence for each server that did not answer: what is told is not all there is.
void tellAlerts(Session& session, const std::vector<Alert>& alerts, const QStringList& silent = {}) {
    QJsonArray all;
    QStringList lines;
    for (const Alert& alert : alerts) {
        QJsonObject row{{"fingerprint", alert.fingerprint},      {"name", alert.name},
                        {"state", metrics::toText(alert.state)}, {"since", domain::toIso(alert.since)},
                        {"labels", toJson(alert.labels)},        {"annotations", toJson(alert.annotations)}};
        if (const QString runbook = metrics::runbookUrlOf(alert); !runbook.isEmpty())
            row.insert(QStringLiteral("runbook"), runbook);
        if (!alert.sourceUrl.isEmpty())
            row.insert(QStringLiteral("source"), alert.sourceUrl);
        if (!alert.silencedBy.isEmpty())
            row.insert(QStringLiteral("silencedBy"), QJsonArray::fromStringList(alert.silencedBy));
        if (!alert.servers.isEmpty())
            row.insert(QStringLiteral("servers"), QJsonArray::fromStringList(alert.servers));
        all << row;
        const QString from = alert.servers.isEmpty()
                                 ? QString()
                                 : QStringLiteral("  from %1").arg(alert.servers.join(QStringLiteral(", ")));
        lines << metrics::toText(alert.state).leftJustified(11) + alert.name + u"  since " +
                     domain::toIso(alert.since) + u"  " + metrics::distinctionOf(alert) + from;
    }
    const QString text = lines.isEmpty() ? QStringLiteral("No alert fires.") : lines.join(u'\n');
    if (silent.isEmpty())
        return session.done(all, text);
    if (!alerts.empty())
        session.print(all, text);
    session.fail({domain::ErrorKind::Server, silent.join(QStringLiteral("; "))});
}

/// One round of all servers of the playbook, as the war room asks them.
void runPlaybooksAlerts(Session& session, const playbook::Playbook& playbook) {
    auto* servers = new metrics::ServerLookup(playbook, {}, &session);
    auto* transport = new net::Transport(session.clock(), {}, &session);
    auto* feed = new metrics::AlertFeed(servers, session.clock(), transport, &session);
    if (!feed->isConfigured()) {
        session.fail(noServer(playbook));
        return;
    }
    QObject::connect(feed, &metrics::AlertFeed::changed, &session, [&session, feed](const metrics::AlertsView& view) {
        QStringList silent;
        for (const metrics::AlertSource& source : view.sources()) {
            if (!source.answered)
                silent << QStringLiteral("%1: %2").arg(source.name, source.sentence);
        }
        feed->stop();
        tellAlerts(session, view.alerts, silent);
    });
    feed->start();
}

void runAlerts(Session& session, const Asked& asked) {
    if (asked.url.isEmpty()) {
        if (const auto playbook = playbookOf(asked, session))
            runPlaybooksAlerts(session, *playbook);
        else
            session.fail(playbook.error());
        return;
    }
    const metrics::Server server(asked.url);
    // A 404 at Alertmanager's path means that the address is a Prometheus.
    auto* transport = new net::Transport(session.clock(), {}, &session);
    auto request = metrics::alertsRequest(server);
    if (!request) {
        session.fail(request.error());
        return;
    }
    struct Either {
        bool missing = false;
        domain::Result<std::vector<Alert>> alerts;
    };
    transport->fetch(
        *std::move(request),
        [](const net::Response& response) {
            return Either{response.failure == net::Failure::None && response.status == 404,
                          metrics::decodeAlertmanagerAlerts(response)};
        },
        &session,
        [&session, server](const Either& either) {
            if (either.missing)
                ask(session, metrics::prometheusAlertsRequest(server), metrics::decodePrometheusAlerts,
                    [&session](const auto& alerts) { tellAlerts(session, metrics::mergedAlerts(*alerts, {})); });
            else if (either.alerts)
                tellAlerts(session, metrics::mergedAlerts(*either.alerts, {}));
            else if (either.alerts.error().kind == domain::ErrorKind::Network)
                session.fail({domain::ErrorKind::Network,
                              QStringLiteral("%1 (%2)").arg(either.alerts.error().text, net::redact(server.url))});
            else
                session.fail(either.alerts.error());
        });
}

QJsonArray toJson(const std::vector<metrics::Matcher>& matchers) {
    QJsonArray texts;
    for (const metrics::Matcher& matcher : matchers)
        texts << metrics::toText(matcher);
    return texts;
}

void runList(Session& session, const Asked& asked) {
    const auto server = serverOf(asked, session);
    if (!server) {
        session.fail(server.error());
        return;
    }
    ask(session, metrics::silencesRequest(*server), metrics::decodeSilences, [&session](const auto& silences) {
        QJsonArray all;
        QStringList lines;
        for (const Silence& silence : *silences) {
            const QJsonArray matchers = toJson(silence.matchers);
            all << QJsonObject{{"id", silence.id},
                               {"state", metrics::toText(silence.state)},
                               {"matchers", matchers},
                               {"startsAt", domain::toIso(silence.startsAt)},
                               {"endsAt", domain::toIso(silence.endsAt)},
                               {"createdBy", silence.createdBy},
                               {"comment", silence.comment}};
            QStringList texts;
            for (const metrics::Matcher& matcher : silence.matchers)
                texts << metrics::toText(matcher);
            lines << silence.id + u"  " + metrics::toText(silence.state).leftJustified(8) + u"until " +
                         domain::toIso(silence.endsAt) + u"  " + texts.join(QStringLiteral(", ")) + u"  " +
                         silence.comment;
        }
        session.done(all, lines.isEmpty() ? QStringLiteral("There are no silences.") : lines.join(u'\n'));
    });
}

domain::Result<Silence> wantedSilence(const Asked& asked, Session& session) {
    Silence wanted;
    for (const std::string& text : asked.matchers) {
        auto matcher = metrics::parseMatcher(QString::fromStdString(text));
        if (!matcher)
            return domain::fail(domain::ErrorKind::Usage, matcher.error().text);
        wanted.matchers.push_back(*std::move(matcher));
    }
    const auto duration = domain::parseDuration(asked.duration);
    if (!duration)
        return domain::fail(domain::ErrorKind::Usage, duration.error().text);
    wanted.startsAt = session.clock()->now();
    wanted.endsAt = wanted.startsAt + *duration;
    wanted.createdBy = session.author();
    wanted.comment = asked.comment;
    return wanted;
}

void runCreate(Session& session, const Asked& asked) {
    const auto server = serverOf(asked, session);
    const auto wanted = wantedSilence(asked, session);
    if (!server || !wanted) {
        session.fail(server ? wanted.error() : server.error());
        return;
    }
    auto request = metrics::silenceRequest(*server, *wanted);
    if (!request) {
        session.fail(request.error());
        return;
    }
    // What it mutes is looked up first: it is the last chance to see that it mutes the wrong thing.
    ask(session, metrics::alertsRequest(*server), metrics::decodeAlertmanagerAlerts,
        [&session, request = *request, matchers = wanted->matchers](const auto& alerts) {
            const auto mutes = qint64(metrics::mutedBy(matchers, *alerts).size());
            ask(session, request, metrics::decodeSilenceId, [&session, mutes](const auto& id) {
                session.done(QJsonObject{{"id", *id}, {"mutes", mutes}},
                             mutes == 0 ? QStringLiteral("%1, which mutes nothing now").arg(*id)
                                        : QStringLiteral("%1, which mutes %2 now").arg(*id).arg(mutes));
            });
        });
}

void runExpire(Session& session, const Asked& asked) {
    const auto server = serverOf(asked, session);
    if (!server) {
        session.fail(server.error());
        return;
    }
    ask(session, metrics::expireRequest(*server, asked.id), metrics::decodeExpired,
        [&session, id = asked.id](const auto&) {
            session.done(QJsonObject{{"id", id}}, QStringLiteral("%1 is ended").arg(id));
        });
}

std::shared_ptr<Asked> addServer(CLI::App& added, const char* url = "Alertmanager (default: the playbook's)") {
    auto asked = std::make_shared<Asked>();
    addChoice(added, "--url", asked->url, url)->type_name("U");
    addChoice(added, "--playbook", asked->playbook, "Whose servers are asked")->type_name("P");
    return asked;
}

template <class Run>
void onCall(CLI::App& added, Command& command, std::shared_ptr<Asked> asked, Run run) {
    added.callback([&command, asked = std::move(asked), run] {
        command = {Surface::None, [asked, run](Session& session) { run(session, *asked); }};
    });
}

} // namespace

void addAlertCommands(CLI::App& line, Command& command) {
    CLI::App* alerts = line.add_subcommand("alerts", "List the alerts that fire");
    onCall(*alerts, command, addServer(*alerts, "Alertmanager or Prometheus (default: all servers of the playbook)"),
           runAlerts);

    CLI::App* silence = line.add_subcommand("silence", "Make, list and end silences")->require_subcommand(1);
    CLI::App* create = silence->add_subcommand("create", "Mute alerts for a while; prints the silence's id");
    auto wanted = addServer(*create);
    create->add_option("--matcher", wanted->matchers, "label=value, !=, =~ or !~; may be given again")
        ->type_name("M")
        ->required();
    addChoice(*create, "--duration", wanted->duration, "Such as 1h")->type_name("DURATION")->required();
    addChoice(*create, "--comment", wanted->comment, "Why; somebody will wonder")->type_name("C");
    wanted->comment = QStringLiteral("made with bridgewatch");
    onCall(*create, command, wanted, runCreate);
    CLI::App* list = silence->add_subcommand("list", "List every silence the server remembers");
    onCall(*list, command, addServer(*list), runList);
    CLI::App* expire = silence->add_subcommand("expire", "End a silence now");
    auto ended = addServer(*expire);
    addText(*expire, "id", ended->id, "Id of the silence")->required();
    onCall(*expire, command, ended, runExpire);
}

} // namespace app
