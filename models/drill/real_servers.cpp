// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/real_servers.h"

#include "drill/scripted_alerts.h"
#include "drill/server_folder.h"
#include "process/child.h"
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <array>
#include <condition_variable>
#include <httplib.h>
#include <mutex>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drill {
namespace {

using namespace std::chrono_literals;

constexpr Millis patience = 30s;     ///< until both answer
constexpr Millis longestDrill = 24h; ///< nobody plays longer; then they end by themselves
constexpr const char* scrapeEvery = "2s";

/// Debian's name, then the upstream one.
QString alertmanagerProgram() {
    const QString debian = QStringLiteral("prometheus-alertmanager");
    return QStandardPaths::findExecutable(debian).isEmpty() ? QStringLiteral("alertmanager") : debian;
}

bool onPath(const QString& program) {
    return !QStandardPaths::findExecutable(program).isEmpty();
}

QString address(int port) {
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

/// A port of 127.0.0.1 that nobody listens on now; 0 when there is none.
int freePort() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof any;
    const bool bound = ::bind(descriptor, reinterpret_cast<sockaddr*>(&any), length) == 0 &&
                       ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&any), &length) == 0;
    ::close(descriptor);
    return bound ? ntohs(any.sin_port) : 0;
}

QByteArray text(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonArray targets(int port) {
    return {QJsonObject{{"targets", QJsonArray{address(port)}}}};
}

/// A rule's texts are templates; these are meant as they stand.
QJsonObject literal(const std::map<QString, QString>& texts) {
    QJsonObject object;
    for (const auto& [name, value] : texts)
        object.insert(name, QString(value).replace(QStringLiteral("{{"), QStringLiteral("{{\"{{\"}}")));
    return object;
}

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool answers(int port) {
    httplib::Client client("127.0.0.1", port);
    client.set_connection_timeout(1, 0);
    client.set_read_timeout(1, 0);
    const auto answer = client.Get("/-/ready");
    return answer && answer->status == 200;
}

} // namespace

QByteArray prometheusConfiguration(int service, int alertmanager) {
    return text({{"global", QJsonObject{{"scrape_interval", scrapeEvery},
                                        {"scrape_timeout", scrapeEvery},
                                        {"evaluation_interval", scrapeEvery}}},
                 {"rule_files", QJsonArray{"rules.yml"}},
                 {"alerting",
                  QJsonObject{{"alertmanagers", QJsonArray{QJsonObject{{"static_configs", targets(alertmanager)}}}}}},
                 // The scenario's own labels stand: honor_labels.
                 {"scrape_configs",
                  QJsonArray{QJsonObject{
                      {"job_name", "drill"}, {"honor_labels", true}, {"static_configs", targets(service)}}}}});
}

QByteArray alertRules(const std::vector<ScriptedAlert>& alerts) {
    QJsonArray rules;
    for (size_t i = 0; i < alerts.size(); ++i)
        rules.append(QJsonObject{{"alert", alerts[i].name},
                                 {"expr", QStringLiteral("max(drill_alert{alert=\"%1\"}) == 1").arg(i)},
                                 {"labels", literal(alerts[i].labels)},
                                 {"annotations", literal(alerts[i].annotations)}});
    return text({{"groups", QJsonArray{QJsonObject{{"name", "drill"}, {"rules", rules}}}}});
}

QByteArray alertGauges(const std::vector<ScriptedAlert>& alerts, Millis at) {
    QByteArray page =
        "# HELP drill_alert 1 while the scenario's alert with this number fires.\n# TYPE drill_alert gauge\n";
    for (size_t i = 0; i < alerts.size(); ++i)
        page += "drill_alert{alert=\"" + QByteArray::number(qulonglong(i)) + "\"} " +
                (firesAt(alerts[i], at) ? "1\n" : "0\n");
    return alerts.empty() ? QByteArray() : page;
}

struct RealServers::Private {
    std::vector<ScriptedAlert> alerts;
    QByteArray history;
    int service = 0, prometheus = 0, alertmanager = 0;
    ServerFolder folder;
    std::unique_ptr<process::Child> promtool, prometheusChild, alertmanagerChild;
    domain::Mailbox mailbox;
    std::thread worker; ///< files first, then the wait until both answer
    std::mutex mutex;
    std::condition_variable wake;
    bool leaving = false, over = false;

    bool pause(Millis time) {
        std::unique_lock lock(mutex);
        return !wake.wait_for(lock, time, [this] { return leaving; });
    }
    void work(std::function<void()> task) {
        if (worker.joinable())
            worker.join();
        worker = std::thread(std::move(task));
    }
    process::Command command(const QString& line) const {
        return {.line = line, .timeout = longestDrill, .folder = folder.path()};
    }
};

bool RealServers::areInstalled() {
    return onPath(QStringLiteral("prometheus")) && onPath(alertmanagerProgram());
}

RealServers::RealServers(std::vector<ScriptedAlert> alerts, QByteArray history, int service, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>()) {
    d->alerts = std::move(alerts);
    d->history = std::move(history);
    d->service = service;
    d->prometheus = freePort();
    d->alertmanager = freePort();
}

RealServers::~RealServers() {
    {
        const std::lock_guard lock(d->mutex);
        d->leaving = true;
    }
    d->wake.notify_all();
    d->over = true;
    // Asked together, so that they end side by side.
    for (process::Child* child : {d->prometheusChild.get(), d->alertmanagerChild.get()}) {
        if (child)
            child->cancel();
    }
    if (d->worker.joinable())
        d->worker.join();
}

QString RealServers::prometheusUrl() const {
    return QStringLiteral("http://") + address(d->prometheus);
}

QString RealServers::alertmanagerUrl() const {
    return QStringLiteral("http://") + address(d->alertmanager);
}

void RealServers::start() {
    d->work([this, to = d->mailbox.address(), folder = d->folder.path(), alerts = d->alerts, history = d->history,
             service = d->service, alertmanager = d->alertmanager] {
        const bool written = write(folder + u"/prometheus.yml", prometheusConfiguration(service, alertmanager)) &&
                             write(folder + u"/rules.yml", alertRules(alerts)) &&
                             write(folder + u"/history.om", history) &&
                             write(folder + u"/alertmanager.yml",
                                   "{\"route\":{\"receiver\":\"nobody\"},\"receivers\":[{\"name\":\"nobody\"}]}");
        to.post([this, written] {
            if (written)
                fillIn();
            else
                fail(QStringLiteral("their folder cannot be written"));
        });
    });
}

/// What came before the drill. Without it the graphs begin with the drill: no reason to do without real servers.
void RealServers::fillIn() {
    if (!onPath(QStringLiteral("promtool")) || d->history.isEmpty())
        return run();
    d->promtool = std::make_unique<process::Child>(
        d->command(QStringLiteral("exec promtool tsdb create-blocks-from openmetrics history.om data")));
    connect(d->promtool.get(), &process::Child::finished, this, [this](const process::Outcome& outcome) {
        if (outcome.end != process::End::Exited || outcome.status != 0)
            qWarning("The drill's Prometheus has no past: promtool %s", qPrintable(process::summaryOf(outcome)));
        run();
    });
}

void RealServers::run() {
    watch(d->prometheusChild,
          QStringLiteral("exec prometheus --config.file=prometheus.yml --storage.tsdb.path=data "
                         "--web.listen-address=%1 --log.level=error")
              .arg(address(d->prometheus)),
          QStringLiteral("Prometheus"));
    watch(d->alertmanagerChild,
          QStringLiteral("exec %1 --config.file=alertmanager.yml --storage.path=silences --web.listen-address=%2 "
                         "--cluster.listen-address= --log.level=error")
              .arg(alertmanagerProgram(), address(d->alertmanager)),
          QStringLiteral("Alertmanager"));
    d->work([this, to = d->mailbox.address(), ports = std::array{d->prometheus, d->alertmanager}] {
        QElapsedTimer since;
        since.start();
        while (!std::all_of(ports.begin(), ports.end(), answers)) {
            if (!d->pause(50ms))
                return;
            if (Millis(since.elapsed()) > patience) {
                to.post([this] { fail(QStringLiteral("they do not answer")); });
                return;
            }
        }
        to.post([this] {
            if (!d->over)
                emit ready();
        });
    });
}

void RealServers::watch(std::unique_ptr<process::Child>& child, const QString& line, const QString& name) {
    child = std::make_unique<process::Child>(d->command(line));
    connect(child.get(), &process::Child::finished, this, [this, name](const process::Outcome& outcome) {
        fail(QStringLiteral("%1 ended, %2: %3").arg(name, process::summaryOf(outcome), outcome.output.left(200)));
    });
}

void RealServers::fail(const QString& why) {
    if (std::exchange(d->over, true))
        return;
    emit failed(why);
}

} // namespace drill
