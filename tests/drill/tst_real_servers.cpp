// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/real_servers.h"
#include "drill/run.h"
#include "net/transport.h"
#include "room/alert_watch.h"
#include "store/database.h"
#include "store/lock.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <httplib.h>

using namespace drill;
using namespace std::chrono_literals;

/// Drills with real servers where they are installed, and without where PATH lacks them.
class TestRealServers final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void rules_fireByTheGauges();
    void history_isOpenMetrics();
    void windowedDrill_isPlayedByRealServers();
    void headlessDrill_atSpeedOneIsDatedNow();
    void drill_withoutTheProgramsIsScripted();
    void drill_thatIsFasterIsScripted();

private:
    Run::Setup setup(double speed, bool headless);
    static QString firstNote(const room::WarRoom& room);
    static bool listens(const QString& url);

    QByteArray m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Database> m_database;
};

namespace {

/// What fires does so at once: nobody waits for minutes here.
Found shortened() {
    Found found = findScenario(QStringLiteral("database-outage"), {}).value();
    for (ScriptedAlert& alert : found.scenario.alerts)
        alert.from = 0s;
    return found;
}

QJsonObject got(const QString& url, const char* path) {
    httplib::Client client(url.toStdString());
    const auto answer = client.Get(path);
    return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object() : QJsonObject();
}

} // namespace

void TestRealServers::init() {
    m_path = qgetenv("PATH");
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<store::Database>(m_folder->path());
    auto lock = store::Lock::take(m_folder->path());
    bool open = false;
    m_database->open(std::move(*lock), this, [&](const auto& opening) { open = opening.has_value(); });
    QTRY_VERIFY(open);
}

void TestRealServers::cleanup() {
    qputenv("PATH", m_path);
    m_database.reset();
}

Run::Setup TestRealServers::setup(double speed, bool headless) {
    Run::Setup setup;
    setup.found = shortened();
    setup.database = m_database.get();
    setup.now = domain::SystemClock().now();
    setup.speed = speed;
    setup.headless = headless;
    setup.author = QStringLiteral("@me");
    setup.makeTransport = &net::drillTransport;
    return setup;
}

QString TestRealServers::firstNote(const room::WarRoom& room) {
    for (const domain::TimelineEntry& entry : room.incident().timeline) {
        if (entry.kind == QLatin1String("entry.noted"))
            return entry.text;
    }
    return {};
}

bool TestRealServers::listens(const QString& url) {
    httplib::Client client(url.toStdString());
    client.set_connection_timeout(2, 0);
    return bool(client.Get("/-/ready"));
}

void TestRealServers::rules_fireByTheGauges() {
    ScriptedAlert alert;
    alert.name = QStringLiteral("DatabaseDown");
    alert.from = 1min;
    alert.to = 2min;
    alert.labels = {{QStringLiteral("severity"), QStringLiteral("critical")}};
    alert.annotations = {{QStringLiteral("summary"), QStringLiteral("{{ not a template")}};
    const QJsonObject rule =
        QJsonDocument::fromJson(alertRules({alert})).object()[u"groups"][0][u"rules"][0].toObject();
    QCOMPARE(rule[u"alert"].toString(), alert.name);
    QCOMPARE(rule[u"expr"].toString(), QStringLiteral("max(drill_alert{alert=\"0\"}) == 1"));
    QCOMPARE(rule[u"labels"][u"severity"].toString(), QStringLiteral("critical"));
    QCOMPARE(rule[u"annotations"][u"summary"].toString(), QStringLiteral("{{\"{{\"}} not a template"));
    QVERIFY(alertGauges({alert}, 59s).contains("drill_alert{alert=\"0\"} 0\n"));
    QVERIFY(alertGauges({alert}, 1min).contains("drill_alert{alert=\"0\"} 1\n"));
    QVERIFY(alertGauges({alert}, 2min).contains("drill_alert{alert=\"0\"} 0\n"));
    QVERIFY(alertGauges({}, 2min).isEmpty());
}

void TestRealServers::history_isOpenMetrics() {
    const Found found = shortened();
    const Instant start = domain::instantFromMs(1'800'000'000'000);
    const Answers answers(found.scenario, found.playbook, start);
    const QByteArray text = answers.history(start - 1min, start, 15s);
    QVERIFY(text.endsWith("# EOF\n"));
    QCOMPARE(text.count("\ndrill_error_percent "), 4);
    QVERIFY(text.contains(" 1799999940.000\n") && !text.contains(" 1800000000.000\n"));
    // A panel's expression is asked for as its series, everything else as it stands.
    QCOMPARE(answers.askedForReal("up"), QByteArray("up"));
    QCOMPARE(answers.askedForReal("drill_error_percent"), QByteArray("drill_error_percent"));
}

void TestRealServers::windowedDrill_isPlayedByRealServers() {
    if (!RealServers::areInstalled())
        QSKIP("prometheus and prometheus-alertmanager are not both installed");
    QString prometheus, alertmanager;
    {
        Run run(setup(1, false));
        QSignalSpy opened(&run, &Run::opened), failed(&run, &Run::failed);
        run.start();
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty() || !failed.isEmpty(), 60'000);
        QVERIFY2(run.usesRealServers(), qPrintable(run.servers()));
        QTRY_VERIFY(firstNote(*run.room()).startsWith(QStringLiteral("Drill: a real Prometheus at http://127.0.0.1:")));
        alertmanager = run.variables()[QStringLiteral("alertmanager")];
        static const QRegularExpression address(QStringLiteral("Prometheus at (http://127\\.0\\.0\\.1:\\d+)"));
        prometheus = address.match(run.servers()).captured(1);
        QCOMPARE(got(prometheus, "/api/v1/status/buildinfo")[u"status"].toString(), QStringLiteral("success"));

        // The graphs: the hour before, and what is scraped now.
        const auto panel = [&run](const char* id) {
            for (const metrics::PanelView& view : run.watch()->panels()) {
                if (view.panel.id == QLatin1String(id))
                    return view;
            }
            return metrics::PanelView();
        };
        QTRY_COMPARE_WITH_TIMEOUT(panel("errors").state, metrics::FeedState::Ok, 60'000);
        QVERIFY(panel("errors").value.has_value());
        if (!QStandardPaths::findExecutable(QStringLiteral("promtool")).isEmpty()) {
            const metrics::PanelView view = panel("errors");
            QCOMPARE(view.matrix->series.size(), std::size_t(1));
            QVERIFY(view.matrix->series[0].t.front() <=
                    double(domain::toMs(view.matrix->from + 2 * view.matrix->step)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            got(prometheus, "/api/v1/query?query=up")[u"data"][u"result"][0][u"value"][1].toString(),
            QStringLiteral("1"), 30'000);

        // Alerts come from both, and are silenced at the real Alertmanager.
        room::AlertWatch* alerts = run.watch()->alerts();
        const auto states = [alerts](metrics::AlertState state) {
            const auto& all = alerts->view().alerts;
            return std::count_if(all.begin(), all.end(),
                                 [state](const metrics::Alert& alert) { return alert.state == state; });
        };
        QTRY_VERIFY_WITH_TIMEOUT((alerts->refresh(), states(metrics::AlertState::Firing) == 2), 60'000);
        QVERIFY2(alerts->view().alertmanager->answered && alerts->view().prometheus.at(0).answered,
                 qPrintable(alerts->view().alertmanager->sentence + alerts->view().prometheus.at(0).sentence));
        std::optional<domain::Result<QString>> made;
        alerts->silence({*metrics::parseMatcher(QStringLiteral("alertname=DatabaseDown"))}, 1h,
                        QStringLiteral("being worked on"), [&](const domain::Result<QString>& id) { made = id; });
        QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), 20'000);
        QVERIFY2(made->has_value(), qPrintable(made->has_value() ? QString() : made->error().text));
        QTRY_VERIFY_WITH_TIMEOUT((alerts->refresh(), states(metrics::AlertState::Silenced) == 1), 60'000);
        QVERIFY(listens(prometheus) && listens(alertmanager));
    }
    QVERIFY2(!listens(prometheus) && !listens(alertmanager), "they end with the drill");
}

void TestRealServers::headlessDrill_atSpeedOneIsDatedNow() {
    if (!RealServers::areInstalled())
        QSKIP("prometheus and prometheus-alertmanager are not both installed");
    Run::Setup wanted = setup(1, true);
    Scenario& scenario = wanted.found.scenario;
    scenario.acts.resize(1); // the declaration
    scenario.acts[0].at = 1s;
    scenario.length = 15s;
    const Instant before = wanted.now;
    Run run(std::move(wanted));
    QSignalSpy finished(&run, &Run::finished), failed(&run, &Run::failed);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty() || !failed.isEmpty(), 120'000);
    QVERIFY(failed.isEmpty());
    QVERIFY2(run.usesRealServers(), qPrintable(run.servers()));
    QCOMPARE(run.startedAt(), before);
    QVERIFY(run.clock()->now() <= domain::SystemClock().now());
    QVERIFY(firstNote(*run.room()).contains(QStringLiteral("a real Alertmanager at http://127.0.0.1:")));
}

void TestRealServers::drill_withoutTheProgramsIsScripted() {
    qputenv("PATH", QFile::encodeName(m_folder->path()));
    QVERIFY(!RealServers::areInstalled());
    Run run(setup(1, false));
    QSignalSpy opened(&run, &Run::opened);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), 20'000);
    QVERIFY(!run.usesRealServers());
    QTRY_COMPARE(
        firstNote(*run.room()),
        QStringLiteral("Drill: scripted answers stand for Prometheus and Alertmanager, which are not installed "
                       "both."));
    QTRY_VERIFY_WITH_TIMEOUT(run.watch()->alerts()->view().alertmanager->answered, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(run.watch()->panels().front().state, metrics::FeedState::Ok, 20'000);
}

void TestRealServers::drill_thatIsFasterIsScripted() {
    QVERIFY(!Run::mayUseRealServers(60));
    Run run(setup(60, false));
    QSignalSpy opened(&run, &Run::opened);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), 20'000);
    QVERIFY(run.servers().endsWith(QStringLiteral("since real ones cannot run ×60")));
}

QTEST_GUILESS_MAIN(TestRealServers)
#include "tst_real_servers.moc"
