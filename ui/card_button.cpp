// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/card_button.h"

#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/severity_badge.h"
#include "ui/wrapped_text.h"

#include <QKeyEvent>
#include <QPainter>

namespace ui {

CardButton::CardButton(Size size, QWidget* parent)
    : QAbstractButton(parent)
    , m_size(size) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setTextFont(this, TextSize::Body); // follows a change of scale
}

void CardButton::setTexts(const QString& headline, const QString& detail, const QString& keys) {
    m_headline = withUnitsKept(headline);
    m_detail = withUnitsKept(detail);
    m_keys = keys;
    setAccessibleName(headline);
    setAccessibleDescription(keys.isEmpty() ? detail : tr("%1 Keys: %2").arg(detail, keys));
    updateGeometry();
    update();
}

void CardButton::setSeverity(const QString& id, int rank) {
    m_severity = id;
    m_rank = rank;
    updateGeometry();
    update();
}

void CardButton::setTone(Tone tone) {
    m_tone = tone;
    updateGeometry();
    update();
}

QFont CardButton::headlineFont() const {
    return m_size == Size::Large ? fontOf(TextSize::Title, QFont::DemiBold) : fontOf(TextSize::Large, QFont::DemiBold);
}

QFont CardButton::detailFont() const {
    return fontOf(m_size == Size::Large ? TextSize::Large : TextSize::Body);
}

CardButton::Places CardButton::placesFor(int width) const {
    const bool large = m_size == Size::Large;
    const int side = scaled(large ? 26 : 16), top = scaled(large ? 22 : 13);
    Places places;
    int left = side, right = width - side;
    if (!m_severity.isEmpty()) {
        const int badge = QFontMetrics(fontOf(TextSize::Small, QFont::Bold)).horizontalAdvance(m_severity) + scaled(16);
        places.badge = QRect(left, 0, badge, 0);
        left += badge + scaled(14);
    }
    if (!m_keys.isEmpty()) {
        const QFontMetrics keys(fontOf(TextSize::Body));
        const QSize cap(keys.horizontalAdvance(m_keys) + scaled(18), keys.height() + scaled(10));
        places.keys = QRect(right - cap.width(), top, cap.width(), cap.height());
        right = places.keys.left() - scaled(12);
    }
    const QFontMetrics headline(headlineFont()), detail(detailFont());
    const int textWidth = std::max(1, right - left);
    const auto heightOf = [](const QFontMetrics& metrics, int wide, const QString& text) {
        return metrics.boundingRect(QRect(0, 0, std::max(1, wide), 10'000), Qt::TextWordWrap, text).height();
    };
    places.headline = QRect(left, top, textWidth, heightOf(headline, textWidth, m_headline));
    const int sign = m_tone == Tone::Warning ? scaled(18) : 0;
    places.detail = QRect(left + sign, places.headline.bottom() + scaled(large ? 6 : 3), textWidth - sign,
                          heightOf(detail, textWidth - sign, m_detail));
    places.height = (m_detail.isEmpty() ? places.headline.bottom() : places.detail.bottom()) + top;
    places.badge.setHeight(places.height);
    return places;
}

int CardButton::heightForWidth(int width) const {
    return placesFor(width).height;
}

QSize CardButton::sizeHint() const {
    const int width = scaled(m_size == Size::Large ? 640 : 420);
    return {width, heightForWidth(width)};
}

QSize CardButton::minimumSizeHint() const {
    const int width = scaled(220);
    return {width, scaled(40)};
}

void CardButton::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    const Places places = placesFor(width());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || isDown();
    const QColor frame = hasFocus() ? t.accent : m_tone == Tone::Urgent ? t.down : lit ? t.muted : t.border;
    const double pen = hasFocus() ? 2 : 1;
    painter.setPen(QPen(frame, pen));
    painter.setBrush(isDown() ? t.raised : lit ? mixed(t.panel, t.raised, 0.6) : t.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 10, 10);

    if (!m_severity.isEmpty())
        paintSeverityBadge(painter, places.badge, m_severity, m_rank, TextSize::Small);
    painter.setFont(headlineFont());
    painter.setPen(m_tone == Tone::Urgent ? t.down : t.text);
    painter.drawText(places.headline, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_headline);
    const QRect detail = places.detail;
    if (m_tone == Tone::Warning) {
        const int size = scaled(12);
        paintGlyph(painter, Glyph::Degraded,
                   QRect(detail.left() - scaled(18), detail.top() + (QFontMetrics(detailFont()).height() - size) / 2,
                         size, size),
                   t.degraded);
    }
    painter.setFont(detailFont());
    painter.setPen(m_tone == Tone::Warning ? t.degraded : t.muted);
    painter.drawText(detail, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_detail);
    if (m_keys.isEmpty())
        return;
    painter.setPen(t.border);
    painter.setBrush(t.raised);
    painter.drawRoundedRect(QRectF(places.keys).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setFont(fontOf(TextSize::Body));
    painter.setPen(t.muted);
    painter.drawText(places.keys, Qt::AlignCenter | Qt::TextSingleLine, m_keys);
}

void CardButton::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void CardButton::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void CardButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace ui
