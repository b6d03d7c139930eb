// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/service.h"

#include "drill/answers.h"
#include "drill/real_servers.h"
#include "drill/scripted_alerts.h"
#include "playbook/variables.h"
#include <QUrl>
#include <condition_variable>
#include <future>
#include <httplib.h>
#include <mutex>
#include <thread>

namespace drill {
namespace {

using namespace std::chrono_literals;

/// A kept-alive connection and an endpoint that hangs each hold one thread.
constexpr size_t threads = 64;
/// A client has long given up by then; its thread is wanted back.
constexpr Millis longestHang = 20s;
constexpr Millis past = 1h; ///< of the metrics before the drill
constexpr Millis pastStep = 15s;

bool isWebUrl(const QString& text) {
    return text.startsWith(u"http://") || text.startsWith(u"https://");
}

} // namespace

struct Service::Private {
    Scenario scenario;
    playbook::Playbook book;
    const domain::Clock* clock;
    Instant start;
    httplib::Server server;
    std::thread listener;
    int port = -1;
    std::unique_ptr<Answers> answers;           ///< const once listening
    std::unique_ptr<ScriptedAlerts> alerts;     ///< guards itself
    std::map<std::string, QString> healthPaths; ///< path → check; const once listening
    std::string prometheus, alertmanager;       ///< path prefixes of their APIs

    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    std::string upstream; ///< http://host:port of the real Prometheus behind this one; empty: none
    domain::SystemClock wall;

    std::string realPrometheus() {
        const std::lock_guard lock(mutex);
        return upstream;
    }

    /// False when the service ends meanwhile.
    bool wait(Millis real) {
        std::unique_lock lock(mutex);
        return !wake.wait_for(lock, real, [this] { return stopping; });
    }

    QString base() const { return QStringLiteral("http://127.0.0.1:%1").arg(port); }

    void takeVariables() {
        for (auto& [name, value] : book.variables) {
            if (isWebUrl(value))
                value = base() + u'/' + name;
        }
        const auto prefix = [this](const char* name) {
            const auto found = book.variables.find(QString::fromLatin1(name));
            return found == book.variables.end() || !isWebUrl(found->second) ? std::string() : '/' + std::string(name);
        };
        prometheus = prefix("prometheus");
        alertmanager = prefix("alertmanager");
    }

    void playOverHttp(playbook::Check& check) const {
        playbook::Check played;
        played.id = check.id;
        played.title = check.title;
        played.http.url = base() + QStringLiteral("/checks/") + check.id;
        played.conditions = {QStringLiteral("[STATUS] == 200")};
        played.every = check.every;
        played.timeout = check.timeout;
        played.degradedOver = check.degradedOver;
        played.downAfter = check.downAfter;
        played.upAfter = check.upAfter;
        check = std::move(played);
    }

    /// Refuses a check that would leave this service: no packet of a drill leaves loopback.
    domain::Result<void> takeChecks() {
        for (playbook::Check& check : book.checks) {
            if (check.kind != playbook::CheckKind::Http)
                playOverHttp(check);
            const QUrl url(playbook::expandKnown(check.http.url, book.variables), QUrl::StrictMode);
            if (url.host() != u"127.0.0.1" || url.port() != port)
                return domain::fail(domain::ErrorKind::Input,
                                    QStringLiteral("The check \"%1\" asks %2, which no variable of the playbook stands "
                                                   "for; a drill asks its own service only.")
                                        .arg(check.id, url.host()));
            healthPaths[url.path(QUrl::FullyDecoded).toStdString()] = check.id;
        }
        return {};
    }

    /// The API of Alertmanager; nothing when the path is none of its.
    std::optional<Answer> alertmanagerAnswer(const httplib::Request& request, const Parameters& parameters,
                                             Instant now) {
        const std::string one = alertmanager + "/api/v2/silence/";
        if (request.path == alertmanager + "/api/v2/alerts" && request.method == "GET")
            return alerts->alertmanager(parameters, now);
        if (request.path == alertmanager + "/api/v2/silences")
            return request.method == "POST" ? alerts->silence(QByteArray::fromStdString(request.body), now)
                                            : alerts->silences(now);
        if (request.path.compare(0, one.size(), one) == 0 && request.method == "DELETE")
            return alerts->expire(QString::fromStdString(request.path.substr(one.size())), now);
        return std::nullopt;
    }

    /// The real Prometheus' word for it.
    Answer handedOn(const httplib::Request& request, const std::string& to) const {
        httplib::Client client(to);
        client.set_read_timeout(20, 0);
        httplib::Params parameters = request.params;
        if (const auto query = parameters.find("query"); query != parameters.end())
            query->second = answers->askedForReal(QByteArray::fromStdString(query->second)).toStdString();
        const std::string path = request.path.substr(prometheus.size());
        const auto said =
            request.method == "POST" ? client.Post(path, parameters) : client.Get(path, parameters, httplib::Headers());
        if (!said)
            return refusal(503, QStringLiteral("unavailable"),
                           QStringLiteral("the drill's Prometheus does not answer"));
        return {said->status,
                QByteArray::fromStdString(said->get_header_value("Content-Type")),
                QByteArray::fromStdString(said->body),
                {},
                false};
    }

    Answer page(const std::string& behind) const {
        if (behind.empty())
            return answers->metricsPage(clock->now());
        const Instant now = wall.now();
        Answer answer = answers->metricsPage(now);
        answer.body += alertGauges(scenario.alerts, now - start);
        return answer;
    }

    Answer answerFor(const httplib::Request& request) {
        const Instant now = clock->now();
        const std::string behind = realPrometheus();
        if (const auto health = healthPaths.find(request.path); health != healthPaths.end())
            return answers->health(health->second, now);
        if (request.path == "/metrics")
            return page(behind);
        if (!behind.empty() && request.path.compare(0, prometheus.size() + 5, prometheus + "/api/") == 0)
            return handedOn(request, behind);
        Parameters parameters;
        for (const auto& [name, value] : request.params)
            parameters[QByteArray::fromStdString(name)] = QByteArray::fromStdString(value);
        if (const auto answer = alertmanagerAnswer(request, parameters, now))
            return *answer;
        if (request.path == prometheus + "/api/v1/alerts")
            return alerts->prometheus(now);
        if (request.path == prometheus + "/api/v1/query")
            return answers->query(parameters, now);
        if (request.path == prometheus + "/api/v1/query_range")
            return answers->queryRange(parameters, now);
        // Status page, chat, maintenance switch: an action is taken and changes nothing here.
        if (request.method != "GET" && request.method != "HEAD")
            return Answer{200, "application/json", "{\"accepted\":true}", {}, false};
        return Answer{404, "text/plain; charset=utf-8", "not part of this drill\n", {}, false};
    }

    void respond(const httplib::Request& request, httplib::Response& response) {
        const Answer answer = answerFor(request);
        const auto real = [this](Millis drillTime) {
            return Millis(qint64(double(drillTime.count()) / clock->speed()));
        };
        if (!wait(answer.hangs ? longestHang : real(answer.delay)) || answer.hangs) {
            response.status = 503;
            return;
        }
        response.status = answer.status;
        response.set_header("Server-Timing", "app;dur=" + std::to_string(answer.delay.count()));
        response.set_content(answer.body.toStdString(), answer.contentType.toStdString());
    }
};

Service::Service(Scenario scenario, playbook::Playbook book, const domain::Clock* clock, domain::Instant start)
    : d(std::make_unique<Private>()) {
    d->scenario = std::move(scenario);
    d->book = std::move(book);
    d->clock = clock;
    d->start = start;
}

Service::~Service() {
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    d->server.stop();
    if (d->listener.joinable())
        d->listener.join();
}

domain::Result<void> Service::listen() {
    std::promise<void> running; // stop() does nothing before the server runs, and the pool is made once it does
    d->server.new_task_queue = [&running] {
        running.set_value();
        return new httplib::ThreadPool(threads);
    };
    d->server.set_tcp_nodelay(true);       // head and body are two writes: without it each answer waits 40 ms
    d->server.set_keep_alive_max_count(1); // an idle connection would hold up the end by five seconds
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
        d->respond(request, response);
    };
    d->server.Get(".*", handler).Post(".*", handler).Put(".*", handler).Patch(".*", handler).Delete(".*", handler);
    d->port = d->server.bind_to_any_port("127.0.0.1");
    if (d->port <= 0)
        return domain::fail(domain::ErrorKind::Network,
                            QStringLiteral("The drill's service cannot listen on 127.0.0.1: no port is free."));
    d->takeVariables();
    if (auto taken = d->takeChecks(); !taken)
        return taken;
    d->answers = std::make_unique<Answers>(d->scenario, d->book, d->start);
    d->alerts = std::make_unique<ScriptedAlerts>(d->scenario.alerts, d->start);
    d->listener = std::thread([this] { d->server.listen_after_bind(); });
    running.get_future().wait();
    return {};
}

int Service::port() const {
    return d->port;
}
QString Service::baseUrl() const {
    return d->base();
}
std::map<QString, QString> Service::variables() const {
    return d->book.variables;
}
const std::vector<playbook::Check>& Service::checks() const {
    return d->book.checks;
}

QByteArray Service::history() const {
    return d->answers->history(d->start - past, d->start, pastStep);
}

void Service::standBefore(const QString& prometheus, const QString& alertmanager) {
    const std::lock_guard lock(d->mutex);
    d->upstream = prometheus.toStdString();
    if (!d->alertmanager.empty())
        d->book.variables[QStringLiteral("alertmanager")] = alertmanager;
}

} // namespace drill
