// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alert_feed.h"
#include "playbook/playbook.h"
#include <QAbstractListModel>
#include <QSet>

namespace items {

/// Rows of the alerts panel: silences that mute something or end soon, then alerts in groups that share a label. A
/// group of one has no row of its own. GUI thread.
class AlertsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Row { Group, Alert, Silence };
    enum Role {
        RowRole = Qt::UserRole + 1, ///< int, AlertsModel::Row
        IdRole,                     ///< QString: fingerprint, silence id, or the group's value
        StateRole,                  ///< int, metrics::AlertState, of an alert
        DetailRole,                 ///< QString: "instance=db-1 · 94 of 100 connections"
        TimeRole,                   ///< QString: "since 14:31" (UTC, with the date when it is another day); of a
                                    ///< silence "12:30 left"
        WarnRole,                   ///< bool: a silence that ends within five minutes or mutes nothing
        ScenarioRole,               ///< QString: id of the scenario that names this alert; empty when none does
        CountRole                   ///< int, of a group
    };
    explicit AlertsModel(QObject* parent = nullptr);

    void setView(const metrics::AlertsView& view);
    /// Whose scenarios are offered; ids of the silences this incident made.
    void setContext(const std::vector<playbook::Scenario>& scenarios, const QStringList& ownSilences);
    /// Moves the countdowns; rows that did not change stay silent.
    void setNow(domain::Instant now);
    /// Words, each of which must stand in the name, a label, an annotation or the state.
    void setFilter(const QString& filter);
    /// Label whose values make the groups; "alertname" at first.
    void setGroupLabel(const QString& label);
    QString groupLabel() const { return m_label; }
    /// Labels that alerts have now, for the choice of groups.
    QStringList labels() const;

    const metrics::AlertsView& view() const { return m_view; }
    const metrics::Alert* alertAt(const QModelIndex& index) const;
    const metrics::Silence* silenceAt(const QModelIndex& index) const;
    int countOf(metrics::AlertState state) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Line {
        Row row = Row::Alert;
        QString id, text, detail, time, scenario;
        metrics::AlertState state = metrics::AlertState::Firing;
        bool warn = false;
        int count = 0;
        bool operator==(const Line&) const = default;
    };
    void rebuild();
    std::vector<Line> lines() const;
    Line lineOf(const metrics::Alert& alert) const;
    Line lineOf(const metrics::Silence& silence) const;
    bool passes(const metrics::Alert& alert) const;
    QString sinceText(domain::Instant since) const;

    metrics::AlertsView m_view;
    std::vector<playbook::Scenario> m_scenarios;
    QSet<QString> m_own;
    domain::Instant m_now;
    QStringList m_words;
    QString m_label = QStringLiteral("alertname");
    std::vector<Line> m_lines;
};

} // namespace items
