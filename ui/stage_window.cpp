// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage_window.h"

#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/stage_parts.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QGridLayout>
#include <QKeyEvent>

namespace ui {
namespace {

constexpr std::size_t mostCards = 5;

metrics::PanelView viewOf(const items::StageGraph& graph) {
    metrics::PanelView view;
    view.panel.title = graph.title;
    view.panel.unit = graph.unit;
    view.panel.warn = graph.marks.warn;
    view.panel.critical = graph.marks.critical;
    view.state = graph.state;
    view.matrix = graph.matrix;
    view.answeredAt = graph.answeredAt;
    view.value = graph.value;
    view.level = graph.level;
    return view;
}

} // namespace

StageWindow::StageWindow(QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_banner(new StageBanner)
    , m_moments(new StageMoments)
    , m_body(new QVBoxLayout)
    , m_middle(new QHBoxLayout)
    , m_graphGrid(new QGridLayout)
    , m_cardRow(new QHBoxLayout) {
    setWindowTitle(tr("Bridgewatch Stage")); // no title of the incident: window lists are seen by others
    setAccessibleName(tr("Stage"));
    setMinimumSize(960, 540);
    build();
    applyUnit();
}

void StageWindow::build() {
    m_middle->addLayout(m_graphGrid, 2);
    m_middle->addWidget(m_moments, 1);
    m_body->addLayout(m_middle, 1);
    m_body->addLayout(m_cardRow);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->setSizeConstraint(QLayout::SetNoConstraint); // everything grows and shrinks with the window
    whole->addWidget(m_banner);
    whole->addLayout(m_body, 1);
}

void StageWindow::setFacts(const items::StageFacts& facts) {
    m_facts = facts;
    m_banner->setFacts(facts);
    m_moments->setMoments(facts.moments);
    refreshGraphs();
    refreshCards();
}

void StageWindow::setSynchronous(bool synchronous) {
    m_synchronous = synchronous;
    for (GraphPanel* graph : m_graphs)
        graph->setSynchronous(synchronous);
}

/// One graph fills the place, two stand side by side, three and four make two rows.
void StageWindow::refreshGraphs() {
    const std::size_t count = m_facts.graphs.size();
    const bool other = count != m_graphs.size();
    while (m_graphs.size() > count) {
        delete m_graphs.back();
        m_graphs.pop_back();
    }
    while (m_graphs.size() < count) {
        auto* graph = new GraphPanel(GraphPanel::Place::Stage);
        graph->setSynchronous(m_synchronous);
        graph->setStageUnit(m_unit);
        m_graphs.push_back(graph);
    }
    for (std::size_t i = 0; i < count; ++i) {
        m_graphs[i]->setNow(m_facts.now);
        m_graphs[i]->setView(viewOf(m_facts.graphs[i]));
    }
    if (!other)
        return;
    for (std::size_t i = 0; i < count; ++i) {
        const int place = static_cast<int>(i);
        const bool wide = count == 3 && i == 2;
        m_graphGrid->addWidget(m_graphs[i], place / 2, place % 2, 1, wide || count == 1 ? 2 : 1);
    }
    for (int row = 0; row < 2; ++row)
        m_graphGrid->setRowStretch(row, count > std::size_t(row) * 2 ? 1 : 0);
    for (int column = 0; column < 2; ++column)
        m_graphGrid->setColumnStretch(column, count > 0 ? 1 : 0);
    m_middle->setStretch(0, count > 0 ? 2 : 0);
}

void StageWindow::refreshCards() {
    const std::vector<StageCard::Content> contents = stageCards(m_facts, mostCards);
    const bool other = contents.size() != m_cards.size();
    while (m_cards.size() > contents.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (m_cards.size() < contents.size()) {
        auto* card = new StageCard;
        card->setUnit(m_unit);
        m_cards.push_back(card);
        m_cardRow->addWidget(card, 1);
    }
    for (std::size_t i = 0; i < contents.size(); ++i)
        m_cards[i]->setContent(contents[i]);
    if (other)
        applyUnit();
}

void StageWindow::applyUnit() {
    const auto px = [this](int pixels) { return std::max(1, qRound(pixels * m_unit)); };
    m_banner->setUnit(m_unit);
    m_body->setContentsMargins(px(34), px(28), px(34), px(28));
    m_body->setSpacing(m_cards.empty() ? 0 : px(26));
    m_middle->setSpacing(m_graphs.empty() ? 0 : px(24));
    m_graphGrid->setSpacing(px(24));
    m_cardRow->setSpacing(px(24));
    m_moments->setUnit(m_unit);
    for (GraphPanel* graph : m_graphs)
        graph->setStageUnit(m_unit);
    for (StageCard* card : m_cards) {
        card->setUnit(m_unit);
        card->setFixedHeight(px(182));
    }
    layout()->activate(); // the window is drawn as soon as it has facts
}

void StageWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_unit = std::max(0.4, std::min(width() / 1920.0, height() / 1080.0));
    applyUnit();
}

void StageWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_banner->setFacts(m_facts);
        applyUnit();
    }
}

void StageWindow::closeEvent(QCloseEvent* event) {
    QWidget::closeEvent(event);
    if (event->isAccepted())
        emit closed();
}

void StageWindow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_F5:
    case Qt::Key_Escape:
        close();
        return;
    case Qt::Key_F11:
        setWindowState(windowState() ^ Qt::WindowFullScreen);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace ui
