// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;

/// Our own SVG icons, tinted when they are drawn: common fonts lack some of the signs we need.
namespace ui {

enum class Glyph {
    Up,
    Degraded,
    Down,
    Inconclusive,
    WarRoom,
    PostMortem,
    Archive,
    Playbook,
    Stage,
    Home,
    Note,
    Observation,
    Action,
    Decision,
    Communication,
    Automatic,
    Declared,
    Message,
    Person,
    Status,
    Checklist,
    Graph,
    Key,
    Pin,
    Copy,
    Edit,
    Strike,
    Restore,
    Undo,
    Redo,
    History,
    Clock,
    Search,
    Skip,
    Plus,
    Close,
    ChevronDown,
    ChevronRight,
    Send,
    Drill,
    Import,
    Export,
    Lock,
    Offline,
    Theme,
    Keyboard,
    Panels,
    Info,
    Dot,
    More
};

/// The sign of a state; word and colour stand beside it (words.h, tokens.h).
Glyph glyphOf(domain::CheckState state);
Glyph glyphOf(domain::EntryKind kind);

/// size is in device-independent pixels; cached.
QPixmap glyphPixmap(Glyph glyph, const QColor& colour, int size, qreal devicePixelRatio);
/// Draws sharply at the painter's own scale.
void paintGlyph(QPainter& painter, Glyph glyph, const QRect& rect, const QColor& colour);
QIcon glyphIcon(Glyph glyph, const QColor& colour);
/// With other colours while checked or disabled.
QIcon glyphIcon(Glyph glyph, const QColor& colour, const QColor& checked, const QColor& disabled);

} // namespace ui
