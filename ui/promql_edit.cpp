// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/promql_edit.h"
#include "metrics/promql_words.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include "ui/wrapped_text.h"
#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

namespace ui {
namespace {

const metrics::PromqlWord* promqlWord(const QString& word) {
    const auto& all = metrics::promqlWords();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == word; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

PromqlEdit::PromqlEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_completer(new QCompleter(this))
    , m_words(new QStandardItemModel(this)) {
    setTextFont(this, TextSize::Body, QFont::Normal, Face::Mono);
    setTabChangesFocus(true);
    m_completer->setModel(m_words);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setAccessibleName(tr("Words that fit here"));
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { take(index.data(Qt::UserRole).toString()); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] { setError(std::nullopt); });
}

QStringList PromqlEdit::offered() const {
    QStringList words;
    for (int row = 0; m_completer->popup()->isVisible() && row < m_words->rowCount(); ++row)
        words << m_words->item(row)->data(Qt::UserRole).toString();
    return words;
}

void PromqlEdit::offer(const metrics::Wish& wish, const QStringList& words) {
    if (wish != metrics::wishAt(toPlainText(), textCursor().position()))
        return;
    m_wish = wish;
    // What stands there already is no help.
    if (words.isEmpty() || words == QStringList{wish.prefix} || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_words->clear();
    for (const QString& word : words) {
        auto* item = new QStandardItem(displayText(word));
        item->setData(word, Qt::UserRole);
        if (const metrics::PromqlWord* known = wish.kind == metrics::Wish::Kind::Name ? promqlWord(word) : nullptr)
            item->setText(known->says.isEmpty() ? known->signature
                                                : (known->signature.isEmpty() ? word : known->signature) +
                                                      QStringLiteral("   ") + known->says);
        m_words->appendRow(item);
    }
    QRect place = cursorRect();
    QTextCursor begin = textCursor();
    begin.setPosition(wish.from);
    place.setLeft(cursorRect(begin).left());
    place.setWidth(std::min(scaled(420), m_completer->popup()->sizeHintForColumn(0) + scaled(40)));
    m_completer->setCompletionPrefix(wish.prefix);
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void PromqlEdit::take(const QString& word) {
    QTextCursor cursor = textCursor();
    const int end = cursor.position();
    cursor.setPosition(m_wish.from);
    cursor.setPosition(std::max(end, m_wish.from), QTextCursor::KeepAnchor);
    QString text = word;
    int back = 0;
    if (m_wish.kind == metrics::Wish::Kind::Value) {
        text.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    } else if (m_wish.kind == metrics::Wish::Kind::Name) {
        const metrics::PromqlWord* found = promqlWord(word);
        if (found && !found->signature.isEmpty()) {
            text += QStringLiteral("()");
            back = found->signature.endsWith(QStringLiteral("()")) ? 0 : 1;
        }
    }
    cursor.insertText(text);
    cursor.movePosition(QTextCursor::Left, QTextCursor::MoveAnchor, back);
    setTextCursor(cursor);
}

void PromqlEdit::setError(std::optional<int> index) {
    if (index == m_error)
        return;
    m_error = index;
    underline();
}

void PromqlEdit::underline() {
    QList<QTextEdit::ExtraSelection> marks;
    if (m_error) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        const int last = std::max(0, int(toPlainText().size()) - 1); // an error at the end has nothing below it
        mark.cursor.setPosition(std::min(*m_error, last));
        mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        if (!mark.cursor.hasSelection())
            mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(tokensOf(palette()).down);
        marks << mark;
    }
    setExtraSelections(marks);
}

void PromqlEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        underline();
}

void PromqlEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool open = m_completer->popup()->isVisible();
    if (open && (enter || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the list's
        return;
    }
    if (enter) {
        if (event->modifiers() & (Qt::AltModifier | Qt::ShiftModifier))
            textCursor().insertText(QStringLiteral("\n"));
        else
            emit submitted();
        return;
    }
    const bool asked = event->key() == Qt::Key_Space && event->modifiers() & Qt::ControlModifier;
    if (!asked)
        QPlainTextEdit::keyPressEvent(event);
    const metrics::Wish wish = metrics::wishAt(toPlainText(), textCursor().position());
    const bool typed = !event->text().isEmpty() && event->text()[0].isPrint();
    const bool begins = wish.kind == metrics::Wish::Kind::Label || wish.kind == metrics::Wish::Kind::Value;
    if (wish.kind == metrics::Wish::Kind::Nothing || !(asked || open || (typed && (begins || wish.prefix.size() > 1))))
        return m_completer->popup()->hide();
    emit wordsWanted(wish);
}

} // namespace ui
