// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_strip.h"
#include "ui/charts/elided_label.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTimeZone>

namespace ui {

StatusStrip::StatusStrip(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new PlainLabel)
    , m_saved(new PlainLabel)
    , m_facts(new ElidedLabel)
    , m_clock(new PlainLabel)
    , m_promptGlyph(new PlainLabel)
    , m_prompt(new PlainLabel)
    , m_verbs{new QPushButton, new QPushButton} {
    setProperty("strip", true);
    for (PlainLabel* label : {m_saved, m_facts}) {
        setTextFont(label, TextSize::Small);
        label->setProperty("muted", true);
    }
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setTextFont(m_clock, TextSize::Small, QFont::Normal, Face::Mono);
    m_clock->setProperty("muted", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_glyph);
    row->addWidget(m_saved);
    row->addSpacing(12);
    row->addWidget(m_facts, 1);
    row->addWidget(m_promptGlyph);
    row->addWidget(m_prompt);
    m_promptGlyph->hide();
    m_prompt->hide();
    setMinimumHeight(scaled(32)); // of its buttons, whether they are shown or not
    setTextFont(m_prompt, TextSize::Body, QFont::DemiBold);
    for (int i = 0; i < int(m_verbs.size()); ++i) {
        QPushButton* verb = m_verbs[size_t(i)];
        setTextFont(verb, TextSize::Small);
        verb->setProperty("inline", true);
        verb->setFixedHeight(scaled(22));
        verb->setAccessibleName(tr("Answer")); // until there is a question
        verb->hide();
        connect(verb, &QPushButton::clicked, this, [this, i] { emit promptAnswered(i); });
        row->addWidget(verb);
    }
    row->addSpacing(12);
    row->addWidget(m_clock);
    refresh();
}

void StatusStrip::setSaved(Saved saved, const QString& words) {
    if (m_saved->text() != words)
        m_saved->setText(words);
    m_saved->setAccessibleName(words);
    if (saved == m_state)
        return;
    m_state = saved;
    refresh();
}

void StatusStrip::setFacts(const QStringList& facts) {
    const QString text = facts.join(QStringLiteral("     "));
    if (m_facts->text() == text)
        return;
    m_facts->setText(text);
    m_facts->setAccessibleName(facts.join(QStringLiteral(", ")));
}

void StatusStrip::setNow(domain::Instant now) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(domain::toMs(now));
    QString text = tr("%1 UTC").arg(domain::toClockText(now, true));
    if (local.offsetFromUtc() != 0)
        text = QStringLiteral("%1 · %2 %3")
                   .arg(text, local.toString(QStringLiteral("HH:mm")), local.timeZoneAbbreviation());
    if (m_clock->text() != text)
        m_clock->setText(text);
}

void StatusStrip::setPrompt(const StripPrompt& prompt) {
    if (prompt == m_shown)
        return;
    m_shown = prompt;
    const bool asks = !prompt.text.isEmpty();
    m_prompt->setText(prompt.text);
    m_prompt->setAccessibleName(prompt.text);
    m_prompt->setVisible(asks);
    m_promptGlyph->setVisible(asks);
    for (size_t i = 0; i < m_verbs.size(); ++i) {
        const QString verb = prompt.verbs.value(qsizetype(i));
        m_verbs[i]->setText(verb);
        m_verbs[i]->setAccessibleName(QStringLiteral("%1: %2").arg(verb, prompt.text));
        m_verbs[i]->setVisible(!verb.isEmpty());
    }
}

QString StatusStrip::text() const {
    return QStringLiteral("%1  %2  %3").arg(m_saved->text(), m_facts->text(), m_clock->text());
}

void StatusStrip::refresh() {
    const Tokens& t = tokensOf(palette());
    const auto look = [&]() -> std::pair<Glyph, QColor> {
        switch (m_state) {
        case Saved::Yes:
            return {Glyph::Up, t.up};
        case Saved::Saving:
            return {Glyph::More, t.muted};
        case Saved::No:
            return {Glyph::Down, t.down};
        case Saved::ReadOnly:
            return {Glyph::Lock, t.degraded};
        case Saved::Quiet:
            return {Glyph::Dot, t.muted};
        }
        return {Glyph::Dot, t.muted};
    }();
    m_promptGlyph->setPixmap(glyphPixmap(Glyph::Clock, t.degraded, scaled(14), devicePixelRatioF()));
    m_glyph->setPixmap(glyphPixmap(look.first, look.second, scaled(11), devicePixelRatioF()));
}

void StatusStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ui
