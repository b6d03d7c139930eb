// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wrapped_text.h"
#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>
#include <QTextLayout>
#include <QWidget>
#include <cmath>

namespace ui {
namespace {

/// Lays text out and calls each(line, its text as painted) for at most lines lines.
template <class Each>
int layOut(const QString& text, const QFont& font, int width, int lines, Each each) {
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    qreal y = 0;
    for (int number = 1; number <= lines; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(std::max(width, 1));
        line.setPosition({0, y});
        y += line.height();
        const bool more = line.textStart() + line.textLength() < text.size();
        each(line, number == lines && more);
    }
    layout.endLayout();
    return int(std::ceil(y));
}

} // namespace

QString displayText(const QString& text) {
    QString shown = text;
    shown.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar& c : shown) {
        if (c == QLatin1Char('\n'))
            c = QChar::LineSeparator;
        else if (c == QLatin1Char('\t'))
            c = QLatin1Char(' ');
        else if (c.category() == QChar::Other_Control || (c.unicode() >= 0x202a && c.unicode() <= 0x202e) ||
                 (c.unicode() >= 0x2066 && c.unicode() <= 0x2069))
            c = QChar(0xfffd);
    }
    return shown;
}

QString withUnitsKept(QString text) {
    static const QRegularExpression value(
        QStringLiteral("\\d (?:%|°C|(?:[KMG] )?[a-z]{1,4}/(?:s|min)|[nµm]?s|min|h|d|K|Mil|Bil|Tri|"
                       "[kKMGT]?i?[bB](?:/s)?|[kMG]?Hz)(?![\\p{L}\\d/])"));
    for (auto matches = value.globalMatch(QString(text)); matches.hasNext();) {
        const auto match = matches.next();
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (text[i] == u' ')
                text[i] = QChar(QChar::Nbsp);
        }
    }
    return text;
}

int wrappedHeight(const QString& text, const QFont& font, int width, int lines) {
    return layOut(withUnitsKept(displayText(text)), font, width, lines, [](const QTextLine&, bool) {});
}

int paintWrapped(QPainter& painter, const QPoint& topLeft, int width, const QString& text, const QFont& font,
                 const QColor& colour, int lines) {
    painter.setPen(colour);
    painter.setFont(font);
    const QString shown = withUnitsKept(displayText(text));
    return layOut(shown, font, width, lines, [&](const QTextLine& line, bool elided) {
        const QPointF baseline = QPointF(topLeft) + line.position() + QPointF(0, line.ascent());
        QString words = shown.mid(line.textStart(), elided ? -1 : line.textLength());
        words.remove(QChar(QChar::LineSeparator));
        if (elided)
            words = QFontMetricsF(font).elidedText(words, Qt::ElideRight, width);
        painter.drawText(baseline, words);
    });
}

void paintLine(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& colour,
               Qt::Alignment alignment) {
    painter.setPen(colour);
    painter.setFont(font);
    QString line = displayText(text);
    line.replace(QChar(QChar::LineSeparator), QLatin1Char(' '));
    painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(line, Qt::ElideRight, rect.width()));
}

QString plainToolTip(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

QString menuText(const QString& text) {
    constexpr int longest = 60;
    QString line = displayText(text);
    line.replace(QChar(QChar::LineSeparator), QLatin1Char(' '));
    if (line.size() > longest)
        line = QString(line.left(longest - 1) + QChar(0x2026));
    return line.replace(QLatin1Char('&'), QLatin1String("&&"));
}

void setPlainToolTip(QWidget* widget, const QString& text) {
    widget->setToolTip(plainToolTip(text));
}

} // namespace ui
