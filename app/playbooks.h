// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/shelf.h"

namespace domain {
class Clock;
}
namespace ui {
class MainWindow;
class PlaybooksScreen;
} // namespace ui

namespace app {

class ImportReview;
class PlaybookDrafts;

/// The playbooks of the desk: what is at hand, the screen that shows and edits it, and what the declare dialog offers.
/// GUI thread.
class Playbooks final : public QObject {
    Q_OBJECT
public:
    /// Puts its screens into the window, which outlives it, as the clock does. preferred: id that the declare dialog
    /// offers first.
    Playbooks(const QString& folder, domain::Clock* clock, ui::MainWindow* window, QString preferred,
              QObject* parent = nullptr);

    /// Reads what is at hand; changed says that it is done.
    void read();
    bool isRead() const { return m_read; }
    /// Those that an incident can be declared with, the person's own first.
    const std::vector<playbook::Playbook>& usable() const { return m_usable; }
    /// Shows the review of a runbook.
    void import(const QString& path);

signals:
    void changed();
    void importRequested();             ///< of a runbook: which file?
    void told(const QString& sentence); ///< something was done
    void troubled(const QString& sentence);

private:
    void connectScreen();
    void connectDrafts();
    void connectReview();
    void offer();
    void sendRunbook(const QString& id);

    Shelf* m_shelf;
    PlaybookDrafts* m_drafts;
    domain::Clock* m_clock;
    ui::MainWindow* m_window;
    ui::PlaybooksScreen* m_screen;
    ImportReview* m_review;
    QString m_preferred;
    std::vector<playbook::Playbook> m_usable;
    bool m_read = false;
};

} // namespace app
