// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <sys/stat.h>

Q_LOGGING_CATEGORY(lcTest, "bridgewatch.test")

namespace {

QString contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestLogging : public QObject {
    Q_OBJECT
private slots:
    void qtMessages_reachTheFile() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("bridgewatch.log");
        {
            const auto log = app::Log::start("info");
            QVERIFY(log.has_value());
            (*log)->toFile(path);
            qCInfo(lcTest, "the store is open");
            qCDebug(lcTest, "too small to be said");
        }
        QVERIFY(contentOf(path).contains("bridgewatch.test: the store is open\n"));
        QVERIFY(!contentOf(path).contains("too small"));
    }
    void secrets_neverReachTheFile() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("bridgewatch.log");
        {
            const auto log = app::Log::start("debug");
            (*log)->toFile(path);
            qInfo("GET https://user:CANARY-1@host/?token=CANARY-2");
            qInfo("Authorization: Bearer CANARY-3");
            qInfo("password=CANARY-4");
        }
        QVERIFY(contentOf(path).contains("host"));
        QVERIFY2(!contentOf(path).contains("CANARY"), qPrintable(contentOf(path)));
    }
    void lineBreaks_cannotForgeALine() {
        QCOMPARE(app::loggable("one\n[error] two\r\x1b[31m"), QString("one\\n[error] two\\r\\x1b[31m"));
        const QTemporaryDir folder;
        const QString path = folder.filePath("bridgewatch.log");
        {
            const auto log = app::Log::start("info");
            (*log)->toFile(path);
            qInfo("one\n[error] two");
        }
        QCOMPARE(contentOf(path).count('\n'), 1);
    }
    void file_belongsToThePersonAlone() {
        const mode_t before = umask(0);
        const QTemporaryDir folder;
        const QString path = folder.filePath("bridgewatch.log");
        {
            const auto log = app::Log::start("info");
            (*log)->toFile(path);
            qInfo("a line");
        }
        umask(before);
        struct stat info = {};
        QCOMPARE(stat(qPrintable(path), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0600));
    }
    void files_areThreeOfFiveMegabytes() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("bridgewatch.log");
        {
            const auto log = app::Log::start("info");
            (*log)->toFile(path);
            const QByteArray line(100'000, 'x');
            for (int i = 0; i < 220; ++i) {
                qInfo("%s", line.constData());
                if (i % 20 == 0) // the queue drops the oldest lines rather than wait; here every line should be written
                    QTRY_VERIFY(QFileInfo::exists(path));
            }
        }
        qint64 bytes = 0;
        const auto files = QDir(folder.path()).entryInfoList(QDir::Files);
        for (const QFileInfo& file : files)
            bytes += file.size();
        QCOMPARE(files.size(), 3);
        QVERIFY(bytes <= 3 * 5 * 1024 * 1024);
        for (const QFileInfo& file : files)
            QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }
    void fullDisk_costsOnlyTheLog() {
        const auto log = app::Log::start("info");
        (*log)->toFile("/dev/full");
        for (int i = 0; i < 100; ++i)
            qInfo("a line that nobody keeps");
        (*log)->toFile("/nonexistent/bridgewatch.log");
        qInfo("still here");
    }
    void level_comesFromFlagThenEnvironment() {
        QVERIFY(!app::Log::start("loud").has_value());
        QCOMPARE(app::Log::start("loud").error().kind, domain::ErrorKind::Usage);
        qputenv("BRIDGEWATCH_LOG_LEVEL", "nonsense");
        QVERIFY(!app::Log::start("").has_value());
        QVERIFY(app::Log::start("error").has_value());
        qunsetenv("BRIDGEWATCH_LOG_LEVEL");
        QVERIFY(app::Log::start("").has_value());
    }
};

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
