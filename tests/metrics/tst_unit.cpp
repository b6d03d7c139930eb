// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/legend.h"
#include "metrics/threshold.h"
#include "metrics/unit.h"
#include <QtTest>
#include <cmath>

using namespace metrics;
using namespace std::chrono_literals;

class TestUnit : public QObject {
    Q_OBJECT
private slots:
    void values_are_written_as_people_read_them_data();
    void values_are_written_as_people_read_them();
    void labels_of_an_axis_share_scale_and_decimals();
    void legend_fills_its_template();
    void legend_cannot_disguise_the_screen();
    void series_are_named_by_what_tells_them_apart();
    void levels_follow_the_marks_both_ways();
    void crossing_needs_the_hold();
    void standing_begins_where_the_samples_say_data();
    void standing_begins_where_the_samples_say();
    void marks_are_said_with_their_direction();
};

void TestUnit::values_are_written_as_people_read_them_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](double value, const char* unit, const char* text) {
        QTest::addRow("%g %s", value, unit) << value << QString::fromUtf8(unit) << QString::fromUtf8(text);
    };
    row(8.3, "percent", "8.3 %");
    row(0.083, "percentunit", "8.3 %");
    row(1, "percentunit", "100 %");
    row(2.4137, "s", "2.41 s");
    row(0.182, "s", "182 ms");
    row(0, "s", "0 s");
    row(182, "ms", "182 ms");
    row(2'410, "ms", "2.41 s");
    row(3'600, "s", "60 min");
    row(9'000, "s", "2.5 h");
    row(412, "reqps", "412 req/s");
    row(12'345, "reqps", "12.3 K req/s");
    row(94, "", "94");
    row(94, "short", "94");
    row(94, "none", "94");
    row(1'234'567, "short", "1.23 Mil");
    row(999.96, "short", "1 K");
    row(1'610'612'736, "bytes", "1.5 GiB");
    row(1'500'000'000, "decbytes", "1.5 GB");
    row(1'500'000, "Bps", "1.5 MB/s");
    row(-2.5, "percent", "-2.5 %");
    row(-0.0, "percent", "0 %");
    row(12, "widgets", "12 widgets");
    row(12, "suffix:x", "12x");
    row(12, "prefix:#", "#12");
    row(99.96, "percent", "100 %");
    row(90, "dtdurations", "90 s");
    row(90'000, "dtdurationms", "90 s");
    row(1'500, "timeticks", "15 s");
    row(2, "tbytes", "2 TiB");
    row(2, "dectbytes", "2 TB");
    row(1'536, "MiBs", "1.5 GiB/s");
    row(2.5, "GBs", "2.5 GB/s");
    row(2'500, "Kbits", "2.5 Mb/s");
    row(2'500, "Mbits", "2.5 Gb/s");
    row(2, "Gibits", "2 Gib/s");
    row(1'200, "mpm", "1.2 K msg/min");
    row(1'500, "currencyGBP", "£1.5 K");
    row(72, "fahrenheit", "72 °F");
    row(3'000, "rotrpm", "3000 rpm");
    row(230, "volt", "230 V");
    row(std::nan(""), "s", "NaN");
    row(HUGE_VAL, "s", "+Inf");
    row(-HUGE_VAL, "bytes", "-Inf");
    row(1e-9, "percent", "1e-09 %");
}

void TestUnit::values_are_written_as_people_read_them() {
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QCOMPARE(formatValue(value, unit), text);
}

void TestUnit::labels_of_an_axis_share_scale_and_decimals() {
    const NumberFormat seconds = axisFormat(2.5, 0.5, QStringLiteral("s"));
    QCOMPARE(format(0, seconds), QStringLiteral("0.0 s"));
    QCOMPARE(format(2.5, seconds), QStringLiteral("2.5 s"));
    const NumberFormat millis = axisFormat(0.25, 0.05, QStringLiteral("s"));
    QCOMPARE(format(0.05, millis), QStringLiteral("50 ms"));
    QCOMPARE(format(800, axisFormat(1'000, 200, QStringLiteral("reqps"))), QStringLiteral("800 req/s"));
    const NumberFormat share = axisFormat(0.1, 0.02, QStringLiteral("percentunit"));
    QCOMPARE(format(0.08, share), QStringLiteral("8 %"));
}

void TestUnit::legend_fills_its_template() {
    const std::map<QString, QString> labels{{QStringLiteral("job"), QStringLiteral("api")},
                                            {QStringLiteral("code"), QStringLiteral("500")}};
    QCOMPARE(legendOf(QStringLiteral("{{job}} {{ code }}{{none}}!"), labels), QStringLiteral("api 500!"));
    QCOMPARE(legendOf(QStringLiteral("{{job"), labels), QStringLiteral("{{job"));
}

void TestUnit::legend_cannot_disguise_the_screen() {
    const std::map<QString, QString> labels{
        {QStringLiteral("x"), QStringLiteral("a\u202eb\nc\u001b[31m") + QString(1 << 20, u'z')}};
    const QString legend = legendOf(QStringLiteral("{{x}}"), labels);
    QVERIFY(legend.size() <= legendLength);
    QVERIFY(!legend.contains(QChar(0x202e)));
    QVERIFY(!legend.contains(u'\n'));
    QVERIFY(!legend.contains(QChar(0x1b)));
}

void TestUnit::series_are_named_by_what_tells_them_apart() {
    std::vector<Series> series(2);
    series[0].labels = {{QStringLiteral("__name__"), QStringLiteral("up")},
                        {QStringLiteral("job"), QStringLiteral("a")}};
    series[1].labels = {{QStringLiteral("__name__"), QStringLiteral("up")},
                        {QStringLiteral("job"), QStringLiteral("b")}};
    assignLegends(series, {});
    QCOMPARE(series[0].legend, QStringLiteral("a"));
    QCOMPARE(series[1].legend, QStringLiteral("b"));
    series.resize(1);
    assignLegends(series, {});
    QCOMPARE(series[0].legend, QStringLiteral("up{job=\"a\"}"));
    assignLegends(series, QStringLiteral("job {{job}}"));
    QCOMPARE(series[0].legend, QStringLiteral("job a"));
}

void TestUnit::levels_follow_the_marks_both_ways() {
    const Marks upper{1, 5};
    QCOMPARE(levelOf(0.9, upper), Level::Ok);
    QCOMPARE(levelOf(1.0, upper), Level::Warn);
    QCOMPARE(levelOf(5.0, upper), Level::Critical);
    QCOMPARE(levelOf(HUGE_VAL, upper), Level::Critical);
    QCOMPARE(levelOf(std::nan(""), upper), Level::Unknown);
    QCOMPARE(levelOf(std::nullopt, upper), Level::Unknown);
    const Marks lower{100, 50};
    QCOMPARE(levelOf(101, lower), Level::Ok);
    QCOMPARE(levelOf(100, lower), Level::Warn);
    QCOMPARE(levelOf(50, lower), Level::Critical);
    QCOMPARE(levelOf(7, Marks{std::nullopt, 5}), Level::Critical);
    QCOMPARE(levelOf(7, Marks{}), Level::Unknown);
}

void TestUnit::crossing_needs_the_hold() {
    const auto at = [](int s) { return domain::instantFromMs(s * 1'000); };
    LevelTracker tracker(30s);
    QCOMPARE(tracker.observe({Level::Ok, at(0), at(0)}, at(30)), std::nullopt); // the first good one is no news
    QCOMPARE(tracker.observe({Level::Critical, at(40), at(40)}, at(40)), std::nullopt);
    QCOMPARE(tracker.observe({Level::Unknown, {}, {}}, at(80)), std::nullopt);
    QCOMPARE(tracker.observe({Level::Critical, at(70), at(70)}, at(99)), std::nullopt);
    QCOMPARE(tracker.observe({Level::Critical, at(70), at(70)}, at(100)),
             std::optional(Crossing{Level::Critical, Level::Ok, at(70)}));
    QCOMPARE(tracker.observe({Level::Critical, at(70), at(70)}, at(110)), std::nullopt);
    QCOMPARE(tracker.observe({Level::Ok, at(120), at(120)}, at(149)), std::nullopt);
    QCOMPARE(tracker.observe({Level::Ok, at(120), at(120)}, at(150)),
             std::optional(Crossing{Level::Ok, Level::Critical, at(120)}));
    // Falling from critical to warning is dated by the end of the critical samples, and held from there.
    LevelTracker falling(30s, Level::Critical);
    QCOMPARE(falling.observe({Level::Warn, at(10), at(100)}, at(129)), std::nullopt);
    QCOMPARE(falling.observe({Level::Warn, at(10), at(100)}, at(130)),
             std::optional(Crossing{Level::Warn, Level::Critical, at(100)}));
    LevelTracker reopened(30s, Level::Critical); // as the record says
    QCOMPARE(reopened.observe({Level::Critical, at(0), at(0)}, at(100)), std::nullopt);
}

namespace {

/// A sample every 10 s from 0; "." is a hole, "n" NaN, "c" over 5, "w" over 1, "o" fine.
Series seriesOf(const char* shape) {
    Series series;
    for (int i = 0; shape[i]; ++i) {
        if (shape[i] == '.')
            continue;
        series.t.push_back(i * 10'000.0);
        series.v.push_back(shape[i] == 'n' ? std::nan("") : shape[i] == 'c' ? 8 : shape[i] == 'w' ? 2 : 0.5);
    }
    return series;
}

} // namespace

void TestUnit::standing_begins_where_the_samples_say_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("since");
    QTest::addColumn<int>("easedSince");
    const auto row = [](const char* name, const char* first, const char* second, Level level, int since,
                        int easedSince = -1) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << int(level) << since
                            << easedSince; // -1: of no interest
    };
    row("rose", "ooooccc", "", Level::Critical, 40);
    row("worse counts as at least so bad", "oowwccw", "", Level::Warn, 20, 60);
    row("eased to warning", "occcwww", "", Level::Warn, 10, 40);
    row("a hole ends that look back too", "occcw.w", "", Level::Warn, 60, 60);
    row("critical only while critical", "oowwccc", "", Level::Critical, 40);
    row("a hole ends the look back", "occ.cc", "", Level::Critical, 40);
    row("so does NaN", "occncc", "", Level::Critical, 40);
    row("back", "occcooo", "", Level::Ok, 40);
    row("newest scrape is late", "oocc.", "", Level::Critical, 20);
    row("nothing new for long", "oocc..", "", Level::Unknown, 0);
    row("no samples", "......", "", Level::Unknown, 0);
    row("NaN at the end", "ooonn", "", Level::Unknown, 0);
    row("one of two lines", "oooooo", "oooccc", Level::Critical, 30);
    row("bad by turns", "oococo", "ooocoo", Level::Ok, 50);
    row("bad by turns, without a break", "ooccoo", "oooocc", Level::Critical, 20);
    row("another line fills the hole", "cc..cc", "oooooo", Level::Critical, 40);
    row("counter that begins anew", "ccocc", "", Level::Critical, 30);
    row("whole window", "cccc", "", Level::Critical, 0);
}

void TestUnit::standing_begins_where_the_samples_say() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(int, level);
    QFETCH(int, since);
    QFETCH(int, easedSince);
    Matrix matrix;
    matrix.from = domain::instantFromMs(0);
    matrix.to = domain::instantFromMs((first.size() - 1) * 10'000);
    matrix.step = 10s;
    matrix.series = {seriesOf(first.constData()), seriesOf(second.constData())};
    const Standing standing = standingOf(matrix, {1, 5});
    QCOMPARE(int(standing.level), level);
    QCOMPARE(domain::toMs(standing.since), since * 1'000);
    if (easedSince >= 0)
        QCOMPARE(domain::toMs(standing.easedSince), easedSince * 1'000);
}

void TestUnit::marks_are_said_with_their_direction() {
    const QString percent = QStringLiteral("percent");
    QCOMPARE(markText(Level::Critical, {1, 5}, percent), QStringLiteral("over 5 %"));
    QCOMPARE(markText(Level::Warn, {1, 5}, percent), QStringLiteral("over 1 %"));
    QCOMPARE(markText(Level::Ok, {1, 5}, percent), QStringLiteral("under 1 %"));
    QCOMPARE(markText(Level::Critical, {500, 300}, QStringLiteral("reqps")), QStringLiteral("under 300 req/s"));
    QCOMPARE(markText(Level::Ok, {500, 300}, QStringLiteral("reqps")), QStringLiteral("over 500 req/s"));
    QCOMPARE(markText(Level::Unknown, {1, 5}, percent), QString());
    QCOMPARE(levelFromText(toText(Level::Warn)), Level::Warn);
    QCOMPARE(levelFromText(QStringLiteral("purple")), Level::Unknown);
}

QTEST_GUILESS_MAIN(TestUnit)
#include "tst_unit.moc"
