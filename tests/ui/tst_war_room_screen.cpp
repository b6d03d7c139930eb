// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkout_outage.h"
#include "ui/charts/graph_panel.h"
#include "ui/checklist_panel.h"
#include "ui/checks_panel.h"
#include "ui/incident_banner.h"
#include "ui/look/style.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/notice_page.h"
#include "ui/status_strip.h"
#include "ui/timeline_panel.h"
#include "ui/virtual_list.h"
#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace ui;
using namespace std::chrono_literals;

/// The war room drawn from a record: what it shows, at every size, in both themes. With BRIDGEWATCH_PICTURES=FOLDER it
/// keeps what it drew.
class TestWarRoomScreen : public QObject {
    Q_OBJECT
private slots:
    void record_isShown();
    void record_cannotBeChanged();
    void update_overdueIsSaid();
    void nothing_offersWhatToDo();
    void arrangement_isRemembered();
    void panels_fitEverySize_data();
    void panels_fitEverySize();
    void everyControl_hasAName();
    void noLabel_readsRichText();
};

void TestWarRoomScreen::record_isShown() {
    WarRoomScreen screen;
    screen.setRecord(outage::record());
    QCOMPARE(screen.banner()->elapsedText(), QStringLiteral("00:42:17"));
    QCOMPARE(screen.banner()->updateText(), QStringLiteral("Next update due in 03:43"));
    QVERIFY(screen.banner()->stepButton(domain::Status::Identified)->isChecked());
    QVERIFY(screen.timeline()->model()->entryCount() > 15);
    QCOMPARE(screen.checks()->model()->countOf(domain::CheckState::Down), 2);
    QVERIFY(screen.checklist()->model()->plan().overdue > 0);
    QVERIFY(screen.graph(QStringLiteral("errors")));
    QVERIFY(screen.status()->text().contains(QStringLiteral("15:14:17 UTC")));
}

void TestWarRoomScreen::record_cannotBeChanged() {
    WarRoomScreen screen;
    screen.setRecord(outage::record());
    QVERIFY(!screen.banner()->updateButton()->isEnabled());
    QVERIFY(!screen.banner()->stepButton(domain::Status::Monitoring)->isEnabled());
    auto* model = screen.checklist()->model();
    QVERIFY(!(model->flags(model->nextOpen()) & Qt::ItemIsUserCheckable));
    for (QAction* action : screen.actions()) {
        if (action->text().startsWith(QStringLiteral("Change severity")))
            QVERIFY(!action->isEnabled());
    }
}

void TestWarRoomScreen::update_overdueIsSaid() {
    auto record = outage::record();
    record->now += 10min;
    WarRoomScreen screen;
    screen.setRecord(record);
    QCOMPARE(screen.banner()->updateText(), QStringLiteral("Update overdue by 06:17"));
}

void TestWarRoomScreen::nothing_offersWhatToDo() {
    WarRoomScreen screen;
    QVERIFY(screen.notice()->text().contains(QStringLiteral("No incident is open")));
    if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty()) {
        applyLook(*qApp, Theme::Dark);
        screen.resize(1280, 720);
        screen.show();
        QVERIFY(QTest::qWaitForWindowExposed(&screen));
        QVERIFY(screen.grab().save(folder + QStringLiteral("/war-room-empty.png")));
    }
    QSignalSpy declare(&screen, &WarRoomScreen::declareRequested);
    QSignalSpy drill(&screen, &WarRoomScreen::drillRequested);
    for (auto* button : screen.notice()->findChildren<QPushButton*>())
        button->click();
    QCOMPARE(declare.count(), 1);
    QCOMPARE(drill.count(), 1);
}

void TestWarRoomScreen::arrangement_isRemembered() {
    WarRoomScreen before, after;
    before.setRecord(outage::record());
    after.setRecord(outage::record());
    before.panelToggle(QStringLiteral("graphs"))->setChecked(false);
    after.setArrangement(before.arrangement());
    QVERIFY(!after.panelToggle(QStringLiteral("graphs"))->isChecked());
    QVERIFY(after.panelToggle(QStringLiteral("timeline"))->isChecked());
    after.setArrangement(QByteArrayLiteral("garbage"));
    QVERIFY(!after.panelToggle(QStringLiteral("graphs"))->isChecked());
}

void TestWarRoomScreen::panels_fitEverySize_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("theme");
    QTest::addColumn<double>("scale");
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const char* name = theme == Theme::Dark ? "dark" : "light";
        for (const QSize size : {QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080), QSize(2560, 1440)})
            QTest::addRow("%s-%dx%d", name, size.width(), size.height()) << size << int(theme) << 1.0;
    }
    QTest::addRow("dark-1920x1080-150") << QSize(1920, 1080) << int(Theme::Dark) << 1.5;
}

void TestWarRoomScreen::panels_fitEverySize() {
    QFETCH(QSize, size);
    QFETCH(int, theme);
    QFETCH(double, scale);
    MainWindow window;
    window.setLook(Theme(theme), scale);
    auto* screen = new WarRoomScreen;
    screen->setSynchronous(true);
    window.addScreen(QStringLiteral("war-room"), Glyph::WarRoom, QStringLiteral("War room"), screen);
    window.addScreen(QStringLiteral("archive"), Glyph::Archive, QStringLiteral("Archive"), new QWidget);
    window.resize(size);
    window.show();
    screen->setRecord(outage::record());
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(window.size(), size);
    for (QWidget* part : {static_cast<QWidget*>(screen->checklist()), static_cast<QWidget*>(screen->timeline()),
                          static_cast<QWidget*>(screen->checks()), static_cast<QWidget*>(screen->banner()),
                          static_cast<QWidget*>(screen->graph(QStringLiteral("throughput")))}) {
        const auto place = [&] { return QRect(part->mapTo(&window, QPoint()), part->size()); };
        QTRY_VERIFY2(QRect(QPoint(), size).contains(place()), part->metaObject()->className());
        QTRY_VERIFY2(place().width() >= 150 && place().height() >= 60, part->metaObject()->className());
    }
    QVERIFY(screen->checklist()->list()->measuredRows() > 0);
    QTRY_VERIFY(window.grab().toImage().pixelColor(size.width() / 2, size.height() - 2).isValid());
    if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
        QVERIFY(window.grab().save(
            QStringLiteral("%1/war-room-%2.png").arg(folder, QString::fromLatin1(QTest::currentDataTag()))));
}

void TestWarRoomScreen::everyControl_hasAName() {
    WarRoomScreen screen;
    screen.setRecord(outage::record());
    const auto named = [](const QWidget* widget) {
        const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        return face && !face->text(QAccessible::Name).isEmpty();
    };
    for (const auto* widget : screen.findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) || widget->inherits("QAbstractItemView") ||
                             widget->inherits("QLineEdit") || widget->inherits("QPlainTextEdit");
        if (control && widget->focusPolicy() != Qt::NoFocus && !widget->objectName().startsWith(QStringLiteral("qt_")))
            QVERIFY2(named(widget),
                     qPrintable(QStringLiteral("%1 in %2")
                                    .arg(QString::fromLatin1(widget->metaObject()->className()),
                                         QString::fromLatin1(widget->parentWidget()->metaObject()->className()))));
    }
}

void TestWarRoomScreen::noLabel_readsRichText() {
    auto record = outage::record();
    record->incident.title = QStringLiteral("<img src=file:///etc/passwd><b>x");
    WarRoomScreen screen;
    screen.setRecord(record);
    for (const auto* label : screen.findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (const auto* widget : screen.findChildren<QWidget*>())
        QVERIFY(!widget->toolTip().contains(QStringLiteral("<img")));
}

QTEST_MAIN(TestWarRoomScreen)
#include "tst_war_room_screen.moc"
