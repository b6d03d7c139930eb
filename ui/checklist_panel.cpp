// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/checklist_panel.h"
#include "room/war_room.h"
#include "ui/ask_dialog.h"
#include "ui/checklist_delegate.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/panel_frame.h"
#include "ui/step_actions.h"
#include "ui/virtual_list.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace ui {

ChecklistPanel::ChecklistPanel(QWidget* parent)
    : QWidget(parent)
    , m_delegate(new ChecklistDelegate(this))
    , m_model(new items::ChecklistModel(this))
    , m_frame(new PanelFrame(tr("Checklist")))
    , m_list(new VirtualList) {
    m_list->setAccessibleName(tr("Checklist"));
    m_list->setAccessibleDescription(tr("Space ticks an item, S skips it with a reason, C copies its command, R runs "
                                        "it, A accepts a proposed item, N does "
                                        "not yet."));
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_list->setEmptyText(tr("The playbook has no steps for this severity."));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        m_list->setCurrentIndex(m_list->indexAt(at));
        showItemMenu(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_model, &items::ChecklistModel::planChanged, this, &ChecklistPanel::updateRemark);
    m_frame->body()->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_frame);
    setFocusProxy(m_list);
}

void ChecklistPanel::setRoom(room::WarRoom* room) {
    m_room = room;
    m_model->setRoom(room);
    setReadOnly(!room || room->readOnly());
    const QModelIndex next = m_model->nextOpen();
    m_list->setCurrentIndex(next);
    if (next.isValid())
        m_list->scrollTo(next, QAbstractItemView::PositionAtCenter);
}

void ChecklistPanel::setRecord(const playbook::Playbook& playbook, const domain::Incident& incident,
                               domain::Instant now) {
    m_room = nullptr;
    m_model->setRoom(nullptr);
    m_model->setPlan(playbook::planFor(playbook, incident, now), incident.declaredAt, now, &playbook);
    setReadOnly(true);
    const QModelIndex next = m_model->nextOpen();
    if (next.isValid())
        m_list->scrollTo(next, QAbstractItemView::PositionAtCenter);
}

void ChecklistPanel::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    if (readOnly)
        m_model->setDoor({});
    offerRun();
}

void ChecklistPanel::setActions(StepActions* actions) {
    m_actions = actions;
    offerRun();
}

void ChecklistPanel::offerRun() {
    m_delegate->setRunnable(m_actions && m_room && !m_readOnly);
    m_list->viewport()->update();
}

void ChecklistPanel::runCurrent() {
    const playbook::PlannedItem* item = m_model->itemAt(m_list->currentIndex());
    if (!item || !m_actions || !m_room || m_readOnly)
        return;
    const auto step = findStep(m_room->playbook(), item->id);
    if (!step)
        return;
    if (!step->run.isEmpty())
        m_actions->run(*step);
    else
        m_actions->send(*step);
}

void ChecklistPanel::updateRemark(const playbook::Plan& plan) {
    QString remark = plan.total > 0 ? tr("%1 of %2 done").arg(plan.done).arg(plan.total) : QString();
    if (plan.overdue > 0)
        remark = tr("%1 · %2 overdue").arg(remark).arg(plan.overdue);
    m_frame->setRemark(remark);
}

void ChecklistPanel::skipCurrent() {
    const playbook::PlannedItem* item = m_model->itemAt(m_list->currentIndex());
    if (m_readOnly || !item || item->state != domain::ItemState::Open)
        return;
    auto* dialog = new AskDialog(tr("Skip item"), item->text, this);
    dialog->addLine(tr("Why"), {});
    dialog->setVerb(tr("Skip"));
    dialog->setCheck([](const QStringList& answers) {
        return answers.first().trimmed().isEmpty() ? tr("A reason is needed: the post-mortem asks for it") : QString();
    });
    connect(dialog, &AskDialog::answered, this,
            [this, index = QPersistentModelIndex(m_list->currentIndex())](const QStringList& answers) {
                m_model->skip(index, answers.first().trimmed());
            });
    dialog->open();
}

void ChecklistPanel::toggleCurrent() {
    const QModelIndex index = m_list->currentIndex();
    const playbook::PlannedItem* item = m_model->itemAt(index);
    if (m_readOnly || !item)
        return;
    if (item->waitsForTexts.isEmpty())
        return m_model->toggle(index);
    auto* dialog = new AskDialog(
        tr("Not its turn yet"),
        tr("“%1” comes after “%2”, which is open.").arg(item->text, item->waitsForTexts.join(QStringLiteral("”, “"))),
        this);
    dialog->setRemark(tr("The entry will say that it was ticked before."));
    dialog->setVerb(tr("Tick anyway"));
    connect(dialog, &AskDialog::answered, this,
            [this, place = QPersistentModelIndex(index)] { m_model->toggle(place, true); });
    dialog->open();
}

void ChecklistPanel::answerProposal(bool accepted) {
    const QModelIndex index = m_list->currentIndex();
    const playbook::PlannedItem* item = m_model->itemAt(index);
    if (m_readOnly || !item || index.data(items::ChecklistModel::ProposalRole).toString().isEmpty())
        return;
    if (accepted)
        m_model->accept(index);
    else
        emit proposalRefused(item->id);
}

void ChecklistPanel::copyCurrent() {
    const QString command = m_list->currentIndex().data(items::ChecklistModel::CommandRole).toString();
    if (command.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(command);
    emit copied(command);
}

void ChecklistPanel::showItemMenu(const QPoint& globalPosition) {
    const playbook::PlannedItem* item = m_model->itemAt(m_list->currentIndex());
    if (!item)
        return;
    const QColor ink = tokensOf(palette()).text;
    const bool open = item->state == domain::ItemState::Open;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* tick = menu->addAction(glyphIcon(Glyph::Up, ink), open ? tr("Tick\tSpace") : tr("Open again\tSpace"));
    tick->setEnabled(!m_readOnly);
    connect(tick, &QAction::triggered, this, &ChecklistPanel::toggleCurrent);
    if (!m_list->currentIndex().data(items::ChecklistModel::ProposalRole).toString().isEmpty()) {
        connect(menu->addAction(tr("Accept as done\tA")), &QAction::triggered, this, [this] { answerProposal(true); });
        connect(menu->addAction(tr("Not yet\tN")), &QAction::triggered, this, [this] { answerProposal(false); });
    }
    QAction* skip = menu->addAction(glyphIcon(Glyph::Skip, ink), tr("Skip…\tS"));
    skip->setEnabled(!m_readOnly && open);
    connect(skip, &QAction::triggered, this, &ChecklistPanel::skipCurrent);
    QAction* copy = menu->addAction(glyphIcon(Glyph::Copy, ink), tr("Copy command\tC"));
    copy->setEnabled(!item->run.isEmpty() || !item->request.isEmpty());
    connect(copy, &QAction::triggered, this, &ChecklistPanel::copyCurrent);
    if (m_actions && m_room && !m_readOnly && copy->isEnabled()) {
        QAction* run = item->run.isEmpty()
                           ? menu->addAction(glyphIcon(Glyph::Send, ink), tr("Send request…\tR"))
                           : menu->addAction(glyphIcon(Glyph::ChevronRight, ink), tr("Run command…\tR"));
        connect(run, &QAction::triggered, this, &ChecklistPanel::runCurrent);
    }
    menu->popup(globalPosition);
}

bool ChecklistPanel::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_C && (modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier))
        return copyCurrent(), true;
    if (modifiers != Qt::NoModifier)
        return false;
    switch (key) {
    case Qt::Key_Space:
        return toggleCurrent(), true;
    case Qt::Key_A:
        return answerProposal(true), true;
    case Qt::Key_N:
        return answerProposal(false), true;
    case Qt::Key_S:
        return skipCurrent(), true;
    case Qt::Key_R:
        return runCurrent(), true;
    case Qt::Key_Menu:
        showItemMenu(m_list->viewport()->mapToGlobal(m_list->visualRect(m_list->currentIndex()).center()));
        return true;
    default:
        return false;
    }
}

bool ChecklistPanel::handleClick(const QPoint& at) {
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return false;
    switch (m_delegate->partAt(m_list->visualRect(index), index, at)) {
    case ChecklistDelegate::Part::Box:
        m_list->setCurrentIndex(index);
        toggleCurrent();
        return true;
    case ChecklistDelegate::Part::Accept:
    case ChecklistDelegate::Part::NotYet:
        m_list->setCurrentIndex(index);
        answerProposal(m_delegate->partAt(m_list->visualRect(index), index, at) == ChecklistDelegate::Part::Accept);
        return true;
    case ChecklistDelegate::Part::Copy:
        m_list->setCurrentIndex(index);
        copyCurrent();
        return true;
    case ChecklistDelegate::Part::Run:
        m_list->setCurrentIndex(index);
        runCurrent();
        return true;
    case ChecklistDelegate::Part::Row:
        break;
    }
    return false;
}

bool ChecklistPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (handleKey(key->key(), key->modifiers()))
            return true;
    }
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton && handleClick(mouse->position().toPoint()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
