// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_feed.h"
#include "metrics/real_alertmanager.h"
#include "metrics/real_nginx.h"
#include "metrics/real_prometheus.h"
#include "room/alert_desk.h"
#include <QJsonObject>
#include <QUrl>
#include <httplib.h>

using namespace metrics;
using namespace std::chrono_literals;
using tests::alertNamed;
using tests::RealAlertmanager;

/// Alerts and silences against a real Alertmanager, up to the record.
class TestAlertWatch : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<RealAlertmanager> m_server;
    std::unique_ptr<AlertDesk> m_desk;

    room::WarRoom* room() const { return m_desk->room(); }
    room::AlertWatch* watch() const { return m_desk->alerts(); }
    domain::Instant now() const { return m_desk->clock().now(); }
    void ask() { m_desk->ask(); }
    /// With other servers than init has.
    void begin(const QByteArray& servers) {
        m_desk = std::make_unique<AlertDesk>(servers);
        m_desk->start();
    }
    QStringList timeline() const {
        QStringList texts;
        for (const domain::TimelineEntry& entry : room()->incident().timeline) {
            if (entry.kind.startsWith(u"alert.") || entry.kind.startsWith(u"silence."))
                texts << entry.text;
        }
        return texts;
    }
    domain::Result<QString> silence(const QStringList& texts, domain::Millis duration = 1h) {
        std::vector<Matcher> matchers;
        for (const QString& text : texts)
            matchers.push_back(*parseMatcher(text));
        return answered(
            [&](auto done) { watch()->silence(matchers, duration, QStringLiteral("known, being worked on"), done); });
    }
    using Asked = std::function<void(room::AlertWatch::Done)>;
    /// What one act at the server came to.
    static domain::Result<QString> answered(const Asked& act) {
        std::optional<domain::Result<QString>> result;
        act([&](const domain::Result<QString>& answer) { result = answer; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(result, 15'000); }();
        return result.value_or(domain::fail(domain::ErrorKind::Network, QStringLiteral("no answer")));
    }

private slots:
    void init() {
        if (!RealAlertmanager::isInstalled())
            QSKIP("Alertmanager is not installed");
        m_server = std::make_unique<RealAlertmanager>();
        QVERIFY(m_server->start());
        begin("alertmanager: " + m_server->url().toUtf8() + "\n");
    }
    void cleanup() {
        m_desk.reset();
        m_server.reset();
    }

    void alerts_haveTheServersFingerprints() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1"), alertNamed("HighErrorRate", "api-2")}));
        ask();
        QCOMPARE(watch()->view().alerts.size(), std::size_t(2));
        for (const Alert& alert : watch()->view().alerts) {
            QCOMPARE(alert.fingerprint, fingerprintOf(alert.labels));
            QCOMPARE(alert.name, QStringLiteral("HighErrorRate"));
            QCOMPARE(alert.state, AlertState::Firing);
            QVERIFY(alert.since > now() - 1min && alert.since <= now() + 1s);
        }
        QTRY_COMPARE(timeline(), QStringList({"Alert firing: HighErrorRate ×2: HighErrorRate on api-1"}));
    }
    void resolvedAlert_isOver() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QJsonObject over = alertNamed("HighErrorRate", "api-1");
        over.insert("endsAt", domain::toIso(now() - 1s));
        QVERIFY(m_server->post({over}));
        ask();
        QTRY_COMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Alert resolved: HighErrorRate"));
        QVERIFY(watch()->view().alerts.empty());
    }
    void resolved_offersWhatStillMutes() {
        QSignalSpy offered(watch(), &room::AlertWatch::silencesOutlived);
        const auto moveTo = [this](domain::Status status) {
            VERIFY_OK(record::append(*room(), domain::StatusChanged{status, room()->incident().status}));
        };
        moveTo(domain::Status::Resolved);
        QCOMPARE(offered.size(), 0); // nothing mutes
        moveTo(domain::Status::Investigating);
        const auto id = silence({"alertname=HighErrorRate"});
        VERIFY_OK(id);
        QTRY_COMPARE_WITH_TIMEOUT(watch()->ownSilences().size(), std::size_t(1), 15'000);
        moveTo(domain::Status::Monitoring);
        QCOMPARE(offered.size(), 0);
        moveTo(domain::Status::Resolved);
        QCOMPARE(offered.size(), 1);
        const auto silences = offered[0][0].value<std::vector<Silence>>();
        QCOMPARE(silences.size(), std::size_t(1));
        QCOMPARE(silences[0].id, *id);
    }
    void restartedServer_losesAlertsButResolvesNone() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        m_server->stop();
        ask();
        QVERIFY(!watch()->view().alertmanager->answered);
        QVERIFY(!watch()->view().alertmanager->sentence.isEmpty());
        QVERIFY(m_server->start());
        ask();
        QCOMPARE(watch()->view().alerts.size(), std::size_t(1));
        QCOMPARE(watch()->view().alerts.front().state, AlertState::Lost);
        QTRY_COMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Alert source lost: HighErrorRate: Alertmanager does not answer"));
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QCOMPARE(watch()->view().alerts.front().state, AlertState::Firing);
        QCOMPARE(timeline().size(), 2);
    }
    void quickRestart_losesAlertsButResolvesNone() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QVERIFY(m_server->start()); // again, between two rounds
        ask();
        QCOMPARE(watch()->view().alerts.front().state, AlertState::Lost);
        QTRY_COMPARE(timeline().last(), QStringLiteral("Alert source lost: HighErrorRate: Alertmanager restarted"));
    }
    void silence_isMadeExtendedAndExpired() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1"), alertNamed("DiskFull", "db-1")}));
        ask();
        const std::vector<Matcher> matchers{*parseMatcher(QStringLiteral("alertname=HighErrorRate"))};
        QCOMPARE(mutedBy(matchers, watch()->view().alerts).size(), std::size_t(1));
        const auto id = silence({"alertname=HighErrorRate"});
        QVERIFY2(id, qPrintable(id ? QString() : id.error().text));
        ask();
        QCOMPARE(watch()->ownSilences().size(), std::size_t(1));
        const Silence made = watch()->ownSilences().front();
        QCOMPARE(made.comment, QStringLiteral("INC-0001: known, being worked on"));
        QCOMPARE(made.createdBy, QStringLiteral("@ic"));
        QCOMPARE(made.matchers, matchers);
        const auto muted = std::find_if(watch()->view().alerts.begin(), watch()->view().alerts.end(),
                                        [](const Alert& alert) { return alert.state == AlertState::Silenced; });
        QVERIFY(muted != watch()->view().alerts.end());
        QCOMPARE(muted->silencedBy, QStringList({*id}));
        QVERIFY2(!timeline().join(u'\n').contains(u"resolved"), "a muted alert is not over");

        const auto extended = answered([&](auto done) { watch()->extend(*id, 30min, done); });
        VERIFY_OK(extended);
        ask();
        QCOMPARE(watch()->ownSilences().size(), std::size_t(1));
        QCOMPARE(watch()->ownSilences().front().endsAt, made.endsAt + 30min);

        VERIFY_OK(answered([&](auto done) { watch()->expire(*extended, QStringLiteral("resolved"), done); }));
        ask();
        QVERIFY(watch()->ownSilences().empty());
        QTRY_VERIFY(room()->incident().silences.back().ended);
        QCOMPARE(timeline().last(), QStringLiteral("Silence ended: resolved"));
    }
    void silenceThatRanOut_isInTheTimeline() {
        VERIFY_OK(silence({"alertname=X"}, 3s));
        ask();
        QCOMPARE(watch()->ownSilences().size(), std::size_t(1));
        const domain::Instant until = watch()->ownSilences().front().endsAt;
        QTRY_VERIFY_WITH_TIMEOUT((ask(), room()->incident().silences.front().ended), 20'000);
        ask();
        QCOMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Silence ended: its time was over"));
        QVERIFY(std::chrono::abs(room()->events().back().occurredAt - until) < 1s);
    }
    void silenceEndedBySomebodyElse_isInTheTimeline() {
        const auto id = silence({"alertname=X"});
        VERIFY_OK(id);
        ask();
        QCOMPARE(watch()->ownSilences().size(), std::size_t(1));
        const QUrl at(m_server->url());
        httplib::Client other(at.host().toStdString(), at.port());
        const auto gone = other.Delete("/api/v2/silence/" + id->toStdString());
        QVERIFY(gone && gone->status == 200);
        ask();
        QTRY_VERIFY(room()->incident().silences.front().ended);
        ask();
        QCOMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Silence ended: Alertmanager has it no more"));
    }
    void silencesThatCannotBeRead_areSaid() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        tests::RealNginx half(m_server->url());
        QVERIFY2(half.waitUntilReady(), qPrintable(half.log()));
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        begin("alertmanager: " + half.serverYaml(QStringLiteral("half")) + "\n");
        QVERIFY(watch()->view().alertmanager->answered); // alerts are known
        QCOMPARE(watch()->view().alerts.size(), std::size_t(1));
        QVERIFY(!watch()->view().silencesAnswered);
        QVERIFY2(watch()->view().alertmanager->sentence.contains(u"HTTP 403"),
                 qPrintable(watch()->view().alertmanager->sentence));
    }
    void wideSilence_isRefusedBeforeSending() {
        const auto id = silence({"alertname=~.+"});
        QVERIFY(!id);
        QVERIFY2(id.error().text.contains("nearly every alert"), qPrintable(id.error().text));
        ask();
        QVERIFY(watch()->view().silences.empty());
    }
    void refusalOfTheServer_isQuoted() {
        m_server->stop();
        const auto id = silence({"alertname=X"});
        QVERIFY(!id);
        QVERIFY2(id.error().text.contains("refused"), qPrintable(id.error().text));
        QVERIFY(timeline().isEmpty());
    }
    void oldAlert_isShownButNotRecorded() {
        QJsonObject old = alertNamed("Watchdog", "mon-1");
        old.insert("startsAt", domain::toIso(now() - 72h));
        QVERIFY(m_server->post({old, alertNamed("HighErrorRate", "api-1")}));
        ask();
        QCOMPARE(watch()->view().alerts.size(), std::size_t(2));
        QTRY_COMPARE(timeline().size(), 1);
        QVERIFY(timeline().first().contains("HighErrorRate"));
    }

    // --- Servers that want to know who asks
    void guardedServer_isAskedAsThePlaybookSays_data() {
        QTest::addColumn<QString>("way");
        for (const char* way : {"basic", "bearer", "tenant", "tls", "mutual"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void guardedServer_isAskedAsThePlaybookSays() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        QFETCH(QString, way);
        tests::RealNginx guard(m_server->url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(true);
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        begin("alertmanager: " + guard.serverYaml(way) + "\n");
        QVERIFY2(watch()->view().alertmanager->answered, qPrintable(watch()->view().alertmanager->sentence));
        QCOMPARE(watch()->view().alerts.size(), std::size_t(1));
        const auto id = silence({"alertname=HighErrorRate"});
        VERIFY_OK(id);
        ask();
        QCOMPARE(watch()->view().alerts.front().state, AlertState::Silenced);
        const domain::Instant until = watch()->ownSilences().at(0).endsAt;
        const auto extended = answered([&](auto done) { watch()->extend(*id, 30min, done); });
        VERIFY_OK(extended);
        ask();
        QCOMPARE(watch()->ownSilences().at(0).endsAt, until + 30min);
        VERIFY_OK(answered([&](auto done) { watch()->expire(*extended, QStringLiteral("resolved"), done); }));
        ask();
        QVERIFY(watch()->ownSilences().empty());
    }
    void whoIsNotLetIn_isToldSo_data() {
        QTest::addColumn<QString>("way");
        QTest::addColumn<QString>("words");
        QTest::newRow("basic") << "basic"
                               << "does not let us in, HTTP 401: 401 Authorization Required; the user, password or "
                                  "token is missing or wrong";
        QTest::newRow("bearer") << "bearer"
                                << "does not let us in, HTTP 401";
        QTest::newRow("tenant") << "tenant"
                                << "does not let us in, HTTP 403: 403 Forbidden; this user, tenant or certificate "
                                   "may not ask there";
    }
    void whoIsNotLetIn_isToldSo() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        QFETCH(QString, way);
        QFETCH(QString, words);
        tests::RealNginx guard(m_server->url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(true);
        begin("alertmanager: " + guard.serverYaml(way) + "\n");
        const auto id = silence({"alertname=HighErrorRate"});
        VERIFY_OK(id);
        ask();
        QCOMPARE(watch()->ownSilences().size(), std::size_t(1));
        tests::RealNginx::setSecrets(false); // as after the password was changed
        m_desk->reopen();
        m_desk->start();
        const auto says = [&words](const QString& sentence) {
            return sentence.contains(words) && !sentence.contains(u"wr0ng");
        };
        QVERIFY(!watch()->view().alertmanager->answered);
        QVERIFY2(says(watch()->view().alertmanager->sentence), qPrintable(watch()->view().alertmanager->sentence));
        const auto made = silence({"alertname=Other"});
        QVERIFY(!made);
        QVERIFY2(says(made.error().text), qPrintable(made.error().text));
        const auto ended = answered([&](auto done) { watch()->expire(*id, QStringLiteral("resolved"), done); });
        QVERIFY(!ended);
        QVERIFY2(says(ended.error().text), qPrintable(ended.error().text));
        QVERIFY2(!room()->incident().silences.back().ended, "it still mutes");
    }
    void recordedAlert_isNotLostWhileSecretsAreLookedUp() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        tests::RealNginx guard(m_server->url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(true);
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        begin("alertmanager: " + guard.serverYaml(QStringLiteral("basic")) + "\n");
        QTRY_COMPARE(timeline().size(), 1);
        m_desk->reopen();
        m_desk->start();
        QCOMPARE(watch()->view().alerts.at(0).state, AlertState::Firing);
        VERIFY_OK(record::append(*room(), record::note(QStringLiteral("after that"))));
        QCOMPARE(timeline(), QStringList({"Alert firing: HighErrorRate: HighErrorRate on api-1"}));
    }

    // --- Several Prometheus servers
    void alertsOfEveryPrometheus_areListedWithTheirServers() {
        if (!tests::RealPrometheus::isInstalled())
            QSKIP("Prometheus is not installed");
        using Prometheus = tests::RealPrometheus;
        const QByteArray both = "{alert: Watchdog, expr: vector(1)}";
        Prometheus main({}, Prometheus::Program::Prometheus, "[" + both + ", {alert: DiskFull, expr: vector(1)}]");
        Prometheus eu({}, Prometheus::Program::Prometheus, "[" + both + ", {alert: SlowStore, expr: vector(1)}]");
        QVERIFY2(main.waitUntilReady(), qPrintable(main.log()));
        QVERIFY2(eu.waitUntilReady(), qPrintable(eu.log()));
        begin("prometheus:\n  - {id: main, url: '" + main.url().toUtf8() + "'}\n  - {id: eu, url: '" +
              eu.url().toUtf8() + "'}\n");
        const auto servers = [this](const char* name) -> QString {
            for (const Alert& alert : watch()->view().alerts) {
                if (alert.name == QLatin1String(name))
                    return alert.servers.join(u' ') + u' ' + toText(alert.state);
            }
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT((ask(), servers("Watchdog")), QStringLiteral("main eu firing"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT((ask(), servers("DiskFull")), QStringLiteral("main firing"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT((ask(), servers("SlowStore")), QStringLiteral("eu firing"), 30'000);
        QCOMPARE(watch()->view().alerts.size(), std::size_t(3));
        QTRY_COMPARE(timeline().size(), 3);
        eu.stop();
        ask();
        QCOMPARE(servers("SlowStore"), QStringLiteral("eu source lost"));
        QCOMPARE(servers("DiskFull"), QStringLiteral("main firing"));
        QCOMPARE(servers("Watchdog"), QStringLiteral("main firing"));
        QVERIFY(watch()->view().prometheus.at(0).answered);
        QVERIFY(!watch()->view().prometheus.at(1).answered);
        QTRY_COMPARE(timeline().size(), 4);
        QCOMPARE(timeline().last(), QStringLiteral("Alert source lost: SlowStore: Prometheus “eu” does not answer"));
    }
};

QTEST_GUILESS_MAIN(TestAlertWatch)
#include "tst_alert_watch.moc"
