// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/declare_dialog.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include <QMainWindow>

class QButtonGroup;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace ui {

struct Shortcut;
class MessageBar;

/// The window: activity bar at the left edge, one screen at a time, a message bar for what concerns no screen. Knows no
/// incident and no store: app puts the screens in and listens to the wishes.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);

    /// Takes the widget over. Screens stand in the activity bar in the order they come, Ctrl+1 the first; listed false
    /// keeps one (the first page) out of it.
    void addScreen(const QString& id, Glyph glyph, const QString& title, QWidget* screen, bool listed = true);
    void showScreen(const QString& id);
    QString currentScreen() const;
    QWidget* screen(const QString& id) const;
    MessageBar* messages() const { return m_messages; }

    /// What the declare dialog offers; the preferred playbook is chosen at first.
    void setPlaybooks(const std::vector<PlaybookChoice>& playbooks, const QString& preferred);
    /// playbook: chosen at first instead of the preferred one.
    DeclareDialog* askDeclare(const QString& playbook = {});
    /// Title bar: the key of the open incident and nothing that may not be seen on a shared screen.
    void setIncidentKey(const QString& key);

    /// Look in force; changing it is reported so that app can remember it.
    void setLook(Theme theme, double scale);
    Theme theme() const { return m_theme; }
    double scale() const { return m_scale; }
    std::vector<Shortcut> shortcuts() const;

signals:
    void declareRequested(const ui::DeclareValues& values);
    void drillRequested();
    void stageRequested();
    void importRequested();                ///< of a bundle
    void runbookRequested();               ///< import of a runbook
    void fileDropped(const QString& path); ///< a local file was dropped onto the window
    void screenChanged(const QString& id);
    void lookChanged(ui::Theme theme, double scale);
    void closing();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QAction* addAct(const QString& text, const QKeySequence& keys, std::function<void()> act);
    QToolButton* addActivity(Glyph glyph, const QString& title);
    void refreshIcons();
    void showShortcuts();

    struct Place {
        QString id, title;
        Glyph glyph;
        QWidget* screen;
        QToolButton* button; ///< null when it is not listed
    };
    std::vector<Place> m_places;
    std::vector<PlaybookChoice> m_playbooks;
    QString m_preferred;
    Theme m_theme = Theme::Dark;
    double m_scale = 1.0;
    QButtonGroup* m_activities;
    QVBoxLayout* m_bar;
    QStackedWidget* m_screens;
    MessageBar* m_messages;
    std::vector<std::pair<QToolButton*, Glyph>> m_tools;
};

} // namespace ui
