// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/places.h"
#include "app/program_run.h"
#include "app/single_instance.h"
#include "store/lock.h"
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using tests::Program;
using tests::Run;

/// The command line as a script meets it: the real program, a fresh data folder for each test.
class TestCommands : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Program program() const { return Program(m_folder->filePath("desk")); }

    static void compareKeys(const QJsonObject& object, QStringList keys) {
        keys.sort();
        QCOMPARE(object.keys(), keys);
    }
    static void failsWith(const Run& run, int status, const char* words) {
        QCOMPARE(run.status, status);
        QVERIFY2(run.out.isEmpty(), run.out.constData());
        QVERIFY2(run.err.contains(words), run.err.constData());
        QCOMPARE(run.err.count('\n'), 1);
    }

private slots:
    void initTestCase() {
        QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
                 "BRIDGEWATCH_BINARY names the program");
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void version_isPrinted() {
        const Run run = program().run({"--version"});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.startsWith("bridgewatch "));
    }
    void help_namesEveryCommand() {
        const Run run = program().run({"--help"});
        QCOMPARE(run.status, 0);
        for (const char* command : {"declare", "list", "show", "note", "tick", "status", "severity", "export", "import",
                                    "verify", "search", "query", "playbook"})
            QVERIFY2(run.out.contains(command), command);
    }
    void wrongUsage_isOneSentenceAndStatusTwo_data() {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("unknown command") << QStringList{"frobnicate"};
        QTest::newRow("unknown option") << QStringList{"list", "--frob"};
        QTest::newRow("missing title") << QStringList{"declare"};
        QTest::newRow("missing argument") << QStringList{"note", "INC-0001"};
        QTest::newRow("missing reason") << QStringList{"severity", "INC-0001", "SEV1"};
        QTest::newRow("too many arguments") << QStringList{"show", "INC-0001", "INC-0002"};
        QTest::newRow("unknown format") << QStringList{"export", "INC-0001", "--out", "x", "--format", "docx"};
        QTest::newRow("half a command") << QStringList{"playbook"};
        QTest::newRow("log level") << QStringList{"list", "--log-level", "loud"};
        QTest::newRow("duration") << QStringList{"query", "up", "--range", "soon"};
    }
    void wrongUsage_isOneSentenceAndStatusTwo() {
        QFETCH(QStringList, words);
        failsWith(program().run(words), 2, "bridgewatch: ");
    }
    void emptyDesk_answersWithNothing() {
        QCOMPARE(program().json({"list"}).array().size(), 0);
        QCOMPARE(program().json({"search", "anything"}).array().size(), 0);
        const Run verified = program().json({"verify"});
        QCOMPARE(verified.status, 0);
        QCOMPARE(verified.object()["intact"].toBool(), true);
        failsWith(program().run({"show", "INC-0001"}), 3, "Nothing is recorded");
        QVERIFY2(!QFileInfo::exists(program().dataDir()), "asking makes nothing");
    }
    void declare_answersWithTheWholeIncident() {
        const Run run = program().json({"declare", "--title", "Payments fail", "--severity", "sev 2"});
        QVERIFY2(run.status == 0, run.err.constData());
        const QJsonObject incident = run.object();
        compareKeys(incident,
                    {"key", "title", "kind", "severity", "status", "declaredAt", "roles", "checklist", "entries"});
        QCOMPARE(incident["key"].toString(), QString("INC-0001"));
        QCOMPARE(incident["title"].toString(), QString("Payments fail"));
        QCOMPARE(incident["severity"].toString(), QString("SEV2"));
        QCOMPARE(incident["status"].toString(), QString("investigating"));
        QCOMPARE(incident["kind"].toString(), QString("incident"));
        QVERIFY(incident["roles"].toObject().toVariantMap().values().contains("@ic"));
        QVERIFY(!incident["checklist"].toArray().isEmpty());
        compareKeys(incident["checklist"].toArray().first().toObject(), {"id", "text", "state", "due"});
        QCOMPARE(program().json({"declare", "--title", "Another"}).object()["key"].toString(), QString("INC-0002"));
        QCOMPARE(program().json({"show", "INC-0001"}).object()["title"], incident["title"]);
    }
    void declare_refusesWhatThePlaybookDoesNotKnow() {
        failsWith(program().run({"declare", "--title", "x", "--severity", "SEV9"}), 2, "SEV9");
        failsWith(program().run({"declare", "--title", "x", "--playbook", "nowhere"}), 3, "nowhere");
        failsWith(program().run({"declare", "--title", "  "}), 2, "title");
        failsWith(program().run({"declare", "--title", "x", "--severity", ""}), 2, "--severity");
        QCOMPARE(program().json({"list"}).array().size(), 0);
    }
    void note_isRecordedAndShown() {
        const QString key = program().declare();
        const Run run = program().json({"note", key, "Rolled back to 4.2", "--kind", "action"});
        QVERIFY2(run.status == 0, run.err.constData());
        compareKeys(run.object(), {"key", "origin", "seq"});
        const QJsonArray entries = program().json({"show", key}).object()["entries"].toArray();
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const QJsonValue& entry) { return entry["seq"] == run.object()["seq"]; });
        QVERIFY(found != entries.end());
        compareKeys(found->toObject(), {"origin", "seq", "occurredAt", "kind", "author", "text", "key"});
        QCOMPARE(found->toObject()["text"].toString(), QString("Rolled back to 4.2"));
        QCOMPARE(found->toObject()["kind"].toString(), QString("action"));
        QCOMPARE(found->toObject()["author"].toString(), QString("@ic"));
    }
    void note_mayBeWrittenLikeACommandOrAnOption() {
        const QString key = program().declare();
        QCOMPARE(program().run({"note", key, "status"}).status, 0);
        QCOMPARE(program().run({"note", key, "--at", "-5m", "five minutes ago"}).status, 0);
        QCOMPARE(program().run({"note", key, "--", "-1 replica left"}).status, 0);
        QVERIFY(program().run({"show", key}).out.contains("-1 replica left"));
    }
    void globals_mayStandAfterTheCommand() {
        const QString key = program().declare();
        const Run run = program().run({"note", key, "text", "--json", "--as", "@tech-lead"});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.object()["key"].toString(), key);
        const QJsonArray entries = program().json({"show", key}).object()["entries"].toArray();
        QCOMPARE(entries.last().toObject()["author"].toString(), QString("@tech-lead"));
    }
    void note_backDated_standsAtItsMoment() {
        const QString key = program().declare();
        QCOMPARE(program().run({"note", key, "before it all", "--at", "2020-02-29T14:58:03Z"}).status, 0);
        const QJsonArray entries = program().json({"show", key}).object()["entries"].toArray();
        QCOMPARE(entries.first().toObject()["occurredAt"].toString(), QString("2020-02-29T14:58:03Z"));
        failsWith(program().run({"note", key, "x", "--at", "half past nine"}), 2, "half past nine");
        failsWith(program().run({"note", key, "x", "--at", "9999-12-31T23:59Z"}), 2, "future");
        failsWith(program().run({"note", key, QString(20'000, 'x')}), 2, "20000");
        failsWith(program().run({"note", key, "x", "--kind", "rant"}), 2, "rant");
        failsWith(program().run({"note", key, "   "}), 2, "text");
        failsWith(program().run({"note", "INC-0099", "x"}), 3, "INC-0099");
    }
    void tick_honoursWhatComesFirst() {
        const QString key = program().declare();
        failsWith(program().run({"tick", key, "checks-up"}), 3, "comes after apply-mitigation");
        const auto state = [&](const char* wanted) {
            for (const QJsonValue item : program().json({"show", key}).object()["checklist"].toArray())
                if (item["id"].toString() == QLatin1String(wanted))
                    return item.toObject();
            return QJsonObject();
        };
        QCOMPARE(state("checks-up")["waitsFor"], QJsonValue(QJsonArray{"apply-mitigation"}));
        QCOMPARE(state("checks-up")["state"].toString(), QStringLiteral("open"));
        program().json({"tick", key, "checks-up", "--force"});
        QCOMPARE(state("checks-up")["state"].toString(), QStringLiteral("done"));
        QVERIFY(!state("checks-up").contains("waitsFor"));
    }
    void tick_isDoneOnce() {
        const QString key = program().declare();
        const QString item =
            program().json({"show", key}).object()["checklist"].toArray().first().toObject()["id"].toString();
        const Run run = program().json({"tick", key, item});
        QVERIFY2(run.status == 0, run.err.constData());
        compareKeys(run.object(), {"key", "origin", "seq"});
        const QJsonArray list = program().json({"show", key}).object()["checklist"].toArray();
        QCOMPARE(list.first().toObject()["state"].toString(), QString("done"));
        failsWith(program().run({"tick", key, item}), 3, "already");
        failsWith(program().run({"tick", key, "no-such-item"}), 3, "no-such-item");
    }
    void statusAndSeverity_change() {
        const QString key = program().declare();
        QCOMPARE(program().run({"status", key, "Monitoring"}).status, 0);
        QCOMPARE(program().run({"severity", key, "3", "--reason", "only one region"}).status, 0);
        QCOMPARE(program().run({"status", key, "resolved"}).status, 0);
        const QJsonObject incident = program().json({"show", key}).object();
        QCOMPARE(incident["status"].toString(), QString("resolved"));
        QCOMPARE(incident["severity"].toString(), QString("SEV3"));
        failsWith(program().run({"status", key, "resolved"}), 3, "already");
        failsWith(program().run({"status", key, "better"}), 2, "better");
        failsWith(program().run({"severity", key, "SEV9", "--reason", "x"}), 2, "SEV9");
        const QJsonArray rows = program().json({"list"}).array();
        QCOMPARE(rows.size(), 1);
        compareKeys(rows.first().toObject(),
                    {"key", "title", "severity", "status", "kind", "declaredAt", "resolvedAt", "followUps"});
        QVERIFY(rows.first().toObject()["followUps"].toObject()["open"].toInt() > 0);
        QVERIFY(rows.first().toObject()["followUps"].toObject()["due"].isString());
        QVERIFY(rows.first().toObject()["resolvedAt"].isString());
    }
    void search_findsEntriesOfEveryIncident() {
        const QString one = program().declare();
        const QString two = program().declare("Search is slow");
        QCOMPARE(program().run({"note", one, "the ledger is out of balance"}).status, 0);
        QCOMPARE(program().run({"note", two, "the ledger again", "--kind", "decision"}).status, 0);
        const QJsonArray hits = program().json({"search", "ledger"}).array();
        QCOMPARE(hits.size(), 2);
        compareKeys(hits.first().toObject(), {"key", "origin", "seq", "occurredAt", "kind", "text"});
        QCOMPARE(hits.first().toObject()["kind"].toString(), QString("decision"));
        QCOMPARE(program().json({"search", "ledger", "balance"}).array().size(), 1);
        QCOMPARE(program().json({"search", "\"' OR 1=1 --"}).status, 0);
    }
    void verify_namesAChangedRow() {
        const QString key = program().declare();
        QCOMPARE(program().run({"note", key, "as it was"}).status, 0);
        const Run intact = program().json({"verify"});
        QCOMPARE(intact.status, 0);
        compareKeys(intact.object(), {"intact", "events", "erased", "damage"});
        QVERIFY(intact.object()["events"].toInteger() >= 2);
        {
            auto database = QSqlDatabase::addDatabase("QSQLITE", "tamper");
            database.setDatabaseName(program().dataDir() + u"/bridgewatch.db");
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(
                "UPDATE event SET body = replace(body, 'as it was', 'as it vas') WHERE kind = 'entry.noted'"));
            database.close();
        }
        QSqlDatabase::removeDatabase("tamper");
        const Run damaged = program().json({"verify", key});
        QCOMPARE(damaged.status, 1);
        QCOMPARE(damaged.object()["intact"].toBool(), false);
        compareKeys(damaged.object()["damage"].toArray().first().toObject(), {"incident", "origin", "seq", "why"});
        QCOMPARE(program().run({"verify"}).status, 1);
    }
    void bundle_travelsToAnotherDesk() {
        const QString key = program().declare();
        QCOMPARE(program().run({"note", key, "carried over"}).status, 0);
        const QString bundle = m_folder->filePath("INC-0001.bridgewatch");
        const Run exported = program().json({"export", key, "--format", "bundle", "--out", bundle});
        QVERIFY2(exported.status == 0, exported.err.constData());
        compareKeys(exported.object(), {"key", "files"});
        QCOMPARE(exported.object()["files"].toArray(), QJsonArray{bundle});
        const Program other(m_folder->filePath("other"));
        const Run imported = other.json({"import", bundle});
        QVERIFY2(imported.status == 0, imported.err.constData());
        compareKeys(imported.object(), {"key"});
        QCOMPARE(other.json({"search", "carried"}).array().size(), 1);
        QCOMPARE(other.run({"verify"}).status, 0);
        failsWith(other.run({"import", m_folder->filePath("none")}), 3, "none");
    }
    void runbook_becomesAPlaybook() {
        const QString source =
            qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + "/tests/data/runbooks/de-zahlungsdienst.md";
        const Run printed = program().run({"playbook", "import", source});
        QCOMPARE(printed.status, 0);
        QVERIFY(printed.out.contains("severities:") && printed.out.contains("# runbook line"));
        const QString out = m_folder->filePath("made.yaml");
        const Run report = program().json({"playbook", "import", source, "--out", out});
        QCOMPARE(report.status, 0);
        QCOMPARE(report.object()["severities"].toArray().size(), 3);
        QVERIFY(report.object()["findings"].isArray());
        QCOMPARE(program().run({"playbook", "show", out}).out.trimmed(), printed.out.trimmed());
        QFile beside(m_folder->filePath("made.source.md")), runbook(source);
        QVERIFY(beside.open(QIODevice::ReadOnly) && runbook.open(QIODevice::ReadOnly));
        QCOMPARE(beside.readAll(), runbook.readAll()); // byte by byte
        failsWith(program().run({"playbook", "import", m_folder->filePath("none.md")}), 3, "none.md");
        failsWith(program().run({"playbook", "import", m_folder->path()}), 3, "folder");
        failsWith(program().run({"playbook", "import", source, "--out", m_folder->filePath("no/such/x.yaml")}), 3,
                  "no/such/x");
    }
    void runbook_isStoredWithTheIncidentAndTravels() {
        const QString source =
            qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + "/tests/data/runbooks/de-zahlungsdienst.md";
        const QString made = m_folder->filePath("made.yaml"), bundle = m_folder->filePath("it.bridgewatch");
        QCOMPARE(program().run({"playbook", "import", source, "--out", made}).status, 0);
        const QJsonObject shown = program().json({"playbook", "show", made}).object();
        const QString severity = shown["severities"].toArray().first()["id"].toString();
        const Run declared = program().json({"declare", "--title", "x", "--severity", severity, "--playbook", made});
        QVERIFY2(declared.status == 0, declared.err.constData());
        const QString key = declared.object()["key"].toString();
        QCOMPARE(program().run({"export", key, "--format", "bundle", "--out", bundle}).status, 0);
        const Program other(m_folder->filePath("other"));
        QCOMPARE(other.run({"import", bundle}).status, 0);
        QByteArray kept;
        {
            auto database = QSqlDatabase::addDatabase("QSQLITE", "other");
            database.setDatabaseName(other.dataDir() + u"/bridgewatch.db");
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec("SELECT bytes FROM attachment WHERE media_type = 'text/markdown'") && query.next());
            kept = query.value(0).toByteArray();
            database.close();
        }
        QSqlDatabase::removeDatabase("other");
        QFile runbook(source);
        QVERIFY(runbook.open(QIODevice::ReadOnly));
        QCOMPARE(kept, runbook.readAll()); // byte by byte
    }
    void playbooks_areListedShownAndLinted() {
        const QJsonArray all = program().json({"playbook", "list"}).array();
        QVERIFY(all.size() >= 1);
        compareKeys(all.first().toObject(), {"id", "name", "source", "severities", "checks", "panels"});
        const Run shown = program().run({"playbook", "show", "default"});
        QCOMPARE(shown.status, 0);
        QVERIFY(program().json({"playbook", "show", "default"}).object()["severities"].isArray());
        QFile own(m_folder->filePath("ours.yaml"));
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.write(shown.out);
        own.close();
        const Run clean = program().json({"playbook", "lint", own.fileName()});
        QVERIFY2(clean.status == 0, clean.out.constData());
        QCOMPARE(clean.object()["findings"].toArray().size(), 0);
        QVERIFY(own.open(QIODevice::Append));
        own.write("frobnicate: yes\n");
        own.close();
        const Run wrong = program().json({"playbook", "lint", own.fileName()});
        QCOMPARE(wrong.status, 1);
        compareKeys(wrong.object()["findings"].toArray().first().toObject(), {"rule", "line", "message", "fix"});
        failsWith(program().run({"playbook", "lint", m_folder->filePath("none.yaml")}), 3, "none.yaml");
        failsWith(program().run({"playbook", "lint", "runbook.md"}), 3, "runbook.md");
        failsWith(program().run({"playbook", "lint"}), 2, "FILE");
        QVERIFY(program().run({"playbook", "lint", "--rules"}).out.contains("## shell.mangled-query"));
        const QByteArray unreachable = "http://127.0.0.1:9";
        const Run runbook =
            program().json({"playbook", "lint",
                            QString::fromLocal8Bit(qgetenv("BRIDGEWATCH_SOURCE_DIR")) + "/tests/data/lint/queries.md",
                            "--prometheus", unreachable});
        QCOMPARE(runbook.status, 1);
        QVERIFY(runbook.object()["findings"].toArray().size() > 5);
        QVERIFY(runbook.err.contains("without a server"));
        failsWith(program().run({"playbook", "show", "nowhere"}), 3, "nowhere");
    }
    void dataFolderThatIsAFile_isRefusedByEveryCommand() {
        QFile file(m_folder->filePath("desk"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const QStringList& words : {QStringList{"list"}, {"verify"}, {"search", "x"}, {"declare", "--title", "x"}})
            failsWith(program().run(words), 3, "is not a folder");
    }
    void author_isOneLine() {
        const QString key = program().declare();
        QCOMPARE(program().run({"note", key, "text", "--as", "@tech\nlead"}).status, 0);
        const QJsonArray entries = program().json({"show", key}).object()["entries"].toArray();
        QCOMPARE(entries.last().toObject()["author"].toString(), QString("@tech lead"));
    }
    void export_bySuffixIsABundle() {
        const QString key = program().declare();
        const QString path = m_folder->filePath("INC-0001.bridgewatch");
        QCOMPARE(program().run({"export", key, "--out", path}).status, 0);
        QFile bundle(path);
        QVERIFY(bundle.open(QIODevice::ReadOnly));
        QVERIFY(bundle.read(16).startsWith("SQLite format 3"));
    }
    void answerThatCannotBeWritten_isAFailure() {
        if (!QFileInfo::exists("/dev/full"))
            QSKIP("no /dev/full here");
        const QString key = program().declare();
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(qEnvironmentVariable("BRIDGEWATCH_BINARY"),
                      {"--data-dir", program().dataDir(), "show", key, "--json"});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardError().contains("standard output"));
    }
    void twentyNotesAtOnce_allLand() {
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
    void act_isHandedToWhoeverHoldsTheFolder() {
        const QString key = program().declare();
        const app::Places places = app::placesFor(program().dataDir());
        const auto lock = store::Lock::take(places.data);
        QVERIFY(lock.has_value());
        QJsonObject seen;
        app::ActServer holder([&](const QJsonObject& act, QObject*, const app::Answered& done) {
            seen = act;
            done(QJsonObject{{"key", act["key"]}, {"origin", "here"}, {"seq", 42}});
        });
        QVERIFY(holder.listen(places.socket()).has_value());
        const auto note = program().start({"note", key, "for the window", "--kind", "decision", "--json"});
        QTRY_COMPARE_WITH_TIMEOUT(note->state(), QProcess::NotRunning, 15'000);
        QVERIFY2(note->exitCode() == 0, note->readAllStandardError().constData());
        QCOMPARE(QJsonDocument::fromJson(note->readAllStandardOutput())["seq"].toInt(), 42);
        QCOMPARE(seen["act"].toString(), QString("note"));
        QCOMPARE(seen["text"].toString(), QString("for the window"));
        QCOMPARE(seen["author"].toString(), QString("@ic"));
        QCOMPARE(program().json({"show", key}).status, 0);
    }
    void act_waitsForAHolderThatServesNobody() {
        const QString key = program().declare();
        auto lock = store::Lock::take(program().dataDir());
        QVERIFY(lock.has_value());
        const auto note = program().start({"note", key, "after the other"});
        QTest::qWait(300); // the note must meet the lock at least once
        QCOMPARE(note->state(), QProcess::Running);
        { const auto released = std::move(*lock); }
        QTRY_COMPARE_WITH_TIMEOUT(note->state(), QProcess::NotRunning, 10'000);
        QVERIFY2(note->exitCode() == 0, note->readAllStandardError().constData());
    }
    void record_belongsToThePersonAlone() {
        program().declare();
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(program().dataDir()).permissions() & others));
        for (const QFileInfo& file : QDir(program().dataDir()).entryInfoList(QDir::Files))
            QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    }
    void garbageInPlaceOfTheRecord_isRefusedAndLeftAlone() {
        QVERIFY(QDir().mkpath(program().dataDir()));
        QFile file(program().dataDir() + u"/bridgewatch.db");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(10'000, 'x'));
        file.close();
        for (const QStringList& words : {QStringList{"list"}, QStringList{"declare", "--title", "x"}})
            QCOMPARE(program().run(words).status, 3);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(10'000, 'x'));
    }
    void window_withoutADisplay_saysSo() { failsWith(program().run({}), 3, "display"); }
    void query_thatReachesNobody_isAServerError() {
        failsWith(program().run({"query", "up", "--url", "http://127.0.0.1:9"}), 3, "127.0.0.1:9");
        failsWith(program().run({"query", "up", "--url", "file:///etc/passwd"}), 3, "file");
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
