// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage_parts.h"

#include "ui/charts/elided_label.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace ui {
namespace {

using domain::CheckState;
using items::StageFacts;

int px(double unit, int pixels) {
    return std::max(1, qRound(pixels * unit));
}

void setInk(QLabel* label, const QColor& colour) {
    // The style sheet's colour would win over the palette's.
    const QString sheet = QStringLiteral("color: %1; background: transparent; border: none;").arg(colour.name());
    if (label->styleSheet() != sheet)
        label->setStyleSheet(sheet);
}

/// "03:41", "1:03:41": short of the hours it does not need.
QString countdown(domain::Millis left) {
    const domain::Millis size = left < domain::Millis{0} ? -left : left;
    const QString whole = domain::toRunningClock(size);
    return whole.startsWith(QLatin1String("00:")) ? whole.mid(3) : whole;
}

QString lineOf(const StageFacts& facts) {
    QStringList parts;
    if (facts.drill)
        parts << StageBanner::tr("DRILL");
    parts << wordOf(facts.status);
    if (!facts.commander.isEmpty())
        parts << StageBanner::tr("commander %1").arg(facts.commander);
    if (!facts.impact.isEmpty())
        parts << facts.impact;
    return parts.join(QStringLiteral(" · "));
}

QString updateOf(const StageFacts& facts) {
    if (facts.over)
        return StageBanner::tr("over after this time");
    if (!facts.updateLeft)
        return {};
    return *facts.updateLeft < domain::Millis{0}
               ? StageBanner::tr("update overdue by %1").arg(countdown(*facts.updateLeft))
               : StageBanner::tr("next update in %1").arg(countdown(*facts.updateLeft));
}

} // namespace

QFont stageFont(double unit, int pixels, QFont::Weight weight, Face face) {
    QFont font = fontOf(TextSize::Big, weight, face);
    font.setPixelSize(px(unit, pixels));
    return font;
}

QString stageTime(domain::Instant at, bool withDate) {
    QString time = domain::toClockText(at);
    if (!withDate)
        return time;
    const QDate day = QDate::fromString(domain::toDateText(at), Qt::ISODate);
    return QStringLiteral("%1 %2").arg(QLocale::c().toString(day, QStringLiteral("d MMM")), time);
}

// --- Banner

StageBanner::StageBanner(QWidget* parent)
    : QWidget(parent)
    , m_badge(new PlainLabel)
    , m_title(new ElidedLabel)
    , m_line(new ElidedLabel)
    , m_elapsed(new PlainLabel)
    , m_update(new PlainLabel) {
    m_badge->setAlignment(Qt::AlignCenter);
    for (ElidedLabel* label : {m_title, m_line})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (PlainLabel* label : {m_elapsed, m_update})
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addStretch(1);
    texts->addWidget(m_title);
    texts->addWidget(m_line);
    texts->addStretch(1);
    auto* clocks = new QVBoxLayout;
    clocks->setSpacing(0);
    clocks->addStretch(1);
    clocks->addWidget(m_elapsed);
    clocks->addWidget(m_update);
    clocks->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
    row->addLayout(texts, 1);
    row->addLayout(clocks);
    setUnit(1);
}

void StageBanner::setUnit(double unit) {
    m_badge->setFont(stageFont(unit, 42, QFont::Bold));
    m_badge->setContentsMargins(px(unit, 28), px(unit, 18), px(unit, 28), px(unit, 18));
    m_title->setFont(stageFont(unit, 44, QFont::DemiBold));
    m_line->setFont(stageFont(unit, 26));
    m_elapsed->setFont(stageFont(unit, 72, QFont::Medium, Face::Mono));
    m_update->setFont(stageFont(unit, 26, QFont::Medium, Face::Mono));
    layout()->setContentsMargins(px(unit, 48), 0, px(unit, 48), 0);
    layout()->setSpacing(px(unit, 34));
    setFixedHeight(px(unit, 172));
}

void StageBanner::setFacts(const StageFacts& facts) {
    m_rank = facts.rank;
    m_over = facts.over;
    m_overdue = facts.updateLeft && *facts.updateLeft < domain::Millis{0};
    m_badge->setText(facts.severity);
    m_badge->setVisible(!facts.severity.isEmpty());
    m_badge->setAccessibleName(tr("Severity %1").arg(facts.severity));
    m_title->setText(facts.title);
    m_line->setText(lineOf(facts));
    m_elapsed->setText(domain::toRunningClock(facts.elapsed));
    m_elapsed->setAccessibleName(facts.over ? tr("Lasted %1").arg(m_elapsed->text())
                                            : tr("Elapsed %1").arg(m_elapsed->text()));
    m_update->setText(updateOf(facts));
    m_update->setVisible(!m_update->text().isEmpty());
    refreshInk();
}

void StageBanner::refreshInk() {
    const Tokens& tokens = tokensOf(palette());
    const Paint paint = severityPaint(m_rank == 0 ? 4 : m_rank);
    const QString badge =
        QStringLiteral("color: %1; background: %2; border-radius: 8px;").arg(paint.ink.name(), paint.fill.name());
    if (m_badge->styleSheet() != badge)
        m_badge->setStyleSheet(badge);
    setInk(m_title, tokens.text);
    setInk(m_line, mixed(tokens.muted, tokens.text, 0.35));
    setInk(m_elapsed, tokens.text);
    setInk(m_update, m_overdue ? tokens.down : m_over ? tokens.up : tokens.degraded);
    update();
}

void StageBanner::paintEvent(QPaintEvent*) {
    const Tokens& tokens = tokensOf(palette());
    const QColor tint = m_over ? tokens.up : severityPaint(m_rank == 0 ? 4 : m_rank).fill;
    QPainter painter(this);
    painter.fillRect(rect(), tokens.panel);
    QLinearGradient glow(0, 0, width() * 0.6, 0);
    glow.setColorAt(0, mixed(tokens.panel, tint, tokens.theme == Theme::Dark ? 0.30 : 0.14));
    glow.setColorAt(1, tokens.panel);
    painter.fillRect(rect(), glow);
    painter.fillRect(QRect(0, height() - 3, width(), 3), tint);
}

// --- Key moments

StageMoments::StageMoments(QWidget* parent)
    : QFrame(parent)
    , m_title(new PlainLabel(tr("Key moments")))
    , m_zone(new PlainLabel(tr("UTC")))
    , m_earlier(new PlainLabel)
    , m_head(new QHBoxLayout)
    , m_area(new QWidget) {
    setProperty("panel", true);
    setAccessibleName(m_title->text());
    for (PlainLabel* label : {m_zone, m_earlier})
        label->setProperty("muted", true);
    m_earlier->setParent(m_area);
    m_head->addWidget(m_title, 1);
    m_head->addWidget(m_zone);
    auto* whole = new QVBoxLayout(this);
    whole->addLayout(m_head);
    whole->addWidget(m_area, 1);
    m_area->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    setUnit(1);
}

void StageMoments::setUnit(double unit) {
    m_unit = unit;
    m_title->setFont(stageFont(unit, 28, QFont::DemiBold));
    m_zone->setFont(stageFont(unit, 24));
    m_earlier->setFont(stageFont(unit, 24));
    layout()->setContentsMargins(px(unit, 22), px(unit, 18), px(unit, 22), px(unit, 14));
    layout()->setSpacing(px(unit, 14));
    fit();
}

void StageMoments::setMoments(const std::vector<items::StageMoment>& moments) {
    if (moments == m_moments && m_rows.size() == moments.size())
        return;
    m_moments = moments;
    while (m_rows.size() < moments.size()) {
        m_rows.push_back({new PlainLabel({}, m_area), new PlainLabel({}, m_area)});
        m_rows.back().time->setProperty("muted", true);
        m_rows.back().text->setWordWrap(true);
        m_rows.back().text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    while (m_rows.size() > moments.size()) {
        delete m_rows.back().time;
        delete m_rows.back().text;
        m_rows.pop_back();
    }
    const bool withDate =
        !moments.empty() && domain::toDateText(moments.front().at) != domain::toDateText(moments.back().at);
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const items::StageMoment& moment = moments[i];
        QString text = moment.text;
        if (moment.moment)
            text =
                moment.text.isEmpty() ? wordOf(*moment.moment) : tr("%1: %2").arg(wordOf(*moment.moment), moment.text);
        m_rows[i].time->setText(stageTime(moment.at, withDate));
        m_rows[i].text->setText(text);
    }
    fit();
}

void StageMoments::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

/// Places as many of the latest rows as there is room for.
void StageMoments::fit() {
    if (!layout()->activate() && m_area->width() <= 0)
        return;
    const QFont timeFont = stageFont(m_unit, 26, QFont::Normal, Face::Mono), textFont = stageFont(m_unit, 26);
    int timeWidth = 0;
    for (const Row& row : m_rows) {
        row.time->setFont(timeFont);
        row.text->setFont(textFont);
        timeWidth = std::max(timeWidth, row.time->sizeHint().width());
    }
    const int left = timeWidth + px(m_unit, 24), gap = px(m_unit, 22), textWidth = std::max(1, m_area->width() - left);
    std::vector<int> heights;
    int total = 0;
    for (const Row& row : m_rows) {
        heights.push_back(row.text->heightForWidth(textWidth));
        total += heights.back() + gap;
    }
    std::size_t first = 0;
    const int note = m_earlier->sizeHint().height() + gap;
    while (first + 1 < m_rows.size() && total - gap + (first > 0 ? note : 0) > m_area->height())
        total -= heights[first++] + gap;
    m_earlier->setVisible(first > 0);
    int y = 0;
    if (first > 0) {
        m_earlier->setText(tr("%n earlier", nullptr, static_cast<int>(first)));
        m_earlier->setGeometry(0, 0, m_area->width(), note - gap);
        y = note;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].time->setVisible(i >= first);
        m_rows[i].text->setVisible(i >= first);
        if (i < first)
            continue;
        m_rows[i].time->setGeometry(0, y, timeWidth, m_rows[i].time->sizeHint().height());
        m_rows[i].text->setGeometry(left, y, textWidth, heights[i]);
        y += heights[i] + gap;
    }
}

// --- Cards

StageCard::StageCard(QWidget* parent)
    : QFrame(parent)
    , m_title(new ElidedLabel)
    , m_glyph(new PlainLabel)
    , m_state(new ElidedLabel)
    , m_remark(new ElidedLabel) {
    for (ElidedLabel* label : {m_title, m_state, m_remark})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* state = new QHBoxLayout;
    state->addWidget(m_glyph);
    state->addWidget(m_state, 1);
    auto* whole = new QVBoxLayout(this);
    whole->addWidget(m_title);
    whole->addLayout(state);
    whole->addWidget(m_remark);
    whole->addStretch(1);
    setUnit(1);
}

void StageCard::setUnit(double unit) {
    m_unit = unit;
    m_title->setFont(stageFont(unit, 26, QFont::DemiBold));
    m_state->setFont(stageFont(unit, 30, QFont::DemiBold));
    m_remark->setFont(stageFont(unit, 24));
    layout()->setContentsMargins(px(unit, 30), px(unit, 22), px(unit, 20), px(unit, 16));
    layout()->setSpacing(px(unit, 8));
    refresh();
}

void StageCard::setContent(const Content& content) {
    if (content == m_content)
        return;
    m_content = content;
    m_title->setText(content.title);
    m_state->setText(content.state);
    m_remark->setText(content.remark);
    setAccessibleName(QStringLiteral("%1: %2, %3").arg(content.title, content.state, content.remark));
    refresh();
}

void StageCard::refresh() {
    const Tokens& tokens = tokensOf(palette());
    const QColor colour = colourOf(tokens, m_content.look);
    setInk(m_title, tokens.text);
    setInk(m_state, colour);
    setInk(m_remark, tokens.muted);
    m_glyph->setPixmap(glyphPixmap(glyphOf(m_content.look), colour, px(m_unit, 26), devicePixelRatioF()));
    update();
}

void StageCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void StageCard::paintEvent(QPaintEvent*) {
    const Tokens& tokens = tokensOf(palette());
    const QColor colour = colourOf(tokens, m_content.look);
    const bool bad = m_content.look == CheckState::Down;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    painter.fillPath(shape, bad ? mixed(tokens.panel, tokens.down, rowTint) : tokens.panel);
    painter.setPen(bad ? mixed(tokens.border, tokens.down, 0.3) : tokens.border);
    painter.drawPath(shape);
    painter.setClipPath(shape);
    painter.fillRect(QRect(0, 0, px(m_unit, 6), height()), colour);
}

namespace {

StageCard::Content summaryCard(const StageFacts& facts) {
    StageCard::Content card;
    const bool all = facts.checksUp == facts.checksTotal;
    card.title = facts.checksUp == 1 ? StageCard::tr("1 check") : StageCard::tr("%1 checks").arg(facts.checksUp);
    card.look = facts.checksUp > 0 ? CheckState::Up : CheckState::Unknown;
    card.state = tileWordOf(CheckState::Up);
    card.remark = all ? StageCard::tr("all of them") : StageCard::tr("of %1").arg(facts.checksTotal);
    if (facts.checksUp == 0) {
        card.title = StageCard::tr("Health");
        card.state = StageCard::tr("none is up");
    }
    return card;
}

StageCard::Content checkCard(const items::StageCheck& check) {
    StageCard::Content card{check.title, tileWordOf(check.state), check.detail, check.state};
    if (check.since) {
        const QString since = StageCard::tr("since %1").arg(domain::toClockText(*check.since));
        card.remark = card.remark.isEmpty() ? since : QStringLiteral("%1 %2").arg(card.remark, since);
    }
    return card;
}

StageCard::Content askCard(const items::StageAsk& ask) {
    const QString title = ask.person.isEmpty() ? StageCard::tr("Ask") : StageCard::tr("Ask %1").arg(ask.person);
    StageCard::Content card{title, ask.text, {}, CheckState::Degraded};
    if (!ask.left)
        return card;
    const bool late = *ask.left < domain::Millis{0};
    card.look = late ? CheckState::Down : CheckState::Degraded;
    card.remark = (late ? StageCard::tr("overdue by %1") : StageCard::tr("due in %1")).arg(countdown(*ask.left));
    return card;
}

} // namespace

std::vector<StageCard::Content> stageCards(const StageFacts& facts, std::size_t atMost) {
    std::vector<StageCard::Content> cards;
    if (facts.checksTotal > 0)
        cards.push_back(summaryCard(facts));
    // One place is kept for the most urgent ask, so that a bad day for the checks does not hide it.
    const std::size_t keptForAsks = facts.asks.empty() ? 0 : 1;
    std::size_t left = 0;
    for (const items::StageCheck& check : facts.troubled) {
        if (cards.size() + keptForAsks < atMost)
            cards.push_back(checkCard(check));
        else
            ++left;
    }
    for (const items::StageAsk& ask : facts.asks) {
        if (cards.size() < atMost)
            cards.push_back(askCard(ask));
    }
    if (left > 0 && cards.size() > 1) {
        StageCard::Content& last = cards[cards.size() - 1 - keptForAsks];
        last.remark = StageCard::tr("and %n more", nullptr, static_cast<int>(left));
    }
    return cards;
}

} // namespace ui
