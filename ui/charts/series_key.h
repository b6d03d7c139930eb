// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/matrix.h"
#include <QWidget>

namespace ui {

/// Names the lines of a graph in one row, each behind a stroke of its colour; what does not fit is counted. A click on
/// a name (Enter) shows that line alone, with Ctrl (Space) it hides or shows it, as Grafana does; arrow keys choose.
class SeriesKey final : public QWidget {
    Q_OBJECT
public:
    explicit SeriesKey(QWidget* parent = nullptr);
    /// Of the matrix' series in order; colours: their numbers, for hidden ones too. One line alone needs no name.
    void setMatrix(const metrics::MatrixPtr& matrix, const std::vector<int>& colours = {},
                   const std::vector<bool>& hidden = {});
    /// Names can be clicked and chosen.
    void setInteractive(bool interactive);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void isolateRequested(int series);
    void toggleRequested(int series);
    void restRequested(); ///< the count of those that do not fit was clicked

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Place {
        QRect rect;
        int series = -1; ///< -1: the count of the rest
    };
    std::vector<Place> places() const;
    int colourOf(int series) const;
    bool isHidden(int series) const { return size_t(series) < m_hidden.size() && m_hidden[size_t(series)]; }

    QStringList m_names;
    std::vector<int> m_colours;
    std::vector<bool> m_hidden;
    int m_current = 0;
    bool m_interactive = false;
};

} // namespace ui
