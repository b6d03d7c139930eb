// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/panel_feed.h"
#include "ui/charts/series_colours.h"
#include <QDialog>

class QTableWidget;

namespace ui {

class PlainLabel;

/// The numbers behind a graph: of every line the latest, lowest, highest and mean value of the window, sortable, with a
/// box that hides it. Follows the panel while it is open; Ctrl+C copies the chosen rows.
class ValuesDialog final : public QDialog {
    Q_OBJECT
public:
    ValuesDialog(const metrics::PanelView& view, SeriesColours* colours, QWidget* parent);
    void setView(const metrics::PanelView& view);

signals:
    void hidingChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();

    metrics::PanelView m_view;
    SeriesColours* m_colours; ///< of the panel, which outlives this dialog
    PlainLabel* m_head;
    QTableWidget* m_table;
    bool m_filling = false;
};

} // namespace ui
