// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <QWidget>

namespace ui {

/// Names the lines of a graph in one row, each behind a stroke of its colour; what does not fit is counted.
class SeriesKey final : public QWidget {
    Q_OBJECT
public:
    explicit SeriesKey(QWidget* parent = nullptr);
    /// Of the matrix' series in order. One line alone needs no name.
    void setMatrix(const metrics::MatrixPtr& matrix);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_names;
};

} // namespace ui
