// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/review_fields.h"
#include "items/review_model.h"
#include "items/review_steps.h"
#include "items/sample_draft.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;
using importer::Kind;

class TestReviewModel : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<ReviewModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QModelIndex row(const QString& title) const {
        for (int i = 0; i < m_model->rowCount(); ++i) {
            if (m_model->index(i).data().toString() == title)
                return m_model->index(i);
        }
        return {};
    }
    const importer::Found* found(const QString& id) const {
        for (const importer::Found& one : m_model->draft().found) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }

private slots:
    void init() {
        m_model = std::make_unique<ReviewModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setDraft(tests::sampleDraft());
    }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }

    void things_standUnderHeadingsOfTheirKind() {
        QCOMPARE(m_model->rowCount(), 6 + 7 + 2); // two steps
        QVERIFY(m_model->index(0).data(ReviewModel::HeadingRole).toBool());
        QCOMPARE(m_model->index(0).data(ReviewModel::TotalRole).toInt(), 2);
        QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("SEV1 Critical"));
        QVERIFY(!m_model->foundAt(m_model->index(0)));
        QVERIFY(!m_model->isChanged());
        QCOMPARE(m_model->counts(), (ReviewModel::Counts{6, 6, 1, 0}));
    }
    void lines_areNamed() {
        QCOMPARE(row(QStringLiteral("SEV1 Critical")).data(ReviewModel::LinesRole).toString(),
                 QStringLiteral("lines 5, 28"));
        QCOMPARE(row(QStringLiteral("SEV2 High")).data(ReviewModel::LinesRole).toString(), QStringLiteral("line 6"));
        QCOMPARE(linesText({{12, 24}}), QString::fromUtf8("lines 12–24"));
        QCOMPARE(linesText({}), QString());
    }
    void dropped_staysDroppedInTheDraft() {
        QSignalSpy changed(m_model.get(), &ReviewModel::changed);
        m_model->toggle(row(QStringLiteral("API health")));
        QVERIFY(!found(QStringLiteral("check-1"))->accepted);
        QCOMPARE(m_model->counts().accepted, 5);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_model->isChanged());
        QVERIFY(m_model->setData(row(QStringLiteral("API health")), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(found(QStringLiteral("check-1"))->accepted);
    }
    void heading_switchesItsGroup() {
        const QModelIndex heading = m_model->index(0);
        m_model->toggle(row(QStringLiteral("SEV2 High")));
        QCOMPARE(heading.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
        m_model->toggle(heading);
        QCOMPARE(heading.data(ReviewModel::AcceptedRole).toInt(), 2);
        m_model->toggle(heading);
        QCOMPARE(heading.data(ReviewModel::AcceptedRole).toInt(), 0);
        QVERIFY(found(QStringLiteral("check-1"))->accepted);
    }
    void keptText_cannotBeDropped() {
        const QModelIndex text = row(QStringLiteral("An aside"));
        QVERIFY(!text.data(ReviewModel::ChoosableRole).toBool());
        QVERIFY(!text.data(Qt::CheckStateRole).isValid());
        m_model->toggle(text);
        QVERIFY(!m_model->isChanged());
        QVERIFY(!m_model->setData(text, Qt::Unchecked, Qt::CheckStateRole));
    }
    void line_findsTheMostParticularThing() {
        QCOMPARE(m_model->foundAt(m_model->indexForLine(14))->id, QStringLiteral("panel-1")); // within the scenario
        QCOMPARE(m_model->foundAt(m_model->indexForLine(13))->id, QStringLiteral("scenario-1"));
        QCOMPARE(m_model->foundAt(m_model->indexForLine(28))->id, QStringLiteral("severity-1"));
        QVERIFY(!m_model->indexForLine(1).isValid());
    }
    void edited_isMarkedAndKept() {
        const QModelIndex index = row(QStringLiteral("5xx rate"));
        const auto edited = withFields(*m_model->foundAt(index), {"Errors", "sum(rate(x[1m]))", "reqps", "1", "5"});
        QVERIFY(edited);
        m_model->replace(index, *edited);
        QVERIFY(index.data(ReviewModel::EditedRole).toBool());
        QCOMPARE(index.data(ReviewModel::CodeRole).toString(), QStringLiteral("sum(rate(x[1m]))"));
        const auto& panel = std::get<playbook::Panel>(found(QStringLiteral("panel-1"))->value);
        QCOMPARE(panel.title, QStringLiteral("Errors"));
        QCOMPARE(panel.critical, std::optional<double>(5));
        QCOMPARE(m_model->counts().edited, 1);
    }
    void checkOfAnotherKind_keepsItsTarget() {
        playbook::Check redis;
        redis.title = QStringLiteral("Cache");
        redis.kind = playbook::CheckKind::Redis;
        redis.target = QStringLiteral("cache.example:6379");
        const auto edited = withFields(tests::found("check-9", Kind::Check, "Cache", {{3, 3}}, redis),
                                       {"Session cache", "cache2.example:6379", ""});
        QVERIFY(edited);
        QCOMPARE(std::get<playbook::Check>(edited->value).target, QStringLiteral("cache2.example:6379"));
        QVERIFY(std::get<playbook::Check>(edited->value).http.url.isEmpty());
    }
    void everyRow_hasAName() {
        for (int i = 0; i < m_model->rowCount(); ++i)
            QVERIFY2(!m_model->index(i).data(Qt::AccessibleTextRole).toString().isEmpty(),
                     qPrintable(QString::number(i)));
    }
    void fields_comeBackUnchanged() {
        for (const importer::Found& one : m_model->draft().found) {
            QStringList texts;
            for (const ReviewField& field : fieldsOf(one))
                texts << field.text;
            if (texts.isEmpty())
                continue;
            const auto same = withFields(one, texts);
            QVERIFY2(same, qPrintable(one.id));
            QVERIFY2(same->value == one.value, qPrintable(one.id));
        }
    }
    void steps_standUnderTheirScenario() {
        const QModelIndex scenario = row(QStringLiteral("Database connections"));
        const QModelIndex step = m_model->index(scenario.row() + 1);
        QVERIFY(step.data(ReviewModel::StepRole).toBool());
        QCOMPARE(step.data().toString(), QStringLiteral("Count the connections"));
        QVERIFY(step.data(ReviewModel::CodeRole).toString().startsWith(QStringLiteral("psql")));
        QCOMPARE(m_model->foundAt(step)->id, QStringLiteral("scenario-1"));
        QCOMPARE(m_model->stepAt(step)->id, QStringLiteral("db-count"));
        QVERIFY(!m_model->stepAt(scenario));
        QCOMPARE(m_model->index(0).data(ReviewModel::TotalRole).toInt(), 2); // steps are not counted as things
    }
    void droppedStep_isNotInThePlaybook_andNothingWaitsForIt() {
        const QModelIndex step = m_model->index(row(QStringLiteral("Database connections")).row() + 1);
        m_model->toggle(step);
        QCOMPARE(step.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(m_model->isChanged());
        const auto scenarioOf = [](const importer::Draft& draft) {
            return std::get<playbook::Scenario>(draft.found[2].value);
        };
        QVERIFY(scenarioOf(m_model->reviewed()).diagnosis.empty());
        QCOMPARE(scenarioOf(m_model->reviewed()).resolution.front().needs, QStringList());
        m_model->toggle(step); // and back
        QCOMPARE(scenarioOf(m_model->reviewed()).diagnosis.size(), size_t(1));
        QCOMPARE(scenarioOf(m_model->reviewed()).resolution.front().needs, QStringList{"db-count"});
    }
    void step_isEdited() {
        const QModelIndex step = m_model->index(row(QStringLiteral("Database connections")).row() + 2);
        QVERIFY(!withFields(*m_model->stepAt(step), {" ", "x"}));
        const auto edited = withFields(*m_model->stepAt(step), {"Restart pgbouncer", "systemctl restart pgbouncer"});
        QVERIFY(edited);
        m_model->replaceStep(step, *edited);
        QVERIFY(step.data(ReviewModel::EditedRole).toBool());
        QCOMPARE(m_model->counts().edited, 1);
        const auto& scenario = std::get<playbook::Scenario>(m_model->draft().found[2].value);
        QCOMPARE(scenario.resolution.front().run, QStringLiteral("systemctl restart pgbouncer"));
        QCOMPARE(scenario.diagnosis.front().text, QStringLiteral("Count the connections"));
    }
    void droppedThing_takesItsStepsAlong() {
        const QModelIndex scenario = row(QStringLiteral("Database connections"));
        m_model->toggle(scenario);
        QCOMPARE(m_model->index(scenario.row() + 1).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }
    void wrongField_isNamed_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("named");
        QTest::newRow("condition") << "check-1" << QStringList{"API", "https://a.example", "[STATUS] = 200"}
                                   << "Conditions";
        QTest::newRow("no title") << "check-1" << QStringList{" ", "https://a.example", ""} << "Title";
        QTest::newRow("number") << "panel-1" << QStringList{"E", "up", "", "many", ""} << "Warn";
        QTest::newRow("duration") << "severity-1" << QStringList{"Critical", "", "soon", "as needed"} << "Respond";
        QTest::newRow("range") << "severity-1" << QStringList{"Critical", "", "15m", "30m to 15m"} << "Update";
    }
    void wrongField_isNamed() {
        QFETCH(QString, id);
        QFETCH(QStringList, texts);
        QFETCH(QString, named);
        const auto refused = withFields(*found(id), texts);
        QVERIFY(!refused);
        QVERIFY2(refused.error().text.startsWith(named), qPrintable(refused.error().text));
    }
    void promises_areReadAsPeopleWriteThem() {
        const auto edited =
            withFields(*found(QStringLiteral("severity-1")), {"Worst", "All down", "At once", "15m to 30m"});
        QVERIFY(edited);
        const auto& severity = std::get<playbook::Severity>(edited->value);
        QVERIFY(std::holds_alternative<playbook::AtOnce>(severity.respondWithin));
        QCOMPARE(std::get<playbook::UpdateRange>(severity.updateEvery).to, playbook::Millis(30 * 60'000));
        QCOMPARE(edited->title, QStringLiteral("SEV1 Worst"));
    }
};

QTEST_GUILESS_MAIN(TestReviewModel)
#include "tst_review_model.moc"
