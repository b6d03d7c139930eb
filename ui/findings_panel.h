// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/findings_model.h"
#include <QWidget>

namespace ui {

class PanelFrame;
class VirtualList;

/// The findings of a playbook or a runbook; choosing one leads to its line.
class FindingsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit FindingsPanel(const QString& title, QWidget* parent = nullptr);
    void setFindings(std::vector<playbook::Finding> findings);
    /// What stands there without findings; also while they are being looked for.
    void setEmptyText(const QString& text);
    /// Selects the finding of this line, when there is one.
    void showLine(int line);
    /// Adds "What do these rules mean?" to the header; rulesWanted says that it was asked.
    void offerRules();
    items::FindingsModel* model() const { return m_model; }
    VirtualList* list() const { return m_list; }

signals:
    void chosen(int line); ///< a finding with a place was clicked or entered
    void rulesWanted();

private:
    void choose(const QModelIndex& index);

    items::FindingsModel* m_model;
    PanelFrame* m_frame;
    VirtualList* m_list;
    bool m_following = false; ///< the selection follows the text: it must not move the text
};

} // namespace ui
