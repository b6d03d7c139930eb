// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/step_actions.h"
#include <QWidget>

class QToolButton;

namespace ui {

/// One step of a runbook: its text, and below it the command with Copy and Run, or the request with Copy and Send.
class StepCard final : public QWidget {
    Q_OBJECT
public:
    /// mayAct: Run and Send are offered.
    StepCard(int number, Step step, StepActions* actions, bool mayAct);
    const Step& step() const { return m_step; }
    QToolButton* copyButton() const { return m_copy; }
    QToolButton* runButton() const { return m_run; } ///< Run or Send; null without command and request

signals:
    void chosen(); ///< clicked, or one of its buttons has the focus

protected:
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* codeRow(StepActions* actions, bool mayAct);

    Step m_step;
    QToolButton* m_copy = nullptr;
    QToolButton* m_run = nullptr;
};

} // namespace ui
