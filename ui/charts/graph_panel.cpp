// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/graph_panel.h"

#include "metrics/unit.h"
#include "ui/charts/elided_label.h"
#include "ui/charts/graph_view.h"
#include "ui/charts/level_look.h"
#include "ui/charts/series_key.h"
#include "ui/charts/values_dialog.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>

namespace ui {

using metrics::FeedState;

namespace {

constexpr int compactHeight = 240; // below it the range is not written under the graph

void setInk(QLabel* label, const QColor& colour) {
    // The style sheet's colour would win over the palette's.
    const QString sheet = QStringLiteral("color: %1; border: none; background: transparent;").arg(colour.name());
    if (label->styleSheet() != sheet)
        label->setStyleSheet(sheet);
}

/// The graph below must not jump when a word comes or goes.
void keepRoom(QWidget* widget) {
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

} // namespace

GraphPanel::GraphPanel(Place place, QWidget* parent)
    : QFrame(parent)
    , m_place(place)
    , m_title(new ElidedLabel)
    , m_value(new PlainLabel)
    , m_glyph(new PlainLabel)
    , m_level(new PlainLabel)
    , m_expr(new ElidedLabel)
    , m_pin(new QToolButton)
    , m_more(new QToolButton)
    , m_graph(new GraphView)
    , m_message(new PlainLabel)
    , m_body(new QStackedLayout)
    , m_key(new SeriesKey)
    , m_state(new ElidedLabel)
    , m_stateGlyph(new PlainLabel) {
    setProperty("panel", true);
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectParts();
    refresh();
}

void GraphPanel::build() {
    const bool stage = m_place == Place::Stage;
    setTextFont(m_title, stage ? TextSize::Big : TextSize::Body, QFont::DemiBold);
    setTextFont(m_value, stage ? TextSize::Huge : TextSize::Title, stage ? QFont::Medium : QFont::DemiBold, Face::Mono);
    setTextFont(m_level, stage ? TextSize::Big : TextSize::Small, QFont::DemiBold);
    setTextFont(m_expr, TextSize::Small, QFont::Normal, Face::Mono);
    setTextFont(m_state, stage ? TextSize::Big : TextSize::Small);
    setTextFont(m_message, stage ? TextSize::Big : TextSize::Body);
    m_expr->setProperty("muted", true);
    m_expr->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setProperty("muted", true);
    m_message->setContentsMargins(24, 0, 24, 0);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    markFlat(m_pin);
    m_pin->setVisible(!stage);
    m_pin->setToolTip(tr("Pin this graph to the timeline"));
    markFlat(m_more);
    m_more->setVisible(!stage);
    m_more->setToolTip(tr("More: values, query"));
    m_key->setInteractive(!stage);
    m_expr->setVisible(!stage);
    if (stage) {
        m_graph->setPen(3);
        m_graph->setAxisFont(fontOf(TextSize::Big));
        setTextFont(m_key, TextSize::Big);
        keepRoom(m_level);
    }

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_pin, 0, Qt::AlignVCenter);
    head->addWidget(m_more, 0, Qt::AlignVCenter);
    head->addWidget(m_value);
    auto* second = new QHBoxLayout;
    second->setSpacing(4);
    second->addWidget(m_expr, 1);
    if (stage)
        second->addStretch(1);
    second->addWidget(m_glyph);
    second->addWidget(m_level);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(6);
    foot->addWidget(m_key, 3);
    foot->addWidget(m_stateGlyph);
    foot->addWidget(m_state, 2);
    m_body->addWidget(m_graph);
    m_body->addWidget(m_message);

    auto* whole = new QVBoxLayout(this);
    const int side = stage ? 20 : 14;
    whole->setContentsMargins(side, stage ? 16 : 8, side, 8);
    whole->setSpacing(2);
    whole->addLayout(head);
    whole->addLayout(second);
    whole->addSpacing(4);
    whole->addLayout(m_body, 1);
    whole->addLayout(foot);
}

void GraphPanel::setStageUnit(double unit) {
    const auto give = [unit](QWidget* widget, int pixels, QFont::Weight weight, Face face) {
        QFont font = fontOf(TextSize::Big, weight, face);
        font.setPixelSize(std::max(1, qRound(pixels * unit)));
        widget->setFont(font);
    };
    give(m_title, 28, QFont::DemiBold, Face::Text);
    give(m_value, 46, QFont::Medium, Face::Mono);
    give(m_level, 24, QFont::DemiBold, Face::Text);
    give(m_state, 24, QFont::Normal, Face::Text);
    give(m_message, 28, QFont::Normal, Face::Text);
    QFont axis = fontOf(TextSize::Big);
    axis.setPixelSize(std::max(1, qRound(24 * unit)));
    m_graph->setAxisFont(axis);
    m_graph->setPen(std::max(1.5, 3.5 * unit));
    const int side = qRound(22 * unit);
    layout()->setContentsMargins(side, qRound(14 * unit), side, qRound(10 * unit));
}

void GraphPanel::setView(const metrics::PanelView& view) {
    if (view == m_view)
        return;
    m_view = view;
    if (m_now < view.answeredAt)
        m_now = view.answeredAt;
    refresh();
    if (m_values)
        m_values->setView(m_view);
}

void GraphPanel::setSpan(std::optional<Span> span) {
    if (span == m_span)
        return;
    m_span = span;
    refreshBody();
    refreshFoot();
}

void GraphPanel::setNow(domain::Instant now) {
    m_now = now;
    if (m_view.state == FeedState::Stale) {
        refreshFoot();
        describe();
    }
}

void GraphPanel::setEvents(const std::vector<EventMark>& events) {
    m_events = events;
    m_graph->setEvents(events);
}

void GraphPanel::setSynchronous(bool synchronous) {
    m_graph->setSynchronous(synchronous);
}

void GraphPanel::refresh() {
    refreshHead();
    refreshBody();
    refreshFoot();
    describe();
}

void GraphPanel::refreshHead() {
    const Tokens& tokens = tokensOf(palette());
    // A value that is not of now is not shown as if it were.
    const bool old = m_view.state != FeedState::Ok;
    const metrics::Level level = old ? metrics::Level::Unknown : m_view.level;
    const QColor colour = old ? tokens.muted : colourOf(tokens, level);
    m_title->setText(m_view.panel.title);
    if (m_place == Place::WarRoom)
        m_expr->setText(m_view.panel.expr.simplified());
    m_value->setText(m_view.value && m_view.matrix ? metrics::formatValue(*m_view.value, m_view.panel.unit)
                                                   : QStringLiteral("–"));
    setInk(m_value, colour);
    const QString word = wordOf(level);
    m_level->setText(word);
    m_level->setVisible(!word.isEmpty());
    m_glyph->setVisible(!word.isEmpty());
    setInk(m_level, colour);
    if (!word.isEmpty())
        m_glyph->setPixmap(glyphPixmap(glyphOf(stateOf(level)), colour, scaled(m_place == Place::Stage ? 20 : 11),
                                       devicePixelRatioF()));
    m_pin->setIcon(glyphIcon(Glyph::Pin, tokens.muted));
    m_more->setIcon(glyphIcon(Glyph::More, tokens.muted));
    m_more->setAccessibleName(tr("More about the graph %1").arg(m_view.panel.title));
    m_pin->setEnabled(m_view.matrix != nullptr);
    m_pin->setAccessibleName(tr("Pin the graph %1").arg(m_view.panel.title));
}

QString GraphPanel::messageText() const {
    switch (m_view.state) {
    case FeedState::Loading:
        return tr("Waiting for the first answer …");
    case FeedState::Empty:
        return m_place == Place::Stage ? tr("No samples in this window") : tr("No samples: %1").arg(m_view.sentence);
    case FeedState::Error:
        return m_place == Place::Stage ? tr("No data") : m_view.sentence;
    case FeedState::Ok:
    case FeedState::Stale:
        break;
    }
    return {};
}

void GraphPanel::refreshBody() {
    const QString message = messageText();
    m_message->setText(message);
    m_body->setCurrentWidget(message.isEmpty() ? static_cast<QWidget*>(m_graph) : m_message);
    GraphData shown{m_view.matrix, metrics::marksOf(m_view.panel), m_view.panel.unit};
    if (m_view.matrix)
        shown.colours = m_colours.of(*m_view.matrix);
    shown.span = m_span;
    m_graph->setData(shown);
    m_graph->setFaded(m_view.state == FeedState::Stale);
}

QString GraphPanel::stateText() const {
    switch (m_view.state) {
    case FeedState::Loading:
    case FeedState::Empty:
        return {};
    case FeedState::Error:
        return tr("no data yet");
    case FeedState::Stale: {
        const QString age =
            tr("stale since %1 UTC, %2 old")
                .arg(domain::toClockText(m_view.answeredAt, true), domain::toHumanDuration(m_now - m_view.answeredAt));
        return m_place == Place::Stage ? age : QString(age + QStringLiteral(" · ") + m_view.sentence);
    }
    case FeedState::Ok:
        break;
    }
    if (m_place == Place::Stage)
        return {};
    if (!m_view.sentence.isEmpty())
        return m_view.sentence;
    const QString step = domain::toHumanDuration(m_view.matrix->step);
    if (m_span)
        return tr("%1 of %2 · step %3")
            .arg(
                domain::toHumanDuration(domain::Millis(static_cast<qint64>(m_span->to - m_span->from) / 1'000 * 1'000)),
                domain::toHumanDuration(m_view.matrix->to - m_view.matrix->from), step);
    return tr("%1 · step %2").arg(domain::toHumanDuration(m_view.matrix->to - m_view.matrix->from), step);
}

void GraphPanel::refreshFoot() {
    const Tokens& tokens = tokensOf(palette());
    const QString text = stateText();
    const bool trouble = m_view.state == FeedState::Stale || m_view.state == FeedState::Error;
    const bool warned = m_view.state == FeedState::Ok && !m_view.sentence.isEmpty();
    m_state->setText(text);
    // Bad news takes the whole line; the names of the lines give way.
    const bool bad = trouble || warned;
    m_state->setAlignment((bad ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    std::vector<int> colours;
    std::vector<bool> hidden;
    for (std::size_t i = 0; m_view.matrix && i < m_view.matrix->series.size(); ++i) {
        colours.push_back(m_colours.colour(m_view.matrix->series[i].labels));
        hidden.push_back(m_colours.isHidden(m_view.matrix->series[i].labels));
    }
    m_key->setMatrix(bad || !messageText().isEmpty() ? nullptr : m_view.matrix, colours, hidden);
    // Little room belongs to the lines, unless something must be said.
    const bool compact = height() < scaled(compactHeight);
    m_state->setVisible(!text.isEmpty() && (bad || !compact || m_key->isVisibleTo(this)));
    setInk(m_state, bad ? tokens.degraded : tokens.muted);
    m_stateGlyph->setVisible(bad);
    if (bad)
        m_stateGlyph->setPixmap(glyphPixmap(warned ? Glyph::Info : Glyph::Offline, tokens.degraded,
                                            scaled(m_place == Place::Stage ? 20 : 12), devicePixelRatioF()));
}

void GraphPanel::describe() {
    setAccessibleName(tr("Graph %1").arg(m_view.panel.title));
    QStringList parts{m_value->text()};
    if (!m_level->text().isEmpty())
        parts << m_level->text();
    for (const QString& part : {messageText(), stateText()}) {
        if (!part.isEmpty())
            parts << part;
    }
    parts << m_graph->readings();
    const QString description = parts.join(QStringLiteral(", "));
    if (description != accessibleDescription()) // every setting is told to screen readers
        setAccessibleDescription(description);
}

void GraphPanel::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    refreshFoot();
}

void GraphPanel::focusOutEvent(QFocusEvent* event) {
    QFrame::focusOutEvent(event);
    m_graph->hideCrosshair();
    update();
}

void GraphPanel::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void GraphPanel::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokensOf(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
}

} // namespace ui
