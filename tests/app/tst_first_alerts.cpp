// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_alerts.h"
#include "metrics/real_alertmanager.h"
#include "net/transport.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

/// What the first page says of a real Alertmanager.
class TestFirstAlerts : public QObject {
    Q_OBJECT
private slots:
    void firing_isTold_whileThePageIsWatched();
    void serverThatIsAway_isNoNews();
};

namespace {

playbook::Playbook pointingAt(const QString& alertmanager) {
    playbook::Playbook book;
    book.id = QStringLiteral("ours");
    if (!alertmanager.isEmpty())
        book.variables[QStringLiteral("alertmanager")] = alertmanager;
    return book;
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

void TestFirstAlerts::serverThatIsAway_isNoNews() {
    domain::SystemClock clock;
    net::Transport transport(&clock);
    app::FirstAlerts first(&clock, &transport);
    QSignalSpy changed(&first, &app::FirstAlerts::changed);
    first.setPlaybook(pointingAt(QStringLiteral("http://127.0.0.1:9")));
    first.setWatching(true);
    QVERIFY(!changed.wait(1'000));
    QVERIFY(first.alerts().empty());
    first.setWatching(false);
}

QTEST_GUILESS_MAIN(TestFirstAlerts)
#include "tst_first_alerts.moc"
