// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/action_items_editor.h"

#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/wrapped_text.h"
#include <QDate>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QToolButton>
#include <QUuid>

namespace ui {

using domain::ActionItem;

domain::Result<std::optional<domain::Instant>> dayFromText(const QString& text) {
    if (text.trimmed().isEmpty())
        return std::optional<domain::Instant>();
    const QDate day = QDate::fromString(text.trimmed(), Qt::ISODate);
    if (!day.isValid())
        return domain::fail(domain::ErrorKind::Input,
                            ActionItemsEditor::tr("“%1” is not a day like 2026-11-27.").arg(text.trimmed()));
    return std::optional(domain::instantFromMs(day.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch()));
}

ActionItemsEditor::ActionItemsEditor(QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this)) {
    setAccessibleName(tr("Action items"));
    m_grid->setContentsMargins(0, 4, 0, 4);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 6);
    m_grid->setColumnStretch(2, 2);
    m_grid->setColumnStretch(3, 2);
    rebuild();
}

void ActionItemsEditor::setItems(const std::vector<ActionItem>& items) {
    if (items == m_items)
        return;
    m_items = items;
    rebuild();
}

void ActionItemsEditor::setReadOnly(bool readOnly) {
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    rebuild();
}

void ActionItemsEditor::rebuild() {
    while (QLayoutItem* old = m_grid->takeAt(0)) {
        if (QWidget* widget = old->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete old;
    }
    int row = 0;
    for (const ActionItem& item : m_items)
        addRow(row++, item);
    m_newText = m_newOwner = m_newDue = nullptr;
    if (!m_readOnly)
        addEmptyRow(row);
}

void ActionItemsEditor::addRow(int row, const ActionItem& item) {
    auto* done = new QToolButton;
    done->setCheckable(true);
    done->setChecked(item.done);
    done->setIcon(item.done ? glyphIcon(Glyph::Up, tokensOf(palette()).up) : QIcon());
    done->setFixedSize(scaled(26), scaled(26));
    done->setAccessibleName(tr("Done: %1").arg(item.text));
    done->setToolTip(item.done ? tr("Done; press to open it again") : tr("Open; press when it is done"));
    auto* text = new QLineEdit(item.text);
    text->setAccessibleName(tr("Action"));
    auto* owner = new QLineEdit(item.owner);
    owner->setPlaceholderText(tr("owner missing"));
    owner->setAccessibleName(tr("Owner of: %1").arg(item.text));
    auto* due = new QLineEdit(item.due ? domain::toDateText(*item.due) : QString());
    due->setPlaceholderText(tr("YYYY-MM-DD"));
    due->setAccessibleName(tr("Due day of: %1").arg(item.text));
    auto* remove = new QToolButton;
    remove->setIcon(glyphIcon(Glyph::Close, tokensOf(palette()).muted));
    remove->setToolTip(tr("Remove this action item"));
    remove->setAccessibleName(tr("Remove: %1").arg(item.text));
    markFlat(remove);
    for (QWidget* widget : std::initializer_list<QWidget*>{done, text, owner, due, remove})
        widget->setEnabled(!m_readOnly);

    const auto commit = [this, item, done, text, owner, due] {
        const auto day = dayFromText(due->text());
        if (!day || text->text().trimmed().isEmpty()) {
            due->setText(item.due ? domain::toDateText(*item.due) : QString());
            text->setText(item.text);
            return;
        }
        change(item, {item.id, text->text().trimmed(), owner->text().trimmed(), *day, done->isChecked()});
    };
    connect(done, &QToolButton::clicked, this, commit);
    for (QLineEdit* field : {text, owner, due})
        connect(field, &QLineEdit::editingFinished, this, commit);
    connect(remove, &QToolButton::clicked, this, [this, item] {
        emit actRequested(domain::ActionItemRemoved{item.id, item.text, item.owner, item.due});
    });
    m_grid->addWidget(done, row, 0);
    m_grid->addWidget(text, row, 1);
    m_grid->addWidget(owner, row, 2);
    m_grid->addWidget(due, row, 3);
    m_grid->addWidget(remove, row, 4);
}

void ActionItemsEditor::addEmptyRow(int row) {
    m_newText = new QLineEdit;
    m_newText->setPlaceholderText(tr("New action item"));
    m_newText->setAccessibleName(tr("New action item"));
    m_newOwner = new QLineEdit;
    m_newOwner->setPlaceholderText(tr("@owner"));
    m_newOwner->setAccessibleName(tr("Owner of the new action item"));
    m_newDue = new QLineEdit;
    m_newDue->setPlaceholderText(tr("YYYY-MM-DD"));
    m_newDue->setAccessibleName(tr("Due day of the new action item"));
    auto* add = new QToolButton;
    add->setIcon(glyphIcon(Glyph::Plus, tokensOf(palette()).accent));
    add->setToolTip(tr("Add this action item (Enter)"));
    add->setAccessibleName(tr("Add the action item"));
    markFlat(add);
    connect(add, &QToolButton::clicked, this, &ActionItemsEditor::addNew);
    for (QLineEdit* field : {m_newText, m_newOwner, m_newDue})
        connect(field, &QLineEdit::returnPressed, this, &ActionItemsEditor::addNew);
    m_grid->addWidget(m_newText, row, 1);
    m_grid->addWidget(m_newOwner, row, 2);
    m_grid->addWidget(m_newDue, row, 3);
    m_grid->addWidget(add, row, 4);
}

void ActionItemsEditor::addNew() {
    const auto day = dayFromText(m_newDue->text());
    if (!day) {
        setPlainToolTip(m_newDue, day.error().text);
        m_newDue->selectAll();
        m_newDue->setFocus();
        return;
    }
    if (m_newText->text().trimmed().isEmpty()) {
        m_newText->setFocus();
        return;
    }
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
    emit actRequested(domain::ActionItemAdded{id, m_newText->text().trimmed(), m_newOwner->text().trimmed(), *day});
}

void ActionItemsEditor::change(const ActionItem& was, ActionItem now) {
    if (was == now)
        return;
    domain::ActionItemChanged body;
    body.item = was.id;
    body.text = now.text;
    body.owner = now.owner;
    body.due = now.due;
    body.done = now.done;
    body.wasText = was.text;
    body.wasOwner = was.owner;
    body.wasDue = was.due;
    body.wasDone = was.done;
    emit actRequested(body);
}

} // namespace ui
