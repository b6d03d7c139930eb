// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"
#include "room/room.h"
#include "room/watch.h"
#include "ui/ask_dialog.h"
#include "ui/checklist_delegate.h"
#include "ui/checklist_panel.h"
#include "ui/contacts_dialog.h"
#include "ui/declare_dialog.h"
#include "ui/entry_composer.h"
#include "ui/history_dialog.h"
#include "ui/incident_banner.h"
#include "ui/look/style.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/shortcuts_dialog.h"
#include "ui/status_strip.h"
#include "ui/timeline_panel.h"
#include "ui/virtual_list.h"
#include "ui/war_room_screen.h"
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace ui;
using namespace std::chrono_literals;
using domain::EntryKind;

namespace {

const QByteArray yaml = R"(name: Shop
severities:
  - {id: SEV1, name: Critical, rank: 1, update_every: 15m, respond_within: 15m}
  - {id: SEV2, name: Major, rank: 2, update_every: 30m}
roles:
  - {id: commander, title: Incident Commander}
  - {id: tech-lead, title: Tech Lead}
escalation:
  - {after: 15m, notify: Secondary on-call, contact: "+1 555 0100"}
phases:
  - id: declare
    title: Declare
    window: {from: 0m, to: 15m}
    items:
      - {id: ack, text: Acknowledge the alert}
      - {id: wake, text: Wake the secondary, severities: [SEV1]}
  - id: mitigate
    title: Mitigate
    window: {from: 15m, to: 60m}
    items:
      - {id: back, text: Roll back, run: "kubectl rollout undo deployment/backend"}
      - {id: verify, text: Verify the roll-back, needs: [back]}
  - {id: follow-up, title: Follow-up, after: resolved, window: {from: 0m, to: 24h}, items: [{id: review, text: Hold the review}]}
)";

} // namespace

/// The war room over a real record: every act goes through keys and widgets, into SQLite and back to the screen.
class TestWarRoomLive : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void entry_isWrittenWithEnter();
    void entry_backDatedStandsAtItsTime();
    void entry_wronglyDatedStaysInTheComposer();
    void entry_thatCannotBeSavedStaysInTheComposer();
    void entry_isEditedStruckMarkedAndRestored();
    void time_isCorrectedAndHistoryTellsIt();
    void filter_showsMatchingEntriesAndEscShowsAll();
    void item_isTickedWithSpaceAndSkippedWithS();
    void item_isTickedWithTheMouse();
    void command_isCopied();
    void undo_takesBackTheTickAndRedoBringsItBack();
    void undo_inTheComposerTakesBackTyping();
    void severity_isChangedWithAReason();
    void status_moves();
    void resolve_beforeRecoveryHeldAsks_data();
    void resolve_beforeRecoveryHeldAsks();
    void acknowledge_goesOnceAndForAll();
    void item_thatWaitsIsTickedOnlyAfterAQuestion();
    void proposal_isAcceptedWithAAndRefusedWithN();
    void proposal_isAnsweredWithTheMouse();
    void severity_showsWhatItChangesBefore();
    void acknowledge_carriesItsClock();
    void ladder_promptsWithoutMovingTheRest();
    void contacts_areShownAndPageByHand();
    void followUp_isTickedAfterClosing();
    void roles_areAssigned();
    void update_resetsTheCountdown();
    void overdue_isSaid();
    void readOnlyRoom_saysSoAndChangesNothing();
    void rows_areReachedByScreenReaders();

private:
    std::vector<domain::TimelineEntry> timeline() const { return m_room->incident().timeline; }
    const domain::TimelineEntry& last() const { return m_room->incident().timeline.back(); }
    void write(const QString& text);
    template <class Dialog>
    Dialog* dialog() const {
        Dialog* found = nullptr;
        return QTest::qWaitFor([&] { return (found = m_screen->findChild<Dialog*>()) != nullptr; }) ? found : nullptr;
    }
    domain::ItemRecord item(const char* id) const {
        const auto& items = m_room->incident().items;
        const auto found = items.find(QString::fromUtf8(id));
        return found == items.end() ? domain::ItemRecord{} : found->second;
    }
    QString holder(const char* role) const {
        const auto& roles = m_room->incident().roles;
        const auto found = roles.find(QString::fromUtf8(role));
        return found == roles.end() ? QString() : found->second;
    }
    void answer(const QStringList& answers);
    QModelIndex itemIndex(const QString& id) const;
    void selectEntry(const QString& text);
    /// With BRIDGEWATCH_PICTURES=FOLDER what was on the screen can be looked at.
    void keepPicture(QWidget* widget, const char* what) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<record::StillClock> m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<WarRoomScreen> m_screen;
};

void TestWarRoomLive::init() {
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
    applyLook(*qApp, Theme::Dark);
    m_screen = std::make_unique<WarRoomScreen>();
    m_screen->resize(1280, 720);
    m_screen->show();
    m_screen->setRoom(m_room.get());
    QVERIFY(QTest::qWaitForWindowActive(m_screen.get()));
}

void TestWarRoomLive::keepPicture(QWidget* widget, const char* what) const {
    if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
        widget->grab().save(
            QStringLiteral("%1/live-%2-%3.png")
                .arg(folder, QString::fromLatin1(QTest::currentTestFunction()), QString::fromLatin1(what)));
}

void TestWarRoomLive::cleanup() {
    keepPicture(m_screen.get(), "end");
    m_screen.reset();
    m_room.reset();
    m_database.reset();
}

void TestWarRoomLive::write(const QString& text) {
    QTest::keyClick(m_screen.get(), Qt::Key_E, Qt::ControlModifier);
    auto* field = m_screen->timeline()->composer()->findChild<QPlainTextEdit*>();
    QTRY_VERIFY(field->hasFocus());
    field->setPlainText(text);
    QTest::keyClick(field, Qt::Key_Return);
}

void TestWarRoomLive::answer(const QStringList& answers) {
    auto* asked = dialog<AskDialog>();
    QVERIFY(asked);
    for (int i = 0; i < int(answers.size()); ++i) {
        if (auto* line = qobject_cast<QLineEdit*>(asked->field(i)))
            line->setText(answers[i]);
        else if (auto* text = qobject_cast<QPlainTextEdit*>(asked->field(i)))
            text->setPlainText(answers[i]);
        else if (auto* box = qobject_cast<QComboBox*>(asked->field(i)))
            box->setCurrentIndex(box->findData(answers[i]));
    }
    keepPicture(asked, "dialog");
    for (auto* button : asked->findChildren<QPushButton*>()) {
        if (button->isDefault())
            button->click();
    }
    QTRY_VERIFY(!m_screen->findChild<AskDialog*>());
}

QModelIndex TestWarRoomLive::itemIndex(const QString& id) const {
    const auto* model = m_screen->checklist()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto* item = model->itemAt(model->index(row));
        if (item && item->id == id)
            return model->index(row);
    }
    return {};
}

void TestWarRoomLive::selectEntry(const QString& text) {
    auto* model = m_screen->timeline()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row).data().toString() == text)
            m_screen->timeline()->list()->setCurrentIndex(model->index(row));
    }
    m_screen->timeline()->list()->setFocus();
}

void TestWarRoomLive::entry_isWrittenWithEnter() {
    m_screen->panelToggle(QStringLiteral("timeline"))->setChecked(false); // writing brings the panel back
    m_clock->advance(3min);
    write(QStringLiteral("!decision raise the pool"));
    QTRY_COMPARE(last().text, QStringLiteral("raise the pool"));
    QCOMPARE(last().entryKind, EntryKind::Decision);
    QCOMPARE(last().occurredAt, m_clock->now());
    QTRY_VERIFY(m_screen->timeline()->composer()->text().isEmpty());
    const auto* model = m_screen->timeline()->model();
    QCOMPARE(model->index(model->rowCount() - 1).data().toString(), QStringLiteral("raise the pool"));
    QCOMPARE(record::tamper(m_database->file(), QStringLiteral("select count(*) from event where kind = 'entry.noted'"))
                 .toInt(),
             1);
    QVERIFY(m_screen->status()->text().startsWith(QStringLiteral("Saved · 04:43:00")));
}

void TestWarRoomLive::entry_backDatedStandsAtItsTime() {
    m_clock->advance(10min);
    write(QStringLiteral("now"));
    QTRY_COMPARE(last().text, QStringLiteral("now"));
    QTRY_VERIFY(m_screen->timeline()->composer()->text().isEmpty());
    write(QStringLiteral("@-5m before"));
    QTRY_COMPARE(m_room->incident().timeline.at(timeline().size() - 2).text, QStringLiteral("before"));
    const auto* model = m_screen->timeline()->model();
    QCOMPARE(model->index(model->rowCount() - 2).data(items::TimelineModel::TimeRole).toString(),
             QStringLiteral("04:45"));
    QVERIFY(model->index(model->rowCount() - 2).data(items::TimelineModel::LateRole).toBool());
}

void TestWarRoomLive::entry_wronglyDatedStaysInTheComposer() {
    const size_t before = timeline().size();
    write(QStringLiteral("@25:99 nonsense"));
    QCOMPARE(m_screen->timeline()->composer()->text(), QStringLiteral("@25:99 nonsense"));
    QVERIFY(m_screen->timeline()->composer()->hint().contains(QStringLiteral("25:99")));
    QCOMPARE(timeline().size(), before);
}

void TestWarRoomLive::entry_thatCannotBeSavedStaysInTheComposer() {
    record::tamper(m_database->file(),
                   QStringLiteral("create trigger no before insert on event begin select raise(abort, 'no'); end"));
    write(QStringLiteral("do not lose me"));
    QTRY_VERIFY(!m_screen->messages()->text().isEmpty());
    QCOMPARE(m_screen->timeline()->composer()->text(), QStringLiteral("do not lose me"));
    QVERIFY(!m_screen->timeline()->composer()->findChild<QPlainTextEdit*>()->isReadOnly());
    QVERIFY(m_screen->status()->text().startsWith(QStringLiteral("Not saved")));
    record::tamper(m_database->file(), QStringLiteral("drop trigger no"));
    QTest::keyClick(m_screen->timeline()->composer()->findChild<QPlainTextEdit*>(), Qt::Key_Return);
    QTRY_COMPARE(last().text, QStringLiteral("do not lose me"));
    QTRY_VERIFY(m_screen->status()->text().startsWith(QStringLiteral("Saved")));
}

void TestWarRoomLive::entry_isEditedStruckMarkedAndRestored() {
    write(QStringLiteral("pool is ful"));
    QTRY_COMPARE(last().text, QStringLiteral("pool is ful"));
    auto* list = m_screen->timeline()->list();
    selectEntry(QStringLiteral("pool is ful"));
    QTest::keyClick(list, Qt::Key_Return);
    answer({QStringLiteral("pool is full")});
    QTRY_COMPARE(last().text, QStringLiteral("pool is full"));
    QVERIFY(last().edited);
    selectEntry(QStringLiteral("pool is full"));
    QTest::keyClick(list, Qt::Key_K);
    QTRY_COMPARE(last().keyMoment, std::optional(domain::KeyMoment::Other));
    QTest::keyClick(list, Qt::Key_Delete);
    answer({QStringLiteral("wrong service")});
    QTRY_VERIFY(last().struck);
    QCOMPARE(last().struckReason, QStringLiteral("wrong service"));
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_VERIFY(!last().struck);
}

void TestWarRoomLive::time_isCorrectedAndHistoryTellsIt() {
    m_clock->advance(20min);
    write(QStringLiteral("deploy began"));
    QTRY_COMPARE(last().text, QStringLiteral("deploy began"));
    selectEntry(QStringLiteral("deploy began"));
    QTest::keyClick(m_screen->timeline()->list(), Qt::Key_T);
    answer({QStringLiteral("-10m")});
    QTRY_COMPARE(last().occurredAt, m_clock->now() - 10min);
    selectEntry(QStringLiteral("deploy began"));
    QTest::keyClick(m_screen->timeline()->list(), Qt::Key_H);
    auto* history = dialog<HistoryDialog>();
    QVERIFY(history);
    const QString told = history->findChild<QPlainTextEdit*>()->toPlainText();
    QVERIFY2(
        told.contains(QStringLiteral("corrected the time from 2025-11-21 05:00:00 UTC to 2025-11-21 04:50:00 UTC")),
        qPrintable(told));
    keepPicture(history, "history");
    history->close();
}

void TestWarRoomLive::filter_showsMatchingEntriesAndEscShowsAll() {
    write(QStringLiteral("the pool is full"));
    QTRY_COMPARE(last().text, QStringLiteral("the pool is full"));
    const int all = m_screen->timeline()->model()->rowCount();
    QTest::keyClick(m_screen.get(), Qt::Key_F, Qt::ControlModifier);
    auto* filter = m_screen->timeline()->filterLine();
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("pool"));
    QCOMPARE(m_screen->timeline()->model()->rowCount(), 1);
    filter->setText(QStringLiteral("nothing has this"));
    QCOMPARE(m_screen->timeline()->model()->rowCount(), 0);
    write(QStringLiteral("written while the filter hides it"));
    QTRY_COMPARE(last().text, QStringLiteral("written while the filter hides it"));
    QTRY_VERIFY(m_screen->timeline()->composer()->text().isEmpty());
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(m_screen->timeline()->model()->rowCount(), all + 1);
    QVERIFY(filter->isHidden());
}

void TestWarRoomLive::item_isTickedWithSpaceAndSkippedWithS() {
    auto* list = m_screen->checklist()->list();
    m_clock->advance(70s);
    list->setFocus();
    list->setCurrentIndex(itemIndex(QStringLiteral("ack")));
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_COMPARE(item("ack").state, domain::ItemState::Done);
    QTRY_COMPARE(itemIndex(QStringLiteral("ack")).data(items::ChecklistModel::DetailRole).toString(),
                 QStringLiteral("@ic · T+01:10"));
    list->setCurrentIndex(itemIndex(QStringLiteral("wake")));
    QTest::keyClick(list, Qt::Key_S);
    auto* asked = dialog<AskDialog>();
    QVERIFY(asked);
    QTest::keyClick(asked, Qt::Key_Return);
    QVERIFY(!asked->trouble().isEmpty());
    answer({QStringLiteral("nobody is needed")});
    QTRY_COMPARE(item("wake").state, domain::ItemState::Skipped);
    QCOMPARE(item("wake").reason, QStringLiteral("nobody is needed"));
}

void TestWarRoomLive::item_isTickedWithTheMouse() {
    auto* list = m_screen->checklist()->list();
    const QRect row = list->visualRect(itemIndex(QStringLiteral("back")));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.topLeft() + QPoint(24, 16));
    QTRY_VERIFY(m_room->incident().items.contains(QStringLiteral("back")));
    QTRY_COMPARE(itemIndex(QStringLiteral("back")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestWarRoomLive::command_isCopied() {
    auto* list = m_screen->checklist()->list();
    const QModelIndex back = itemIndex(QStringLiteral("back"));
    const QRect row = list->visualRect(back);
    const auto* delegate = qobject_cast<const ChecklistDelegate*>(list->itemDelegate());
    QVERIFY(delegate);
    QPoint copy;
    for (int x = row.left(); x < row.right() && copy.isNull(); x += 4) {
        for (int y = row.top(); y < row.bottom() && copy.isNull(); y += 4) {
            if (delegate->partAt(row, back, {x, y}) == ChecklistDelegate::Part::Copy)
                copy = {x + 2, y + 2};
        }
    }
    QVERIFY(!copy.isNull());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("kubectl rollout undo deployment/backend"));
    QVERIFY(!m_room->incident().items.contains(QStringLiteral("back")));
}

void TestWarRoomLive::undo_takesBackTheTickAndRedoBringsItBack() {
    auto* list = m_screen->checklist()->list();
    list->setFocus();
    list->setCurrentIndex(itemIndex(QStringLiteral("ack")));
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_COMPARE(itemIndex(QStringLiteral("ack")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(itemIndex(QStringLiteral("ack")).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(itemIndex(QStringLiteral("ack")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestWarRoomLive::undo_inTheComposerTakesBackTyping() {
    auto* list = m_screen->checklist()->list();
    list->setFocus();
    list->setCurrentIndex(itemIndex(QStringLiteral("ack")));
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_COMPARE(itemIndex(QStringLiteral("ack")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QTest::keyClick(m_screen.get(), Qt::Key_E, Qt::ControlModifier);
    auto* field = m_screen->timeline()->composer()->findChild<QPlainTextEdit*>();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("typo"));
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(field->toPlainText().isEmpty());
    QCOMPARE(itemIndex(QStringLiteral("ack")).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestWarRoomLive::severity_isChangedWithAReason() {
    QVERIFY(itemIndex(QStringLiteral("wake")).isValid());
    QTest::keyClick(m_screen.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    answer({QStringLiteral("SEV2"), QStringLiteral("only one region")});
    QTRY_COMPARE(m_room->incident().severity, QStringLiteral("SEV2"));
    QTRY_VERIFY(!itemIndex(QStringLiteral("wake")).isValid());
    const auto* change = std::get_if<domain::SeverityChanged>(&m_room->events().back().body);
    QVERIFY(change && !change->raised && change->reason == QStringLiteral("only one region"));
}

void TestWarRoomLive::item_thatWaitsIsTickedOnlyAfterAQuestion() {
    auto* list = m_screen->checklist()->list();
    list->setCurrentIndex(itemIndex(QStringLiteral("verify")));
    QTest::keyClick(list, Qt::Key_Space);
    auto* asked = dialog<AskDialog>();
    QVERIFY(asked);
    asked->reject();
    QTRY_VERIFY(!m_screen->findChild<AskDialog*>());
    QCOMPARE(item("verify").state, domain::ItemState::Open);
    QTest::keyClick(list, Qt::Key_Space);
    answer({});
    QTRY_COMPARE(item("verify").state, domain::ItemState::Done);
    QCOMPARE(last().text, QStringLiteral("Done: Verify the roll-back — before “Roll back”"));
}

void TestWarRoomLive::proposal_isAcceptedWithAAndRefusedWithN() {
    auto* panel = m_screen->checklist();
    QSignalSpy refused(panel, &ChecklistPanel::proposalRefused);
    panel->model()->setProposals({{QStringLiteral("back"), QStringLiteral("API up for 10 min"), m_clock->now()}});
    panel->list()->setCurrentIndex(itemIndex(QStringLiteral("back")));
    keepPicture(m_screen.get(), "proposed");
    QTest::keyClick(panel->list(), Qt::Key_N);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.at(0).first().toString(), QStringLiteral("back"));
    QCOMPARE(item("back").state, domain::ItemState::Open);
    QTest::keyClick(panel->list(), Qt::Key_A);
    QTRY_COMPARE(item("back").state, domain::ItemState::Done);
    QCOMPARE(last().text, QStringLiteral("Done: Roll back — API up for 10 min"));
    QTest::keyClick(m_screen.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(item("back").state, domain::ItemState::Open);
}

void TestWarRoomLive::proposal_isAnsweredWithTheMouse() {
    auto* panel = m_screen->checklist();
    panel->model()->setProposals({{QStringLiteral("back"), QStringLiteral("API up for 10 min"), m_clock->now()}});
    const QModelIndex index = itemIndex(QStringLiteral("back"));
    panel->list()->scrollTo(index);
    const auto* delegate = qobject_cast<const ChecklistDelegate*>(panel->list()->itemDelegate());
    const QRect row = panel->list()->visualRect(index);
    const auto find = [&](ChecklistDelegate::Part wanted) {
        for (int y = row.top(); y < row.bottom(); ++y)
            for (int x = row.left(); x < row.right(); ++x)
                if (delegate->partAt(row, index, {x, y}) == wanted)
                    return QPoint(x + 4, y + 4);
        return QPoint(-1, -1);
    };
    QSignalSpy refused(panel, &ChecklistPanel::proposalRefused);
    QTest::mouseClick(panel->list()->viewport(), Qt::LeftButton, {}, find(ChecklistDelegate::Part::NotYet));
    QCOMPARE(refused.count(), 1);
    QTest::mouseClick(panel->list()->viewport(), Qt::LeftButton, {}, find(ChecklistDelegate::Part::Accept));
    QTRY_COMPARE(item("back").state, domain::ItemState::Done);
}

void TestWarRoomLive::severity_showsWhatItChangesBefore() {
    m_clock->advance(20min);
    QTest::keyClick(m_screen.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto* asked = dialog<AskDialog>();
    QVERIFY(asked);
    QVERIFY(asked->preview().contains(QStringLiteral("Choose another severity")));
    auto* box = qobject_cast<QComboBox*>(asked->field(0));
    box->setCurrentIndex(box->findData(QStringLiteral("SEV2")));
    keepPicture(asked, "diff");
    const QString preview = asked->preview();
    QVERIFY2(preview.contains(QStringLiteral("Items no longer needed (1)")), qPrintable(preview));
    QVERIFY2(preview.contains(QStringLiteral("Wake the secondary")), qPrintable(preview));
    QVERIFY2(preview.contains(QStringLiteral("Acknowledge: within 15 min, late by 5 min → no promise")),
             qPrintable(preview));
    QCOMPARE(m_room->incident().severity, QStringLiteral("SEV1")); // shown only
    asked->reject();
}

void TestWarRoomLive::acknowledge_carriesItsClock() {
    const auto text = [this] {
        m_screen->refreshClocks();
        return m_screen->banner()->acknowledgeButton()->text();
    };
    QCOMPARE(text(), QStringLiteral("Acknowledge · 15:00"));
    m_clock->advance(16min);
    QCOMPARE(text(), QStringLiteral("Acknowledge · late 01:00"));
    QVERIFY(m_screen->banner()->acknowledgeButton()->accessibleName().contains(QStringLiteral("within 15 min")));
    keepPicture(m_screen.get(), "late");
    m_screen->banner()->acknowledgeButton()->click();
    QTRY_VERIFY(m_room->incident().acknowledgedAt);
    m_screen->refreshClocks();
    QCOMPARE(m_screen->banner()->answeredText(), QStringLiteral("acknowledged after 16 min (within 15 min: missed)"));
}

void TestWarRoomLive::ladder_promptsWithoutMovingTheRest() {
    m_screen->refreshClocks();
    QVERIFY(m_screen->status()->prompt().text.isEmpty());
    const QRect before = m_screen->checklist()->geometry();
    const int strip = m_screen->status()->height();
    m_clock->advance(15min);
    m_screen->refreshClocks();
    QCOMPARE(m_screen->status()->prompt().text, QStringLiteral("15 min: page Secondary on-call"));
    QVERIFY(QTest::qWaitFor([&] { return m_screen->status()->promptButton(0)->isVisible(); }));
    QCOMPARE(m_screen->checklist()->geometry(), before);
    QCOMPARE(m_screen->status()->height(), strip);
    keepPicture(m_screen.get(), "prompt");
    m_screen->status()->promptButton(0)->click();
    QTRY_COMPARE(m_room->incident().pages.size(), size_t(1));
    m_clock->advance(3min);
    m_screen->refreshClocks();
    QCOMPARE(m_screen->status()->prompt().text, QStringLiteral("Secondary on-call: paged 3 min ago, no answer yet"));
    m_screen->status()->promptButton(0)->click();
    QTRY_VERIFY(m_room->incident().pages.front().answeredAt);
    QCOMPARE(last().text, QStringLiteral("Secondary on-call answered after 3 min"));
    m_screen->refreshClocks();
    QVERIFY(m_screen->status()->prompt().text.isEmpty());
}

void TestWarRoomLive::contacts_areShownAndPageByHand() {
    QTest::keyClick(m_screen.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* contacts = dialog<ContactsDialog>();
    QVERIFY(contacts);
    keepPicture(contacts, "contacts");
    QStringList said;
    for (const QLabel* label : contacts->findChildren<QLabel*>())
        said << label->text();
    QVERIFY(said.contains(QStringLiteral("+1 555 0100")));
    QVERIFY(said.contains(QStringLiteral("Incident Commander")));
    QVERIFY(said.contains(QStringLiteral("no number in the playbook")));
    for (QPushButton* button : contacts->findChildren<QPushButton*>()) {
        if (button->accessibleName() == QStringLiteral("Paged: Secondary on-call"))
            button->click();
    }
    QTRY_COMPARE(m_room->incident().pages.size(), size_t(1));
    QCOMPARE(m_room->incident().pages.front().rung, QStringLiteral("15m"));
}

void TestWarRoomLive::followUp_isTickedAfterClosing() {
    for (const domain::Status status : {domain::Status::Resolved, domain::Status::Closed}) {
        m_screen->banner()->stepButton(status)->click();
        QTRY_COMPARE(m_room->incident().status, status);
    }
    m_clock->advance(25h);
    m_screen->refreshClocks();
    const QModelIndex review = itemIndex(QStringLiteral("review"));
    QVERIFY2(review.data(items::ChecklistModel::DetailRole).toString().startsWith(QStringLiteral("overdue by 1:00:00")),
             qPrintable(review.data(items::ChecklistModel::DetailRole).toString()));
    m_screen->checklist()->list()->setCurrentIndex(review);
    QTest::keyClick(m_screen->checklist()->list(), Qt::Key_Space);
    QTRY_COMPARE(item("review").state, domain::ItemState::Done);
}

void TestWarRoomLive::status_moves() {
    m_screen->banner()->stepButton(domain::Status::Identified)->click();
    QTRY_COMPARE(m_room->incident().status, domain::Status::Identified);
    QTRY_VERIFY(m_screen->banner()->stepButton(domain::Status::Identified)->isChecked());
    QVERIFY(!m_screen->banner()->stepButton(domain::Status::Investigating)->isChecked());
    QVERIFY(m_screen->banner()->stepButton(domain::Status::Closed)->isHidden());
    m_screen->banner()->stepButton(domain::Status::Resolved)->click();
    QTRY_COMPARE(m_room->incident().status, domain::Status::Resolved);
    QTRY_VERIFY(!m_screen->banner()->stepButton(domain::Status::Closed)->isHidden());
    m_clock->advance(1h);
    m_screen->refreshClocks();
    QCOMPARE(m_screen->banner()->elapsedText(), QStringLiteral("00:00:00"));
}

void TestWarRoomLive::resolve_beforeRecoveryHeldAsks_data() {
    QTest::addColumn<Theme>("theme");
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("light") << Theme::Light;
}

/// A watched incident whose check and graph have said nothing yet.
void TestWarRoomLive::resolve_beforeRecoveryHeldAsks() {
    QFETCH(Theme, theme);
    auto declaration = record::declaration(QStringLiteral("Checkout fails"));
    declaration.playbookYaml =
        "name: Shop\nseverities: [{id: SEV1, name: Critical, rank: 1}]\n"
        "roles: [{id: commander, title: Incident Commander}]\n"
        "checks: [{id: api, title: API, http: 'http://127.0.0.1:9/', conditions: ['[STATUS] == 200']}]\n"
        "panels: [{id: errors, title: Error rate, expr: errors, unit: percent}]\n"
        "phases: [{id: recover, title: Recover, items: ["
        "{id: up, text: The API is up again, watch: {check: api, stable_for: 10m}},"
        " {id: low, text: Errors are back to normal, watch: {panel: errors, criterion: '< 1', stable_for: 10m}}]}]\n";
    record::Answer<room::WarRoom*> opened;
    room::WarRoom::declare(m_database.get(), m_clock.get(), declaration, QStringLiteral("@ic"), m_database.get(),
                           opened.sink());
    const auto made = opened.wait();
    VERIFY_OK(made);
    const std::unique_ptr<room::WarRoom> watched(*made);
    net::Transport transport(m_clock.get());
    room::Watch watch(watched.get(), &transport);
    watch.start();
    applyLook(*qApp, theme);
    m_screen->setRoom(watched.get(), &watch);
    VERIFY_OK(
        record::append(*watched, domain::StatusChanged{domain::Status::Monitoring, domain::Status::Investigating}));
    m_screen->refreshClocks();
    QPushButton* step = m_screen->banner()->stepButton(domain::Status::Resolved);
    QVERIFY2(step->accessibleDescription().contains(QStringLiteral("API up for 10 min: no answer yet")),
             qPrintable(step->accessibleDescription()));
    QVERIFY(!step->icon().isNull());

    QTest::keyClick(step, Qt::Key_Space);
    auto* asked = dialog<AskDialog>();
    QVERIFY(asked);
    QCOMPARE(asked->preview(),
             QStringLiteral("API up for 10 min: no answer yet\nError rate < 1 % for 10 min: no answer yet"));
    QVERIFY(step->isChecked() == false);
    keepPicture(m_screen.get(), "screen");
    keepPicture(asked, "dialog");
    QTest::keyClick(asked, Qt::Key_Escape);
    QTRY_VERIFY(!m_screen->findChild<AskDialog*>());
    QCOMPARE(watched->incident().status, domain::Status::Monitoring);

    QTest::keyClick(step, Qt::Key_Space);
    asked = dialog<AskDialog>();
    QVERIFY(asked);
    QTest::keyClick(asked, Qt::Key_Return);
    QTRY_COMPARE(watched->incident().status, domain::Status::Resolved);
    QTRY_VERIFY(watched->incident().timeline.back().text.startsWith(
        QStringLiteral("Resolved although recovery had not held: API up for 10 min: ")));
    QVERIFY(step->accessibleDescription().isEmpty());
    m_screen->setRoom(nullptr, nullptr);
}

void TestWarRoomLive::acknowledge_goesOnceAndForAll() {
    QVERIFY(m_screen->banner()->acknowledgeButton()->isVisible());
    m_clock->advance(2min);
    m_screen->banner()->acknowledgeButton()->click();
    QTRY_COMPARE(m_room->incident().acknowledgedAt, std::optional(m_clock->now()));
    QTRY_VERIFY(!m_screen->banner()->acknowledgeButton()->isVisible());
}

void TestWarRoomLive::roles_areAssigned() {
    QTest::keyClick(m_screen.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    answer({QStringLiteral("@ic"), QStringLiteral("@tech")});
    QTRY_COMPARE(holder("tech-lead"), QStringLiteral("@tech"));
    QCOMPARE(holder("commander"), QStringLiteral("@ic"));
}

void TestWarRoomLive::update_resetsTheCountdown() {
    m_clock->advance(14min);
    m_screen->refreshClocks();
    QVERIFY(m_screen->banner()->updateText().endsWith(QStringLiteral("01:00")));
    QTest::keyClick(m_screen.get(), Qt::Key_U, Qt::ControlModifier);
    answer({QStringLiteral("We are rolling back."), QStringLiteral("#status"), QStringLiteral("15m")});
    QTRY_COMPARE(m_room->incident().messages.size(), size_t(1));
    QCOMPARE(m_room->incident().messages.front().text, QStringLiteral("We are rolling back."));
    m_screen->refreshClocks();
    QVERIFY2(m_screen->banner()->updateText().endsWith(QStringLiteral("15:00")),
             qPrintable(m_screen->banner()->updateText()));
}

void TestWarRoomLive::overdue_isSaid() {
    m_clock->advance(16min);
    m_screen->refreshClocks();
    QVERIFY(m_screen->banner()->updateText().contains(QStringLiteral("verdue")));
    QCOMPARE(m_screen->checklist()->model()->plan().overdue, 2);
    QVERIFY(itemIndex(QStringLiteral("ack"))
                .data(items::ChecklistModel::DetailRole)
                .toString()
                .startsWith(QStringLiteral("overdue by 01:00")));
}

void TestWarRoomLive::readOnlyRoom_saysSoAndChangesNothing() {
    m_screen->setRoom(nullptr);
    m_room.reset();
    m_database.reset();
    m_database = std::make_unique<store::Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database, false));
    m_room = record::openRoom(*m_database, *m_clock, QStringLiteral("INC-0001"));
    m_screen->setRoom(m_room.get());
    QVERIFY(m_screen->messages()->text().contains(QStringLiteral("read-only")));
    QVERIFY(m_screen->status()->text().startsWith(QStringLiteral("Read-only")));
    QVERIFY(!m_screen->timeline()->composer()->isEnabled());
    auto* list = m_screen->checklist()->list();
    list->setFocus();
    list->setCurrentIndex(itemIndex(QStringLiteral("ack")));
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(!m_screen->banner()->stepButton(domain::Status::Resolved)->isEnabled());
    QVERIFY(m_room->incident().items.empty());
}

void TestWarRoomLive::rows_areReachedByScreenReaders() {
    write(QStringLiteral("!decision roll back"));
    QTRY_COMPARE(last().text, QStringLiteral("roll back"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(m_screen->timeline()->list());
    QVERIFY(face);
    QVERIFY(face->tableInterface());
    QCOMPARE(face->tableInterface()->rowCount(), m_screen->timeline()->model()->rowCount());
    QAccessibleInterface* row = face->tableInterface()->cellAt(m_screen->timeline()->model()->rowCount() - 1, 0);
    QVERIFY(row);
    QVERIFY2(row->text(QAccessible::Name).contains(QStringLiteral("decision, roll back")),
             qPrintable(row->text(QAccessible::Name)));
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(m_screen->checklist()->list());
    QVERIFY(list->tableInterface()
                ->cellAt(1, 0)
                ->text(QAccessible::Name)
                .startsWith(QStringLiteral("Acknowledge the alert, open")));
}

QTEST_MAIN(TestWarRoomLive)
#include "tst_war_room_live.moc"
