// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/drill_clock.h"
#include "drill/service.h"
#include "metrics/panel_feed.h"
#include "net/free_port.h"
#include "net/transport.h"
#include "playbook/playbook_file.h"
#include "playbook/variables.h"
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <httplib.h>

using namespace drill;
using namespace std::chrono_literals;

namespace {

const Instant start = domain::instantFromMs(1'800'000'000'000);

/// A clock that the test moves.
class GivenClock final : public domain::Clock {
public:
    explicit GivenClock(double speed)
        : m_speed(speed) {}
    Instant now() const override { return domain::instantFromMs(m_ms.load()); }
    void wakeAt(Instant, QObject*, std::function<void()>) override {}
    double speed() const override { return m_speed; }
    void set(Instant now) { m_ms = domain::toMs(now); }

private:
    std::atomic<qint64> m_ms{domain::toMs(start)};
    double m_speed;
};

std::string form(const QString& expr, Instant from, Instant to, const char* step) {
    return "query=" + QUrl::toPercentEncoding(expr).toStdString() +
           "&start=" + std::to_string(domain::toMs(from) / 1000) + "&end=" + std::to_string(domain::toMs(to) / 1000) +
           "&step=" + step;
}

constexpr auto formType = "application/x-www-form-urlencoded";

QJsonObject jsonOf(const httplib::Result& result) {
    return result ? QJsonDocument::fromJson(QByteArray::fromStdString(result->body)).object() : QJsonObject();
}

} // namespace

class TestService final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void health_followsTheScenario();
    void delay_isDividedBySpeed();
    void hangingEndpoint_doesNotHoldUpTheEnd();
    void everyPanel_isAnswered();
    void future_hasNoSamples();
    void alertsAndSilences_areServed();
    void actions_areAccepted();
    void wrongQuestions_areRefusedAsPrometheusDoes();
    void checkOutsideTheService_isRefused();
    void realPrometheus_scrapesTheMetricsPage();

private:
    QString exprOf(const char* panel) const;
    std::optional<Found> m_found;
    std::unique_ptr<GivenClock> m_clock;
};

void TestService::init() {
    m_found = findScenario(QStringLiteral("database-outage"), {}).value();
    m_clock = std::make_unique<GivenClock>(1000);
}

QString TestService::exprOf(const char* panel) const {
    return playbook::expandKnown(findPanel(m_found->playbook, QString::fromLatin1(panel))->expr,
                                 m_found->playbook.variables);
}

void TestService::health_followsTheScenario() {
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    auto up = client.Get("/service/api/health");
    QVERIFY(up);
    QCOMPARE(up->status, 200);
    QCOMPARE(up->body, std::string("{\"status\":\"up\"}"));
    QCOMPARE(up->get_header_value("Server-Timing"), std::string("app;dur=45"));
    m_clock->set(start + 3min);
    auto down = client.Get("/service/api/health");
    QCOMPARE(down->status, 503);
    QVERIFY(down->body.find("no database connection") != std::string::npos);
    QCOMPARE(client.Get("/nowhere")->status, 404);
    QCOMPARE(service.variables().at(QStringLiteral("prometheus")),
             QString(service.baseUrl() + QStringLiteral("/prometheus")));
    QCOMPARE(service.variables().at(QStringLiteral("job")), QStringLiteral("service"));
}

void TestService::delay_isDividedBySpeed() {
    m_clock = std::make_unique<GivenClock>(10);
    m_clock->set(start + 2min);
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    QElapsedTimer real;
    real.start();
    const auto slow = client.Get("/service/"); // 1.7 s of the drill
    QVERIFY(slow);
    QVERIFY(real.elapsed() >= 170);
    QCOMPARE(slow->get_header_value("Server-Timing"), std::string("app;dur=1700"));
}

void TestService::hangingEndpoint_doesNotHoldUpTheEnd() {
    m_clock->set(start + 1min + 40s);
    auto service = std::make_unique<Service>(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service->listen());
    std::atomic<bool> asked = false;
    std::thread client([&, port = service->port()] {
        httplib::Client hanging("127.0.0.1", port);
        hanging.set_read_timeout(1, 0);
        const auto answer = hanging.Get("/service/health/database");
        Q_UNUSED(answer);
        asked = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(asked, 5000); // the client gave up
    client.join();
    QElapsedTimer real;
    real.start();
    service.reset();
    QVERIFY2(real.elapsed() < 5000, "the hanging handler must be interrupted, not waited for");
}

void TestService::everyPanel_isAnswered() {
    m_clock->set(start + 10min);
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    for (const playbook::Panel& panel : m_found->playbook.panels) {
        const QString expr = playbook::expandKnown(panel.expr, service.variables());
        const auto range =
            jsonOf(client.Post("/prometheus/api/v1/query_range", form(expr, start, start + 10min, "15"), formType));
        QCOMPARE(range.value(u"status").toString(), QStringLiteral("success"));
        const QJsonArray values = range[u"data"][u"result"][0][u"values"].toArray();
        QVERIFY2(values.size() > 30, qPrintable(panel.id));
        QVERIFY(values[0][1].isString());
        const auto instant =
            jsonOf(client.Get("/prometheus/api/v1/query?query=" + QUrl::toPercentEncoding(expr).toStdString()));
        QCOMPARE(instant[u"data"][u"resultType"].toString(), QStringLiteral("vector"));
        QCOMPARE(instant[u"data"][u"result"].toArray().size(), 1);
    }
    // The value is the scenario's: about 41 % errors at ten minutes.
    const auto errors = jsonOf(client.Get("/prometheus/api/v1/query?query=drill_error_percent"));
    const double value = errors[u"data"][u"result"][0][u"value"][1].toString().toDouble();
    QVERIFY(value > 38 && value < 43);
    QCOMPARE(errors[u"data"][u"result"][0][u"metric"][u"__name__"].toString(), QStringLiteral("drill_error_percent"));
}

void TestService::future_hasNoSamples() {
    m_clock->set(start + 1min);
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    const auto range = jsonOf(
        client.Post("/prometheus/api/v1/query_range", form(exprOf("errors"), start, start + 10min, "10s"), formType));
    QCOMPARE(range[u"data"][u"result"][0][u"values"].toArray().size(), 7);
    const auto later = jsonOf(client.Post("/prometheus/api/v1/query_range",
                                          form(exprOf("errors"), start + 5min, start + 10min, "10s"), formType));
    QVERIFY(later[u"data"][u"result"].toArray().isEmpty());
}

void TestService::alertsAndSilences_areServed() {
    m_clock->set(start + 3min);
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    const auto alerts = [&] {
        const auto answer = client.Get("/alertmanager/api/v2/alerts?silenced=false");
        return QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).array();
    };
    QCOMPARE(alerts().size(), 2);
    QCOMPARE(jsonOf(client.Get("/prometheus/api/v1/alerts"))[u"data"][u"alerts"].toArray().size(), 2);
    const auto made =
        client.Post("/alertmanager/api/v2/silences",
                    "{\"matchers\":[{\"name\":\"alertname\",\"value\":\"DatabaseDown\",\"isRegex\":false}],"
                    "\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\"}",
                    "application/json");
    const QString id = jsonOf(made)[u"silenceID"].toString();
    QVERIFY(!id.isEmpty());
    QCOMPARE(alerts().size(), 1);
    QCOMPARE(client.Delete("/alertmanager/api/v2/silence/" + id.toStdString())->status, 200);
    QCOMPARE(alerts().size(), 2);
}

void TestService::actions_areAccepted() {
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    QCOMPARE(client.Post("/status_page/api/incidents", "{}", "application/json")->status, 200);
    QCOMPARE(client.Patch("/status_page/api/incidents/7", "{}", "application/json")->status, 200);
    QCOMPARE(client.Get("/status_page/api/incidents")->status, 404);
}

void TestService::wrongQuestions_areRefusedAsPrometheusDoes() {
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    httplib::Client client("127.0.0.1", service.port());
    const auto refused = [&](const std::string& body) {
        const auto answer = client.Post("/prometheus/api/v1/query_range", body, formType);
        const QJsonObject json = jsonOf(answer);
        return answer && answer->status == 400 && json.value(u"status").toString() == u"error" &&
               json.value(u"errorType").toString() == u"bad_data" && !json.value(u"error").toString().isEmpty();
    };
    QVERIFY(refused(form(QStringLiteral("sum(rate(nobody[5m]))"), start, start + 1min, "15")));
    QVERIFY(refused(form(QStringLiteral("\"quotes\\ and \n breaks"), start, start + 1min, "15")));
    QVERIFY(refused(form(exprOf("errors"), start, start - 1min, "15")));
    QVERIFY(refused(form(exprOf("errors"), start, start + 24h, "1")));
    QVERIFY(refused(form(exprOf("errors"), start, start + 1min, "0")));
    QVERIFY(refused(form(exprOf("errors"), start, start + 1min, "nan")));
    QVERIFY(refused("query=" + QUrl::toPercentEncoding(exprOf("errors")).toStdString()));
}

void TestService::checkOutsideTheService_isRefused() {
    m_found->playbook.checks[0].http.url = QStringLiteral("http://192.0.2.1/health");
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    const auto listening = service.listen();
    QVERIFY(!listening);
    QVERIFY(listening.error().text.contains(QStringLiteral("192.0.2.1")));
}

void TestService::realPrometheus_scrapesTheMetricsPage() {
    const QString program = QStandardPaths::findExecutable(QStringLiteral("prometheus"));
    if (program.isEmpty())
        QSKIP("prometheus is not installed");
    m_clock->set(start + 10min);
    Service service(m_found->scenario, m_found->playbook, m_clock.get(), start);
    QVERIFY(service.listen());
    QTemporaryDir folder;
    QFile configuration(folder.filePath(QStringLiteral("prometheus.yml")));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n  - job_name: drill\n    "
                        "static_configs: [{targets: ['127.0.0.1:" +
                        QByteArray::number(service.port()) + "']}]\n");
    configuration.close();
    const int port = tests::freePort();
    QProcess prometheus;
    prometheus.setProcessChannelMode(QProcess::MergedChannels);
    prometheus.start(program, {QStringLiteral("--config.file=%1").arg(configuration.fileName()),
                               QStringLiteral("--storage.tsdb.path=%1").arg(folder.filePath(QStringLiteral("data"))),
                               QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(port)});
    QVERIFY(prometheus.waitForStarted());
    httplib::Client client("127.0.0.1", port);
    client.set_connection_timeout(1, 0);
    double value = 0;
    const auto scraped = [&] {
        const QJsonObject json = jsonOf(client.Get("/api/v1/query?query=drill_error_percent"));
        value = json[u"data"][u"result"][0][u"value"][1].toString().toDouble();
        return value > 0;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(scraped(), prometheus.readAll().constData(), 30'000);
    QVERIFY2(value > 38 && value < 43, qPrintable(QString::number(value)));
    QCOMPARE(jsonOf(client.Get("/api/v1/query?query=up"))[u"data"][u"result"][0][u"value"][1].toString(),
             QStringLiteral("1"));

    // And it is drawn from: a panel fed by that Prometheus shows the drill's figure.
    domain::SystemClock clock;
    net::Transport transport(&clock);
    playbook::Panel panel;
    panel.id = panel.title = QStringLiteral("errors");
    panel.expr = QStringLiteral("max_over_time(drill_error_percent[1m])");
    metrics::PanelFeed feed(panel, QStringLiteral("http://127.0.0.1:%1").arg(port), Millis(5min), &clock, &transport);
    feed.start();
    QTRY_COMPARE_WITH_TIMEOUT(feed.view().state, metrics::FeedState::Ok, 30'000);
    QVERIFY(*feed.view().value > 38 && *feed.view().value < 43);
    prometheus.terminate();
    if (!prometheus.waitForFinished(10'000))
        prometheus.kill();
    prometheus.waitForFinished();
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
