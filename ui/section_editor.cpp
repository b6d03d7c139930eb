// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/section_editor.h"

#include "ui/growing_edit.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int leastLines = 3;
constexpr int mostLines = 2000;
constexpr int generatedLines = 16;

/// Text on the panel itself; a frame only where the cursor is.
const char* const bareSheet =
    "QPlainTextEdit { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px 6px; }"
    "QPlainTextEdit:hover { border: 1px solid palette(mid); }"
    "QPlainTextEdit:focus { border: 1px solid palette(highlight); padding: 2px 6px; }";

} // namespace

SectionEditor::SectionEditor(const report::Section& section, QWidget* parent)
    : QFrame(parent)
    , m_id(section.id)
    , m_heading(new PlainLabel(QString(QStringLiteral("## ") + section.title)))
    , m_text(new GrowingEdit(section.generated ? 1 : leastLines, mostLines)) {
    setTextFont(m_heading, TextSize::Body, QFont::DemiBold, Face::Mono);
    m_heading->setContentsMargins(8, 0, 0, 0);
    setTextFont(m_text, TextSize::Body, QFont::Normal, Face::Mono);
    m_text->setStyleSheet(QLatin1String(bareSheet));
    m_text->setAccessibleName(section.title);
    m_text->setAccessibleDescription(section.prompt);
    const QString hint =
        section.generated ? tr("Add to what the program writes, in Markdown") : tr("Write here, in Markdown");
    m_text->setPlaceholderText(section.prompt.isEmpty() ? hint : section.prompt);
    m_text->installEventFilter(this);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    column->addWidget(m_heading);
    if (section.generated)
        buildGenerated();
    column->addWidget(m_text);

    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            emit typed(m_id, m_text->toPlainText());
    });
    connect(m_text, &GrowingEdit::left, this, [this] { emit left(m_id); });
    connect(m_text, &GrowingEdit::cursorMoved, this,
            [this](const QRect& at) { emit cursorMoved(at.translated(m_text->mapTo(this, QPoint()))); });
}

void SectionEditor::buildGenerated() {
    m_block = new QFrame;
    m_generated = new GrowingEdit(1, generatedLines);
    m_generated->setReadOnly(true);
    m_generated->setAccessibleName(tr("Generated part, refreshes from the incident"));
    setTextFont(m_generated, TextSize::Body, QFont::Normal, Face::Mono);
    m_generated->setStyleSheet(QLatin1String(bareSheet));
    m_generated->installEventFilter(this);
    auto* mark = new PlainLabel(tr("generated · refreshes from the incident"));
    setTextFont(mark, TextSize::Small);
    mark->setAlignment(Qt::AlignRight);
    mark->setForegroundRole(QPalette::Highlight);
    auto* inside = new QVBoxLayout(m_block);
    inside->setContentsMargins(12, 6, 8, 6);
    inside->setSpacing(2);
    inside->addWidget(mark);
    inside->addWidget(m_generated);
    layout()->addWidget(m_block);
}

QString SectionEditor::text() const {
    return m_text->toPlainText();
}

void SectionEditor::setText(const QString& text) {
    const QScopedValueRollback<bool> showing(m_showing, true);
    m_text->replaceText(text);
}

void SectionEditor::setGenerated(const QString& markdown) {
    if (m_generated != nullptr)
        m_generated->replaceText(markdown);
}

void SectionEditor::setReadOnly(bool readOnly) {
    m_text->setReadOnly(readOnly);
}

void SectionEditor::focusText() {
    m_text->setFocus(Qt::OtherFocusReason);
}

void SectionEditor::addBelow(QWidget* widget) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->count() - 1, widget);
}

bool SectionEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn)
        emit entered(m_id);
    return QFrame::eventFilter(watched, event);
}

void SectionEditor::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (m_block == nullptr)
        return;
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    const QRect whole(0, m_block->y(), width(), m_block->height());
    painter.fillRect(whole, mixed(t.panel, t.accent, rowTint));
    painter.fillRect(QRect(0, whole.y(), 3, whole.height()), mixed(t.panel, t.accent, 0.6));
}

} // namespace ui
