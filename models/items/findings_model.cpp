// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/findings_model.h"

namespace items {

using playbook::Finding;

bool isFatal(const Finding& finding) {
    return finding.rule.startsWith(u"yaml.") || finding.rule.startsWith(u"schema.");
}

FindingsModel::FindingsModel(QObject* parent)
    : QAbstractListModel(parent) {}

void FindingsModel::setFindings(std::vector<Finding> findings) {
    if (findings == m_findings)
        return;
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
}

QModelIndex FindingsModel::at(int line) const {
    for (size_t i = 0; i < m_findings.size(); ++i) {
        if (m_findings[i].line == line)
            return index(int(i));
    }
    return {};
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_findings.size());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Finding& finding = m_findings[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case MessageRole:
        return finding.message;
    case Qt::AccessibleTextRole: {
        const QString text =
            isFatal(finding) ? tr("Error: %1").arg(finding.message) : tr("Warning: %1").arg(finding.message);
        return finding.line > 0 ? tr("Line %1. %2 %3").arg(finding.line).arg(text, finding.fix) : text;
    }
    case LineRole:
        return finding.line;
    case RuleRole:
        return finding.rule;
    case FixRole:
        return finding.fix;
    case FatalRole:
        return isFatal(finding);
    default:
        return {};
    }
}

QHash<int, QByteArray> FindingsModel::roleNames() const {
    return {{Qt::DisplayRole, "display"}, {LineRole, "line"}, {RuleRole, "rule"},
            {MessageRole, "message"},     {FixRole, "fix"},   {FatalRole, "fatal"}};
}

} // namespace items
