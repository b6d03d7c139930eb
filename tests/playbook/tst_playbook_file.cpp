// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include <QTest>

using namespace playbook;
using namespace std::chrono_literals;

namespace {

const QByteArray head = "name: Test\nseverities: [{id: SEV1, rank: 1}, {id: SEV2, rank: 2}]\n"; // two lines

QStringList rulesOf(const ReadPlaybook& read) {
    QStringList rules;
    for (const Finding& finding : read.findings)
        rules.append(QStringLiteral("%1@%2:%3").arg(finding.rule).arg(finding.line).arg(finding.column));
    return rules;
}

} // namespace

class TestPlaybookFile final : public QObject {
    Q_OBJECT

private slots:
    void smallPlaybook_isReadWhole();
    void everyKindOfCheck_isRead();
    void servers_areRead();
    void promises_areRead();
    void whatItemsWaitFor_isRead();
    void finding_data();
    void finding();
    void allFindings_comeInOrder();
    void oneResult_namesFileLineAndColumn();
    void hostileManyErrors_stayBounded();
    void severity_isMatchedAsPeopleWriteIt();
    void variables_areReplaced();
    void unknownPlaybook_isAnError();
    void truncatedPlaybook_neverThrows();
};

void TestPlaybookFile::smallPlaybook_isReadWhole() {
    const ReadPlaybook read = readPlaybook(R"(name: Shop
description: d
owner: "@ops"
timezone: UTC
variables: {prometheus: "http://localhost:9090", service: "http://localhost:1"}
severities:
  - {id: SEV2, name: High, rank: 2, means: m, examples: [a, b], respond_within: 1h, update_every: [15m, 30m], notify: [x]}
  - {id: SEV1, name: Critical, rank: 1}
roles: [{id: ops, title: Ops}, {id: commander, title: IC, duties: [d], contact: ""}]
escalation: [{after: 15m, notify: Manager, severities: [SEV1]}]
phases:
  - id: p
    title: P
    window: {from: 5m, to: 15m}
    items:
      - {id: i, text: "See {{service}}", severities: [SEV1], due: 10m, role: ops, run: "docker inspect -f '{{.State}}'", watch: c, message: m}
      - {id: j, text: J, http: {method: POST, url: "{{service}}/x", headers: {Authorization: "Bearer {{secret.TOKEN}}"}, body: "{}"}}
checks: [{id: c, title: C, http: "{{service}}/health", method: HEAD, conditions: ["[STATUS] == 200"], every: 20s, timeout: 2s, degraded_over: 1s, down_after: 4, up_after: 1, follow: true, witness: true}]
panels: [{id: q, title: Q, expr: 'up{job="x"}', unit: percent, legend: "{{ instance }}", warn: 1.5, critical: 5, hold: 30s}]
scenarios: [{id: s, title: S, alerts: [A], symptoms: [x], diagnosis: [{id: d1, text: D}], resolution: [{id: r1, text: R}], verification: [v]}]
messages: [{id: m, title: M, when: update, channels: [slack], severities: [SEV2], body: "{{anything}}"}]
actions: [{id: a, title: A, http: {url: "https://a.example/x"}}]
post_mortem: {due: 24h, sections: [{id: timeline, title: T, kind: generated}, {id: why, title: W, kind: written, prompt: p}]}
links: [{title: L, url: "{{prometheus}}/graph"}]
)",
                                           QStringLiteral("shop"));
    QCOMPARE(rulesOf(read), QStringList());
    const Playbook& p = read.playbook;
    QCOMPARE(p.id, QStringLiteral("shop"));
    QCOMPARE(p.severities[0].id, QStringLiteral("SEV1")); // by rank
    QCOMPARE(p.severities[1].examples, QStringList({"a", "b"}));
    QCOMPARE(p.phases[0].window->to, std::optional<Millis>(15min));
    const Item& item = p.phases[0].items[0];
    QCOMPARE(item.due, std::optional<Millis>(10min));
    QCOMPARE(item.watch, QStringLiteral("c"));
    QCOMPARE(p.phases[0].items[1].http->headers.at(QStringLiteral("Authorization")),
             QStringLiteral("Bearer {{secret.TOKEN}}"));
    const Check& check = p.checks[0];
    QCOMPARE(check.http.method, QStringLiteral("HEAD"));
    QCOMPARE(check.every, Millis(20s));
    QCOMPARE(check.degradedOver, std::optional<Millis>(1s));
    QCOMPARE(check.downAfter, 4);
    QVERIFY(check.follow && check.witness);
    QCOMPARE(p.panels[0].warn, std::optional<double>(1.5));
    QCOMPARE(p.postMortem.sections[0].kind, SectionKind::Generated);
    QCOMPARE(commanderRole(p), QStringLiteral("commander"));
}

void TestPlaybookFile::everyKindOfCheck_isRead() {
    const ReadPlaybook read = readPlaybook(R"(name: T
severities: [{id: S, rank: 1}]
variables: {db: db.example}
checks:
  - {id: web, http: "https://a.example/", conditions: ["[STATUS] == 200"], auth: {user: me, password: "{{ secret.PW }}"}, ca: /ca.pem, client: {certificate: /c.pem, key: /k.pem}, proxy: "http://proxy.example:3128"}
  - {id: token, http: "https://a.example/", conditions: ["[STATUS] == 200"], auth: {bearer: "{{secret.T}}"}, proxy: none}
  - {id: port, tcp: "{{db}}:5432"}
  - {id: cert, tls: "[::1]:443", server_name: a.example, conditions: ["[STATUS] == 0"]}
  - {id: name, dns: a.example, record: MX, server: "10.0.0.53:53"}
  - {id: cache, redis: "rediss://c.example:6379", auth: {password: "{{secret.R}}"}}
  - {id: store, postgres: "{{db}}:5432", database: shop, auth: {user: u, password: "{{secret.P}}"}}
)",
                                           QStringLiteral("t"));
    QCOMPARE(rulesOf(read), QStringList());
    const std::vector<Check>& checks = read.playbook.checks;
    QCOMPARE(checks.size(), size_t(7));
    QCOMPARE(checks[0].auth, (CheckAuth{QStringLiteral("me"), QStringLiteral("{{ secret.PW }}"), {}}));
    QCOMPARE(checks[0].ca, QStringLiteral("/ca.pem"));
    QCOMPARE(checks[0].client, (ClientCertificate{QStringLiteral("/c.pem"), QStringLiteral("/k.pem")}));
    QCOMPARE(checks[0].proxy, QStringLiteral("http://proxy.example:3128"));
    QCOMPARE(checks[1].auth.bearer, QStringLiteral("{{secret.T}}"));
    QCOMPARE(checks[2].kind, CheckKind::Tcp);
    QCOMPARE(checks[2].target, QStringLiteral("{{db}}:5432"));
    QVERIFY(checks[2].conditions.empty());
    QCOMPARE(checks[3].kind, CheckKind::Tls);
    QCOMPARE(checks[3].serverName, QStringLiteral("a.example"));
    QCOMPARE(checks[4].kind, CheckKind::Dns);
    QCOMPARE(checks[4].record, QStringLiteral("MX"));
    QCOMPARE(checks[4].nameServer, QStringLiteral("10.0.0.53:53"));
    QCOMPARE(checks[5].kind, CheckKind::Redis);
    QCOMPARE(checks[6].kind, CheckKind::Postgres);
    QCOMPARE(checks[6].database, QStringLiteral("shop"));
}

void TestPlaybookFile::servers_areRead() {
    const QByteArray start = "name: T\nseverities: [{id: S, rank: 1}]\nvariables: {base: 'https://m.example'}\n";
    const auto readWith = [&start](const QByteArray& rest) { return readPlaybook(start + rest, QStringLiteral("t")); };
    const ReadPlaybook plain = readWith("prometheus: http://localhost:9090/prom\nalertmanager: '{{base}}/am'\n");
    QCOMPARE(rulesOf(plain), QStringList());
    QCOMPARE(plain.playbook.prometheus.at(0).url, QStringLiteral("http://localhost:9090/prom"));
    // {{prometheus}} in a check or link means the same.
    QCOMPARE(plain.playbook.variables.at(QStringLiteral("prometheus")), QStringLiteral("http://localhost:9090/prom"));
    QCOMPARE(plain.playbook.variables.at(QStringLiteral("alertmanager")), QStringLiteral("https://m.example/am"));
    const ReadPlaybook one = readWith(
        "prometheus: {url: '{{base}}', headers: {X-Scope-OrgID: a}, auth: {bearer: '{{secret.T}}'}, ca: /ca.pem,\n"
        "  client: {certificate: /c.pem, key: /k.pem}}\n"
        "panels: [{id: q, expr: up}]\nlinks: [{title: L, url: '{{prometheus}}/graph'}]\n");
    QCOMPARE(rulesOf(one), QStringList());
    const Server& server = one.playbook.prometheus.at(0);
    QCOMPARE(server.headers.at(QStringLiteral("X-Scope-OrgID")), QStringLiteral("a"));
    QCOMPARE(server.auth.bearer, QStringLiteral("{{secret.T}}"));
    QCOMPARE(server.client, (ClientCertificate{QStringLiteral("/c.pem"), QStringLiteral("/k.pem")}));
    const ReadPlaybook several =
        readWith("prometheus:\n  - {id: main, url: 'http://a'}\n  - {id: long, url: 'https://b', insecure: true}\n"
                 "panels: [{id: q, expr: up, server: long}, {id: r, expr: up}]\n");
    QCOMPARE(rulesOf(several), QStringList());
    QCOMPARE(several.playbook.prometheus.size(), size_t(2));
    QVERIFY(several.playbook.prometheus[1].insecure);
    QCOMPARE(several.playbook.panels[0].server, QStringLiteral("long"));
    QVERIFY(several.playbook.panels[1].server.isEmpty());
}

void TestPlaybookFile::promises_areRead() {
    const auto severity = [](const QByteArray& keys) {
        const ReadPlaybook read =
            readPlaybook("name: T\nseverities: [{id: S, rank: 1, " + keys + "}]", QStringLiteral("t"));
        return read.findings.empty() ? read.playbook.severities.at(0) : Severity{};
    };
    QCOMPARE(severity("respond_within: at once").respondWithin, RespondWithin(AtOnce{}));
    QCOMPARE(severity("respond_within: next business day").respondWithin, RespondWithin(NextBusinessDay{}));
    QCOMPARE(severity("respond_within: 4h").respondWithin, RespondWithin(Millis(4h)));
    QCOMPARE(severity("name: x").respondWithin, RespondWithin(NotPromised{}));
    QCOMPARE(severity("update_every: 30m").updateEvery, UpdateEvery(UpdateRange{30min, 30min}));
    QCOMPARE(severity("update_every: [15m, 30m]").updateEvery, UpdateEvery(UpdateRange{15min, 30min}));
    QCOMPARE(severity("update_every: as needed").updateEvery, UpdateEvery(AsNeeded{}));
}

void TestPlaybookFile::whatItemsWaitFor_isRead() {
    const ReadPlaybook read = readPlaybook(R"(name: T
severities: [{id: S, rank: 1}]
escalation: [{after: 15m, notify: Secondary, contact: "+1 555 0100"}]
checks: [{id: api, http: "http://a.example", conditions: ["[STATUS] == 200"]}]
panels: [{id: errors, expr: up}]
phases:
  - id: p
    title: P
    items:
      - {id: a, text: A, services: [checkout, login], repeat: 15m, watch: api}
      - {id: b, text: B, needs: [a, c], watch: {check: api, stable_for: 10m}}
      - {id: c, text: C, watch: {panel: errors, criterion: ">= -2.5e1"}}
      - {id: d, text: D, watch: {check: api, criterion: not down, stable_for: 0m}}
  - {id: after, title: After, after: resolved, window: {from: 0m, to: 24h}, items: [{id: e, text: E, needs: [a]}]}
)",
                                           QStringLiteral("t"));
    QCOMPARE(rulesOf(read), QStringList());
    const auto item = [&](const char* id) { return *findItem(read.playbook, QLatin1String(id)); };
    QCOMPARE(item("a").services, QStringList({"checkout", "login"}));
    QCOMPARE(item("a").repeat, std::optional<Millis>(15min));
    QCOMPARE(item("a").watch, QStringLiteral("api"));
    QVERIFY(!item("a").criterion); // only names what to look at
    QCOMPARE(item("b").needs, QStringList({"a", "c"}));
    QCOMPARE(item("b").watch, QStringLiteral("api"));
    QCOMPARE(item("b").criterion, std::optional(Criterion{Criterion::Kind::Up, 0, 10min}));
    QCOMPARE(item("c").criterion, std::optional(Criterion{Criterion::Kind::GreaterOrEqual, -25, 5min}));
    QCOMPARE(item("d").criterion, std::optional(Criterion{Criterion::Kind::NotDown, 0, 0min}));
    QCOMPARE(read.playbook.phases[0].after, CountedFrom::Declared);
    QCOMPARE(read.playbook.phases[1].after, CountedFrom::Resolved);
    QCOMPARE(read.playbook.escalation[0].contact, QStringLiteral("+1 555 0100"));
}

void TestPlaybookFile::finding_data() {
    QTest::addColumn<QByteArray>("rest"); // begins on line 3
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const QByteArray& rest, const QString& expected, const QString& word) {
        QTest::newRow(name) << rest << expected << word;
    };
    row("unknown key", "panel: []", "schema.unknown-key@3:1", "panels");
    row("unknown key of a check", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], evry: 1s}]",
        "schema.unknown-key@3:69", "evry");
    row("list expected", "phases: 7", "schema.type@3:9", "a list");
    row("map expected", "roles: [hello]", "schema.type@3:9", "map");
    row("text expected", "owner: [a]", "schema.type@3:8", "text");
    row("missing title", "roles: [{id: a}]", "schema.missing@3:9", "title");
    row("missing conditions", "checks: [{id: c, http: 'http://a'}]", "schema.missing@3:10", "conditions");
    row("bad id", "roles: [{id: 'a b', title: A}]", "schema.type@3:14", "id of letters");
    row("same id twice", "roles: [{id: a, title: A}, {id: a, title: B}]", "schema.duplicate-id@3:33", "taken");
    row("check and panel share an id",
        "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200']}]\npanels: [{id: c, expr: up}]",
        "schema.duplicate-id@4:15", "check or panel");
    row("flag is not yes", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], follow: yes}]",
        "schema.type@3:77", "true or false");
    row("number in quotes", "panels: [{id: c, expr: up, warn: '1'}]", "schema.type@3:34", "a number");
    row("number is not finite", "panels: [{id: c, expr: up, warn: .inf}]", "schema.type@3:34", "a number");
    row("duration", "phases: [{id: p, title: P, items: [{id: i, text: I, due: 1:30}]}]", "schema.duration@3:58", "15m");
    row("range of duration", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], every: 10ms}]",
        "schema.duration@3:76", "1s");
    row("window", "phases: [{id: p, title: P, window: {from: 5m, to: 5m}}]", "schema.duration@3:36", "ends before");
    row("unknown role", "phases: [{id: p, title: P, items: [{id: i, text: I, role: boss}]}]", "schema.reference@3:59",
        "boss");
    row("unknown severity", "phases: [{id: p, title: P, items: [{id: i, text: I, severities: [SEV1, SEV9]}]}]",
        "schema.reference@3:72", "SEV1, SEV2");
    row("unknown message", "phases: [{id: p, title: P, items: [{id: i, text: I, message: x}]}]",
        "schema.reference@3:62", "message");
    row("unknown check or panel", "phases: [{id: p, title: P, items: [{id: i, text: I, watch: x}]}]",
        "schema.reference@3:60", "check or panel");
    const QByteArray watched = "panels: [{id: q, expr: up}]\nchecks: [{id: c, http: 'http://a', conditions: ['[STATUS] "
                               "== 200']}]\n"; // two lines
    const auto item = [&watched](const QByteArray& keys) -> QByteArray {
        return watched + "phases: [{id: p, title: P, items: [{id: i, text: I, " + keys + "}]}]";
    };
    row("needs nobody", item("needs: [x]"), "schema.reference@5:61", "item \"x\"");
    row("needs is a list", item("needs: x"), "schema.type@5:60", "a list");
    row("needs itself", item("needs: [i]"), "schema.circle@5:61", "circle");
    row("needs in a circle",
        "phases: [{id: p, title: P, items: [{id: a, text: A, needs: [b]}]}, {id: q, title: Q, items:\n"
        "  [{id: b, text: B, needs: [c]}, {id: c, text: C, needs: [b]}]}]",
        "schema.circle@4:", "circle");
    row("repeat", item("repeat: 10s"), "schema.duration@5:61", "1m");
    row("watch of nothing", item("watch: {criterion: up}"), "schema.type@5:60", "either a check or a panel");
    row("watch of both", item("watch: {check: c, panel: q}"), "schema.type@5:60", "both");
    row("watch of an unknown check", item("watch: {check: q}"), "schema.reference@5:68", "check \"q\"");
    row("watch of an unknown panel", item("watch: {panel: c, criterion: < 1}"), "schema.reference@5:68", "panel \"c\"");
    row("watch with an unknown key", item("watch: {check: c, stable: 5m}"), "schema.unknown-key@5:71", "stable_for");
    row("criterion of a check", item("watch: {check: c, criterion: < 1}"), "schema.criterion@5:82", "not down");
    row("criterion of a panel", item("watch: {panel: q, criterion: low}"), "schema.criterion@5:82", "< 1");
    row("criterion is no number", item("watch: {panel: q, criterion: '< 1.2.3'}"), "schema.criterion@5:82", "< 1");
    row("criterion missing", item("watch: {panel: q}"), "schema.missing@5:60", "criterion");
    row("stability", item("watch: {check: c, stable_for: 2d}"), "schema.duration@5:83", "1d");
    row("counted from", "phases: [{id: p, title: P, after: closed}]", "schema.type@3:35", "resolved");
    row("unknown variable", "panels: [{id: c, expr: 'up{job=\"{{jbo}}\"}'}]", "schema.reference@3:24", "jbo");
    row("secret in a URL", "links: [{title: l, url: 'http://a/{{secret.X}}'}]", "schema.secret@3:25",
        "headers and bodies");
    row("scheme", "links: [{title: l, url: 'file:///etc/passwd'}]", "schema.url@3:25", "http://");
    row("blank in a check", "checks: [{id: c, http: 'http://a/<b>', conditions: ['[STATUS] == 200']}]",
        "schema.url@3:24", "http://");
    row("blank in a link", "links: [{title: l, url: 'http://a/<b>'}]", "schema.url@3:25", "http://");
    row("user in URL", "links: [{title: l, url: 'http://u:p@a/'}]", "schema.url@3:25", "user name");
    row("condition", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] === 200']}]", "schema.condition",
        "[STATUS] === 200");
    row("check without target", "checks: [{id: c}]", "schema.missing@3:10", "one of http, tcp");
    row("two targets", "checks: [{id: c, tcp: 'a:1', tls: 'a:1'}]", "schema.kind@3:35", "2 targets (tcp, tls)");
    row("target without port", "checks: [{id: c, tcp: db.example}]", "schema.address@3:23", "host:port");
    row("port beyond", "checks: [{id: c, tcp: 'a:65536'}]", "schema.address@3:23", "host:port");
    row("command with a blank", "checks: [{id: c, command: 'kubectl logs <pod>'}]", "schema.command@3:27",
        "the blank <pod>");
    row("command that waits", "checks: [{id: c, command: 'redis-cli'}]", "schema.command@3:27", "opens a session");
    row("command that changes", "checks: [{id: c, command: 'kubectl delete pod a'}]", "schema.command@3:27",
        "destructive: ");
    row("secret in a command", "checks: [{id: c, command: 'echo {{secret.A}}'}]", "schema.secret@3:27", "headers");
    row("status of a command", "checks: [{id: c, command: 'uptime', conditions: ['[STATUS] == 0']}]",
        "schema.condition@3:51", "[EXIT], [BODY]");
    row("exit of a page", "checks: [{id: c, http: 'http://a', conditions: ['[EXIT] == 0']}]", "schema.condition@3:50",
        "of commands");
    row("command as witness", "checks: [{id: c, command: 'uptime', witness: true}]", "schema.kind@3:46",
        "kind command");
    row("name that is none", "checks: [{id: c, dns: 'a b'}]", "schema.address@3:23", "shop.example");
    row("option of another kind", "checks: [{id: c, tcp: 'a:1', follow: true}]", "schema.kind@3:38", "kind tcp");
    row("literal password", "checks: [{id: c, redis: 'a:1', auth: {password: hunter2}}]", "schema.secret@3:49",
        "{{secret.NAME}}");
    row("part of a password", "checks: [{id: c, redis: 'a:1', auth: {password: 'x{{secret.A}}'}}]",
        "schema.secret@3:49", "literally");
    row("literal token", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], auth: {bearer: abc}}]",
        "schema.secret@3:84", "bearer");
    row("literal header",
        "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], headers: {Authorization: 'Basic YTpi'}}]",
        "schema.secret@3:94", "Authorization");
    const auto http = [](const QByteArray& more) -> QByteArray {
        return "checks: [{id: c, conditions: ['[STATUS] == 200'], http: " + more + "}]";
    };
    row("literal header of another name", http("'http://a', headers: {X-Vault-Token: hvs.abc}"), "schema.secret@3:94",
        "X-Vault-Token");
    row("variable in a header", "variables: {v: x}\n" + http("'http://a', headers: {Authorization: 'Bearer {{v}}'}"),
        "schema.secret@4:94", "literally");
    row("literal token in a URL", http("'http://a/?token=abcdef'"), "schema.secret@3:57", "token literally");
    row("literal password in a form", http("'http://a', method: POST, body: 'user=a&password=hunter2'"),
        "schema.secret@3:89", "password literally");
    row("literal key in JSON", http("'http://a', method: POST, body: '{\"api_key\": \"abcdef\"}'"),
        "schema.secret@3:89", "api_key literally");
    row("token for a database", "checks: [{id: c, postgres: 'a:1', auth: {bearer: '{{secret.A}}'}}]",
        "schema.kind@3:41", "for http");
    row("relative file", "checks: [{id: c, tls: 'a:1', ca: ca.pem}]", "schema.file@3:34", "absolute path");
    row("server without url", "prometheus: {ca: /c.pem}", "schema.missing@3:13", "url");
    row("server with an unknown key", "prometheus: {url: 'http://a', token: x}", "schema.unknown-key@3:31", "token");
    row("server that is no URL", "prometheus: localhost", "schema.url@3:13", "http://");
    row("servers without id", "prometheus: [{url: 'http://a'}]", "schema.missing@3:14", "id");
    row("no servers", "prometheus: []", "schema.type@3:13", "a list of such maps");
    row("servers of one name", "prometheus: [{id: a, url: 'http://a'}, {id: a, url: 'http://b'}]",
        "schema.duplicate-id@3:45", "taken");
    row("server with a literal token", "prometheus: {url: 'http://a', auth: {bearer: abc}}", "schema.secret@3:46",
        "{{secret.NAME}}");
    row("server with a literal header", "prometheus: {url: 'http://a', headers: {Authorization: abc}}",
        "schema.secret@3:56", "Authorization");
    row("server with both trusts", "prometheus: {url: 'http://a', ca: /a, insecure: true}", "schema.kind@3:49",
        "one of them");
    row("server with a relative file", "alertmanager: {url: 'http://a', ca: a.pem}", "schema.file@3:37", "absolute");
    row("several of alertmanager", "alertmanager: [{id: a, url: 'http://a'}]", "schema.type@3:15", "a map");
    row("panel of an unknown server", "prometheus: {id: a, url: 'http://a'}\npanels: [{id: q, expr: up, server: b}]",
        "schema.reference@4:36", "server \"b\"");
    row("record", "checks: [{id: c, dns: a, record: B}]", "schema.type@3:34", "AAAA");
    row("server of a name", "checks: [{id: c, dns: a, server: x}]", "schema.address@3:34", "address:port");
    row("proxy", "checks: [{id: c, http: 'http://a', conditions: ['[STATUS] == 200'], proxy: 'socks5://a'}]",
        "schema.url@3:76", "http://");
    row("generated section", "post_mortem: {sections: [{id: why, title: W, kind: generated}]}", "schema.reference@3:52",
        "timeline");
    row("occasion", "messages: [{id: m, title: M, when: sometime, body: b}]", "schema.type@3:36", "declared");
    row("zone", "timezone: Atlantis", "schema.type@3:11", "UTC");
    row("duplicate key", "owner: a\nowner: b", "yaml.duplicate-key@4:1", "twice");
}

void TestPlaybookFile::finding() {
    QFETCH(QByteArray, rest);
    QFETCH(QString, expected);
    QFETCH(QString, word);
    const ReadPlaybook read = readPlaybook(head + rest, QStringLiteral("t"));
    QCOMPARE(read.findings.size(), size_t(1));
    QVERIFY2(rulesOf(read).first().startsWith(expected),
             qPrintable(rulesOf(read).first() + QStringLiteral(" ") + read.findings[0].message));
    const QString said = read.findings[0].message + read.findings[0].fix;
    QVERIFY2(said.contains(word), qPrintable(said));
}

void TestPlaybookFile::allFindings_comeInOrder() {
    const ReadPlaybook read = readPlaybook(R"(severities:
  - {id: A, rank: 1}
  - {id: B, rank: 3}
phases:
  - {id: p, title: P, items: [{id: x, text: X, role: nobody}, {id: x, text: ""}]}
panels: [{id: q}]
)",
                                           QStringLiteral("t"));
    QStringList rules;
    int line = 0;
    for (const Finding& finding : read.findings) {
        rules.append(finding.rule);
        QVERIFY(finding.line >= line);
        line = finding.line;
    }
    QCOMPARE(rules, QStringList({"schema.missing", "schema.rank", "schema.reference", "schema.duplicate-id",
                                 "schema.type", "schema.missing"}));
}

void TestPlaybookFile::oneResult_namesFileLineAndColumn() {
    const auto read = playbookFromYaml("name: T\nseverity: []\n", QStringLiteral("/some/where/t.yaml"));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, domain::ErrorKind::Input);
    QVERIFY2(read.error().text.startsWith(QStringLiteral("/some/where/t.yaml:1:1: ")), qPrintable(read.error().text));
    QVERIFY(read.error().text.contains(QStringLiteral("1 more")));
}

void TestPlaybookFile::hostileManyErrors_stayBounded() {
    QByteArray yaml = "name: T\n";
    for (int i = 0; i < 20'000; ++i)
        yaml += "k" + QByteArray::number(i) + ": 1\n";
    const ReadPlaybook read = readPlaybook(yaml, QStringLiteral("t"));
    QVERIFY(read.findings.size() <= 500);
    QVERIFY(read.findings.size() > 100);
}

void TestPlaybookFile::severity_isMatchedAsPeopleWriteIt() {
    const Playbook p =
        readPlaybook("name: T\nseverities: [{id: SEV-1, rank: 1}, {id: P0, rank: 2}]", QStringLiteral("t")).playbook;
    for (const char* written : {"SEV-1", "sev 1", "Sev1", " sev-1 ", "1"})
        QCOMPARE(matchSeverity(p, QString::fromLatin1(written)), &p.severities[0]);
    QCOMPARE(matchSeverity(p, QStringLiteral("p0")), &p.severities[1]);
    QCOMPARE(matchSeverity(p, QStringLiteral("2")), &p.severities[1]);
    QVERIFY(!matchSeverity(p, QStringLiteral("3")));
    QVERIFY(!matchSeverity(p, QString()));
}

void TestPlaybookFile::variables_areReplaced() {
    const std::map<QString, QString> variables{{QStringLiteral("a"), QStringLiteral("1")},
                                               {QStringLiteral("empty"), QString()}};
    QCOMPARE(expandVariables(QStringLiteral("x{{a}}y{{ a }}{{secret.K}}"), variables).value(),
             QStringLiteral("x1y1{{secret.K}}"));
    QVERIFY(expandVariables(QStringLiteral("{{b}}"), variables).error().text.contains(QStringLiteral("\"b\"")));
    QVERIFY(!expandVariables(QStringLiteral("{{empty}}"), variables));
}

void TestPlaybookFile::unknownPlaybook_isAnError() {
    QCOMPARE(findPlaybook(QStringLiteral("nope"), {}).error().kind, domain::ErrorKind::NotFound);
    QVERIFY(findPlaybook(QStringLiteral("nope"), {}).error().text.contains(QStringLiteral("default")));
    QVERIFY(!findPlaybook(QStringLiteral("./nope.yaml"), {}));
}

void TestPlaybookFile::truncatedPlaybook_neverThrows() {
    const QByteArray whole = findPlaybook(QStringLiteral("default"), {}).value().yaml;
    for (qsizetype cut = 0; cut < whole.size(); cut += 97) {
        readPlaybook(whole.left(cut), QStringLiteral("t"));
        QByteArray bent = whole;
        bent[cut] = "[]{}:&*!|>'\"%@`-?"[cut % 17];
        readPlaybook(bent, QStringLiteral("t"));
    }
}

QTEST_GUILESS_MAIN(TestPlaybookFile)
#include "tst_playbook_file.moc"
