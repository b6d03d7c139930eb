// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/report_graph.h"

#include "metrics/unit.h"
#include "ui/charts/plot_chart.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"

#include <QBuffer>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QPainter>

namespace ui {

namespace {

constexpr QSize paper(960, 440);
constexpr int scale = 2; // sharp on a dense screen and in print
constexpr int edge = 20;
constexpr int headHeight = 64;
constexpr int lineHeight = 20;

/// Without the person's text scale: a report looks the same everywhere.
QFont fixedFont(TextSize size, QFont::Weight weight = QFont::Normal, Face face = Face::Text) {
    QFont font = fontOf(size, weight, face);
    font.setPixelSize(static_cast<int>(size));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString rangeText(const metrics::Matrix& matrix) {
    const QString day = domain::toDateText(matrix.from);
    const QString lastDay = domain::toDateText(matrix.to);
    const QString until = domain::toClockText(matrix.to, true);
    return QStringLiteral("%1 %2 – %3 UTC · step %4")
        .arg(day, domain::toClockText(matrix.from, true), day == lastDay ? until : QString(lastDay + u' ' + until),
             domain::toHumanDuration(matrix.step));
}

QString marksText(const metrics::Pin& pin) {
    QStringList parts;
    if (pin.marks.warn)
        parts << QStringLiteral("warn at %1").arg(metrics::formatValue(*pin.marks.warn, pin.unit));
    if (pin.marks.critical)
        parts << QStringLiteral("critical at %1").arg(metrics::formatValue(*pin.marks.critical, pin.unit));
    return parts.join(QStringLiteral(" · "));
}

void drawText(QPainter& painter, const QRect& rect, const QFont& font, const QColor& colour, const QString& text,
              Qt::Alignment alignment = Qt::AlignLeft) {
    painter.setFont(font);
    painter.setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(text.simplified(), Qt::ElideRight, rect.width());
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

void drawHead(QPainter& painter, const metrics::Pin& pin, const Tokens& tokens) {
    const int width = paper.width() - 2 * edge;
    drawText(painter, {edge, 12, width, 26}, fixedFont(TextSize::Title, QFont::DemiBold), tokens.text, pin.title);
    drawText(painter, {edge, 38, width, lineHeight}, fixedFont(TextSize::Small, QFont::Normal, Face::Mono),
             tokens.muted, pin.expr);
}

/// Names of the lines from left to right; what does not fit is counted.
void drawKey(QPainter& painter, const metrics::Matrix& matrix, const Tokens& tokens, int y) {
    const QFont font = fixedFont(TextSize::Small);
    const QFontMetrics metrics(font);
    int x = edge;
    for (std::size_t i = 0; i < matrix.series.size(); ++i) {
        const QString name = metrics.elidedText(matrix.series[i].legend, Qt::ElideMiddle, 280);
        const int width = 20 + metrics.horizontalAdvance(name);
        if (x + width > paper.width() - edge - 60) {
            drawText(painter, {x, y, 60, lineHeight}, font, tokens.muted,
                     QStringLiteral("+%1").arg(matrix.series.size() - i));
            return;
        }
        painter.fillRect(QRect(x, y + lineHeight / 2 - 1, 14, 3), tokens.series[i % tokens.series.size()]);
        drawText(painter, {x + 20, y, width, lineHeight}, font, tokens.text, name);
        x += width + 16;
    }
}

void drawFoot(QPainter& painter, const metrics::Pin& pin, const Tokens& tokens, int y) {
    const QFont font = fixedFont(TextSize::Small);
    const int width = paper.width() - 2 * edge;
    drawText(painter, {edge, y, width * 6 / 10, lineHeight}, font, tokens.muted,
             pin.server.isEmpty() ? rangeText(pin.matrix)
                                  : QString(rangeText(pin.matrix) + QStringLiteral(" · ") + pin.server));
    drawText(painter, {edge + width * 6 / 10, y, width * 4 / 10, lineHeight}, font, tokens.muted, marksText(pin),
             Qt::AlignRight);
}

void drawPlot(QPainter& painter, const metrics::Pin& pin, const std::vector<EventMark>& events, const Tokens& tokens,
              const QRect& where) {
    QGraphicsScene scene;
    auto* chart = new PlotChart;
    scene.addItem(chart); // takes it over
    chart->setLook(lineLook(tokens, fixedFont(TextSize::Small), fixedFont(TextSize::Small, QFont::Normal, Face::Mono)));
    chart->resize(where.size());
    const GraphData graph{std::make_shared<const metrics::Matrix>(pin.matrix), pin.marks, pin.unit};
    // The axes first: how much room their labels leave decides the size of the plot.
    ValueAxis values;
    for (int pass = 0; pass < 2; ++pass) {
        chart->layout()->activate();
        values = valueAxis(graph, chart->valueLines());
        chart->setContent(graph, values, {});
    }
    chart->layout()->activate();
    chart->place();
    QImage lines = rasterise({graph.matrix,
                              PlotChart::frameOf(graph, values),
                              (chart->plotArea().size() * scale).toSize(),
                              2.0 * scale,
                              true,
                              {tokens.series.begin(), tokens.series.end()}});
    lines.setDevicePixelRatio(scale);
    chart->setContent(graph, values, lines);
    chart->item()->setEvents(events);
    scene.render(&painter, where, QRectF(QPointF(), where.size()));
}

bool hasSamples(const metrics::Matrix& matrix) {
    return std::any_of(matrix.series.begin(), matrix.series.end(),
                       [](const metrics::Series& series) { return !series.t.empty(); });
}

} // namespace

QImage reportGraph(const metrics::Pin& pin, const std::vector<EventMark>& events) {
    const Tokens& tokens = tokensOf(Theme::Light);
    QImage image(paper * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(tokens.panel);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    drawHead(painter, pin, tokens);
    const int foot = paper.height() - 12 - lineHeight;
    const int key = foot - lineHeight;
    const QRect plot(edge, headHeight, paper.width() - 2 * edge, key - 6 - headHeight);
    if (hasSamples(pin.matrix) && pin.matrix.to > pin.matrix.from) {
        drawPlot(painter, pin, events, tokens, plot);
        drawKey(painter, pin.matrix, tokens, key);
    } else {
        drawText(painter, plot, fixedFont(TextSize::Body), tokens.muted, QStringLiteral("No samples in this window"),
                 Qt::AlignHCenter);
    }
    drawFoot(painter, pin, tokens, foot);
    return image;
}

domain::Result<QByteArray> reportGraphPng(const QByteArray& pinBytes) {
    const auto pin = metrics::pinFromBytes(pinBytes);
    if (!pin)
        return tl::unexpected(pin.error());
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly) || !reportGraph(*pin).save(&buffer, "PNG"))
        return domain::fail(domain::ErrorKind::Internal,
                            QStringLiteral("The picture of the graph \"%1\" could not be made").arg(pin->title));
    return png;
}

} // namespace ui
