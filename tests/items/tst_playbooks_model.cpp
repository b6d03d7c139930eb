// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/findings_model.h"
#include "items/playbooks_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using namespace items;

namespace {

std::shared_ptr<const playbook::Shelf> shelf() {
    playbook::Shelved ours, broken, shipped;
    ours.id = QStringLiteral("ours");
    ours.own = ours.replaces = true;
    ours.playbook.name = QStringLiteral("Ours");
    ours.playbook.severities.resize(1);
    ours.playbook.checks.resize(2);
    broken.id = QStringLiteral("broken");
    broken.own = true;
    broken.findings = {{QStringLiteral("schema.type"), 3, 1, QStringLiteral("wrong"), {}}};
    shipped.id = QStringLiteral("default");
    return std::make_shared<playbook::Shelf>(playbook::Shelf{ours, broken, shipped});
}

} // namespace

class TestPlaybooksModel : public QObject {
    Q_OBJECT
private slots:
    void shelf_becomesRows() {
        PlaybooksModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setShelf(shelf());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Ours"));
        QCOMPARE(model.index(0).data(PlaybooksModel::CountsRole).toString(), QStringLiteral("1 severity · 2 checks"));
        QVERIFY(model.index(0).data(PlaybooksModel::SourceRole).toString().contains(QStringLiteral("instead")));
        QCOMPARE(model.index(1).data(PlaybooksModel::ErrorsRole).toInt(), 1);
        QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("has errors")));
        QCOMPARE(model.index(2).data(PlaybooksModel::SourceRole).toString(), QStringLiteral("shipped"));
        QCOMPARE(model.index(2).data().toString(), QStringLiteral("default"));
    }
    void id_findsItsRow() {
        PlaybooksModel model;
        model.setShelf(shelf());
        QCOMPARE(model.indexOf(QStringLiteral("broken")).row(), 1);
        QVERIFY(!model.indexOf(QStringLiteral("none")).isValid());
        QVERIFY(!model.entryAt({}));
    }
    void findings_becomeRows() {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFindings({{QStringLiteral("schema.type"), 3, 1, QStringLiteral("wrong"), QStringLiteral("mend")},
                           {QStringLiteral("shell-mangles-query"), 9, 1, QStringLiteral("mangled"), {}}});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.index(0).data(FindingsModel::FatalRole).toBool());
        QVERIFY(!model.index(1).data(FindingsModel::FatalRole).toBool());
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Line 3")));
        QCOMPARE(model.at(9).row(), 1);
        QVERIFY(!model.at(4).isValid());
    }
    void sameFindings_keepTheReadersPlace() {
        FindingsModel model;
        const std::vector<playbook::Finding> findings{{QStringLiteral("a"), 1, 1, QStringLiteral("x"), {}}};
        model.setFindings(findings);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setFindings(findings);
        QCOMPARE(reset.count(), 0);
        model.setFindings({});
        QCOMPARE(reset.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPlaybooksModel)
#include "tst_playbooks_model.moc"
