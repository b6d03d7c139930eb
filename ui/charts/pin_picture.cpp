// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pin_picture.h"

#include "ui/charts/graph_view.h"
#include "ui/charts/series_key.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QPainter>

namespace ui {

namespace {

constexpr QSize pictureSize{1200, 480};
constexpr int edge = 24;
constexpr int headHeight = 56;
constexpr int keyHeight = 28;

QString spanText(const metrics::Pin& pin) {
    const QString day = domain::toDateText(pin.matrix.from);
    const QString lastDay = domain::toDateText(pin.matrix.to);
    return day + u" " + domain::toClockText(pin.matrix.from) + u" to " + (lastDay == day ? QString() : lastDay + u" ") +
           domain::toClockText(pin.matrix.to) + u" UTC, step " + domain::toHumanDuration(pin.matrix.step);
}

void paintHead(QPainter& painter, const metrics::Pin& pin, const Tokens& tokens) {
    const QRect head(edge, edge / 2, pictureSize.width() - 2 * edge, headHeight);
    const auto line = [&](const QFont& font, const QColor& ink, int top, Qt::Alignment where, const QString& text) {
        painter.setFont(font);
        painter.setPen(ink);
        const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, head.width());
        painter.drawText(head.adjusted(0, top, 0, 0), static_cast<int>(where | Qt::AlignTop) | Qt::TextSingleLine,
                         shown);
    };
    line(fontOf(TextSize::Title, QFont::DemiBold), tokens.text, 0, Qt::AlignLeft, pin.title);
    line(fontOf(TextSize::Body), tokens.muted, 6, Qt::AlignRight, spanText(pin));
    line(fontOf(TextSize::Body, QFont::Normal, Face::Mono), tokens.muted, 32, Qt::AlignLeft, pin.expr);
}

void renderAt(QPainter& painter, QWidget& widget, const QRect& place, const QPalette& palette) {
    widget.setPalette(palette);
    widget.resize(place.size());
    widget.ensurePolished();
    // Off the screen a chart lays itself out only when it is told to.
    widget.render(&painter, place.topLeft(), {}, QWidget::DrawChildren);
}

} // namespace

QImage pinPicture(const metrics::Pin& pin, const std::vector<EventMark>& events) {
    const Tokens& tokens = tokensOf(Theme::Light);
    const QPalette palette = paletteOf(tokens);
    QImage image(pictureSize, QImage::Format_RGB32);
    image.fill(tokens.panel);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHead(painter, pin, tokens);

    const auto matrix = std::make_shared<const metrics::Matrix>(pin.matrix);
    const int top = edge / 2 + headHeight;
    const int bottom = pictureSize.height() - edge / 2 - keyHeight;
    GraphView graph;
    graph.setSynchronous(true);
    graph.setPalette(palette);
    graph.resize(pictureSize.width() - 2 * edge, bottom - top);
    graph.setData({matrix, pin.marks, pin.unit});
    graph.setEvents(events);
    renderAt(painter, graph, QRect(edge, top, graph.width(), graph.height()), palette);

    SeriesKey key;
    key.setMatrix(matrix);
    renderAt(painter, key, QRect(edge, bottom, pictureSize.width() - 2 * edge, keyHeight), palette);
    return image;
}

} // namespace ui
