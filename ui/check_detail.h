// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/answer.h"
#include "health/stats.h"
#include "items/checks_model.h"
#include <QDialog>

class QListWidget;
class QPlainTextEdit;

namespace ui {

class PhaseBar;
class PlainLabel;
class StripView;

/// What is under a health tile: its state, figures since the incident began, the strip of recent results, and the
/// latest answers in full: phases of the request, conditions with their verdicts, headers and the first 2 KiB of the
/// body. Shows values only; whoever opens it keeps them fresh. Never part of Stage.
class CheckDetail final : public QDialog {
    Q_OBJECT
public:
    explicit CheckDetail(const playbook::Check& check, QWidget* parent = nullptr);
    const QString& check() const { return m_check.id; }
    void setState(domain::CheckState state, const QString& detail, const QString& measure);
    void setStrip(const items::Strip& strip);
    void setTotals(const health::Stats& totals);
    /// Newest first. The one that was chosen stays so while it is there.
    void setAnswers(const std::vector<health::AnswerPtr>& answers);

private:
    void showAnswer(int row);

    const playbook::Check m_check;
    std::vector<health::AnswerPtr> m_answers;
    PlainLabel* m_state;
    PlainLabel* m_latest;
    PlainLabel* m_totals;
    StripView* m_strip;
    QListWidget* m_list;
    PhaseBar* m_phases;
    QListWidget* m_conditions;
    QPlainTextEdit* m_text;
};

/// "GET https://shop.example/health, every 10 s", placeholders as they are written.
QString targetText(const playbook::Check& check);

} // namespace ui
