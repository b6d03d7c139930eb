// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/panel_feed.h"
#include <cmath>
#include <random>

/// Panels as an incident would show them.
namespace samples {

inline constexpr qint64 end = 1'795'187'655'000; // 2026-11-20T15:14:15Z

/// An hour of calm, then trouble, then slow recovery; noise is the same each time.
inline metrics::Series series(const QString& legend, double calm, double trouble, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> noise(-1, 1);
    metrics::Series result;
    result.legend = legend;
    result.labels = {{QStringLiteral("job"), legend}};
    for (int i = 0; i <= 720; ++i) {
        const double x = i / 720.0;
        const double rise = 1 / (1 + std::exp(-(x - 0.62) * 40)) * (x < 0.86 ? 1 : 1 - (x - 0.86) * 2.6);
        result.t.push_back(static_cast<double>(end - 3'600'000 + i * 5'000));
        result.v.push_back(calm + (trouble - calm) * rise + noise(random) * std::abs(trouble - calm) * 0.03);
    }
    return result;
}

inline metrics::MatrixPtr matrix(std::vector<metrics::Series> all) {
    metrics::Matrix matrix;
    matrix.from = domain::instantFromMs(end - 3'600'000);
    matrix.to = domain::instantFromMs(end);
    matrix.step = std::chrono::seconds(5);
    matrix.series = std::move(all);
    return std::make_shared<const metrics::Matrix>(std::move(matrix));
}

inline metrics::PanelView view(const QString& title, const QString& expr, const QString& unit,
                               std::optional<double> warn, std::optional<double> critical,
                               std::vector<metrics::Series> all) {
    metrics::PanelView view;
    view.panel = {title.toLower().replace(u' ', u'-'), title, expr, unit, {}, warn, critical, {}};
    view.server = QStringLiteral("http://localhost:9090");
    view.state = metrics::FeedState::Ok;
    view.matrix = matrix(std::move(all));
    view.answeredAt = domain::instantFromMs(end);
    view.value = metrics::latestValue(*view.matrix, metrics::marksOf(view.panel));
    view.level = metrics::levelOf(view.value, metrics::marksOf(view.panel));
    view.serial = 1;
    return view;
}

inline metrics::PanelView errorRate() {
    return view(
        QStringLiteral("Error rate"),
        QStringLiteral("sum(rate(http_requests_total{status=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))"),
        QStringLiteral("percent"), 1, 5,
        {series(QStringLiteral("checkout"), 0.6, 9, 1), series(QStringLiteral("payments"), 0.3, 7.6, 2)});
}

inline metrics::PanelView latency() {
    return view(
        QStringLiteral("Latency p95"),
        QStringLiteral("histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"),
        QStringLiteral("s"), 0.5, 2, {series(QStringLiteral("p95"), 0.18, 2.9, 3)});
}

inline metrics::PanelView connections() {
    return view(QStringLiteral("DB connections"), QStringLiteral("pg_stat_activity_count"), {}, {}, {},
                {series(QStringLiteral("active"), 30, 97, 4)});
}

inline metrics::PanelView throughput() {
    return view(QStringLiteral("Throughput"), QStringLiteral("sum(rate(http_requests_total[5m]))"),
                QStringLiteral("reqps"), 500, 300, {series(QStringLiteral("requests"), 820, 330, 5)});
}

} // namespace samples
