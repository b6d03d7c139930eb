// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QFrame>
#include <array>

class QPushButton;

namespace ui {

class PlainLabel;

/// A line that asks for an act, with at most two buttons.
struct StripPrompt {
    QString text;
    QStringList verbs; ///< of the buttons
    bool operator==(const StripPrompt&) const = default;
};

/// The line at the lower edge: is everything saved, what is watched, and what time it is (UTC and here). A prompt
/// stands before the time; what is watched gives way to it and is elided, so that nothing moves.
class StatusStrip final : public QFrame {
    Q_OBJECT
public:
    enum class Saved { Yes, Saving, No, ReadOnly, Quiet }; ///< Quiet: nothing to save
    explicit StatusStrip(QWidget* parent = nullptr);
    void setSaved(Saved saved, const QString& words);
    /// Short facts, such as "8 checks every 10 s".
    void setFacts(const QStringList& facts);
    void setNow(domain::Instant now);
    /// Empty text: none.
    void setPrompt(const StripPrompt& prompt);
    const StripPrompt& prompt() const { return m_shown; }
    QPushButton* promptButton(int number) const { return m_verbs.at(size_t(number)); }
    QString text() const;

signals:
    void promptAnswered(int verb); ///< its place in the prompt's verbs

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Saved m_state = Saved::Quiet;
    PlainLabel* m_glyph;
    PlainLabel* m_saved;
    PlainLabel* m_facts;
    PlainLabel* m_clock;
    PlainLabel* m_promptGlyph;
    PlainLabel* m_prompt;
    std::array<QPushButton*, 2> m_verbs;
    StripPrompt m_shown;
};

} // namespace ui
