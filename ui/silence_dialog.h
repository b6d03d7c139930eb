// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert_feed.h"
#include <QDialog>

class QButtonGroup;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// What the person wants muted, for how long, and why.
struct SilenceWish {
    std::vector<metrics::Matcher> matchers;
    domain::Millis duration{};
    QString comment;
};

/// Matchers that mute this alert and its likes: every label that is not only of this one process.
std::vector<metrics::Matcher> matchersFor(const metrics::Alert& alert);

/// Makes a silence: matchers one a line, with a live list of what they would mute; the duration by buttons; a comment.
/// Refuses what would mute nearly everything, and says when nothing matches.
class SilenceDialog final : public QDialog {
    Q_OBJECT
public:
    SilenceDialog(const std::vector<metrics::Alert>& alerts, const std::vector<metrics::Matcher>& matchers,
                  const QString& incidentKey, QWidget* parent);
    /// The alerts that fire have changed.
    void setAlerts(const std::vector<metrics::Alert>& alerts);
    QPlainTextEdit* matcherLines() const { return m_matchers; }
    QLineEdit* commentLine() const { return m_comment; }
    QString preview() const;
    QString trouble() const;

signals:
    void wanted(const ui::SilenceWish& wish);

private:
    void review();
    void answer();
    domain::Millis duration() const;

    std::vector<metrics::Alert> m_alerts;
    QPlainTextEdit* m_matchers;
    QButtonGroup* m_durations;
    QLineEdit* m_comment;
    PlainLabel* m_preview;
    PlainLabel* m_trouble;
    QPushButton* m_verb;
    std::vector<metrics::Matcher> m_read;
};

} // namespace ui
