// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "room/room.h"
#include "store/event_log.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using domain::Event;
using room::WarRoom;
using store::Database;

class WarRoomTest final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void declare_recordsTheDeclarationAndTheCommander();
    void declare_withABrokenPlaybookRecordsNothing();
    void open_findsWhatWasRecorded();
    void open_ofAnUnknownKeySaysSo();
    void open_afterTheContextIsGoneLeavesNothingBehind();
    void append_isOnDiskBeforeItIsInMemoryBeforeItIsOnScreen();
    void append_keepsTheOrderGiven();
    void append_fillsInAuthorAndTime();
    void append_thatFailsChangesNothing();
    void append_holdsTheClockUntilItIsAnswered();
    void append_bySomebodyElseReachesEveryRoom();
    void append_whileARoomIsBeingReadIsNotLost();
    void undo_takesBackStepByStepAndRedoBringsBack();
    void undo_survivesReopening();
    void undo_pressedTwiceAtOnceTakesBackTwo();
    void undo_leavesOthersAndAutomaticActsAlone();
    void undo_reachesEveryEarlierState();
    void erase_removesAnEntryWithItsRevisions();
    void attachment_comesBack();
    void draft_isOnDiskWithinASecond();
    void draft_isWrittenWhenTheRoomCloses();
    void readOnlyRoom_refusesActs();
    void damagedEvent_leavesTheRestReadable();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<record::StillClock> m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<WarRoom> m_room;
};

void WarRoomTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<record::StillClock>();
    m_database = std::make_unique<Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    m_room = record::declareRoom(*m_database, *m_clock, QStringLiteral("Payments fail"));
}

void WarRoomTest::cleanup() {
    m_room.reset();
    m_database.reset();
}

void WarRoomTest::declare_recordsTheDeclarationAndTheCommander() {
    QCOMPARE(m_room->key(), QStringLiteral("INC-0001"));
    const domain::Incident& incident = m_room->incident();
    QCOMPARE(incident.title, QStringLiteral("Payments fail"));
    QCOMPARE(incident.severity, QStringLiteral("SEV1"));
    QCOMPARE(incident.declaredAt, record::declaredAt);
    QCOMPARE(incident.roles.at(QStringLiteral("commander")), QStringLiteral("@ic"));
    QCOMPARE(m_room->playbook().name, QStringLiteral("Test"));
    QCOMPARE(m_room->events().size(), 2u);
}

void WarRoomTest::declare_withABrokenPlaybookRecordsNothing() {
    auto declaration = record::declaration(QStringLiteral("x"));
    declaration.playbookYaml = "severities: [";
    record::Answer<WarRoom*> answer;
    WarRoom::declare(m_database.get(), m_clock.get(), declaration, QStringLiteral("@ic"), this, answer.sink());
    QVERIFY(!answer.wait());
    record::Answer<WarRoom*> second;
    WarRoom::open(m_database.get(), m_clock.get(), QStringLiteral("INC-0002"), QStringLiteral("@ic"), this,
                  second.sink());
    QVERIFY(!second.wait());
}

void WarRoomTest::open_findsWhatWasRecorded() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("pool exhausted"))));
    VERIFY_OK(record::append(
        *m_room, domain::StatusChanged{.status = domain::Status::Identified, .was = domain::Status::Investigating}));
    const auto again = record::openRoom(*m_database, *m_clock, QStringLiteral("inc-0001"));
    QCOMPARE(again->incident(), m_room->incident());
    QCOMPARE(again->events(), m_room->events());
    QCOMPARE(again->playbook(), m_room->playbook());
    QCOMPARE(again->key(), m_room->key());
}

void WarRoomTest::open_ofAnUnknownKeySaysSo() {
    record::Answer<WarRoom*> answer;
    WarRoom::open(m_database.get(), m_clock.get(), QStringLiteral("INC-0042"), QStringLiteral("@ic"), this,
                  answer.sink());
    const auto refused = answer.wait();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, domain::ErrorKind::NotFound);
    QVERIFY(refused.error().text.contains(QStringLiteral("INC-0042")));
}

void WarRoomTest::open_afterTheContextIsGoneLeavesNothingBehind() {
    auto context = std::make_unique<QObject>();
    WarRoom::open(m_database.get(), m_clock.get(), m_room->key(), QStringLiteral("@ic"), context.get(),
                  [](const auto&) { QFAIL("the context is gone"); });
    context.reset();
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("x"))));
    QTRY_COMPARE(m_clock->held(), 0);
}

void WarRoomTest::append_isOnDiskBeforeItIsInMemoryBeforeItIsOnScreen() {
    bool seen = false;
    connect(m_room.get(), &WarRoom::appended, this, [&](const Event& event) {
        seen = true;
        QCOMPARE(m_room->incident().timeline.back().text, QStringLiteral("pool exhausted"));
        QCOMPARE(m_room->events().back(), event);
        QCOMPARE(record::tamper(m_database->file(), QStringLiteral("SELECT max(seq) FROM event")).toLongLong(),
                 event.id.seq);
    });
    m_room->append(record::note(QStringLiteral("pool exhausted")));
    QCOMPARE(m_room->events().size(), 2u); // nothing happens before the disk has it
    QVERIFY(m_room->saving());
    QTRY_VERIFY(seen);
    QTRY_VERIFY(!m_room->saving());
}

void WarRoomTest::append_keepsTheOrderGiven() {
    QStringList seen;
    connect(m_room.get(), &WarRoom::appended, this,
            [&](const Event& event) { seen.append(domain::sentenceOf(event.body)); });
    QStringList given;
    for (int i = 0; i < 100; ++i) {
        given.append(QString::number(i));
        m_room->append(record::note(given.last()));
    }
    QTRY_COMPARE(seen.size(), 100);
    QCOMPARE(seen, given);
}

void WarRoomTest::append_fillsInAuthorAndTime() {
    m_clock->advance(std::chrono::minutes(3));
    const auto event = record::append(*m_room, record::note(QStringLiteral("x")));
    VERIFY_OK(event);
    QCOMPARE(event->author, QStringLiteral("@ic"));
    QCOMPARE(event->occurredAt, record::declaredAt + std::chrono::minutes(3));
    QCOMPARE(event->recordedAt, event->occurredAt);
    record::Answer<Event> answer;
    m_room->append({.body = record::note(QStringLiteral("y")),
                    .author = QStringLiteral("@tech-lead"),
                    .occurredAt = record::declaredAt - std::chrono::minutes(5)},
                   answer.sink());
    const auto earlier = answer.wait();
    VERIFY_OK(earlier);
    QCOMPARE(earlier->author, QStringLiteral("@tech-lead"));
    QCOMPARE(earlier->occurredAt, record::declaredAt - std::chrono::minutes(5));
    QCOMPARE(earlier->recordedAt, record::declaredAt + std::chrono::minutes(3));
}

void WarRoomTest::append_thatFailsChangesNothing() {
    const domain::Incident before = m_room->incident();
    const std::vector<Event> events = m_room->events();
    QVERIFY(QFile::remove(m_database->file()));
    QSignalSpy appended(m_room.get(), &WarRoom::appended);
    QSignalSpy failed(m_room.get(), &WarRoom::failed);
    QVERIFY(!record::append(*m_room, record::note(QStringLiteral("into the void"))));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().startsWith(QStringLiteral("Not saved.")));
    QCOMPARE(appended.size(), 0);
    QCOMPARE(m_room->incident(), before);
    QCOMPARE(m_room->events(), events);
    QVERIFY(!m_room->saving());
}

void WarRoomTest::append_holdsTheClockUntilItIsAnswered() {
    QCOMPARE(m_clock->held(), 0);
    m_room->append(record::note(QStringLiteral("x")));
    QCOMPARE(m_clock->held(), 1);
    QTRY_COMPARE(m_clock->held(), 0);
    QCOMPARE(m_room->events().size(), 3u);
}

void WarRoomTest::append_bySomebodyElseReachesEveryRoom() {
    const auto other = record::openRoom(*m_database, *m_clock, m_room->key(), QStringLiteral("@scribe"));
    QSignalSpy seen(m_room.get(), &WarRoom::appended);
    VERIFY_OK(record::append(*other, record::note(QStringLiteral("from the script"))));
    QCOMPARE(seen.size(), 1);
    QCOMPARE(m_room->incident(), other->incident());
    const auto elsewhere = record::declareRoom(*m_database, *m_clock, QStringLiteral("Another"));
    VERIFY_OK(record::append(*elsewhere, record::note(QStringLiteral("not here"))));
    QCOMPARE(seen.size(), 1);
}

void WarRoomTest::append_whileARoomIsBeingReadIsNotLost() {
    for (int round = 0; round < 20; ++round) {
        record::Answer<WarRoom*> answer;
        m_room->append(record::note(QStringLiteral("before")));
        WarRoom::open(m_database.get(), m_clock.get(), m_room->key(), QStringLiteral("@scribe"), this, answer.sink());
        m_room->append(record::note(QStringLiteral("after")));
        const auto opened = answer.wait();
        VERIFY_OK(opened);
        const std::unique_ptr<WarRoom> other(*opened);
        QTRY_VERIFY(!m_room->saving());
        QCOMPARE(other->events(), m_room->events());
        QCOMPARE(other->incident(), m_room->incident());
    }
}

void WarRoomTest::undo_takesBackStepByStepAndRedoBringsBack() {
    QVERIFY(m_room->canUndo()); // the commander's role
    const domain::Incident start = m_room->incident();
    VERIFY_OK(record::append(
        *m_room, domain::Retitled{.title = QStringLiteral("Cards fail"), .was = QStringLiteral("Payments fail")}));
    VERIFY_OK(record::append(
        *m_room, domain::StatusChanged{.status = domain::Status::Identified, .was = domain::Status::Investigating}));
    QVERIFY2(m_room->undoText().startsWith(QStringLiteral("Undo: ")), qPrintable(m_room->undoText()));
    QVERIFY(!m_room->canRedo());
    const auto press = [this](bool redo) {
        QSignalSpy appended(m_room.get(), &WarRoom::appended);
        redo ? m_room->redo() : m_room->undo();
        QTRY_COMPARE(appended.size(), 1);
    };
    press(false);
    QCOMPARE(m_room->incident().status, domain::Status::Investigating);
    QCOMPARE(m_room->incident().title, QStringLiteral("Cards fail"));
    press(false);
    QCOMPARE(m_room->incident().title, QStringLiteral("Payments fail"));
    press(true);
    QCOMPARE(m_room->incident().title, QStringLiteral("Cards fail"));
    press(true);
    QCOMPARE(m_room->incident().status, domain::Status::Identified);
    QVERIFY(!m_room->canRedo());
    press(false);
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("a new act"))));
    QVERIFY(!m_room->canRedo());
}

void WarRoomTest::undo_survivesReopening() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("one"))));
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("two"))));
    m_room->undo();
    QTRY_VERIFY(m_room->canRedo());
    const QString undoText = m_room->undoText(), redoText = m_room->redoText();
    m_room.reset();
    m_room = record::openRoom(*m_database, *m_clock, QStringLiteral("INC-0001"));
    QCOMPARE(m_room->undoText(), undoText);
    QCOMPARE(m_room->redoText(), redoText);
    QVERIFY(undoText.contains(QStringLiteral("one")));
}

void WarRoomTest::undo_pressedTwiceAtOnceTakesBackTwo() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("one"))));
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("two"))));
    m_room->append(record::note(QStringLiteral("three")));
    m_room->undo();
    m_room->undo();
    QTRY_COMPARE(m_room->events().size(), 7u);
    std::vector<bool> struck;
    for (const domain::TimelineEntry& entry : m_room->incident().timeline)
        if (entry.kind == QLatin1String(domain::EntryNoted::kind))
            struck.push_back(entry.struck);
    QCOMPARE(struck, (std::vector<bool>{false, true, true}));
}

void WarRoomTest::undo_leavesOthersAndAutomaticActsAlone() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("mine"))));
    const auto append = [this](domain::Body body, const char* author) {
        record::Answer<Event> answer;
        m_room->append({.body = std::move(body), .author = QString::fromLatin1(author), .occurredAt = {}},
                       answer.sink());
        VERIFY_OK(answer.wait());
    };
    append(record::note(QStringLiteral("theirs")), "@scribe");
    append(domain::CheckChanged{}, "bridgewatch");
    append(domain::MessageSent{}, "@ic");
    QVERIFY2(m_room->undoText().contains(QStringLiteral("mine")), qPrintable(m_room->undoText()));
    QSignalSpy appended(m_room.get(), &WarRoom::appended);
    m_room->undo();
    QTRY_COMPARE(appended.size(), 1);
    for (const domain::TimelineEntry& entry : m_room->incident().timeline)
        QCOMPARE(entry.struck, entry.text == QStringLiteral("mine"));
}

/// Any sequence of acts, taken back one by one, passes through every state it came from; redo returns.
void WarRoomTest::undo_reachesEveryEarlierState() {
    QRandomGenerator random(5);
    const auto relevant = [this] {
        const domain::Incident& i = m_room->incident();
        return std::tuple(i.title, i.severity, i.status, i.roles, i.impact, i.services, i.links);
    };
    std::vector<decltype(relevant())> states;
    for (int step = 0; step < 12; ++step) {
        states.push_back(relevant());
        const domain::Incident& now = m_room->incident();
        const QString next = QString::number(step);
        std::vector<domain::Body> choices{
            domain::Retitled{.title = next, .was = now.title},
            domain::SeverityChanged{.severity = next, .was = now.severity, .reason = {}, .raised = false},
            domain::ImpactSet{.text = next, .was = now.impact, .began = {}, .wasBegan = {}},
            domain::ServiceAffected{next},
            domain::LinkAdded{next, QStringLiteral("https://example.org/")},
            domain::RoleAssigned{.role = QStringLiteral("scribe"),
                                 .person = next,
                                 .was = now.roles.contains(QStringLiteral("scribe"))
                                            ? now.roles.at(QStringLiteral("scribe"))
                                            : QString()}};
        VERIFY_OK(record::append(*m_room, choices.at(random.bounded(quint32(choices.size())))));
    }
    states.push_back(relevant());
    for (std::size_t i = states.size() - 1; i > 0; --i) {
        QCOMPARE(relevant(), states.at(i));
        const std::size_t before = m_room->events().size();
        m_room->undo();
        QTRY_COMPARE(m_room->events().size(), before + 1);
    }
    QCOMPARE(relevant(), states.front());
    for (std::size_t i = 1; i < states.size(); ++i) {
        const std::size_t before = m_room->events().size();
        m_room->redo();
        QTRY_COMPARE(m_room->events().size(), before + 1);
        QCOMPARE(relevant(), states.at(i));
    }
}

void WarRoomTest::erase_removesAnEntryWithItsRevisions() {
    const auto entry = record::append(*m_room, record::note(QStringLiteral("password canary1")));
    VERIFY_OK(entry);
    VERIFY_OK(record::append(*m_room, domain::EntryRevised{.target = entry->id,
                                                           .text = QStringLiteral("password canary2"),
                                                           .was = QStringLiteral("password canary1"),
                                                           .at = {},
                                                           .wasAt = {}}));
    record::Answer<Event> answer;
    m_room->erase(entry->id, QStringLiteral("a secret"), answer.sink());
    VERIFY_OK(answer.wait());
    for (const Event& event : m_room->events())
        QVERIFY(!domain::bodyToJson(event.body, event.undoes).contains("canary"));
    for (const domain::TimelineEntry& row : m_room->incident().timeline)
        QVERIFY(!row.text.contains(QStringLiteral("canary")) && !row.firstText.contains(QStringLiteral("canary")));
    for (const QString& suffix : {QString(), QStringLiteral("-wal")})
        QVERIFY(!record::contents(m_database->file() + suffix).contains("canary"));
    const auto again = record::openRoom(*m_database, *m_clock, m_room->key());
    QCOMPARE(again->events(), m_room->events());
    QCOMPARE(again->incident(), m_room->incident());
}

void WarRoomTest::attachment_comesBack() {
    record::Answer<QString> digest;
    m_room->attach("samples", QStringLiteral("text/plain"), digest.sink());
    const auto stored = digest.wait();
    VERIFY_OK(stored);
    record::Answer<QByteArray> bytes;
    m_room->attachment(*stored, this, bytes.sink());
    QCOMPARE(bytes.wait(), domain::Result<QByteArray>(QByteArray("samples")));
}

void WarRoomTest::draft_isOnDiskWithinASecond() {
    const QString section = QStringLiteral("summary");
    QElapsedTimer timer;
    timer.start();
    QString typed;
    for (int i = 0; i < 50; ++i) {
        typed.append(QLatin1Char('a'));
        m_room->saveDraft(section, typed);
        QCOMPARE(m_room->draft(section), typed);
    }
    QTRY_COMPARE(record::tamper(m_database->file(), QStringLiteral("SELECT text FROM draft")).toString(), typed);
    QCOMPARE(m_room->events().size(), 2u);
    m_room->saveDraft(section, {});
    QTRY_COMPARE(record::tamper(m_database->file(), QStringLiteral("SELECT count(*) FROM draft")).toInt(), 0);
}

void WarRoomTest::draft_isWrittenWhenTheRoomCloses() {
    m_room->saveDraft(QStringLiteral("summary"), QStringLiteral("half a sentence"));
    m_room.reset();
    m_room = record::openRoom(*m_database, *m_clock, QStringLiteral("INC-0001"));
    if (m_room->draft(QStringLiteral("summary")).isEmpty()) { // read before it was written
        VERIFY_OK(record::write(*m_database, [](store::Connection& connection) {
            return connection.run(QStringLiteral("PRAGMA user_version"));
        }));
        m_room = record::openRoom(*m_database, *m_clock, QStringLiteral("INC-0001"));
    }
    QCOMPARE(m_room->draft(QStringLiteral("summary")), QStringLiteral("half a sentence"));
}

void WarRoomTest::readOnlyRoom_refusesActs() {
    Database reader(m_folder->path());
    VERIFY_OK(record::open(reader, false));
    const auto room = record::openRoom(reader, *m_clock, QStringLiteral("INC-0001"));
    QVERIFY(room->readOnly());
    QVERIFY(!room->canUndo());
    QSignalSpy failed(room.get(), &WarRoom::failed);
    QVERIFY(!record::append(*room, record::note(QStringLiteral("no"))));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(room->incident(), m_room->incident());
}

void WarRoomTest::damagedEvent_leavesTheRestReadable() {
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("first"))));
    VERIFY_OK(record::append(*m_room, record::note(QStringLiteral("second"))));
    m_room.reset();
    record::tamper(m_database->file(), QStringLiteral("UPDATE event SET body = '{' WHERE seq = 3"));
    record::Answer<WarRoom*> answer;
    WarRoom::open(m_database.get(), m_clock.get(), QStringLiteral("INC-0001"), QStringLiteral("@ic"), this,
                  answer.sink());
    const auto opened = answer.wait();
    VERIFY_OK(opened);
    m_room.reset(*opened);
    QSignalSpy failed(m_room.get(), &WarRoom::failed);
    QCOMPARE(m_room->incident().timeline.back().text, QStringLiteral("second"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("verify")));
}

QTEST_GUILESS_MAIN(WarRoomTest)
#include "tst_war_room.moc"
