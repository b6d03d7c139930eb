// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/command_dialog.h"
#include "process/readable.h"
#include "room/war_room.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/plain_code.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace ui {
namespace {

/// Sign, word and colour of a class.
struct ClassLook {
    Glyph glyph;
    QString word, state;
};

ClassLook lookOf(playbook::CommandClass kind) {
    switch (kind) {
    case playbook::CommandClass::ReadOnly:
        return {Glyph::Search, CommandDialog::tr("Read-only"), QStringLiteral("up")};
    case playbook::CommandClass::Changing:
        return {Glyph::Degraded, CommandDialog::tr("Changing"), QStringLiteral("degraded")};
    case playbook::CommandClass::Destructive:
        return {Glyph::Down, CommandDialog::tr("Destructive"), QStringLiteral("down")};
    }
    return {};
}

QColor inkOf(const Tokens& t, const QString& state) {
    return state == u"up" ? t.up : state == u"degraded" ? t.degraded : t.down;
}

} // namespace

CommandDialog::CommandDialog(room::WarRoom* room, QString item, const QString& text, process::Command command,
                             QWidget* parent)
    : QDialog(parent)
    , m_room(room)
    , m_item(std::move(item))
    , m_command(std::move(command))
    , m_verdict(playbook::classifyCommand(m_command.line))
    , m_question(new QWidget)
    , m_outlives(new QCheckBox(tr("Let it go on if Bridgewatch is closed (its output is then not kept)")))
    , m_state(new PlainLabel)
    , m_output(new PlainCode(tr("Output of the command"), 12))
    , m_run(new QPushButton(tr("Run")))
    , m_cancel(new QPushButton(tr("Cancel"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run a command"));
    setMinimumWidth(scaled(680));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    buildHead(column, text);
    buildQuestion(column);
    m_state->setProperty("muted", true);
    m_output->hide();
    column->addWidget(m_output, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_run);
    column->addLayout(buttons);
    m_cancel->setAutoDefault(false);
    connect(m_run, &QPushButton::clicked, this, &CommandDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_running && m_running->isRunning())
            m_running->cancel();
        else
            close();
    });
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &CommandDialog::showState);
}

void CommandDialog::buildHead(QLayout* column, const QString& text) {
    auto* title = new PlainLabel(displayText(text.left(300)));
    setTextFont(title, TextSize::Large, QFont::DemiBold);
    title->setWordWrap(true);
    column->addWidget(title);
    const ClassLook look = lookOf(m_verdict.kind);
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* sign = new PlainLabel;
    sign->setPixmap(glyphPixmap(look.glyph, inkOf(tokensOf(palette()), look.state), scaled(16), devicePixelRatioF()));
    auto* word = new PlainLabel(m_verdict.word.isEmpty()
                                    ? look.word
                                    : tr("%1: %2 (%3)").arg(look.word, m_verdict.word.left(60), m_verdict.why));
    word->setProperty("state", look.state);
    setTextFont(word, TextSize::Body, QFont::DemiBold);
    word->setWordWrap(true);
    line->addWidget(sign);
    line->addWidget(word, 1);
    column->addWidget(row);
    auto* code = new PlainCode(tr("The command exactly as it will run"));
    // What was typed for a credential is not shown on a shared screen.
    code->setPlainText(process::without(m_command.line, m_command.secrets));
    code->fitLines(10);
    column->addWidget(code);
}

void CommandDialog::buildQuestion(QLayout* column) {
    auto* layout = new QVBoxLayout(m_question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* where = new PlainLabel(tr("Runs in %1 as you, in your home folder, without a terminal; it is ended after %2.")
                                     .arg(process::shell(), domain::toHumanDuration(m_command.timeout)));
    where->setProperty("muted", true);
    where->setWordWrap(true);
    setTextFont(where, TextSize::Small);
    layout->addWidget(where);
    if (m_room->incident().drill) {
        auto* drill = new PlainLabel(tr("▲ The incident is a drill; the command is real."));
        drill->setProperty("state", QStringLiteral("degraded"));
        layout->addWidget(drill);
    }
    layout->addWidget(m_outlives);
    markPrimary(m_run);
    m_run->setDefault(true);
    if (m_verdict.kind == playbook::CommandClass::Destructive) {
        auto* ask = new PlainLabel(tr("Type %1 to run it:").arg(m_verdict.word));
        m_word = new QLineEdit;
        m_word->setAccessibleName(ask->text());
        setTextFont(m_word, TextSize::Body, QFont::Normal, Face::Mono);
        layout->addWidget(ask);
        layout->addWidget(m_word);
        m_run->setEnabled(false);
        connect(m_word, &QLineEdit::textChanged, this,
                [this](const QString& typed) { m_run->setEnabled(typed.trimmed() == m_verdict.word.trimmed()); });
        m_word->setFocus();
    } else {
        m_run->setFocus();
    }
    column->addWidget(m_question);
}

void CommandDialog::start() {
    if (!m_room || m_room->readOnly() || m_running || !m_run->isEnabled())
        return;
    m_command.outlives = m_outlives->isChecked();
    m_running = new room::CommandRun(m_room, m_item, m_command);
    connect(m_running, &room::CommandRun::outputChanged, m_output, &PlainCode::follow);
    connect(m_running, &room::CommandRun::finished, this, &CommandDialog::finish);
    connect(m_running, &room::CommandRun::recorded, this, [this](const domain::Result<domain::Event>& event) {
        if (!event)
            m_state->setText(event.error().text);
    });
    m_question->hide();
    m_run->hide();
    m_output->show();
    m_cancel->setText(tr("Cancel the command"));
    m_cancel->setFocus();
    m_since.start();
    m_tick.start();
    showState();
    resize(std::max(width(), scaled(820)), std::max(height(), scaled(520)));
}

QString CommandDialog::state() const {
    return m_state->text();
}

void CommandDialog::showState() {
    m_state->setText(tr("Running for %1").arg(domain::toRunningClock(domain::Millis(m_since.elapsed()))));
}

void CommandDialog::finish(const process::Outcome& outcome) {
    m_tick.stop();
    const bool good = outcome.end == process::End::Exited && outcome.status == 0;
    m_state->setText((good ? tr("✓ %1 · recorded in the timeline") : tr("✕ %1 · recorded in the timeline"))
                         .arg(process::summaryOf(outcome)));
    m_state->setProperty("muted", false);
    m_state->setProperty("state", good ? QStringLiteral("up") : QStringLiteral("down"));
    style()->polish(m_state);
    m_output->follow(m_running && !m_running->output().isEmpty() ? m_running->output() : tr("It wrote nothing."));
    m_cancel->setText(tr("Close"));
}

} // namespace ui
