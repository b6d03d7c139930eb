// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline_panel.h"
#include "room/war_room.h"
#include "ui/ask_dialog.h"
#include "ui/entry_composer.h"
#include "ui/history_dialog.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/panel_frame.h"
#include "ui/timeline_delegate.h"
#include "ui/virtual_list.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace ui {

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new items::TimelineModel(this))
    , m_delegate(new TimelineDelegate(this))
    , m_frame(new PanelFrame(tr("Timeline")))
    , m_list(new VirtualList)
    , m_filter(new QLineEdit)
    , m_composer(new EntryComposer) {
    m_list->setAccessibleName(tr("Timeline entries"));
    m_list->setAccessibleDescription(
        tr("Enter edits an entry, T corrects its time, K marks it as key, Delete strikes it, H shows its history."));
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_list->setFollowsEnd(true);
    m_list->setEmptyText(tr("No entries yet. What you write below stands here with its time."));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_filter->setPlaceholderText(tr("Filter: words of text, author or kind"));
    m_filter->setAccessibleName(tr("Filter the timeline"));
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, m_model, &items::TimelineModel::setFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_list->setEmptyText(words.isEmpty() ? tr("No entries yet. What you write below stands here with its time.")
                                             : tr("No entry has all these words. Esc shows everything again."));
    });
    connect(m_model, &items::TimelineModel::countsChanged, this, &TimelinePanel::updateRemark);
    connect(m_composer, &EntryComposer::entryComposed, this, &TimelinePanel::recordEntry);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        m_list->setCurrentIndex(m_list->indexAt(at));
        showEntryMenu(m_list->viewport()->mapToGlobal(at));
    });
    connect(m_list, &QAbstractItemView::doubleClicked, this, &TimelinePanel::editText);

    auto* filterRow = new QVBoxLayout;
    filterRow->setContentsMargins(14, 8, 14, 0);
    filterRow->addWidget(m_filter);
    m_frame->body()->addLayout(filterRow);
    m_frame->body()->addWidget(m_list, 1);
    auto* rule = new QFrame;
    rule->setProperty("rule", true);
    m_frame->body()->addWidget(rule);
    m_frame->body()->addWidget(m_composer);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_frame);
    setFocusProxy(m_list);
    updateRemark();
}

void TimelinePanel::setRoom(room::WarRoom* room) {
    m_room = room;
    m_model->setRoom(room);
    if (room)
        m_composer->setNow([room] { return room->clock()->now(); });
    else
        m_composer->setNow({});
    setReadOnly(!room || room->readOnly(),
                room ? tr("Opened read-only: another process holds this database.") : tr("No incident is open."));
    m_list->scrollToEnd();
}

void TimelinePanel::setIncident(const domain::Incident* incident) {
    m_room = nullptr;
    m_model->setRoom(nullptr);
    m_model->setIncident(incident);
    setReadOnly(true, tr("This is a record: it cannot be changed here."));
    m_list->scrollToEnd();
}

void TimelinePanel::setReadOnly(bool readOnly, const QString& why) {
    m_readOnly = readOnly;
    m_composer->setReadOnly(readOnly, why);
}

void TimelinePanel::focusComposer() {
    m_composer->focusText();
}

void TimelinePanel::beginEntryAt(domain::Instant at) {
    if (m_readOnly || !m_room)
        return;
    // Former words of the moment go, what was written about it stays.
    static const QRegularExpression moment(QStringLiteral("^@[-0-9][-0-9T:Zhms]*( local)?\\s*"));
    const bool today = m_room->clock()->now() - at < std::chrono::hours(23);
    const QString when = today ? domain::toClockText(at, true) : domain::toIso(at).left(19);
    m_composer->setText(u'@' + when + u' ' + m_composer->text().remove(moment));
    m_composer->focusText();
}

void TimelinePanel::showEntry(const QString& id) {
    const auto entry = domain::eventIdFromText(id);
    if (!entry)
        return;
    if (!m_model->indexOf(*entry).isValid())
        m_filter->clear();
    const QModelIndex index = m_model->indexOf(*entry);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_list->setFocus(Qt::OtherFocusReason);
}

void TimelinePanel::showFilter() {
    m_filter->show();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TimelinePanel::setLocalTime(bool local) {
    m_delegate->setLocalTime(local);
    updateRemark();
    m_list->viewport()->update();
}

void TimelinePanel::updateRemark() {
    const int all = m_model->entryCount(), shown = m_model->shownEntryCount();
    const QString count = m_model->filter().isEmpty() ? (all == 1 ? tr("1 entry") : tr("%1 entries").arg(all))
                                                      : tr("%1 of %2 entries").arg(shown).arg(all);
    m_frame->setRemark(QStringLiteral("%1 · %2").arg(count, m_delegate->localTime() ? tr("local time") : tr("UTC")));
}

void TimelinePanel::recordEntry(const items::Composed& entry, bool confidential) {
    if (!m_room)
        return m_composer->entryRefused();
    domain::EventDraft draft;
    draft.body = domain::EntryNoted{entry.kind, entry.text, confidential};
    if (entry.occurredAt)
        draft.occurredAt = *entry.occurredAt;
    m_room->append(std::move(draft),
                   [this, alive = QPointer<TimelinePanel>(this)](const domain::Result<domain::Event>& recorded) {
                       if (!alive)
                           return;
                       if (!recorded)
                           return m_composer->entryRefused();
                       m_composer->entryRecorded();
                       // What was just written is shown, wherever its time puts it.
                       const QModelIndex row = m_model->indexOf(recorded->id);
                       if (row.isValid() && row.row() == m_model->rowCount() - 1)
                           m_list->scrollToEnd();
                       else if (row.isValid())
                           m_list->scrollTo(row);
                   });
}

const domain::TimelineEntry* TimelinePanel::current() const {
    return m_model->entryAt(m_list->currentIndex());
}

bool TimelinePanel::canChange() const {
    return m_room && !m_readOnly && current() && !current()->erased;
}

void TimelinePanel::editText() {
    if (showOutcome() || !canChange())
        return;
    const domain::TimelineEntry entry = *current();
    if (entry.kind != QLatin1String("entry.noted"))
        return showHistory();
    auto* dialog = new AskDialog(tr("Edit entry"), tr("The earlier text stays in the history."), this);
    dialog->addText(tr("Text"), entry.text);
    dialog->setVerb(tr("Save"));
    connect(dialog, &AskDialog::answered, this, [this, entry](const QStringList& answers) {
        const QString text = answers.first().trimmed();
        if (m_room && !text.isEmpty() && text != entry.text)
            m_room->append(domain::EntryRevised{entry.id, text, entry.text, {}, {}});
    });
    dialog->open();
}

void TimelinePanel::correctTime() {
    if (!canChange())
        return;
    const domain::TimelineEntry entry = *current();
    auto* dialog = new AskDialog(tr("Correct the time"), entry.text, this);
    dialog->addLine(tr("When it happened (UTC)"), domain::toIso(entry.occurredAt));
    dialog->setRemark(tr("14:58, 14:58:03, -5m or 2026-11-20T14:58Z"));
    dialog->setVerb(tr("Correct"));
    dialog->setCheck([this](const QStringList& answers) {
        const auto moment = domain::parseMoment(answers.first().trimmed(), m_room->clock()->now());
        return moment ? (*moment > m_room->clock()->now() ? tr("That is in the future") : QString())
                      : moment.error().text;
    });
    connect(dialog, &AskDialog::answered, this, [this, entry](const QStringList& answers) {
        const auto moment = m_room ? domain::parseMoment(answers.first().trimmed(), m_room->clock()->now())
                                   : domain::Result<domain::Instant>(entry.occurredAt);
        if (moment && *moment != entry.occurredAt)
            m_room->append(domain::EntryRevised{entry.id, entry.text, entry.text, *moment, entry.occurredAt});
    });
    dialog->open();
}

void TimelinePanel::strikeOrRestore() {
    if (!canChange())
        return;
    const domain::TimelineEntry entry = *current();
    if (entry.struck) {
        m_room->append(domain::EntryRestored{entry.id});
        return;
    }
    auto* dialog = new AskDialog(tr("Strike entry"), entry.text, this);
    dialog->addLine(tr("Why (may stay empty)"), {});
    dialog->setVerb(tr("Strike"));
    connect(dialog, &AskDialog::answered, this, [this, entry](const QStringList& answers) {
        if (m_room)
            m_room->append(domain::EntryStruck{entry.id, answers.first().trimmed()});
    });
    dialog->open();
}

void TimelinePanel::markKey(std::optional<domain::KeyMoment> moment) {
    if (!canChange() || current()->keyMoment == moment)
        return;
    m_room->append(domain::EntryMarkedKey{current()->id, moment, current()->keyMoment});
}

void TimelinePanel::showHistory() {
    if (!current())
        return;
    auto* dialog = new HistoryDialog(*current(), m_room ? m_room->events() : std::vector<domain::Event>{}, this);
    dialog->open();
}

bool TimelinePanel::hasOutcome() const {
    return m_room && current() && !current()->erased &&
           (current()->kind == QLatin1String(domain::CommandRan::kind) ||
            current()->kind == QLatin1String(domain::HttpActionRan::kind));
}

bool TimelinePanel::showOutcome() {
    if (!hasOutcome())
        return false;
    for (const domain::Event& event : m_room->events()) {
        if (event.id == current()->id)
            emit outcomeWanted(event);
    }
    return true;
}

void TimelinePanel::copyText() {
    if (current())
        QGuiApplication::clipboard()->setText(current()->text);
}

void TimelinePanel::showEntryMenu(const QPoint& globalPosition) {
    const domain::TimelineEntry* entry = current();
    if (!entry)
        return;
    const QColor ink = tokensOf(palette()).text;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](QMenu* where, Glyph glyph, const QString& text, auto act, bool enabled) {
        QAction* action = where->addAction(glyphIcon(glyph, ink), text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    const bool may = canChange();
    if (hasOutcome())
        add(
            menu, Glyph::Search, tr("Show what it brought…\tEnter"), [this] { showOutcome(); }, true);
    add(
        menu, Glyph::Edit, tr("Edit…\tEnter"), [this] { editText(); },
        may && entry->kind == QLatin1String("entry.noted"));
    add(
        menu, Glyph::Clock, tr("Correct the time…\tT"), [this] { correctTime(); }, may);
    add(
        menu, entry->struck ? Glyph::Restore : Glyph::Strike, entry->struck ? tr("Restore\tDel") : tr("Strike…\tDel"),
        [this] { strikeOrRestore(); }, may);
    QMenu* key = menu->addMenu(glyphIcon(Glyph::Key, ink), tr("Mark as key"));
    key->setEnabled(may);
    for (const domain::KeyMoment moment : domain::allKeyMoments)
        add(
            key, entry->keyMoment == moment ? Glyph::Up : Glyph::Key, wordOf(moment),
            [this, moment] { markKey(moment); }, may);
    add(
        key, Glyph::Close, tr("Not a key entry"), [this] { markKey({}); }, may && entry->keyMoment.has_value());
    menu->addSeparator();
    add(
        menu, Glyph::History, tr("History\tH"), [this] { showHistory(); }, true);
    add(
        menu, Glyph::Copy, tr("Copy text\tCtrl+C"), [this] { copyText(); }, true);
    menu->popup(globalPosition);
}

bool TimelinePanel::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    if (modifiers == Qt::ControlModifier && key == Qt::Key_C)
        return copyText(), true;
    if (modifiers != Qt::NoModifier && modifiers != Qt::KeypadModifier)
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return editText(), true;
    case Qt::Key_T:
        return correctTime(), true;
    case Qt::Key_Delete:
        return strikeOrRestore(), true;
    case Qt::Key_H:
        return showHistory(), true;
    case Qt::Key_K:
        if (current())
            markKey(current()->keyMoment ? std::nullopt : std::optional(domain::KeyMoment::Other));
        return true;
    case Qt::Key_Menu:
        showEntryMenu(m_list->viewport()->mapToGlobal(m_list->visualRect(m_list->currentIndex()).center()));
        return true;
    default:
        return false;
    }
}

bool TimelinePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_list && handleKey(key->key(), key->modifiers()))
        return true;
    if (watched == m_filter && key->key() == Qt::Key_Escape) {
        m_filter->clear();
        m_filter->hide();
        m_list->setFocus();
        return true;
    }
    if (watched == m_filter && key->key() == Qt::Key_Down) {
        m_list->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
