// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/archive.h"
#include "room/room.h"

#include <QSignalSpy>

using room::Archive;
using room::WarRoom;
using store::Database;

class ArchiveTest final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void rows_areNewestFirstAndRanked();
    void rows_countFollowUpsUntilTheyAreDone();
    void totals_countOpenIncidentsWithoutDrills();
    void search_findsAcrossIncidents();
    void read_foldsUpToAMoment();
    void changed_isToldOnce();
    void bundle_goesOutAndComesIn();
    void verify_seesAlsoTheWordsOfTheIndex();

private:
    template <class T, class Ask>
    domain::Result<T> ask(Ask ask) {
        record::Answer<T> answer;
        ask(answer.sink());
        return answer.wait();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<record::StillClock> m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Archive> m_archive;
    std::unique_ptr<WarRoom> m_room;
};

void ArchiveTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<record::StillClock>();
    m_database = std::make_unique<Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    m_archive = std::make_unique<Archive>(m_database.get());
    m_room = record::declareRoom(*m_database, *m_clock, QStringLiteral("Payments fail"));
}

void ArchiveTest::cleanup() {
    m_room.reset();
    m_archive.reset();
    m_database.reset();
}

void ArchiveTest::rows_countFollowUpsUntilTheyAreDone() {
    auto declaration = record::declaration(QStringLiteral("Login slow"));
    declaration.playbookYaml = record::playbookYaml + R"(phases:
  - {id: now, title: Now, items: [{id: look, text: Look}]}
  - {id: after, title: After, after: resolved, items: [{id: write, text: Write, due: 24h}, {id: learn, text: Learn, due: 7d}]}
)";
    record::Answer<WarRoom*> opened;
    WarRoom::declare(m_database.get(), m_clock.get(), declaration, QStringLiteral("@ic"), m_database.get(),
                     opened.sink());
    const auto made = opened.wait();
    VERIFY_OK(made);
    const std::unique_ptr<WarRoom> room(*made);
    const auto row = [this, key = room->key()] {
        const auto rows = ask<std::vector<domain::ArchiveRow>>(
            [this](auto done) { m_archive->rows(m_archive.get(), std::move(done)); });
        for (const domain::ArchiveRow& one : rows.value())
            if (one.key == key)
                return one;
        return domain::ArchiveRow{};
    };
    QCOMPARE(row().followUps, 0); // nothing follows while it goes on
    using domain::Status;
    VERIFY_OK(record::append(*room, domain::StatusChanged{Status::Resolved, Status::Investigating}));
    VERIFY_OK(record::append(*room, domain::StatusChanged{Status::Closed, Status::Resolved}));
    const domain::Instant resolved = m_clock->now();
    QCOMPARE(row().followUps, 2);
    QCOMPARE(row().followUpsDue, std::optional(resolved + std::chrono::hours(24)));
    QSignalSpy changed(m_archive.get(), &Archive::changed);
    VERIFY_OK(record::append(*room, domain::ItemTicked{QStringLiteral("write"), QStringLiteral("Write")}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(row().followUps, 1);
    QCOMPARE(row().followUpsDue, std::optional(resolved + std::chrono::days(7)));
    VERIFY_OK(record::append(
        *room, domain::ItemSkipped{QStringLiteral("learn"), QStringLiteral("Learn"), QStringLiteral("nothing new")}));
    QCOMPARE(row().followUps, 0);
    QVERIFY(!row().followUpsDue);
}

void ArchiveTest::rows_areNewestFirstAndRanked() {
    m_clock->advance(std::chrono::hours(1));
    auto declaration = record::declaration(QStringLiteral("Login slow"));
    declaration.severity = QStringLiteral("SEV2");
    declaration.at = m_clock->now();
    const auto second = ask<WarRoom*>([&](auto done) {
        WarRoom::declare(m_database.get(), m_clock.get(), declaration, QStringLiteral("@ic"), this, done);
    });
    VERIFY_OK(second);
    const std::unique_ptr<WarRoom> owned(*second);
    const auto rows = ask<std::vector<domain::ArchiveRow>>([&](auto done) { m_archive->rows(this, done); });
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), 2u);
    QCOMPARE(rows->at(0).key, QStringLiteral("INC-0002"));
    QCOMPARE(rows->at(0).severityRank, 2);
    QCOMPARE(rows->at(1).title, QStringLiteral("Payments fail"));
    QCOMPARE(rows->at(1).severityRank, 1);
    QCOMPARE(rows->at(1).entries, 2);
}

void ArchiveTest::totals_countOpenIncidentsWithoutDrills() {
    const auto drill = ask<WarRoom*>([&](auto done) {
        WarRoom::declare(m_database.get(), m_clock.get(), record::declaration(QStringLiteral("Drill"), true),
                         QStringLiteral("@ic"), this, done);
    });
    VERIFY_OK(drill);
    const std::unique_ptr<WarRoom> owned(*drill);
    const auto totals = [&] { return *ask<Archive::Totals>([&](auto done) { m_archive->totals(this, done); }); };
    QCOMPARE(totals(), (Archive::Totals{.incidents = 1, .drills = 1, .open = 1, .entries = 4}));
    VERIFY_OK(record::append(
        *m_room, domain::StatusChanged{.status = domain::Status::Resolved, .was = domain::Status::Investigating}));
    QCOMPARE(totals(), (Archive::Totals{.incidents = 1, .drills = 1, .open = 0, .entries = 5}));
}

void ArchiveTest::search_findsAcrossIncidents() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("connection pool exhausted"))));
    const auto hits = ask<std::vector<domain::SearchHit>>(
        [&](auto done) { m_archive->search(QStringLiteral("pool exh"), 10, this, done); });
    VERIFY_OK(hits);
    QCOMPARE(hits->size(), 1u);
    QCOMPARE(hits->front().key, QStringLiteral("INC-0001"));
    QVERIFY(hits->front().snippet.contains(QStringLiteral("\u0002pool\u0003")));
}

void ArchiveTest::read_foldsUpToAMoment() {
    m_clock->advance(std::chrono::minutes(10));
    VERIFY_OK(record::append(
        *m_room, domain::Retitled{.title = QStringLiteral("Cards fail"), .was = QStringLiteral("Payments fail")}));
    const auto read = [&](std::optional<domain::Instant> until) {
        return *ask<Archive::Reading>(
            [&](auto done) { m_archive->read(QStringLiteral("INC-0001"), until, this, done); });
    };
    QCOMPARE(read({}).incident, m_room->incident());
    QCOMPARE(read({}).playbook, m_room->playbook());
    QCOMPARE(read({}).playbookYaml, record::playbookYaml);
    QCOMPARE(read(record::declaredAt + std::chrono::minutes(5)).incident.title, QStringLiteral("Payments fail"));
    QCOMPARE(read(record::declaredAt - std::chrono::hours(5)).incident.title, QStringLiteral("Payments fail"));
    QVERIFY(!ask<Archive::Reading>([&](auto done) { m_archive->read(QStringLiteral("INC-0007"), {}, this, done); }));
}

void ArchiveTest::changed_isToldOnce() {
    QSignalSpy changed(m_archive.get(), &Archive::changed);
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("nothing the list shows"))));
    QCOMPARE(changed.size(), 0);
    VERIFY_OK(record::append(*m_room, domain::Acknowledged{}));
    QCOMPARE(changed.size(), 1);
}

void ArchiveTest::bundle_goesOutAndComesIn() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("connection pool exhausted"))));
    const QString path = m_folder->filePath(QStringLiteral("INC-0001.bridgewatch"));
    VERIFY_OK(ask<QString>([&](auto done) { m_archive->exportBundle(QStringLiteral("INC-0001"), path, this, done); }));
    QTemporaryDir elsewhere;
    Database other(elsewhere.path());
    VERIFY_OK(record::open(other));
    Archive archive(&other);
    const auto key = ask<QString>([&](auto done) { archive.importBundle(path, this, done); });
    VERIFY_OK(key);
    const auto there = record::openRoom(other, *m_clock, *key);
    QCOMPARE(there->incident(), m_room->incident());
    QCOMPARE(there->playbook(), m_room->playbook());
    VERIFY_OK(record::append(*there, record::note(QStringLiteral("goes on there"))));
    const auto found = ask<domain::Verification>([&](auto done) { archive.verify({}, this, done); });
    VERIFY_OK(found);
    QVERIFY(found->intact());
}

void ArchiveTest::verify_seesAlsoTheWordsOfTheIndex() {
    const auto verify = [&] {
        return *ask<domain::Verification>([&](auto done) { m_archive->verify({}, this, done); });
    };
    QVERIFY(verify().intact());
    QCOMPARE(verify().events, 2);
    record::tamper(
        m_database->file(),
        QStringLiteral(
            "INSERT INTO entry_words (entry_words, rowid, text) SELECT 'delete', id, text FROM entry WHERE id = 1"));
    QVERIFY(!verify().intact());
}

QTEST_GUILESS_MAIN(ArchiveTest)
#include "tst_archive.moc"
