// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_alerts.h"
#include "metrics/real_alertmanager.h"
#include "metrics/real_nginx.h"
#include "metrics/real_prometheus.h"
#include "net/transport.h"
#include "playbook/playbook_file.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

/// What the first page says of a real Alertmanager.
class TestFirstAlerts : public QObject {
    Q_OBJECT
private slots:
    void firing_isTold_whileThePageIsWatched();
    void serverThatIsAway_isNamed();
    void guardedServers_areAskedAsInTheWarRoom_data();
    void guardedServers_areAskedAsInTheWarRoom();
    void wrongPassword_isSaid();
};

namespace {

playbook::Playbook pointingAt(const QString& alertmanager) {
    playbook::Playbook book;
    book.id = QStringLiteral("ours");
    if (!alertmanager.isEmpty())
        book.variables[QStringLiteral("alertmanager")] = alertmanager;
    return book;
}

/// A playbook with these servers.
playbook::Playbook read(const QByteArray& servers) {
    return playbook::playbookFromYaml("name: Ours\nseverities: [{id: SEV1, rank: 1}]\n" + servers,
                                      QStringLiteral("ours.yaml"))
        .value();
}

} // namespace

void TestFirstAlerts::firing_isTold_whileThePageIsWatched() {
    if (!tests::RealAlertmanager::isInstalled())
        QSKIP("Alertmanager is not installed");
    tests::RealAlertmanager server;
    QVERIFY(server.start());
    QVERIFY(server.post({tests::alertNamed("DiskFull", "db-1")}));
    domain::SystemClock clock;
    net::Transport transport(&clock);
    app::FirstAlerts first(&clock, &transport);
    QSignalSpy changed(&first, &app::FirstAlerts::changed);
    first.setPlaybook(pointingAt(server.url()));
    QCOMPARE(first.playbook(), QStringLiteral("ours"));
    QVERIFY(!changed.wait(300)); // nobody looks yet: nobody is asked
    first.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(first.alerts().size(), std::size_t(1), 20'000);
    QCOMPARE(first.alerts().front().name, QStringLiteral("DiskFull"));
    QCOMPARE(changed.size(), 1);
    first.setPlaybook(pointingAt({})); // another team's, which names no server
    QVERIFY(first.alerts().empty());
    QCOMPARE(changed.size(), 2);
}

void TestFirstAlerts::serverThatIsAway_isNamed() {
    domain::SystemClock clock;
    net::Transport transport(&clock);
    app::FirstAlerts first(&clock, &transport);
    QSignalSpy changed(&first, &app::FirstAlerts::changed);
    first.setPlaybook(pointingAt(QStringLiteral("http://127.0.0.1:9")));
    first.setWatching(true);
    QVERIFY(changed.wait(10'000));
    QVERIFY(first.alerts().empty());
    QCOMPARE(first.silent().size(), std::size_t(1));
    QCOMPARE(first.silent().front().name, QStringLiteral("Alertmanager"));
    QVERIFY2(first.silent().front().sentence.contains(u"refused"), qPrintable(first.silent().front().sentence));
    QVERIFY(!changed.wait(metrics::AlertFeed::every.count() + 2'000)); // the same again is no news
    first.setPlaybook(pointingAt({}));
    QVERIFY(first.silent().empty());
    QCOMPARE(changed.size(), 2);
}

void TestFirstAlerts::guardedServers_areAskedAsInTheWarRoom_data() {
    QTest::addColumn<QString>("way");
    for (const char* way : {"basic", "bearer", "tenant", "tls", "mutual"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestFirstAlerts::guardedServers_areAskedAsInTheWarRoom() {
    if (!tests::RealAlertmanager::isInstalled() || !tests::RealPrometheus::isInstalled() ||
        !tests::RealNginx::isInstalled())
        QSKIP("Alertmanager, Prometheus and nginx are not all installed");
    QFETCH(QString, way);
    tests::RealNginx::setSecrets(true);
    tests::RealAlertmanager alertmanager;
    QVERIFY(alertmanager.start());
    QVERIFY(alertmanager.post({tests::alertNamed("DiskFull", "db-1")}));
    tests::RealPrometheus prometheus({}, tests::RealPrometheus::Program::Prometheus,
                                     "[{alert: SlowStore, expr: vector(1)}]");
    QVERIFY2(prometheus.waitUntilReady(), qPrintable(prometheus.log()));
    tests::RealNginx before(alertmanager.url()), beforeToo(prometheus.url());
    QVERIFY2(before.waitUntilReady() && beforeToo.waitUntilReady(), qPrintable(before.log() + beforeToo.log()));
    domain::SystemClock clock;
    net::Transport transport(&clock);
    app::FirstAlerts first(&clock, &transport);
    first.setPlaybook(
        read("alertmanager: " + before.serverYaml(way) + "\nprometheus: " + beforeToo.serverYaml(way) + "\n"));
    first.setWatching(true);
    QTRY_COMPARE_WITH_TIMEOUT(first.alerts().size(), std::size_t(2), 40'000);
    QCOMPARE(first.alerts()[0].name, QStringLiteral("DiskFull"));
    QCOMPARE(first.alerts()[1].name, QStringLiteral("SlowStore"));
}

void TestFirstAlerts::wrongPassword_isSaid() {
    if (!tests::RealAlertmanager::isInstalled() || !tests::RealNginx::isInstalled())
        QSKIP("Alertmanager and nginx are not both installed");
    tests::RealNginx::setSecrets(false);
    tests::RealAlertmanager alertmanager;
    QVERIFY(alertmanager.start());
    QVERIFY(alertmanager.post({tests::alertNamed("DiskFull", "db-1")}));
    tests::RealNginx guard(alertmanager.url());
    QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
    domain::SystemClock clock;
    net::Transport transport(&clock);
    app::FirstAlerts first(&clock, &transport);
    QSignalSpy changed(&first, &app::FirstAlerts::changed);
    first.setPlaybook(read("alertmanager: " + guard.serverYaml(QStringLiteral("basic")) + "\n"));
    first.setWatching(true);
    QVERIFY(changed.wait(10'000));
    QVERIFY(first.alerts().empty());
    QCOMPARE(first.silent().size(), std::size_t(1));
    QVERIFY2(first.silent().front().sentence.contains(u"does not let us in, HTTP 401"),
             qPrintable(first.silent().front().sentence));
}

QTEST_GUILESS_MAIN(TestFirstAlerts)
#include "tst_first_alerts.moc"
