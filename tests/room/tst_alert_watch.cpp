// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alert_feed.h"
#include "metrics/real_alertmanager.h"
#include "room/alert_watch.h"
#include "room/room.h"
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace metrics;
using namespace std::chrono_literals;
using tests::alertNamed;
using tests::RealAlertmanager;

/// Alerts and silences against a real Alertmanager, up to the record.
class TestAlertWatch : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<RealAlertmanager> m_server;
    domain::SystemClock m_clock;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<room::AlertWatch> m_watch;

    void ask() {
        QSignalSpy rounds(m_watch.get(), &room::AlertWatch::changed);
        m_watch->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!rounds.isEmpty(), 15'000);
    }
    QStringList timeline() const {
        QStringList texts;
        for (const domain::TimelineEntry& entry : m_room->incident().timeline) {
            if (entry.kind.startsWith(u"alert.") || entry.kind.startsWith(u"silence."))
                texts << entry.text;
        }
        return texts;
    }
    domain::Result<QString> silence(const QStringList& texts, domain::Millis duration = 1h) {
        std::vector<Matcher> matchers;
        for (const QString& text : texts)
            matchers.push_back(*parseMatcher(text));
        std::optional<domain::Result<QString>> result;
        m_watch->silence(matchers, duration, QStringLiteral("known, being worked on"),
                         [&](const domain::Result<QString>& id) { result = id; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(result, 15'000); }();
        return result.value_or(domain::fail(domain::ErrorKind::Network, QStringLiteral("no answer")));
    }

private slots:
    void init() {
        if (!RealAlertmanager::isInstalled())
            QSKIP("Alertmanager is not installed");
        m_server = std::make_unique<RealAlertmanager>();
        QVERIFY(m_server->start());
        m_transport = std::make_unique<net::Transport>(&m_clock);
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = std::make_unique<store::Database>(m_folder->path());
        VERIFY_OK(record::open(*m_database));
        room::WarRoom::Declaration declaration = record::declaration(QStringLiteral("Checkout fails"));
        declaration.at = m_clock.now();
        record::Answer<room::WarRoom*> answer;
        room::WarRoom::declare(m_database.get(), &m_clock, declaration, QStringLiteral("@ic"), m_database.get(),
                               answer.sink());
        const auto declared = answer.wait();
        QVERIFY(declared);
        m_room.reset(*declared);
        m_watch = std::make_unique<room::AlertWatch>(
            m_room.get(), m_transport.get(),
            std::map<QString, QString>{{QStringLiteral("alertmanager"), m_server->url()}});
        QSignalSpy rounds(m_watch.get(), &room::AlertWatch::changed);
        m_watch->start();
        QTRY_VERIFY_WITH_TIMEOUT(!rounds.isEmpty(), 15'000);
    }
    void cleanup() {
        m_watch.reset();
        m_room.reset();
        m_database.reset();
        m_transport.reset();
        m_server.reset();
    }

    void alerts_haveTheServersFingerprints() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1"), alertNamed("HighErrorRate", "api-2")}));
        ask();
        QCOMPARE(m_watch->view().alerts.size(), std::size_t(2));
        for (const Alert& alert : m_watch->view().alerts) {
            QCOMPARE(alert.fingerprint, fingerprintOf(alert.labels));
            QCOMPARE(alert.name, QStringLiteral("HighErrorRate"));
            QCOMPARE(alert.state, AlertState::Firing);
            QVERIFY(alert.since > m_clock.now() - 1min && alert.since <= m_clock.now() + 1s);
        }
        QTRY_COMPARE(timeline(), QStringList({"Alert firing: HighErrorRate ×2: HighErrorRate on api-1"}));
    }
    void resolvedAlert_isOver() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QJsonObject over = alertNamed("HighErrorRate", "api-1");
        over.insert("endsAt", domain::toIso(m_clock.now() - 1s));
        QVERIFY(m_server->post({over}));
        ask();
        QTRY_COMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Alert resolved: HighErrorRate"));
        QVERIFY(m_watch->view().alerts.empty());
    }
    void resolved_offersWhatStillMutes() {
        QSignalSpy offered(m_watch.get(), &room::AlertWatch::silencesOutlived);
        const auto moveTo = [this](domain::Status status) {
            VERIFY_OK(record::append(*m_room, domain::StatusChanged{status, m_room->incident().status}));
        };
        moveTo(domain::Status::Resolved);
        QCOMPARE(offered.size(), 0); // nothing mutes
        moveTo(domain::Status::Investigating);
        const auto id = silence({"alertname=HighErrorRate"});
        VERIFY_OK(id);
        QTRY_COMPARE_WITH_TIMEOUT(m_watch->ownSilences().size(), std::size_t(1), 15'000);
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
        QVERIFY(!m_watch->view().alertmanager.answered);
        QVERIFY(!m_watch->view().alertmanager.sentence.isEmpty());
        QVERIFY(m_server->start());
        ask();
        QCOMPARE(m_watch->view().alerts.size(), std::size_t(1));
        QCOMPARE(m_watch->view().alerts.front().state, AlertState::Lost);
        QTRY_COMPARE(timeline().size(), 2);
        QCOMPARE(timeline().last(), QStringLiteral("Alert source lost: HighErrorRate: Alertmanager does not answer"));
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QCOMPARE(m_watch->view().alerts.front().state, AlertState::Firing);
        QCOMPARE(timeline().size(), 2);
    }
    void quickRestart_losesAlertsButResolvesNone() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1")}));
        ask();
        QVERIFY(m_server->start()); // again, between two rounds
        ask();
        QCOMPARE(m_watch->view().alerts.front().state, AlertState::Lost);
        QTRY_COMPARE(timeline().last(), QStringLiteral("Alert source lost: HighErrorRate: Alertmanager restarted"));
    }
    void silence_isMadeExtendedAndExpired() {
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1"), alertNamed("DiskFull", "db-1")}));
        ask();
        const std::vector<Matcher> matchers{*parseMatcher(QStringLiteral("alertname=HighErrorRate"))};
        QCOMPARE(mutedBy(matchers, m_watch->view().alerts).size(), std::size_t(1));
        const auto id = silence({"alertname=HighErrorRate"});
        QVERIFY2(id, qPrintable(id ? QString() : id.error().text));
        ask();
        QCOMPARE(m_watch->ownSilences().size(), std::size_t(1));
        const Silence made = m_watch->ownSilences().front();
        QCOMPARE(made.comment, QStringLiteral("INC-0001: known, being worked on"));
        QCOMPARE(made.createdBy, QStringLiteral("@ic"));
        QCOMPARE(made.matchers, matchers);
        const auto muted = std::find_if(m_watch->view().alerts.begin(), m_watch->view().alerts.end(),
                                        [](const Alert& alert) { return alert.state == AlertState::Silenced; });
        QVERIFY(muted != m_watch->view().alerts.end());
        QCOMPARE(muted->silencedBy, QStringList({*id}));
        QVERIFY2(!timeline().join(u'\n').contains(u"resolved"), "a muted alert is not over");

        std::optional<domain::Result<QString>> extended;
        m_watch->extend(*id, 30min, [&](const auto& answer) { extended = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(extended, 15'000);
        QVERIFY2(*extended, qPrintable(*extended ? QString() : extended->error().text));
        ask();
        QCOMPARE(m_watch->ownSilences().size(), std::size_t(1));
        QCOMPARE(m_watch->ownSilences().front().endsAt, made.endsAt + 30min);

        std::optional<domain::Result<QString>> ended;
        m_watch->expire(**extended, QStringLiteral("resolved"), [&](const auto& answer) { ended = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(ended, 15'000);
        QVERIFY2(*ended, qPrintable(*ended ? QString() : ended->error().text));
        ask();
        QVERIFY(m_watch->ownSilences().empty());
        QTRY_VERIFY(m_room->incident().silences.back().ended);
        QCOMPARE(timeline().last(), QStringLiteral("Silence ended: resolved"));
    }
    void wideSilence_isRefusedBeforeSending() {
        const auto id = silence({"alertname=~.+"});
        QVERIFY(!id);
        QVERIFY2(id.error().text.contains("nearly every alert"), qPrintable(id.error().text));
        ask();
        QVERIFY(m_watch->view().silences.empty());
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
        old.insert("startsAt", domain::toIso(m_clock.now() - 72h));
        QVERIFY(m_server->post({old, alertNamed("HighErrorRate", "api-1")}));
        ask();
        QCOMPARE(m_watch->view().alerts.size(), std::size_t(2));
        QTRY_COMPARE(timeline().size(), 1);
        QVERIFY(timeline().first().contains("HighErrorRate"));
    }
};

QTEST_GUILESS_MAIN(TestAlertWatch)
#include "tst_alert_watch.moc"
