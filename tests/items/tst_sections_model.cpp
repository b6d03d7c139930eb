// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sections_model.h"
#include <QAbstractItemModelTester>
#include <QtTest>

using items::SectionRow;
using items::SectionsModel;

namespace {

std::vector<SectionRow> threeRows() {
    return {{QStringLiteral("summary"), QStringLiteral("Summary"), SectionRow::State::Automatic, {}},
            {QStringLiteral("cause"), QStringLiteral("Root cause"), SectionRow::State::Empty, {}},
            {QStringLiteral("actions"), QStringLiteral("Action items"), SectionRow::State::Automatic,
             QStringLiteral("1 without owner")}};
}

} // namespace

class tst_SectionsModel : public QObject {
    Q_OBJECT
private slots:
    void rows_carryTitleStateAndNote() {
        SectionsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(threeRows());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Root cause"));
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Root cause: empty"));
        QCOMPARE(model.index(2).data(SectionsModel::NoteRole).toString(), QStringLiteral("1 without owner"));
        QCOMPARE(model.rowOf(QStringLiteral("actions")), 2);
        QCOMPARE(model.rowOf(QStringLiteral("none")), -1);
        QCOMPARE(model.idAt(7), QString());
    }
    void changeOfOneRow_keepsTheOthers() {
        SectionsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(threeRows());
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        std::vector<SectionRow> rows = threeRows();
        rows[1].state = SectionRow::State::Written;
        model.setRows(rows);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        rows.pop_back();
        model.setRows(rows);
        QCOMPARE(reset.count(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_SectionsModel)
#include "tst_sections_model.moc"
