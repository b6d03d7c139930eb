// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/post_mortem_header.h"

#include "ui/charts/elided_label.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/severity_badge.h"
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace ui {
namespace {

constexpr std::array allStatuses{domain::PostMortemStatus::Draft, domain::PostMortemStatus::Review,
                                 domain::PostMortemStatus::Published};

/// Longest finding shown in the menu, in characters.
constexpr int shownFinding = 110;

} // namespace

PostMortemHeader::PostMortemHeader(QWidget* parent)
    : QFrame(parent)
    , m_badge(new SeverityBadge(TextSize::Title))
    , m_title(new ElidedLabel)
    , m_line(new ElidedLabel)
    , m_findings(new QPushButton)
    , m_export(new QPushButton(tr("Export Markdown"))) {
    setAccessibleName(tr("Post-mortem"));
    setTextFont(m_title, TextSize::Title, QFont::DemiBold);
    setTextFont(m_line, TextSize::Body);
    m_line->setProperty("muted", true);

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_line);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 14, 20, 16);
    row->setSpacing(8);
    row->addWidget(m_badge);
    row->addSpacing(12);
    row->addLayout(words, 1);
    row->addSpacing(12);
    for (size_t i = 0; i < allStatuses.size(); ++i) {
        m_steps[i] = new QPushButton(wordOf(allStatuses[i]));
        m_steps[i]->setCheckable(true);
        m_steps[i]->setProperty("step", true);
        row->addWidget(m_steps[i]);
        connect(m_steps[i], &QPushButton::clicked, this, [this, i] {
            m_steps[i]->setChecked(m_facts.status == allStatuses[i]); // stays as it was until the act is committed
            if (m_facts.status != allStatuses[i])
                emit statusChosen(allStatuses[i]);
        });
    }
    row->addSpacing(12);
    row->addWidget(m_findings);
    row->addSpacing(4);
    row->addWidget(m_export);
    m_findings->setMenu(new QMenu(m_findings));
    markPrimary(m_export);
    m_export->setToolTip(tr("Write the post-mortem as Markdown, with its pictures beside it"));
    connect(m_export, &QPushButton::clicked, this, &PostMortemHeader::exportWanted);
    showFindings({});
}

void PostMortemHeader::setFacts(const Facts& facts) {
    m_facts = facts;
    m_badge->setSeverity(facts.severity, facts.rank);
    m_title->setText(tr("Post-mortem · %1").arg(facts.title));
    m_line->setText(facts.line);
    bool passed = true;
    for (size_t i = 0; i < allStatuses.size(); ++i) {
        const bool current = allStatuses[i] == facts.status;
        passed = passed && !current;
        m_steps[i]->setChecked(current);
        m_steps[i]->setEnabled(!facts.readOnly);
        m_steps[i]->setText(passed ? QString(QStringLiteral("✓ ") + wordOf(allStatuses[i])) : wordOf(allStatuses[i]));
        m_steps[i]->setAccessibleName(current ? tr("%1, current status").arg(wordOf(allStatuses[i]))
                                              : wordOf(allStatuses[i]));
        m_steps[i]->setProperty("passed", passed);
        m_steps[i]->style()->unpolish(m_steps[i]);
        m_steps[i]->style()->polish(m_steps[i]);
    }
    update();
}

void PostMortemHeader::showFindings(const std::vector<report::Finding>& findings) {
    m_findings->setText(findings.empty()       ? tr("Lint · clean")
                        : findings.size() == 1 ? tr("Lint · 1 note")
                                               : tr("Lint · %1 notes").arg(findings.size()));
    m_findings->setEnabled(!findings.empty());
    m_findings->menu()->clear();
    for (const report::Finding& finding : findings) {
        QString text =
            finding.text.size() > shownFinding ? QString(finding.text.left(shownFinding) + u'…') : finding.text;
        QAction* action = m_findings->menu()->addAction(text.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, section = finding.section] { emit sectionWanted(section); });
    }
}

void PostMortemHeader::setBusy(bool exporting) {
    m_export->setEnabled(!exporting);
    m_export->setText(exporting ? tr("Exporting…") : tr("Export Markdown"));
}

void PostMortemHeader::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    const QColor colour = m_facts.over ? t.up : severityPaint(m_facts.rank).fill;
    QPainter painter(this);
    QLinearGradient wash(0, 0, width(), 0);
    wash.setColorAt(0, mixed(t.panel, colour, 0.2));
    wash.setColorAt(0.6, t.panel);
    painter.fillRect(rect(), wash);
    painter.fillRect(QRect(0, height() - 2, width(), 2), colour);
}

} // namespace ui
