// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "metrics/decode.h"
#include "metrics/real_nginx.h"
#include "metrics/real_prometheus.h"
#include "metrics/servers.h"
#include "metrics/vocabulary.h"
#include "playbook/playbook_file.h"
#include <QtTest>

using namespace metrics;

namespace {

playbook::Server at(const QString& url) {
    playbook::Server server;
    server.url = url;
    return server;
}

QString troubleOf(const domain::Result<Server>& server) {
    return server ? QString() : server.error().text;
}

} // namespace

/// The servers of a playbook: what is filled in, and that a real Prometheus behind a real nginx is reached with it.
class TestServers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void texts_areFilledIn();
    void missing_valuesAreNamed();
    void playbook_withoutServersHasItsVariables();
    void server_isFoundById();
    void drill_asksItsOwnServiceWithoutCredentials();
    void nginx_letsInWhoIsExpected_data();
    void nginx_letsInWhoIsExpected();
    void nginx_refusesWhoIsNot_data();
    void nginx_refusesWhoIsNot();
    void words_areAskedWithTheSameCredentials();

private:
    /// What the server answers to "up" through the playbook's server.
    domain::Result<Answer> ask(const playbook::Server& server) {
        const auto ready = serverOf(server, {});
        if (!ready)
            return tl::unexpected(ready.error());
        auto request = instantRequest(*ready, QStringLiteral("up"), m_clock.now());
        if (!request)
            return tl::unexpected(request.error());
        std::optional<domain::Result<Answer>> answer;
        QObject context;
        m_transport->fetch(*std::move(request), &decodeAnswer, &context, [&](auto got) { answer = std::move(got); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, 20'000); }();
        return answer ? *answer : domain::fail(domain::ErrorKind::Network, QStringLiteral("no answer at all"));
    }
    /// One of the ways in, with the right credentials.
    playbook::Server server(const QString& way) const {
        const auto book = playbook::playbookFromYaml(
            "name: T\nseverities: [{id: S, rank: 1}]\nprometheus: " + m_nginx->serverYaml(way) + "\n",
            QStringLiteral("t.yaml"));
        return book ? book->prometheus.at(0) : playbook::Server();
    }

    domain::SystemClock m_clock;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<tests::RealPrometheus> m_prometheus;
    std::unique_ptr<tests::RealNginx> m_nginx;
};

void TestServers::initTestCase() {
    m_transport = std::make_unique<net::Transport>(&m_clock);
    if (!tests::RealPrometheus::isInstalled() || !tests::RealNginx::isInstalled())
        return;
    m_prometheus = std::make_unique<tests::RealPrometheus>();
    QVERIFY2(m_prometheus->waitUntilReady(), qPrintable(m_prometheus->log()));
    m_nginx = std::make_unique<tests::RealNginx>(m_prometheus->url());
    QVERIFY2(m_nginx->waitUntilReady(), qPrintable(m_nginx->log()));
}

void TestServers::init() {
    tests::RealNginx::setSecrets(true);
    if (QByteArray(QTest::currentTestFunction()).startsWith("nginx") && !m_nginx)
        QSKIP("prometheus and nginx are not both installed");
}

void TestServers::texts_areFilledIn() {
    playbook::Server server = at(QStringLiteral("https://{{host}}/prom"));
    server.headers = {{QStringLiteral("X-Scope-OrgID"), QStringLiteral("{{team}}-{{secret.GUARD_TENANT}}")}};
    server.auth = {QStringLiteral("{{team}}"), QStringLiteral("{{secret.GUARD_PASSWORD}}"), {}};
    server.ca = QStringLiteral("/ca.pem");
    server.client = {QStringLiteral("/c.pem"), QStringLiteral("/k.pem")};
    const auto made = serverOf(server, {{QStringLiteral("host"), QStringLiteral("metrics.example")},
                                        {QStringLiteral("team"), QStringLiteral("shop")}});
    QVERIFY2(made, qPrintable(troubleOf(made)));
    QCOMPARE(made->url, QStringLiteral("https://metrics.example/prom"));
    QCOMPARE(made->headers.at(0).second, QStringLiteral("shop-team-a"));
    QCOMPARE(made->login, (net::Login{QStringLiteral("shop"), QStringLiteral("p@ss=w0rd"), {}}));
    net::Request request;
    dress(request, *made);
    QCOMPARE(request.caFile, QStringLiteral("/ca.pem"));
    QCOMPARE(request.clientKey, QStringLiteral("/k.pem"));
    QVERIFY(!request.insecure);
}

void TestServers::missing_valuesAreNamed() {
    QVERIFY(troubleOf(serverOf(at(QStringLiteral("http://{{host}}")), {})).contains(QStringLiteral("\"host\"")));
    playbook::Server server = at(QStringLiteral("http://a"));
    server.auth.bearer = QStringLiteral("{{secret.NOBODY_SET_THIS}}");
    QVERIFY(troubleOf(serverOf(server, {})).contains(QStringLiteral("NOBODY_SET_THIS")));
    // A secret in an address would be shown.
    QVERIFY(!serverOf(at(QStringLiteral("http://a/{{secret.GUARD_TOKEN}}")), {}));
}

void TestServers::playbook_withoutServersHasItsVariables() {
    playbook::Playbook book;
    QVERIFY(!needsSecrets(book, {}));
    QCOMPARE(serversOf(book, {}).prometheusOf({}).value(), Server());
    book.variables = {{QStringLiteral("prometheus"), QStringLiteral("http://p:9090")},
                      {QStringLiteral("alertmanager"), QStringLiteral("http://a:9093")}};
    QCOMPARE(serversOf(book, {}).prometheusOf({}).value(), Server(QStringLiteral("http://p:9090")));
    QCOMPARE(serversOf(book, {}).alertmanager.value(), Server(QStringLiteral("http://a:9093")));
    QCOMPARE(serversOf(book, {}).prometheusOf(QStringLiteral("long")).error().kind, domain::ErrorKind::NotFound);
}

void TestServers::server_isFoundById() {
    playbook::Playbook book;
    book.prometheus = {at(QStringLiteral("http://a")), at(QStringLiteral("http://b"))};
    book.prometheus[0].id = QStringLiteral("main");
    book.prometheus[1].id = QStringLiteral("long");
    const Servers servers = serversOf(book, {});
    QCOMPARE(servers.prometheusOf({}).value().url, QStringLiteral("http://a"));
    QCOMPARE(servers.prometheusOf(QStringLiteral("long")).value().url, QStringLiteral("http://b"));
    QVERIFY(troubleOf(servers.prometheusOf(QStringLiteral("x"))).contains(QStringLiteral("“x”")));
}

void TestServers::drill_asksItsOwnServiceWithoutCredentials() {
    playbook::Playbook book;
    book.prometheus = {at(QStringLiteral("http://a"))};
    book.prometheus[0].auth.bearer = QStringLiteral("{{secret.NOBODY_SET_THIS}}");
    QVERIFY(needsSecrets(book, {}));
    const std::map<QString, QString> drill{{QStringLiteral("prometheus"), QStringLiteral("http://127.0.0.1:1/p")}};
    QVERIFY(!needsSecrets(book, drill));
    QCOMPARE(serversOf(book, drill).prometheusOf({}).value(), Server(QStringLiteral("http://127.0.0.1:1/p")));
}

void TestServers::nginx_letsInWhoIsExpected_data() {
    QTest::addColumn<QString>("way");
    for (const char* way : {"plain", "basic", "bearer", "tenant", "tls", "mutual", "insecure"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestServers::nginx_letsInWhoIsExpected() {
    QFETCH(QString, way);
    const auto answer = ask(server(way));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().text));
    QCOMPARE(answer->rows.size(), std::size_t(1));
    QCOMPARE(answer->rows[0].samples.at(0).value, QStringLiteral("1"));
}

void TestServers::nginx_refusesWhoIsNot_data() {
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("words");
    QTest::newRow("basic") << "basic"
                           << "HTTP 401";
    QTest::newRow("bearer") << "bearer"
                            << "HTTP 401";
    QTest::newRow("tenant") << "tenant"
                            << "HTTP 403";
    QTest::newRow("login") << "login"
                           << "web page “Sign in” instead of data";
    QTest::newRow("tls") << "tls"
                         << "certificate";
    QTest::newRow("mutual") << "mutual"
                            << "HTTP 403";
}

void TestServers::nginx_refusesWhoIsNot() {
    QFETCH(QString, way);
    QFETCH(QString, words);
    tests::RealNginx::setSecrets(false);
    playbook::Server wrong = server(way);
    if (way == u"tls")
        wrong.ca.clear();
    wrong.client = {};
    const auto answer = ask(wrong);
    QVERIFY(!answer);
    QVERIFY2(answer.error().text.contains(words), qPrintable(answer.error().text));
    QVERIFY2(!answer.error().text.contains(QStringLiteral("wr0ng")), qPrintable(answer.error().text));
}

void TestServers::words_areAskedWithTheSameCredentials() {
    if (!m_nginx)
        QSKIP("prometheus and nginx are not both installed");
    Vocabulary vocabulary(serverOf(server(QStringLiteral("basic")), {}), {}, m_transport.get(), &m_clock);
    QStringList words;
    vocabulary.complete({Wish::Kind::Value, 0, {}, QStringLiteral("up"), QStringLiteral("job")},
                        [&](const QStringList& found) { words = found; });
    QTRY_COMPARE_WITH_TIMEOUT(words, QStringList{QStringLiteral("self")}, 20'000);
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
