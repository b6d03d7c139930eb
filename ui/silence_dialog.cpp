// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/silence_dialog.h"

#include "ui/answer_row.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/wrapped_text.h"
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr std::pair<domain::Millis, const char*> durations[] = {{15min, "15 min"}, {30min, "30 min"}, {1h, "1 h"},
                                                                {2h, "2 h"},       {4h, "4 h"},       {8h, "8 h"}};
constexpr int usual = 2; ///< one hour
constexpr std::size_t mostNames = 5;

QString namesOf(const std::vector<std::size_t>& muted, const std::vector<metrics::Alert>& alerts) {
    QStringList names;
    for (std::size_t i = 0; i < std::min(mostNames, muted.size()); ++i) {
        const metrics::Alert& alert = alerts[muted[i]];
        const QString distinction = metrics::distinctionOf(alert);
        names << (distinction.isEmpty() ? alert.name : QStringLiteral("%1 (%2)").arg(alert.name, distinction.left(80)));
    }
    if (muted.size() > mostNames)
        names << SilenceDialog::tr("and %1 more").arg(muted.size() - mostNames);
    return displayText(names.join(QLatin1Char('\n')));
}

} // namespace

std::vector<metrics::Matcher> matchersFor(const metrics::Alert& alert) {
    static const QStringList ofOneProcess{QStringLiteral("pod"), QStringLiteral("container_id"), QStringLiteral("uid")};
    std::vector<metrics::Matcher> matchers;
    for (const auto& [name, value] : alert.labels) {
        if (!ofOneProcess.contains(name) && !value.isEmpty())
            matchers.push_back({name, value, false, true});
    }
    return matchers;
}

SilenceDialog::SilenceDialog(const std::vector<metrics::Alert>& alerts, const std::vector<metrics::Matcher>& matchers,
                             const QString& incidentKey, QWidget* parent)
    : QDialog(parent)
    , m_alerts(alerts)
    , m_matchers(new QPlainTextEdit)
    , m_durations(new QButtonGroup(this))
    , m_comment(new QLineEdit)
    , m_preview(new PlainLabel)
    , m_trouble(new PlainLabel)
    , m_verb(new QPushButton(tr("Silence"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Silence alerts"));
    setMinimumWidth(scaled(560));
    auto* head = new PlainLabel(tr("Silence alerts"));
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    QStringList lines;
    for (const metrics::Matcher& matcher : matchers)
        lines << metrics::toText(matcher);
    m_matchers->setPlainText(lines.join(QLatin1Char('\n')));
    m_matchers->setFont(fontOf(TextSize::Body, QFont::Normal, Face::Mono));
    m_matchers->setTabChangesFocus(true);
    m_matchers->setFixedHeight(QFontMetrics(m_matchers->font()).lineSpacing() * 5 + 16);
    m_matchers->setPlaceholderText(QStringLiteral("alertname=\"HighErrorRate\"\ninstance=~\"db-.*\""));
    m_comment->setText(QStringLiteral("%1: ").arg(incidentKey));
    m_preview->setWordWrap(true);
    m_preview->setMinimumHeight(m_preview->fontMetrics().lineSpacing() * 6);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_trouble->setProperty("state", QStringLiteral("down"));
    m_trouble->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (int i = 0; i < int(std::size(durations)); ++i) {
        auto* button = new QPushButton(tr(durations[i].second));
        button->setCheckable(true);
        button->setProperty("step", true);
        button->setChecked(i == usual);
        button->setAutoDefault(false);
        button->setAccessibleName(tr("For %1").arg(tr(durations[i].second)));
        m_durations->addButton(button, i);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(10);
    column->addWidget(head);
    const auto add = [column](const QString& name, QWidget* field) {
        auto* label = new PlainLabel(name);
        label->setBuddy(field);
        field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
        column->addWidget(label);
        column->addWidget(field);
    };
    add(tr("&Matchers, one a line; all must hold"), m_matchers);
    column->addWidget(new PlainLabel(tr("For how long")));
    column->addLayout(buttons);
    add(tr("&Comment"), m_comment);
    column->addWidget(m_preview);
    column->addWidget(m_trouble);
    column->addLayout(answerRow(this, m_verb));
    connect(m_matchers, &QPlainTextEdit::textChanged, this, &SilenceDialog::review);
    connect(m_comment, &QLineEdit::textChanged, this, &SilenceDialog::review);
    connect(m_verb, &QPushButton::clicked, this, &SilenceDialog::answer);
    review();
}

void SilenceDialog::setAlerts(const std::vector<metrics::Alert>& alerts) {
    m_alerts = alerts;
    review();
}

QString SilenceDialog::preview() const {
    return m_preview->text();
}

QString SilenceDialog::trouble() const {
    return m_trouble->text();
}

domain::Millis SilenceDialog::duration() const {
    return durations[std::max(0, m_durations->checkedId())].first;
}

void SilenceDialog::review() {
    m_read.clear();
    QString trouble;
    for (const QString& line : m_matchers->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        if (auto matcher = metrics::parseMatcher(line))
            m_read.push_back(*std::move(matcher));
        else if (trouble.isEmpty())
            trouble = matcher.error().text;
    }
    if (trouble.isEmpty()) {
        if (const auto objection = metrics::objectionTo(m_read))
            trouble = *objection;
    }
    const auto muted = metrics::mutedBy(m_read, m_alerts);
    const QString count =
        muted.empty()
            ? tr("Matches none of the %1 alerts now. It would still mute ones that come.").arg(m_alerts.size())
            : tr("Would mute %1 of %2 alerts now:").arg(muted.size()).arg(m_alerts.size());
    m_preview->setText(muted.empty() ? count : QStringLiteral("%1\n%2").arg(count, namesOf(muted, m_alerts)));
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_verb->setEnabled(trouble.isEmpty() && !m_comment->text().trimmed().isEmpty());
}

void SilenceDialog::answer() {
    review();
    if (!m_verb->isEnabled())
        return;
    emit wanted({m_read, duration(), m_comment->text().trimmed()});
    accept();
}

} // namespace ui
