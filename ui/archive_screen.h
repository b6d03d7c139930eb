// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/archive_model.h"
#include <QElapsedTimer>
#include <QWidget>

class QLineEdit;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace ui {

class PanelFrame;
class PlainLabel;

/// Every incident of the database: list, search as you type, filters, open, import. Knows no store: whoever drives it
/// answers searchRequested with setHits and gives rows.
class ArchiveScreen final : public QWidget {
    Q_OBJECT
public:
    explicit ArchiveScreen(QWidget* parent = nullptr);

    void setRows(std::vector<domain::ArchiveRow> rows, domain::Instant now);
    /// For what lasts until now; every half minute will do.
    void setNow(domain::Instant now);
    /// Answer to searchRequested; dropped when other words were typed meanwhile.
    void setHits(const QString& words, std::vector<domain::SearchHit> hits);
    /// The list or a search could not be read.
    void setFailure(const QString& sentence);
    /// Puts the cursor into the search field.
    void focusSearch();
    const items::ArchiveModel& model() const { return *m_model; }

signals:
    void openRequested(const QString& key);
    void searchRequested(const QString& words); ///< with every change; empty words end the search
    void importRequested();
    void declareRequested();
    void drillRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeList();
    QWidget* makeNote();
    QToolButton* makeFilter(const QString& title);
    void fillSeverities();
    void fillStates();
    void fillPeriods();
    void applyFilter(const items::ArchiveFilter& filter);
    void search();
    void refresh();
    void refreshNote();
    void refreshColumns();
    void openCurrent();

    items::ArchiveModel* m_model;
    QLineEdit* m_words;
    PlainLabel* m_count;
    QToolButton* m_severity;
    QToolButton* m_state;
    QToolButton* m_period;
    PanelFrame* m_frame;
    QTableView* m_table;
    QWidget* m_note;
    PlainLabel* m_noteTitle;
    PlainLabel* m_noteText;
    QPushButton* m_declare;
    QPushButton* m_drill;
    QPushButton* m_clear;
    QStackedLayout* m_body;
    QElapsedTimer m_searching;
    QString m_failure;
    domain::Instant m_now;
    bool m_loaded = false;
};

} // namespace ui
