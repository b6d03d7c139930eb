// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the process to the first painted frame: the program with an empty data folder, with a record of
// 100,000 events, and a bare window of Qt as the floor. Under Xvfb where it is installed, else offscreen.
#include "bench/rounds.h"
#include "store/database.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

namespace {

constexpr int storedEvents = 100'000;
constexpr int eventsAtOnce = 5'000;
constexpr int rounds = 11;
constexpr int patienceMs = 20'000;

/// A window with a table, which says when it has painted itself.
class BareWindow final : public QMainWindow {
public:
    BareWindow() {
        auto* model = new QStandardItemModel(100, 8, this);
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column)
                model->setItem(row, column, new QStandardItem(QStringLiteral("cell %1").arg(row * 8 + column)));
        }
        auto* table = new QTableView;
        table->setModel(model);
        setCentralWidget(table);
        resize(1280, 720);
    }

protected:
    void paintEvent(QPaintEvent* event) override {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, this, [] {
            std::puts("first frame painted");
            std::fflush(stdout);
        });
    }
};

QString run(const QStringList& words) {
    QProcess process;
    process.start(qEnvironmentVariable("BRIDGEWATCH_BINARY"), words);
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        qFatal("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Appends notes to the one incident of this folder until it holds as many as the benchmark is named for.
void fill(const QString& folder) {
    store::Database database(folder);
    QEventLoop loop;
    QUuid incident;
    const auto stopAt = [&loop](bool wrong, const QString& why) {
        if (wrong)
            qFatal("%s", qPrintable(why));
        loop.quit();
    };
    database.open(*store::Lock::take(folder), &loop,
                  [&](const auto& opened) { stopAt(!opened, opened ? QString() : opened.error().text); });
    loop.exec();
    database.read(
        [](store::Connection& connection) { return connection.value(QStringLiteral("SELECT incident FROM event")); },
        &loop,
        [&](const domain::Result<QVariant>& id) {
            incident = QUuid::fromString(id ? id->toString() : QString());
            stopAt(incident.isNull(), QStringLiteral("no incident was declared"));
        });
    loop.exec();
    for (int written = 0; written < storedEvents; written += eventsAtOnce) {
        std::vector<domain::EventDraft> drafts;
        for (int i = 0; i < eventsAtOnce; ++i) {
            const QString text = QStringLiteral("entry %1: the gateway waits for the pool").arg(written + i);
            drafts.push_back({domain::EntryNoted{domain::EntryKind::Note, text, false},
                              QStringLiteral("@ic"),
                              domain::instantFromMs(1'700'000'000'000 + written + i),
                              {}});
        }
        database.append(incident, std::move(drafts), domain::instantFromMs(1'700'000'000'000 + written), &loop,
                        [&](const auto& events) { stopAt(!events, events ? QString() : events.error().text); });
        loop.exec();
    }
}

/// Starts a process and waits until what it says contains the sentence; log is where it says so, empty for its standard
/// output.
double untilFirstFrame(const QString& program, const QStringList& words, const QString& log) {
    if (!log.isEmpty())
        QFile::remove(log);
    QProcess process;
    process.start(program, words);
    QByteArray said;
    QElapsedTimer patience;
    patience.start();
    while (!said.contains("first frame painted") && patience.elapsed() < patienceMs) {
        process.waitForReadyRead(1);
        said += process.readAllStandardOutput();
        if (QFile file(log); !log.isEmpty() && file.open(QIODevice::ReadOnly))
            said = file.readAll();
    }
    process.kill();
    process.waitForFinished();
    return said.contains("first frame painted") ? 1 : 0;
}

/// The display of an Xvfb of our own; empty without one.
QByteArray startDisplay(QProcess& server) {
    const QString xvfb = QStandardPaths::findExecutable(QStringLiteral("Xvfb"));
    if (xvfb.isEmpty())
        return {};
    server.start(xvfb, {"-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"});
    server.waitForReadyRead(patienceMs);
    const QByteArray number = server.readAllStandardOutput().trimmed();
    return number.isEmpty() ? QByteArray() : ':' + number;
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 1 && qstrcmp(argv[1], "--bare") == 0) {
        QApplication application(argc, argv);
        BareWindow window;
        window.show();
        return QApplication::exec();
    }
    QCoreApplication application(argc, argv);
    QProcess server;
    if (const QByteArray display = startDisplay(server); !display.isEmpty()) {
        qputenv("DISPLAY", display);
        qputenv("QT_QPA_PLATFORM", "xcb");
    }
    const QTemporaryDir folder;
    const QString empty = folder.filePath(QStringLiteral("empty"));
    const QString full = folder.filePath(QStringLiteral("full"));
    const QStringList info{QStringLiteral("--log-level"), QStringLiteral("info"), QStringLiteral("--data-dir")};
    run(QStringList(info) << full << QStringLiteral("declare") << QStringLiteral("--title")
                          << QStringLiteral("Long ago"));
    fill(full);

    const QString program = qEnvironmentVariable("BRIDGEWATCH_BINARY");
    const auto ours = [&](const QString& data) {
        return [&, data] { return untilFirstFrame(program, QStringList(info) << data, data + u"/bridgewatch.log"); };
    };
    bench::run(
        "start to first frame",
        {{"a bare Qt window with a table",
          [] { return untilFirstFrame(QCoreApplication::applicationFilePath(), {QStringLiteral("--bare")}, {}); }},
         {"bridgewatch, nothing recorded", ours(empty)},
         {"bridgewatch, 100,000 events", ours(full)}},
        rounds);
    server.kill();
    server.waitForFinished();
    return 0;
}
