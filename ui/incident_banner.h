// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comms/cadence.h"
#include "domain/incident.h"
#include "playbook/playbook.h"
#include "playbook/response.h"
#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;
class PlainLabel;
class SeverityBadge;

/// The head of the war room: severity, title, who and since when, status stepper, elapsed clock, next update, the one
/// primary action. Shows values and reports wishes; changes nothing itself.
class IncidentBanner final : public QWidget {
    Q_OBJECT
public:
    explicit IncidentBanner(QWidget* parent = nullptr);
    void setIncident(const QString& key, const domain::Incident& incident, const playbook::Playbook& playbook);
    /// Moves the clocks. Cheap: labels are touched only when their text changes.
    void setNow(const domain::Incident& incident, const playbook::Playbook& playbook, domain::Instant now);
    /// What speaks against resolving now, a sentence each: shown at that step.
    void setUnmet(const QStringList& sentences);
    void setReadOnly(bool readOnly);
    /// The button at the right end that opens the menu of everything else.
    QToolButton* menuButton() const { return m_menu; }
    QString elapsedText() const;
    QString answeredText() const { return m_answered; } ///< how the acknowledgement went
    QString updateText() const;
    QPushButton* stepButton(domain::Status status) const;
    QPushButton* acknowledgeButton() const { return m_acknowledge; }
    QPushButton* updateButton() const { return m_update; }
    QSize minimumSizeHint() const override;

signals:
    void statusWanted(domain::Status status);
    void acknowledgeWanted();
    void updateWanted();
    void severityWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void setSteps(domain::Status status);
    void showUnmet();
    void setResponse(const playbook::Response& response, domain::Instant now);
    QString sublineText() const;
    static QString subline(const QString& key, const domain::Incident& incident, const playbook::Playbook& playbook,
                           bool narrow);

    int m_rank = 1;
    domain::Status m_step = domain::Status::Investigating;
    QString m_unmet; ///< a line each
    bool m_hasSeverity = false, m_readOnly = true, m_acknowledged = false, m_narrow = false;
    std::array<QString, 2> m_sublines; ///< for a wide and for a narrow window
    QString m_answered;                ///< "acknowledged after 3 min, promised within 15 min: met"
    SeverityBadge* m_badge;
    PlainLabel* m_drill;
    ElidedLabel* m_title;
    ElidedLabel* m_subline;
    ElidedLabel* m_impact;
    std::vector<QPushButton*> m_steps;
    QPushButton* m_acknowledge;
    PlainLabel* m_elapsed;
    PlainLabel* m_updateCaption;
    PlainLabel* m_updateClock;
    QPushButton* m_update;
    QToolButton* m_menu;
};

} // namespace ui
