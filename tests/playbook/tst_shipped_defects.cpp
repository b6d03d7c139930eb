// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"
#include <QRegularExpression>
#include <QTest>

using namespace playbook;

/// The runbooks that the shipped playbooks follow have defects that hurt at night; the playbooks have none of them.
class TestShippedDefects final : public QObject {
    Q_OBJECT

private slots:
    void commands_runAsTheyStand();
    void requests_fitTheServersOfToday();
    void messages_takeTheSeverityFromTheIncident();
    void nightLadder_hasNoHole();
};

namespace {

Playbook shipped(const QString& id) {
    return readPlaybook(findPlaybook(id, {})->yaml, id).playbook;
}

std::vector<Item> everyItem(const Playbook& p) {
    std::vector<Item> items;
    for (const Phase& phase : p.phases)
        items.insert(items.end(), phase.items.begin(), phase.items.end());
    for (const Scenario& scenario : p.scenarios) {
        items.insert(items.end(), scenario.diagnosis.begin(), scenario.diagnosis.end());
        items.insert(items.end(), scenario.resolution.begin(), scenario.resolution.end());
    }
    return items;
}

std::vector<HttpRequest> everyRequest(const Playbook& p) {
    std::vector<HttpRequest> requests;
    for (const Item& item : everyItem(p)) {
        if (item.http)
            requests.push_back(*item.http);
    }
    for (const Action& action : p.actions)
        requests.push_back(action.http);
    return requests;
}

} // namespace

void TestShippedDefects::commands_runAsTheyStand() {
    static const QRegularExpression oldColumns(QStringLiteral("\\b(mean_time|total_time)\\b"));
    static const QRegularExpression waits(
        QStringLiteral("(exec -it? |logs -f|tail -f|--follow|kubectl edit|/bin/bash$)"));
    static const QRegularExpression globs(QStringLiteral("redis-cli.* (del|DEL) "));
    static const QRegularExpression dates(QStringLiteral("\\b20\\d\\d-\\d\\d-\\d\\d"));
    for (const QString& id : shippedPlaybooks()) {
        for (const Item& item : everyItem(shipped(id))) {
            const QString where = id + u' ' + item.id;
            QVERIFY2(!item.run.contains(u"/api/v1/query"), qPrintable(where)); // a shell would change the query
            QVERIFY2(!item.run.contains(QRegularExpression(QStringLiteral("get secret.* -o"))), qPrintable(where));
            QVERIFY2(!oldColumns.match(item.run).hasMatch(), qPrintable(where));
            QVERIFY2(!waits.match(item.run).hasMatch(), qPrintable(where));
            QVERIFY2(!globs.match(item.run).hasMatch(), qPrintable(where));
            QVERIFY2(!dates.match(item.run).hasMatch(), qPrintable(where));
            QVERIFY2(!item.run.contains(u"psql") || item.run.contains(u"psql -X"), qPrintable(where));
            QVERIFY2(!item.run.contains(u"ApplyMethod=immediate"),
                     qPrintable(where)); // max_connections of RDS is static
        }
    }
}

void TestShippedDefects::requests_fitTheServersOfToday() {
    for (const QString& id : shippedPlaybooks()) {
        for (const HttpRequest& request : everyRequest(shipped(id))) {
            QVERIFY2(!request.url.contains(u"{{alertmanager}}/api/v1"), qPrintable(request.url)); // gone since 0.27
            QVERIFY2(request.url.startsWith(u"{{"), qPrintable(request.url));
            for (const auto& [name, value] : request.headers)
                QVERIFY2(name != u"Authorization" || value.contains(u"{{secret."), qPrintable(value));
            if (request.url.endsWith(u"/api/v2/silences")) {
                for (const char* key : {"isRegex", "startsAt", "endsAt", "createdBy", "comment"})
                    QVERIFY2(request.body.contains(QLatin1String(key)), key);
            }
        }
    }
}

void TestShippedDefects::messages_takeTheSeverityFromTheIncident() {
    for (const QString& id : shippedPlaybooks()) {
        const Playbook p = shipped(id);
        for (const Message& message : p.messages) {
            for (const Severity& severity : p.severities)
                QVERIFY2(!message.body.contains(severity.id), qPrintable(id + u' ' + message.id));
        }
    }
}

/// The secondary of the reconciliation platform works business hours only: somebody else answers at night.
void TestShippedDefects::nightLadder_hasNoHole() {
    const Playbook p = shipped(QStringLiteral("reconciliation-platform"));
    QVERIFY(std::any_of(p.escalation.begin(), p.escalation.end(), [](const Rung& rung) {
        return rung.notify == u"Team lead" && rung.after == std::chrono::minutes(15) && rung.severities.isEmpty();
    }));
}

QTEST_GUILESS_MAIN(TestShippedDefects)
#include "tst_shipped_defects.moc"
