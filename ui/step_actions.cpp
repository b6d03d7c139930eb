// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step_actions.h"
#include "comms/http_action.h"
#include "net/redact.h"
#include "playbook/incident_words.h"
#include "playbook/variables.h"
#include "room/war_room.h"
#include "ui/ask_dialog.h"
#include "ui/command_dialog.h"
#include "ui/outcome_dialog.h"
#include "ui/request_dialog.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QUrl>
#include <QWidget>

namespace ui {

std::optional<Step> findStep(const playbook::Playbook& playbook, const QString& id) {
    const auto among = [&id](const std::vector<playbook::Item>& items) -> std::optional<Step> {
        for (const playbook::Item& item : items) {
            if (item.id == id)
                return Step{item.id, item.text, item.run, item.http};
        }
        return std::nullopt;
    };
    for (const playbook::Phase& phase : playbook.phases) {
        if (auto step = among(phase.items))
            return step;
    }
    for (const playbook::Scenario& scenario : playbook.scenarios) {
        if (auto step = among(scenario.diagnosis))
            return step;
        if (auto step = among(scenario.resolution))
            return step;
    }
    for (const playbook::Action& action : playbook.actions) {
        if (action.id == id)
            return Step{action.id, action.title, {}, action.http};
    }
    return std::nullopt;
}

StepActions::StepActions(QWidget* window, net::Transport* transport, Allowed allowed)
    : QObject(window)
    , m_window(window)
    , m_transport(transport)
    , m_allowed(std::move(allowed)) {}

void StepActions::setRoom(room::WarRoom* room, std::map<QString, QString> variables) {
    m_room = room;
    m_variables = std::move(variables);
    if (room)
        m_variables.insert(room->playbook().variables.begin(), room->playbook().variables.end());
}

QString StepActions::expanded(const QString& command) const {
    return playbook::expandKnown(command, m_variables);
}

QString StepActions::refusal(const playbook::HttpRequest& request) const {
    const QString host = QUrl(request.url).host();
    const bool local = host == u"localhost" || host == u"::1" || host.startsWith(u"127.");
    return m_room && m_room->incident().drill && !local
               ? tr("This is a drill: nothing is sent to %1.").arg(host.isEmpty() ? request.url : host)
               : QString();
}

bool StepActions::mayAct() const {
    return m_room && !m_room->readOnly();
}

bool StepActions::isAllowed() const {
    return m_room && m_allowed && m_allowed(m_room->incident().playbookDigest);
}

void StepActions::askToAllow() {
    if (mayAct() && !isAllowed())
        askAllowance([] {});
}

void StepActions::copy(const QString& command) {
    QGuiApplication::clipboard()->setText(expanded(command));
    emit copied();
}

void StepActions::run(const Step& step) {
    if (!mayAct() || step.run.isEmpty())
        return;
    if (!isAllowed())
        return askAllowance([this, step] { run(step); });
    Step open = step;
    open.run = expanded(step.run);
    askBlanks(open, playbook::blanksOfCommand(open.run),
              [this, open](const playbook::BlankValues& values) { confirmCommand(open, values); });
}

void StepActions::send(const Step& step) {
    if (!mayAct() || !step.http)
        return;
    if (!isAllowed())
        return askAllowance([this, step] { send(step); });
    askBlanks(step, comms::blanksOf(*step.http),
              [this, step](const playbook::BlankValues& values) { confirmRequest(step, values); });
}

void StepActions::askAllowance(const std::function<void()>& then) {
    const playbook::Playbook& playbook = m_room->playbook();
    const QStringList checks = commandChecks();
    QString text = tr("“%1” holds commands and requests that somebody wrote into it. If you trust them, it may run and "
                      "send them from this computer as you.")
                       .arg(playbook.name);
    text += checks.isEmpty()
                ? tr(" Each is shown before it runs, and never runs by itself.")
                : tr(" Each step is shown before it runs. These checks run by themselves, again and again:") + u'\n' +
                      checks.join(u'\n');
    auto* dialog = new AskDialog(tr("May this playbook act?"), text, m_window);
    dialog->setRemark(tr("The answer is for exactly this text of the playbook (%1…): a changed one asks again.")
                          .arg(m_room->incident().playbookDigest.left(12)));
    dialog->setVerb(tr("Allow this playbook"));
    connect(dialog, &AskDialog::answered, this, [this, then] {
        if (!m_room)
            return;
        emit allowanceGiven(m_room->incident().playbookDigest);
        if (isAllowed())
            then();
    });
    dialog->open();
}

/// As they would run.
QStringList StepActions::commandChecks() const {
    QStringList lines;
    for (const playbook::Check& check : m_room->playbook().checks) {
        if (check.kind == playbook::CheckKind::Command)
            lines << expanded(check.target);
    }
    return lines;
}

void StepActions::askBlanks(const Step& step, const std::vector<playbook::Blank>& blanks, const Fill& then) {
    if (blanks.empty())
        return then({});
    auto* dialog = new AskDialog(tr("Fill in the blanks"), step.text, m_window);
    const std::map<QString, QString>& known = m_room->incident().blanks;
    for (const playbook::Blank& blank : blanks) {
        const auto found = known.find(blank.name);
        if (blank.secret)
            dialog->addSecret(tr("%1 (not kept)").arg(blank.written));
        else
            dialog->addLine(blank.written, found == known.end() ? QString() : found->second);
    }
    dialog->setRemark(tr("What you fill in is remembered for this incident; credentials are not."));
    dialog->setVerb(tr("Continue"));
    dialog->setCheck([blanks](const QStringList& answers) {
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (answers[i].isEmpty())
                return tr("%1 is still empty").arg(blanks[size_t(i)].written);
        }
        return QString();
    });
    connect(dialog, &AskDialog::answered, this, [this, blanks, then](const QStringList& answers) {
        if (!m_room)
            return;
        remember(blanks, answers);
        playbook::BlankValues values;
        for (size_t i = 0; i < blanks.size(); ++i)
            values[blanks[i].name] = answers[qsizetype(i)];
        then(values);
    });
    dialog->open();
}

void StepActions::remember(const std::vector<playbook::Blank>& blanks, const QStringList& answers) {
    const std::map<QString, QString> known = m_room->incident().blanks;
    for (size_t i = 0; i < blanks.size(); ++i) {
        const QString& value = answers[qsizetype(i)];
        const auto found = known.find(blanks[i].name);
        const QString was = found == known.end() ? QString() : found->second;
        const bool secret = blanks[i].secret || net::redact(value) != value;
        if (!secret && value != was)
            m_room->append(domain::BlankFilled{.blank = blanks[i].name, .value = value, .was = was});
    }
}

void StepActions::confirmCommand(const Step& step, const playbook::BlankValues& values) {
    const auto line = playbook::fillCommand(step.run, values);
    if (!line) {
        emit failed(line.error().text);
        return;
    }
    QStringList secrets;
    for (const playbook::Blank& blank : playbook::blanksOfCommand(step.run)) {
        if (const auto found = values.find(blank.name); blank.secret && found != values.end())
            secrets << found->second;
    }
    auto* dialog = new CommandDialog(m_room, step.id, step.text, {.line = *line, .secrets = secrets}, m_window);
    dialog->show();
}

net::ValueOf StepActions::valueOf() const {
    return [room = m_room, variables = m_variables](const QString& name) -> domain::Result<QString> {
        const auto found = variables.find(name);
        if (found != variables.end() && !found->second.isEmpty())
            return found->second;
        if (room) {
            if (const auto word =
                    playbook::incidentWord(name, room->incident(), room->key(), room->author(), room->clock()->now()))
                return *word;
        }
        return domain::fail(domain::ErrorKind::Input, tr("The variable “%1” has no value.").arg(name));
    };
}

void StepActions::confirmRequest(const Step& step, const playbook::BlankValues& values) {
    const auto request = comms::filled(*step.http, valueOf(), values);
    if (!request) {
        emit failed(request.error().text);
        return;
    }
    if (const QString why = refusal(*request); !why.isEmpty()) {
        emit failed(why);
        return;
    }
    auto* dialog = new RequestDialog(m_room, m_transport, step.id, step.text, *request, m_window);
    dialog->show();
}

void StepActions::showOutcome(const domain::Event& event) {
    if (const auto* sent = std::get_if<domain::HttpActionRan>(&event.body)) {
        (new OutcomeDialog(*sent, m_window))->show();
        return;
    }
    const auto* ran = std::get_if<domain::CommandRan>(&event.body);
    if (!ran || !m_room)
        return;
    auto* dialog = new OutcomeDialog(*ran, m_window);
    dialog->show();
    if (ran->outputDigest.isEmpty())
        return dialog->setOutput({});
    m_room->attachment(ran->outputDigest, dialog, [dialog](const domain::Result<QByteArray>& bytes) {
        if (bytes)
            dialog->setOutput(QString::fromUtf8(*bytes));
        else
            dialog->setTrouble(bytes.error().text);
    });
}

} // namespace ui
