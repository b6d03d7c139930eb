// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/places.h"
#include "app/program_run.h"
#include "store/lock.h"
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using tests::Program;
using tests::Run;

/// The real program with its window open (on the offscreen platform), and commands beside it.
class TestWindow : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_window;

    Program program() const { return Program(m_folder->filePath("desk")); }
    std::unique_ptr<QProcess> openWindow(const QStringList& words = {}) const {
        QProcessEnvironment offscreen;
        offscreen.insert("QT_QPA_PLATFORM", "offscreen");
        return program().start(words, offscreen);
    }
    bool holds() const { return QFileInfo::exists(app::placesFor(program().dataDir()).socket()); }

private slots:
    void initTestCase() {
        QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
                 "BRIDGEWATCH_BINARY names the program");
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = openWindow();
        QTRY_VERIFY_WITH_TIMEOUT(holds(), 20'000);
    }
    void cleanup() {
        if (m_window && m_window->state() != QProcess::NotRunning) {
            m_window->kill();
            m_window->waitForFinished();
        }
    }
    void acts_areHandedToTheWindow() {
        const QString key = program().declare();
        QCOMPARE(key, QString("INC-0001"));
        const Run note = program().json({"note", key, "while the window is open"});
        QVERIFY2(note.status == 0, note.err.constData());
        const QJsonArray checklist = program().json({"show", key}).object()["checklist"].toArray();
        QCOMPARE(program().run({"tick", key, checklist.first().toObject()["id"].toString()}).status, 0);
        QCOMPARE(m_window->state(), QProcess::Running);
        QCOMPARE(program().json({"search", "while"}).array().size(), 1);
        const Run refused = program().run({"note", "INC-0099", "nowhere"});
        QCOMPARE(refused.status, 3);
        QVERIFY(refused.err.contains("INC-0099"));
        QCOMPARE(program().run({"note", key, "x", "--kind", "rant"}).status, 2);
    }
    void twentyNotesAtOnce_allLandInTheOpenIncident() {
        const QString key = program().declare();
        std::vector<std::unique_ptr<QProcess>> notes;
        for (int i = 0; i < 20; ++i)
            notes.push_back(program().start({"note", key, QString("at once %1").arg(i)}));
        for (const auto& note : notes) {
            QVERIFY(note->waitForFinished(30'000));
            QVERIFY2(note->exitCode() == 0, note->readAllStandardError().constData());
        }
        QCOMPARE(program().json({"search", "at once"}).array().size(), 20);
        QCOMPARE(program().run({"verify"}).status, 0);
    }
    void secondWindow_raisesTheFirst() {
        const auto second = openWindow();
        QVERIFY(second->waitForFinished(20'000));
        QCOMPARE(second->exitCode(), 0);
        QCOMPARE(m_window->state(), QProcess::Running);
    }
    void termination_leavesTheRecordWholeAndTheFolderFree() {
        const QString key = program().declare();
        QCOMPARE(::kill(static_cast<pid_t>(m_window->processId()), SIGTERM), 0);
        QVERIFY(m_window->waitForFinished(10'000));
        QCOMPARE(m_window->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_window->exitCode(), 0);
        QVERIFY(store::Lock::holder(program().dataDir()).isEmpty());
        QCOMPARE(program().run({"note", key, "without a window"}).status, 0);
    }
    void killedWindow_blocksNobody() {
        const QString key = program().declare();
        m_window->kill();
        QVERIFY(m_window->waitForFinished(10'000));
        QCOMPARE(program().run({"note", key, "after the crash"}).status, 0);
        QCOMPARE(program().run({"verify"}).status, 0);
    }
    void drill_isStartedInTheWindowThatIsOpen() {
        const auto second = openWindow({"drill", "--speed", "60"});
        QVERIFY(second->waitForFinished(20'000));
        QCOMPARE(second->exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(program().json({"list"}).array().size(), 1, 20'000);
        QCOMPARE(program().json({"list"}).array()[0].toObject()["kind"].toString(), QString("drill"));
        const Run note = program().run({"note", "DRILL-0001", "into the drill that runs"});
        QVERIFY2(note.status == 0, note.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
