// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <vector>

namespace items {

/// One section of the post-mortem as the list shows it.
struct SectionRow {
    enum class State { Empty, Written, Automatic };
    QString id, title;
    State state = State::Empty;
    QString note; ///< what is still missing: "1 without owner"; empty when nothing is
    bool operator==(const SectionRow&) const = default;
};

/// Sections in the playbook's order. The screen sets all rows after each refresh; what is unchanged stays selected.
class SectionsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, NoteRole };
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<SectionRow> rows);
    /// Row of a section, -1 when there is none.
    int rowOf(const QString& id) const;
    QString idAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: title. AccessibleTextRole: title and state in words.
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<SectionRow> m_rows;
};

/// "auto", "empty", "written", or the note where there is one.
QString stateText(const SectionRow& row);

} // namespace items
