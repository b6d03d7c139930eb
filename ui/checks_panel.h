// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/checks_model.h"
#include <QWidget>

class QListView;

namespace ui {

class CheckDelegate;
class PlainLabel;

/// The health tiles, as many in a row as fit. Says what to do when the playbook has no checks.
class ChecksPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ChecksPanel(QWidget* parent = nullptr);
    items::ChecksModel* model() const { return m_model; }
    QListView* list() const { return m_list; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Height that shows every tile at this width.
    int heightFor(int width) const;

signals:
    void detailRequested(const QString& check); ///< a tile was clicked, or Enter pressed on it
    void wantedHeightChanged(int height);       ///< all tiles would be visible at this height

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();

    items::ChecksModel* m_model;
    int m_wanted = -1;
    CheckDelegate* m_delegate;
    QListView* m_list;
    PlainLabel* m_empty;
};

} // namespace ui
