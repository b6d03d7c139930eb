// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/incident_dialogs.h"
#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// Three fields and Enter. The severities are those of the chosen playbook; what the chosen one means and promises
/// stands below.
class DeclareDialog final : public QDialog {
    Q_OBJECT
public:
    DeclareDialog(const std::vector<PlaybookChoice>& playbooks, const QString& preferredPlaybook, QWidget* parent);
    void setTitle(const QString& title);
    /// From an alert: since when customers feel it. Said in the dialog.
    void setImpactBegan(domain::Instant began);
    DeclareValues values() const;
    QLineEdit* titleLine() const { return m_title; }
    QComboBox* severityBox() const { return m_severity; }
    QComboBox* playbookBox() const { return m_playbook; }

signals:
    void declared(const ui::DeclareValues& values);

private:
    void showSeverities();
    void showMeaning();
    void declare();

    std::vector<PlaybookChoice> m_playbooks;
    std::optional<domain::Instant> m_impactBegan;
    QLineEdit* m_title;
    QComboBox* m_severity;
    QComboBox* m_playbook;
    PlainLabel* m_meaning;
    PlainLabel* m_impact;
    PlainLabel* m_trouble;
    QPushButton* m_declare;
};

} // namespace ui
