// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/own_playbooks.h"
#include "app/playbook_drafts.h"
#include "app/shelf.h"
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace app;

class TestOwnPlaybooks : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString folder() const { return m_folder->filePath("config/playbooks"); }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void saved_isPrivateAndExact() {
        const QByteArray runbook("\xEF\xBB\xBF# Rouge\r\n\x00\xFF tail", 18);
        const auto path = saveOwn(folder(), {"ours", "name: Ours\n", runbook}, Existing::Refuse);
        QVERIFY2(path.has_value(), path ? "" : qPrintable(path.error().text));
        QCOMPARE(bytesOf(*path), QByteArray("name: Ours\n"));
        QCOMPARE(bytesOf(folder() + "/ours.source.md"), runbook);
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
        for (const QFileInfo& file : QDir(folder()).entryInfoList(QDir::Files))
            QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
        QVERIFY(!(QFileInfo(folder()).permissions() & others));
        QCOMPARE(QDir(folder()).entryList(QDir::Files | QDir::Hidden).size(), 2); // no half-written file is left
    }
    void drafts_outliveTheProgram_andAreNoPlaybooks() {
        const auto read = [this] {
            PlaybookDrafts drafts(folder());
            std::optional<PlaybookDrafts::Texts> texts;
            drafts.read([&texts](const PlaybookDrafts::Texts& all) { texts = all; });
            [&] { QTRY_VERIFY(texts.has_value()); }();
            return texts.value_or(PlaybookDrafts::Texts{});
        };
        QVERIFY(read().empty());
        {
            PlaybookDrafts drafts(folder());
            drafts.keep("ours", "chekcs: [\n");
            drafts.keep("ours", "chekcs: []\n");
            drafts.keep("theirs", "x");
            drafts.drop("theirs");
        } // waits for the last
        QCOMPARE(read(), (PlaybookDrafts::Texts{{"ours", "chekcs: []\n"}}));
        QVERIFY(!playbook::shelvedIds(folder()).contains("ours"));
    }
    void existing_isReplacedOnlyWhenAsked() {
        QVERIFY(saveOwn(folder(), {"ours", "name: One\n", {}}, Existing::Refuse));
        const auto refused = saveOwn(folder(), {"ours", "name: Two\n", "# Two"}, Existing::Refuse);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, domain::ErrorKind::Conflict);
        QVERIFY(!QFileInfo::exists(folder() + "/ours.source.md"));
        QCOMPARE(bytesOf(folder() + "/ours.yaml"), QByteArray("name: One\n"));
        QVERIFY(saveOwn(folder(), {"ours", "name: Two\n", {}}, Existing::Replace));
        QCOMPARE(bytesOf(folder() + "/ours.yaml"), QByteArray("name: Two\n"));
    }
    void nameWithAPath_isRefused() {
        QVERIFY(!saveOwn(folder(), {"../ours", "name: X\n", {}}, Existing::Replace));
        QVERIFY(!QFileInfo::exists(m_folder->filePath("config/ours.yaml")));
    }
    void folderThatIsAFile_isAnError() {
        QFile file(m_folder->filePath("config"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto refused = saveOwn(folder(), {"ours", "name: X\n", {}}, Existing::Replace);
        QVERIFY(!refused);
        QVERIFY(!refused.error().text.isEmpty());
    }
    void tooLargeFile_isNotRead() {
        QFile file(m_folder->filePath("large.md"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(50 << 20));
        const auto refused = readAtMost(file.fileName(), 8 << 20);
        QVERIFY(!refused);
        QVERIFY2(refused.error().text.contains("50") && refused.error().text.contains("large.md"),
                 qPrintable(refused.error().text));
        QVERIFY(!readAtMost(m_folder->path(), 100)); // a folder
        QVERIFY(!readAtMost("/dev/zero", 100));
        QVERIFY(!readAtMost(m_folder->filePath("none.md"), 100));
    }
    void shelf_tellsWhatIsThereBeforeItAnswers() {
        Shelf shelf(folder());
        QSignalSpy changed(&shelf, &Shelf::changed);
        bool listed = false, done = false;
        shelf.save({"ours", "name: Ours\n", {}}, Existing::Refuse, [&](const domain::Result<QString>& saved) {
            done = saved.has_value();
            listed = changed.count() == 1 && shelf.entries()->front().id == u"ours";
        });
        QTRY_VERIFY_WITH_TIMEOUT(done, 10'000);
        QVERIFY(listed);
    }
    void shelfThatIsGone_getsNoAnswer() {
        bool answered = false;
        {
            Shelf shelf(folder());
            shelf.save({"ours", "name: Ours\n", {}}, Existing::Refuse, [&](const auto&) { answered = true; });
        }
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(folder() + "/ours.yaml"), 10'000);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_MAIN(TestOwnPlaybooks)
#include "tst_own_playbooks.moc"
