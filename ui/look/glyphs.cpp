// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/glyphs.h"
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <array>

namespace ui {
namespace {

// In the order of the enumeration.
constexpr std::array files{
    "up",       "degraded", "down",   "inconclusive", "war-room",     "post-mortem",   "archive",       "playbook",
    "stage",    "home",     "note",   "observation",  "action",       "decision",      "communication", "automatic",
    "declared", "message",  "person", "status",       "checklist",    "graph",         "key",           "pin",
    "copy",     "edit",     "strike", "restore",      "undo",         "redo",          "history",       "clock",
    "search",   "skip",     "plus",   "close",        "chevron-down", "chevron-right", "send",          "drill",
    "import",   "export",   "lock",   "offline",      "theme",        "keyboard",      "panels",        "info",
    "dot",      "more"};
static_assert(files.size() == size_t(Glyph::More) + 1);

class GlyphEngine final : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, QColor colour, QColor checked, QColor disabled)
        : m_glyph(glyph)
        , m_colour(std::move(colour))
        , m_checked(std::move(checked))
        , m_disabled(std::move(disabled)) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        paintGlyph(*painter, m_glyph, rect, colour(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return glyphPixmap(m_glyph, colour(mode, state), std::min(size.width(), size.height()), 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new GlyphEngine(m_glyph, m_colour, m_checked, m_disabled); }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return m_disabled;
        return state == QIcon::On ? m_checked : m_colour;
    }
    Glyph m_glyph;
    QColor m_colour, m_checked, m_disabled;
};

} // namespace

Glyph glyphOf(domain::CheckState state) {
    switch (state) {
    case domain::CheckState::Up:
        return Glyph::Up;
    case domain::CheckState::Degraded:
        return Glyph::Degraded;
    case domain::CheckState::Down:
        return Glyph::Down;
    case domain::CheckState::Inconclusive:
    case domain::CheckState::Unknown:
        return Glyph::Inconclusive;
    }
    return Glyph::Inconclusive;
}

Glyph glyphOf(domain::EntryKind kind) {
    switch (kind) {
    case domain::EntryKind::Note:
        return Glyph::Note;
    case domain::EntryKind::Observation:
        return Glyph::Observation;
    case domain::EntryKind::Action:
        return Glyph::Action;
    case domain::EntryKind::Decision:
        return Glyph::Decision;
    case domain::EntryKind::Communication:
        return Glyph::Communication;
    }
    return Glyph::Note;
}

QPixmap glyphPixmap(Glyph glyph, const QColor& colour, int size, qreal devicePixelRatio) {
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    const QString name = QString::fromLatin1(files.at(size_t(glyph)));
    const QString cacheKey = QStringLiteral("bridgewatch/%1/%2/%3").arg(name, colour.name(QColor::HexArgb)).arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(cacheKey, &pixmap)) {
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(QStringLiteral(":/icons/%1.svg").arg(name));
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), colour);
        painter.end();
        QPixmapCache::insert(cacheKey, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void paintGlyph(QPainter& painter, Glyph glyph, const QRect& rect, const QColor& colour) {
    const int size = std::min(rect.width(), rect.height());
    const QRect square(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, size, size);
    painter.drawPixmap(square, glyphPixmap(glyph, colour, size, painter.device()->devicePixelRatioF()));
}

QIcon glyphIcon(Glyph glyph, const QColor& colour) {
    return glyphIcon(glyph, colour, colour, colour);
}

QIcon glyphIcon(Glyph glyph, const QColor& colour, const QColor& checked, const QColor& disabled) {
    return QIcon(new GlyphEngine(glyph, colour, checked, disabled));
}

} // namespace ui
