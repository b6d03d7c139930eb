// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contacts_dialog.h"
#include "comms/ladder.h"
#include "room/war_room.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {
namespace {

using State = comms::LadderRung::State;

PlainLabel* cell(const QString& text, bool muted = false) {
    auto* label = new PlainLabel(text);
    label->setWordWrap(true);
    label->setProperty("muted", muted);
    return label;
}

/// A number can be selected and copied; a missing one is said.
PlainLabel* contactCell(const QString& who, const QString& contact) {
    auto* label =
        cell(contact.isEmpty() ? ContactsDialog::tr("no number in the playbook") : contact, contact.isEmpty());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(ContactsDialog::tr("Contact of %1: %2").arg(who, label->text()));
    if (!contact.isEmpty())
        setTextFont(label, TextSize::Body, QFont::Normal, Face::Mono);
    return label;
}

void addHead(QGridLayout& grid, const QString& text) {
    auto* head = new PlainLabel(text);
    setTextFont(head, TextSize::Large, QFont::DemiBold);
    grid.addWidget(head, grid.rowCount(), 0, 1, 4);
}

QString stateText(const comms::LadderRung& rung) {
    switch (rung.state) {
    case State::Later:
        return ContactsDialog::tr("later");
    case State::Due:
        return ContactsDialog::tr("page now");
    case State::Passed:
        return ContactsDialog::tr("not paged");
    case State::Paged:
        return ContactsDialog::tr("paged %1 UTC, no answer").arg(domain::toClockText(*rung.pagedAt));
    case State::Answered:
        return ContactsDialog::tr("answered after %1").arg(domain::toHumanDuration(*rung.answeredAt - *rung.pagedAt));
    }
    return {};
}

} // namespace

ContactsDialog::ContactsDialog(room::WarRoom* room, const domain::Incident& incident,
                               const playbook::Playbook& playbook, QWidget* parent)
    : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Contacts and escalation"));
    resize(scaled(720), scaled(520));
    auto* head = new PlainLabel(windowTitle());
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    auto* table = new QWidget;
    auto* grid = new QGridLayout(table);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 2);
    addHead(*grid, tr("Roles"));
    addRoles(*grid, incident, playbook);
    addHead(*grid, tr("Escalation at %1").arg(incident.severity));
    addLadder(*grid, room, incident, playbook);
    grid->setRowStretch(grid->rowCount(), 1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(table);
    scroll->setAccessibleName(windowTitle());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    column->addWidget(scroll, 1);
    column->addWidget(buttons);
}

void ContactsDialog::addRoles(QGridLayout& grid, const domain::Incident& incident, const playbook::Playbook& playbook) {
    for (const playbook::Role& role : playbook.roles) {
        const auto held = incident.roles.find(role.id);
        const QString holder = held == incident.roles.end() ? QString() : held->second;
        const int row = grid.rowCount();
        grid.addWidget(cell(role.title), row, 0);
        grid.addWidget(cell(holder.isEmpty() ? tr("nobody") : holder, holder.isEmpty()), row, 1);
        grid.addWidget(contactCell(role.title, role.contact), row, 2);
    }
    if (playbook.roles.empty())
        grid.addWidget(cell(tr("The playbook names no roles."), true), grid.rowCount(), 0, 1, 4);
}

void ContactsDialog::addLadder(QGridLayout& grid, room::WarRoom* room, const domain::Incident& incident,
                               const playbook::Playbook& playbook) {
    const domain::Instant now = room ? room->clock()->now() : incident.resolvedAt.value_or(incident.declaredAt);
    const comms::Ladder ladder = comms::ladderOf(playbook, incident, now);
    for (const comms::LadderRung& rung : ladder.rungs) {
        const int row = grid.rowCount();
        grid.addWidget(cell(tr("after %1").arg(domain::toHumanDuration(rung.rung.after))), row, 0);
        auto* who = cell(QStringLiteral("%1 · %2").arg(rung.rung.notify, stateText(rung)));
        who->setProperty("state", rung.state == State::Due ? QStringLiteral("degraded") : QString());
        grid.addWidget(who, row, 1);
        grid.addWidget(contactCell(rung.rung.notify, rung.rung.contact), row, 2);
        const bool answers = rung.state == State::Paged;
        if (!room || room->readOnly() || rung.state == State::Answered || domain::isOver(incident))
            continue;
        auto* verb = new QPushButton(answers ? tr("Answered") : tr("Paged"));
        verb->setAutoDefault(false);
        verb->setAccessibleName(QStringLiteral("%1: %2").arg(verb->text(), rung.rung.notify));
        connect(verb, &QPushButton::clicked, this, [this, rung, answers, room = QPointer<room::WarRoom>(room)] {
            if (!room)
                return;
            if (answers)
                room->append(
                    comms::answerOf({rung.rung.notify, rung.mark, {}, *rung.pagedAt, {}}, room->clock()->now()));
            else
                room->append(comms::pageOf(rung));
            accept();
        });
        grid.addWidget(verb, row, 3);
    }
    if (ladder.rungs.empty())
        grid.addWidget(cell(tr("The playbook has no ladder for this severity."), true), grid.rowCount(), 0, 1, 4);
}

ContactsDialog* showContacts(room::WarRoom* room, const domain::Incident& incident, const playbook::Playbook& playbook,
                             QWidget* parent) {
    auto* dialog = new ContactsDialog(room, incident, playbook, parent);
    dialog->open();
    return dialog;
}

} // namespace ui
