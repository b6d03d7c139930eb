// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request_dialog.h"
#include "comms/http_action.h"
#include "net/redact.h"
#include "room/action_run.h"
#include "room/war_room.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/plain_code.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {

QString requestText(const playbook::HttpRequest& request) {
    QString text = request.method + u' ' + request.url;
    for (const auto& [name, value] : request.headers)
        text += u'\n' + name + QStringLiteral(": ") + value;
    if (!request.body.isEmpty())
        text += QStringLiteral("\n\n") + request.body;
    return text;
}

RequestDialog::RequestDialog(room::WarRoom* room, net::Transport* transport, QString id, QString title,
                             playbook::HttpRequest request, QWidget* parent)
    : QDialog(parent)
    , m_room(room)
    , m_transport(transport)
    , m_id(std::move(id))
    , m_title(std::move(title))
    , m_request(std::move(request))
    , m_state(new PlainLabel)
    , m_answer(new PlainCode(tr("The answer"), 8))
    , m_send(new QPushButton(tr("Send")))
    , m_close(new QPushButton(tr("Cancel"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Send a request"));
    setMinimumWidth(scaled(680));
    auto* head = new PlainLabel(displayText(m_title.left(300)));
    setTextFont(head, TextSize::Large, QFont::DemiBold);
    head->setWordWrap(true);
    const bool changes = comms::changes(m_request);
    auto* sign = new PlainLabel;
    const Tokens& t = tokensOf(palette());
    sign->setPixmap(glyphPixmap(changes ? Glyph::Degraded : Glyph::Search, changes ? t.degraded : t.up, scaled(16),
                                devicePixelRatioF()));
    auto* word = new PlainLabel(changes ? tr("Changing: %1 changes something there").arg(m_request.method)
                                        : tr("Read-only: %1 only looks").arg(m_request.method));
    word->setProperty("state", changes ? QStringLiteral("degraded") : QStringLiteral("up"));
    setTextFont(word, TextSize::Body, QFont::DemiBold);
    auto* kind = new QHBoxLayout;
    kind->addWidget(sign);
    kind->addWidget(word, 1);
    auto* code = new PlainCode(tr("The request exactly as it will be sent"));
    code->setPlainText(requestText(m_request));
    code->fitLines(14);
    m_answer->hide();
    m_state->setProperty("muted", true);
    m_state->setWordWrap(true);
    markPrimary(m_send);
    m_send->setDefault(true);
    m_close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_send);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(head);
    column->addLayout(kind);
    column->addWidget(code);
    column->addWidget(m_answer, 1);
    column->addLayout(buttons);
    connect(m_send, &QPushButton::clicked, this, &RequestDialog::send);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    m_send->setFocus();
}

QString RequestDialog::state() const {
    return m_state->text();
}

void RequestDialog::send() {
    if (!m_room || m_room->readOnly())
        return;
    auto* run = new room::ActionRun(m_room, m_transport, m_id, m_title, m_request);
    connect(run, &room::ActionRun::recorded, this, &RequestDialog::finish);
    m_send->hide();
    m_close->setText(tr("Close"));
    m_state->setText(tr("Sending …"));
}

void RequestDialog::finish(const domain::Result<domain::Event>& event) {
    const auto* sent = event ? std::get_if<domain::HttpActionRan>(&event->body) : nullptr;
    const bool good = sent && sent->httpStatus >= 200 && sent->httpStatus < 300;
    QString text = event ? QString() : tr("✕ Not sent: %1").arg(event.error().text);
    if (sent)
        text = sent->httpStatus == 0 ? tr("✕ No answer · recorded in the timeline")
               : good                ? tr("✓ HTTP %1 · recorded in the timeline").arg(sent->httpStatus)
                                     : tr("✕ HTTP %1 · recorded in the timeline").arg(sent->httpStatus);
    m_state->setText(text);
    m_state->setProperty("muted", false);
    m_state->setProperty("state", good ? QStringLiteral("up") : QStringLiteral("down"));
    style()->polish(m_state);
    if (!sent)
        return;
    m_answer->setPlainText(sent->answer.isEmpty() ? tr("The answer has no body.") : sent->answer);
    m_answer->show();
    resize(std::max(width(), scaled(760)), std::max(height(), scaled(480)));
}

} // namespace ui
