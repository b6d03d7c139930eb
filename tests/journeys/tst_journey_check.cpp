// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "net/free_port.h"
#include "net/transport.h"
#include "room/archive.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "store/database.h"
#include "store/lock.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <unistd.h>

using namespace Qt::StringLiterals;
using domain::CheckState;

/// nginx as a person would run it: one port, one folder of files.
class Nginx {
public:
    explicit Nginx(const QString& folder)
        : m_folder(folder) {
        QDir(folder).mkpath(u"html"_s);
        m_port = tests::freePort();
        const QString configuration = u"daemon off; pid nginx.pid; error_log error.log; worker_processes 1;\n"
                                      "events { worker_connections 64; }\n"
                                      "http { access_log off; types { application/json json; }\n"
                                      " client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;\n"
                                      " uwsgi_temp_path t4; scgi_temp_path t5;\n"
                                      " server { listen 127.0.0.1:%1; root html; } }\n"_s.arg(m_port);
        write(u"nginx.conf"_s, configuration.toUtf8());
        // Started as root it would change to a user that may not read this folder.
        if (::getuid() == 0)
            write(u"nginx.conf"_s, "user root;\n" + configuration.toUtf8());
    }
    ~Nginx() { stop(); }

    static QString program() {
        const QString found = QStandardPaths::findExecutable(u"nginx"_s);
        return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s}) : found;
    }
    void start() {
        m_process.start(program(), {u"-p"_s, m_folder, u"-c"_s, m_folder + u"/nginx.conf"_s, u"-e"_s, u"error.log"_s});
        QVERIFY(m_process.waitForStarted());
    }
    void stop() {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        m_process.waitForFinished();
    }
    void serve(const QByteArray& health) { write(u"html/health.json"_s, health); }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

private:
    void write(const QString& name, const QByteArray& bytes) const {
        QSaveFile file(m_folder + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        QVERIFY(file.commit());
    }

    QString m_folder;
    int m_port = 0;
    QProcess m_process;
};

/// From a check to the screen's facts and the timeline: monitor, transport, conditions, damping, the door, the disk;
/// nothing stands in for anything.
class TestJourneyCheck : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void sickService_isOnTheTimeline_alsoAfterReopening();

private:
    void openDatabase();
    void sees(CheckState state);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<domain::SystemClock> m_clock;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<room::Watch> m_watch;
};

namespace {

const QByteArray playbookYaml =
    "name: Journey\n"
    "variables: {shop: 'http://localhost:1'}\n"
    "severities: [{id: SEV1, name: Critical, rank: 1}]\n"
    "roles: [{id: commander, title: Commander}]\n"
    "phases: [{id: p, title: P, items: [{id: i, text: Look}]}]\n"
    "checks:\n"
    "  - id: shop\n"
    "    title: Shop\n"
    "    http: '{{shop}}/health.json'\n"
    "    conditions: ['[STATUS] == 200', '[BODY].status == healthy', 'len([BODY].workers) > 1']\n"
    "    every: 1s\n"
    "    timeout: 5s\n"
    "    down_after: 2\n"
    "    up_after: 1\n"
    "post_mortem: {sections: [{id: summary, title: Summary, kind: generated}]}\n";

} // namespace

void TestJourneyCheck::init() {
    if (Nginx::program().isEmpty())
        QSKIP("nginx is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
    const QString web = m_folder->filePath(u"web"_s);
    QDir().mkpath(web);
    m_nginx = std::make_unique<Nginx>(web);
    m_nginx->serve(R"({"status":"healthy","workers":["a","b"]})");
    m_nginx->start();
    m_clock = std::make_unique<domain::SystemClock>();
    m_transport = std::make_unique<net::Transport>(m_clock.get());
    openDatabase();
    room::WarRoom* declared = nullptr;
    room::WarRoom::declare(m_database.get(), m_clock.get(),
                           {.title = u"Shop is slow"_s,
                            .severity = u"SEV1"_s,
                            .playbookId = u"journey"_s,
                            .playbookYaml = playbookYaml,
                            .drill = false,
                            .scenario = {},
                            .at = m_clock->now(),
                            .commander = {}},
                           u"@ic"_s, this, [&](const domain::Result<room::WarRoom*>& result) {
                               QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().text));
                               declared = *result;
                           });
    QTRY_VERIFY(declared);
    m_room.reset(declared);
}

void TestJourneyCheck::openDatabase() {
    const QString data = m_folder->filePath(u"data"_s);
    QDir().mkpath(data);
    m_database = std::make_unique<store::Database>(data);
    auto lock = store::Lock::take(data);
    QVERIFY2(lock.has_value(), "lock");
    bool opened = false;
    m_database->open(std::move(*lock), this, [&](const domain::Result<store::Database::Opening>& result) {
        QVERIFY2(result.has_value(), result ? "" : qPrintable(result.error().text));
        opened = true;
    });
    QTRY_VERIFY(opened);
}

void TestJourneyCheck::cleanup() {
    m_watch.reset();
    m_room.reset();
    m_database.reset();
    m_transport.reset();
    m_clock.reset();
    m_nginx.reset();
}

void TestJourneyCheck::sees(CheckState state) {
    QTRY_COMPARE_WITH_TIMEOUT(toText(m_watch->checks().front().state), toText(state), 20'000);
}

void TestJourneyCheck::sickService_isOnTheTimeline_alsoAfterReopening() {
    m_watch = std::make_unique<room::Watch>(m_room.get(), m_transport.get(),
                                            std::map<QString, QString>{{u"shop"_s, m_nginx->url()}});
    QSignalSpy appended(m_room.get(), &room::WarRoom::appended);
    m_watch->start();
    sees(CheckState::Up);
    QCOMPARE(appended.count(), 0); // well is no news
    m_nginx->serve(R"({"status":"sick","workers":["a","b"]})");
    sees(CheckState::Down);
    m_nginx->serve(R"({"status":"healthy","workers":["a","b","c"]})");
    sees(CheckState::Up);
    m_nginx->stop();
    sees(CheckState::Down);
    m_nginx->start();
    sees(CheckState::Up);
    QTRY_COMPARE(appended.count(), 4);

    const domain::Incident before = m_room->incident();
    const std::vector<std::pair<CheckState, QString>> expected{
        {CheckState::Down, u"[BODY].status is sick, expected healthy"_s},
        {CheckState::Up, u"HTTP 200"_s},
        {CheckState::Down, QString(u"connection refused by "_s + m_nginx->url().mid(7))},
        {CheckState::Up, u"HTTP 200"_s}};
    QCOMPARE(before.flips.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(before.flips[i].state, expected[i].first);
        QCOMPARE(before.flips[i].detail, expected[i].second);
        QVERIFY(before.flips[i].firstSeen && *before.flips[i].firstSeen <= before.flips[i].at);
    }
    // The fourth change within seconds counts on the third one's row: the service flaps.
    QStringList onTimeline;
    for (const domain::TimelineEntry& entry : before.timeline) {
        if (entry.kind != u"check.changed"_s)
            continue;
        onTimeline << entry.text;
        QVERIFY(entry.automatic);
        QVERIFY2(entry.text.contains(u"Shop"_s), qPrintable(entry.text));
    }
    QCOMPARE(onTimeline.size(), 3);
    QVERIFY2(onTimeline.last().contains(u"flaps: changed 4 times"_s), qPrintable(onTimeline.last()));

    const QString key = m_room->key();
    m_watch.reset();
    m_room.reset();
    m_database.reset();
    openDatabase();
    room::WarRoom* reopened = nullptr;
    room::WarRoom::open(m_database.get(), m_clock.get(), key, u"@ic"_s, this,
                        [&](const domain::Result<room::WarRoom*>& result) { reopened = result.value_or(nullptr); });
    QTRY_VERIFY(reopened);
    m_room.reset(reopened);
    QVERIFY(m_room->incident() == before);
    std::optional<size_t> stored;
    room::Archive archive(m_database.get());
    archive.checkResults(key, {}, this, [&](const auto& found) { stored = found ? found->size() : 0; });
    QTRY_VERIFY(stored);
    QVERIFY2(*stored >= 6, qPrintable(QString::number(*stored))); // raw results, many more than flips
}

QTEST_GUILESS_MAIN(TestJourneyCheck)
#include "tst_journey_check.moc"
