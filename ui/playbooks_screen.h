// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/playbooks_model.h"
#include <QWidget>

class QAction;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace ui {

class CodeView;
class FindingsPanel;
class NoticePage;
class PanelFrame;
class PlainLabel;
class PlaybookChecker;
class VirtualList;

/// The playbooks at hand: list, one of them as text, edited with its errors beside it. Knows no disk: whoever drives it
/// gives the shelf, stores what is saved and reads the runbook that one was made from.
class PlaybooksScreen final : public QWidget {
    Q_OBJECT
public:
    explicit PlaybooksScreen(QWidget* parent = nullptr);

    /// Dates before it are past to lint.
    void setNow(domain::Instant now);
    /// Unfinished texts that were kept, by id: editing goes on with them.
    void setDrafts(std::map<QString, QString> drafts);
    /// What is being edited stays as it is.
    void setShelf(std::shared_ptr<const playbook::Shelf> shelf);
    void choose(const QString& id);
    QString chosen() const;
    /// Starts editing the chosen one.
    void edit();
    bool isEditing() const { return m_editing; }
    /// Text that is not saved yet.
    bool hasChanges() const;
    /// Offers the way back to a review that is not kept yet.
    void offerReview(bool underWay);
    /// Answer to saveRequested.
    void showSaved(const QString& id);
    void showSaveFailure(const QString& sentence);
    /// Answer to runbookWanted.
    void showRunbook(const QString& id, const QString& text);
    CodeView* text() const { return m_text; }
    FindingsPanel* findings() const { return m_findings; }
    VirtualList* list() const { return m_list; }

signals:
    void declareRequested(const QString& id);
    void importRequested();
    void reviewRequested(); ///< back to the review under way
    /// replace: an own one of this id may be overwritten.
    void saveRequested(const QString& id, const QByteArray& yaml, bool replace);
    void runbookWanted(const QString& id);
    /// What is typed and not saved, errors or not: to be kept until it is saved or discarded.
    void draftChanged(const QString& id, const QByteArray& yaml);
    void draftDropped(const QString& id);

private:
    QWidget* makeHeader();
    QWidget* makeText();
    QAction* addKey(const QString& text, const QKeySequence& keys, std::function<void()> act);
    const playbook::Shelved* entry() const;
    void showChosen();
    void refresh();
    void refreshMarks();
    void save();
    void askName();
    void keepDraft();
    void dropDraft();
    void discard();
    void leaveEditing();
    void toggleRunbook();

    items::PlaybooksModel* m_model;
    PlaybookChecker* m_checker;
    PlainLabel* m_count;
    VirtualList* m_list;
    PanelFrame* m_frame;
    CodeView* m_text;
    CodeView* m_runbook;
    NoticePage* m_notice;
    QStackedLayout* m_body;
    FindingsPanel* m_findings;
    QPushButton* m_declare;
    QPushButton* m_edit;
    QPushButton* m_save;
    QPushButton* m_keep;
    QPushButton* m_discard;
    QPushButton* m_source;
    QPushButton* m_review;
    std::map<QString, QString> m_drafts;
    QString m_shown;    ///< id whose text stands there
    QString m_savingAs; ///< id of the save under way; empty when there is none
    bool m_editing = false, m_ownEdited = false, m_loaded = false;
};

} // namespace ui
