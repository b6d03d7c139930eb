// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_heights.h"
#include "ui/virtual_list.h"
#include "ui/wrapped_text.h"
#include <QPainter>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QtTest>

using namespace ui;

namespace {

/// Rows of 20 to 60 pixels by their text; counts what it is asked to measure.
class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static int heightOf(const QString& text) { return 20 + int(text.size() % 5) * 10; }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        ++measured;
        return {option.rect.width(), heightOf(index.data().toString())};
    }
    void paint(QPainter*, const QStyleOptionViewItem&, const QModelIndex& index) const override {
        painted << index.row();
    }
    mutable int measured = 0;
    mutable QSet<int> painted;
};

QStringList words(int count) {
    QStringList list;
    for (int i = 0; i < count; ++i)
        list << QString(i % 7, QLatin1Char('x'));
    return list;
}

} // namespace

class TestVirtualList : public QObject {
    Q_OBJECT
private slots:
    void heights_agreeWithPlainSums();
    void list_measuresOnlyWhatItShows();
    void rows_tileTheViewport();
    void end_isFollowedWhileTheListStandsThere();
    void insertionAbove_leavesTheViewWhereItIs();
    void removal_leavesNoHole();
    void keys_skipRowsThatCannotBeSelected();
    void scrollTo_showsTheRow();
    void emptyList_paintsItsText();
    void text_isShownLiterally();
    void text_isBrokenAndElided();
    void numberAndUnit_stayTogether();
};

void TestVirtualList::heights_agreeWithPlainSums() {
    QRandomGenerator random(7);
    RowHeights heights;
    heights.reset(50, 30);
    std::vector<int> plain(50, 30);
    for (int round = 0; round < 500; ++round) {
        const int at = random.bounded(int(plain.size()));
        switch (random.bounded(4)) {
        case 0:
            heights.insert(at, 2);
            plain.insert(plain.begin() + at, 2, 30);
            break;
        case 1:
            if (plain.size() > 10) {
                heights.remove(at, 1);
                plain.erase(plain.begin() + at);
            }
            break;
        default:
            const int height = 1 + random.bounded(80);
            heights.setMeasured(at, height);
            plain[size_t(at)] = height;
        }
        const int row = random.bounded(int(plain.size()) + 1);
        QCOMPARE(heights.top(row), std::accumulate(plain.begin(), plain.begin() + row, 0));
        const int y = random.bounded(heights.total());
        const int found = heights.rowAt(y);
        QVERIFY(heights.top(found) <= y && y < heights.top(found) + heights.height(found));
    }
    QCOMPARE(heights.rowAt(-5), 0);
    QCOMPARE(heights.rowAt(heights.total() + 5), heights.count() - 1);
}

void TestVirtualList::list_measuresOnlyWhatItShows() {
    QStringListModel model(words(100'000));
    Delegate delegate;
    VirtualList list;
    list.setItemDelegate(&delegate);
    list.resize(400, 600);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.grab();
    QVERIFY2(list.measuredRows() < 100, qPrintable(QString::number(list.measuredRows())));
    for (int i = 0; i < 50; ++i)
        list.verticalScrollBar()->setValue(list.verticalScrollBar()->maximum() * i / 50);
    QVERIFY2(list.measuredRows() < 3'000, qPrintable(QString::number(list.measuredRows())));
    delegate.painted.clear();
    list.grab();
    QVERIFY(!delegate.painted.isEmpty() && delegate.painted.size() < 60);
}

void TestVirtualList::rows_tileTheViewport() {
    QStringListModel model(words(500));
    Delegate delegate;
    VirtualList list;
    list.setItemDelegate(&delegate);
    list.resize(400, 600);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.verticalScrollBar()->setValue(3'333);
    for (int y = 0; y < list.viewport()->height(); ++y) {
        const QModelIndex index = list.indexAt({5, y});
        QVERIFY(index.isValid());
        const QRect rect = list.visualRect(index);
        QVERIFY(rect.top() <= y && y <= rect.bottom());
        QCOMPARE(rect.height(), Delegate::heightOf(index.data().toString()));
    }
}

void TestVirtualList::end_isFollowedWhileTheListStandsThere() {
    QStringListModel model(words(300));
    Delegate delegate;
    VirtualList list;
    list.setFollowsEnd(true);
    list.setItemDelegate(&delegate);
    list.resize(400, 600);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    const auto lastVisible = [&] {
        return list.visualRect(model.index(model.rowCount() - 1)).bottom() <= list.viewport()->height();
    };
    QVERIFY(lastVisible());
    model.insertRows(model.rowCount(), 1);
    QVERIFY(lastVisible());
    list.verticalScrollBar()->setValue(200);
    const QModelIndex top = list.indexAt({5, 0});
    model.insertRows(model.rowCount(), 1);
    QVERIFY(!lastVisible());
    QCOMPARE(list.indexAt({5, 0}), top);
}

void TestVirtualList::insertionAbove_leavesTheViewWhereItIs() {
    QStringListModel model(words(300));
    Delegate delegate;
    VirtualList list;
    list.setItemDelegate(&delegate);
    list.resize(400, 600);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.verticalScrollBar()->setValue(4'007);
    const QPersistentModelIndex top = list.indexAt({5, 0});
    const QRect before = list.visualRect(top);
    model.insertRows(3, 5);
    QCOMPARE(list.visualRect(top), before);
}

void TestVirtualList::removal_leavesNoHole() {
    QStringListModel model(words(40));
    Delegate delegate;
    VirtualList list;
    list.setItemDelegate(&delegate);
    list.resize(400, 600);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.verticalScrollBar()->setValue(list.verticalScrollBar()->maximum());
    model.removeRows(5, 30);
    QTRY_COMPARE(list.verticalScrollBar()->value(), 0);
    QCOMPARE(list.indexAt({5, 1}).row(), 0);
    QVERIFY(!list.indexAt({5, 590}).isValid());
}

void TestVirtualList::keys_skipRowsThatCannotBeSelected() {
    QStandardItemModel model;
    for (int i = 0; i < 6; ++i) {
        auto* item = new QStandardItem(QString::number(i));
        if (i == 0 || i == 3)
            item->setFlags(Qt::ItemIsEnabled);
        model.appendRow(item);
    }
    VirtualList list;
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowActive(&list));
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Home);
    QCOMPARE(list.currentIndex().row(), 1);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.currentIndex().row(), 4);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(list.currentIndex().row(), 2);
    QTest::keyClick(&list, Qt::Key_End);
    QCOMPARE(list.currentIndex().row(), 5);
}

void TestVirtualList::scrollTo_showsTheRow() {
    QStringListModel model(words(2'000));
    Delegate delegate;
    VirtualList list;
    list.setItemDelegate(&delegate);
    list.resize(400, 300);
    list.setModel(&model);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    for (const int row : {1'500, 20, 1'999, 0}) {
        list.scrollTo(model.index(row));
        const QRect rect = list.visualRect(model.index(row));
        QVERIFY2(rect.top() >= 0 && rect.bottom() <= list.viewport()->height(), qPrintable(QString::number(row)));
    }
}

void TestVirtualList::emptyList_paintsItsText() {
    QStringListModel model;
    VirtualList list;
    list.resize(300, 200);
    list.setModel(&model);
    const QImage bare = list.grab().toImage();
    list.setEmptyText(QStringLiteral("No entries yet."));
    QVERIFY(list.grab().toImage() != bare);
}

void TestVirtualList::text_isShownLiterally() {
    QCOMPARE(plainToolTip(QStringLiteral("<img src=x>")), QStringLiteral("<qt>&lt;img src=x&gt;</qt>"));
    QCOMPARE(displayText(QStringLiteral("a\r\nb\tc")),
             QString(QStringLiteral("a") + QChar(QChar::LineSeparator) + QStringLiteral("b c")));
    QVERIFY(!displayText(QString(QChar(0x202e)) + QStringLiteral("txt")).contains(QChar(0x202e)));
    QCOMPARE(menuText(QStringLiteral("R&D\nteam")), QStringLiteral("R&&D team"));
    QCOMPARE(menuText(QString(200, QLatin1Char('x'))).size(), 60);
    QVERIFY(!displayText(QString(QChar(0x1b))).contains(QChar(0x1b)));
}

void TestVirtualList::text_isBrokenAndElided() {
    const QFont font = QGuiApplication::font();
    const int one = wrappedHeight(QStringLiteral("short"), font, 400, 10);
    QVERIFY(wrappedHeight(QString(400, QLatin1Char('w')), font, 200, 100) > 5 * one);
    QCOMPARE(wrappedHeight(QString(4000, QLatin1Char('w')), font, 200, 3), 3 * one);
}

void TestVirtualList::numberAndUnit_stayTogether() {
    const auto kept = [](const char* text) {
        return withUnitsKept(QString::fromUtf8(text)).replace(QChar(QChar::Nbsp), QLatin1Char('_'));
    };
    QCOMPARE(kept("Errors is 0.56 %, under 5 % for 30 s"), QStringLiteral("Errors is 0.56_%, under 5_% for 30_s"));
    QCOMPARE(kept("12 ms, 3 µs, 1.2 K req/s, 7 MiB/s, 40 °C"),
             QStringLiteral("12_ms, 3_µs, 1.2_K_req/s, 7_MiB/s, 40_°C"));
    QCOMPARE(kept("2 servers, 3 stores, step 4 done"), QStringLiteral("2 servers, 3 stores, step 4 done"));
    // Wide enough for the number, not for the sign behind it: both go to the next line.
    const QFont font = QGuiApplication::font();
    const QFontMetrics metrics(font);
    const int one = wrappedHeight(QStringLiteral("short"), font, 400, 10);
    const int width = metrics.horizontalAdvance(QStringLiteral("wwwwwwww 0.56")) + 2;
    QCOMPARE(wrappedHeight(QStringLiteral("wwwwwwww 0.56 % wwwwwwww"), font, width, 10), 3 * one);
}

QTEST_MAIN(TestVirtualList)
#include "tst_virtual_list.moc"
