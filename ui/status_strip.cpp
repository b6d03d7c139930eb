// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_strip.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QTimeZone>

namespace ui {

StatusStrip::StatusStrip(QWidget* parent)
    : QFrame(parent)
    , m_glyph(new PlainLabel)
    , m_saved(new PlainLabel)
    , m_facts(new PlainLabel)
    , m_clock(new PlainLabel) {
    setProperty("strip", true);
    for (PlainLabel* label : {m_saved, m_facts}) {
        setTextFont(label, TextSize::Small);
        label->setProperty("muted", true);
    }
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setTextFont(m_clock, TextSize::Small, QFont::Normal, Face::Mono);
    m_clock->setProperty("muted", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_glyph);
    row->addWidget(m_saved);
    row->addSpacing(12);
    row->addWidget(m_facts, 1);
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
    m_glyph->setPixmap(glyphPixmap(look.first, look.second, scaled(11), devicePixelRatioF()));
}

void StatusStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ui
