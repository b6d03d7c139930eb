// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "drill/real_servers.h"
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using tests::Program;
using tests::Run;

/// `bridgewatch drill --headless` as a script meets it: from the first second to the files it leaves.
class TestHeadlessDrill : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Run m_run;
    QJsonObject m_answer;
    QString m_markdown;

    Program program() const { return Program(m_folder.filePath("desk")); }

private slots:
    void initTestCase() {
        QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
                 "BRIDGEWATCH_BINARY names the program");
        const auto drill =
            program().start({"drill", "--headless", "--speed", "300", "--out", m_folder.filePath("out"), "--json"});
        // Meanwhile the drill's process holds the data folder: an act is handed to it.
        QTRY_VERIFY_WITH_TIMEOUT(program().json({"list"}).array().size() == 1, 30'000);
        const Run note = program().json({"note", "DRILL-0001", "from outside"});
        QVERIFY2(note.status == 0, note.err.constData());
        QVERIFY(drill->waitForFinished(100'000));
        m_run = {drill->exitCode(), drill->readAllStandardOutput(), drill->readAllStandardError()};
        QVERIFY2(m_run.status == 0, m_run.err.constData());
        m_answer = m_run.object();
        QFile file(m_answer["postMortem"].toString());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_markdown = QString::fromUtf8(file.readAll());
    }
    void answer_namesWhatItLeft() {
        QStringList keys{"key", "scenario", "postMortem", "bundle", "minutes", "servers"};
        keys.sort();
        QCOMPARE(m_answer.keys(), keys);
        QCOMPARE(m_answer["key"].toString(), QString("DRILL-0001"));
        QCOMPARE(m_answer["scenario"].toString(), QString("database-outage"));
        QCOMPARE(m_answer["servers"].toString(), QString("scripted")); // real ones live in the computer's time
        QVERIFY(m_answer["minutes"].toInt() > 0 && m_answer["minutes"].toInt() <= 40);
    }
    void folder_holdsExactlyTheExport() {
        const QStringList found =
            QDir(m_folder.filePath("out")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        QCOMPARE(found, QStringList({"DRILL-0001-assets", "DRILL-0001.bridgewatch", "DRILL-0001.md"}));
    }
    void everyPictureOfTheMarkdown_isThere() {
        static const QRegularExpression picture("!\\[[^\\]]*\\]\\(([^)]+)\\)");
        int pictures = 0;
        for (auto it = picture.globalMatch(m_markdown); it.hasNext(); ++pictures) {
            const QImage image(m_folder.filePath("out/") + it.next().captured(1));
            QVERIFY(!image.isNull());
            QVERIFY(image.width() >= 600);
        }
        QVERIFY(pictures >= 1);
    }
    void timeline_hasAtLeastTenRowsAndTheActFromOutside() {
        static const QRegularExpression row("^\\| \\d\\d:\\d\\d(:\\d\\d)? \\|", QRegularExpression::MultilineOption);
        int rows = 0;
        for (auto it = row.globalMatch(m_markdown); it.hasNext(); it.next())
            ++rows;
        QVERIFY(rows >= 10);
        QVERIFY(m_markdown.contains("from outside"));
    }
    void record_isIntactAndNotOfTheFuture() {
        QCOMPARE(program().run({"verify"}).status, 0);
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        for (const QJsonValue entry : program().json({"show", "DRILL-0001"}).object()["entries"].toArray())
            QVERIFY2(entry["occurredAt"].toString() <= now, qPrintable(entry["occurredAt"].toString()));
    }
    void bundle_isTakenInElsewhere() {
        const Program other(m_folder.filePath("other"));
        const Run imported = other.json({"import", m_answer["bundle"].toString()});
        QVERIFY2(imported.status == 0, imported.err.constData());
        const QJsonObject there = other.json({"show", imported.object()["key"].toString()}).object();
        const QJsonObject here = program().json({"show", "DRILL-0001"}).object();
        QCOMPARE(there["entries"], here["entries"]);
        QCOMPARE(there["kind"].toString(), QString("drill"));
    }
    void exportedAgain_theMarkdownIsTheSame() {
        const QString path = m_folder.filePath("again.md");
        const Run exported = program().run({"export", "DRILL-0001", "--out", path});
        QVERIFY2(exported.status == 0, exported.err.constData());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), m_markdown);
    }
    void forPeople_theLastLineNamesThePostMortem() {
        const Run run =
            program().run({"drill", "--headless", "--speed", "600", "--out", m_folder.filePath("two")}, 100);
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY2(run.err.isEmpty(), run.err.constData());
        const QByteArrayList lines = run.out.trimmed().split('\n');
        QCOMPARE(lines.last(), "post-mortem: " + m_folder.filePath("two/DRILL-0002.md").toUtf8());
        QCOMPARE(lines.at(lines.size() - 2), QByteArray("drill: scripted answers stand for Prometheus and "
                                                        "Alertmanager, since real ones cannot run \303\227600"));
    }
    void unknownScenario_isAnInputError() {
        const Run run = program().run({"drill", "--headless", "--scenario", "nowhere"});
        QCOMPARE(run.status, 3);
        QVERIFY(run.err.contains("nowhere"));
        QCOMPARE(program().run({"drill", "--headless", "--speed", "0"}).status, 2);
    }
    void folderOfAKilledDrill_isRemovedByTheNext() {
        if (!drill::RealServers::areInstalled())
            QSKIP("prometheus and prometheus-alertmanager are not both installed");
        QTemporaryDir temporary;
        const QDir places(temporary.path());
        QProcessEnvironment there;
        there.insert("TMPDIR", temporary.path());
        const auto folders = [&places] {
            return places.entryList({"bridgewatch-drill-*"}, QDir::Dirs | QDir::NoDotAndDotDot);
        };
        const auto start = [&there](const Program& where) {
            return where.start({"drill", "--headless", "--speed", "1"}, there);
        };
        // One that lives, one that is killed in the middle, and what looks alike but is nobody's.
        const auto living = start(Program(m_folder.filePath("living")));
        QTRY_COMPARE_WITH_TIMEOUT(folders().size(), 1, 30'000);
        const QString kept = folders().first();
        const auto killed = start(Program(m_folder.filePath("killed")));
        QTRY_COMPARE_WITH_TIMEOUT(folders().size(), 2, 30'000);
        QString left = folders().first() == kept ? folders().last() : folders().first();
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(places.filePath(left + "/prometheus.yml")), 30'000);
        killed->kill();
        QVERIFY(killed->waitForFinished());
        QVERIFY(places.mkdir("bridgewatch-drill-abc"));
        QCOMPARE(folders().size(), 3);

        const auto next = start(Program(m_folder.filePath("next")));
        QTRY_VERIFY_WITH_TIMEOUT(!folders().contains(left), 30'000);
        QVERIFY(folders().contains(kept));
        QVERIFY(folders().contains("bridgewatch-drill-abc"));
        for (QProcess* process : {living.get(), next.get()}) {
            process->terminate();
            QVERIFY(process->waitForFinished(30'000));
        }
    }
};

QTEST_GUILESS_MAIN(TestHeadlessDrill)
#include "tst_headless_drill.moc"
