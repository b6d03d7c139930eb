// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graphs_panel.h"
#include "metrics/panels.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/graph_grid.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace ui {

using namespace std::chrono_literals;

GraphsPanel::GraphsPanel(QWidget* parent)
    : QWidget(parent)
    , m_mailbox(new domain::Mailbox(this))
    , m_header(new QWidget)
    , m_range(new QToolButton)
    , m_whole(new QToolButton)
    , m_add(new QToolButton)
    , m_part(new PlainLabel)
    , m_scroll(new QScrollArea)
    , m_grid(new GraphGrid) {
    setAccessibleName(tr("Graphs"));
    setAcceptDrops(true);
    buildHeader();
    m_scroll->setWidget(m_grid);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_header);
    column->addWidget(m_scroll, 1);
    refreshHeader();
}

GraphsPanel::~GraphsPanel() {
    // Graphs are children: they go after the members here, and lose the focus on their way.
    for (const auto& [id, panel] : m_graphs)
        panel->graph()->disconnect(this);
}

void GraphsPanel::buildHeader() {
    m_range->setText(tr("Last 30 min"));
    for (QToolButton* button : {m_range, m_whole, m_add}) {
        markFlat(button);
        setTextFont(button, TextSize::Small);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    m_range->setPopupMode(QToolButton::InstantPopup);
    m_range->setMenu(new QMenu(m_range));
    m_range->setAccessibleName(tr("Range of the graphs"));
    connect(m_range->menu(), &QMenu::aboutToShow, this, &GraphsPanel::fillRanges);
    m_whole->setText(tr("Show all"));
    m_whole->setToolTip(tr("Show the whole range again (0 on a graph)"));
    connect(m_whole, &QToolButton::clicked, this, [this] { setSpan(std::nullopt); });
    m_add->setText(tr("Add a graph"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(new QMenu(m_add));
    m_add->menu()->addAction(tr("Write a query…"), this, &GraphsPanel::addGraph);
    m_add->menu()->addAction(tr("Import from Grafana…"), this, &GraphsPanel::importGraphs);
    setTextFont(m_part, TextSize::Small);
    m_part->setProperty("muted", true);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_range);
    row->addWidget(m_whole);
    row->addWidget(m_part);
    row->addStretch(1);
    row->addWidget(m_add);
}

void GraphsPanel::fillRanges() {
    QMenu* menu = m_range->menu();
    menu->clear();
    const std::pair<QString, domain::Millis> windows[] = {
        {tr("Last 15 min"), 15min}, {tr("Last 30 min"), 30min}, {tr("Last 1 h"), 1h},
        {tr("Last 3 h"), 3h},       {tr("Last 6 h"), 6h},       {tr("Last 12 h"), 12h},
        {tr("Last 24 h"), 24h},     {tr("Last 2 days"), 48h},   {tr("Last 7 days"), 24h * 7}};
    for (const auto& [name, window] : windows)
        connect(menu->addAction(name), &QAction::triggered, this,
                [this, name = name, window = window] { chooseWindow(name, window); });
    if (!m_room)
        return;
    menu->addSeparator();
    const domain::Incident& incident = m_room->incident();
    connect(menu->addAction(tr("Since declared")), &QAction::triggered, this,
            [this] { chooseSince(tr("Since declared"), Since::Declared); });
    QAction* impact = menu->addAction(tr("Since impact began"));
    impact->setEnabled(incident.impactBegan.has_value());
    connect(impact, &QAction::triggered, this, [this] { chooseSince(tr("Since impact began"), Since::Impact); });
}

void GraphsPanel::chooseWindow(const QString& name, domain::Millis window) {
    m_since.reset();
    if (m_watch)
        m_watch->setWindow(window);
    m_range->setText(name);
    setSpan(std::nullopt);
}

void GraphsPanel::chooseSince(const QString& name, Since since) {
    m_since = since;
    followSince();
    m_range->setText(name);
    setSpan(std::nullopt);
}

/// The moment may be corrected while the graphs begin with it.
void GraphsPanel::followSince() {
    if (!m_since || !m_room || !m_watch)
        return;
    const domain::Incident& incident = m_room->incident();
    const bool impact = *m_since == Since::Impact;
    m_watch->setSince(impact ? incident.impactBegan.value_or(incident.declaredAt) : incident.declaredAt);
}

GraphPanel* GraphsPanel::graph(const QString& panel) const {
    const auto found = m_graphs.find(panel);
    return found == m_graphs.end() ? nullptr : found->second;
}

GraphPanel* GraphsPanel::makeGraph(const metrics::PanelView& view) {
    auto* panel = new GraphPanel;
    panel->setSynchronous(m_synchronous);
    panel->setEvents(m_events);
    connect(panel, &GraphPanel::pinRequested, this, &GraphsPanel::pin);
    connect(panel, &GraphPanel::openRequested, this, &GraphsPanel::linkChosen);
    connect(panel, &GraphPanel::entryRequested, this, &GraphsPanel::entryRequested);
    connect(panel, &GraphPanel::markRequested, this, &GraphsPanel::markRequested);
    connect(panel, &GraphPanel::editRequested, this, &GraphsPanel::editGraph);
    connect(panel, &GraphPanel::carried, this, &GraphsPanel::carry);
    connect(panel, &GraphPanel::removeRequested, this,
            [this](const QString& id) { act([id](const auto& now) { return metrics::withoutPanel(now, id); }); });
    connect(panel, &GraphPanel::moveRequested, this, [this](const QString& id, int by) {
        act([id, by](const auto& now) { return metrics::withMoved(now, id, by); });
    });
    connect(panel->graph(), &GraphView::spanWanted, this, &GraphsPanel::setSpan);
    connect(panel->graph(), &GraphView::crosshairMoved, this, [this, panel](std::optional<double> t) {
        for (const auto& [id, other] : m_graphs) {
            if (other != panel)
                other->graph()->setGuestCrosshair(t);
        }
    });
    panel->setView(view);
    return panel;
}

void GraphsPanel::setPanels(const std::vector<metrics::PanelView>& panels) {
    std::map<QString, GraphPanel*> kept;
    QList<QWidget*> widgets;
    for (const metrics::PanelView& view : panels) {
        GraphPanel* panel = graph(view.panel.id);
        if (panel)
            panel->setView(view);
        else
            panel = makeGraph(view);
        panel->setSpan(m_span);
        panel->setEditable(mayAct());
        kept[view.panel.id] = panel;
        widgets << panel;
    }
    m_graphs = std::move(kept);
    m_grid->setPanels(widgets);
    fitWheel();
    refreshHeader();
}

void GraphsPanel::setEmptyText(const QString& text) {
    m_grid->setEmptyText(text);
}

void GraphsPanel::setEvents(const std::vector<EventMark>& events) {
    m_events = events;
    for (const auto& [id, panel] : m_graphs)
        panel->setEvents(events);
}

void GraphsPanel::setNow(domain::Instant now) {
    for (const auto& [id, panel] : m_graphs)
        panel->setNow(now);
    // A part that the window has left behind shows nothing any more.
    const auto gone = [this](const auto& one) {
        const metrics::MatrixPtr& matrix = one.second->view().matrix;
        return matrix && m_span->to <= wholeOf(*matrix).from;
    };
    if (m_span && !m_graphs.empty() && std::all_of(m_graphs.begin(), m_graphs.end(), gone))
        setSpan(std::nullopt);
}

void GraphsPanel::setSpan(std::optional<Span> span) {
    if (span == m_span)
        return;
    m_span = span;
    for (const auto& [id, panel] : m_graphs)
        panel->setSpan(span);
    refreshHeader();
}

void GraphsPanel::refreshHeader() {
    m_header->setVisible(m_watch || m_span);
    m_range->setVisible(m_watch != nullptr);
    m_add->setVisible(mayAct());
    m_whole->setVisible(m_span.has_value());
    m_part->setVisible(m_span.has_value());
    if (m_span) {
        const auto clock = [](double ms) {
            return domain::toClockText(domain::instantFromMs(static_cast<qint64>(ms)), true);
        };
        m_part->setText(tr("%1 – %2 UTC").arg(clock(m_span->from), clock(m_span->to)));
    }
    const Tokens& tokens = tokensOf(palette());
    m_range->setIcon(glyphIcon(Glyph::ChevronDown, tokens.muted));
    m_add->setIcon(glyphIcon(Glyph::Plus, tokens.muted));
}

void GraphsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshHeader();
}

void GraphsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWheel();
}

/// Where the graphs have to be scrolled the wheel does that.
void GraphsPanel::fitWheel() {
    const bool scrolls = m_grid->minimumSizeHint().height() > m_scroll->height();
    for (const auto& [id, panel] : m_graphs)
        panel->graph()->setWheelZooms(!scrolls);
}

} // namespace ui
