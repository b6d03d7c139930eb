// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "net/redact.h"
#include "net/redaction_corpus.h"
#include "report/export_plan.h"
#include "room/command_run.h"
#include "room/room.h"
#include <QSignalSpy>
#include <QTest>

using room::CommandRun;

/// Commands of an incident over a real record.
class TestCommandRun : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void command_becomesAnEntryWithItsOutput();
    void cancelled_isRecordedAsSuch();
    void secretOfABlank_isInNeitherCommandNorOutput();
    void silentCommand_hasNoAttachment();
    void corpus_reachesNoFile();
    void lookAlikes_areRecordedUnchanged();

private:
    domain::CommandRan ran(const process::Command& command);
    QByteArray everythingOnDisk() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    record::StillClock m_clock;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<room::WarRoom> m_room;
};

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

/// A file with the given text, and the command that writes it.
process::Command saying(const QTemporaryDir& folder, const QString& text) {
    QFile file(folder.filePath(s("said")));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        qFatal("cannot write");
    file.write(text.toUtf8());
    return {.line = s("cat said"), .folder = folder.path()};
}

} // namespace

void TestCommandRun::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<store::Database>(m_folder->path());
    VERIFY_OK(record::open(*m_database));
    m_room = record::declareRoom(*m_database, m_clock, s("Checkout fails"));
}

void TestCommandRun::cleanup() {
    m_room.reset();
    m_database.reset();
}

domain::CommandRan TestCommandRun::ran(const process::Command& command) {
    auto* run = new CommandRun(m_room.get(), s("look"), command);
    QSignalSpy recorded(run, &CommandRun::recorded);
    if (!recorded.wait(30'000))
        qFatal("not recorded");
    return std::get<domain::CommandRan>(m_room->events().back().body);
}

QByteArray TestCommandRun::everythingOnDisk() const {
    QByteArray all;
    for (const QFileInfo& info : QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

void TestCommandRun::command_becomesAnEntryWithItsOutput() {
    const domain::CommandRan event = ran({.line = s("echo 94 of 100; exit 3")});
    QCOMPARE(event.command, s("echo 94 of 100; exit 3"));
    QCOMPARE(event.item, s("look"));
    QCOMPARE(event.exitStatus, 3);
    QVERIFY(event.took && !event.ended);
    record::Answer<QByteArray> output;
    m_room->attachment(event.outputDigest, this, output.sink());
    QCOMPARE(output.wait().value(), QByteArray("94 of 100\n"));
    const domain::TimelineEntry& entry = m_room->incident().timeline.back();
    QVERIFY2(entry.text.startsWith(s("Ran “echo 94 of 100; exit 3”: exit 3 in ")), qPrintable(entry.text));
    QCOMPARE(entry.author, s("@ic"));
    QVERIFY(!m_room->canUndo() || !m_room->undoText().contains(s("Ran")));
}

void TestCommandRun::cancelled_isRecordedAsSuch() {
    auto* run = new CommandRun(m_room.get(), {}, {.line = s("echo up; sleep 300")});
    QSignalSpy shown(run, &CommandRun::outputChanged);
    QSignalSpy recorded(run, &CommandRun::recorded);
    QVERIFY(shown.wait(30'000));
    QCOMPARE(run->output(), s("up\n"));
    run->cancel();
    QVERIFY(recorded.wait(30'000));
    const auto event = std::get<domain::CommandRan>(m_room->events().back().body);
    QCOMPARE(event.ended, std::optional(s("cancelled")));
    QVERIFY(domain::sentenceOf(event).contains(s("cancelled after ")));
}

void TestCommandRun::secretOfABlank_isInNeitherCommandNorOutput() {
    const QString secret = s("correct-horse");
    const domain::CommandRan event = ran({.line = s("echo says correct-horse"), .secrets = {secret}});
    QCOMPARE(event.command, s("echo says [redacted]"));
    QVERIFY(!everythingOnDisk().contains(secret.toUtf8()));
}

void TestCommandRun::silentCommand_hasNoAttachment() {
    QCOMPARE(ran({.line = s("true")}).outputDigest, QString());
}

/// Through command output, an answer, a note, a message and a draft: no file of the data folder and no export holds it.
void TestCommandRun::corpus_reachesNoFile() {
    const auto secrets = corpus::read(s("secrets.txt"));
    QString all;
    for (const corpus::Sample& sample : secrets) {
        all += sample.text + u'\n';
        QVERIFY(record::append(*m_room, record::note(sample.text)));
        QVERIFY(record::append(*m_room, domain::MessageSent{s("chat"), s("Update"), sample.text, {}}));
        QVERIFY(record::append(
            *m_room, domain::HttpActionRan{s("a"), s("A"), s("POST"), s("https://x.example"), sample.text, 200}));
        QVERIFY(record::append(*m_room, domain::SectionWritten{s("lessons"), sample.text}));
    }
    m_room->saveDraft(s("impact"), all);
    const QTemporaryDir aside;
    ran(saying(aside, all));
    const report::ExportPlan plan =
        report::planExport(m_room->incident(), m_room->playbook(), m_room->key(), m_clock.now(), net::redact);
    m_room.reset(); // writes the draft
    VERIFY_OK(record::write(*m_database, [](store::Connection&) -> domain::Result<int> { return 1; }));
    const QByteArray disk = everythingOnDisk();
    QVERIFY(disk.size() > 100'000);
    for (const corpus::Sample& sample : secrets) {
        for (const QString& secret : sample.madeUp) {
            QVERIFY2(!disk.contains(secret.toUtf8()), qPrintable(sample.name));
            QVERIFY2(!plan.markdown.contains(secret.toUtf8()), qPrintable(sample.name));
        }
    }
}

void TestCommandRun::lookAlikes_areRecordedUnchanged() {
    QString all;
    for (const corpus::Sample& sample : corpus::read(s("harmless.txt"))) {
        const auto event = record::append(*m_room, record::note(sample.text));
        QVERIFY(event);
        QCOMPARE(std::get<domain::EntryNoted>(event->body).text, sample.text);
        all += sample.text + u'\n';
    }
    const QTemporaryDir aside;
    const domain::CommandRan event = ran(saying(aside, all));
    record::Answer<QByteArray> output;
    m_room->attachment(event.outputDigest, this, output.sink());
    QCOMPARE(QString::fromUtf8(output.wait().value()), all);
}

QTEST_GUILESS_MAIN(TestCommandRun)
#include "tst_command_run.moc"
