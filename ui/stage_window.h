// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/stage_facts.h"
#include <QWidget>
#include <vector>

class QGridLayout;
class QHBoxLayout;
class QVBoxLayout;

namespace ui {

class GraphPanel;
class StageBanner;
class StageCard;
class StageMoments;

/// The window to share on the call: built from items::StageFacts and from nothing else, so private notes, command
/// output, numbers and paths cannot appear in it. A top-level window of its own, which stays when the main window is
/// minimised. Give it new facts every second.
class StageWindow final : public QWidget {
    Q_OBJECT
public:
    explicit StageWindow(QWidget* parent = nullptr);

    void setFacts(const items::StageFacts& facts);
    const items::StageFacts& facts() const { return m_facts; }
    /// Draws graphs on this thread at once: for screenshots.
    void setSynchronous(bool synchronous);

signals:
    void closed(); ///< the person closed it (F5, Escape or the window's button)

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void refreshGraphs();
    void refreshCards();
    void applyUnit();

    items::StageFacts m_facts;
    StageBanner* m_banner;
    StageMoments* m_moments;
    std::vector<GraphPanel*> m_graphs;
    std::vector<StageCard*> m_cards;
    QVBoxLayout* m_body;
    QHBoxLayout* m_middle;
    QGridLayout* m_graphGrid;
    QHBoxLayout* m_cardRow;
    double m_unit = 1;
    bool m_synchronous = false;
};

} // namespace ui
