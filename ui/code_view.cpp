// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code_view.h"

#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include <QPainter>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>
#include <algorithm>

namespace ui {
namespace {

/// Share of a mark's colour behind the text it marks: text keeps 4.5:1 on it (tests/ui/tst_code_view).
constexpr double markTint = 0.18;

/// The numbers beside the text.
class Gutter final : public QWidget {
public:
    explicit Gutter(CodeView* view)
        : QWidget(view)
        , m_view(view) {}
    QSize sizeHint() const override { return {m_view->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        m_view->paintGutter(painter, event->rect());
    }

private:
    CodeView* m_view;
};

/// Which lines stand in a fenced block, its fences included.
std::vector<bool> fencedLines(const QString& text) {
    std::vector<bool> fenced;
    bool inside = false;
    for (const QStringView line : QStringView(text).tokenize(u'\n')) {
        const QStringView bare = line.trimmed();
        const bool fence = bare.startsWith(QLatin1String("```")) || bare.startsWith(QLatin1String("~~~"));
        fenced.push_back(inside || fence);
        if (fence)
            inside = !inside;
    }
    return fenced;
}

/// Cut for the screen only: one line of a megabyte would be laid out for seconds.
QString withShortLines(const QString& text) {
    QString shown;
    shown.reserve(text.size());
    bool first = true;
    for (const QStringView line : QStringView(text).tokenize(u'\n')) {
        if (!std::exchange(first, false))
            shown += u'\n';
        if (line.size() <= CodeView::longestLine)
            shown += line;
        else
            shown += line.first(CodeView::longestLine) +
                     CodeView::tr(" … (%1 more characters)").arg(line.size() - CodeView::longestLine);
    }
    return shown;
}

QColor colourOf(const Tokens& t, CodeView::Mark mark) {
    switch (mark) {
    case CodeView::Mark::Taken:
        return t.up;
    case CodeView::Mark::Warning:
        return t.degraded;
    case CodeView::Mark::Error:
        return t.down;
    }
    return t.up;
}

} // namespace

CodeView::CodeView(Language language, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_language(language)
    , m_gutter(new Gutter(this)) {
    setTextFont(this, TextSize::Body, QFont::Normal, Face::Mono);
    setLineWrapMode(language == Language::Markdown ? WidgetWidth : NoWrap);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setAcceptDrops(false); // a file that is dropped is for the window: it would become a path in the text
    viewport()->setAcceptDrops(false);
    setStyleSheet(QStringLiteral(
        "QPlainTextEdit { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; }"
        "QPlainTextEdit:focus { border: 1px solid palette(highlight); padding: 0; }"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, this, &CodeView::refreshLater);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &CodeView::refreshLater);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        const int line = currentLine();
        m_gutter->update();
        if (line != std::exchange(m_line, line) && !m_showing)
            emit lineChosen(line);
    });
}

void CodeView::showText(const QString& text) {
    const QScopedValueRollback showing(m_showing, true);
    m_fenced = m_language == Language::Markdown ? fencedLines(text) : std::vector<bool>{};
    setPlainText(isReadOnly() ? withShortLines(text) : text);
    m_line = currentLine();
    refreshSelections();
}

void CodeView::setMarks(std::map<int, Mark> marks) {
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    m_gutter->update();
    refreshSelections();
}

void CodeView::setChosen(std::vector<Span> spans) {
    if (spans == m_chosen)
        return;
    m_chosen = std::move(spans);
    m_gutter->update();
    refreshSelections();
}

void CodeView::showLine(int line) {
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, std::max(1, blockCount())) - 1);
    if (!block.isValid())
        return;
    const QScopedValueRollback showing(m_showing, true);
    setTextCursor(QTextCursor(block));
    centerCursor();
    m_line = currentLine();
}

int CodeView::currentLine() const {
    return textCursor().blockNumber() + 1;
}

bool CodeView::isChosen(int line) const {
    return std::any_of(m_chosen.begin(), m_chosen.end(),
                       [line](const Span& span) { return span.from <= line && line <= span.to; });
}

void CodeView::colourLine(const QTextBlock& block, QList<QTextEdit::ExtraSelection>& into) const {
    static const QRegularExpression key(QStringLiteral("^\\s*(?:- )?[\\w.-]+(?=:(?:\\s|$))"));
    const Tokens& t = tokensOf(palette());
    const QString text = block.text();
    const auto take = [&](qsizetype from, qsizetype length, const QColor& ink) {
        QTextEdit::ExtraSelection selection;
        selection.format.setForeground(ink);
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(int(block.position() + from));
        selection.cursor.setPosition(int(block.position() + from + length), QTextCursor::KeepAnchor);
        into << selection;
    };
    const QString bare = text.trimmed();
    if (m_language == Language::Markdown) {
        const auto line = size_t(block.blockNumber());
        const bool fenced = line < m_fenced.size() && m_fenced[line];
        if (!fenced && bare.startsWith(u'#'))
            take(0, text.size(), t.accent);
        else if (fenced && (bare.startsWith(QLatin1String("```")) || bare.startsWith(QLatin1String("~~~"))))
            take(0, text.size(), t.muted);
        return;
    }
    if (bare.startsWith(u'#'))
        take(0, text.size(), t.muted);
    else if (const auto match = key.match(text); match.hasMatch())
        take(0, match.capturedLength(), t.accent);
}

/// Text, scroll bar and size change in the middle of a change of the document, where cursors must neither come nor go.
void CodeView::refreshLater() {
    if (!std::exchange(m_refreshing, true))
        QMetaObject::invokeMethod(this, &CodeView::refreshSelections, Qt::QueuedConnection);
}

/// Formats of the visible lines.
void CodeView::refreshSelections() {
    m_refreshing = false;
    const Tokens& t = tokensOf(palette());
    QList<QTextEdit::ExtraSelection> selections;
    const int bottom = viewport()->height();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (blockBoundingGeometry(block).translated(contentOffset()).top() > bottom)
            break;
        const auto mark = m_marks.find(block.blockNumber() + 1);
        if (mark != m_marks.end()) {
            QTextEdit::ExtraSelection selection;
            selection.format.setBackground(mixed(t.panel, colourOf(t, mark->second), markTint));
            selection.cursor = QTextCursor(block);
            selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            selections << selection;
        }
        colourLine(block, selections);
    }
    setExtraSelections(selections);
}

int CodeView::gutterWidth() const {
    const int digits = std::max(3, int(QString::number(blockCount()).size()));
    return scaled(24) + fontMetrics().horizontalAdvance(u'9') * digits + scaled(10);
}

void CodeView::paintGutter(QPainter& painter, const QRect& rect) {
    const Tokens& t = tokensOf(palette());
    painter.fillRect(rect, t.panel);
    const int right = m_gutter->width() - scaled(10), here = currentLine();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > rect.bottom())
            break;
        if (place.bottom() < rect.top())
            continue;
        const int line = block.blockNumber() + 1, y = int(place.top());
        const int lineHeight = fontMetrics().height();
        if (isChosen(line))
            painter.fillRect(0, y, 3, int(place.height()) + 1, t.accent);
        const auto mark = m_marks.find(line);
        if (mark != m_marks.end()) {
            const int size = scaled(11);
            const Glyph glyph = mark->second == Mark::Error     ? Glyph::Down
                                : mark->second == Mark::Warning ? Glyph::Degraded
                                                                : Glyph::Up;
            paintGlyph(painter, glyph, {scaled(8), y + (lineHeight - size) / 2, size, size}, colourOf(t, mark->second));
        }
        painter.setFont(font());
        painter.setPen(line == here && hasFocus() ? t.text : t.muted);
        painter.drawText(QRect(0, y, right, lineHeight), Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
    }
}

void CodeView::paintEvent(QPaintEvent* event) {
    if (!m_chosen.empty()) {
        QPainter painter(viewport());
        const Tokens& t = tokensOf(palette());
        for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
            const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
            if (place.top() > event->rect().bottom())
                break;
            if (isChosen(block.blockNumber() + 1))
                painter.fillRect(QRectF(0, place.top(), viewport()->width(), place.height()),
                                 mixed(t.panel, t.accent, rowTint));
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void CodeView::placeGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void CodeView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
    refreshLater();
}

void CodeView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        placeGutter();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshSelections();
}

} // namespace ui
