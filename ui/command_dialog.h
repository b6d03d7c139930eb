// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/command_class.h"
#include "room/command_run.h"
#include <QDialog>
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace room {
class WarRoom;
}

namespace ui {

class PlainCode;
class PlainLabel;

/// One command, before it runs and while it does: exactly what will run, how dangerous it is, and after Run its live
/// output with Cancel. A destructive one runs once the word that makes it so has been typed. Closing it leaves the
/// command running; its entry comes all the same.
class CommandDialog final : public QDialog {
    Q_OBJECT
public:
    CommandDialog(room::WarRoom* room, QString item, const QString& text, process::Command command, QWidget* parent);

    const playbook::CommandVerdict& verdict() const { return m_verdict; }
    QPushButton* runButton() const { return m_run; }
    QPushButton* cancelButton() const { return m_cancel; }
    QLineEdit* wordLine() const { return m_word; } ///< null unless destructive
    PlainCode* output() const { return m_output; }
    QString state() const; ///< what stands beside the clock: "running", "exit 0 in 1.2 s"

private:
    void buildHead(QLayout* column, const QString& text);
    void buildQuestion(QLayout* column);
    void start();
    void showState();
    void finish(const process::Outcome& outcome);

    QPointer<room::WarRoom> m_room;
    QString m_item;
    process::Command m_command;
    playbook::CommandVerdict m_verdict;
    QPointer<room::CommandRun> m_running;
    QElapsedTimer m_since;
    QTimer m_tick;
    QWidget* m_question;
    QLineEdit* m_word = nullptr;
    QCheckBox* m_outlives;
    PlainLabel* m_state;
    PlainCode* m_output;
    QPushButton* m_run;
    QPushButton* m_cancel;
};

} // namespace ui
