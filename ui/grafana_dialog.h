// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/grafana_import.h"
#include <QDialog>

class QCheckBox;
class QGridLayout;
class QPushButton;

namespace ui {

/// Shows what a Grafana dashboard holds before anything is taken: a box for each graph, and what could not be taken.
class GrafanaDialog final : public QDialog {
    Q_OBJECT
public:
    GrafanaDialog(const metrics::GrafanaImport& import, QWidget* parent);
    const std::vector<QCheckBox*>& boxes() const { return m_boxes; } ///< one for each graph, in their order
    QPushButton* verb() const { return m_verb; }
    const QStringList& leftOut() const { return m_leftOut; }

signals:
    void answered(const std::vector<playbook::Panel>& panels); ///< the chosen ones, at least one

private:
    void addRow(QGridLayout* rows, const playbook::Panel& panel);
    void answer();

    std::vector<playbook::Panel> m_panels;
    QStringList m_leftOut;
    std::vector<QCheckBox*> m_boxes;
    QPushButton* m_verb;
};

} // namespace ui
