// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sections_model.h"

#include <algorithm>

namespace items {

QString stateText(const SectionRow& row) {
    if (!row.note.isEmpty())
        return row.note;
    switch (row.state) {
    case SectionRow::State::Empty:
        return QStringLiteral("empty");
    case SectionRow::State::Written:
        return QStringLiteral("written");
    case SectionRow::State::Automatic:
        return QStringLiteral("auto");
    }
    return {};
}

void SectionsModel::setRows(std::vector<SectionRow> rows) {
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const SectionRow& a, const SectionRow& b) { return a.id == b.id; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(int(i)), index(int(i)));
    }
}

int SectionsModel::rowOf(const QString& id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&id](const SectionRow& row) { return row.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QString SectionsModel::idAt(int row) const {
    return row >= 0 && row < int(m_rows.size()) ? m_rows[size_t(row)].id : QString();
}

int SectionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant SectionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const SectionRow& row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return QString(row.title + QStringLiteral(": ") + stateText(row));
    case IdRole:
        return row.id;
    case StateRole:
        return int(row.state);
    case NoteRole:
        return row.note;
    default:
        return {};
    }
}

QHash<int, QByteArray> SectionsModel::roleNames() const {
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert(IdRole, "id");
    names.insert(StateRole, "state");
    names.insert(NoteRole, "note");
    return names;
}

} // namespace items
