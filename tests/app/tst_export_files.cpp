// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export_files.h"
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

} // namespace

class TestExportFiles : public QObject {
    Q_OBJECT
private slots:
    void export_isTheMarkdownAndItsFolder() {
        const QTemporaryDir folder;
        const auto files = app::writeExport(folder.filePath("INC-0001.md"), "# text\n", "INC-0001-assets",
                                            {{"errors.png", "png"}, {"errors.csv", "csv"}});
        QVERIFY(files.has_value());
        QCOMPARE(*files, QStringList({folder.filePath("INC-0001.md"), folder.filePath("INC-0001-assets/errors.png"),
                                      folder.filePath("INC-0001-assets/errors.csv")}));
        QCOMPARE(contentOf((*files)[1]), QByteArray("png"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 2);
    }
    void secondExport_replacesTheFirst() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("INC-0001.md");
        QVERIFY(app::writeExport(path, "old", "INC-0001-assets", {{"old.png", "old"}}).has_value());
        QVERIFY(app::writeExport(path, "new", "INC-0001-assets", {{"new.png", "new"}}).has_value());
        QCOMPARE(contentOf(path), QByteArray("new"));
        QCOMPARE(QDir(folder.filePath("INC-0001-assets")).entryList(QDir::Files), QStringList("new.png"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 2);
    }
    void failedExport_leavesTheOldOneWhole() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("INC-0001.md");
        QVERIFY(app::writeExport(path, "old", "INC-0001-assets", {{"old.png", "old"}}).has_value());
        // A folder where the Markdown should go cannot be replaced by a file.
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkdir(path));
        const auto failed = app::writeExport(path, "new", "INC-0001-assets", {{"new.png", "new"}});
        QVERIFY(!failed);
        QVERIFY(failed.error().text.contains(path));
        QCOMPARE(contentOf(folder.filePath("INC-0001-assets/old.png")), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 2);
    }
    void fullDisk_leavesNoEmptyFile() {
        if (!QFileInfo::exists("/dev/full"))
            QSKIP("no /dev/full here");
        QVERIFY(!app::writeFile("/dev/full/x.md", "text"));
        QVERIFY(!app::writeFile("/nonexistent/x.md", "text"));
    }
    void device_isLeftInItsPlace() {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath("pipe");
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const auto written = app::writeFile(pipe, "text");
        QVERIFY(!written);
        QVERIFY(written.error().text.contains(pipe));
        QVERIFY(!QFileInfo(pipe).isFile());
    }
    void files_followTheUmask() {
        const QTemporaryDir folder;
        const mode_t before = umask(022);
        const auto files = app::writeExport(folder.filePath("a.md"), "text", "a-assets", {{"b.png", "png"}});
        umask(before);
        QVERIFY(files.has_value());
        for (const QString& path : {folder.filePath("a.md"), folder.filePath("a-assets/b.png")}) {
            struct stat info = {};
            QCOMPARE(stat(qPrintable(path), &info), 0);
            QCOMPARE(info.st_mode & 0777, mode_t(0644));
        }
        struct stat info = {};
        QCOMPARE(stat(qPrintable(folder.filePath("a-assets")), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0755));
    }
};

QTEST_GUILESS_MAIN(TestExportFiles)
#include "tst_export_files.moc"
