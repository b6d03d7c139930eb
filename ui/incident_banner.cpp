// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident_banner.h"
#include "ui/charts/elided_label.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/plain_label.h"
#include "ui/severity_badge.h"
#include "ui/wrapped_text.h"
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int widestNarrow = 1500; ///< a banner below this width is narrow
constexpr int leastNarrow = 1000;

using domain::Status;

void setPropertyAndPolish(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

/// "03:41", from 1 h on "1:03:41"; always without sign.
QString countdownText(domain::Millis left) {
    const qint64 seconds = std::abs(left.count()) / 1000;
    const QString rest = QStringLiteral("%1:%2")
                             .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                             .arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return seconds < 3600 ? rest : QStringLiteral("%1:%2").arg(seconds / 3600).arg(rest);
}

} // namespace

IncidentBanner::IncidentBanner(QWidget* parent)
    : QWidget(parent)
    , m_badge(new SeverityBadge(TextSize::Title))
    , m_drill(new PlainLabel(tr("DRILL")))
    , m_title(new ElidedLabel)
    , m_subline(new ElidedLabel)
    , m_impact(new ElidedLabel)
    , m_acknowledge(new QPushButton(tr("Acknowledge")))
    , m_elapsed(new PlainLabel)
    , m_updateCaption(new PlainLabel)
    , m_updateClock(new PlainLabel)
    , m_update(new QPushButton(tr("Post update")))
    , m_menu(new QToolButton) {
    setAccessibleName(tr("Incident"));
    setTextFont(m_title, TextSize::Title, QFont::DemiBold);
    setTextFont(m_subline, TextSize::Body);
    m_subline->setProperty("muted", true);
    setTextFont(m_impact, TextSize::Body);
    m_drill->setProperty("keycap", true);
    setTextFont(m_drill, TextSize::Small, QFont::Bold);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_subline);
    words->addWidget(m_impact);
    words->addStretch(1);

    auto* steps = new QHBoxLayout;
    steps->setSpacing(4);
    for (const Status status : domain::allStatuses) {
        auto* step = new QPushButton(wordOf(status));
        step->setCheckable(true);
        step->setProperty("step", true);
        connect(step, &QPushButton::clicked, this, [this, status] { emit statusWanted(status); });
        m_steps.push_back(step);
        steps->addWidget(step);
    }
    connect(m_acknowledge, &QPushButton::clicked, this, &IncidentBanner::acknowledgeWanted);
    markPrimary(m_update);
    connect(m_update, &QPushButton::clicked, this, &IncidentBanner::updateWanted);
    setPlainToolTip(m_update, tr("Post update (Ctrl+U)"));
    m_menu->setAccessibleName(tr("More about this incident"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    setPlainToolTip(m_menu, tr("Severity, roles, impact, panels …"));
    setTextFont(m_elapsed, TextSize::Huge, QFont::Medium, Face::Mono);
    setTextFont(m_updateCaption, TextSize::Small);
    m_updateCaption->setProperty("muted", true);
    m_updateCaption->setAlignment(Qt::AlignRight);
    setTextFont(m_updateClock, TextSize::Title, QFont::Medium, Face::Mono);
    m_updateClock->setAlignment(Qt::AlignRight);
    auto* promise = new QVBoxLayout;
    promise->setSpacing(0);
    promise->addStretch(1);
    promise->addWidget(m_updateCaption);
    promise->addWidget(m_updateClock);
    promise->addStretch(1);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 12, 20, 14);
    row->setSpacing(18);
    row->addWidget(m_badge);
    row->addWidget(m_drill, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    row->addWidget(m_acknowledge);
    row->addLayout(steps);
    row->addWidget(m_elapsed);
    row->addLayout(promise);
    row->addWidget(m_update);
    row->addWidget(m_menu);
}

QPushButton* IncidentBanner::stepButton(Status status) const {
    return m_steps.at(size_t(status));
}

QString IncidentBanner::elapsedText() const {
    return m_elapsed->text();
}

QString IncidentBanner::updateText() const {
    return QStringLiteral("%1 %2").arg(m_updateCaption->text(), m_updateClock->text()).trimmed();
}

QString IncidentBanner::subline(const QString& key, const domain::Incident& incident,
                                const playbook::Playbook& playbook, bool narrow) {
    QStringList parts{key};
    // Where room is short who commands matters more than by which book.
    if (!incident.playbook.isEmpty() && !narrow)
        parts << tr("%1 playbook").arg(incident.playbook);
    if (!narrow)
        parts << tr("declared %1 UTC").arg(domain::toClockText(incident.declaredAt));
    const qsizetype place = parts.size();
    const QString commander = playbook::commanderRole(playbook);
    for (const auto& [role, person] : incident.roles) {
        const playbook::Role* known = playbook::findRole(playbook, role);
        const QString title = role == commander ? tr("IC") : known ? known->title : role;
        if (!person.isEmpty())
            parts.insert(role == commander ? place : parts.size(), QStringLiteral("%1 %2").arg(title, person));
    }
    if (incident.roles.find(commander) == incident.roles.end())
        parts.insert(place, tr("nobody commands"));
    if (narrow)
        parts << tr("declared %1 UTC").arg(domain::toClockText(incident.declaredAt));
    return parts.join(QStringLiteral(" · "));
}

void IncidentBanner::setIncident(const QString& key, const domain::Incident& incident,
                                 const playbook::Playbook& playbook) {
    const playbook::Severity* severity = playbook::findSeverity(playbook, incident.severity);
    m_rank = severity ? severity->rank : 1;
    m_hasSeverity = !incident.severity.isEmpty();
    m_badge->setSeverity(incident.severity, m_rank);
    m_drill->setVisible(incident.drill);
    m_title->setText(incident.title);
    m_sublines = {};
    for (const bool narrow : {false, true})
        m_sublines[narrow] = subline(key, incident, playbook, narrow);
    m_subline->setText(sublineText());
    m_impact->setText(incident.impact.isEmpty() ? QString() : tr("Impact: %1").arg(incident.impact));
    m_impact->setVisible(!incident.impact.isEmpty());
    m_acknowledged = incident.acknowledgedAt.has_value();
    setSteps(incident.status);
    setReadOnly(m_readOnly);
    update();
}

void IncidentBanner::setSteps(Status status) {
    const Tokens& t = tokensOf(palette());
    for (const Status step : domain::allStatuses) {
        QPushButton* button = stepButton(step);
        const bool passed = step < status;
        button->setChecked(step == status);
        setPropertyAndPolish(button, "passed", passed);
        button->setIcon(passed ? glyphIcon(Glyph::Up, t.up) : QIcon());
        button->setIconSize({scaled(11), scaled(11)});
        const QString state = step == status ? tr("current status") : passed ? tr("passed") : tr("not reached");
        button->setAccessibleName(tr("Status %1, %2").arg(wordOf(step), state));
    }
    // Closing comes after resolving; before that the step would only take room.
    stepButton(Status::Closed)->setVisible(status >= Status::Resolved);
    m_step = status;
    showUnmet();
}

void IncidentBanner::setUnmet(const QStringList& sentences) {
    const QString unmet = sentences.join(QLatin1Char('\n'));
    if (unmet == m_unmet)
        return;
    m_unmet = unmet;
    showUnmet();
}

/// The mark stands at the step only where it comes next; before that everybody knows that nothing has recovered.
void IncidentBanner::showUnmet() {
    QPushButton* button = stepButton(Status::Resolved);
    const bool warns = m_step < Status::Resolved && !m_unmet.isEmpty();
    setPlainToolTip(button, warns ? tr("Recovery has not held yet:\n%1").arg(m_unmet) : QString());
    button->setAccessibleDescription(warns ? tr("Recovery has not held yet: %1").arg(m_unmet) : QString());
    if (m_step < Status::Resolved)
        button->setIcon(warns && m_step == Status::Monitoring ? glyphIcon(Glyph::Degraded, tokensOf(palette()).degraded)
                                                              : QIcon());
}

void IncidentBanner::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    for (QPushButton* step : m_steps)
        step->setEnabled(!readOnly);
    m_update->setEnabled(!readOnly);
    m_acknowledge->setVisible(!m_acknowledged && !readOnly && m_hasSeverity);
}

/// Before the acknowledgement the button carries its clock; afterwards the line below the title says how it went.
void IncidentBanner::setResponse(const playbook::Response& response, domain::Instant now) {
    using State = playbook::Response::State;
    QString text = tr("Acknowledge"), spoken = text, answered;
    const bool clocked = response.state == State::Waiting || response.state == State::Late;
    if (clocked) {
        const bool late = response.state == State::Late;
        const domain::Millis left = *response.target - now;
        // A promise of days has no use for seconds.
        const QString clock = std::chrono::abs(left) < std::chrono::hours(24)
                                  ? countdownText(left)
                                  : domain::toHumanDuration(std::chrono::abs(left));
        text = late ? tr("Acknowledge · late %1").arg(clock) : tr("Acknowledge · %1").arg(clock);
        spoken = late ? tr("Acknowledge, promised %1, late by %2").arg(response.promise, clock)
                      : tr("Acknowledge, promised %1, %2 left").arg(response.promise, clock);
    }
    if (response.took) {
        const QString took = tr("acknowledged after %1").arg(domain::toHumanDuration(*response.took));
        answered = response.state == State::Met      ? tr("%1 (%2: met)").arg(took, response.promise)
                   : response.state == State::Missed ? tr("%1 (%2: missed)").arg(took, response.promise)
                                                     : took;
    }
    if (m_acknowledge->text() != text) {
        m_acknowledge->setText(text);
        // Room for the longest: nothing beside it moves with the clock.
        const QString widest = clocked ? tr("Acknowledge · late %1").arg(QStringLiteral("00:00")) : text;
        m_acknowledge->setMinimumWidth(m_acknowledge->fontMetrics().horizontalAdvance(widest) + scaled(34));
        m_acknowledge->setAccessibleName(spoken);
        setPlainToolTip(m_acknowledge, spoken);
    }
    setPropertyAndPolish(m_acknowledge, "late", response.state == State::Late);
    if (m_answered == answered)
        return;
    m_answered = answered;
    m_subline->setText(sublineText());
}

QString IncidentBanner::sublineText() const {
    const QString line = m_sublines[m_narrow];
    return m_answered.isEmpty() ? line : QStringLiteral("%1 · %2").arg(line, m_answered);
}

void IncidentBanner::setNow(const domain::Incident& incident, const playbook::Playbook& playbook, domain::Instant now) {
    const auto put = [](PlainLabel* label, const QString& text) {
        if (label->text() != text)
            label->setText(text);
    };
    const domain::Instant end = domain::isOver(incident) && incident.resolvedAt ? *incident.resolvedAt : now;
    put(m_elapsed, domain::toRunningClock(std::max(end - incident.declaredAt, domain::Millis(0))));
    m_elapsed->setAccessibleName(tr("Elapsed %1").arg(m_elapsed->text()));
    setResponse(playbook::responseOf(playbook, incident, now), now);
    const comms::NextUpdate next = comms::nextUpdate(playbook, incident, now);
    if (next.promised) {
        put(m_updateCaption, next.overdue ? m_narrow ? tr("Overdue by") : tr("Update overdue by")
                             : m_narrow ? tr("Next update")
                                          : tr("Next update due in"));
        put(m_updateClock, countdownText(next.left));
        const char* state = next.overdue ? "down" : next.left < std::chrono::minutes(5) ? "degraded" : "";
        setPropertyAndPolish(m_updateClock, "state", QString::fromLatin1(state));
        setPropertyAndPolish(m_updateCaption, "state", next.overdue ? QStringLiteral("down") : QString());
    } else {
        const bool over = domain::isOver(incident);
        put(m_updateCaption, over ? wordOf(incident.status) : tr("Updates as needed"));
        put(m_updateClock, over && incident.resolvedAt ? domain::toClockText(*incident.resolvedAt) : QString());
        setPropertyAndPolish(m_updateClock, "state", QString());
        setPropertyAndPolish(m_updateCaption, "state", QString());
    }
    m_updateClock->setVisible(!m_updateClock->text().isEmpty());
    m_updateClock->setAccessibleName(updateText());
}

void IncidentBanner::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    if (!m_hasSeverity) {
        painter.fillRect(0, height() - 1, width(), 1, t.border);
        return;
    }
    const QColor colour = severityPaint(m_rank).fill;
    QLinearGradient gradient(0, 0, width() * 0.55, 0);
    gradient.setColorAt(0, mixed(t.panel, colour, bannerTint));
    gradient.setColorAt(1, t.panel);
    painter.fillRect(rect(), gradient);
    painter.fillRect(0, height() - 2, width(), 2, colour);
}

/// Of a wide banner what the narrow one may need: it becomes that one on the way.
QSize IncidentBanner::minimumSizeHint() const {
    const QSize needed = QWidget::minimumSizeHint();
    return m_narrow ? needed : QSize(std::min(needed.width(), scaled(leastNarrow)), needed.height());
}

void IncidentBanner::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // A narrow window keeps the title readable by shrinking the clock and leaving out the words beside it.
    m_narrow = width() < scaled(widestNarrow);
    const TextSize wanted = m_narrow ? TextSize::Big : TextSize::Huge;
    if (m_elapsed->font().pixelSize() != scaled(int(wanted)))
        setTextFont(m_elapsed, wanted, QFont::Medium, Face::Mono);
    for (QPushButton* step : m_steps) {
        if (step->property("narrow").toBool() != m_narrow)
            setTextFont(step, m_narrow ? TextSize::Small : TextSize::Body);
        setPropertyAndPolish(step, "narrow", m_narrow);
    }
    m_subline->setText(sublineText());
    layout()->setSpacing(m_narrow ? 10 : 18);
}

void IncidentBanner::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_badge->geometry().contains(event->position().toPoint()) && !m_readOnly)
        emit severityWanted();
}

} // namespace ui
