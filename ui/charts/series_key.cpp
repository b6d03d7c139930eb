// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_key.h"

#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int stroke = 12;
constexpr int gap = 6;

} // namespace

SeriesKey::SeriesKey(QWidget* parent)
    : QWidget(parent) {
    setTextFont(this, TextSize::Small);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void SeriesKey::setMatrix(const metrics::MatrixPtr& matrix) {
    QStringList names;
    if (matrix && matrix->series.size() > 1) {
        for (const metrics::Series& series : matrix->series)
            names << series.legend;
    }
    if (names.count(QString()) == names.size()) // lines without names, as on Stage
        names.clear();
    setVisible(!names.isEmpty());
    if (names == m_names)
        return;
    m_names = names;
    setAccessibleName(tr("Lines: %1").arg(QStringList(names.mid(0, 20)).join(QStringLiteral(", "))));
    update();
}

QSize SeriesKey::sizeHint() const {
    return {scaled(120), fontMetrics().height() + 2};
}

QSize SeriesKey::minimumSizeHint() const {
    return {0, fontMetrics().height() + 2};
}

void SeriesKey::paintEvent(QPaintEvent*) {
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    int x = 0;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const QString rest = i + 1 < m_names.size() ? tr("+%1").arg(m_names.size() - i) : QString();
        const int restWidth = rest.isEmpty() ? 0 : metrics.horizontalAdvance(rest) + gap;
        const QString name = metrics.elidedText(m_names[i], Qt::ElideMiddle, std::max(width() * 3 / 5, scaled(60)));
        const int nameWidth = metrics.horizontalAdvance(name);
        if (x + stroke + gap + nameWidth + restWidth > width()) {
            painter.setPen(tokens.muted);
            painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             i == 0 ? tr("%1 lines").arg(m_names.size()) : tr("+%1").arg(m_names.size() - i));
            return;
        }
        painter.fillRect(QRect(x, height() / 2 - 1, stroke, 3),
                         tokens.series[static_cast<std::size_t>(i) % tokens.series.size()]);
        painter.setPen(tokens.muted);
        painter.drawText(QRect(x + stroke + gap, 0, nameWidth + 1, height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
        x += stroke + gap + nameWidth + 2 * gap;
    }
}

} // namespace ui
