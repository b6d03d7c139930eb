// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/review_model.h"
#include "playbook/finding.h"
#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace ui {

class CodeView;
class FindingsPanel;
class NoticePage;
class Pill;
class PlainLabel;
class StatusStrip;
class VirtualList;

/// The review of a runbook: its text with what was recognised marked, the playbook that it makes, and what would fail
/// tonight. Each thing is accepted, edited or dropped. Knows no disk and reads nothing: whoever drives it gives the
/// draft and stores what comes out.
class ImportScreen final : public QWidget {
    Q_OBJECT
public:
    struct Review {
        importer::Draft draft;
        std::vector<playbook::Finding> findings;
        domain::Millis took{}; ///< for reading it
    };
    explicit ImportScreen(QWidget* parent = nullptr);

    void showNothing();
    void showReading(const QString& fileName);
    void showRefusal(const QString& fileName, const QString& sentence);
    void showReview(Review review);
    /// Whether a review is under way whose choices would be lost.
    bool hasReview() const { return m_reviewing; }
    bool isChanged() const { return m_reviewing && m_model->isChanged(); }
    importer::Draft draft() const { return m_model->reviewed(); }
    /// While it is being stored the buttons rest.
    void setBusy(bool busy);
    void setNow(domain::Instant now);
    /// Opens the dialog for the chosen thing or step.
    void editChosen();

    items::ReviewModel* model() const { return m_model; }
    VirtualList* list() const { return m_list; }
    CodeView* source() const { return m_source; }
    FindingsPanel* findings() const { return m_findings; }
    QPushButton* useButton() const { return m_use; }
    QString noticeText() const;
    QString notesText() const; ///< what was repaired or assumed; empty when nothing was

signals:
    void chooseFileRequested();
    void useRequested();    ///< keep it among the person's playbooks and offer to declare with it
    void saveAsRequested(); ///< write it to a place of the person's choice
    void rulesWanted();     ///< what the findings' rules mean
    void leaveRequested();  ///< back to the playbooks

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeColumns();
    void connectColumns();
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void showFound(const QModelIndex& index);
    void showLine(int line);
    void choose(const QModelIndex& index);
    void editStep(const QModelIndex& index);
    void refreshMarks();
    void refreshCounts();

    items::ReviewModel* m_model;
    NoticePage* m_notice;
    QPushButton* m_chooseFile;
    PlainLabel* m_title;
    PlainLabel* m_facts;
    Pill* m_found;
    Pill* m_failing;
    Pill* m_kept;
    QPushButton* m_back;
    QPushButton* m_saveAs;
    QPushButton* m_use;
    CodeView* m_source;
    PlainLabel* m_notes;
    VirtualList* m_list;
    FindingsPanel* m_findings;
    QWidget* m_columns;
    QStackedLayout* m_body;
    StatusStrip* m_strip;
    bool m_reviewing = false, m_busy = false, m_following = false;
};

} // namespace ui
