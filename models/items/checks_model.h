// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "domain/incident.h"
#include "playbook/playbook.h"
#include <QAbstractListModel>
#include <deque>
#include <vector>

namespace items {

/// One recent result in the strip of a tile: its verdict and how high its bar stands, 0…1 of the tile's slowest.
struct StripBar {
    domain::CheckState state = domain::CheckState::Unknown;
    double height = 0;
    bool operator==(const StripBar&) const = default;
};
using Strip = std::vector<StripBar>;

/// Tiles of the health checks in the playbook's order. The damped state and the raw results arrive apart: results
/// stream past, a flip changes the state. GUI thread.
class ChecksModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        StateRole,   ///< int, domain::CheckState, damped
        DetailRole,  ///< QString: "182 ms", "HTTP 503", "timeout after 5 s"
        MeasureRole, ///< QString: "p95 241 ms" while up, "since 14:31" (UTC) otherwise
        LatencyRole, ///< qint64, microseconds of the latest result that answered; 0 when none did
        P95Role,     ///< qint64, microseconds over the kept results that answered; 0 when none did
        SinceRole,   ///< qint64, ms since 1970 UTC of the latest flip; 0 when unknown
        StripRole    ///< items::Strip, oldest first
    };
    static constexpr int kept = 60; ///< results per tile

    explicit ChecksModel(QObject* parent = nullptr);
    void setChecks(const std::vector<playbook::Check>& checks);
    /// States as last recorded in an incident, before or without live results.
    void setFlips(const std::vector<domain::CheckFlip>& flips);
    void addResult(const domain::CheckResult& result);
    void setState(const QString& check, domain::CheckState state, domain::Instant since);
    /// How many tiles stand in this state.
    int countOf(domain::CheckState state) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Tile {
        QString id, title, detail;
        domain::CheckState state = domain::CheckState::Unknown;
        std::optional<domain::Instant> since;
        std::deque<domain::CheckResult> results;
    };
    int rowOf(const QString& check) const;
    void announce(int row);
    static QString detailOf(const Tile& tile);
    static QString measureOf(const Tile& tile);
    static qint64 p95Of(const Tile& tile);
    static Strip stripOf(const Tile& tile);

    std::vector<Tile> m_tiles;
};

/// "182 ms", "2.4 s", "0.4 ms".
QString latencyText(qint64 microseconds);

} // namespace items

Q_DECLARE_METATYPE(items::Strip)
