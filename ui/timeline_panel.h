// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/composer.h"
#include "items/timeline_model.h"
#include <QWidget>

class QLineEdit;

namespace room {
class WarRoom;
}

namespace ui {

class EntryComposer;
class PanelFrame;
class TimelineDelegate;
class VirtualList;

/// The timeline with its filter and its composer. Everything a person does to an entry goes through WarRoom.
class TimelinePanel final : public QWidget {
    Q_OBJECT
public:
    explicit TimelinePanel(QWidget* parent = nullptr);
    void setRoom(room::WarRoom* room);
    /// Shows a recorded incident that cannot be changed here.
    void setIncident(const domain::Incident* incident);
    void setReadOnly(bool readOnly, const QString& why);
    void focusComposer();
    /// Makes ready to write what happened at that moment; words that stand there stay.
    void beginEntryAt(domain::Instant at);
    /// Goes to the entry with this id, also when a filter hides it.
    void showEntry(const QString& id);
    void showFilter();
    void setLocalTime(bool local);

    items::TimelineModel* model() const { return m_model; }
    VirtualList* list() const { return m_list; }
    EntryComposer* composer() const { return m_composer; }
    QLineEdit* filterLine() const { return m_filter; }
    /// Offers what can be done to the current entry, at the given place.
    void showEntryMenu(const QPoint& globalPosition);

signals:
    /// Somebody wants to see what a command or request brought.
    void outcomeWanted(const domain::Event& event);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void recordEntry(const items::Composed& entry, bool confidential);
    void editText();
    void correctTime();
    void strikeOrRestore();
    void markKey(std::optional<domain::KeyMoment> moment);
    void showHistory();
    /// Opens what the current entry brought; false when it brought nothing.
    bool showOutcome();
    bool hasOutcome() const;
    void copyText();
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    const domain::TimelineEntry* current() const;
    bool canChange() const;
    void updateRemark();

    room::WarRoom* m_room = nullptr;
    bool m_readOnly = true;
    items::TimelineModel* m_model;
    TimelineDelegate* m_delegate;
    PanelFrame* m_frame;
    VirtualList* m_list;
    QLineEdit* m_filter;
    EntryComposer* m_composer;
};

} // namespace ui
