// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/fonts.h"
#include <QWidget>

class QPainter;

namespace ui {

/// The severity's own id on the colour of its rank. Colour is never alone: the id is the word.
class SeverityBadge final : public QWidget {
    Q_OBJECT
public:
    explicit SeverityBadge(TextSize size = TextSize::Body, QWidget* parent = nullptr);
    /// rank 1 is the worst; an empty id hides the badge.
    void setSeverity(const QString& id, int rank);
    QString severity() const { return m_id; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_id;
    int m_rank = 1;
    TextSize m_size;
};

/// The same for delegates: paints the badge left-aligned and vertically centred in rect, and gives its width.
int paintSeverityBadge(QPainter& painter, const QRect& rect, const QString& id, int rank, TextSize size);

} // namespace ui
