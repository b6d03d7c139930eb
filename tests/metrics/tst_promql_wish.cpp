// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual_clock.h"
#include "metrics/promql_words.h"
#include "metrics/real_prometheus.h"
#include "metrics/vocabulary.h"
#include <QtTest>

using namespace metrics;

/// What an editor of queries needs: what is being written, and what the server knows.
class TestPromqlWish : public QObject {
    Q_OBJECT
private slots:
    void wish_follows_the_cursor_data();
    void wish_follows_the_cursor();
    void every_prefix_of_any_text_is_read();
    void error_place_is_found_data();
    void error_place_is_found();
    void filled_query_finds_the_way_back();
    void fault_stands_where_it_was_written();
    void words_that_begin_so_come_first();
    void without_a_server_the_language_remains();
    void vocabulary_asks_the_server();
    void every_function_of_the_table_is_known_to_prometheus();
};

void TestPromqlWish::wish_follows_the_cursor_data() {
    QTest::addColumn<QString>("expr"); // | is the cursor
    QTest::addColumn<Wish>("wish");
    const auto row = [](const char* expr, Wish::Kind kind, const char* prefix = "", const char* metric = "",
                        const char* label = "") {
        const QString text = QString::fromUtf8(expr);
        const QString before = QString::fromUtf8(prefix);
        const int from = kind == Wish::Kind::Nothing ? 0 : int(text.indexOf(u'|') - before.size());
        QTest::newRow(expr) << text
                            << Wish{kind, from, before, QString::fromLatin1(metric), QString::fromLatin1(label)};
    };
    using Kind = Wish::Kind;
    row("|", Kind::Name);
    row("ra|", Kind::Name, "ra");
    row("rate(http_re|", Kind::Name, "http_re");
    row("rate(http_re|quests_total[5m])", Kind::Name, "http_re");
    row("up{|", Kind::Label, "", "up");
    row("up{jo|", Kind::Label, "jo", "up");
    row("up {job=|", Kind::Nothing);
    row("up{job=\"|", Kind::Value, "", "up", "job");
    row("up{job=~\"a|b\"}", Kind::Value, "a", "up", "job");
    row("up{job=\"a\",in|", Kind::Label, "in", "up");
    row("up{job=\"a\",instance=\"x}\"} + d|", Kind::Name, "d");
    row("sum by (|", Kind::Label);
    row("sum(rate(x{a=\"b\"}[5m])) by (le, co|", Kind::Label, "co", "x");
    row("a / on (ins|", Kind::Label, "ins");
    row("rate(x[5|", Kind::Nothing);
    row("rate(x[5m]) > 1|", Kind::Nothing);
    row("label_replace(up, \"a|", Kind::Nothing);
    row("# comment ra|", Kind::Nothing);
    row("# comment\nra|", Kind::Name, "ra");
    row("{|", Kind::Label);
    row("{__name__=\"u|", Kind::Value, "u", "", "__name__");
    row("up{job='it\\'s |", Kind::Value, "it\\'s ", "up", "job");
}

void TestPromqlWish::wish_follows_the_cursor() {
    QFETCH(QString, expr);
    QFETCH(Wish, wish);
    const auto cursor = int(expr.indexOf(u'|'));
    const Wish found = wishAt(expr.remove(cursor, 1), cursor);
    QCOMPARE(int(found.kind), int(wish.kind));
    if (found.kind == Wish::Kind::Nothing)
        return;
    QCOMPARE(found.prefix, wish.prefix);
    QCOMPARE(found.from, wish.from);
    QCOMPARE(found.metric, wish.metric);
    QCOMPARE(found.label, wish.label);
}

void TestPromqlWish::every_prefix_of_any_text_is_read() {
    const QString text = QStringLiteral("\\\"{}[(('`#\n,=~ab_1:ü\\'\"}])#x\"\\");
    for (int end = 0; end <= text.size(); ++end) {
        for (int cursor = -1; cursor <= end + 1; ++cursor) {
            const Wish wish = wishAt(text.left(end), cursor);
            QVERIFY(wish.from >= 0 && wish.from + wish.prefix.size() <= end);
        }
    }
}

void TestPromqlWish::error_place_is_found_data() {
    QTest::addColumn<QString>("expr");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("index");
    QTest::newRow("first line") << QStringLiteral("sum(up))")
                                << QStringLiteral("x (bad_data): 1:8: parse error: unexpected") << 7;
    QTest::newRow("second line") << QStringLiteral("sum(\nup]") << QStringLiteral("2:3: parse error: y") << 7;
    QTest::newRow("bytes") << QStringLiteral("\"ü\" ]") << QStringLiteral("1:6: parse error: y") << 4;
    QTest::newRow("behind the end") << QStringLiteral("sum(") << QStringLiteral("1:99: parse error: y") << 4;
    QTest::newRow("no such line") << QStringLiteral("up") << QStringLiteral("7:1: parse error: y") << -1;
    QTest::newRow("no place") << QStringLiteral("up") << QStringLiteral("query timed out") << -1;
}

void TestPromqlWish::error_place_is_found() {
    QFETCH(QString, expr);
    QFETCH(QString, sentence);
    QFETCH(int, index);
    QCOMPARE(errorIndex(expr, sentence).value_or(-1), index);
}

void TestPromqlWish::filled_query_finds_the_way_back() {
    const std::map<QString, QString> variables{{QStringLiteral("job"), QStringLiteral("api-gateway")},
                                               {QStringLiteral("w"), QStringLiteral("5m")}};
    const QString written = QStringLiteral("rate(a{job=\"{{job}}\",x=\"{{ no }}\"}[{{ w }}]) )");
    const FilledQuery query(written, variables);
    QCOMPARE(query.text(), QStringLiteral("rate(a{job=\"api-gateway\",x=\"{{ no }}\"}[5m]) )"));
    QCOMPARE(query.writtenIndex(3), 3);
    QCOMPARE(query.writtenIndex(int(query.text().indexOf(u"gateway"))), int(written.indexOf(u"{{job")));
    QCOMPARE(query.writtenIndex(int(query.text().indexOf(u"x="))), int(written.indexOf(u"x=")));
    QCOMPARE(query.writtenIndex(int(query.text().size()) - 1), int(written.size()) - 1);
}

void TestPromqlWish::fault_stands_where_it_was_written() {
    const std::map<QString, QString> variables{{QStringLiteral("w"), QStringLiteral("15m")}};
    QCOMPARE(faultIn({QStringLiteral("sum(rate(a[{{w}}]))"), variables}), std::nullopt);
    QCOMPARE(faultIn({QStringLiteral("  "), variables}), std::nullopt);
    const QString written = QStringLiteral("sum(rate(a[{{w}}])) )");
    const auto fault = faultIn({written, variables});
    QVERIFY(fault && !fault->sentence.isEmpty());
    QCOMPARE(fault->index.value_or(-1), int(written.size()) - 1);
}

void TestPromqlWish::without_a_server_the_language_remains() {
    domain::SystemClock clock;
    net::Transport transport(&clock);
    Vocabulary vocabulary(tl::unexpected(domain::Error{domain::ErrorKind::Input, QStringLiteral("no server")}), {},
                          &transport, &clock);
    QStringList words;
    vocabulary.complete({Wish::Kind::Name, 0, QStringLiteral("hist"), {}, {}},
                        [&](const auto& found) { words = found; });
    QCOMPARE(words.value(0), QStringLiteral("histogram_count"));
    vocabulary.complete({Wish::Kind::Label, 0, {}, {}, {}}, [&](const auto& found) { words = found; });
    QVERIFY(words.isEmpty());
    QString said;
    vocabulary.tryOut(QStringLiteral("up"),
                      [&](const auto& answer) { said = answer ? QString() : answer.error().text; });
    QCOMPARE(said, QStringLiteral("no server"));
}

void TestPromqlWish::words_that_begin_so_come_first() {
    const QStringList words{QStringLiteral("abc"), QStringLiteral("xab"), QStringLiteral("ABd"), QStringLiteral("no")};
    QCOMPARE(matching(words, QStringLiteral("ab"), 10),
             (QStringList{QStringLiteral("abc"), QStringLiteral("ABd"), QStringLiteral("xab")}));
    QCOMPARE(matching(words, QStringLiteral("ab"), 1), QStringList{QStringLiteral("abc")});
}

void TestPromqlWish::vocabulary_asks_the_server() {
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("the program prometheus is not installed");
    tests::RealPrometheus server;
    QVERIFY2(server.waitUntilReady(), qPrintable(server.log()));
    domain::SystemClock clock;
    net::Transport transport(&clock);
    Vocabulary vocabulary(server.url(), {{QStringLiteral("job"), QStringLiteral("self")}}, &transport, &clock);
    std::optional<QStringList> words;
    const auto ask = [&](const Wish& wish) {
        words.reset();
        vocabulary.complete(wish, [&](const QStringList& found) { words = found; });
    };
    ask({Wish::Kind::Name, 0, QStringLiteral("prometheus_tsdb_head_s"), {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(words, 20'000);
    QVERIFY(words->contains(QStringLiteral("prometheus_tsdb_head_series")));
    ask({Wish::Kind::Name, 0, QStringLiteral("rat"), {}, {}}); // known now: at once
    QVERIFY(words && words->first() == QStringLiteral("rate"));
    ask({Wish::Kind::Label, 3, QStringLiteral("j"), QStringLiteral("up"), {}});
    QTRY_VERIFY_WITH_TIMEOUT(words, 20'000);
    QVERIFY(words->contains(QStringLiteral("job")));
    ask({Wish::Kind::Value, 8, QString(), QStringLiteral("up"), QStringLiteral("job")});
    QTRY_VERIFY_WITH_TIMEOUT(words, 20'000);
    QCOMPARE(*words, QStringList{QStringLiteral("self")});

    // At the last round moment the new server may have had nothing yet.
    std::optional<domain::Result<Matrix>> answer;
    const auto drawn = [&] {
        if (answer && *answer && (*answer)->series.size() == 1)
            return true;
        if (answer || vocabulary.property("asked").isNull())
            vocabulary.tryOut(QStringLiteral("up{job=\"{{job}}\"}"), [&](const auto& got) { answer = got; });
        vocabulary.setProperty("asked", true);
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(drawn(), 30'000);
    answer.reset();
    vocabulary.tryOut(QStringLiteral("sum(up))"), [&](const auto& got) { answer = got; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 20'000);
    QVERIFY(!*answer);
    // The server's own reader of brackets names the place behind them.
    const int index = errorIndex(QStringLiteral("sum(up))"), answer->error().text).value_or(-1);
    QVERIFY2(index == 7 || index == 8, qPrintable(answer->error().text));
    // Another server knows other words.
    vocabulary.setServer(tl::unexpected(domain::Error{domain::ErrorKind::Input, QStringLiteral("no server")}));
    ask({Wish::Kind::Label, 3, QStringLiteral("j"), QStringLiteral("up"), {}});
    QVERIFY(words && words->isEmpty());
}

/// The table is written by hand: the server itself says whether it knows each function.
void TestPromqlWish::every_function_of_the_table_is_known_to_prometheus() {
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("the program prometheus is not installed");
    tests::RealPrometheus server;
    QVERIFY2(server.waitUntilReady(), qPrintable(server.log()));
    domain::SystemClock clock;
    net::Transport transport(&clock);
    Vocabulary vocabulary(server.url(), {}, &transport, &clock);
    for (const PromqlWord& word : promqlWords()) {
        if (word.signature.isEmpty())
            continue;
        std::optional<domain::Result<Matrix>> answer;
        vocabulary.tryOut(word.name + QStringLiteral("()"), [&](const auto& got) { answer = got; });
        QTRY_VERIFY_WITH_TIMEOUT(answer, 20'000);
        const QString said = *answer ? QString() : answer->error().text;
        QVERIFY2(!said.contains(QStringLiteral("unknown function")), qPrintable(word.name + u": " + said));
    }
}

QTEST_GUILESS_MAIN(TestPromqlWish)
#include "tst_promql_wish.moc"
