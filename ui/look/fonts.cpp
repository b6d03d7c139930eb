// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fonts.h"
#include <QApplication>
#include <QVariant>
#include <QWidget>

namespace ui {
namespace {

constexpr auto sizeProperty = "textSize";
constexpr auto weightProperty = "textWeight";
constexpr auto faceProperty = "textFace";

} // namespace

double textScale() {
    const int pixels = QApplication::font().pixelSize();
    return pixels > 0 ? double(pixels) / int(TextSize::Body) : 1.0;
}

int scaled(int pixels) {
    return qRound(pixels * textScale());
}

QFont fontOf(TextSize size, QFont::Weight weight, Face face) {
    QFont font;
    if (face == Face::Mono) {
        font.setFamilies(
            {QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
    } else {
        font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                          QStringLiteral("sans-serif")});
        font.setStyleHint(QFont::SansSerif);
    }
    font.setPixelSize(scaled(int(size)));
    font.setWeight(weight);
    return font;
}

void setTextFont(QWidget* widget, TextSize size, QFont::Weight weight, Face face) {
    widget->setProperty(sizeProperty, int(size));
    widget->setProperty(weightProperty, int(weight));
    widget->setProperty(faceProperty, int(face));
    widget->setFont(fontOf(size, weight, face));
}

void refreshTextFont(QWidget* widget) {
    const QVariant size = widget->property(sizeProperty);
    if (!size.isValid())
        return;
    widget->setFont(fontOf(TextSize(size.toInt()), QFont::Weight(widget->property(weightProperty).toInt()),
                           Face(widget->property(faceProperty).toInt())));
}

} // namespace ui
