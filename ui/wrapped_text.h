// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QPainter;
class QPoint;
class QWidget;

namespace ui {

/// What a person or a server wrote, fit to be painted: line ends become breaks, control characters are shown as a sign
/// instead of doing something.
QString displayText(const QString& text);
/// A number and its unit stay on one line: "0.56 %", "12 ms", "1.2 K req/s".
QString withUnitsKept(QString text);
/// Height of text wrapped to width, at most lines lines; the last one is elided when there is more.
int wrappedHeight(const QString& text, const QFont& font, int width, int lines);
/// Paints it with its top left corner at topLeft and gives the height used.
int paintWrapped(QPainter& painter, const QPoint& topLeft, int width, const QString& text, const QFont& font,
                 const QColor& colour, int lines);
/// Paints one line, elided, at the vertical middle of rect.
void paintLine(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
               Qt::Alignment alignment = Qt::AlignLeft);
/// A tool tip that shows text literally: QToolTip would read it as rich text when it looks like it.
void setPlainToolTip(QWidget* widget, const QString& text);
QString plainToolTip(const QString& text);
/// Text of a person for a menu or a label with a buddy: one short line in which & is no mnemonic.
QString menuText(const QString& text);

} // namespace ui
