// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include "ui/document_maker.h"
#include "ui/record.h"
#include <QImage>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QListView;
class QStackedLayout;

namespace items {
class SectionsModel;
}
namespace room {
class WarRoom;
}

namespace ui {

class PanelFrame;
class PaperView;
class PlainLabel;
class PostMortemHeader;
class SectionKeeper;
class SectionStack;
class StatusStrip;

/// The post-mortem of one incident: its sections with their state, their Markdown, and how it will read. Everything
/// works without a network; what is typed goes through the room. Lives on the GUI thread; document and preview are made
/// on a worker.
class PostMortemScreen final : public QWidget {
    Q_OBJECT
public:
    explicit PostMortemScreen(QWidget* parent = nullptr);
    ~PostMortemScreen() override;

    /// Shows an incident, or with null the empty page. What was typed for the one before is written first.
    void setRoom(room::WarRoom* room);
    /// Shows an incident as it was recorded; nothing can be typed.
    void setRecord(std::shared_ptr<const Record> record);
    /// Document and preview are made at once on this thread: for pictures of the screen.
    void setSynchronous(bool synchronous);
    /// Writes everything that is typed, then calls done with whether all of it was committed. For closing and
    /// exporting.
    void flush(std::function<void(bool)> done = {});
    /// Picture of a pinned graph by its asset name ("error-rate.png").
    void setPicture(const QString& assetName, const QImage& image);
    /// While an export is under way the button rests.
    void setExporting(bool exporting);
    SectionKeeper* keeper() const { return m_keeper; } ///< null without a room

signals:
    /// Everything typed is committed: write the Markdown now.
    void exportRequested();
    /// The document names these pictures; answer with setPicture.
    void picturesWanted(const std::vector<report::Asset>& assets);
    void linkChosen(const QUrl& target);
    /// A sentence for the message bar.
    void troubled(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildSections();
    void addAct(const QString& text, const QKeySequence& keys, std::function<void()> act);
    void connectAll();
    void connectRoom();
    void clear();
    void begin();
    const domain::Incident* incident() const;
    const playbook::Playbook& playbook() const;
    QString key() const;
    domain::Instant now() const;
    bool readOnly() const;
    QString text(const QString& section) const;
    QString lineText() const;
    QString dueText() const;
    void recorded(const domain::Event& event);
    void refresh();
    void requestDocument();
    void present(const DocumentMaker::Made& made);
    void showHeader();
    void showSaving();
    void reach(const QString& section, bool focus);
    void exportNow();

    QPointer<room::WarRoom> m_room;
    std::shared_ptr<const Record> m_record;
    SectionKeeper* m_keeper = nullptr;
    DocumentMaker m_maker;
    QTimer m_refresh, m_tick;
    std::shared_ptr<const DocumentMaker::Made> m_made;
    std::vector<report::Asset> m_asked; ///< pictures asked for
    QStackedLayout* m_pages;
    PostMortemHeader* m_header;
    items::SectionsModel* m_model;
    QListView* m_list;
    PlainLabel* m_template;
    PanelFrame* m_editorPanel;
    SectionStack* m_stack;
    PaperView* m_paper;
    StatusStrip* m_status;
};

} // namespace ui
