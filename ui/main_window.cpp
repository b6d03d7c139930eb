// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/message_bar.h"
#include "ui/shortcuts_dialog.h"
#include "ui/wrapped_text.h"
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QCloseEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr double scaleStep = 0.125;

/// The first local file of what is dragged; empty when there is none.
QString fileOf(const QMimeData* dragged) {
    for (const QUrl& url : dragged->urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent)
    , m_activities(new QButtonGroup(this))
    , m_bar(new QVBoxLayout)
    , m_screens(new QStackedWidget)
    , m_messages(new MessageBar) {
    setWindowTitle(QStringLiteral("Bridgewatch"));
    setMinimumSize(960, 600);
    setAcceptDrops(true);
    auto* bar = new QFrame;
    bar->setProperty("activityBar", true);
    bar->setFixedWidth(48);
    bar->setAccessibleName(tr("Screens"));
    auto* barLayout = new QVBoxLayout(bar);
    barLayout->setContentsMargins(0, 12, 0, 12);
    barLayout->setSpacing(2);
    barLayout->addLayout(m_bar);
    barLayout->addStretch(1);
    m_activities->setExclusive(true);
    const auto tool = [&](Glyph glyph, const QString& title, auto act) {
        QToolButton* button = addActivity(glyph, title);
        barLayout->addWidget(button);
        connect(button, &QToolButton::clicked, this, act);
    };
    tool(Glyph::Stage, tr("Stage: the window to share (F5)"), [this] { emit stageRequested(); });
    tool(Glyph::Theme, tr("Light or dark (Ctrl+Shift+L)"),
         [this] { setLook(m_theme == Theme::Dark ? Theme::Light : Theme::Dark, m_scale); });
    tool(Glyph::Keyboard, tr("Keyboard shortcuts (F1)"), [this] { showShortcuts(); });

    auto* main = new QWidget;
    auto* mainLayout = new QVBoxLayout(main);
    mainLayout->setContentsMargins(0, 0, 0, 0);
    mainLayout->setSpacing(0);
    mainLayout->addWidget(m_messages);
    mainLayout->addWidget(m_screens, 1);
    auto* whole = new QWidget;
    auto* row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(bar);
    row->addWidget(main, 1);
    setCentralWidget(whole);

    addAct(tr("Declare an incident"), Qt::CTRL | Qt::Key_N, [this] { askDeclare(); });
    addAct(tr("Start a drill"), Qt::CTRL | Qt::Key_D, [this] { emit drillRequested(); });
    addAct(tr("Import a runbook"), Qt::CTRL | Qt::Key_I, [this] { emit runbookRequested(); });
    addAct(tr("Open a bundle"), Qt::CTRL | Qt::Key_O, [this] { emit importRequested(); });
    addAct(tr("Open Stage, the window to share"), Qt::Key_F5, [this] { emit stageRequested(); });
    addAct(tr("Keyboard shortcuts"), Qt::Key_F1, [this] { showShortcuts(); });
    addAct(tr("Light or dark"), Qt::CTRL | Qt::SHIFT | Qt::Key_L,
           [this] { setLook(m_theme == Theme::Dark ? Theme::Light : Theme::Dark, m_scale); });
    addAct(tr("Larger"), Qt::CTRL | Qt::Key_Equal, [this] { setLook(m_theme, m_scale + scaleStep); });
    addAct(tr("Smaller"), Qt::CTRL | Qt::Key_Minus, [this] { setLook(m_theme, m_scale - scaleStep); });
    addAct(tr("Usual size"), Qt::CTRL | Qt::Key_0, [this] { setLook(m_theme, 1.0); });
    addAct(tr("Quit"), QKeySequence::Quit, [this] { close(); });
    refreshIcons();
}

QAction* MainWindow::addAct(const QString& text, const QKeySequence& keys, std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

QToolButton* MainWindow::addActivity(Glyph glyph, const QString& title) {
    auto* button = new QToolButton;
    button->setProperty("activity", true);
    button->setFixedSize(48, 44);
    button->setIconSize({22, 22});
    button->setAccessibleName(title);
    setPlainToolTip(button, title);
    m_tools.emplace_back(button, glyph);
    return button;
}

void MainWindow::addScreen(const QString& id, Glyph glyph, const QString& title, QWidget* screen, bool listed) {
    m_screens->addWidget(screen);
    QToolButton* button = nullptr;
    if (listed) {
        const auto number =
            1 + std::count_if(m_places.begin(), m_places.end(), [](const Place& place) { return place.button; });
        button = addActivity(glyph, tr("%1 (Ctrl+%2)").arg(title).arg(number));
        button->setCheckable(true);
        m_activities->addButton(button);
        m_bar->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, id] { showScreen(id); });
        addAct(title, QKeySequence(QStringLiteral("Ctrl+%1").arg(number)), [this, id] { showScreen(id); });
    }
    m_places.push_back({id, title, glyph, screen, button});
    refreshIcons();
}

void MainWindow::showScreen(const QString& id) {
    for (const Place& place : m_places) {
        if (place.id != id)
            continue;
        const bool changed = m_screens->currentWidget() != place.screen;
        m_screens->setCurrentWidget(place.screen);
        m_activities->setExclusive(false);
        for (const Place& other : m_places) {
            if (other.button)
                other.button->setChecked(other.id == id);
        }
        m_activities->setExclusive(true);
        if (changed || m_places.size() == 1)
            place.screen->setFocus();
        emit screenChanged(id);
        return;
    }
}

QString MainWindow::currentScreen() const {
    for (const Place& place : m_places) {
        if (place.screen == m_screens->currentWidget())
            return place.id;
    }
    return {};
}

QWidget* MainWindow::screen(const QString& id) const {
    const auto found =
        std::find_if(m_places.begin(), m_places.end(), [&](const Place& place) { return place.id == id; });
    return found == m_places.end() ? nullptr : found->screen;
}

void MainWindow::setPlaybooks(const std::vector<PlaybookChoice>& playbooks, const QString& preferred) {
    m_playbooks = playbooks;
    m_preferred = preferred;
}

DeclareDialog* MainWindow::askDeclare(const QString& playbook) {
    auto* dialog = new DeclareDialog(m_playbooks, playbook.isEmpty() ? m_preferred : playbook, this);
    connect(dialog, &DeclareDialog::declared, this, &MainWindow::declareRequested);
    dialog->open();
    return dialog;
}

void MainWindow::setIncidentKey(const QString& key) {
    setWindowTitle(key.isEmpty() ? QStringLiteral("Bridgewatch") : QStringLiteral("%1 · Bridgewatch").arg(key));
}

void MainWindow::setLook(Theme theme, double scale) {
    m_theme = theme;
    m_scale = std::clamp(scale, 0.75, 2.0);
    applyLook(*qApp, m_theme, m_scale);
    refreshIcons();
    emit lookChanged(m_theme, m_scale);
}

void MainWindow::refreshIcons() {
    const Tokens& t = tokensOf(palette());
    for (const auto& [button, glyph] : m_tools)
        button->setIcon(glyphIcon(glyph, t.muted, t.text, t.border));
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcons();
}

std::vector<Shortcut> MainWindow::shortcuts() const {
    std::vector<Shortcut> list;
    const auto take = [&list](const QWidget* widget) {
        for (const QAction* action : widget->actions()) {
            if (!action->shortcut().isEmpty())
                list.push_back({action->shortcut().toString(QKeySequence::NativeText), action->text()});
        }
    };
    take(this);
    for (const Place& place : m_places)
        take(place.screen);
    const std::pair<QString, QString> fixed[] = {
        {tr("Enter"), tr("Composer: add the entry (Shift+Enter begins a line)")},
        {QStringLiteral("@14:58  @-5m"), tr("Composer: when it happened; “@14:58 local” in local time")},
        {QStringLiteral("!decision"), tr("Composer: the kind of the entry")},
        {tr("+ − 0"), tr("Graph: look closer, from farther, show all")},
        {tr("← →"), tr("Graph: move the crosshair of all graphs; with Ctrl, what is shown")},
        {tr("Enter M V"),
         tr("Graph: write about the moment, go to the nearest mark and to its entry, table of values")},
        {tr("E Del Alt+← →"), tr("Graph: change it, remove it, move it to another place")},
        {tr("P"), tr("Graph: pin it to the timeline")},
        {tr("Space, Enter on the lines' names"), tr("Graph: hide or show a line, show it alone")},
        {tr("Enter, S, R, Shift+F10"),
         tr("Alerts: everything about one, silence it, follow its runbook, all that can be done (also of a silence)")},
        {tr("Enter on a tile"), tr("Health: what the check saw; of a command, whether it may run")},
        {tr("Space"), tr("Checklist: tick or open again")},
        {QStringLiteral("A  N"), tr("Checklist: accept what proposes itself as done, or say not yet")},
        {QStringLiteral("S"), tr("Checklist: skip with a reason")},
        {QStringLiteral("C"), tr("Checklist: copy the command")},
        {QStringLiteral("R"), tr("Checklist: run the command or send the request")},
        {tr("Space, Enter, E"), tr("Import review: accept or drop, edit (Enter and E)")},
        {tr("Enter, F2, T, K, Del, H"),
         tr("Timeline: edit (Enter and F2), correct the time, mark as key, strike or restore, history")},
        {QStringLiteral("F11"), tr("Stage: full screen; Esc closes it")}};
    for (const auto& [keys, what] : fixed)
        list.push_back({keys, what});
    return list;
}

void MainWindow::showShortcuts() {
    auto* dialog = new ShortcutsDialog(shortcuts(), this);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!fileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = fileOf(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    emit fileDropped(path);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    emit closing();
    QMainWindow::closeEvent(event);
}

} // namespace ui
