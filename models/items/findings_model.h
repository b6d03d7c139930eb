// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/finding.h"
#include <QAbstractListModel>

namespace items {

/// What is wrong with a playbook or a runbook, in order of line. GUI thread.
class FindingsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        LineRole = Qt::UserRole + 1, ///< int, 1-based; 0 when the place is unknown
        RuleRole,                    ///< QString: rule id
        MessageRole,                 ///< QString: what is wrong and why it hurts
        FixRole,                     ///< QString: how to mend it; may be empty
        FatalRole                    ///< bool: the playbook cannot be used with it
    };
    explicit FindingsModel(QObject* parent = nullptr);
    /// Does nothing when they are the same: the reader's place is kept.
    void setFindings(std::vector<playbook::Finding> findings);
    const std::vector<playbook::Finding>& findings() const { return m_findings; }
    /// First finding at this line; invalid when there is none.
    QModelIndex at(int line) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<playbook::Finding> m_findings;
};

/// A finding of the file's form (rules "yaml.…" and "schema.…"): with it the playbook cannot be used. The others say
/// what would hurt tonight.
bool isFatal(const playbook::Finding& finding);

} // namespace items
