// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hybrid_clock.h"
#include "items/timeline_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;
using namespace domain;

namespace {

const Instant start = *parseMoment(QStringLiteral("2026-11-20T14:32:00Z"), {});

/// An incident that grows event by event, as WarRoom would report it.
struct Story {
    Incident incident;
    std::vector<Event> events;
    QUuid origin = QUuid::createUuidV5(QUuid(), QStringLiteral("origin"));

    Event next(Body body, Millis after, Millis lateBy = Millis(0)) {
        Event event;
        event.incident = QUuid::createUuidV5(QUuid(), QStringLiteral("incident"));
        event.id = {origin, qint64(events.size() + 1)};
        event.occurredAt = start + after;
        event.recordedAt = start + after + lateBy;
        event.clock = nextHybridClock(incident.lastClock, event.recordedAt);
        event.author = QStringLiteral("@ic");
        event.body = std::move(body);
        return event;
    }
    Event add(TimelineModel* model, Body body, Millis after, Millis lateBy = Millis(0)) {
        const Event event = next(std::move(body), after, lateBy);
        events.push_back(event);
        if (!apply(incident, event))
            incident = fold(events);
        if (model)
            model->eventAppended(event);
        return event;
    }
    Event note(TimelineModel* model, const char* text, std::chrono::minutes after, Millis lateBy = Millis(0)) {
        return add(model, EntryNoted{EntryKind::Observation, QString::fromUtf8(text), false}, after, lateBy);
    }
    void declare() {
        add(nullptr, Declared{QStringLiteral("Checkout fails"), QStringLiteral("SEV2"), {}, {}, false, {}}, Millis(0));
    }
};

QStringList texts(const TimelineModel& model) {
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row).data().toString();
    return list;
}

using std::chrono::hours;
using std::chrono::minutes;

} // namespace

class TestTimelineModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void entry_isAppendedAtTheEnd();
    void entry_backDatedStandsAtItsTime();
    void revision_changesOneRow();
    void correctedTime_movesTheRow();
    void strike_keepsTheRow();
    void mark_isShown();
    void filter_keepsRowsWithEveryWord();
    void filter_holdsForNewEntries();
    void dates_appearWhenTheIncidentSpansDays();
    void lateEntry_saysWhenItWasRecorded();
    void spokenText_carriesTimeKindAndState();

private:
    std::unique_ptr<Story> m_story;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTimelineModel::init() {
    m_story = std::make_unique<Story>();
    m_story->declare();
    m_model = std::make_unique<TimelineModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setIncident(&m_story->incident);
    QCOMPARE(m_model->rowCount(), 1);
}

void TestTimelineModel::cleanup() {
    m_tester.reset();
    m_model.reset();
    m_story.reset();
}

void TestTimelineModel::entry_isAppendedAtTheEnd() {
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_story->note(m_model.get(), "one", minutes(1));
    m_story->note(m_model.get(), "two", minutes(2));
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(texts(*m_model).mid(1), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    QCOMPARE(m_model->index(2).data(TimelineModel::TimeRole).toString(), QStringLiteral("14:34"));
    QCOMPARE(m_model->entryCount(), 3);
}

void TestTimelineModel::entry_backDatedStandsAtItsTime() {
    m_story->note(m_model.get(), "late", minutes(9));
    m_story->note(m_model.get(), "early", minutes(4), minutes(6));
    QCOMPARE(texts(*m_model).mid(1), QStringList({QStringLiteral("early"), QStringLiteral("late")}));
}

void TestTimelineModel::revision_changesOneRow() {
    const Event first = m_story->note(m_model.get(), "pool is ful", minutes(1));
    m_story->note(m_model.get(), "other", minutes(2));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_story->add(m_model.get(),
                 EntryRevised{first.id, QStringLiteral("pool is full"), QStringLiteral("pool is ful"), {}, {}},
                 minutes(3));
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(texts(*m_model).at(1), QStringLiteral("pool is full"));
    QVERIFY(m_model->index(1).data(TimelineModel::EditedRole).toBool());
    QVERIFY(m_model->index(1).data(TimelineModel::DetailRole).toString().contains(QStringLiteral("edited")));
}

void TestTimelineModel::correctedTime_movesTheRow() {
    const Event first = m_story->note(m_model.get(), "one", minutes(1));
    m_story->note(m_model.get(), "two", minutes(2));
    m_story->add(
        m_model.get(),
        EntryRevised{first.id, QStringLiteral("one"), QStringLiteral("one"), start + minutes(5), first.occurredAt},
        minutes(6));
    QCOMPARE(texts(*m_model).mid(1), QStringList({QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(m_model->indexOf(first.id).row(), 2);
    QCOMPARE(m_model->index(2).data(TimelineModel::TimeRole).toString(), QStringLiteral("14:37"));
}

void TestTimelineModel::strike_keepsTheRow() {
    const Event first = m_story->note(m_model.get(), "wrong", minutes(1));
    m_story->add(m_model.get(), EntryStruck{first.id, QStringLiteral("other service")}, minutes(2));
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY(m_model->index(1).data(TimelineModel::StruckRole).toBool());
    QVERIFY(
        m_model->index(1).data(TimelineModel::DetailRole).toString().contains(QStringLiteral("struck: other service")));
    m_story->add(m_model.get(), EntryRestored{first.id}, minutes(3));
    QVERIFY(!m_model->index(1).data(TimelineModel::StruckRole).toBool());
}

void TestTimelineModel::mark_isShown() {
    const Event first = m_story->note(m_model.get(), "pool is full", minutes(1));
    QCOMPARE(m_model->index(1).data(TimelineModel::KeyMomentRole).toInt(), -1);
    m_story->add(m_model.get(), EntryMarkedKey{first.id, KeyMoment::CauseFound, {}}, minutes(2));
    QCOMPARE(m_model->index(1).data(TimelineModel::KeyMomentRole).toInt(), int(KeyMoment::CauseFound));
}

void TestTimelineModel::filter_keepsRowsWithEveryWord() {
    m_story->note(m_model.get(), "pool is full", minutes(1));
    m_story->note(m_model.get(), "pool raised", minutes(2));
    QSignalSpy counts(m_model.get(), &TimelineModel::countsChanged);
    m_model->setFilter(QStringLiteral("POOL  full"));
    QCOMPARE(texts(*m_model), QStringList(QStringLiteral("pool is full")));
    QCOMPARE(counts.last(), QVariantList({1, 3}));
    m_model->setFilter({});
    QCOMPARE(m_model->rowCount(), 3);
}

void TestTimelineModel::filter_holdsForNewEntries() {
    m_model->setFilter(QStringLiteral("pool"));
    m_story->note(m_model.get(), "cache is cold", minutes(1));
    QCOMPARE(m_model->rowCount(), 0);
    m_story->note(m_model.get(), "pool is full", minutes(2));
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->entryCount(), 3);
}

void TestTimelineModel::dates_appearWhenTheIncidentSpansDays() {
    m_story->note(m_model.get(), "evening", hours(2));
    QCOMPARE(m_model->rowCount(), 2);
    m_story->note(m_model.get(), "morning", hours(20));
    QCOMPARE(m_model->rowCount(), 5);
    QVERIFY(m_model->index(0).data(TimelineModel::DateRowRole).toBool());
    QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("Friday 2026-11-20"));
    QCOMPARE(m_model->index(3).data().toString(), QStringLiteral("Saturday 2026-11-21"));
    QVERIFY(!m_model->entryAt(m_model->index(3)));
}

void TestTimelineModel::lateEntry_saysWhenItWasRecorded() {
    m_story->note(m_model.get(), "saw it", minutes(2), minutes(31));
    const QModelIndex row = m_model->index(1);
    QVERIFY(row.data(TimelineModel::LateRole).toBool());
    QCOMPARE(row.data(TimelineModel::DetailRole).toString(), QStringLiteral("@ic · recorded 15:05"));
}

void TestTimelineModel::spokenText_carriesTimeKindAndState() {
    const Event first = m_story->note(m_model.get(), "pool is full", minutes(2));
    m_story->add(m_model.get(), EntryMarkedKey{first.id, KeyMoment::CauseFound, {}}, minutes(3));
    m_story->add(m_model.get(), EntryStruck{first.id, {}}, minutes(4));
    QCOMPARE(m_model->index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("14:34 UTC, observation, key: cause found, pool is full, @ic · struck"));
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timeline_model.moc"
