// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/alerts_model.h"

#include "items/rows.h"
#include "room/alert_watch.h"

namespace items {
namespace {

using metrics::Alert;
using metrics::Silence;

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString labelOf(const Alert& alert, const QString& label) {
    const auto found = alert.labels.find(label);
    return found == alert.labels.end() ? QString() : found->second;
}

} // namespace

AlertsModel::AlertsModel(QObject* parent)
    : QAbstractListModel(parent) {}

void AlertsModel::setView(const metrics::AlertsView& view) {
    m_view = view;
    rebuild();
}

void AlertsModel::setContext(const std::vector<playbook::Scenario>& scenarios, const QStringList& ownSilences) {
    m_scenarios = scenarios;
    m_own = {ownSilences.begin(), ownSilences.end()};
    rebuild();
}

void AlertsModel::setNow(domain::Instant now) {
    m_now = now;
    rebuild();
}

void AlertsModel::setFilter(const QString& filter) {
    m_words = filter.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    rebuild();
}

void AlertsModel::setGroupLabel(const QString& label) {
    m_label = label;
    rebuild();
}

QStringList AlertsModel::labels() const {
    QSet<QString> names{QStringLiteral("alertname")};
    for (const Alert& alert : m_view.alerts) {
        for (const auto& [name, value] : alert.labels)
            names.insert(name);
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

const Alert* AlertsModel::alertAt(const QModelIndex& index) const {
    if (!index.isValid() || m_lines[size_t(index.row())].row != Row::Alert)
        return nullptr;
    const QString& id = m_lines[size_t(index.row())].id;
    const auto found = std::find_if(m_view.alerts.begin(), m_view.alerts.end(),
                                    [&id](const Alert& alert) { return alert.fingerprint == id; });
    return found == m_view.alerts.end() ? nullptr : &*found;
}

const Silence* AlertsModel::silenceAt(const QModelIndex& index) const {
    if (!index.isValid() || m_lines[size_t(index.row())].row != Row::Silence)
        return nullptr;
    const QString& id = m_lines[size_t(index.row())].id;
    const auto found = std::find_if(m_view.silences.begin(), m_view.silences.end(),
                                    [&id](const Silence& silence) { return silence.id == id; });
    return found == m_view.silences.end() ? nullptr : &*found;
}

int AlertsModel::countOf(metrics::AlertState state) const {
    return int(std::count_if(m_view.alerts.begin(), m_view.alerts.end(),
                             [state](const Alert& alert) { return alert.state == state; }));
}

bool AlertsModel::passes(const Alert& alert) const {
    if (m_words.isEmpty())
        return true;
    QString hay = alert.name + u' ' + metrics::toText(alert.state) + u' ' + alert.servers.join(u' ');
    for (const auto* part : {&alert.labels, &alert.annotations}) {
        for (const auto& [name, value] : *part)
            hay += u' ' + name + u'=' + value;
    }
    return std::all_of(m_words.begin(), m_words.end(),
                       [&hay](const QString& word) { return hay.contains(word, Qt::CaseInsensitive); });
}

QString AlertsModel::sinceText(domain::Instant since) const {
    if (since == domain::Instant())
        return {};
    const bool today = domain::toDateText(since) == domain::toDateText(m_now);
    return today ? tr("since %1").arg(domain::toClockText(since))
                 : tr("since %1 %2").arg(domain::toDateText(since), domain::toClockText(since));
}

AlertsModel::Line AlertsModel::lineOf(const Alert& alert) const {
    Line line;
    line.id = alert.fingerprint;
    line.text = alert.name;
    const QString servers = alert.servers.join(QStringLiteral(", "));
    line.time = sinceText(alert.since);
    line.state = alert.state;
    QString runbook;
    const auto scenario = std::find_if(m_scenarios.begin(), m_scenarios.end(),
                                       [&alert](const auto& one) { return one.alerts.contains(alert.name); });
    if (scenario != m_scenarios.end()) {
        line.scenario = scenario->id;
        runbook = tr("runbook “%1”").arg(scenario->title);
    }
    line.detail = joined({runbook, servers.isEmpty() ? QString() : tr("from %1").arg(servers),
                          metrics::summaryOf(alert), metrics::distinctionOf(alert)});
    return line;
}

AlertsModel::Line AlertsModel::lineOf(const Silence& silence) const {
    QStringList matchers;
    for (const metrics::Matcher& matcher : silence.matchers)
        matchers << metrics::toText(matcher);
    const auto muted = metrics::mutedBy(silence.matchers, m_view.alerts).size();
    const domain::Millis left = silence.endsAt - m_now;
    Line line;
    line.row = Row::Silence;
    line.id = silence.id;
    line.text = matchers.join(QStringLiteral(", "));
    const QString mutes = muted == 0   ? tr("matches nothing now")
                          : muted == 1 ? tr("mutes 1 alert")
                                       : tr("mutes %1 alerts").arg(muted);
    const bool soon = silence.state != metrics::SilenceState::Pending && left < room::AlertWatch::endsSoon;
    line.detail =
        joined({soon ? tr("ends soon") : QString(), mutes, tr("until %1").arg(domain::toClockText(silence.endsAt)),
                silence.comment.simplified(), m_own.contains(silence.id) ? QString() : silence.createdBy});
    line.time = silence.state == metrics::SilenceState::Pending
                    ? tr("from %1").arg(domain::toClockText(silence.startsAt))
                    : tr("%1 left").arg(domain::toRunningClock(std::max(left, domain::Millis(0))));
    line.warn = muted == 0 || soon;
    return line;
}

std::vector<AlertsModel::Line> AlertsModel::lines() const {
    std::vector<Line> all;
    for (const Silence& silence : m_view.silences) {
        // Of the silences of others those count that mute what is shown here.
        const bool ours = m_own.contains(silence.id);
        if (m_words.isEmpty() && (ours || !metrics::mutedBy(silence.matchers, m_view.alerts).empty()))
            all.push_back(lineOf(silence));
    }
    std::vector<std::pair<QString, std::vector<const Alert*>>> groups; // in the order of their first alert
    for (const Alert& alert : m_view.alerts) {
        if (!passes(alert))
            continue;
        const QString value = labelOf(alert, m_label);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == value; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {value, {}});
        group->second.push_back(&alert);
    }
    for (const auto& [value, members] : groups) {
        if (members.size() > 1) {
            Line head;
            head.row = Row::Group;
            head.id = value;
            head.text = value.isEmpty() ? tr("without %1").arg(m_label) : value;
            head.count = int(members.size());
            all.push_back(std::move(head));
        }
        for (const Alert* alert : members)
            all.push_back(lineOf(*alert));
    }
    return all;
}

void AlertsModel::rebuild() {
    std::vector<Line> after = lines();
    const auto same = [](const Line& a, const Line& b) { return a.row == b.row && a.id == b.id; };
    const RowChange change = changeBetween(m_lines, after, same);
    if (change.removed > 0) {
        beginRemoveRows({}, change.prefix, change.prefix + change.removed - 1);
        m_lines.erase(m_lines.begin() + change.prefix, m_lines.begin() + change.prefix + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.prefix, change.prefix + change.inserted - 1);
        m_lines.insert(m_lines.begin() + change.prefix, after.begin() + change.prefix,
                       after.begin() + change.prefix + change.inserted);
        endInsertRows();
    }
    for (int row = 0; row < int(after.size()); ++row) {
        if (m_lines[size_t(row)] == after[size_t(row)])
            continue;
        m_lines[size_t(row)] = std::move(after[size_t(row)]);
        emit dataChanged(index(row), index(row));
    }
}

int AlertsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant AlertsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line& line = m_lines[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::AccessibleTextRole: {
        const QString kind = line.row == Row::Silence ? tr("silence")
                             : line.row == Row::Group ? tr("%1 alerts").arg(line.count)
                                                      : metrics::toText(line.state);
        QStringList parts{line.text, kind, line.detail, line.time};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case RowRole:
        return int(line.row);
    case IdRole:
        return line.id;
    case StateRole:
        return int(line.state);
    case DetailRole:
        return line.detail;
    case TimeRole:
        return line.time;
    case WarnRole:
        return line.warn;
    case ScenarioRole:
        return line.scenario;
    case CountRole:
        return line.count;
    default:
        return {};
    }
}

QHash<int, QByteArray> AlertsModel::roleNames() const {
    auto names = QAbstractListModel::roleNames();
    const std::pair<int, const char*> own[] = {{RowRole, "row"},           {IdRole, "id"},      {StateRole, "state"},
                                               {DetailRole, "detail"},     {TimeRole, "time"},  {WarnRole, "warn"},
                                               {ScenarioRole, "scenario"}, {CountRole, "count"}};
    for (const auto& [role, name] : own)
        names.insert(role, name);
    return names;
}

} // namespace items
