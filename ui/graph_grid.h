// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace ui {

class PlainLabel;

/// The graphs of the war room in rows of equal panels: as many columns as fit well for their number and its own shape.
class GraphGrid final : public QWidget {
    Q_OBJECT
public:
    explicit GraphGrid(QWidget* parent = nullptr);
    /// Takes the panels over; former ones that are not among them are deleted.
    void setPanels(const QList<QWidget*>& panels);
    QList<QWidget*> panels() const { return m_panels; }
    /// What stands here while there are no panels.
    void setEmptyText(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int columnsNow() const;
    void arrange();

    QGridLayout* m_grid;
    PlainLabel* m_empty;
    QList<QWidget*> m_panels;
    int m_columns = 0;
};

} // namespace ui
