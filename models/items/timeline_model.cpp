// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/timeline_model.h"
#include "items/rows.h"
#include "room/war_room.h"
#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace items {
namespace {

using domain::TimelineEntry;

QString tr(const char* text) {
    return QCoreApplication::translate("items::timeline", text);
}

qint64 dayOf(domain::Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
}

QString dateText(qint64 day) {
    return QLocale::c().toString(QDate(1970, 1, 1).addDays(day), QStringLiteral("dddd yyyy-MM-dd"));
}

bool isLate(const TimelineEntry& entry) {
    return !entry.automatic && entry.recordedAt - entry.occurredAt > std::chrono::minutes(1);
}

QString kindWord(const TimelineEntry& entry) {
    return entry.kind == QLatin1String("entry.noted") ? domain::toText(entry.entryKind) : entry.kind;
}

} // namespace

QString detailOf(const TimelineEntry& entry) {
    QStringList parts;
    parts << (entry.automatic ? tr("automatic") : entry.author);
    if (entry.struck)
        parts << (entry.struckReason.isEmpty() ? tr("struck") : tr("struck: %1").arg(entry.struckReason));
    if (entry.edited)
        parts << tr("edited");
    if (isLate(entry)) {
        const bool sameDay = dayOf(entry.recordedAt) == dayOf(entry.occurredAt);
        const QString date = sameDay ? QString() : QString(domain::toDateText(entry.recordedAt) + QLatin1Char(' '));
        parts << tr("recorded %1").arg(QString(date + domain::toClockText(entry.recordedAt)));
    }
    if (entry.confidential)
        parts << tr("private");
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString spokenText(const TimelineEntry& entry) {
    QStringList parts{tr("%1 UTC").arg(domain::toClockText(entry.occurredAt)), kindWord(entry)};
    if (entry.keyMoment)
        parts << tr("key: %1").arg(domain::toText(*entry.keyMoment).replace(QLatin1Char('_'), QLatin1Char(' ')));
    parts << entry.text << detailOf(entry);
    return parts.join(QStringLiteral(", "));
}

TimelineModel::TimelineModel(QObject* parent)
    : QAbstractListModel(parent) {}

void TimelineModel::setRoom(room::WarRoom* room) {
    if (m_room)
        m_room->disconnect(this);
    m_room = room;
    if (room) {
        connect(room, &room::WarRoom::appended, this, &TimelineModel::eventAppended);
        connect(room, &room::WarRoom::reloaded, this, &TimelineModel::reload);
        connect(room, &QObject::destroyed, this, [this] { setIncident(nullptr); });
    }
    setIncident(room ? &room->incident() : nullptr);
}

void TimelineModel::setIncident(const domain::Incident* incident) {
    beginResetModel();
    m_incident = incident;
    m_rows = rowsNow();
    m_entries = incident ? incident->timeline.size() : 0;
    endResetModel();
    emit countsChanged(shownEntryCount(), entryCount());
}

void TimelineModel::reload() {
    if (!m_incident)
        return;
    replaceRows(rowsNow());
    if (!m_rows.empty())
        emit dataChanged(index(0), index(int(m_rows.size()) - 1));
    emit countsChanged(shownEntryCount(), entryCount());
}

void TimelineModel::eventAppended(const domain::Event& event) {
    if (!m_incident)
        return;
    if (!appendAtEnd(event)) {
        replaceRows(rowsNow());
        announce(event.id);
        if (event.undoes)
            announce(*event.undoes);
        std::visit(
            [this](const auto& body) {
                if constexpr (requires { body.target; })
                    announce(body.target);
            },
            event.body);
    }
    emit countsChanged(shownEntryCount(), entryCount());
}

/// The common case, without looking at all entries: one new entry, later than the others.
bool TimelineModel::appendAtEnd(const domain::Event& event) {
    const auto& timeline = m_incident->timeline;
    if (timeline.empty() || timeline.size() != m_entries + 1 || timeline.back().id != event.id || event.undoes)
        return false;
    const TimelineEntry& entry = timeline.back();
    const qint64 day = dayOf(entry.occurredAt);
    if (!passes(entry) || m_rows.empty() || m_rows.back().day != day)
        return false;
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.push_back({entry.id, int(timeline.size() - 1), day});
    m_entries = timeline.size();
    endInsertRows();
    return true;
}

std::vector<TimelineModel::Row> TimelineModel::rowsNow() const {
    std::vector<Row> rows;
    if (!m_incident || m_incident->timeline.empty())
        return rows;
    const auto& timeline = m_incident->timeline;
    const bool spansDays = dayOf(timeline.front().occurredAt) != dayOf(timeline.back().occurredAt);
    rows.reserve(timeline.size());
    std::optional<qint64> shownDay;
    for (size_t i = 0; i < timeline.size(); ++i) {
        const TimelineEntry& entry = timeline[i];
        if (!passes(entry))
            continue;
        const qint64 day = dayOf(entry.occurredAt);
        if (spansDays && shownDay != day)
            rows.push_back({{}, -1, day});
        shownDay = day;
        rows.push_back({entry.id, int(i), day});
    }
    return rows;
}

bool TimelineModel::passes(const TimelineEntry& entry) const {
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return entry.text.contains(word, Qt::CaseInsensitive) || entry.author.contains(word, Qt::CaseInsensitive) ||
               kindWord(entry).contains(word, Qt::CaseInsensitive);
    });
}

void TimelineModel::replaceRows(std::vector<Row> rows) {
    const RowChange change = changeBetween(m_rows, rows, &TimelineModel::sameRow);
    const auto first = m_rows.begin() + change.prefix;
    if (change.removed > 0) {
        beginRemoveRows({}, change.prefix, change.prefix + change.removed - 1);
        m_rows.erase(first, first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0)
        beginInsertRows({}, change.prefix, change.prefix + change.inserted - 1);
    m_rows = std::move(rows);
    m_entries = m_incident->timeline.size();
    if (change.inserted > 0)
        endInsertRows();
}

void TimelineModel::announce(const domain::EventId& id) {
    const QModelIndex changed = indexOf(id);
    if (changed.isValid())
        emit dataChanged(changed, changed);
}

void TimelineModel::setFilter(const QString& words) {
    if (words == m_filter)
        return;
    beginResetModel();
    m_filter = words;
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_rows = rowsNow();
    endResetModel();
    emit countsChanged(shownEntryCount(), entryCount());
}

int TimelineModel::entryCount() const {
    return m_incident ? int(m_incident->timeline.size()) : 0;
}

int TimelineModel::shownEntryCount() const {
    if (m_words.isEmpty())
        return entryCount();
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.entry >= 0; }));
}

const TimelineEntry* TimelineModel::entryAt(const QModelIndex& index) const {
    if (!m_incident || !index.isValid() || index.row() >= int(m_rows.size()))
        return nullptr;
    const Row& row = m_rows[size_t(index.row())];
    if (row.entry < 0)
        return nullptr;
    const auto& timeline = m_incident->timeline;
    if (size_t(row.entry) < timeline.size() && timeline[size_t(row.entry)].id == row.id)
        return &timeline[size_t(row.entry)];
    return domain::findEntry(*m_incident, row.id);
}

QModelIndex TimelineModel::indexOf(const domain::EventId& id) const {
    if (id.isNull())
        return {};
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(), [&](const Row& row) { return row.id == id; });
    return found == m_rows.rend() ? QModelIndex() : index(int(m_rows.rend() - found) - 1);
}

int TimelineModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags TimelineModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool date = m_rows[size_t(index.row())].entry < 0;
    return date ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TimelineEntry* entry = entryAt(index);
    if (!entry) {
        const Row& row = m_rows[size_t(index.row())];
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return dateText(row.day);
        return role == DateRowRole ? QVariant(row.entry < 0) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return entry->text;
    case Qt::AccessibleTextRole:
        return spokenText(*entry);
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return detailOf(*entry);
    case IdRole:
        return domain::toText(entry->id);
    case DateRowRole:
        return false;
    case TimeRole:
        return domain::toClockText(entry->occurredAt);
    case OccurredAtRole:
        return domain::toMs(entry->occurredAt);
    case EventKindRole:
        return entry->kind;
    case EntryKindRole:
        return int(entry->entryKind);
    case AuthorRole:
        return entry->author;
    case KeyMomentRole:
        return entry->keyMoment ? int(*entry->keyMoment) : -1;
    case StruckRole:
        return entry->struck;
    case EditedRole:
        return entry->edited;
    case AutomaticRole:
        return entry->automatic;
    case LateRole:
        return isLate(*entry);
    case ConfidentialRole:
        return entry->confidential;
    case ErasedRole:
        return entry->erased;
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    const std::pair<int, const char*> own[] = {{IdRole, "id"},
                                               {DateRowRole, "dateRow"},
                                               {TimeRole, "time"},
                                               {OccurredAtRole, "occurredAt"},
                                               {EventKindRole, "eventKind"},
                                               {EntryKindRole, "entryKind"},
                                               {DetailRole, "detail"},
                                               {AuthorRole, "author"},
                                               {KeyMomentRole, "keyMoment"},
                                               {StruckRole, "struck"},
                                               {EditedRole, "edited"},
                                               {AutomaticRole, "automatic"},
                                               {LateRole, "late"},
                                               {ConfidentialRole, "confidential"},
                                               {ErasedRole, "erased"}};
    for (const auto& [role, name] : own)
        names.insert(role, name);
    return names;
}

} // namespace items
