// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An incident in a real database becomes Markdown, pictures and samples on disk.
#include "app/post_mortem_export.h"
#include "metrics/pin.h"
#include "metrics/pin_csv.h"
#include "ui/charts/report_graph.h"
#include "ui/open_room.h"
#include <QImage>

using namespace domain;

namespace {

Instant at(int hour, int minute, int second = 0) {
    return instantFromMs(1795132800000 + ((hour * 60 + minute) * 60 + second) * 1000LL);
}

metrics::Pin errorRate() {
    metrics::Pin pin;
    pin.panel = QStringLiteral("error-rate");
    pin.title = QStringLiteral("Error rate");
    pin.expr = QStringLiteral("sum(rate(http_requests_total{code=~\"5..\"}[5m]))");
    pin.unit = QStringLiteral("percent");
    pin.matrix.from = at(14, 20);
    pin.matrix.to = at(15, 30);
    pin.matrix.step = std::chrono::seconds(60);
    metrics::Series series;
    series.legend = QStringLiteral("checkout");
    for (int i = 0; i <= 70; ++i) {
        series.t.push_back(double(toMs(at(14, 20)) + i * 60'000));
        series.v.push_back(i > 10 && i < 64 ? 12.0 : 0.4);
    }
    pin.matrix.series.push_back(series);
    return pin;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Everything in the folder and below, as relative paths.
QStringList filesIn(const QString& folder) {
    QStringList all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        all << QDir(folder).relativeFilePath(files.next());
    all.sort();
    return all;
}

} // namespace

class tst_JourneyExport : public QObject {
    Q_OBJECT

    static void tellStory(OpenRoom& open) {
        open.declare(QStringLiteral("Checkout API | returning 5xx"), at(14, 32));
        open.record(CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Down,
                                 CheckState::Up, QStringLiteral("HTTP 503"), at(14, 31)},
                    at(14, 31, 30), QStringLiteral("bridgewatch"));
        open.record(Acknowledged{}, at(14, 33));
        open.record(ImpactSet{QStringLiteral("Payments fail."), {}, at(14, 31), {}}, at(14, 35));
        open.record(EntryNoted{EntryKind::Note, QStringLiteral("the customer is <b>Example</b>"), true}, at(14, 36));
        open.record(
            EntryNoted{EntryKind::Note,
                       QStringLiteral("curl -H 'Authorization: Bearer CANARY0123456789abcdef' https://api.example"),
                       false},
            at(14, 37));
        open.record(EntryNoted{EntryKind::Decision, QStringLiteral("roll back | <script>"), false}, at(14, 50));
        open.record(CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Up,
                                 CheckState::Down, QStringLiteral("HTTP 200"), at(15, 24)},
                    at(15, 24, 20), QStringLiteral("bridgewatch"));
        QString digest;
        open.room()->attach(metrics::toBytes(errorRate()), QLatin1String(metrics::pinMediaType),
                            [&digest](const Result<QString>& stored) { digest = stored.value_or(QString()); });
        QTRY_VERIFY(!digest.isEmpty());
        const metrics::Pin pin = errorRate();
        for (int i = 0; i < 2; ++i)
            open.record(GraphPinned{pin.panel,
                                    pin.title,
                                    pin.expr,
                                    pin.unit,
                                    {},
                                    digest,
                                    pin.matrix.from,
                                    pin.matrix.to,
                                    pin.matrix.step,
                                    {}},
                        at(15, 30, i));
        open.record(StatusChanged{Status::Resolved, Status::Investigating}, at(15, 47));
        open.record(SectionWritten{QStringLiteral("root-cause"), QStringLiteral("The pool was **full**.")}, at(15, 50));
    }

    static Result<QStringList> exportTo(OpenRoom& open, const QString& path) {
        room::Archive archive(open.room()->database());
        std::optional<Result<QStringList>> answer;
        app::exportPostMortem(&archive, open.room()->key(), path, at(16, 0), &archive,
                              [&answer](const Result<QStringList>& files) { answer = files; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            return fail(ErrorKind::Internal, QStringLiteral("no answer"));
        return *answer;
    }

private slots:
    void incident_becomesMarkdownPicturesAndSamples() {
        OpenRoom open;
        tellStory(open);
        QTemporaryDir out;
        const auto files = exportTo(open, out.filePath(QStringLiteral("INC-0001.md")));
        QVERIFY2(files, files ? "" : qPrintable(files.error().text));
        QCOMPARE(filesIn(out.path()),
                 (QStringList{QStringLiteral("INC-0001-assets/error-rate-2.csv"),
                              QStringLiteral("INC-0001-assets/error-rate-2.png"),
                              QStringLiteral("INC-0001-assets/error-rate.csv"),
                              QStringLiteral("INC-0001-assets/error-rate.png"), QStringLiteral("INC-0001.md")}));
        QCOMPARE(files->size(), 5);

        const QString markdown = QString::fromUtf8(contentOf(out.filePath(QStringLiteral("INC-0001.md"))));
        for (const QString& line :
             {QStringLiteral("# Post-mortem: Checkout API \\| returning 5xx (INC-0001)"),
              QStringLiteral("| 14:50:00 | **Decision:** roll back \\| \\<script> | @ic |"),
              QStringLiteral("The pool was **full**."), QStringLiteral("![Error rate](INC-0001-assets/error-rate.png)"),
              QStringLiteral("| Checkout | 1 | 53 min | 53 min | none | Up |")})
            QVERIFY2(markdown.contains(line), qPrintable(line + QStringLiteral(" is not in\n") + markdown));
        QVERIFY(!markdown.contains(QStringLiteral("Example")));
        QVERIFY(!markdown.contains(QStringLiteral("CANARY")));
        const QImage picture(out.filePath(QStringLiteral("INC-0001-assets/error-rate.png")));
        QImage wanted = ui::reportGraph(errorRate()).convertToFormat(picture.format());
        wanted.setDevicePixelRatio(1); // a PNG keeps pixels only
        QCOMPARE(picture, wanted);
        QCOMPARE(contentOf(out.filePath(QStringLiteral("INC-0001-assets/error-rate.csv"))),
                 metrics::toCsv(errorRate()));
    }
    void secondExport_givesTheSameBytes() {
        OpenRoom open;
        tellStory(open);
        QTemporaryDir out;
        for (const char* name : {"a.md", "b.md"})
            QVERIFY(exportTo(open, out.filePath(QLatin1String(name))));
        QCOMPARE(contentOf(out.filePath(QStringLiteral("a.md"))), contentOf(out.filePath(QStringLiteral("b.md"))));
        QVERIFY(QFile::exists(out.filePath(QStringLiteral("INC-0001-assets/error-rate.png"))));
    }
    void failedExport_leavesTheOldOneAsItWas() {
        OpenRoom open;
        tellStory(open);
        QTemporaryDir out;
        const QString path = out.filePath(QStringLiteral("INC-0001.md"));
        QVERIFY(exportTo(open, path));
        const QByteArray picture = contentOf(out.filePath(QStringLiteral("INC-0001-assets/error-rate.png")));
        // A folder where the Markdown should go: the last step fails, after the pictures are in place.
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkdir(path));
        open.record(GraphPinned{QStringLiteral("error-rate"),
                                QStringLiteral("Later"),
                                {},
                                {},
                                {},
                                open.room()->incident().pins[0].pin.samplesDigest,
                                at(15, 0),
                                at(15, 1),
                                Millis(1000),
                                {}},
                    at(15, 55));
        const auto failed = exportTo(open, path);
        QVERIFY(!failed);
        QVERIFY2(failed.error().text.contains(path), qPrintable(failed.error().text));
        QCOMPARE(filesIn(out.path()).filter(QStringLiteral("assets")).size(), 4);
        QCOMPARE(contentOf(out.filePath(QStringLiteral("INC-0001-assets/error-rate.png"))), picture);
    }
    void missingSamples_failWithASentenceAndWriteNothing() {
        OpenRoom open;
        tellStory(open);
        open.record(GraphPinned{QStringLiteral("gone"),
                                QStringLiteral("Gone"),
                                {},
                                {},
                                {},
                                QString(64, u'0'),
                                at(15, 0),
                                at(15, 1),
                                Millis(1000),
                                {}},
                    at(15, 55));
        QTemporaryDir out;
        const auto failed = exportTo(open, out.filePath(QStringLiteral("INC-0001.md")));
        QVERIFY(!failed);
        QVERIFY(!failed.error().text.isEmpty());
        QCOMPARE(filesIn(out.path()), QStringList());
    }
};

QTEST_MAIN(tst_JourneyExport)
#include "tst_journey_export.moc"
