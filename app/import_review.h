// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runbook_import.h"
#include "app/shelf.h"
#include "domain/clock.h"
#include <QTimer>

namespace ui {
class ImportScreen;
class MainWindow;
} // namespace ui

namespace app {

/// The way from a runbook to a playbook of the person's: reads the file, shows the review, keeps what was accepted with
/// the whole runbook beside it. GUI thread.
class ImportReview final : public QObject {
    Q_OBJECT
public:
    /// Puts its screen into the window, which outlives it, as shelf and clock do.
    ImportReview(Shelf* shelf, domain::Clock* clock, ui::MainWindow* window, QObject* parent = nullptr);

    /// Shows the review of this file; asks first when another one has choices that would be lost.
    void import(const QString& path);
    /// Shows the review under way, or the page that asks for a file.
    void show();
    bool hasReview() const;

signals:
    void used(const QString& id); ///< the playbook is on the shelf and may be declared with
    void savedAs(const QString& path);
    void chooseFileRequested();
    void changed(); ///< a review began or ended
    void troubled(const QString& sentence);

private:
    void connectScreen();
    void read(const QString& path);
    void use();
    void askName(const QString& id);
    void keep(const QString& id, Existing existing);
    void askPlace();
    void saveAs(const QString& path);
    void give(const domain::Error& error);

    Shelf* m_shelf;
    domain::Clock* m_clock;
    ui::MainWindow* m_window;
    ui::ImportScreen* m_screen;
    RunbookImport* m_import;
    QString m_path;     ///< of the runbook under review
    QByteArray m_bytes; ///< of it
    QTimer m_tick;
};

} // namespace app
