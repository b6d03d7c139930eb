// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tokens.h"
#include <cmath>

namespace ui {
namespace {

QColor hex(QRgb rgb) {
    return QColor(rgb);
}

Tokens darkTokens() {
    Tokens t;
    t.theme = Theme::Dark;
    t.window = hex(0x13161b);
    t.panel = hex(0x1a1e25);
    t.raised = hex(0x232932);
    t.border = hex(0x2f3642);
    t.text = hex(0xe8ebf0);
    t.muted = hex(0x98a2b3);
    t.accent = hex(0x6aa6ff);
    t.onAccent = hex(0x13161b);
    t.up = hex(0x35b58a);
    t.degraded = hex(0xe6a93d);
    t.down = hex(0xf2606c);
    t.inconclusive = hex(0x8893a4);
    t.communication = hex(0xc08cf5);
    t.series = {hex(0x6aa6ff), hex(0xe69f00), hex(0x2bb58f), hex(0xcc79a7),
                hex(0xf0e442), hex(0xe0692a), hex(0x56c8e9), hex(0xc3cad6)};
    return t;
}

Tokens lightTokens() {
    Tokens t;
    t.theme = Theme::Light;
    t.window = hex(0xf3f5f8);
    t.panel = hex(0xffffff);
    t.raised = hex(0xedf0f4);
    t.border = hex(0xd5dae2);
    t.text = hex(0x171b21);
    t.muted = hex(0x5a6475);
    t.accent = hex(0x1f5fd0);
    t.onAccent = hex(0xffffff);
    t.up = hex(0x0f7a57);
    t.degraded = hex(0x925d00);
    t.down = hex(0xc02735);
    t.inconclusive = hex(0x5a6475);
    t.communication = hex(0x7b3fc4);
    t.series = {hex(0x1f5fd0), hex(0xb07500), hex(0x008a64), hex(0xb8598f),
                hex(0x6f7f00), hex(0xc2410c), hex(0x2a8bb8), hex(0x4a5362)};
    return t;
}

Tokens withKinds(Tokens t) {
    t.note = t.inconclusive;
    t.observation = t.accent;
    t.action = t.up;
    t.decision = t.degraded;
    return t;
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

const Tokens& tokensOf(Theme theme) {
    static const Tokens dark = withKinds(darkTokens());
    static const Tokens light = withKinds(lightTokens());
    return theme == Theme::Dark ? dark : light;
}

const Tokens& tokensOf(const QPalette& palette) {
    // Style sheets change a widget's Window and Text roles, never this one, which is our window colour (paletteOf).
    return tokensOf(palette.color(QPalette::Shadow).lightness() < 128 ? Theme::Dark : Theme::Light);
}

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.panel);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Light, t.raised);
    p.setColor(QPalette::Midlight, t.raised);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.muted);
    return p;
}

Paint severityPaint(int rank) {
    if (rank <= 1)
        return {hex(0xd8363c), hex(0xffffff)};
    if (rank == 2)
        return {hex(0xf2803a), hex(0x13161b)};
    if (rank == 3)
        return {hex(0xe6c04a), hex(0x13161b)};
    return {hex(0x7a9cc6), hex(0x13161b)};
}

QColor colourOf(const Tokens& t, domain::CheckState state) {
    switch (state) {
    case domain::CheckState::Up:
        return t.up;
    case domain::CheckState::Degraded:
        return t.degraded;
    case domain::CheckState::Down:
        return t.down;
    case domain::CheckState::Inconclusive:
    case domain::CheckState::Unknown:
        return t.inconclusive;
    }
    return t.inconclusive;
}

QColor colourOf(const Tokens& t, domain::EntryKind kind) {
    switch (kind) {
    case domain::EntryKind::Note:
        return t.note;
    case domain::EntryKind::Observation:
        return t.observation;
    case domain::EntryKind::Action:
        return t.action;
    case domain::EntryKind::Decision:
        return t.decision;
    case domain::EntryKind::Communication:
        return t.communication;
    }
    return t.note;
}

QColor mixed(const QColor& base, const QColor& tint, double share) {
    const auto channel = [share](float from, float to) { return float(from + (to - from) * share); };
    return QColor::fromRgbF(channel(base.redF(), tint.redF()), channel(base.greenF(), tint.greenF()),
                            channel(base.blueF(), tint.blueF()));
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace ui
