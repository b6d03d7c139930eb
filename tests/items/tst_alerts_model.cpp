// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/alerts_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;
using namespace metrics;
using namespace std::chrono_literals;

namespace {

const domain::Instant now = *domain::parseMoment(QStringLiteral("2026-11-20T15:00:00Z"), {});

Alert alert(const char* name, const char* instance, AlertState state = AlertState::Firing, domain::Millis age = 29min) {
    Alert made;
    made.name = QString::fromUtf8(name);
    made.labels = {{QStringLiteral("alertname"), made.name},
                   {QStringLiteral("instance"), QString::fromUtf8(instance)},
                   {QStringLiteral("job"), QStringLiteral("api")}};
    made.annotations = {{QStringLiteral("summary"), QStringLiteral("too many errors")}};
    made.fingerprint = fingerprintOf(made.labels);
    made.state = state;
    made.since = now - age;
    return made;
}

Silence silence(const char* matcher, domain::Millis left) {
    Silence made;
    made.id = QString::fromUtf8(matcher);
    made.matchers = {*parseMatcher(QString::fromUtf8(matcher))};
    made.startsAt = now - 1h;
    made.endsAt = now + left;
    made.comment = QStringLiteral("INC-0001: being worked on");
    return made;
}

AlertsView viewOf(std::vector<Alert> alerts, std::vector<Silence> silences = {}) {
    AlertsView view;
    view.alerts = std::move(alerts);
    view.silences = std::move(silences);
    view.alertmanager.emplace();
    view.known = true;
    return view;
}

} // namespace

class TestAlertsModel : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<AlertsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QStringList rows() const {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row)
            all << m_model->index(row).data().toString();
        return all;
    }
    QString told(int row, int role) const { return m_model->index(row).data(role).toString(); }

private slots:
    void init() {
        m_model = std::make_unique<AlertsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->setNow(now);
    }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }
    void alertsOfOneName_areAGroup() {
        m_model->setView(viewOf({alert("HighErrorRate", "1"), alert("HighErrorRate", "2"), alert("DiskFull", "1")}));
        QCOMPARE(rows(), QStringList({"HighErrorRate", "HighErrorRate", "HighErrorRate", "DiskFull"}));
        QCOMPARE(m_model->index(0).data(AlertsModel::RowRole).toInt(), int(AlertsModel::Row::Group));
        QCOMPARE(m_model->index(0).data(AlertsModel::CountRole).toInt(), 2);
        QCOMPARE(told(1, AlertsModel::DetailRole), QStringLiteral("too many errors · instance=1, job=api"));
        QCOMPARE(told(1, AlertsModel::TimeRole), QStringLiteral("since 14:31"));
        QVERIFY(!m_model->alertAt(m_model->index(0)));
        QCOMPARE(m_model->alertAt(m_model->index(2))->labels.at("instance"), QStringLiteral("2"));
    }
    void groups_followAnotherLabel() {
        m_model->setView(viewOf({alert("A", "1"), alert("B", "2"), alert("C", "1")}));
        m_model->setGroupLabel(QStringLiteral("instance"));
        QCOMPARE(rows(), QStringList({"1", "A", "C", "B"}));
        QCOMPARE(m_model->labels(), QStringList({"alertname", "instance", "job"}));
    }
    void filter_takesEveryWordOfLabelsAndState() {
        m_model->setView(viewOf({alert("A", "db-1"), alert("B", "db-2", AlertState::Silenced)}));
        m_model->setFilter(QStringLiteral("DB- silenced"));
        QCOMPARE(rows(), QStringList({"B"}));
        m_model->setFilter(QStringLiteral("nothing of it"));
        QCOMPARE(rows(), QStringList());
        m_model->setFilter({});
        QCOMPARE(rows(), QStringList({"A", "B"}));
    }
    void alert_saysWhichOfSeveralServersHasIt() {
        Alert eu = alert("A", "1");
        eu.servers = {QStringLiteral("main"), QStringLiteral("eu")};
        m_model->setView(viewOf({eu, alert("B", "2")}));
        QCOMPARE(told(0, AlertsModel::DetailRole),
                 QStringLiteral("from main, eu · too many errors · instance=1, job=api"));
        m_model->setFilter(QStringLiteral("eu"));
        QCOMPARE(rows(), QStringList({"A"}));
    }
    void olderAlert_isDated() {
        m_model->setView(viewOf({alert("A", "1", AlertState::Firing, 30h)}));
        QCOMPARE(told(0, AlertsModel::TimeRole), QStringLiteral("since 2026-11-19 09:00"));
    }
    void silence_countsDownAndWarns() {
        m_model->setContext({}, {QStringLiteral("alertname=A")});
        m_model->setView(viewOf({alert("A", "1", AlertState::Silenced)}, {silence("alertname=A", 12min + 30s)}));
        QCOMPARE(rows().first(), QStringLiteral(R"(alertname="A")"));
        QCOMPARE(told(0, AlertsModel::TimeRole), QStringLiteral("00:12:30 left"));
        QVERIFY(told(0, AlertsModel::DetailRole).startsWith(QStringLiteral("mutes 1 alert · until 15:12")));
        QVERIFY(!m_model->index(0).data(AlertsModel::WarnRole).toBool());
        m_model->setNow(now + 8min);
        QCOMPARE(told(0, AlertsModel::TimeRole), QStringLiteral("00:04:30 left"));
        QVERIFY2(m_model->index(0).data(AlertsModel::WarnRole).toBool(), "it ends soon");
        QVERIFY(told(0, AlertsModel::DetailRole).startsWith(QStringLiteral("ends soon · mutes 1 alert"))); // in words
    }
    void silenceThatMutesNothing_warns() {
        m_model->setContext({}, {QStringLiteral("alertname=Z")});
        m_model->setView(viewOf({alert("A", "1")}, {silence("alertname=Z", 1h), silence("alertname=Y", 1h)}));
        QCOMPARE(rows(), QStringList({R"(alertname="Z")", "A"})); // Y is somebody else's and mutes nothing here
        QVERIFY(m_model->index(0).data(AlertsModel::WarnRole).toBool());
        QVERIFY(told(0, AlertsModel::DetailRole).contains(QStringLiteral("matches nothing now")));
    }
    void scenarioThatNamesTheAlert_isOffered() {
        playbook::Scenario scenario;
        scenario.id = QStringLiteral("errors");
        scenario.title = QStringLiteral("Too many errors");
        scenario.alerts = {QStringLiteral("HighErrorRate")};
        m_model->setContext({scenario}, {});
        m_model->setView(viewOf({alert("HighErrorRate", "1"), alert("Other", "1")}));
        QCOMPARE(told(0, AlertsModel::ScenarioRole), QStringLiteral("errors"));
        QCOMPARE(told(1, AlertsModel::ScenarioRole), QString());
        QVERIFY(told(0, AlertsModel::DetailRole).startsWith(QStringLiteral("runbook “Too many errors” · ")));
    }
    void sameView_isSilent() {
        m_model->setView(viewOf({alert("A", "1"), alert("A", "2")}));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->setView(viewOf({alert("A", "1"), alert("A", "2")}));
        QCOMPARE(changed.size() + inserted.size(), 0);
        m_model->setView(viewOf({alert("A", "1"), alert("A", "2", AlertState::Lost)}));
        QCOMPARE(changed.size(), 1);
        QVERIFY(told(2, Qt::AccessibleTextRole).contains(QStringLiteral("source lost")));
    }
    void storm_isTaken() {
        std::vector<Alert> many;
        for (int i = 0; i < 5'000; ++i)
            many.push_back(alert(i % 2 ? "A" : "B", qPrintable(QString::number(i))));
        m_model->setView(viewOf(many));
        QCOMPARE(m_model->rowCount(), 5'002);
        m_model->setFilter(QStringLiteral("instance=4711"));
        QCOMPARE(m_model->rowCount(), 1);
    }
};

QTEST_GUILESS_MAIN(TestAlertsModel)
#include "tst_alerts_model.moc"
