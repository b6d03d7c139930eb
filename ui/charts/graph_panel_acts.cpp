// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/range_query.h"
#include "ui/charts/graph_panel.h"
#include "ui/charts/graph_view.h"
#include "ui/charts/series_key.h"
#include "ui/charts/values_dialog.h"
#include "ui/look/fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QStyleHints>
#include <QToolButton>
#include <cmath>

// What a person does with a graph: keys, menu, lines hidden and shown.
namespace ui {

void GraphPanel::connectParts() {
    connect(m_pin, &QToolButton::clicked, this, [this] { emit pinRequested(m_view.panel.id); });
    connect(m_more, &QToolButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    const auto labelsOf = [this](int series) -> const SeriesColours::Labels& {
        return m_view.matrix->series.at(static_cast<std::size_t>(series)).labels;
    };
    connect(m_key, &SeriesKey::toggleRequested, this, [this, labelsOf](int series) {
        m_colours.toggle(labelsOf(series));
        applyColours();
    });
    connect(m_key, &SeriesKey::isolateRequested, this, [this, labelsOf](int series) {
        m_colours.isolate(labelsOf(series));
        applyColours();
    });
    connect(m_key, &SeriesKey::restRequested, this, &GraphPanel::showValues);
    connect(m_graph, &GraphView::momentClicked, this, &GraphPanel::entryRequested);
    connect(m_graph, &GraphView::markClicked, this, [this](const EventMark& mark) {
        if (mark.entry.isEmpty())
            emit entryRequested(mark.at);
        else
            emit markRequested(mark.entry);
    });
}

void GraphPanel::applyColours() {
    refreshBody();
    refreshFoot();
    if (m_values)
        m_values->setView(m_view);
}

void GraphPanel::showValues() {
    if (m_values) {
        m_values->raise();
        m_values->activateWindow();
        return;
    }
    m_values = new ValuesDialog(m_view, &m_colours, this);
    connect(m_values, &ValuesDialog::hidingChanged, this, [this] {
        refreshBody();
        refreshFoot();
    });
    m_values->show();
}

void GraphPanel::showMenu(const QPoint& globalPosition) {
    if (m_place == Place::Stage)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString id = m_view.panel.id;
    const auto offer = [&](const QString& text, bool enabled, auto act) {
        QAction* action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    offer(tr("Pin to the timeline…"), m_view.matrix != nullptr, [this, id] { emit pinRequested(id); });
    offer(tr("Table of values"), m_view.matrix != nullptr, [this] { showValues(); });
    offer(tr("Show all lines"), m_colours.anyHidden(), [this] {
        m_colours.showAll();
        applyColours();
    });
    menu->addSeparator();
    offer(tr("Copy the query"), true, [this] { QGuiApplication::clipboard()->setText(m_view.panel.expr); });
    const QUrl page = m_view.matrix
                          ? metrics::graphPage(m_view.server, m_view.panel.expr, m_view.matrix->from, m_view.matrix->to)
                          : QUrl();
    offer(tr("Open in Prometheus"), page.isValid(), [this, page] { emit openRequested(page); });
    if (m_editable) {
        menu->addSeparator();
        offer(tr("Edit…"), true, [this, id] { emit editRequested(id); });
        offer(tr("Move earlier"), true, [this, id] { emit moveRequested(id, -1); });
        offer(tr("Move later"), true, [this, id] { emit moveRequested(id, 1); });
        offer(tr("Remove"), true, [this, id] { emit removeRequested(id); });
    }
    menu->popup(globalPosition);
}

void GraphPanel::setEditable(bool editable) {
    m_editable = editable;
    if (!editable)
        m_grabbedAt.reset();
}

/// By its head, beside the buttons, a graph is carried to another place.
void GraphPanel::mousePressEvent(QMouseEvent* event) {
    if (m_editable && event->button() == Qt::LeftButton && event->position().y() < m_body->currentWidget()->y())
        m_grabbedAt = event->position().toPoint();
    QFrame::mousePressEvent(event);
    if (m_grabbedAt)
        event->accept();
}

void GraphPanel::mouseMoveEvent(QMouseEvent* event) {
    QFrame::mouseMoveEvent(event);
    if (!m_grabbedAt || m_carried)
        return;
    m_carried = (event->position().toPoint() - *m_grabbedAt).manhattanLength() >=
                QGuiApplication::styleHints()->startDragDistance();
    if (m_carried)
        setCursor(Qt::ClosedHandCursor);
}

void GraphPanel::mouseReleaseEvent(QMouseEvent* event) {
    QFrame::mouseReleaseEvent(event);
    m_grabbedAt.reset();
    if (!std::exchange(m_carried, false))
        return;
    unsetCursor();
    emit carried(m_view.panel.id, event->globalPosition().toPoint());
}

bool GraphPanel::handleEditKey(QKeyEvent* event) {
    if (!m_editable)
        return false;
    const bool alt = event->modifiers() & Qt::AltModifier;
    const QString id = m_view.panel.id;
    switch (event->key()) {
    case Qt::Key_E:
        emit editRequested(id);
        return true;
    case Qt::Key_Delete:
        emit removeRequested(id);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (alt)
            emit moveRequested(id, event->key() == Qt::Key_Left ? -1 : 1);
        return alt;
    default:
        return false;
    }
}

/// To the entry of the mark under the crosshair; where there is none the crosshair goes to the nearest one.
void GraphPanel::followMark() {
    const LineItem& item = m_graph->item();
    const QRectF area = m_graph->chart()->plotArea();
    const double here = item.crosshair() ? item.xOf(*item.crosshair()) : area.right();
    const auto mark = item.crosshair() ? item.markAt(here) : std::nullopt;
    if (mark) {
        if (!mark->entry.isEmpty())
            emit markRequested(mark->entry);
        return;
    }
    std::optional<double> nearest;
    for (const EventMark& event : m_events) {
        const double x = item.xOf(double(domain::toMs(event.at)));
        if (x >= area.left() && x <= area.right() && (!nearest || std::abs(x - here) < std::abs(*nearest - here)))
            nearest = x;
    }
    if (nearest)
        m_graph->moveCrosshair(qRound(*nearest - here));
    describe();
}

bool GraphPanel::handleGraphKey(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    const auto at = m_graph->item().crosshair();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_graph->zoom(0.5);
        return true;
    case Qt::Key_Minus:
        m_graph->zoom(2);
        return true;
    case Qt::Key_0:
    case Qt::Key_Home:
        emit m_graph->spanWanted(std::nullopt);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (control)
            m_graph->pan(event->key() == Qt::Key_Left ? -0.25 : 0.25);
        return control;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (at)
            emit entryRequested(domain::instantFromMs(static_cast<qint64>(*at) / 1'000 * 1'000));
        return at.has_value();
    case Qt::Key_M:
        followMark();
        return true;
    case Qt::Key_V:
        showValues();
        return true;
    case Qt::Key_P:
        if (m_view.matrix)
            emit pinRequested(m_view.panel.id);
        return true;
    default:
        return false;
    }
}

void GraphPanel::contextMenuEvent(QContextMenuEvent* event) {
    showMenu(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().center()) : event->globalPos());
}

void GraphPanel::keyPressEvent(QKeyEvent* event) {
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    // Ctrl+E and the like belong to the window.
    if (m_place == Place::WarRoom && !(modifiers & (Qt::ControlModifier | Qt::MetaModifier)) && handleEditKey(event))
        return;
    if (m_place == Place::WarRoom && !(modifiers & Qt::AltModifier) && handleGraphKey(event))
        return;
    const int stride = event->modifiers() & Qt::ShiftModifier ? scaled(40) : scaled(4);
    switch (event->key()) {
    case Qt::Key_Left:
        m_graph->moveCrosshair(-stride);
        break;
    case Qt::Key_Right:
        m_graph->moveCrosshair(stride);
        break;
    case Qt::Key_Escape:
        if (m_graph->readings().isEmpty()) {
            QFrame::keyPressEvent(event);
            return;
        }
        m_graph->hideCrosshair();
        break;
    default:
        QFrame::keyPressEvent(event);
        return;
    }
    describe();
}

} // namespace ui
