// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/checks_model.h"
#include "net/response.h"
#include <QWidget>

namespace ui {

/// The strip of a tile, as wide as there is room: one bar a result, newest at the right.
class StripView final : public QWidget {
    Q_OBJECT
public:
    explicit StripView(QWidget* parent = nullptr);
    void setStrip(const items::Strip& strip);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    items::Strip m_strip;
};

/// One stretch of a request.
struct Phase {
    QString name;
    qint64 us = 0;
    bool operator==(const Phase&) const = default;
};
/// DNS, connect, TLS, first byte, rest: what each took, those of no time left out.
std::vector<Phase> phasesOf(const net::Phases& phases);

/// Where the time of a request went, as one bar with its legend below.
class PhaseBar final : public QWidget {
    Q_OBJECT
public:
    explicit PhaseBar(QWidget* parent = nullptr);
    void setPhases(const net::Phases& phases);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Phase> m_phases;
    qint64 m_totalUs = 0;
};

} // namespace ui
