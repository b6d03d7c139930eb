// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_dialog.h"
#include "ui/look/fonts.h"
#include "ui/look/words.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace ui {
namespace {

QString tr(const char* text) {
    return HistoryDialog::tr(text);
}

QString momentText(domain::Instant instant) {
    return tr("%1 %2 UTC").arg(domain::toDateText(instant), domain::toClockText(instant, true));
}

/// What an event did to the entry; empty when it is about another one.
QString deedOf(const domain::Event& event, const domain::EventId& entry) {
    if (event.id == entry)
        return tr("recorded it");
    if (const auto* revised = std::get_if<domain::EntryRevised>(&event.body); revised && revised->target == entry) {
        if (revised->at)
            return tr("corrected the time from %1 to %2")
                .arg(revised->wasAt ? momentText(*revised->wasAt) : QString(), momentText(*revised->at));
        return tr("changed the text to: %1").arg(revised->text);
    }
    if (const auto* struck = std::get_if<domain::EntryStruck>(&event.body); struck && struck->target == entry)
        return struck->reason.isEmpty() ? tr("struck it") : tr("struck it: %1").arg(struck->reason);
    if (const auto* restored = std::get_if<domain::EntryRestored>(&event.body); restored && restored->target == entry)
        return tr("restored it");
    if (const auto* marked = std::get_if<domain::EntryMarkedKey>(&event.body); marked && marked->target == entry)
        return marked->moment ? tr("marked it: %1").arg(wordOf(*marked->moment)) : tr("took its mark away");
    if (const auto* erased = std::get_if<domain::EventErased>(&event.body); erased && erased->target == entry)
        return tr("erased its content: %1").arg(erased->reason);
    return {};
}

} // namespace

QStringList historyOf(const domain::TimelineEntry& entry, const std::vector<domain::Event>& events) {
    QStringList lines;
    for (const domain::Event& event : events) {
        const QString deed = deedOf(event, entry.id);
        if (!deed.isEmpty())
            lines << QStringLiteral("%1  %2  %3").arg(momentText(event.recordedAt), event.author, deed);
    }
    if (entry.firstText != entry.text && !entry.erased)
        lines.insert(std::min<qsizetype>(1, lines.size()), tr("First text: %1").arg(entry.firstText));
    return lines;
}

HistoryDialog::HistoryDialog(const domain::TimelineEntry& entry, const std::vector<domain::Event>& events,
                             QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("History of an entry"));
    resize(scaled(640), scaled(420));
    auto* head = new PlainLabel(displayText(entry.text.left(300)));
    setTextFont(head, TextSize::Large, QFont::DemiBold);
    head->setWordWrap(true);
    auto* when = new PlainLabel(tr("Happened %1, recorded %2 by %3")
                                    .arg(momentText(entry.occurredAt), momentText(entry.recordedAt), entry.author));
    when->setProperty("muted", true);
    when->setWordWrap(true);
    auto* lines =
        new QPlainTextEdit(entry.text + QStringLiteral("\n\n") + historyOf(entry, events).join(QStringLiteral("\n\n")));
    lines->setReadOnly(true);
    lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    lines->setAccessibleName(tr("History of the entry"));
    lines->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(10);
    column->addWidget(head);
    column->addWidget(when);
    column->addWidget(lines, 1);
    column->addWidget(buttons);
}

} // namespace ui
