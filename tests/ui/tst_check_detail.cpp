// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check_bars.h"
#include "ui/check_detail.h"
#include "ui/checks_panel.h"
#include "ui/look/style.h"
#include "ui/stage_window.h"
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QtTest>

using namespace ui;
using namespace std::chrono_literals;
using domain::CheckState;

namespace {

playbook::Check api() {
    playbook::Check check;
    check.id = QStringLiteral("api");
    check.title = QStringLiteral("Checkout API");
    check.http.url = QStringLiteral("{{service}}/health");
    check.conditions = {QStringLiteral("[STATUS] == 200"), QStringLiteral("[BODY].status == healthy")};
    return check;
}

health::AnswerPtr answer(domain::Instant at, CheckState state, const QString& detail) {
    auto made = std::make_shared<health::Answer>();
    made->result = {QStringLiteral("api"), at, state, 182'000, state == CheckState::Up ? 200 : 503, detail};
    made->headers = {{QStringLiteral("content-type"), QStringLiteral("application/json")},
                     {QStringLiteral("set-cookie"), QStringLiteral("session=CANARY-1234567890")}};
    made->body = "{\"status\":\"sick\",\"password\":\"CANARY-abcdef\"}\x01";
    made->bodyCut = true;
    made->phases = {4'000, 16'000, 60'000, 171'000, 182'000};
    made->remoteIp = QStringLiteral("10.1.2.3");
    made->conditions = {
        {QStringLiteral("[STATUS] == 200"), {}},
        {QStringLiteral("[BODY].note != pat(*password=CANARY-cond*)"), {}},
        {QStringLiteral("[BODY].status == healthy"), QStringLiteral("[BODY].status is sick, expected healthy")}};
    return made;
}

const domain::Instant noon = domain::instantFromMs(1'795'176'000'000);

} // namespace

class TestCheckDetail : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void phases_areWhatEachTook();
    void answer_isShownWithoutItsSecrets();
    void chosenAnswer_staysChosen();
    void totals_leaveOutWhatIsUnknown();
    void tile_asksForItsDetail_byMouseAndKey();
    void inconclusiveTile_isHatched_data() { bothThemes_arePainted_data(); }
    void inconclusiveTile_isHatched();
    void bothThemes_arePainted_data();
    void bothThemes_arePainted();
};

void TestCheckDetail::phases_areWhatEachTook() {
    const auto phases = phasesOf({4'000, 16'000, 60'000, 171'000, 182'000});
    QCOMPARE(phases.size(), size_t(5));
    QCOMPARE(phases[1], (Phase{QStringLiteral("connect"), 12'000}));
    QCOMPARE(phases[3], (Phase{QStringLiteral("first byte"), 111'000}));
    QCOMPARE(phasesOf({0, 9'000, 0, 0, 9'000}).size(), size_t(1)); // a TCP check
    QVERIFY(phasesOf({}).empty());
}

void TestCheckDetail::answer_isShownWithoutItsSecrets() {
    CheckDetail view(api());
    view.setAnswers({answer(noon, CheckState::Down, QStringLiteral("HTTP 503"))});
    const QString text = view.findChild<QPlainTextEdit*>()->toPlainText();
    QVERIFY(text.contains(QStringLiteral("content-type: application/json")));
    QVERIFY(text.contains(QStringLiteral("HTTP 503 from 10.1.2.3")));
    QVERIFY2(!text.contains(QStringLiteral("CANARY")), qPrintable(text));
    QVERIFY(!text.contains(QChar(1)));
    QVERIFY(text.endsWith(QChar(u'…')));
    QStringList lines;
    for (QListWidget* list : view.findChildren<QListWidget*>())
        for (int row = 0; row < list->count(); ++row)
            lines << list->item(row)->text();
    QVERIFY2(!lines.join(QChar(u'\n')).contains(QStringLiteral("CANARY")), qPrintable(lines.join(QChar(u'\n'))));
    QVERIFY(lines.contains(QStringLiteral("[STATUS] == 200 · holds")));
    QVERIFY(
        lines.contains(QStringLiteral("[BODY].status == healthy · fails: [BODY].status is sick, expected healthy")));
    QCOMPARE(view.findChild<PhaseBar*>()->accessibleDescription(),
             QStringLiteral("DNS 4.0 ms, connect 12 ms, TLS 44 ms, first byte 111 ms, rest 11 ms, total 182 ms"));
}

void TestCheckDetail::chosenAnswer_staysChosen() {
    CheckDetail view(api());
    const auto older = answer(noon, CheckState::Down, QStringLiteral("HTTP 503"));
    const auto newer = answer(noon + 10s, CheckState::Up, QStringLiteral("HTTP 200"));
    view.setAnswers({newer, older});
    auto* list = view.findChild<QListWidget*>();
    QCOMPARE(list->currentRow(), 0);
    list->setCurrentRow(1);
    view.setAnswers({answer(noon + 20s, CheckState::Up, QStringLiteral("HTTP 200")), newer, older});
    QCOMPARE(list->currentRow(), 2);
    view.setAnswers({});
    QCOMPARE(view.findChild<QPlainTextEdit*>()->toPlainText(), QString());
}

void TestCheckDetail::totals_leaveOutWhatIsUnknown() {
    CheckDetail view(api());
    view.setTotals(
        {.probes = 110, .up = 98, .degraded = 0, .down = 2, .inconclusive = 10, .p50Us = 80'000, .p95Us = {}});
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>())
        texts << label->text();
    QVERIFY2(texts.contains(QStringLiteral(
                 "up 98.00 % of 100 probes in this incident · p50 80 ms · 10 inconclusive, not counted")),
             qPrintable(texts.join(QChar(u'\n'))));
}

void TestCheckDetail::tile_asksForItsDetail_byMouseAndKey() {
    ChecksPanel panel;
    panel.model()->setChecks({api()});
    panel.resize(600, 120);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy asked(&panel, &ChecksPanel::detailRequested);
    const QModelIndex tile = panel.model()->index(0);
    QTest::mouseClick(panel.list()->viewport(), Qt::LeftButton, {}, panel.list()->visualRect(tile).center());
    QCOMPARE(asked.size(), 1);
    panel.list()->setCurrentIndex(tile);
    panel.activateWindow();
    panel.list()->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QTest::keyClick(panel.list(), Qt::Key_Return);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.last().first().toString(), QStringLiteral("api"));
}

/// Nothing solid stands for what we do not know: between name and strip the tile is striped, that of a check that is up
/// is plain.
void TestCheckDetail::inconclusiveTile_isHatched() {
    QFETCH(bool, light);
    applyLook(*qApp, light ? Theme::Light : Theme::Dark);
    playbook::Check other = api();
    other.id = QStringLiteral("other");
    ChecksPanel panel;
    panel.model()->setChecks({api(), other});
    panel.model()->setState(api().id, CheckState::Inconclusive, noon);
    panel.model()->setState(other.id, CheckState::Up, noon);
    panel.resize(600, 100);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QImage picture = panel.grab().toImage();
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        picture.save(folder +
                     QStringLiteral("/tiles-%1.png").arg(light ? QStringLiteral("light") : QStringLiteral("dark")));
    // The strips are empty: the lowest lines of the tiles show the ground only.
    const auto coloursIn = [&](int row) {
        const QRect tile = panel.list()->visualRect(panel.model()->index(row));
        QSet<QRgb> colours;
        for (int y = tile.bottom() - 28; y < tile.bottom() - 20; ++y)
            for (int x = tile.left() + 20; x < tile.left() + 120; ++x)
                colours.insert(picture.pixel(x, y));
        return colours.size();
    };
    QVERIFY2(coloursIn(0) > 1, qPrintable(QString::number(coloursIn(0))));
    QCOMPARE(coloursIn(1), qsizetype(1));
}

void TestCheckDetail::bothThemes_arePainted_data() {
    QTest::addColumn<bool>("light");
    QTest::newRow("dark") << false;
    QTest::newRow("light") << true;
}

void TestCheckDetail::bothThemes_arePainted() {
    QFETCH(bool, light);
    applyLook(*qApp, light ? Theme::Light : Theme::Dark);
    CheckDetail view(api());
    view.setState(CheckState::Down, QStringLiteral("HTTP 503"), QStringLiteral("since 14:31"));
    items::Strip strip;
    for (int i = 0; i < 60; ++i)
        strip.push_back({i < 40   ? CheckState::Up
                         : i < 48 ? CheckState::Inconclusive
                                  : CheckState::Down,
                         i < 40 ? 0.3 + 0.01 * (i % 7) : 1.0});
    view.setStrip(strip);
    view.setTotals({.probes = 2900,
                    .up = 2700,
                    .degraded = 20,
                    .down = 170,
                    .inconclusive = 10,
                    .p50Us = 81'000,
                    .p95Us = 241'000});
    view.setAnswers({answer(noon + 20s, CheckState::Down, QStringLiteral("[BODY].status is sick, expected healthy")),
                     answer(noon + 10s, CheckState::Down, QStringLiteral("HTTP 503")),
                     answer(noon, CheckState::Up, QStringLiteral("HTTP 200"))});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage picture = view.grab().toImage();
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        picture.save(
            folder +
            QStringLiteral("/check-detail-%1.png").arg(light ? QStringLiteral("light") : QStringLiteral("dark")));
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 2)
        for (int x = 0; x < picture.width(); x += 2)
            colours.insert(picture.pixel(x, y));
    QVERIFY(colours.size() > 20);
}

QTEST_MAIN(TestCheckDetail)
#include "tst_check_detail.moc"
