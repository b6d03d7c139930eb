// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk.h"
#include "app/logging.h"
#include "app/session.h"
#include "domain/incident.h"
#include "room/command_run.h"
#include "ui/archive_screen.h"
#include "ui/declare_dialog.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/stage_window.h"
#include "ui/welcome_screen.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// The window as a person has it: the real desk, a fresh data folder, the real program beside it.
class TestDesk : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<app::Log> m_log;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<app::Desk> m_desk;

    QString data() const { return m_folder->filePath("desk"); }
    void start() {
        const app::Places places = app::placesFor(data());
        QVERIFY(app::makePlaces(places));
        m_session = std::make_unique<app::Session>(app::Globals{data(), "@ic", {}, false}, places, m_log.get());
        auto lock = store::Lock::take(places.data);
        const QString holder = lock ? QString() : store::Lock::holder(places.data);
        std::optional<store::Lock> taken;
        if (lock)
            taken.emplace(std::move(*lock));
        m_desk = std::make_unique<app::Desk>(*m_session, std::move(taken), holder);
        QSignalSpy ready(m_desk.get(), &app::Desk::ready);
        m_desk->window()->show();
        QVERIFY(ready.count() > 0 || ready.wait(10'000));
    }
    void declare(const QString& title) {
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        ui::DeclareDialog* dialog = m_desk->window()->askDeclare();
        dialog->titleLine()->setText(title);
        QTest::keyClick(dialog->titleLine(), Qt::Key_Return);
        QVERIFY(opened.count() > 0 || opened.wait(10'000));
    }

private slots:
    void initTestCase() {
        auto log = app::Log::start("error");
        QVERIFY(log);
        m_log = std::move(*log);
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        start();
    }
    void cleanup() {
        m_desk.reset();
        m_session.reset();
    }

    void declaredIncident_standsOnTheDesk() {
        declare("Checkout fails");
        QCOMPARE(m_desk->room()->key(), QStringLiteral("INC-0001"));
        QCOMPARE(m_desk->room()->incident().title, QStringLiteral("Checkout fails"));
        QCOMPARE(m_desk->window()->currentScreen(), QStringLiteral("war-room"));
        QVERIFY(m_desk->window()->windowTitle().contains("INC-0001"));
        QVERIFY(!m_desk->window()->windowTitle().contains("Checkout"));
    }
    void alertOfTheFirstPage_givesTheStartOfTheImpact() {
        auto* welcome = qobject_cast<ui::WelcomeScreen*>(m_desk->window()->screen(QStringLiteral("welcome")));
        QVERIFY(welcome);
        const domain::Instant since = m_session->clock()->now() - std::chrono::minutes(9);
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        emit welcome->declareFromAlertRequested(QStringLiteral("default"), QStringLiteral("Disk of db-1 is full"),
                                                since);
        auto* dialog = m_desk->window()->findChild<ui::DeclareDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->titleLine()->text(), QStringLiteral("Disk of db-1 is full"));
        QStringList said;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            said << (label->isVisible() ? label->text() : QString());
        QVERIFY2(said.contains(QStringLiteral("The impact began with the alert: %1 %2 UTC.")
                                   .arg(domain::toDateText(since), domain::toClockText(since))),
                 qPrintable(said.join(u'\n')));
        QTest::keyClick(dialog->titleLine(), Qt::Key_Return);
        QVERIFY(opened.count() > 0 || opened.wait(10'000));
        QTRY_COMPARE(m_desk->room()->incident().impactBegan, std::optional(since));
    }
    void actOfAScript_reachesTheOpenIncident() {
        declare("Checkout fails");
        QProcess script;
        script.start(qEnvironmentVariable("BRIDGEWATCH_BINARY"),
                     {"--data-dir", data(), "--as", "@scribe", "note", "INC-0001", "from a script"});
        QTRY_COMPARE_WITH_TIMEOUT(script.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(script.exitCode(), 0);
        const auto& timeline = m_desk->room()->incident().timeline;
        QCOMPARE(timeline.back().text, QStringLiteral("from a script"));
        QCOMPARE(timeline.back().author, QStringLiteral("@scribe"));
    }
    /// The default playbook's check and panel reach nothing here: recovery has not held.
    void resolveByAScript_warnsAndIsDone() {
        declare("Checkout fails");
        QProcess script;
        script.start(qEnvironmentVariable("BRIDGEWATCH_BINARY"),
                     {"--data-dir", data(), "status", "INC-0001", "resolved", "--json"});
        QTRY_COMPARE_WITH_TIMEOUT(script.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(script.exitCode(), 0);
        const QByteArray warned = script.readAllStandardError();
        QVERIFY2(warned.contains("recovery has not held: "), warned.constData());
        QVERIFY2(warned.contains(" for 10 min: "), warned.constData());
        QCOMPARE(QJsonDocument::fromJson(script.readAllStandardOutput()).object().keys(),
                 QStringList({"key", "origin", "seq"}));
        QTRY_VERIFY(m_desk->room()->incident().timeline.back().text.startsWith("Resolved although recovery"));
    }
    void secondDesk_isReadOnlyAndSaysWhy() {
        declare("Checkout fails");
        const app::Places places = app::placesFor(data());
        app::Session session(app::Globals{data(), "@two", {}, false}, places, m_log.get());
        app::Desk second(session, std::nullopt, store::Lock::holder(places.data));
        QSignalSpy ready(&second, &app::Desk::ready);
        QVERIFY(ready.wait(10'000));
        QVERIFY(second.window()->messages()->text().contains(QString::number(QCoreApplication::applicationPid())));
        QSignalSpy opened(&second, &app::Desk::opened);
        second.open("INC-0001");
        QVERIFY(opened.wait(10'000));
        QVERIFY(second.room()->readOnly());
    }
    void stage_showsTheIncidentAndCloses() {
        declare("Checkout fails");
        m_desk->window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_desk->window()));
        QTest::keyClick(m_desk->window(), Qt::Key_F5);
        QVERIFY(m_desk->stage() && m_desk->stage()->isVisible());
        QCOMPARE(m_desk->stage()->facts().title, QStringLiteral("Checkout fails"));
        QTest::keyClick(m_desk->stage(), Qt::Key_F5);
        QVERIFY(!m_desk->stage()->isVisible());
    }
    void drill_runsOnTheDeskAndIsWatched() {
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        QTest::keyClick(m_desk->window(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(opened.wait(20'000));
        QCOMPARE(m_desk->room()->key(), QStringLiteral("DRILL-0001"));
        QVERIFY(m_desk->room()->incident().drill);
        // Another incident takes its place; the drill goes on and comes back as it is.
        declare("Something real");
        QCOMPARE(m_desk->room()->key(), QStringLiteral("INC-0001"));
        QVERIFY(!m_desk->room()->incident().drill);
        m_desk->open("DRILL-0001");
        QCOMPARE(m_desk->room()->key(), QStringLiteral("DRILL-0001"));
    }
    void reopenedDesk_findsItsIncident() {
        declare("Checkout fails");
        m_desk.reset();
        m_session.reset();
        start();
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        m_desk->open("INC-0001");
        QVERIFY(opened.wait(10'000));
        QCOMPARE(m_desk->room()->incident().title, QStringLiteral("Checkout fails"));
    }
    void unknownIncident_leavesTheDeskAlone() {
        declare("Checkout fails");
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        m_desk->open("INC-9999");
        QTRY_VERIFY(m_desk->window()->messages()->text().contains("INC-9999"));
        QCOMPARE(opened.count(), 0);
        QCOMPARE(m_desk->room()->key(), QStringLiteral("INC-0001"));
    }
    /// The last one: closing the window asks the event loop to end, and so do all loops after it.
    void closing_endsCommandsAndRecordsThem() {
        declare("Checkout fails");
        auto* run = new room::CommandRun(m_desk->room(), "wait", {.line = QStringLiteral("echo up; sleep 300")});
        QSignalSpy shown(run, &room::CommandRun::outputChanged);
        QVERIFY(shown.wait(30'000));
        m_desk->window()->close();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->room()->incident().timeline.back().kind, QStringLiteral("command.ran"),
                                  30'000);
        QVERIFY(m_desk->room()->incident().timeline.back().text.contains("cancelled"));
    }
};

QTEST_MAIN(TestDesk)
#include "tst_desk.moc"
