// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "net/transport.h"
#include "room/archive.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "store/database.h"
#include "store/lock.h"
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <httplib.h>
#include <thread>

/// A service with a health page that can break and a Prometheus that knows one query.
class Service {
public:
    Service() {
        m_server.Get("/health", [this](const httplib::Request&, httplib::Response& response) {
            response.status = healthy ? 200 : 503;
            response.set_content("{}", "application/json");
        });
        m_server.Post("/api/v1/query_range", [](const httplib::Request& request, httplib::Response& response) {
            const double end = std::stod(request.get_param_value("end"));
            const std::string t = std::to_string(end);
            response.set_content(
                R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[)" + t +
                    R"(,"7.5"]]}]}})",
                "application/json");
        });
        port = m_server.bind_to_any_port("127.0.0.1");
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
    }
    ~Service() {
        m_server.stop();
        m_thread.join();
    }
    std::atomic<bool> healthy{true};
    int port = 0;

private:
    httplib::Server m_server;
    std::thread m_thread;
};

class TestWatch : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void flip_becomesOneEventAndSurvivesReopening();
    void command_runsOnceItIsAllowed_neverInADrill();
    void panel_isPinnedWithItsSamples();
    void pin_ofUnknownPanel_saysWhich();
    void resolve_beforeRecoveryHeldIsRecordedWithIt();

private:
    room::WarRoom* open();
    QByteArray yaml() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<domain::SystemClock> m_clock;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
};

QByteArray TestWatch::yaml() const {
    return QByteArrayLiteral(
        "name: Test\n"
        "variables: {service: 'http://localhost:1', prometheus: 'http://localhost:1'}\n"
        "severities: [{id: SEV1, name: Critical, rank: 1}]\n"
        "roles: [{id: commander, title: Commander}]\n"
        "phases: [{id: p, title: P, items: [{id: i, text: Do it},"
        " {id: up, text: It is up, watch: {check: api, stable_for: 10m}},"
        " {id: low, text: Load is low, watch: {panel: load, criterion: '< 5', stable_for: 0m}},"
        " {id: calm, text: Load is calm, watch: {panel: load, criterion: '< 10', stable_for: 0m}}]}]\n"
        "checks: [{id: api, title: API, http: '{{service}}/health', conditions: ['[STATUS] == 200'],"
        " every: 1s, timeout: 1s, down_after: 2, up_after: 1},"
        " {id: tool, title: Tool, command: 'echo broken; exit 1', every: 1s, down_after: 1}]\n"
        "panels: [{id: load, title: Load, expr: load, unit: percent, warn: 1, critical: 5, hold: 0m}]\n"
        "post_mortem: {sections: [{id: summary, title: Summary, kind: generated}]}\n");
}

void TestWatch::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<Service>();
    m_clock = std::make_unique<domain::SystemClock>();
    m_transport = std::make_unique<net::Transport>(m_clock.get());
    m_database = std::make_unique<store::Database>(m_folder->path());
    auto lock = store::Lock::take(m_folder->path());
    QVERIFY2(lock.has_value(), "lock");
    bool opened = false;
    m_database->open(std::move(*lock), this, [&opened](const domain::Result<store::Database::Opening>& result) {
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().text));
        opened = true;
    });
    QTRY_VERIFY(opened);
    room::WarRoom* declared = nullptr;
    room::WarRoom::declare(m_database.get(), m_clock.get(),
                           {.title = QStringLiteral("Watched"),
                            .severity = QStringLiteral("SEV1"),
                            .playbookId = QStringLiteral("test"),
                            .playbookYaml = yaml(),
                            .drill = false,
                            .scenario = {},
                            .at = m_clock->now(),
                            .commander = {}},
                           QStringLiteral("@ic"), this, [&declared](const domain::Result<room::WarRoom*>& result) {
                               QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().text));
                               declared = *result;
                           });
    QTRY_VERIFY(declared);
    m_room.reset(declared);
}

void TestWatch::cleanup() {
    m_room.reset();
    m_database.reset();
    m_transport.reset();
    m_clock.reset();
    m_service.reset();
}

namespace {

std::map<QString, QString> pointingAt(int port) {
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(port);
    return {{QStringLiteral("service"), base}, {QStringLiteral("prometheus"), base}};
}

int flipsIn(const domain::Incident& incident) {
    return static_cast<int>(incident.flips.size());
}

} // namespace

void TestWatch::flip_becomesOneEventAndSurvivesReopening() {
    {
        room::Watch watch(m_room.get(), m_transport.get(), pointingAt(m_service->port));
        QSignalSpy results(&watch, &room::Watch::resultArrived);
        QCOMPARE(watch.checks().front().check.http.url,
                 QStringLiteral("http://127.0.0.1:%1/health").arg(m_service->port));
        watch.start();
        QTRY_COMPARE(watch.checks().front().state, domain::CheckState::Up);
        QCOMPARE(flipsIn(m_room->incident()), 0); // the first "up" is no news
        m_service->healthy = false;
        QTRY_COMPARE_WITH_TIMEOUT(flipsIn(m_room->incident()), 1, 10'000);
        const domain::CheckFlip flip = m_room->incident().flips.back();
        QCOMPARE(flip.state, domain::CheckState::Down);
        QCOMPARE(flip.detail, QStringLiteral("HTTP 503"));
        QVERIFY(flip.firstSeen && *flip.firstSeen < flip.at); // two failed probes, a second apart
        QVERIFY(results.count() >= 3);
    } // stopped: results are written
    room::Archive archive(m_database.get());
    std::size_t stored = 0;
    const auto count = [this, &archive, &stored] { // reading may overtake the write: ask until it is there
        archive.checkResults(m_room->key(), {}, this,
                             [&stored](const auto& found) { stored = found ? found->size() : 0; });
        return stored >= 3;
    };
    QTRY_VERIFY(count());
    // Seen again while still broken: nothing new happened.
    room::Watch again(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    QCOMPARE(again.checks().front().state, domain::CheckState::Down);
    QSignalSpy results(&again, &room::Watch::resultArrived);
    again.start();
    QTRY_VERIFY_WITH_TIMEOUT(results.count() >= 3, 10'000);
    QCOMPARE(flipsIn(m_room->incident()), 1);
}

void TestWatch::command_runsOnceItIsAllowed_neverInADrill() {
    room::Watch watch(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    QSignalSpy changes(&watch, &room::Watch::checkChanged);
    watch.start();
    QTRY_COMPARE(watch.checks().front().state, domain::CheckState::Up);
    QCOMPARE(watch.checks().at(1).state, domain::CheckState::Inconclusive);
    QCOMPARE(watch.checks().at(1).last->detail, QStringLiteral("not allowed to run commands"));
    QVERIFY(watch.waitsForAllowance());
    QCOMPARE(flipsIn(m_room->incident()), 0);
    watch.allowCommands(true);
    QVERIFY(!watch.waitsForAllowance());
    QTRY_COMPARE_WITH_TIMEOUT(flipsIn(m_room->incident()), 1, 30'000);
    QCOMPARE(m_room->incident().flips.back().check, QStringLiteral("tool"));
    QCOMPARE(m_room->incident().flips.back().state, domain::CheckState::Down);
    QVERIFY(m_room->incident().flips.back().detail.contains(QStringLiteral("broken")));
    QCOMPARE(watch.answers(QStringLiteral("tool")).front()->body, QByteArray("broken\n"));
    watch.allowCommands(false);
    QCOMPARE(watch.checks().at(1).state, domain::CheckState::Inconclusive);

    bool drilling = false;
    m_room->append(domain::Converted{.drill = true}, [&](const auto&) { drilling = true; });
    QTRY_VERIFY(drilling);
    room::Watch drill(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    drill.allowCommands(true);
    QCOMPARE(drill.checks().at(1).last->detail, QStringLiteral("not run in a drill"));
    QVERIFY(!drill.waitsForAllowance());
}

void TestWatch::panel_isPinnedWithItsSamples() {
    room::Watch watch(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    watch.start();
    QTRY_COMPARE(watch.panels().front().state, metrics::FeedState::Ok);
    QTRY_COMPARE(m_room->incident().timeline.back().kind, QStringLiteral("threshold.crossed"));
    watch.pin(QStringLiteral("load"), QStringLiteral("jump"));
    QTRY_COMPARE(m_room->incident().pins.size(), 1U);
    const domain::GraphPinned pin = m_room->incident().pins.front().pin;
    QCOMPARE(pin.note, QStringLiteral("jump"));
    std::optional<metrics::Pin> kept;
    m_room->attachment(pin.samplesDigest, this, [&kept](const domain::Result<QByteArray>& bytes) {
        QVERIFY(bytes);
        const auto read = metrics::pinFromBytes(*bytes);
        QVERIFY(read);
        kept = *read;
    });
    QTRY_VERIFY(kept);
    QCOMPARE(kept->matrix.series.front().v.front(), 7.5);
}

void TestWatch::pin_ofUnknownPanel_saysWhich() {
    room::Watch watch(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    QString sentence;
    watch.pin(QStringLiteral("nope"), {}, [&sentence](const domain::Result<domain::Event>& result) {
        sentence = result ? QString() : result.error().text;
    });
    QVERIFY(sentence.contains(QStringLiteral("nope")));
}

void TestWatch::resolve_beforeRecoveryHeldIsRecordedWithIt() {
    room::Watch watch(m_room.get(), m_transport.get(), pointingAt(m_service->port));
    QVERIFY(watch.unmetCriteria().empty()); // nobody watches yet, so nothing can be said
    watch.start();
    const auto items = [&watch] {
        QStringList all;
        for (const room::Unmet& one : watch.unmetCriteria())
            all << one.item;
        return all;
    };
    QTRY_COMPARE(items(), QStringList({QStringLiteral("up"), QStringLiteral("low")}));
    m_room->append(domain::ItemSkipped{QStringLiteral("up"), QStringLiteral("It is up"), QStringLiteral("known")});
    QTRY_COMPARE(items(), QStringList({QStringLiteral("low")}));
    m_room->append(domain::StatusChanged{domain::Status::Resolved, domain::Status::Investigating});
    QTRY_COMPARE(m_room->incident().timeline.back().kind, QStringLiteral("entry.noted"));
    const domain::TimelineEntry& entry = m_room->incident().timeline.back();
    QCOMPARE(entry.author, QStringLiteral("bridgewatch"));
    QCOMPARE(entry.text, QStringLiteral("Resolved although recovery had not held: Load < 5 % for 1 s: now 7.5 %."));
    // Taken back and done again once it has held: nothing more is said.
    m_room->undo();
    QTRY_COMPARE(m_room->incident().status, domain::Status::Investigating);
    m_room->append(domain::ItemSkipped{QStringLiteral("low"), QStringLiteral("Load is low"), QStringLiteral("known")});
    m_room->append(domain::StatusChanged{domain::Status::Resolved, domain::Status::Investigating});
    QTRY_COMPARE(m_room->incident().timeline.back().text, QStringLiteral("Resolved"));
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
