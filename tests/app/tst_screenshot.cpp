// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "app/screenshot.h"
#include <QImage>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using tests::Program;
using tests::Run;

/// `bridgewatch screenshot`: always a picture, drawn from the record alone.
class TestScreenshot : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Program program() const { return Program(m_folder.filePath("desk")); }
    QString picture() const { return m_folder.filePath("picture.png"); }
    static qsizetype coloursOf(const QImage& image) {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours << image.pixel(x, y);
        }
        return colours.size();
    }
    QImage draw(QStringList words) const {
        QFile::remove(picture());
        const Run run = program().run(QStringList{"screenshot"} + words + QStringList{"--out", picture()});
        if (run.status != 0 || !run.err.isEmpty())
            qWarning("%d %s", run.status, run.err.constData());
        return run.status == 0 ? QImage(picture()) : QImage();
    }

private slots:
    void initTestCase() {
        QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
                 "BRIDGEWATCH_BINARY names the program");
        const Run drill =
            program().run({"drill", "--headless", "--speed", "600", "--out", m_folder.filePath("out")}, 100);
        QVERIFY2(drill.status == 0, drill.err.constData());
    }
    void everyScreen_isAPictureOfItsSize_data() {
        QTest::addColumn<QString>("screen");
        for (const char* screen :
             {"war-room", "runbook", "post-mortem", "archive", "playbooks", "import", "welcome", "stage"})
            QTest::newRow(screen) << screen;
    }
    void everyScreen_isAPictureOfItsSize() {
        QFETCH(QString, screen);
        const QImage dark = draw({screen, "--size", "1280x720"});
        QCOMPARE(dark.size(), QSize(1280, 720));
        QVERIFY(coloursOf(dark) > 20);
        const QImage light = draw({screen, "--size", "1280x720", "--theme", "light"});
        QCOMPARE(light.size(), QSize(1280, 720));
        QVERIFY(light != dark);
    }
    void emptyDesk_hasPicturesToo_data() { everyScreen_isAPictureOfItsSize_data(); }
    void emptyDesk_hasPicturesToo() {
        QFETCH(QString, screen);
        const Program empty(m_folder.filePath("empty"));
        const Run run = empty.run({"screenshot", screen, "--out", picture()});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(QImage(picture()).size(), QSize(1920, 1080));
        QVERIFY(!QFileInfo::exists(empty.dataDir()));
    }
    void scale_multipliesThePixels() {
        QCOMPARE(draw({"war-room", "--size", "960x640", "--scale", "2"}).size(), QSize(1920, 1280));
    }
    void moment_changesThePicture() {
        const QImage early = draw({"war-room", "--at", "T+02:00"});
        const QImage late = draw({"war-room", "--at", "T+14:00"});
        QVERIFY(!early.isNull() && !late.isNull());
        QVERIFY(early != late);
        QVERIFY(draw({"war-room", "--at", "T+02:00"}) == early);
    }
    void answer_namesTheFile() {
        const Run run = program().json({"screenshot", "archive", "--out", picture()});
        QCOMPARE(run.object()["file"].toString(), picture());
    }
    void wrongWishes_areRefused() {
        QCOMPARE(program().run({"screenshot", "garden", "--out", picture()}).status, 2);
        QCOMPARE(program().run({"screenshot", "stage"}).status, 2);
        QCOMPARE(program().run({"screenshot", "stage", "--out", picture(), "--size", "huge"}).status, 2);
        QCOMPARE(program().run({"screenshot", "stage", "--out", picture(), "--at", "noonish"}).status, 2);
        QCOMPARE(program().run({"screenshot", "stage", "--out", picture(), "--incident", "INC-0099"}).status, 3);
        QCOMPARE(program().run({"screenshot", "stage", "--out", "/nonexistent/x.png"}).status, 3);
    }
    void moments_areCountedFromTheDeclaration() {
        const domain::Instant declared = domain::instantFromMs(1'000'000'000'000);
        QCOMPARE(*app::parseScreenMoment("T+08:00", declared, declared), declared + 8min);
        QCOMPARE(*app::parseScreenMoment("T+1:02:03", declared, declared), declared + 1h + 2min + 3s);
        QCOMPARE(*app::parseScreenMoment("-5m", declared, declared), declared - 5min);
        QVERIFY(!app::parseScreenMoment("T+8", declared, declared));
    }
};

QTEST_GUILESS_MAIN(TestScreenshot)
#include "tst_screenshot.moc"
