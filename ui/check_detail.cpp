// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check_detail.h"
#include "net/redact.h"
#include "ui/check_bars.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/plain_label.h"
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace ui {
namespace {

PlainLabel* caption(const QString& text, QWidget* buddy) {
    auto* label = new PlainLabel(text);
    setTextFont(label, TextSize::Small, QFont::DemiBold);
    label->setProperty("muted", true);
    label->setBuddy(buddy);
    return label;
}

PlainLabel* line(TextSize size, QFont::Weight weight = QFont::Normal) {
    auto* label = new PlainLabel;
    setTextFont(label, size, weight);
    label->setWordWrap(true);
    return label;
}

QListWidget* list(const QString& name) {
    auto* made = new QListWidget;
    made->setAccessibleName(name);
    made->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made->setTextElideMode(Qt::ElideRight);
    return made;
}

QString share(int part, int whole) {
    return whole > 0 ? CheckDetail::tr("%1 %").arg(100.0 * part / whole, 0, 'f', part == whole ? 0 : 2) : QString();
}

} // namespace

QString targetText(const playbook::Check& check) {
    const bool http = check.kind == playbook::CheckKind::Http;
    const QString what = http ? check.http.method + QLatin1Char(' ') + check.http.url
                              : toText(check.kind) + QLatin1Char(' ') + check.target;
    return CheckDetail::tr("%1, every %2").arg(net::redact(what), domain::toDurationText(check.every));
}

CheckDetail::CheckDetail(const playbook::Check& check, QWidget* parent)
    : QDialog(parent)
    , m_check(check)
    , m_state(line(TextSize::Large, QFont::DemiBold))
    , m_latest(line(TextSize::Body))
    , m_totals(line(TextSize::Body))
    , m_strip(new StripView)
    , m_list(list(tr("Latest answers")))
    , m_phases(new PhaseBar)
    , m_conditions(list(tr("Conditions")))
    , m_text(new QPlainTextEdit) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Health check: %1").arg(check.title));
    resize(scaled(860), scaled(640));
    auto* title = line(TextSize::Title, QFont::DemiBold);
    title->setText(check.title);
    auto* target = line(TextSize::Small);
    target->setText(targetText(check));
    target->setProperty("muted", true);
    m_latest->setProperty("muted", true);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Headers and body"));
    setTextFont(m_text, TextSize::Small, QFont::Normal, Face::Mono);
    m_text->setPlaceholderText(tr("Nothing came back."));
    m_conditions->setMaximumHeight(scaled(110));
    m_list->setFixedWidth(scaled(250));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &CheckDetail::showAnswer);

    auto* left = new QVBoxLayout;
    left->addWidget(caption(tr("LATEST ANSWERS"), m_list));
    left->addWidget(m_list, 1);
    auto* right = new QVBoxLayout;
    right->addWidget(caption(tr("WHERE THE TIME WENT"), m_phases));
    right->addWidget(m_phases);
    right->addWidget(caption(tr("CONDITIONS"), m_conditions));
    right->addWidget(m_conditions);
    right->addWidget(caption(tr("HEADERS AND BODY, SECRETS REMOVED"), m_text));
    right->addWidget(m_text, 1);
    auto* both = new QHBoxLayout;
    both->setSpacing(16);
    both->addLayout(left);
    both->addLayout(right, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    for (QWidget* widget :
         {static_cast<QWidget*>(title), static_cast<QWidget*>(target), static_cast<QWidget*>(m_state),
          static_cast<QWidget*>(m_latest), static_cast<QWidget*>(m_totals), static_cast<QWidget*>(m_strip)})
        column->addWidget(widget);
    column->addLayout(both, 1);
    column->addWidget(buttons);
    m_list->setFocus();
    setTotals({});
}

void CheckDetail::setState(domain::CheckState state, const QString& detail, const QString& measure) {
    const Tokens& t = tokensOf(palette());
    QPalette coloured = m_state->palette();
    coloured.setColor(QPalette::WindowText, colourOf(t, state));
    m_state->setPalette(coloured);
    const QString sign = state == domain::CheckState::Inconclusive ? tr("? ") : QString();
    m_state->setText(sign + wordOf(state) + (measure.isEmpty() ? QString() : QStringLiteral(" · ") + measure));
    m_latest->setText(detail);
}

void CheckDetail::setStrip(const items::Strip& strip) {
    m_strip->setStrip(strip);
}

void CheckDetail::setTotals(const health::Stats& totals) {
    const int known = totals.probes - totals.inconclusive;
    QStringList facts;
    if (known > 0)
        facts << tr("up %1 of %2 probes in this incident").arg(share(totals.up + totals.degraded, known)).arg(known);
    if (totals.p50Us)
        facts << tr("p50 %1").arg(items::latencyText(*totals.p50Us));
    if (totals.p95Us)
        facts << tr("p95 %1").arg(items::latencyText(*totals.p95Us));
    if (totals.inconclusive > 0)
        facts << tr("%1 inconclusive, not counted").arg(totals.inconclusive);
    m_totals->setText(facts.isEmpty() ? tr("No results recorded yet.") : facts.join(QStringLiteral(" · ")));
}

void CheckDetail::setAnswers(const std::vector<health::AnswerPtr>& answers) {
    const auto chosen = m_list->currentRow() > 0 && size_t(m_list->currentRow()) < m_answers.size()
                            ? m_answers[size_t(m_list->currentRow())]
                            : nullptr;
    m_answers = answers;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int row = 0;
    for (const health::AnswerPtr& answer : m_answers) {
        const domain::CheckResult& result = answer->result;
        auto* item =
            new QListWidgetItem(glyphIcon(glyphOf(result.state), colourOf(tokensOf(palette()), result.state)),
                                tr("%1 · %2").arg(domain::toClockText(result.at, true),
                                                  result.detail.isEmpty() ? wordOf(result.state) : result.detail));
        item->setToolTip(item->text());
        item->setData(Qt::AccessibleTextRole, QString(wordOf(result.state) + QStringLiteral(", ") + item->text()));
        m_list->addItem(item);
        if (answer == chosen)
            row = m_list->count() - 1;
    }
    m_list->setCurrentRow(row);
    showAnswer(m_answers.empty() ? -1 : row);
}

void CheckDetail::showAnswer(int row) {
    if (row < 0 || size_t(row) >= m_answers.size()) {
        m_phases->setPhases({});
        m_conditions->clear();
        m_text->clear();
        return;
    }
    const health::Answer& answer = *m_answers[size_t(row)];
    const Tokens& t = tokensOf(palette());
    m_phases->setPhases(answer.phases);
    m_conditions->clear();
    for (const health::Held& held : answer.conditions) {
        const bool holds = held.found.isEmpty();
        const auto state = holds ? domain::CheckState::Up : domain::CheckState::Down;
        const QString condition = net::redact(held.condition);
        auto* item = new QListWidgetItem(glyphIcon(glyphOf(state), colourOf(t, state)),
                                         holds ? tr("%1 · holds").arg(condition)
                                               : tr("%1 · fails: %2").arg(condition, held.found));
        item->setToolTip(item->text());
        m_conditions->addItem(item);
    }
    if (answer.conditions.empty())
        m_conditions->addItem(m_check.conditions.empty() ? tr("The check has no conditions.")
                                                         : tr("Nothing came back to hold them against."));
    QStringList parts;
    if (answer.result.httpStatus > 0)
        parts << tr("HTTP %1").arg(answer.result.httpStatus) +
                     (answer.remoteIp.isEmpty() ? QString() : tr(" from %1").arg(answer.remoteIp));
    if (answer.certificateEndsAt)
        parts << tr("certificate valid until %1").arg(domain::toDateText(*answer.certificateEndsAt));
    for (const QString& part : {health::shownHead(answer), health::shownBody(answer)}) {
        if (!part.isEmpty())
            parts << part;
    }
    m_text->setPlainText(parts.join(QStringLiteral("\n\n")));
}

} // namespace ui
