// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include <QFrame>

namespace ui {

class PlainLabel;

/// The line at the lower edge: is everything saved, what is watched, and what time it is (UTC and here).
class StatusStrip final : public QFrame {
    Q_OBJECT
public:
    enum class Saved { Yes, Saving, No, ReadOnly, Quiet }; ///< Quiet: nothing to save
    explicit StatusStrip(QWidget* parent = nullptr);
    void setSaved(Saved saved, const QString& words);
    /// Short facts, such as "8 checks every 10 s".
    void setFacts(const QStringList& facts);
    void setNow(domain::Instant now);
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Saved m_state = Saved::Quiet;
    PlainLabel* m_glyph;
    PlainLabel* m_saved;
    PlainLabel* m_facts;
    PlainLabel* m_clock;
};

} // namespace ui
