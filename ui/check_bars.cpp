// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check_bars.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include <QPainter>

namespace ui {
namespace {

constexpr int swatch = 10;

QFont legendFont() {
    return fontOf(TextSize::Small, QFont::Normal, Face::Mono);
}

QString legendOf(const Phase& phase) {
    return phase.name + QLatin1Char(' ') + items::latencyText(phase.us);
}

} // namespace

StripView::StripView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Recent results"));
}

void StripView::setStrip(const items::Strip& strip) {
    if (m_strip == strip)
        return;
    m_strip = strip;
    const auto bad = std::count_if(strip.begin(), strip.end(),
                                   [](const items::StripBar& bar) { return bar.state != domain::CheckState::Up; });
    setAccessibleDescription(tr("%1 results, %2 of them not up").arg(strip.size()).arg(bad));
    update();
}

QSize StripView::sizeHint() const {
    return {scaled(480), scaled(36)};
}

void StripView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    const int step = scaled(8), bar = scaled(6);
    const int room = width() / step;
    const int first = std::max(0, int(m_strip.size()) - room);
    for (int i = first; i < int(m_strip.size()); ++i) {
        const items::StripBar& one = m_strip[size_t(i)];
        const bool calm = one.state == domain::CheckState::Up;
        const int high = std::max(4, qRound(height() * (calm ? 0.2 + 0.5 * one.height : one.height)));
        const QRect rect(width() - (int(m_strip.size()) - i) * step, height() - high, bar, high);
        const QColor colour = colourOf(t, one.state);
        if (one.state == domain::CheckState::Inconclusive) {
            painter.fillRect(rect, QBrush(colour, Qt::BDiagPattern));
            painter.setPen(colour);
            painter.drawRect(rect.adjusted(0, 0, -1, -1));
        } else {
            painter.fillRect(rect, colour);
        }
    }
}

std::vector<Phase> phasesOf(const net::Phases& phases) {
    std::vector<Phase> all;
    qint64 until = 0;
    const auto add = [&](const QString& name, qint64 end) {
        if (end <= until)
            return;
        all.push_back({name, end - until});
        until = end;
    };
    add(PhaseBar::tr("DNS"), phases.dnsUs);
    add(PhaseBar::tr("connect"), phases.connectUs);
    add(PhaseBar::tr("TLS"), phases.tlsUs);
    add(PhaseBar::tr("first byte"), phases.firstByteUs);
    add(PhaseBar::tr("rest"), phases.totalUs);
    return all;
}

PhaseBar::PhaseBar(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Phases of the request"));
}

void PhaseBar::setPhases(const net::Phases& phases) {
    m_phases = phasesOf(phases);
    m_totalUs = phases.totalUs;
    QStringList spoken;
    for (const Phase& phase : m_phases)
        spoken << legendOf(phase);
    spoken << tr("total %1").arg(items::latencyText(m_totalUs));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

/// The bar and two lines for its legend.
QSize PhaseBar::sizeHint() const {
    return {scaled(480), scaled(16) + scaled(8) + 2 * QFontMetrics(legendFont()).lineSpacing() + 2};
}

void PhaseBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensOf(palette());
    const QRect bar(0, 0, width(), scaled(16));
    painter.fillRect(bar, t.raised);
    painter.setFont(legendFont());
    const QFontMetrics metrics(legendFont());
    QPoint place(0, bar.bottom() + scaled(8));
    // Where the next piece of the legend stands; a line that is full goes on below.
    const auto take = [&](int wide) {
        if (place.x() > 0 && place.x() + wide > width())
            place = {0, place.y() + metrics.lineSpacing()};
        const QPoint taken = place;
        place.rx() += wide + scaled(16);
        return taken;
    };
    int x = 0;
    for (size_t i = 0; i < m_phases.size() && m_totalUs > 0; ++i) {
        const QColor colour = t.series[i % t.series.size()];
        const bool last = i + 1 == m_phases.size();
        const int wide = last ? bar.width() - x : std::max(2, int(bar.width() * m_phases[i].us / m_totalUs));
        painter.fillRect(x, bar.y(), wide, bar.height(), colour);
        x += wide;
        const QString text = legendOf(m_phases[i]);
        const QPoint at = take(swatch + 6 + metrics.horizontalAdvance(text));
        painter.fillRect(at.x(), at.y() + metrics.height() / 2 - swatch / 2, swatch, swatch, colour);
        painter.setPen(t.text);
        painter.drawText(at.x() + swatch + 6, at.y() + metrics.ascent(), text);
    }
    const QString total =
        m_totalUs > 0 ? tr("total %1").arg(items::latencyText(m_totalUs)) : tr("nothing was measured");
    painter.setPen(t.muted);
    painter.drawText(take(metrics.horizontalAdvance(total)) + QPoint(0, metrics.ascent()), total);
}

} // namespace ui
