// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/room.h"
#include "ui/checklist_panel.h"
#include "ui/timeline_panel.h"
#include "ui/virtual_list.h"
#include "ui/war_room_screen.h"

namespace {

const QByteArray yaml = R"(name: Shop
severities: [{id: SEV1, name: Critical, rank: 1}]
roles: [{id: commander, title: Incident Commander}]
phases: [{id: first, title: First, items: [{id: ack, text: Acknowledge the alert}]}]
)";

} // namespace

/// Journey 3 of the design: a tick goes from the box through WarRoom into SQLite, and from there into the fold and onto
/// the timeline; a tick that cannot be written leaves the box as it was.
class TestJourneyTick : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void tick_reachesTheDiskBeforeTheScreen();
    void tick_thatCannotBeWrittenLeavesTheBox();
    void tick_isThereAfterReopening();

private:
    QVariant inFile(const char* sql) const { return record::tamper(m_database->file(), QString::fromUtf8(sql)); }
    void press();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<record::StillClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<ui::WarRoomScreen> m_screen;
};

void TestJourneyTick::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<record::StillClock>();
    m_database = std::make_unique<store::Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    auto declaration = record::declaration(QStringLiteral("Payments fail"));
    declaration.playbookYaml = yaml;
    record::Answer<room::WarRoom*> opened;
    room::WarRoom::declare(m_database.get(), m_clock.get(), declaration, QStringLiteral("@ic"), m_database.get(),
                           opened.sink());
    const auto made = opened.wait();
    VERIFY_OK(made);
    m_room.reset(*made);
    m_screen = std::make_unique<ui::WarRoomScreen>();
    m_screen->resize(1280, 720);
    m_screen->setRoom(m_room.get());
    m_screen->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_screen.get()));
}

void TestJourneyTick::cleanup() {
    m_screen.reset();
    m_room.reset();
    m_database.reset();
}

void TestJourneyTick::press() {
    auto* list = m_screen->checklist()->list();
    list->setFocus();
    list->setCurrentIndex(m_screen->checklist()->model()->index(1));
    QTest::keyClick(list, Qt::Key_Space);
}

void TestJourneyTick::tick_reachesTheDiskBeforeTheScreen() {
    const auto* checklist = m_screen->checklist()->model();
    int onDiskWhenShown = -1;
    connect(checklist, &QAbstractItemModel::dataChanged, this, [&] {
        if (onDiskWhenShown < 0 && checklist->index(1).data(Qt::CheckStateRole).toInt() == Qt::Checked)
            onDiskWhenShown = inFile("select count(*) from event where kind = 'checklist.ticked'").toInt();
    });
    m_clock->advance(domain::Millis(70'000));
    press();
    QCOMPARE(checklist->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QTRY_COMPARE(checklist->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(onDiskWhenShown, 1);
    QVERIFY(inFile("select body from event where kind = 'checklist.ticked'")
                .toString()
                .contains(QStringLiteral("\"ack\"")));
    QCOMPARE(inFile("select author from event where kind = 'checklist.ticked'").toString(), QStringLiteral("@ic"));
    const auto* timeline = m_screen->timeline()->model();
    const QModelIndex row = timeline->index(timeline->rowCount() - 1);
    QVERIFY(row.data().toString().contains(QStringLiteral("Acknowledge the alert")));
    QCOMPARE(row.data(items::TimelineModel::TimeRole).toString(), QStringLiteral("04:41"));
}

void TestJourneyTick::tick_thatCannotBeWrittenLeavesTheBox() {
    inFile("create trigger no before insert on event begin select raise(abort, 'the disk says no'); end");
    QSignalSpy failed(m_room.get(), &room::WarRoom::failed);
    const int rows = m_screen->timeline()->model()->rowCount();
    press();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_screen->checklist()->model()->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_screen->timeline()->model()->rowCount(), rows);
    QVERIFY(m_room->incident().items.empty());
    inFile("drop trigger no");
    press();
    QTRY_COMPARE(m_screen->checklist()->model()->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestJourneyTick::tick_isThereAfterReopening() {
    press();
    QTRY_COMPARE(m_screen->checklist()->model()->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    m_screen->setRoom(nullptr);
    m_room.reset();
    m_room = record::openRoom(*m_database, *m_clock, QStringLiteral("INC-0001"));
    m_screen->setRoom(m_room.get());
    QCOMPARE(m_screen->checklist()->model()->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

QTEST_MAIN(TestJourneyTick)
#include "tst_journey_tick.moc"
