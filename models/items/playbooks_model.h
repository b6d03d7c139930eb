// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/shelf.h"
#include <QAbstractListModel>

namespace items {

/// The playbooks at hand: the person's own first, then the shipped ones. GUI thread.
class PlaybooksModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,   ///< QString: the playbook's name, else its id
        SourceRole, ///< QString: "shipped", "yours", "yours, instead of the shipped one"
        CountsRole, ///< QString: "4 severities · 6 checks · 5 graphs"
        ErrorsRole, ///< int: findings that keep it from being used; -1 when the file cannot be read
        OwnRole     ///< bool
    };
    explicit PlaybooksModel(QObject* parent = nullptr);
    void setShelf(std::shared_ptr<const playbook::Shelf> shelf);
    /// Null outside the list.
    const playbook::Shelved* entryAt(const QModelIndex& index) const;
    QModelIndex indexOf(const QString& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::shared_ptr<const playbook::Shelf> m_shelf;
};

/// "4 severities · 3 phases · 6 checks · …"; what there is none of is left out.
QString countsOf(const playbook::Playbook& playbook);

} // namespace items
