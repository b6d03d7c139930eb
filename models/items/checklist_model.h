// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "playbook/plan.h"
#include "room/proposals.h"
#include <QAbstractListModel>
#include <QPointer>
#include <functional>
#include <vector>

namespace room {
class WarRoom;
}

namespace items {

/// Rows of the checklist: a row for each phase, followed by its items. Acts go through the door (WarRoom::append) and
/// show only when they come back from there; a tick that cannot be saved leaves the box as it was. refresh() moves the
/// clocks. GUI thread.
class ChecklistModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        PhaseRowRole, ///< bool: this row is a phase
        WindowRole,   ///< QString of a phase: "0–15 min"
        NowRole,      ///< bool: the phase we are in, or an item of it
        DoneRole,     ///< int of a phase
        TotalRole,    ///< int of a phase
        StateRole,    ///< int, domain::ItemState
        UrgencyRole,  ///< int, playbook::Due
        DetailRole,   ///< QString: "@ic · T+01:10", "overdue by 12:17 · due T+30:00", "skipped: no database here"
        CommandRole,  ///< QString to copy: a command, or "POST http://…" of a request; empty when the item has none
        AssigneeRole,
        RoleNameRole, ///< QString, title of the role that should do it
        NoLongerPlannedRole,
        ProposalRole, ///< QString: what shows that the open item is done; a person accepts or refuses
        BlockedRole   ///< bool: open, and items that come first are open too
    };
    using Door = std::function<void(domain::Body)>;
    explicit ChecklistModel(QObject* parent = nullptr);

    void setRoom(room::WarRoom* room);
    /// The same without a room; acts go to door.
    /// playbook names the roles; without it their ids are shown.
    void setPlan(const playbook::Plan& plan, domain::Instant declaredAt, domain::Instant now,
                 const playbook::Playbook* playbook = nullptr);
    void setDoor(Door door);
    /// Shown on open items that wait for nothing.
    void setProposals(std::vector<room::Proposal> proposals);
    /// Plans anew at the room's current time; rows that did not change stay silent.
    void refresh();
    const playbook::Plan& plan() const { return m_plan; }

    /// Ticks an open item, unticks a done or skipped one. Nothing happens on a phase, nor on an item that waits for
    /// others: anyway ticks it all the same, and its entry says so.
    void toggle(const QModelIndex& index, bool anyway = false);
    /// Ticks an item that proposes itself; the entry carries the evidence.
    void accept(const QModelIndex& index);
    void skip(const QModelIndex& index, const QString& reason);
    const playbook::PlannedItem* itemAt(const QModelIndex& index) const; ///< null for a phase
    /// First open item of the phases we are in, else the first open item.
    QModelIndex nextOpen() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void planChanged(const playbook::Plan& plan);

private:
    struct Row {
        playbook::PlannedPhase phase;              ///< without its items
        std::optional<playbook::PlannedItem> item; ///< absent: the row is the phase itself
        QString detail, roleTitle, proposal;
        bool operator==(const Row&) const = default;
    };
    static bool sameRow(const Row& a, const Row& b);
    std::vector<Row> rowsOf(const playbook::Plan& plan, domain::Instant declaredAt, domain::Instant now,
                            const playbook::Playbook* playbook) const;
    QString proposalOf(const playbook::PlannedItem& item) const;
    void replaceRows(std::vector<Row> rows);
    QVariant phaseData(const Row& row, int role) const;
    QVariant itemData(const Row& row, int role) const;

    QPointer<room::WarRoom> m_room;
    Door m_door;
    playbook::Plan m_plan;
    std::vector<Row> m_rows;
    std::vector<room::Proposal> m_proposals;
};

/// "T+01:10", from 1 h on "T+1:02:03"; before the declaration "T−00:30".
QString sinceDeclaration(domain::Instant at, domain::Instant declaredAt);
/// What stands in small below an item.
QString detailOf(const playbook::PlannedItem& item, const QString& roleTitle, domain::Instant declaredAt,
                 domain::Instant now);

} // namespace items
