// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/welcome_facts.h"
#include <QWidget>

class QVBoxLayout;

namespace ui {

class CardButton;
class PlainLabel;

/// The first page: what can be done now at the left; what is open, what needs you and the playbooks at the right.
class WelcomeScreen final : public QWidget {
    Q_OBJECT
public:
    explicit WelcomeScreen(QWidget* parent = nullptr);
    void setFacts(const items::WelcomeFacts& facts);

signals:
    void declareRequested();
    void declareWithRequested(const QString& playbook); ///< a playbook's card was pressed
    void declareFromAlertRequested(const QString& playbook, const QString& title, domain::Instant since);
    void drillRequested();
    void importRequested();  ///< of a bundle
    void runbookRequested(); ///< import of a runbook
    void openRequested(const QString& key);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeActs();
    void refill();
    QWidget* awayLine(const items::WelcomeAway& away);
    void addSection(const QString& title, const QList<QWidget*>& cards);

    items::WelcomeFacts m_facts;
    PlainLabel* m_line;
    QWidget* m_header;
    QWidget* m_acts;
    QWidget* m_lists;
    QVBoxLayout* m_sections;
    bool m_filled = false;
};

} // namespace ui
