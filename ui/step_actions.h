// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/expand.h"
#include "playbook/blanks.h"
#include "playbook/playbook.h"
#include <QObject>
#include <QPointer>
#include <functional>

namespace domain {
struct Event;
}
namespace net {
class Transport;
}
namespace room {
class WarRoom;
}

namespace ui {

/// What a screen shows and a person may run or send: an item of the checklist, a step of a scenario, an action.
struct Step {
    QString id, text;
    QString run;                               ///< command; empty when there is none
    std::optional<playbook::HttpRequest> http; ///< request, when there is one
};
/// The step with this id: an item of a phase, a step of a scenario, or an action. nullopt when there is none.
std::optional<Step> findStep(const playbook::Playbook& playbook, const QString& id);

/// Everything that leads from a step to its entry in the timeline, for whichever screen shows it: the allowance of the
/// playbook, its blanks, the exact text before it runs, the live output. Nothing runs or is sent before a person has
/// seen it and said so. Lives on the GUI thread; dialogs belong to the window given.
class StepActions final : public QObject {
    Q_OBJECT
public:
    /// Whether the playbook with this content digest may run commands.
    using Allowed = std::function<bool(const QString& digest)>;
    StepActions(QWidget* window, net::Transport* transport, Allowed allowed);

    /// variables override those of the playbook: a drill points them at its own service.
    void setRoom(room::WarRoom* room, std::map<QString, QString> variables = {});
    bool mayAct() const;
    /// "Run" may be offered without a question first.
    bool isAllowed() const;
    /// Asks for the allowance, unless it is given: for checks that are commands.
    void askToAllow();

    void copy(const QString& command);
    void run(const Step& step);
    void send(const Step& step);
    /// What command.ran or http_action.ran brought; nothing for other events.
    void showOutcome(const domain::Event& event);

signals:
    void allowanceGiven(const QString& digest); ///< for app to remember
    void copied();
    void failed(const QString& sentence);

private:
    using Fill = std::function<void(const playbook::BlankValues&)>;
    void askAllowance(const std::function<void()>& then);
    void askBlanks(const Step& step, const std::vector<playbook::Blank>& blanks, const Fill& then);
    void remember(const std::vector<playbook::Blank>& blanks, const QStringList& answers);
    void confirmCommand(const Step& step, const playbook::BlankValues& values);
    void confirmRequest(const Step& step, const playbook::BlankValues& values);
    net::ValueOf valueOf() const;
    QString expanded(const QString& command) const;
    QStringList commandChecks() const;
    /// In a drill nothing may leave the computer: gives why a request is refused, else nothing.
    QString refusal(const playbook::HttpRequest& request) const;

    QWidget* m_window;
    net::Transport* m_transport;
    Allowed m_allowed;
    QPointer<room::WarRoom> m_room;
    std::map<QString, QString> m_variables; ///< with those of the playbook
};

} // namespace ui
