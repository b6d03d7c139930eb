// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/checklist_model.h"
#include "items/rows.h"
#include "room/war_room.h"
#include <QCoreApplication>

namespace items {
namespace {

using domain::ItemState;
using playbook::Due;
using playbook::PlannedItem;

QString tr(const char* text) {
    return QCoreApplication::translate("items::checklist", text);
}

QString spokenState(const PlannedItem& item) {
    switch (item.state) {
    case ItemState::Done:
        return tr("done");
    case ItemState::Skipped:
        return tr("skipped");
    case ItemState::Open:
        break;
    }
    if (!item.waitsFor.isEmpty())
        return tr("open, not yet");
    return item.urgency == Due::Overdue ? tr("open, overdue") : tr("open");
}

QString spokenRow(const PlannedItem& item, const QString& detail, const QString& proposal) {
    const QString text = QStringLiteral("%1, %2, %3").arg(item.text, spokenState(item), detail);
    return proposal.isEmpty() ? text : tr("%1, proposed as done: %2").arg(text, proposal);
}

} // namespace

ChecklistModel::ChecklistModel(QObject* parent)
    : QAbstractListModel(parent) {}

void ChecklistModel::setRoom(room::WarRoom* room) {
    if (m_room)
        m_room->disconnect(this);
    m_room = room;
    m_door = {};
    if (!room) {
        setPlan({}, {}, {});
        return;
    }
    m_door = [this](domain::Body body) {
        if (m_room)
            m_room->append(std::move(body));
    };
    connect(room, &room::WarRoom::appended, this, &ChecklistModel::refresh);
    connect(room, &room::WarRoom::reloaded, this, &ChecklistModel::refresh);
    connect(room, &QObject::destroyed, this, [this] { setPlan({}, {}, {}); });
    refresh();
}

void ChecklistModel::setDoor(Door door) {
    m_door = std::move(door);
}

void ChecklistModel::setProposals(std::vector<room::Proposal> proposals) {
    m_proposals = std::move(proposals);
    refresh();
}

QString ChecklistModel::proposalOf(const PlannedItem& item) const {
    if (item.state != ItemState::Open || !item.waitsFor.isEmpty() || !m_door)
        return {};
    const auto found = std::find_if(m_proposals.begin(), m_proposals.end(),
                                    [&item](const room::Proposal& one) { return one.item == item.id; });
    return found == m_proposals.end() ? QString() : found->evidence;
}

void ChecklistModel::refresh() {
    if (!m_room)
        return;
    const domain::Instant now = m_room->clock()->now();
    setPlan(playbook::planFor(m_room->playbook(), m_room->incident(), now), m_room->incident().declaredAt, now,
            &m_room->playbook());
}

void ChecklistModel::setPlan(const playbook::Plan& plan, domain::Instant declaredAt, domain::Instant now,
                             const playbook::Playbook* playbook) {
    replaceRows(rowsOf(plan, declaredAt, now, playbook));
    if (plan == m_plan)
        return;
    m_plan = plan;
    emit planChanged(m_plan);
}

std::vector<ChecklistModel::Row> ChecklistModel::rowsOf(const playbook::Plan& plan, domain::Instant declaredAt,
                                                        domain::Instant now, const playbook::Playbook* playbook) const {
    std::vector<Row> rows;
    for (const playbook::PlannedPhase& phase : plan.phases) {
        playbook::PlannedPhase head = phase;
        head.items.clear();
        rows.push_back({head, {}, {}, {}, {}});
        for (const PlannedItem& item : phase.items) {
            const playbook::Role* role = playbook ? playbook::findRole(*playbook, item.role) : nullptr;
            const QString title = role ? role->title : item.role;
            // Counts of the phase are its own row's business: an item does not change when a neighbour is ticked.
            playbook::PlannedPhase place;
            place.id = phase.id;
            place.now = phase.now;
            rows.push_back({place, item, detailOf(item, title, declaredAt, now), title, proposalOf(item)});
        }
    }
    return rows;
}

bool ChecklistModel::sameRow(const Row& a, const Row& b) {
    return a.phase.id == b.phase.id && a.item.has_value() == b.item.has_value() &&
           (!a.item || a.item->id == b.item->id);
}

void ChecklistModel::replaceRows(std::vector<Row> rows) {
    const RowChange change = changeBetween(m_rows, rows, &ChecklistModel::sameRow);
    const auto first = m_rows.begin() + change.prefix;
    if (change.removed > 0) {
        beginRemoveRows({}, change.prefix, change.prefix + change.removed - 1);
        m_rows.erase(first, first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.prefix, change.prefix + change.inserted - 1);
        m_rows.insert(m_rows.begin() + change.prefix, rows.begin() + change.prefix,
                      rows.begin() + change.prefix + change.inserted);
        endInsertRows();
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        emit dataChanged(index(int(i)), index(int(i)));
    }
}

const PlannedItem* ChecklistModel::itemAt(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return nullptr;
    const Row& row = m_rows[size_t(index.row())];
    return row.item ? &*row.item : nullptr;
}

QModelIndex ChecklistModel::nextOpen() const {
    int fallback = -1;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].item || m_rows[i].item->state != ItemState::Open)
            continue;
        if (m_rows[i].phase.now)
            return index(int(i));
        if (fallback < 0)
            fallback = int(i);
    }
    return fallback < 0 ? QModelIndex() : index(fallback);
}

void ChecklistModel::toggle(const QModelIndex& index, bool anyway) {
    const PlannedItem* item = itemAt(index);
    if (!item || !m_door || (!item->waitsFor.isEmpty() && !anyway))
        return;
    if (item->state == ItemState::Open)
        m_door(playbook::tickOf(*item));
    else
        m_door(playbook::untickOf(*item));
}

void ChecklistModel::accept(const QModelIndex& index) {
    const QString evidence = index.data(ProposalRole).toString();
    const PlannedItem* item = itemAt(index);
    if (item && m_door && !evidence.isEmpty())
        m_door(playbook::tickOf(*item, evidence));
}

void ChecklistModel::skip(const QModelIndex& index, const QString& reason) {
    const PlannedItem* item = itemAt(index);
    if (item && m_door && item->state == ItemState::Open)
        m_door(domain::ItemSkipped{item->id, item->text, reason});
}

int ChecklistModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags ChecklistModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    if (!itemAt(index))
        return flags;
    return flags | Qt::ItemIsSelectable | (m_door ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

bool ChecklistModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const PlannedItem* item = itemAt(index);
    if (role != Qt::CheckStateRole || !item || !m_door)
        return false;
    const bool wanted = value.toInt() == Qt::Checked;
    if (wanted == (item->state != ItemState::Open) || !item->waitsFor.isEmpty())
        return false;
    toggle(index);
    return true;
}

QVariant ChecklistModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = m_rows[size_t(index.row())];
    if (role == PhaseRowRole)
        return !row.item.has_value();
    if (role == NowRole)
        return row.phase.now;
    return row.item ? itemData(row, role) : phaseData(row, role);
}

QVariant ChecklistModel::phaseData(const Row& row, int role) const {
    const playbook::PlannedPhase& phase = row.phase;
    switch (role) {
    case Qt::DisplayRole:
        return phase.title;
    case Qt::AccessibleTextRole:
        return tr("Phase %1, %2, %3 of %4 done%5")
            .arg(phase.title, phase.windowText.isEmpty() ? tr("no window") : phase.windowText)
            .arg(phase.done)
            .arg(phase.total)
            .arg(phase.now ? tr(", you are here") : QString());
    case IdRole:
        return phase.id;
    case WindowRole:
        return phase.windowText;
    case DoneRole:
        return phase.done;
    case TotalRole:
        return phase.total;
    default:
        return {};
    }
}

QVariant ChecklistModel::itemData(const Row& row, int role) const {
    const PlannedItem& item = *row.item;
    switch (role) {
    case Qt::DisplayRole:
        return item.text;
    case Qt::CheckStateRole:
        return item.state == ItemState::Open   ? Qt::Unchecked
               : item.state == ItemState::Done ? Qt::Checked
                                               : Qt::PartiallyChecked;
    case Qt::AccessibleTextRole:
        return spokenRow(item, row.detail, row.proposal);
    case Qt::AccessibleDescriptionRole:
        return item.run.isEmpty() ? QString() : tr("Command: %1").arg(item.run);
    case IdRole:
        return item.id;
    case StateRole:
        return int(item.state);
    case UrgencyRole:
        return int(item.urgency);
    case DetailRole:
        return row.detail;
    case CommandRole:
        return item.run.isEmpty() ? item.request : item.run;
    case AssigneeRole:
        return item.assignee;
    case RoleNameRole:
        return row.roleTitle;
    case NoLongerPlannedRole:
        return item.noLongerPlanned;
    case ProposalRole:
        return row.proposal;
    case BlockedRole:
        return item.state == ItemState::Open && !item.waitsFor.isEmpty();
    default:
        return {};
    }
}

QHash<int, QByteArray> ChecklistModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    const std::pair<int, const char*> own[] = {{IdRole, "id"},
                                               {PhaseRowRole, "phaseRow"},
                                               {WindowRole, "window"},
                                               {NowRole, "now"},
                                               {DoneRole, "done"},
                                               {TotalRole, "total"},
                                               {StateRole, "state"},
                                               {UrgencyRole, "urgency"},
                                               {DetailRole, "detail"},
                                               {CommandRole, "command"},
                                               {AssigneeRole, "assignee"},
                                               {RoleNameRole, "roleName"},
                                               {NoLongerPlannedRole, "noLongerPlanned"},
                                               {ProposalRole, "proposal"},
                                               {BlockedRole, "blocked"}};
    for (const auto& [role, name] : own)
        names.insert(role, name);
    return names;
}

} // namespace items
