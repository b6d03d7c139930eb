// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/checks_model.h"
#include <QCoreApplication>

namespace items {
namespace {

using domain::CheckResult;
using domain::CheckState;

QString tr(const char* text) {
    return QCoreApplication::translate("items::checks", text);
}

} // namespace

QString latencyText(qint64 microseconds) {
    if (microseconds < 10'000)
        return tr("%1 ms").arg(double(microseconds) / 1000.0, 0, 'f', 1);
    if (microseconds < 1'000'000)
        return tr("%1 ms").arg((microseconds + 500) / 1000);
    return tr("%1 s").arg(double(microseconds) / 1e6, 0, 'f', microseconds < 10'000'000 ? 2 : 1);
}

ChecksModel::ChecksModel(QObject* parent)
    : QAbstractListModel(parent) {}

void ChecksModel::setChecks(const std::vector<playbook::Check>& checks) {
    beginResetModel();
    m_tiles.clear();
    for (const playbook::Check& check : checks)
        m_tiles.push_back({check.id, check.title.isEmpty() ? check.id : check.title, {}, CheckState::Unknown, {}, {}});
    endResetModel();
}

void ChecksModel::setFlips(const std::vector<domain::CheckFlip>& flips) {
    for (const domain::CheckFlip& flip : flips) {
        const int row = rowOf(flip.check);
        if (row < 0)
            continue;
        Tile& tile = m_tiles[size_t(row)];
        if (tile.since && *tile.since > flip.at)
            continue;
        tile.state = flip.state;
        tile.since = flip.at;
        tile.detail = flip.detail;
        announce(row);
    }
}

void ChecksModel::addResult(const CheckResult& result) {
    const int row = rowOf(result.check);
    if (row < 0)
        return;
    Tile& tile = m_tiles[size_t(row)];
    tile.results.push_back(result);
    if (tile.results.size() > size_t(kept))
        tile.results.pop_front();
    announce(row);
}

void ChecksModel::setState(const QString& check, CheckState state, domain::Instant since) {
    const int row = rowOf(check);
    if (row < 0)
        return;
    Tile& tile = m_tiles[size_t(row)];
    if (tile.state == state && tile.since)
        return;
    tile.state = state;
    tile.since = since;
    tile.detail.clear();
    announce(row);
}

int ChecksModel::countOf(CheckState state) const {
    return int(
        std::count_if(m_tiles.begin(), m_tiles.end(), [state](const Tile& tile) { return tile.state == state; }));
}

int ChecksModel::rowOf(const QString& check) const {
    const auto found = std::find_if(m_tiles.begin(), m_tiles.end(), [&](const Tile& tile) { return tile.id == check; });
    return found == m_tiles.end() ? -1 : int(found - m_tiles.begin());
}

void ChecksModel::announce(int row) {
    emit dataChanged(index(row), index(row));
}

QString ChecksModel::detailOf(const Tile& tile) {
    if (tile.results.empty())
        return tile.detail.isEmpty() && tile.state == CheckState::Unknown ? tr("no result yet") : tile.detail;
    const CheckResult& latest = tile.results.back();
    const bool plain = latest.state == CheckState::Up || latest.detail.isEmpty();
    return plain && latest.latencyUs > 0 ? latencyText(latest.latencyUs) : latest.detail;
}

QString ChecksModel::measureOf(const Tile& tile) {
    if (tile.state == CheckState::Down || tile.state == CheckState::Inconclusive)
        return tile.since ? tr("since %1").arg(domain::toClockText(*tile.since)) : QString();
    const qint64 p95 = p95Of(tile);
    return p95 > 0 ? tr("p95 %1").arg(latencyText(p95)) : QString();
}

qint64 ChecksModel::p95Of(const Tile& tile) {
    std::vector<qint64> latencies;
    for (const CheckResult& result : tile.results) {
        if (result.latencyUs > 0)
            latencies.push_back(result.latencyUs);
    }
    if (latencies.empty())
        return 0;
    // Nearest rank: the smallest value that 95 % of the results do not exceed.
    const size_t rank = (latencies.size() * 95 + 99) / 100 - 1;
    std::nth_element(latencies.begin(), latencies.begin() + qsizetype(rank), latencies.end());
    return latencies[rank];
}

Strip ChecksModel::stripOf(const Tile& tile) {
    qint64 slowest = 1;
    for (const CheckResult& result : tile.results)
        slowest = std::max(slowest, result.latencyUs);
    Strip strip;
    strip.reserve(tile.results.size());
    for (const CheckResult& result : tile.results) {
        const bool failed = result.state == CheckState::Down || result.state == CheckState::Inconclusive;
        strip.push_back({result.state, failed ? 1.0 : double(result.latencyUs) / double(slowest)});
    }
    return strip;
}

int ChecksModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_tiles.size());
}

QVariant ChecksModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Tile& tile = m_tiles[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return tile.title;
    case Qt::AccessibleTextRole: {
        QStringList parts{tile.title, domain::toText(tile.state), detailOf(tile), measureOf(tile)};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case IdRole:
        return tile.id;
    case StateRole:
        return int(tile.state);
    case DetailRole:
        return detailOf(tile);
    case MeasureRole:
        return measureOf(tile);
    case LatencyRole:
        return tile.results.empty() ? qint64(0) : tile.results.back().latencyUs;
    case P95Role:
        return p95Of(tile);
    case SinceRole:
        return tile.since ? domain::toMs(*tile.since) : qint64(0);
    case StripRole:
        return QVariant::fromValue(stripOf(tile));
    default:
        return {};
    }
}

QHash<int, QByteArray> ChecksModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    const std::pair<int, const char*> own[] = {
        {IdRole, "id"},           {StateRole, "state"}, {DetailRole, "detail"}, {MeasureRole, "measure"},
        {LatencyRole, "latency"}, {P95Role, "p95"},     {SinceRole, "since"},   {StripRole, "strip"}};
    for (const auto& [role, name] : own)
        names.insert(role, name);
    return names;
}

} // namespace items
