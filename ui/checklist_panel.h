// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/checklist_model.h"
#include <QWidget>

namespace room {
class WarRoom;
}

namespace ui {

class ChecklistDelegate;
class PanelFrame;
class StepActions;
class VirtualList;

/// The checklist by phase. Space ticks, S skips with a reason, C copies the command, R runs it, A accepts an item that
/// proposes itself and N does not yet; clicks do the same. An item that waits for others is ticked only after a
/// question.
class ChecklistPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ChecklistPanel(QWidget* parent = nullptr);
    void setRoom(room::WarRoom* room);
    /// Shows a recorded incident as it stood at now.
    void setRecord(const playbook::Playbook& playbook, const domain::Incident& incident, domain::Instant now);
    void setReadOnly(bool readOnly);
    /// Who runs and sends; without, commands are only copied. Outlives the panel.
    void setActions(StepActions* actions);

    items::ChecklistModel* model() const { return m_model; }
    VirtualList* list() const { return m_list; }
    /// Asks why, then skips the current item.
    void skipCurrent();
    /// Ticks or unticks the current item; asks first when others should come before it.
    void toggleCurrent();

signals:
    void copied(const QString& command);       ///< a command went to the clipboard
    void proposalRefused(const QString& item); ///< "Not yet": id of the item

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    bool handleClick(const QPoint& at);
    void copyCurrent();
    void answerProposal(bool accepted);
    void runCurrent();
    void offerRun();
    void showItemMenu(const QPoint& globalPosition);
    void updateRemark(const playbook::Plan& plan);

    bool m_readOnly = true;
    room::WarRoom* m_room = nullptr;
    StepActions* m_actions = nullptr;
    ChecklistDelegate* m_delegate;
    items::ChecklistModel* m_model;
    PanelFrame* m_frame;
    VirtualList* m_list;
};

} // namespace ui
