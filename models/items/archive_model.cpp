// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/archive_model.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace items {
namespace {

using domain::ArchiveRow;
using domain::Instant;
using domain::SearchHit;

bool isOver(const ArchiveRow& row) {
    return row.status == domain::Status::Resolved || row.status == domain::Status::Closed;
}

QString none() {
    return QString(QChar(0x2013));
}

/// As people order them: without regard to case and marks.
QString folded(const QString& text) {
    return text.toCaseFolded();
}

} // namespace

QString lastedText(const ArchiveRow& row, Instant now) {
    if (isOver(row) && !row.resolvedAt)
        return none();
    return domain::toHumanDuration(row.resolvedAt.value_or(now) - row.declaredAt);
}

QString followUpsText(const ArchiveRow& row, Instant now) {
    if (row.followUps == 0)
        return {};
    const QString count =
        row.followUps == 1 ? ArchiveModel::tr("1 follow-up") : ArchiveModel::tr("%1 follow-ups").arg(row.followUps);
    if (!row.followUpsDue)
        return ArchiveModel::tr("%1 to do").arg(count);
    const QString day = QLocale::c().toString(
        QDateTime::fromMSecsSinceEpoch(domain::toMs(*row.followUpsDue), Qt::UTC).date(), QStringLiteral("d MMM"));
    return *row.followUpsDue <= now ? ArchiveModel::tr("%1 overdue since %2").arg(count, day)
                                    : ArchiveModel::tr("%1 due %2").arg(count, day);
}

ArchiveModel::ArchiveModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void ArchiveModel::setRows(std::vector<ArchiveRow> rows, Instant now) {
    beginResetModel();
    m_rows = std::move(rows);
    m_now = now;
    narrow();
    endResetModel();
}

void ArchiveModel::setNow(Instant now) {
    m_now = now;
    if (!m_shown.empty())
        emit dataChanged(index(0, Lasted), index(rowCount() - 1, Lasted), {Qt::DisplayRole});
}

void ArchiveModel::setFilter(const ArchiveFilter& filter) {
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    narrow();
    endResetModel();
}

void ArchiveModel::setSearch(const QString& words, std::vector<SearchHit> hits) {
    beginResetModel();
    m_words = folded(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_hits = m_words.isEmpty() ? std::vector<SearchHit>{} : std::move(hits);
    m_hitsOf.clear();
    for (std::size_t i = 0; i < m_hits.size(); ++i)
        m_hitsOf[m_hits[i].key].push_back(i);
    narrow();
    endResetModel();
}

std::vector<SearchHit> ArchiveModel::hitsOf(const QString& key) const {
    std::vector<SearchHit> hits;
    for (const std::size_t place : m_hitsOf.value(key))
        hits.push_back(m_hits[place]);
    return hits;
}

std::vector<std::pair<QString, int>> ArchiveModel::severities() const {
    std::vector<std::pair<QString, int>> all;
    for (const ArchiveRow& row : m_rows) {
        const std::pair<QString, int> one(row.severity, row.severityRank);
        if (std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return std::tie(a.second, a.first) < std::tie(b.second, b.first); });
    return all;
}

const ArchiveRow* ArchiveModel::rowAt(int row) const {
    if (row < 0 || row >= rowCount())
        return nullptr;
    return &m_rows[m_shown[static_cast<std::size_t>(row)]];
}

bool ArchiveModel::passes(const ArchiveRow& row) const {
    using Wanted = ArchiveFilter::State;
    using Drills = ArchiveFilter::Drills;
    if (!m_filter.severities.empty() && !m_filter.severities.contains(row.severity))
        return false;
    if (m_filter.state != Wanted::Any && (m_filter.state == Wanted::Over) != isOver(row))
        return false;
    if (m_filter.drills != Drills::Shown && (m_filter.drills == Drills::Only) != row.drill)
        return false;
    if (m_filter.followUps && row.followUps == 0)
        return false;
    if (m_filter.declaredFrom && row.declaredAt < *m_filter.declaredFrom)
        return false;
    if (m_words.isEmpty() || m_hitsOf.contains(row.key))
        return true;
    const QString named = folded(row.key + QLatin1Char(' ') + row.title);
    return std::all_of(m_words.begin(), m_words.end(), [&named](const QString& word) { return named.contains(word); });
}

void ArchiveModel::narrow() {
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (passes(m_rows[i]))
            m_shown.push_back(i);
}

int ArchiveModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ArchiveModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString ArchiveModel::textOf(const ArchiveRow& row, int column) const {
    switch (column) {
    case Key:
        return row.key;
    case Severity:
        return row.severity;
    case Title:
        return row.title;
    case Declared:
        return QStringLiteral("%1 %2").arg(domain::toDateText(row.declaredAt), domain::toClockText(row.declaredAt));
    case State:
        return row.drill ? tr("drill · %1").arg(domain::toText(row.status)) : domain::toText(row.status);
    case Lasted:
        return lastedText(row, m_now);
    case Acknowledged:
        return row.acknowledgedAt ? domain::toHumanDuration(*row.acknowledgedAt - row.declaredAt) : none();
    case Entries:
        return QString::number(row.entries);
    case Playbook:
        return row.playbook;
    default:
        return {};
    }
}

/// The whole row for a screen reader.
QString ArchiveModel::spoken(const ArchiveRow& row) const {
    QString text = tr("%1, severity %2, %3, %4, lasted %5")
                       .arg(row.key, row.severity, row.title, textOf(row, State), textOf(row, Lasted));
    if (const QString left = followUpsText(row, m_now); !left.isEmpty())
        text += QStringLiteral(", ") + left;
    if (const std::size_t hits = m_hitsOf.value(row.key).size())
        text += hits == 1 ? tr(", 1 hit") : tr(", %1 hits").arg(hits);
    return text;
}

QVariant ArchiveModel::data(const QModelIndex& index, int role) const {
    const ArchiveRow* row = index.isValid() ? rowAt(index.row()) : nullptr;
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Key ? spoken(*row) : textOf(*row, index.column());
    case RowRole:
        return QVariant::fromValue(*row);
    case RankRole:
        return row->severityRank;
    case DrillRole:
        return row->drill;
    case OverRole:
        return isOver(*row);
    case SnippetRole: {
        const auto hits = m_hitsOf.constFind(row->key);
        return hits == m_hitsOf.constEnd() ? QString() : m_hits[hits->front()].snippet;
    }
    case FollowUpsRole:
        return followUpsText(*row, m_now);
    case FollowUpsLateRole:
        return row->followUps > 0 && row->followUpsDue && *row->followUpsDue <= m_now;
    case HitsRole:
        return static_cast<int>(m_hitsOf.value(row->key).size());
    default:
        return {};
    }
}

QVariant ArchiveModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return tr("Key");
    case Severity:
        return tr("Severity");
    case Title:
        return tr("Title");
    case Declared:
        return tr("Declared, UTC");
    case State:
        return tr("State");
    case Lasted:
        return tr("Lasted");
    case Acknowledged:
        return tr("Acknowledged");
    case Entries:
        return tr("Entries");
    case Playbook:
        return tr("Playbook");
    default:
        return {};
    }
}

} // namespace items

#include "moc_archive_model.cpp" // NOLINT(bugprone-suspicious-include): moc's output, here, so that a program without a store can link the model alone
