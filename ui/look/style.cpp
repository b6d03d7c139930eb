// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/style.h"
#include "ui/look/fonts.h"
#include <QApplication>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>

namespace ui {
namespace {

// Names in @…@ are tokens; lengths are written in px at scale 1 and are few, so they stay as they are.
constexpr auto sheet = R"(
QToolTip { background: @raised@; color: @text@; border: 1px solid @border@; padding: 4px; }
QPushButton, QToolButton { background: @raised@; color: @text@; border: 1px solid @border@; border-radius: 6px; padding: 5px 12px; }
QToolButton { padding: 4px; }
QPushButton:hover, QToolButton:hover { border-color: @muted@; }
QPushButton:pressed, QToolButton:pressed { background: @border@; }
QPushButton:disabled, QToolButton:disabled { color: @muted@; background: @panel@; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent@; padding: 4px 11px; }
QToolButton:focus { padding: 3px; }
QPushButton[primary="true"] { background: @accent@; color: @onAccent@; border-color: @accent@; }
QPushButton[primary="true"]:hover { background: @accentHover@; }
QPushButton[primary="true"]:focus { border: 2px solid @text@; }
QPushButton[primary="true"]:disabled { background: @raised@; color: @muted@; border-color: @border@; }
QPushButton[flat="true"], QToolButton[flat="true"] { background: transparent; border: 1px solid transparent; color: @accent@; }
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover { background: @raised@; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus { border: 2px solid @accent@; }
QPushButton[flat="true"]:disabled, QToolButton[flat="true"]:disabled { color: @muted@; }
QPushButton[chip="true"] { border-radius: 11px; padding: 3px 10px; border: 1px solid @raised@; color: @muted@; }
QPushButton[chip="true"]:hover { border-color: @muted@; }
QPushButton[chip="true"]:checked { background: @accent@; color: @onAccent@; border-color: @accent@; }
QPushButton[chip="true"]:focus { border: 2px solid @accent@; padding: 2px 9px; }
QPushButton[chip="true"]:checked:focus { border: 2px solid @text@; }
QPushButton[step="true"] { color: @muted@; border-color: @raised@; padding: 5px 12px; }
QPushButton[step="true"]:hover { border-color: @muted@; }
QPushButton[step="true"]:focus { border: 2px solid @accent@; padding: 4px 11px; }
QPushButton[step="true"][narrow="true"] { padding: 5px 7px; }
QPushButton[step="true"][narrow="true"]:focus { padding: 4px 6px; }
QPushButton[step="true"][passed="true"] { color: @up@; }
QPushButton[late="true"] { color: @down@; border-color: @down@; }
QPushButton[inline="true"] { padding: 0 10px; }
QPushButton[inline="true"]:focus { padding: 0 9px; }
QPushButton[step="true"]:checked { background: @accent@; color: @onAccent@; border-color: @accent@; }
QPushButton[step="true"]:checked:focus { border: 2px solid @text@; padding: 4px 11px; }
QToolButton[activity="true"] { background: transparent; border: none; border-left: 3px solid transparent; border-radius: 0; padding: 0 3px 0 0; }
QToolButton[activity="true"]:hover { background: @raised@; }
QToolButton[activity="true"]:checked { border-left: 3px solid @accent@; background: @raised@; }
QToolButton[activity="true"]:focus { border: 2px solid @accent@; padding: 0; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit { background: @window@; color: @text@; border: 1px solid @border@; border-radius: 6px;
  padding: 5px 8px; selection-background-color: @accent@; selection-color: @onAccent@; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus { border: 2px solid @accent@; padding: 4px 7px; }
QComboBox::drop-down { border: none; background: transparent; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/@chevron@.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @panel@; border: 1px solid @border@; selection-background-color: @accent@; selection-color: @onAccent@; }
QAbstractItemView { background: transparent; border: 1px solid transparent; outline: none; }
QAbstractItemView:focus { border: 1px solid @accent@; border-radius: 6px; }
QHeaderView { background: @panel@; }
QHeaderView::section { background: @panel@; color: @muted@; border: none; border-bottom: 1px solid @border@; padding: 6px 8px; }
QMenu { background: @panel@; border: 1px solid @border@; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent@; color: @onAccent@; }
QMenu::item:disabled { color: @muted@; }
QMenu::separator { height: 1px; background: @border@; margin: 4px 8px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border@; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @muted@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border@; }
QFrame[panel="true"] { background: @panel@; border: 1px solid @border@; border-radius: 10px; }
QFrame[screenHeader="true"] { background: @panel@; border: none; border-bottom: 1px solid @border@; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QFrame[pill="true"] { background: @raised@; border: none; border-radius: 6px; }
QFrame[panelHeader="true"] { border: none; border-bottom: 1px solid @border@; }
QFrame[activityBar="true"] { background: @panel@; border: none; border-right: 1px solid @border@; }
QFrame[strip="true"] { background: @panel@; border: none; border-top: 1px solid @border@; }
QFrame[rule="true"] { background: @border@; border: none; max-height: 1px; min-height: 1px; }
QLabel[muted="true"] { color: @muted@; }
QLabel[state="up"] { color: @up@; }
QLabel[state="degraded"] { color: @degraded@; }
QLabel[state="down"] { color: @down@; }
QLabel[keycap="true"] { background: @raised@; border: 1px solid @border@; border-radius: 4px; padding: 2px 6px; color: @muted@; }
)";

QString sheetOf(const Tokens& t) {
    QString text = QString::fromLatin1(sheet);
    const std::pair<const char*, QColor> names[] = {
        {"@window@", t.window}, {"@panel@", t.panel},       {"@raised@", t.raised},
        {"@border@", t.border}, {"@text@", t.text},         {"@muted@", t.muted},
        {"@accent@", t.accent}, {"@onAccent@", t.onAccent}, {"@accentHover@", mixed(t.accent, t.text, 0.15)},
        {"@up@", t.up},         {"@degraded@", t.degraded}, {"@down@", t.down}};
    text.replace(QLatin1String("@chevron@"),
                 t.theme == Theme::Dark ? QStringLiteral("chevron-on-dark") : QStringLiteral("chevron-on-light"));
    for (const auto& [name, colour] : names)
        text.replace(QLatin1String(name), colour.name());
    return text;
}

} // namespace

void applyLook(QApplication& application, Theme theme, double scale) {
    const Tokens& t = tokensOf(theme);
    if (application.style()->name() != QLatin1String("fusion") && application.styleSheet().isEmpty())
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(t));
    QFont font = fontOf(TextSize::Body);
    font.setPixelSize(qRound(int(TextSize::Body) * std::clamp(scale, 0.75, 2.0)));
    application.setFont(font);
    application.setStyleSheet(sheetOf(t));
    // With a style sheet Qt leaves fonts of existing widgets alone: those that chose none resolve theirs anew.
    for (QWidget* widget : application.allWidgets()) {
        if (!widget->testAttribute(Qt::WA_SetFont))
            widget->setFont(QFont());
        refreshTextFont(widget);
    }
}

void markPrimary(QWidget* button) {
    button->setProperty("primary", true);
}

void markFlat(QWidget* button) {
    button->setProperty("flat", true);
}

} // namespace ui
