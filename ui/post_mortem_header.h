// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include "report/document.h"
#include <QFrame>
#include <array>

class QPushButton;

namespace ui {

class ElidedLabel;
class SeverityBadge;

/// The head of the post-mortem screen: which incident, where it stands, the status of the post-mortem, findings,
/// export.
class PostMortemHeader final : public QFrame {
    Q_OBJECT
public:
    struct Facts {
        QString severity;
        int rank = 1;
        QString title, line;
        domain::PostMortemStatus status = domain::PostMortemStatus::Draft;
        bool over = false; ///< the incident is resolved
        bool readOnly = false;
        bool operator==(const Facts&) const = default;
    };
    explicit PostMortemHeader(QWidget* parent = nullptr);
    void setFacts(const Facts& facts);
    void showFindings(const std::vector<report::Finding>& findings);
    void setBusy(bool exporting);

signals:
    void statusChosen(domain::PostMortemStatus status);
    void sectionWanted(const QString& section);
    void exportWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Facts m_facts;
    SeverityBadge* m_badge;
    ElidedLabel* m_title;
    ElidedLabel* m_line;
    std::array<QPushButton*, 3> m_steps{};
    QPushButton* m_findings;
    QPushButton* m_export;
};

} // namespace ui
