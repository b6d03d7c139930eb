// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/room.h"
#include "ui/ask_dialog.h"
#include "ui/checklist_panel.h"
#include "ui/command_dialog.h"
#include "ui/look/style.h"
#include "ui/outcome_dialog.h"
#include "ui/plain_code.h"
#include "ui/request_dialog.h"
#include "ui/runbook_screen.h"
#include "ui/step_actions.h"
#include "ui/step_card.h"
#include "ui/timeline_panel.h"
#include "ui/virtual_list.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;

namespace {

QByteArray shop();

QString s(const char* text) {
    return QString::fromUtf8(text);
}

} // namespace

/// From a step to its entry, over a real record and real children.
class TestStepActions : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void init();
    void cleanup();
    void run_asksForTheAllowanceOnce();
    void allowance_isForThisTextOfThePlaybook();
    void blanks_areAskedOnceAndRemembered();
    void command_runsAndIsOpenedFromTheTimeline();
    void destructive_wantsItsWord();
    void running_canBeCancelled();
    void secretBlank_isNeverKept();
    void request_isShownAndItsOutcomeRecorded();
    void drill_sendsNothingOutside();
    void readOnly_offersNothing();
    void checklist_runsWithTheKeyboard();
    void runbook_showsFiltersAndFollows();
    void runbook_hasSomethingToSayWhenEmpty();

private:
    template <class Dialog>
    Dialog* dialog() {
        Dialog* found = nullptr;
        if (!QTest::qWaitFor(
                [&] {
                    for (Dialog* one : m_window->findChildren<Dialog*>()) {
                        if (one->isVisible())
                            found = one;
                    }
                    return found != nullptr;
                },
                10'000))
            qFatal("no dialog");
        return found;
    }
    void answer(const QStringList& texts = {});
    Step step(const char* id) const { return *findStep(m_room->playbook(), s(id)); }
    void declare(const QByteArray& text, bool drill = false);

    std::unique_ptr<QTemporaryDir> m_folder;
    record::StillClock m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<room::WarRoom> m_room;
    std::unique_ptr<QWidget> m_window;
    StepActions* m_steps = nullptr;
    QStringList m_allowed;
};

void TestStepActions::declare(const QByteArray& text, bool drill) {
    room::WarRoom::Declaration declaration = record::declaration(s("Checkout fails"), drill);
    declaration.playbookYaml = text;
    record::Answer<room::WarRoom*> answer;
    room::WarRoom::declare(m_database.get(), &m_clock, declaration, s("@ic"), m_database.get(), answer.sink());
    const auto room = answer.wait();
    if (!room)
        qFatal("%s", qPrintable(room.error().text));
    m_room.reset(*room);
    m_steps->setRoom(m_room.get());
}

void TestStepActions::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<store::Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    m_transport = std::make_unique<net::Transport>(&m_clock);
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    m_allowed.clear();
    m_steps = new StepActions(m_window.get(), m_transport.get(),
                              [this](const QString& digest) { return m_allowed.contains(digest); });
    connect(m_steps, &StepActions::allowanceGiven, this, [this](const QString& digest) { m_allowed << digest; });
    declare(shop());
}

void TestStepActions::cleanup() {
    m_window.reset();
    m_room.reset();
    m_transport.reset();
    m_database.reset();
}

/// Types into the fields of the question that is open, and answers it.
void TestStepActions::answer(const QStringList& texts) {
    auto* ask = dialog<AskDialog>();
    for (int i = 0; i < int(texts.size()); ++i)
        qobject_cast<QLineEdit*>(ask->field(i))->setText(texts[i]);
    QTest::keyClick(ask, Qt::Key_Return);
    QTRY_VERIFY(m_window->findChildren<AskDialog*>().isEmpty() || !m_window->findChildren<AskDialog*>().contains(ask));
}

void TestStepActions::run_asksForTheAllowanceOnce() {
    m_steps->run(step("pool-count"));
    QVERIFY(!m_steps->isAllowed());
    QVERIFY(m_window->findChildren<CommandDialog*>().isEmpty()); // the question comes first
    answer();
    QVERIFY(m_steps->isAllowed());
    dialog<CommandDialog>()->close();
    m_steps->run(step("pool-count"));
    QVERIFY(m_window->findChildren<AskDialog*>().isEmpty());
    dialog<CommandDialog>();
    QCOMPARE(m_allowed, QStringList{m_room->incident().playbookDigest});
}

void TestStepActions::allowance_isForThisTextOfThePlaybook() {
    m_allowed << m_room->incident().playbookDigest;
    QVERIFY(m_steps->isAllowed());
    declare(shop() + "# one more word\n");
    QVERIFY(!m_steps->isAllowed());
}

void TestStepActions::blanks_areAskedOnceAndRemembered() {
    m_allowed << m_room->incident().playbookDigest;
    m_steps->run(step("pods"));
    answer({s("orders 7d9f")});
    auto* command = dialog<CommandDialog>();
    QCOMPARE(command->findChild<PlainCode*>()->toPlainText(), s("echo pod 'orders 7d9f' of http://127.0.0.1:1"));
    command->close();
    QTRY_COMPARE(m_room->incident().blanks, (std::map<QString, QString>{{s("pod-name"), s("orders 7d9f")}}));
    m_steps->run(step("pods"));
    QCOMPARE(qobject_cast<QLineEdit*>(dialog<AskDialog>()->field(0))->text(), s("orders 7d9f"));
    const qint64 events = m_room->incident().eventCount;
    answer();
    dialog<CommandDialog>()->close();
    QCOMPARE(m_room->incident().eventCount, events); // nothing new to remember
}

void TestStepActions::command_runsAndIsOpenedFromTheTimeline() {
    m_allowed << m_room->incident().playbookDigest;
    TimelinePanel timeline;
    timeline.setRoom(m_room.get());
    connect(&timeline, &TimelinePanel::outcomeWanted, m_steps, &StepActions::showOutcome);
    m_steps->run(step("pool-count"));
    auto* command = dialog<CommandDialog>();
    QTest::mouseClick(command->runButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(command->state().contains(s("exit 0")), 30'000);
    QCOMPARE(command->output()->toPlainText(), s("94 of 100\n"));
    QTRY_VERIFY(m_room->incident().timeline.back().text.startsWith(s("Ran “echo 94 of 100”: exit 0 in ")));
    QCOMPARE(std::get<domain::CommandRan>(m_room->events().back().body).item, s("pool-count"));
    command->close();
    timeline.list()->setCurrentIndex(timeline.model()->index(timeline.model()->rowCount() - 1, 0));
    QTest::keyClick(timeline.list(), Qt::Key_Return);
    auto* outcome = dialog<OutcomeDialog>();
    QTRY_COMPARE(outcome->output()->toPlainText(), s("94 of 100\n"));
}

void TestStepActions::destructive_wantsItsWord() {
    m_allowed << m_room->incident().playbookDigest;
    m_steps->run(step("disk-clean"));
    auto* command = dialog<CommandDialog>();
    QCOMPARE(command->verdict().kind, playbook::CommandClass::Destructive);
    QVERIFY(!command->runButton()->isEnabled());
    QVERIFY(command->wordLine());
    QTest::keyClick(command->wordLine(), Qt::Key_Return);
    QVERIFY(command->output()->isHidden()); // nothing has run
    QTest::keyClicks(command->wordLine(), s("something else"));
    QVERIFY(!command->runButton()->isEnabled());
    command->wordLine()->setText(command->verdict().word);
    QVERIFY(command->runButton()->isEnabled());
}

void TestStepActions::running_canBeCancelled() {
    m_allowed << m_room->incident().playbookDigest;
    m_steps->run({s("wait"), s("Wait"), s("echo up; sleep 300"), {}});
    auto* command = dialog<CommandDialog>();
    QTest::mouseClick(command->runButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(command->output()->toPlainText(), s("up\n"), 30'000);
    QVERIFY(command->state().contains(s("Running")));
    QTest::mouseClick(command->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(command->state().contains(s("cancelled")), 30'000);
    QTRY_VERIFY(m_room->incident().timeline.back().text.contains(s("cancelled after")));
}

void TestStepActions::secretBlank_isNeverKept() {
    m_allowed << m_room->incident().playbookDigest;
    m_steps->run({s("login"), s("Log in"), s("echo in as <user> with $DB_PASSWORD"), {}});
    auto* ask = dialog<AskDialog>();
    QCOMPARE(qobject_cast<QLineEdit*>(ask->field(1))->echoMode(), QLineEdit::Password);
    answer({s("app"), s("open-sesame")});
    auto* command = dialog<CommandDialog>();
    QVERIFY(!command->findChild<PlainCode*>()->toPlainText().contains(s("sesame")));
    QTest::mouseClick(command->runButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(command->output()->toPlainText(), s("in as app with [redacted]\n"), 30'000);
    QTRY_COMPARE(m_room->incident().timeline.back().kind, s("command.ran"));
    QCOMPARE(m_room->incident().blanks, (std::map<QString, QString>{{s("user"), s("app")}}));
    for (const QString& suffix : {QString(), s("-wal")})
        QVERIFY(!record::contents(m_database->file() + suffix).contains("open-sesame"));
}

void TestStepActions::request_isShownAndItsOutcomeRecorded() {
    m_allowed << m_room->incident().playbookDigest;
    m_steps->send(step("tell"));
    auto* request = dialog<RequestDialog>();
    QCOMPARE(request->findChild<PlainCode*>()->toPlainText(),
             s("POST http://127.0.0.1:1/incidents\n\n{\"name\":\"Checkout fails\"}"));
    QTest::mouseClick(request->sendButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(request->state().contains(s("No answer")), 30'000); // nobody listens on port 1
    QCOMPARE(m_room->incident().timeline.back().kind, s("http_action.ran"));
}

void TestStepActions::drill_sendsNothingOutside() {
    declare(shop().replace("http://127.0.0.1:1", "https://status.example"), true);
    m_allowed << m_room->incident().playbookDigest;
    QSignalSpy failed(m_steps, &StepActions::failed);
    m_steps->send(step("tell"));
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(s("status.example")));
    m_steps->setRoom(m_room.get(), {{s("api"), s("http://127.0.0.1:1")}}); // the drill's own service
    m_steps->send(step("tell"));
    QVERIFY(dialog<RequestDialog>()->findChild<PlainCode*>()->toPlainText().contains(s("127.0.0.1")));
}

void TestStepActions::readOnly_offersNothing() {
    m_steps->setRoom(nullptr);
    m_steps->run(step("pool-count"));
    m_steps->send(step("tell"));
    QVERIFY(m_window->findChildren<QDialog*>().isEmpty());
}

void TestStepActions::checklist_runsWithTheKeyboard() {
    m_allowed << m_room->incident().playbookDigest;
    ChecklistPanel checklist;
    checklist.setActions(m_steps);
    checklist.setRoom(m_room.get());
    checklist.resize(500, 500);
    checklist.show();
    const auto select = [&checklist](const char* id) {
        for (int row = 0; row < checklist.model()->rowCount(); ++row) {
            const QModelIndex index = checklist.model()->index(row, 0);
            if (index.data(items::ChecklistModel::IdRole).toString() == s(id))
                checklist.list()->setCurrentIndex(index);
        }
    };
    select("ack");
    QTest::keyClick(checklist.list(), Qt::Key_R);
    QVERIFY(m_window->findChildren<QDialog*>().isEmpty()); // it has nothing to run
    select("tell");
    QTest::keyClick(checklist.list(), Qt::Key_R);
    dialog<RequestDialog>()->close();
    select("flush");
    QTest::keyClick(checklist.list(), Qt::Key_R);
    QVERIFY(dialog<CommandDialog>()->findChild<PlainCode*>()->toPlainText().contains(s("FLUSHALL")));
}

void TestStepActions::runbook_showsFiltersAndFollows() {
    m_allowed << m_room->incident().playbookDigest;
    RunbookScreen screen(m_steps);
    screen.setRoom(m_room.get());
    screen.resize(1280, 720);
    screen.show();
    QCOMPARE(screen.list()->count(), 3); // two scenarios and the actions
    QCOMPARE(screen.currentScenario(), s("pool"));
    QTRY_VERIFY(screen.source()->toPlainText().contains(s("Connection pool exhausted")));
    QTest::keyClicks(screen.filterLine(), s("rm old"));
    QCOMPARE(screen.currentScenario(), s("disk"));
    QVERIFY(screen.list()->item(0)->isHidden());
    const auto cards = screen.findChildren<StepCard*>();
    QCOMPARE(cards.size(), 1);
    QTest::mouseClick(cards.front()->copyButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), s("rm -rf /var/log/old"));
    QTest::mouseClick(cards.front()->runButton(), Qt::LeftButton);
    dialog<CommandDialog>()->close();
    QTest::mouseClick(screen.followButton(), Qt::LeftButton);
    QTRY_COMPARE(m_room->incident().scenarios, QStringList{s("disk")});
    QTRY_VERIFY(screen.list()->item(1)->text().contains(s("followed")));
    QTest::mouseClick(screen.followButton(), Qt::LeftButton);
    QTRY_VERIFY(m_room->incident().scenarios.isEmpty());
    screen.filterLine()->clear();
    screen.showScenario(s("actions"));
    QVERIFY(screen.followButton()->isHidden());
    QTest::mouseClick(screen.findChildren<StepCard*>().last()->runButton(), Qt::LeftButton);
    dialog<RequestDialog>();
}

void TestStepActions::runbook_hasSomethingToSayWhenEmpty() {
    RunbookScreen screen(m_steps);
    QSignalSpy declared(&screen, &RunbookScreen::declareRequested);
    screen.show();
    for (QPushButton* button : screen.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == s("Declare an incident"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(declared.count(), 1);
    declare(record::playbookYaml);
    screen.setRoom(m_room.get());
    QVERIFY(screen.list()->count() == 0);
}

namespace {

/// Stands behind the class: moc loses its way in it.
QByteArray shop() {
    return R"(name: Shop
variables: {api: "http://127.0.0.1:1"}
severities:
  - {id: SEV1, name: Critical, rank: 1}
roles:
  - {id: commander, title: Incident Commander}
phases:
  - id: look
    title: Look
    items:
      - {id: ack, text: Acknowledge the alert}
      - {id: pods, text: Look at the pod, run: "echo pod <pod-name> of {{api}}"}
      - {id: flush, text: Empty the cache, run: "echo redis-cli FLUSHALL"}
      - {id: tell, text: Tell the status page, http: {method: POST, url: "{{api}}/incidents", body: '{"name":"{{incident_title}}"}'}}
scenarios:
  - id: pool
    title: Connection pool exhausted
    alerts: [PoolExhausted]
    symptoms: [Requests wait for a connection]
    diagnosis:
      - {id: pool-count, text: Count the connections, run: "echo 94 of 100"}
    resolution:
      - {id: pool-raise, text: Raise the limit}
    verification: [The wait is under 10 ms]
  - id: disk
    title: Disk full
    symptoms: [Writes fail]
    resolution:
      - {id: disk-clean, text: Delete old logs, run: "rm -rf /var/log/old"}
actions:
  - {id: page-create, title: Create an incident on the status page, http: {method: POST, url: "{{api}}/incidents", body: '{}'}}
)";
}

} // namespace

QTEST_MAIN(TestStepActions)
#include "tst_step_actions.moc"
