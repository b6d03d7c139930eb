// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archive_screen.h"
#include "ui/declare_dialog.h"
#include "ui/look/fonts.h"
#include "ui/main_window.h"
#include "ui/playbooks_screen.h"
#include "ui/post_mortem_screen.h"
#include "ui/shortcuts_dialog.h"
#include "ui/war_room_screen.h"
#include <QAction>
#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

using namespace ui;

namespace {

std::vector<PlaybookChoice> playbooks() {
    const auto severity = [](const char* id, int rank, const char* means) {
        playbook::Severity made;
        made.id = QString::fromUtf8(id);
        made.rank = rank;
        made.means = QString::fromUtf8(means);
        return made;
    };
    return {{QStringLiteral("default"),
             QStringLiteral("Service outage"),
             {severity("SEV1", 1, "Everything is down."), severity("SEV2", 2, "Much is down.")}},
            {QStringLiteral("dapp"), {}, {severity("P0", 1, "Funds at risk."), severity("P1", 2, "Nodes lag.")}}};
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void screens_changeWithTheirNumber();
    void unlistedScreen_hasNoButton();
    void declare_takesThreeFieldsAndEnter();
    void declare_withoutTitleSaysSo();
    void declare_offersTheSeveritiesOfThePlaybook();
    void keys_askForDrillAndStage();
    void scale_growsAndShrinks();
    void theme_isReported();
    void look_reachesWidgetsMadeBeforeIt();
    void shortcuts_nameEveryKey();
    void shortcuts_areAllListed();
    void title_carriesTheKeyAndNothingElse();
};

void TestMainWindow::screens_changeWithTheirNumber() {
    MainWindow window;
    window.addScreen(QStringLiteral("welcome"), Glyph::Home, QStringLiteral("First page"), new QWidget, false);
    window.addScreen(QStringLiteral("war-room"), Glyph::WarRoom, QStringLiteral("War room"), new WarRoomScreen);
    window.addScreen(QStringLiteral("archive"), Glyph::Archive, QStringLiteral("Archive"), new QWidget);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy changed(&window, &MainWindow::screenChanged);
    QCOMPARE(window.currentScreen(), QStringLiteral("welcome"));
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentScreen(), QStringLiteral("archive"));
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(window.currentScreen(), QStringLiteral("war-room"));
    QCOMPARE(changed.count(), 2);
}

void TestMainWindow::unlistedScreen_hasNoButton() {
    MainWindow window;
    const auto buttons = [&] { return window.findChildren<QToolButton*>().size(); };
    const auto before = buttons();
    window.addScreen(QStringLiteral("welcome"), Glyph::Home, QStringLiteral("First page"), new QWidget, false);
    QCOMPARE(buttons(), before);
    window.addScreen(QStringLiteral("archive"), Glyph::Archive, QStringLiteral("Archive"), new QWidget);
    QCOMPARE(buttons(), before + 1);
}

void TestMainWindow::declare_takesThreeFieldsAndEnter() {
    MainWindow window;
    window.setLook(Theme::Dark, 1.0);
    window.setPlaybooks(playbooks(), QStringLiteral("default"));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy declared(&window, &MainWindow::declareRequested);
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    auto* dialog = window.findChild<DeclareDialog*>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->titleLine(), QStringLiteral("Checkout fails"));
    if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
        dialog->grab().save(folder + QStringLiteral("/declare.png"));
    QTest::keyClick(dialog->titleLine(), Qt::Key_Return);
    QCOMPARE(declared.count(), 1);
    QCOMPARE(declared.first().first().value<DeclareValues>(),
             (DeclareValues{QStringLiteral("Checkout fails"), QStringLiteral("SEV2"), QStringLiteral("default"), {}}));
}

void TestMainWindow::declare_withoutTitleSaysSo() {
    DeclareDialog dialog(playbooks(), {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QSignalSpy declared(&dialog, &DeclareDialog::declared);
    QTest::keyClick(dialog.titleLine(), Qt::Key_Return);
    QCOMPARE(declared.count(), 0);
    QVERIFY(dialog.isVisible());
    bool said = false;
    for (const auto* label : dialog.findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QStringLiteral("title is needed")));
    QVERIFY(said);
}

void TestMainWindow::declare_offersTheSeveritiesOfThePlaybook() {
    DeclareDialog dialog(playbooks(), QStringLiteral("dapp"), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QCOMPARE(dialog.severityBox()->count(), 2);
    QCOMPARE(dialog.values().severity, QStringLiteral("P1"));
    QVERIFY(dialog.severityBox()->accessibleDescription().contains(QStringLiteral("Nodes lag.")));
    dialog.playbookBox()->setCurrentIndex(0);
    QCOMPARE(dialog.values().severity, QStringLiteral("SEV2"));
}

void TestMainWindow::keys_askForDrillAndStage() {
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy drill(&window, &MainWindow::drillRequested), stage(&window, &MainWindow::stageRequested);
    QTest::keyClick(&window, Qt::Key_D, Qt::ControlModifier);
    QTest::keyClick(&window, Qt::Key_F5);
    QCOMPARE(drill.count(), 1);
    QCOMPARE(stage.count(), 1);
}

void TestMainWindow::scale_growsAndShrinks() {
    MainWindow window;
    window.setLook(Theme::Dark, 1.0);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(window.scale(), 1.125);
    QVERIFY(textScale() > 1.0);
    QTest::keyClick(&window, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(window.scale(), 1.0);
    window.setLook(Theme::Dark, 99);
    QCOMPARE(window.scale(), 2.0);
    QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(window.scale(), 1.0);
}

void TestMainWindow::theme_isReported() {
    MainWindow window;
    window.setLook(Theme::Dark, 1.0);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy look(&window, &MainWindow::lookChanged);
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window.theme(), Theme::Light);
    QCOMPARE(look.count(), 1);
    QCOMPARE(tokensOf(window.palette()).theme, Theme::Light);
}

void TestMainWindow::look_reachesWidgetsMadeBeforeIt() {
    qApp->setStyleSheet({});
    qApp->setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    MainWindow window;
    window.addScreen(QStringLiteral("war-room"), Glyph::WarRoom, QStringLiteral("War room"), new WarRoomScreen);
    auto* button = window.findChild<QPushButton*>();
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.setLook(Theme::Dark, 1.25);
    QCOMPARE(button->font().families(), fontOf(TextSize::Body).families());
    QCOMPARE(button->font().pixelSize(), 16);
    window.setLook(Theme::Dark, 1.0);
}

void TestMainWindow::shortcuts_nameEveryKey() {
    MainWindow window;
    window.addScreen(QStringLiteral("war-room"), Glyph::WarRoom, QStringLiteral("War room"), new WarRoomScreen);
    QStringList keys;
    for (const Shortcut& shortcut : window.shortcuts()) {
        QVERIFY(!shortcut.what.isEmpty());
        QVERIFY2(!keys.contains(shortcut.keys), qPrintable(shortcut.keys));
        keys << shortcut.keys;
    }
    for (const char* wanted : {"Ctrl+N", "Ctrl+D", "Ctrl+E", "Ctrl+U", "Ctrl+Shift+S", "Ctrl+Z", "Ctrl+Shift+Z",
                               "Ctrl+F", "F5", "F1", "Ctrl+=", "Ctrl+-", "Ctrl+1"})
        QVERIFY2(keys.contains(QString::fromUtf8(wanted)), wanted);
}

/// What exists is compared with what is listed: actions with a shortcut as the widgets have them, letters and function
/// keys as the sources handle them.
void TestMainWindow::shortcuts_areAllListed() {
    MainWindow window;
    window.addScreen(QStringLiteral("war-room"), Glyph::WarRoom, QStringLiteral("War room"), new WarRoomScreen);
    window.addScreen(QStringLiteral("post-mortem"), Glyph::PostMortem, QStringLiteral("Post-mortem"),
                     new PostMortemScreen);
    window.addScreen(QStringLiteral("archive"), Glyph::Archive, QStringLiteral("Archive"), new ArchiveScreen);
    window.addScreen(QStringLiteral("playbooks"), Glyph::Playbook, QStringLiteral("Playbooks"), new PlaybooksScreen);
    QStringList keys, words;
    for (const Shortcut& shortcut : window.shortcuts()) {
        keys << shortcut.keys;
        words << shortcut.keys.split(QRegularExpression(QStringLiteral("[ ,]+")), Qt::SkipEmptyParts);
    }
    int actions = 0;
    for (const QAction* action : window.findChildren<QAction*>()) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        if (key.isEmpty() || action->shortcutContext() == Qt::WidgetShortcut)
            continue;
        QVERIFY2(keys.contains(key), qPrintable(key + u' ' + action->text()));
        ++actions;
    }
    QVERIFY(actions > 20);
    for (const char* wanted : {"A", "N", "Ctrl+Shift+P"})
        QVERIFY2(words.contains(QLatin1String(wanted)), wanted);
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + QStringLiteral("/ui");
    static const QRegularExpression handled(QStringLiteral("case Qt::Key_([A-Z]|F[0-9]+):"));
    int letters = 0;
    for (QDirIterator files(folder, {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile source(files.next());
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(source.readAll());
        for (auto match = handled.globalMatch(text); match.hasNext(); ++letters) {
            const QString key = match.next().captured(1);
            QVERIFY2(words.contains(key), qPrintable(key + u' ' + source.fileName()));
        }
    }
    QVERIFY(letters > 10);
}

void TestMainWindow::title_carriesTheKeyAndNothingElse() {
    MainWindow window;
    window.setIncidentKey(QStringLiteral("INC-0042"));
    QCOMPARE(window.windowTitle(), QStringLiteral("INC-0042 · Bridgewatch"));
    window.setIncidentKey({});
    QCOMPARE(window.windowTitle(), QStringLiteral("Bridgewatch"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
