// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/checklist_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;
using namespace domain;
using playbook::Due;

namespace {

const Instant declared = *parseMoment(QStringLiteral("2026-11-20T14:32:00Z"), {});
using std::chrono::minutes;
using std::chrono::seconds;

playbook::PlannedItem item(const char* id, const char* text) {
    playbook::PlannedItem planned;
    planned.id = QString::fromUtf8(id);
    planned.text = QString::fromUtf8(text);
    return planned;
}

playbook::Plan plan() {
    playbook::Plan plan;
    playbook::PlannedPhase first{
        QStringLiteral("declare"), QStringLiteral("Declare"), QStringLiteral("0–15 min"), true, false, 0, 2, {}};
    first.items = {item("ack", "Acknowledge"), item("channel", "Open the channel")};
    playbook::PlannedPhase second{QStringLiteral("mitigate"), QStringLiteral("Mitigate"), {}, false, false, 0, 1, {}};
    second.items = {item("roll-back", "Roll back")};
    second.items.front().run = QStringLiteral("kubectl rollout undo deployment/backend");
    plan.phases = {first, second};
    plan.total = 3;
    return plan;
}

} // namespace

class TestChecklistModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }
    void rows_arePhasesAndTheirItems();
    void tick_goesThroughTheDoorAndShowsNothingYet();
    void untick_carriesWhatItTakesBack();
    void skip_carriesItsReason();
    void withoutDoor_nothingCanBeTicked();
    void change_touchesOnlyItsRows();
    void severity_insertsAndRemovesRows();
    void detail_saysWhoWhenAndWhatIsDue_data();
    void detail_saysWhoWhenAndWhatIsDue();
    void nextOpen_prefersThePhaseWeAreIn();
    void spokenText_carriesTheState();
    void blockedItem_isTickedOnlyAnyway();
    void proposal_isAcceptedByAPerson();
    void proposal_showsOnlyOnOpenItemsThatMayBeTicked();
    void repeatedItem_carriesItsRound();

private:
    std::unique_ptr<ChecklistModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<Body> m_acts;
};

void TestChecklistModel::init() {
    m_acts.clear();
    m_model = std::make_unique<ChecklistModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setDoor([this](Body body) { m_acts.push_back(std::move(body)); });
    m_model->setPlan(plan(), declared, declared);
}

void TestChecklistModel::rows_arePhasesAndTheirItems() {
    QCOMPARE(m_model->rowCount(), 5);
    QVERIFY(m_model->index(0).data(ChecklistModel::PhaseRowRole).toBool());
    QCOMPARE(m_model->index(0).data(ChecklistModel::WindowRole).toString(), QStringLiteral("0–15 min"));
    QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("Acknowledge"));
    QCOMPARE(m_model->index(4).data(ChecklistModel::CommandRole).toString(),
             QStringLiteral("kubectl rollout undo deployment/backend"));
    QVERIFY(!m_model->itemAt(m_model->index(3)));
}

void TestChecklistModel::tick_goesThroughTheDoorAndShowsNothingYet() {
    QVERIFY(m_model->setData(m_model->index(1), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(m_acts.size(), size_t(1));
    QCOMPARE(std::get<ItemTicked>(m_acts.front()), (ItemTicked{QStringLiteral("ack"), QStringLiteral("Acknowledge")}));
    QCOMPARE(m_model->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(!m_model->setData(m_model->index(0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!m_model->setData(m_model->index(1), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_acts.size(), size_t(1));
}

void TestChecklistModel::untick_carriesWhatItTakesBack() {
    playbook::Plan skipped = plan();
    skipped.phases[0].items[0].state = ItemState::Skipped;
    skipped.phases[0].items[0].reason = QStringLiteral("not needed");
    m_model->setPlan(skipped, declared, declared);
    m_model->toggle(m_model->index(1));
    QCOMPARE(std::get<ItemUnticked>(m_acts.at(0)), (ItemUnticked{QStringLiteral("ack"), QStringLiteral("Acknowledge"),
                                                                 ItemState::Skipped, QStringLiteral("not needed")}));
}

void TestChecklistModel::skip_carriesItsReason() {
    m_model->skip(m_model->index(4), QStringLiteral("no deploy today"));
    QCOMPARE(std::get<ItemSkipped>(m_acts.at(0)).reason, QStringLiteral("no deploy today"));
    m_model->skip(m_model->index(0), QStringLiteral("a phase"));
    QCOMPARE(m_acts.size(), size_t(1));
}

void TestChecklistModel::withoutDoor_nothingCanBeTicked() {
    m_model->setDoor({});
    QVERIFY(!(m_model->flags(m_model->index(1)) & Qt::ItemIsUserCheckable));
    QVERIFY(!m_model->setData(m_model->index(1), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(m_acts.empty());
}

void TestChecklistModel::change_touchesOnlyItsRows() {
    playbook::Plan ticked = plan();
    ticked.phases[0].items[1].state = ItemState::Done;
    ticked.phases[0].done = 1;
    ticked.done = 1;
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy plans(m_model.get(), &ChecklistModel::planChanged);
    m_model->setPlan(ticked, declared, declared);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).first().toModelIndex().row(), 0);
    QCOMPARE(changed.at(1).first().toModelIndex().row(), 2);
    m_model->setPlan(ticked, declared, declared + seconds(1));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(plans.count(), 1);
}

void TestChecklistModel::severity_insertsAndRemovesRows() {
    playbook::Plan raised = plan();
    raised.phases[0].items.insert(raised.phases[0].items.begin() + 1, item("page", "Page the secondary"));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_model->setPlan(raised, declared, declared);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(m_model->index(2).data().toString(), QStringLiteral("Page the secondary"));
    m_model->setPlan(plan(), declared, declared);
    QCOMPARE(m_model->rowCount(), 5);
}

void TestChecklistModel::detail_saysWhoWhenAndWhatIsDue_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("urgency");
    QTest::addColumn<QString>("expected");
    QTest::newRow("done") << int(ItemState::Done) << int(Due::None) << QStringLiteral("@ic · T+01:10");
    QTest::newRow("skipped") << int(ItemState::Skipped) << int(Due::None)
                             << QStringLiteral("skipped: no database · @ic · T+01:10");
    QTest::newRow("overdue") << int(ItemState::Open) << int(Due::Overdue)
                             << QStringLiteral("overdue by 12:17 · due T+30:00 · Commander");
    QTest::newRow("later") << int(ItemState::Open) << int(Due::Later) << QStringLiteral("due T+30:00 · Commander");
}

void TestChecklistModel::detail_saysWhoWhenAndWhatIsDue() {
    QFETCH(int, state);
    QFETCH(int, urgency);
    playbook::PlannedItem planned = item("x", "X");
    planned.state = ItemState(state);
    planned.urgency = Due(urgency);
    planned.by = QStringLiteral("@ic");
    planned.reason = QStringLiteral("no database");
    planned.at = declared + seconds(70);
    planned.due = declared + minutes(30);
    const Instant now = declared + minutes(42) + seconds(17);
    QTEST(detailOf(planned, QStringLiteral("Commander"), declared, now), "expected");
}

void TestChecklistModel::nextOpen_prefersThePhaseWeAreIn() {
    QCOMPARE(m_model->nextOpen().row(), 1);
    playbook::Plan later = plan();
    later.phases[0].now = false;
    later.phases[1].now = true;
    m_model->setPlan(later, declared, declared);
    QCOMPARE(m_model->nextOpen().row(), 4);
    later.phases[1].items[0].state = ItemState::Done;
    m_model->setPlan(later, declared, declared);
    QCOMPARE(m_model->nextOpen().row(), 1);
}

void TestChecklistModel::spokenText_carriesTheState() {
    playbook::Plan late = plan();
    late.phases[0].items[0].urgency = Due::Overdue;
    late.phases[0].items[0].due = declared + minutes(5);
    m_model->setPlan(late, declared, declared + minutes(6));
    QVERIFY(m_model->index(1)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("Acknowledge, open, overdue, overdue by 01:00")));
    QVERIFY(m_model->index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("you are here")));
}

void TestChecklistModel::blockedItem_isTickedOnlyAnyway() {
    playbook::Plan waiting = plan();
    waiting.phases[0].items[1].waitsFor = {QStringLiteral("ack")};
    waiting.phases[0].items[1].waitsForTexts = {QStringLiteral("Acknowledge")};
    m_model->setPlan(waiting, declared, declared);
    const QModelIndex blocked = m_model->index(2);
    QVERIFY(blocked.data(ChecklistModel::BlockedRole).toBool());
    QCOMPARE(blocked.data(ChecklistModel::DetailRole).toString(), QStringLiteral("after: Acknowledge"));
    QVERIFY(blocked.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("not yet, after: Acknowledge")));
    m_model->toggle(blocked);
    QVERIFY(!m_model->setData(blocked, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(m_acts.empty());
    m_model->toggle(blocked, true);
    QCOMPARE(std::get<ItemTicked>(m_acts.at(0)).remark, std::optional(QStringLiteral("before “Acknowledge”")));
}

void TestChecklistModel::proposal_isAcceptedByAPerson() {
    m_model->setProposals({{QStringLiteral("ack"), QStringLiteral("API up for 10 min"), declared}});
    m_model->setPlan(plan(), declared, declared);
    QCOMPARE(m_model->index(1).data(ChecklistModel::ProposalRole).toString(), QStringLiteral("API up for 10 min"));
    QVERIFY(m_model->index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("proposed as done")));
    QCOMPARE(m_model->index(1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(m_acts.empty()); // nothing is ticked alone
    m_model->accept(m_model->index(1));
    QCOMPARE(std::get<ItemTicked>(m_acts.at(0)).remark, std::optional(QStringLiteral("API up for 10 min")));
    m_model->accept(m_model->index(2)); // not proposed
    m_model->accept(m_model->index(0)); // a phase
    QCOMPARE(m_acts.size(), size_t(1));
}

void TestChecklistModel::proposal_showsOnlyOnOpenItemsThatMayBeTicked() {
    playbook::Plan mixed = plan();
    mixed.phases[0].items[0].state = ItemState::Done;
    mixed.phases[0].items[1].waitsFor = {QStringLiteral("roll-back")};
    m_model->setProposals({{QStringLiteral("ack"), QStringLiteral("x"), declared},
                           {QStringLiteral("channel"), QStringLiteral("x"), declared}});
    m_model->setPlan(mixed, declared, declared);
    QVERIFY(m_model->index(1).data(ChecklistModel::ProposalRole).toString().isEmpty());
    QVERIFY(m_model->index(2).data(ChecklistModel::ProposalRole).toString().isEmpty());
}

void TestChecklistModel::repeatedItem_carriesItsRound() {
    playbook::Plan again = plan();
    playbook::PlannedItem& done = again.phases[0].items[0];
    done.state = ItemState::Done;
    done.by = QStringLiteral("@ic");
    done.at = declared + minutes(23);
    done.again = declared + minutes(38);
    done.times = 2;
    m_model->setPlan(again, declared, declared + minutes(30));
    QCOMPARE(m_model->index(1).data(ChecklistModel::DetailRole).toString(),
             QStringLiteral("@ic · T+23:00 · 2 times · again at 15:10"));
    m_model->toggle(m_model->index(1));
    QCOMPARE(std::get<ItemUnticked>(m_acts.at(0)).round, std::optional<qint64>(2));
    done.state = ItemState::Open;
    done.again.reset();
    m_model->setPlan(again, declared, declared + minutes(40));
    m_model->toggle(m_model->index(1));
    QCOMPARE(std::get<ItemTicked>(m_acts.at(1)).round, std::optional<qint64>(3));
}

QTEST_GUILESS_MAIN(TestChecklistModel)
#include "tst_checklist_model.moc"
