// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mailbox.h"
#include "metrics/grafana_import.h"
#include "metrics/panels.h"
#include "room/graph_watch.h"
#include "room/war_room.h"
#include "room/watch.h"
#include "ui/ask_dialog.h"
#include "ui/charts/graph_panel.h"
#include "ui/grafana_dialog.h"
#include "ui/graph_grid.h"
#include "ui/graphs_panel.h"
#include "ui/panel_dialog.h"
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QThreadPool>
#include <QToolButton>

// What a person does to the graphs, and how they follow the watch.
namespace ui {

void GraphsPanel::setRoom(room::WarRoom* room, room::Watch* watch) {
    if (m_watch) {
        m_watch->disconnect(this);
        m_watch->graphs()->disconnect(this);
    }
    if (m_room)
        m_room->disconnect(this);
    const bool other = room != m_room || watch != m_watch;
    m_room = room;
    m_watch = watch;
    if (other) {
        m_span.reset();
        m_since.reset();
        m_range->setText(tr("Last 30 min"));
        setPanels({}); // lines of another incident
    }
    if (!m_watch)
        return setPanels({});
    setPanels(m_watch->panels());
    connect(m_room, &room::WarRoom::appended, this, &GraphsPanel::followSince);
    connect(m_room, &room::WarRoom::reloaded, this, &GraphsPanel::followSince);
    connect(m_watch->graphs(), &room::GraphWatch::arranged, this, [this] { setPanels(m_watch->panels()); });
    connect(m_watch, &room::Watch::panelChanged, this, [this](const metrics::PanelView& view) {
        if (GraphPanel* panel = graph(view.panel.id))
            panel->setView(view);
    });
}

bool GraphsPanel::mayAct() const {
    return m_room && m_watch && !m_room->readOnly();
}

void GraphsPanel::act(const Change& change) {
    if (!mayAct())
        return;
    const domain::GraphsArranged body = change(metrics::panelsOf(m_room->playbook(), m_room->incident()));
    if (body.graphs == body.was)
        return;
    m_room->append(body, [panel = QPointer<GraphsPanel>(this)](const domain::Result<domain::Event>& event) {
        if (panel && !event)
            emit panel->troubled(event.error().text);
    });
}

/// To the place of the graph that it was let go on.
void GraphsPanel::carry(const QString& panel, const QPoint& globalPosition) {
    const QList<QWidget*> widgets = m_grid->panels();
    const auto from = widgets.indexOf(graph(panel));
    for (qsizetype to = 0; to < widgets.size() && from >= 0; ++to) {
        QWidget* target = widgets[to];
        if (to != from && target->rect().contains(target->mapFromGlobal(globalPosition)))
            return act([panel, by = static_cast<int>(to - from)](const auto& now) {
                return metrics::withMoved(now, panel, by);
            });
    }
}

void GraphsPanel::openDialog(const playbook::Panel& panel) {
    if (!mayAct())
        return;
    auto* dialog = new PanelDialog(panel, m_watch->graphs(), this);
    connect(dialog, &PanelDialog::answered, this, [this](const playbook::Panel& made) {
        act([this, &made](const auto& now) { return metrics::withPanel(now, made, takenIds()); });
    });
    dialog->open();
}

QStringList GraphsPanel::takenIds() const {
    QStringList ids;
    for (const playbook::Check& check : m_room->playbook().checks)
        ids << check.id;
    return ids;
}

void GraphsPanel::importGraphs() {
    if (!mayAct())
        return;
    auto* dialog = new QFileDialog(this, tr("Open a Grafana dashboard"), QDir::homePath(),
                                   tr("Dashboards (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &GraphsPanel::importFile);
    dialog->open();
}

void GraphsPanel::importFile(const QString& path) {
    QThreadPool::globalInstance()->start([this, path, address = m_mailbox->address()] {
        QFile file(path);
        auto read = file.open(QIODevice::ReadOnly)
                        ? metrics::importGrafana(file.read((16 << 20) + 1))
                        : domain::Result<metrics::GrafanaImport>(domain::fail(
                              domain::ErrorKind::Input, tr("%1 cannot be read: %2").arg(path, file.errorString())));
        // this is only used by the letter, which the mailbox drops when this panel is gone.
        address.post([this, read = std::move(read)] {
            if (!read) {
                emit troubled(read.error().text);
                return;
            }
            auto* dialog = new GrafanaDialog(*read, this);
            connect(dialog, &GrafanaDialog::answered, this, [this](const std::vector<playbook::Panel>& panels) {
                act([this, &panels](const auto& now) { return metrics::withPanels(now, panels, takenIds()); });
            });
            dialog->open();
        });
    });
}

void GraphsPanel::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (mayAct() && urls.size() == 1 &&
        urls.front().toLocalFile().endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        event->acceptProposedAction();
}

void GraphsPanel::dropEvent(QDropEvent* event) {
    importFile(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

void GraphsPanel::addGraph() {
    openDialog({});
}

void GraphsPanel::editGraph(const QString& panel) {
    if (!mayAct())
        return;
    for (const playbook::Panel& one : metrics::panelsOf(m_room->playbook(), m_room->incident())) {
        if (one.id == panel)
            return openDialog(one);
    }
}

void GraphsPanel::pin(const QString& panel) {
    if (!mayAct())
        return;
    auto* dialog = new AskDialog(tr("Pin graph"),
                                 tr("Its samples are kept with the incident and stand in the post-mortem."), this);
    dialog->addLine(tr("What it shows (may stay empty)"), {});
    dialog->setVerb(tr("Pin"));
    connect(dialog, &AskDialog::answered, this, [this, panel](const QStringList& answers) {
        if (!m_watch)
            return;
        m_watch->pin(panel, answers.first().trimmed(),
                     [self = QPointer<GraphsPanel>(this)](const domain::Result<domain::Event>& pinned) {
                         if (self && !pinned)
                             emit self->troubled(pinned.error().text);
                     });
    });
    dialog->open();
}

} // namespace ui
