// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "metrics/real_alertmanager.h"
#include "metrics/real_nginx.h"
#include "metrics/real_prometheus.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using tests::alertNamed;
using tests::Program;
using tests::RealAlertmanager;
using tests::Run;

/// `bridgewatch alerts` and `silence` as a script meets them, with real servers.
class TestAlertCommands : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    RealAlertmanager m_server;

    Program program() const { return Program(m_folder.filePath("desk")); }
    Run silence(QStringList arguments) {
        arguments.insert(0, "silence");
        return program().run(arguments << "--url" << m_server.url());
    }

    QString playbookWith(const QByteArray& servers) {
        const QString name = m_folder.filePath("ours.yaml");
        QFile file(name);
        [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
        file.write("name: Ours\nseverities: [{id: SEV1, rank: 1}]\n" + servers + "\n");
        return name;
    }

private slots:
    void initTestCase() {
        if (!RealAlertmanager::isInstalled())
            QSKIP("Alertmanager is not installed");
        QVERIFY(m_server.start());
        QVERIFY(m_server.post({alertNamed("HighErrorRate", "api-1"), alertNamed("DiskFull", "db-1")}));
    }
    void alerts_areListedWithAllThatIsKnown() {
        const Run run = program().json({"alerts", "--url", m_server.url()});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.array().size(), 2);
        QStringList names;
        for (const QJsonValue row : run.array()) {
            QCOMPARE(row.toObject().keys(),
                     QStringList({"annotations", "fingerprint", "labels", "name", "since", "state"}));
            QCOMPARE(row["state"].toString(), QString("firing"));
            QCOMPARE(row["fingerprint"].toString().size(), 16);
            names << row["name"].toString();
        }
        names.sort();
        QCOMPARE(names, QStringList({"DiskFull", "HighErrorRate"}));
        QVERIFY(program().run({"alerts", "--url", m_server.url()}).out.contains("HighErrorRate"));
    }
    void silence_isMadeListedAndEnded() {
        const Run made =
            program().json({"silence", "create", "--matcher", "alertname=HighErrorRate", "--matcher",
                            "instance=~api-.*", "--duration", "1h", "--comment", "deploy", "--url", m_server.url()});
        QVERIFY2(made.status == 0, made.err.constData());
        QCOMPARE(made.object()["mutes"].toInt(), 1);
        const QString id = made.object()["id"].toString();
        QVERIFY(!id.isEmpty());
        const Run listed = program().json({"silence", "list", "--url", m_server.url()});
        QCOMPARE(listed.array().size(), 1);
        const QJsonObject row = listed.array()[0].toObject();
        QCOMPARE(row["id"].toString(), id);
        QCOMPARE(row["state"].toString(), QString("active"));
        QCOMPARE(row["comment"].toString(), QString("deploy"));
        QCOMPARE(row["matchers"].toArray(), QJsonArray({"alertname=\"HighErrorRate\"", "instance=~\"api-.*\""}));
        const auto muted = program().json({"alerts", "--url", m_server.url()}).array();
        QVERIFY(std::any_of(muted.begin(), muted.end(),
                            [&id](const QJsonValue& alert) { return alert["silencedBy"][0].toString() == id; }));
        const Run ended = silence({"expire", id});
        QVERIFY2(ended.status == 0, ended.err.constData());
        QCOMPARE(program().json({"silence", "list", "--url", m_server.url()}).array()[0].toObject()["state"].toString(),
                 QString("expired"));
    }
    void wrongSilences_areRefusedWithASentence() {
        Run run = silence({"create", "--matcher", "alertname=~.+", "--duration", "1h"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("nearly every alert"), run.err.constData());
        run = silence({"create", "--matcher", "nonsense", "--duration", "1h"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("nonsense"), run.err.constData());
        run = silence({"create", "--matcher", "a=b", "--duration", "soon"});
        QCOMPARE(run.status, 2);
        QCOMPARE(silence({"create", "--matcher", "a=b"}).status, 2);
        run = silence({"expire", "00000000-0000-0000-0000-000000000000"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("no such silence"), run.err.constData());
    }
    void serverThatIsAway_isNamed() {
        const Run run = program().run({"alerts", "--url", "http://127.0.0.1:1"});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("127.0.0.1:1"), run.err.constData());
    }
    void prometheus_isAskedAtItsOwnPath() {
        if (!tests::RealPrometheus::isInstalled())
            QSKIP("Prometheus is not installed");
        tests::RealPrometheus prometheus;
        QVERIFY(prometheus.waitUntilReady());
        const Run run = program().json({"alerts", "--url", prometheus.url()});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.array().size(), 0);
    }

    // --- As the playbook says
    void guardedServer_isAskedAsThePlaybookSays_data() {
        QTest::addColumn<QString>("way");
        for (const char* way : {"basic", "bearer", "tenant", "tls", "mutual"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void guardedServer_isAskedAsThePlaybookSays() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        QFETCH(QString, way);
        tests::RealNginx guard(m_server.url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(true);
        const QString file = playbookWith("alertmanager: " + guard.serverYaml(way));
        const Run listed = program().json({"alerts", "--playbook", file});
        QVERIFY2(listed.status == 0, listed.err.constData());
        QCOMPARE(listed.array().size(), 2);
        const Run made = program().json(
            {"silence", "create", "--matcher", "alertname=DiskFull", "--duration", "1h", "--playbook", file});
        QVERIFY2(made.status == 0, made.err.constData());
        QCOMPARE(made.object()["mutes"].toInt(), 1);
        const QString id = made.object()["id"].toString();
        const Run silences = program().run({"silence", "list", "--playbook", file});
        QVERIFY2(silences.out.contains(id.toLatin1()), silences.err.constData());
        const Run ended = program().run({"silence", "expire", id, "--playbook", file});
        QVERIFY2(ended.status == 0, ended.err.constData());
    }
    void wrongPassword_isSaidByEveryCommand() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        tests::RealNginx guard(m_server.url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(false);
        const QString file = playbookWith("alertmanager: " + guard.serverYaml(QStringLiteral("basic")));
        for (const QStringList& words : {QStringList{"alerts"},
                                         {"silence", "create", "--matcher", "alertname=DiskFull", "--duration", "1h"},
                                         {"silence", "list"},
                                         {"silence", "expire", "00000000-0000-0000-0000-000000000000"}}) {
            const Run run = program().run(words + QStringList{"--playbook", file});
            QCOMPARE(run.status, 3);
            QVERIFY(run.out.isEmpty());
            QCOMPARE(run.err.count('\n'), 1);
            QVERIFY2(run.err.contains("does not let us in, HTTP 401") && run.err.contains("password or token"),
                     run.err.constData());
            QVERIFY2(!run.err.contains("wr0ng"), run.err.constData());
        }
    }
    void alertsOfSeveralPrometheus_sayTheirServers() {
        using Prometheus = tests::RealPrometheus;
        if (!Prometheus::isInstalled())
            QSKIP("Prometheus is not installed");
        Prometheus main({}, Prometheus::Program::Prometheus, "[{alert: QueueFull, expr: vector(1)}]");
        Prometheus eu({}, Prometheus::Program::Prometheus, "[{alert: SlowStore, expr: vector(1)}]");
        QVERIFY2(main.waitUntilReady(), qPrintable(main.log()));
        QVERIFY2(eu.waitUntilReady(), qPrintable(eu.log()));
        const QString file = playbookWith("prometheus:\n  - {id: main, url: '" + main.url().toUtf8() +
                                          "'}\n  - {id: eu, url: '" + eu.url().toUtf8() + "'}");
        const auto servers = [](const QJsonArray& rows) {
            QStringList all;
            for (const QJsonValue row : rows)
                all << row["name"].toString() + u' ' + row["servers"][0].toString();
            all.sort();
            return all;
        };
        Run run;
        QTRY_COMPARE_WITH_TIMEOUT(servers((run = program().json({"alerts", "--playbook", file})).array()),
                                  QStringList({"QueueFull main", "SlowStore eu"}), 60'000);
        QVERIFY2(run.status == 0, run.err.constData());
        eu.stop();
        run = program().json({"alerts", "--playbook", file});
        QCOMPARE(run.status, 3);
        QCOMPARE(servers(run.array()), QStringList({"QueueFull main"}));
        QVERIFY2(run.err.contains("Prometheus “eu”"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestAlertCommands)
#include "tst_alert_commands.moc"
