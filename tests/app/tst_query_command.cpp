// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "metrics/real_nginx.h"
#include "metrics/real_prometheus.h"
#include "net/test_servers.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>
#include <mutex>

using tests::Program;
using tests::Run;

/// `bridgewatch query` as a script meets it.
class TestQueryCommand : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Program program() const { return Program(m_folder.filePath(QStringLiteral("desk"))); }

private slots:
    void long_rangesComeInPieces();
    void query_thatMeansItsRangeIsAskedWhole();
    void everyKindOfAnswer_staysAsTheServerWroteIt();
    void playbooks_serverIsAskedWithItsSecrets();
};

namespace {

struct Piece {
    double start = 0, end = 0, step = 0;
};

/// Answers with the first and the last instant of each range, and keeps what was asked.
class Recorder {
public:
    tests::HttpServer server{[this](const tests::Asked& asked) {
        const QUrlQuery form(QString::fromStdString(asked.body));
        const auto number = [&form](const char* name) {
            return form.queryItemValue(QString::fromLatin1(name)).toDouble();
        };
        const Piece piece{number("start"), number("end"), number("step")};
        const std::lock_guard lock(m_mutex);
        m_pieces.push_back(piece);
        const auto sample = [](double t) { return "[" + std::to_string(t) + ",\"1e-3\"]"; };
        return tests::Answer{
            200,
            R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[)" +
                sample(piece.start) + "," + sample(piece.end) + "]}]}}",
            "application/json"};
    }};
    std::vector<Piece> pieces() {
        const std::lock_guard lock(m_mutex);
        return m_pieces;
    }

private:
    std::mutex m_mutex;
    std::vector<Piece> m_pieces;
};

} // namespace

void TestQueryCommand::long_rangesComeInPieces() {
    Recorder recorder;
    const Run run = program().json({"query", "up", "--url", recorder.server.url({}), "--range", "7d"});
    QVERIFY2(run.status == 0, run.err.constData());
    const auto pieces = recorder.pieces();
    QCOMPARE(pieces.size(), std::size_t(4));
    double instants = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        QCOMPARE(pieces[i].step, 15.0);
        QVERIFY((pieces[i].end - pieces[i].start) / 15 + 1 <= 11'000);
        instants += (pieces[i].end - pieces[i].start) / 15 + 1;
        if (i > 0)
            QCOMPARE(qRound(pieces[i].start - pieces[i - 1].end), 15); // no instant twice, none left out
    }
    QCOMPARE(qRound(instants), 7 * 24 * 240 + 1);
    QCOMPARE(run.object().keys(), (QStringList{"result", "warnings"}));
    QCOMPARE(run.object()["result"].toArray().size(), 1);
    const QJsonArray values = run.object()["result"][0]["values"].toArray();
    QCOMPARE(values.size(), 8);
    QCOMPARE(values[7][1].toString(), QStringLiteral("1e-3"));
    for (int i = 1; i < values.size(); ++i)
        QVERIFY(values[i][0].toDouble() > values[i - 1][0].toDouble());
    QVERIFY(run.object()["warnings"].toArray().isEmpty());
}

void TestQueryCommand::query_thatMeansItsRangeIsAskedWhole() {
    Recorder recorder;
    const Run run =
        program().json({"query", "up @ end()", "--url", recorder.server.url({}), "--range", "7d", "--step", "15s"});
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(recorder.pieces().size(), std::size_t(1));
    QVERIFY(7 * 86'400 / recorder.pieces()[0].step < 11'000);
    QVERIFY(run.object()["warnings"][0].toString().contains(QStringLiteral("instead of every 15 s")));
}

void TestQueryCommand::everyKindOfAnswer_staysAsTheServerWroteIt() {
    if (!tests::RealPrometheus::isInstalled())
        QSKIP("the program prometheus is not installed");
    tests::RealPrometheus prometheus;
    QVERIFY2(prometheus.waitUntilReady(), qPrintable(prometheus.log()));
    const auto valueOf = [&](const char* expr) {
        const Run run = program().json({"query", QString::fromUtf8(expr), "--url", prometheus.url()});
        return run.status == 0 ? run.object()["result"][0]["value"][1].toString() : QString::fromUtf8(run.err);
    };
    QCOMPARE(valueOf("up"), QStringLiteral("1"));
    QCOMPARE(valueOf("1/0"), QStringLiteral("+Inf"));
    QCOMPARE(valueOf("vector(-1)/0"), QStringLiteral("-Inf"));
    QCOMPARE(valueOf("0/0"), QStringLiteral("NaN"));
    QCOMPARE(valueOf("\"tëxt  \\\\ #1\""), QStringLiteral("tëxt  \\ #1"));
    const Run range = program().json({"query", "up", "--url", prometheus.url(), "--range", "1m", "--step", "1s"});
    QVERIFY(range.object()["result"][0]["values"].toArray().size() >= 1);
    const Run refused = program().run({"query", "sum(up))", "--url", prometheus.url()});
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.err.contains("bad_data") && refused.err.contains(": parse error"), refused.err.constData());
    QVERIFY(refused.out.isEmpty());
}

void TestQueryCommand::playbooks_serverIsAskedWithItsSecrets() {
    if (!tests::RealPrometheus::isInstalled() || !tests::RealNginx::isInstalled())
        QSKIP("prometheus and nginx are not both installed");
    tests::RealPrometheus prometheus;
    tests::RealNginx nginx(prometheus.url());
    QVERIFY2(prometheus.waitUntilReady(), qPrintable(prometheus.log()));
    QVERIFY2(nginx.waitUntilReady(), qPrintable(nginx.log()));
    const QString file = m_folder.filePath(QStringLiteral("ours.yaml"));
    QFile yaml(file);
    QVERIFY(yaml.open(QIODevice::WriteOnly));
    yaml.write("name: Ours\nseverities: [{id: SEV1, rank: 1}]\nprometheus:\n"
               "  - {id: main, url: '" +
               nginx.url("/basic").toUtf8() +
               "', auth: {user: me, password: '{{secret.QUERY_PW}}'}}\n"
               "  - {id: tls, url: '" +
               nginx.secureUrl("/tls").toUtf8() + "', ca: " + nginx.certificate().toUtf8() + "}\n");
    yaml.close();
    qputenv("BRIDGEWATCH_SECRET_QUERY_PW", "p@ss=w0rd");
    const Run run = program().json({"query", "up", "--playbook", file});
    QVERIFY2(run.status == 0, run.err.constData());
    QCOMPARE(run.object()["result"][0]["value"][1].toString(), QStringLiteral("1"));
    const Run other = program().json({"query", "up", "--playbook", file, "--server", "tls"});
    QVERIFY2(other.status == 0, other.err.constData());
    const Run unknown = program().run({"query", "up", "--playbook", file, "--server", "x"});
    QCOMPARE(unknown.status, 3);
    QVERIFY(unknown.err.contains("x"));
    qunsetenv("BRIDGEWATCH_SECRET_QUERY_PW");
    const Run without = program().run({"query", "up", "--playbook", file});
    QCOMPARE(without.status, 3);
    QVERIFY2(without.err.contains("QUERY_PW"), without.err.constData());
}

QTEST_GUILESS_MAIN(TestQueryCommand)
#include "tst_query_command.moc"
