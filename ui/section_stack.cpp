// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/section_stack.h"

#include "report/generated.h"
#include "ui/action_items_editor.h"
#include "ui/section_editor.h"
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui {

SectionStack::SectionStack(QWidget* parent)
    : QScrollArea(parent)
    , m_column(new QVBoxLayout) {
    setAccessibleName(tr("Sections of the post-mortem, as Markdown"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* inside = new QWidget;
    inside->setLayout(m_column);
    m_column->setContentsMargins(0, 6, 0, 24);
    m_column->setSpacing(4);
    m_column->addStretch(1);
    setWidget(inside);
}

void SectionStack::setSections(const std::vector<report::Section>& sections) {
    std::vector<std::pair<QString, QString>> shape;
    shape.reserve(sections.size());
    for (const report::Section& section : sections)
        shape.push_back({section.id, section.title});
    if (shape == m_shape)
        return;
    m_shape = shape;
    for (const auto& [id, old] : m_editors) {
        old->disconnect(this);
        delete old;
    }
    m_editors.clear();
    m_actionItems = nullptr;
    for (const report::Section& section : sections)
        add(section);
    setReadOnly(m_readOnly);
}

void SectionStack::add(const report::Section& section) {
    auto* editor = new SectionEditor(section);
    m_editors[section.id] = editor;
    m_column->insertWidget(m_column->count() - 1, editor);
    connect(editor, &SectionEditor::typed, this, &SectionStack::typed);
    connect(editor, &SectionEditor::left, this, &SectionStack::left);
    connect(editor, &SectionEditor::entered, this, &SectionStack::entered);
    connect(editor, &SectionEditor::cursorMoved, this, [this, editor](const QRect& at) {
        const QPoint place = editor->mapTo(widget(), at.center());
        ensureVisible(place.x(), place.y(), 0, 60);
    });
    if (section.generated && report::generatedBlock(section.id) == report::Generated::ActionItems) {
        m_actionItems = new ActionItemsEditor;
        editor->addBelow(m_actionItems);
        connect(m_actionItems, &ActionItemsEditor::actRequested, this, &SectionStack::actRequested);
    }
}

void SectionStack::setText(const QString& section, const QString& text) {
    if (SectionEditor* found = editor(section))
        found->setText(text);
}

void SectionStack::setGenerated(const std::vector<report::Section>& sections, const QStringList& markdown) {
    for (size_t i = 0; i < sections.size() && qsizetype(i) < markdown.size(); ++i)
        if (SectionEditor* found = editor(sections[i].id))
            found->setGenerated(markdown[qsizetype(i)]);
}

void SectionStack::setActionItems(const std::vector<domain::ActionItem>& items) {
    if (m_actionItems != nullptr)
        m_actionItems->setItems(items);
}

void SectionStack::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    for (const auto& [id, one] : m_editors)
        one->setReadOnly(readOnly);
    if (m_actionItems != nullptr)
        m_actionItems->setReadOnly(readOnly);
}

void SectionStack::showSection(const QString& section, bool focus) {
    SectionEditor* found = editor(section);
    if (found == nullptr)
        return;
    verticalScrollBar()->setValue(found->y());
    if (focus)
        found->focusText();
}

SectionEditor* SectionStack::editor(const QString& section) const {
    const auto found = m_editors.find(section);
    return found == m_editors.end() ? nullptr : found->second;
}

} // namespace ui
