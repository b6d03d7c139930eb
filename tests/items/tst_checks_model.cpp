// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/checks_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;
using namespace domain;

namespace {

const Instant start = *parseMoment(QStringLiteral("2026-11-20T14:31:00Z"), {});

std::vector<playbook::Check> checks() {
    playbook::Check api, checkout;
    api.id = QStringLiteral("api");
    api.title = QStringLiteral("API health");
    checkout.id = QStringLiteral("checkout");
    return {api, checkout};
}

CheckResult result(const char* check, CheckState state, qint64 latencyUs, const char* detail = "") {
    return {QString::fromUtf8(check), start, state, latencyUs, 0, QString::fromUtf8(detail)};
}

} // namespace

class TestChecksModel : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }
    void tile_startsWaiting();
    void result_showsLatencyAndP95();
    void flip_showsSince();
    void strip_keepsTheNewest();
    void unknownCheck_isIgnored();
    void recordedFlips_givePastStates();
    void latency_isShort_data();
    void latency_isShort();

private:
    QVariant of(int row, int role) const { return m_model->index(row).data(role); }
    std::unique_ptr<ChecksModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestChecksModel::init() {
    m_model = std::make_unique<ChecksModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setChecks(checks());
}

void TestChecksModel::tile_startsWaiting() {
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(of(0, Qt::DisplayRole).toString(), QStringLiteral("API health"));
    QCOMPARE(of(1, Qt::DisplayRole).toString(), QStringLiteral("checkout"));
    QCOMPARE(of(0, ChecksModel::StateRole).toInt(), int(CheckState::Unknown));
    QCOMPARE(of(0, ChecksModel::DetailRole).toString(), QStringLiteral("no result yet"));
}

void TestChecksModel::result_showsLatencyAndP95() {
    for (int i = 1; i <= 20; ++i)
        m_model->addResult(result("api", CheckState::Up, i * 10'000));
    m_model->setState(QStringLiteral("api"), CheckState::Up, start);
    QCOMPARE(of(0, ChecksModel::DetailRole).toString(), QStringLiteral("200 ms"));
    QCOMPARE(of(0, ChecksModel::P95Role).toLongLong(), 190'000);
    QCOMPARE(of(0, ChecksModel::MeasureRole).toString(), QStringLiteral("p95 190 ms"));
    QCOMPARE(m_model->countOf(CheckState::Up), 1);
}

void TestChecksModel::flip_showsSince() {
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->addResult(result("checkout", CheckState::Down, 12'000, "HTTP 503"));
    m_model->setState(QStringLiteral("checkout"), CheckState::Down, start);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(of(1, ChecksModel::DetailRole).toString(), QStringLiteral("HTTP 503"));
    QCOMPARE(of(1, ChecksModel::MeasureRole).toString(), QStringLiteral("since 14:31"));
    QCOMPARE(of(1, Qt::AccessibleTextRole).toString(), QStringLiteral("checkout, down, HTTP 503, since 14:31"));
}

void TestChecksModel::strip_keepsTheNewest() {
    for (int i = 0; i < ChecksModel::kept + 5; ++i)
        m_model->addResult(result("api", CheckState::Up, 1000 * (i + 1)));
    m_model->addResult(result("api", CheckState::Down, 0, "refused"));
    const Strip strip = of(0, ChecksModel::StripRole).value<Strip>();
    QCOMPARE(strip.size(), size_t(ChecksModel::kept));
    QCOMPARE(strip.back(), (StripBar{CheckState::Down, 1.0}));
    QCOMPARE(strip.at(strip.size() - 2), (StripBar{CheckState::Up, 1.0}));
    QVERIFY(strip.front().height < 0.2);
}

void TestChecksModel::unknownCheck_isIgnored() {
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->addResult(result("nobody", CheckState::Up, 1));
    m_model->setState(QStringLiteral("nobody"), CheckState::Up, start);
    QCOMPARE(changed.count(), 0);
}

void TestChecksModel::recordedFlips_givePastStates() {
    m_model->setFlips({{QStringLiteral("checkout"), {}, CheckState::Down, start, {}, QStringLiteral("HTTP 503")},
                       {QStringLiteral("checkout"), {}, CheckState::Up, start + std::chrono::minutes(9), {}, {}}});
    QCOMPARE(of(1, ChecksModel::StateRole).toInt(), int(CheckState::Up));
    QCOMPARE(of(1, ChecksModel::SinceRole).toLongLong(), toMs(start + std::chrono::minutes(9)));
}

void TestChecksModel::latency_isShort_data() {
    QTest::addColumn<qint64>("us");
    QTest::addColumn<QString>("expected");
    QTest::newRow("short") << qint64(420) << QStringLiteral("0.4 ms");
    QTest::newRow("usual") << qint64(182'400) << QStringLiteral("182 ms");
    QTest::newRow("seconds") << qint64(2'410'000) << QStringLiteral("2.41 s");
}

void TestChecksModel::latency_isShort() {
    QFETCH(qint64, us);
    QTEST(latencyText(us), "expected");
}

QTEST_GUILESS_MAIN(TestChecksModel)
#include "tst_checks_model.moc"
