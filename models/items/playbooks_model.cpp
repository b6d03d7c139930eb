// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/playbooks_model.h"

namespace items {

using playbook::Shelved;

QString countsOf(const playbook::Playbook& book) {
    const auto steps = [&book] {
        size_t count = 0;
        for (const playbook::Phase& phase : book.phases)
            count += phase.items.size();
        return count;
    }();
    const std::tuple<size_t, QString, QString> counts[] = {
        {book.severities.size(), PlaybooksModel::tr("severity"), PlaybooksModel::tr("severities")},
        {book.roles.size(), PlaybooksModel::tr("role"), PlaybooksModel::tr("roles")},
        {steps, PlaybooksModel::tr("checklist item"), PlaybooksModel::tr("checklist items")},
        {book.checks.size(), PlaybooksModel::tr("check"), PlaybooksModel::tr("checks")},
        {book.panels.size(), PlaybooksModel::tr("graph"), PlaybooksModel::tr("graphs")},
        {book.scenarios.size(), PlaybooksModel::tr("scenario"), PlaybooksModel::tr("scenarios")},
        {book.messages.size(), PlaybooksModel::tr("message"), PlaybooksModel::tr("messages")},
        {book.actions.size(), PlaybooksModel::tr("action"), PlaybooksModel::tr("actions")}};
    QStringList parts;
    for (const auto& [count, one, many] : counts) {
        if (count > 0)
            parts << QStringLiteral("%1 %2").arg(QString::number(count), count == 1 ? one : many);
    }
    return parts.join(QStringLiteral(" · "));
}

PlaybooksModel::PlaybooksModel(QObject* parent)
    : QAbstractListModel(parent)
    , m_shelf(std::make_shared<playbook::Shelf>()) {}

void PlaybooksModel::setShelf(std::shared_ptr<const playbook::Shelf> shelf) {
    beginResetModel();
    m_shelf = std::move(shelf);
    endResetModel();
}

const Shelved* PlaybooksModel::entryAt(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &(*m_shelf)[size_t(index.row())];
}

QModelIndex PlaybooksModel::indexOf(const QString& id) const {
    for (size_t i = 0; i < m_shelf->size(); ++i) {
        if ((*m_shelf)[i].id == id)
            return index(int(i));
    }
    return {};
}

int PlaybooksModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_shelf->size());
}

QVariant PlaybooksModel::data(const QModelIndex& index, int role) const {
    const Shelved* entry = entryAt(index);
    if (!entry)
        return {};
    const auto source = [entry] {
        if (!entry->own)
            return tr("shipped");
        return entry->replaces ? tr("yours, instead of the shipped one") : tr("yours");
    };
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return entry->playbook.name.isEmpty() ? entry->id : entry->playbook.name;
    case Qt::AccessibleTextRole:
        return entry->isUsable()
                   ? tr("%1, %2, %3").arg(data(index, NameRole).toString(), source(), countsOf(entry->playbook))
                   : tr("%1, %2, has errors").arg(entry->id, source());
    case IdRole:
        return entry->id;
    case SourceRole:
        return source();
    case CountsRole:
        return countsOf(entry->playbook);
    case ErrorsRole:
        return entry->trouble.isEmpty() ? int(entry->findings.size()) : -1;
    case OwnRole:
        return entry->own;
    default:
        return {};
    }
}

QHash<int, QByteArray> PlaybooksModel::roleNames() const {
    return {{Qt::DisplayRole, "display"}, {IdRole, "id"},         {NameRole, "name"}, {SourceRole, "source"},
            {CountsRole, "counts"},       {ErrorsRole, "errors"}, {OwnRole, "own"}};
}

} // namespace items
