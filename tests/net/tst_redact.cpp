// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redact.h"

#include <QtTest>

using namespace Qt::StringLiterals;

/// Everything called CANARY here must disappear; everything of the harmless corpus must stay as it is.
class TestRedact : public QObject {
    Q_OBJECT
private slots:
    void secret_isMasked_data();
    void secret_isMasked();
    void harmlessText_isKept_data();
    void harmlessText_isKept();
    void surroundings_stayReadable();
    void privateKeyCutOff_isMaskedToTheEnd();
    void longText_takesLinearTime();
};

namespace {

const char* const positives[] = {
    "Authorization: Bearer CANARY-4f9a8b7c6d5e",
    "authorization: basic Q0FOQVJZOkNBTkFSWQ== CANARY",
    "-H 'Authorization: Token CANARYabc'",
    R"({"Authorization": "Bearer CANARY12345"})",
    "Proxy-Authorization: Basic CANARYdXNlcjpwYXNz",
    "Authorization: CANARYdXNlcjpwYXNz0123",
    "Cookie: session=CANARY; theme=dark",
    "Set-Cookie: sid=CANARY123; HttpOnly",
    "X-Api-Key: CANARY",
    "X-Vault-Token: CANARYs.9",
    "PRIVATE-TOKEN: CANARY",
    "sent with bearer CANARY0123456789",
    "https://admin:CANARY@prometheus.example/graph",
    "https://admin:pa/CANARY@prometheus.example/graph",
    "http://CANARY@grafana.example/",
    "postgres://app:CANARY@db.example:5432/orders",
    "redis://:CANARY@cache.example:6379/0",
    "amqp://worker:CANARY@mq.example//",
    "https://x.example/hook?token=CANARY&x=1",
    "https://x.example/?a=1&access_token=CANARY",
    "https://x.example/?X-Amz-Signature=CANARY",
    "https://x.example/?sig=CANARY#top",
    "https://maps.example/api?key=CANARY0123456789abcd",
    "https://hooks.slack.com/services/T00000000/B00000000/CANARYxxxxxxxx",
    "https://discord.com/api/webhooks/123456/CANARYabc",
    "password=CANARY",
    "password: CANARY",
    "Password:CANARY",
    "  db_password: \"CANARY with blanks\"",
    R"({"password":"CANARY\"still","user":"app"})",
    "export PGPASSWORD=CANARY",
    "export API_KEY='CANARY'",
    "password=\"CANARY",
    "client_secret=CANARY&grant_type=x",
    "host=db.example user=app password=CANARY dbname=orders",
    "Server=db;User Id=app;Pwd=CANARY;",
    "AccountKey=CANARYabc==;EndpointSuffix=core",
    "api_key: CANARY0123456789",
    "mytool --password CANARY --verbose",
    "mytool --api-key=CANARY",
    "curl -u admin:CANARY http://localhost:9090",
    "curl --user 'admin:CANARY' http://localhost:9090",
    "redis-cli -h cache.example -a CANARY ping",
    "mysql -u root -pCANARY orders",
    "sshpass -p CANARY ssh host",
    "CREATE USER app IDENTIFIED BY 'CANARY'",
    "aws_secret_access_key = CANARY0/abcdefghijklmnopqrstuvwxyz0",
    "the id is AKIACANARY0123456789 as shown",
    "ghp_CANARY0123456789abcdefghij",
    "github_pat_CANARY0123456789abcdefghij",
    "glpat-CANARY0123456789abcd",
    "xoxb-CANARY-0123456789",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARY",
    "sk_live_CANARY0123456789",
    "hvs.CANARY0123456789abcdefgh",
    "-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN OPENSSH PRIVATE KEY-----\\nCANARY\\n-----END OPENSSH PRIVATE KEY-----",
    "apiVersion: v1\ndata:\n  url: Q0FOCANARY==\n  tls.key: CANARY\nkind: Secret\nmetadata:\n  name: orders\n",
    "kind: Secret\nstringData:\n  whatever: CANARY\n",
};

const char* const negatives[] = {
    "Authorization: Bearer $ADMIN_TOKEN",
    "Authorization: Bearer ${token}",
    "Authorization: Bearer {{secret.ADMIN}}",
    "Authorization: Bearer <token>",
    "authorization fails for two customers",
    "The bearer certificates expire next week",
    "Basic understanding of the pipeline",
    "Basic checks are green",
    "Password reset mails are delayed",
    "password: required field is empty",
    "the password is known to the database team",
    "token bucket is empty, 429 for all tenants",
    "max_tokens=4096",
    "secret rotation job failed at 14:03",
    "http://localhost:9090/graph?g0.expr=up",
    "http://localhost:8080/users/a@b.example",
    "mail @tech-lead or ops@example.org",
    "git@github.com:example/repo.git",
    "ssh://git@code.example/repo.git",
    "https://x.example/search?q=token&page=2",
    "https://x.example/?key=INC-0001",
    "https://x.example/?design=dark&author=ic",
    "rate(http_requests_total{job=\"api\",status=~\"5..\"}[5m])",
    "sum by (le) (rate(latency_bucket{le=\"0.5\"}[5m]))",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "request id 7d1f3f0c-3c0e-4f3a-9a64-1f9a7ff8a001 timed out",
    "kubectl get secret orders -n production",
    "kind: Secret\nmetadata:\n  name: orders-database\n  namespace: production\n",
    "curl -u $GRAFANA_USER:$GRAFANA_PASSWORD http://localhost:3000",
    "mysql -u root -p orders",
    "psql -h localhost -p 5432 -U app",
    "redis-cli -h localhost ping",
    "PGPASSWORD=$DB_PASSWORD psql -h localhost",
    "docker run -p 8080:80 nginx",
    "sk-learn models are retrained nightly",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
    "HTTP 503 from http://127.0.0.1:18080/health after 12 ms",
    "cookie banner broken on the shop",
    "[STATUS] == 200",
    "token: expired",
    "monkey: 12345678",
};

} // namespace

void TestRedact::secret_isMasked_data() {
    QTest::addColumn<QString>("text");
    static_assert(std::size(positives) >= 30);
    for (const char* text : positives)
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestRedact::secret_isMasked() {
    QFETCH(QString, text);
    const QString clean = net::redact(text);
    QVERIFY2(!clean.contains(u"CANARY"_s), qPrintable(clean));
    QVERIFY2(clean.contains(u"[redacted]"_s), qPrintable(clean));
    QCOMPARE(net::redact(clean), clean);
}

void TestRedact::harmlessText_isKept_data() {
    QTest::addColumn<QString>("text");
    static_assert(std::size(negatives) >= 30);
    for (const char* text : negatives)
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestRedact::harmlessText_isKept() {
    QFETCH(QString, text);
    QCOMPARE(net::redact(text), text);
}

void TestRedact::surroundings_stayReadable() {
    QCOMPARE(net::redact(u"GET https://admin:s3cret@prometheus.example/graph?x=1 failed"_s),
             u"GET https://[redacted]@prometheus.example/graph?x=1 failed"_s);
    QCOMPARE(net::redact(u"host=db user=app password=s3cret dbname=orders"_s),
             u"host=db user=app password=[redacted] dbname=orders"_s);
    QCOMPARE(net::redact(u"two: token=abc, secret=def"_s), u"two: token=[redacted], secret=[redacted]"_s);
}

void TestRedact::privateKeyCutOff_isMaskedToTheEnd() {
    QCOMPARE(net::redact(u"see -----BEGIN PRIVATE KEY-----\nMIIE"_s), u"see [redacted]"_s);
}

void TestRedact::longText_takesLinearTime() {
    // A rule that backtracks over the whole text would not end within the test's time limit.
    for (const QString& piece : {u"a"_s, u"-"_s, u"token"_s, u"://a:"_s, u"eyJ."_s, u"-----BEGIN PRIVATE KEY-----"_s,
                                 u"Authorization: "_s, u"x=\"\\"_s}) {
        const QString text = piece.repeated(400'000 / piece.size());
        QVERIFY(!net::redact(text).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_redact.moc"
