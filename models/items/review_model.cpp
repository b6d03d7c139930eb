// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/review_model.h"

#include "items/review_steps.h"

#include <algorithm>
#include <limits>

namespace items {

using importer::Found;
using importer::Kind;

namespace {

bool isChoosable(const Found& found) {
    return !std::holds_alternative<std::monostate>(found.value);
}

QString codeOf(const Found& found) {
    if (const auto* check = std::get_if<playbook::Check>(&found.value))
        return QStringList(check->conditions.begin(), check->conditions.end()).join(QStringLiteral(" · "));
    if (const auto* panel = std::get_if<playbook::Panel>(&found.value))
        return panel->expr;
    if (const auto* message = std::get_if<playbook::Message>(&found.value))
        return message->body;
    return {};
}

int length(const Found& found, int line) {
    int shortest = std::numeric_limits<int>::max();
    for (const importer::Lines& lines : found.lines) {
        if (lines.first <= line && line <= lines.last)
            shortest = std::min(shortest, lines.last - lines.first);
    }
    return shortest;
}

} // namespace

QString linesText(const std::vector<importer::Lines>& lines) {
    QStringList parts;
    bool one = lines.size() == 1;
    for (const importer::Lines& span : lines) {
        one = one && span.first == span.last;
        parts << (span.first == span.last ? QString::number(span.first)
                                          : QStringLiteral("%1–%2").arg(span.first).arg(span.last));
    }
    if (parts.isEmpty())
        return {};
    const QString joined = parts.join(QStringLiteral(", "));
    return one ? ReviewModel::tr("line %1").arg(joined) : ReviewModel::tr("lines %1").arg(joined);
}

ReviewModel::ReviewModel(QObject* parent)
    : QAbstractListModel(parent) {}

void ReviewModel::setDraft(importer::Draft draft) {
    beginResetModel();
    m_draft = std::move(draft);
    m_edited.clear();
    m_dropped.clear();
    m_editedSteps.clear();
    m_changed = false;
    m_rows.clear();
    std::vector<int> order(m_draft.found.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    const auto kindOf = [this](int place) { return m_draft.found[size_t(place)].kind; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return kindOf(a) < kindOf(b); });
    for (const int place : order) {
        if (m_rows.empty() || m_rows.back().kind != kindOf(place))
            m_rows.push_back({-1, kindOf(place)});
        m_rows.push_back({place, kindOf(place)});
        const int steps = int(stepsOf(m_draft.found[size_t(place)]).size());
        for (int step = 0; step < steps; ++step)
            m_rows.push_back({place, kindOf(place), step});
    }
    endResetModel();
    emit changed();
}

ReviewModel::Counts ReviewModel::counts() const {
    Counts counts;
    for (const Found& found : m_draft.found) {
        counts.kept += found.kind == Kind::KeptText ? 1 : 0;
        counts.found += found.kind == Kind::KeptText ? 0 : 1;
        counts.accepted += isChoosable(found) && found.accepted ? 1 : 0;
    }
    counts.edited = int(m_edited.size() + m_editedSteps.size());
    return counts;
}

const Found* ReviewModel::foundAt(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount() || m_rows[size_t(index.row())].found < 0)
        return nullptr;
    return &m_draft.found[size_t(m_rows[size_t(index.row())].found)];
}

std::vector<int> ReviewModel::rowsOf(Kind kind) const {
    std::vector<int> rows;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const bool choosable =
            m_rows[i].found >= 0 && m_rows[i].step < 0 && isChoosable(m_draft.found[size_t(m_rows[i].found)]);
        if (m_rows[i].kind == kind && choosable)
            rows.push_back(int(i));
    }
    return rows;
}

void ReviewModel::accept(const std::vector<int>& rows, bool accepted) {
    bool any = false;
    for (const int row : rows) {
        Found& found = m_draft.found[size_t(m_rows[size_t(row)].found)];
        if (found.accepted == accepted)
            continue;
        found.accepted = accepted;
        any = true;
        int last = row;
        while (last + 1 < rowCount() && m_rows[size_t(last) + 1].step >= 0)
            ++last;
        emit dataChanged(index(row), index(last), {Qt::CheckStateRole, Qt::AccessibleTextRole});
    }
    if (!any)
        return;
    m_changed = true;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].found < 0 && m_rows[i].kind == m_rows[size_t(rows.front())].kind)
            emit dataChanged(index(int(i)), index(int(i)), {AcceptedRole, Qt::CheckStateRole, Qt::AccessibleTextRole});
    }
    emit changed();
}

void ReviewModel::toggle(const QModelIndex& index) {
    if (!index.isValid() || index.row() >= rowCount())
        return;
    const Row& row = m_rows[size_t(index.row())];
    if (row.step >= 0) {
        if (m_dropped.erase({row.found, row.step}) == 0)
            m_dropped.insert({row.found, row.step});
        return touch(index);
    }
    if (row.found >= 0) {
        const Found& found = m_draft.found[size_t(row.found)];
        if (isChoosable(found))
            accept({index.row()}, !found.accepted);
        return;
    }
    const std::vector<int> rows = rowsOf(row.kind);
    const bool all = std::all_of(rows.begin(), rows.end(),
                                 [this](int one) { return m_draft.found[size_t(m_rows[size_t(one)].found)].accepted; });
    if (!rows.empty())
        accept(rows, !all);
}

void ReviewModel::touch(const QModelIndex& index) {
    m_changed = true;
    emit dataChanged(index, index);
    emit changed();
}

void ReviewModel::replace(const QModelIndex& index, const Found& found) {
    if (!foundAt(index))
        return;
    m_draft.found[size_t(m_rows[size_t(index.row())].found)] = found;
    m_edited.insert(found.id);
    touch(index);
}

const playbook::Item* ReviewModel::stepAt(const QModelIndex& index) const {
    const Found* found = foundAt(index);
    const int step = found ? m_rows[size_t(index.row())].step : -1;
    return step < 0 ? nullptr : stepsOf(*found)[size_t(step)];
}

void ReviewModel::replaceStep(const QModelIndex& index, const playbook::Item& step) {
    if (!stepAt(index))
        return;
    const Row& row = m_rows[size_t(index.row())];
    putStep(m_draft.found[size_t(row.found)], size_t(row.step), step);
    m_editedSteps.insert({row.found, row.step});
    touch(index);
}

importer::Draft ReviewModel::reviewed() const {
    std::map<int, std::set<size_t>> dropped;
    for (const auto& [found, step] : m_dropped)
        dropped[found].insert(size_t(step));
    importer::Draft draft = m_draft;
    dropSteps(draft, dropped);
    return draft;
}

QModelIndex ReviewModel::indexForLine(int line) const {
    int best = -1, shortest = std::numeric_limits<int>::max();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].found < 0)
            continue;
        const int span = length(m_draft.found[size_t(m_rows[i].found)], line);
        if (span < shortest) {
            best = int(i);
            shortest = span;
        }
    }
    return best < 0 ? QModelIndex() : index(best);
}

int ReviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ReviewModel::headingData(const Row& row, int role) const {
    const std::vector<int> rows = rowsOf(row.kind);
    const auto accepted = int(std::count_if(rows.begin(), rows.end(), [this](int one) {
        return m_draft.found[size_t(m_rows[size_t(one)].found)].accepted;
    }));
    switch (role) {
    case Qt::DisplayRole:
        return importer::kindText(row.kind);
    case Qt::AccessibleTextRole:
        return tr("%1: %2 of %3 accepted").arg(importer::kindText(row.kind)).arg(accepted).arg(rows.size());
    case Qt::CheckStateRole:
        if (rows.empty())
            return {};
        return int(accepted == int(rows.size()) ? Qt::Checked : accepted > 0 ? Qt::PartiallyChecked : Qt::Unchecked);
    case TotalRole:
        return int(rows.size());
    case AcceptedRole:
        return accepted;
    case ChoosableRole:
        return !rows.empty();
    default:
        return {};
    }
}

QVariant ReviewModel::foundData(const Found& found, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return found.title;
    case Qt::AccessibleTextRole: {
        const QString state = !isChoosable(found) ? tr("kept as text")
                              : found.accepted    ? tr("accepted")
                                                  : tr("dropped");
        return tr("%1, %2, %3, %4 %5").arg(found.title, state, linesText(found.lines), found.detail, found.note);
    }
    case Qt::CheckStateRole:
        return isChoosable(found) ? QVariant(int(found.accepted ? Qt::Checked : Qt::Unchecked)) : QVariant();
    case DetailRole:
        return found.detail == codeOf(found) ? QString() : found.detail;
    case CodeRole:
        return codeOf(found);
    case LinesRole:
        return linesText(found.lines);
    case NoteRole:
        return found.note;
    case EditedRole:
        return m_edited.contains(found.id);
    case ChoosableRole:
        return isChoosable(found);
    default:
        return {};
    }
}

QVariant ReviewModel::stepData(const Row& row, int role) const {
    const Found& found = m_draft.found[size_t(row.found)];
    const playbook::Item& step = *stepsOf(found)[size_t(row.step)];
    const bool dropped = m_dropped.count({row.found, row.step}) > 0;
    switch (role) {
    case Qt::DisplayRole:
        return step.text;
    case Qt::AccessibleTextRole:
        return tr("Step of %1: %2, %3 %4")
            .arg(found.title, step.text, dropped ? tr("dropped") : tr("accepted"), step.run);
    case Qt::CheckStateRole:
        return int(dropped || !found.accepted ? Qt::Unchecked : Qt::Checked);
    case CodeRole:
        return step.run.isEmpty() && step.http ? QString(step.http->method + u' ' + step.http->url) : step.run;
    case LinesRole:
        return tr("step %1").arg(row.step + 1);
    case EditedRole:
        return m_editedSteps.count({row.found, row.step}) > 0;
    case ChoosableRole:
    case StepRole:
        return true;
    default:
        return {};
    }
}

QVariant ReviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[size_t(index.row())];
    if (role == HeadingRole)
        return row.found < 0;
    if (role == KindRole)
        return int(row.kind);
    if (row.step >= 0)
        return stepData(row, role);
    return row.found < 0 ? headingData(row, role) : foundData(m_draft.found[size_t(row.found)], role);
}

bool ReviewModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !data(index, ChoosableRole).toBool())
        return false;
    if (data(index, Qt::CheckStateRole).toInt() != value.toInt())
        toggle(index);
    return true;
}

Qt::ItemFlags ReviewModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (data(index, ChoosableRole).toBool())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QHash<int, QByteArray> ReviewModel::roleNames() const {
    return {{Qt::DisplayRole, "display"}, {HeadingRole, "heading"},   {KindRole, "kind"}, {DetailRole, "detail"},
            {CodeRole, "code"},           {LinesRole, "lines"},       {NoteRole, "note"}, {EditedRole, "edited"},
            {TotalRole, "total"},         {AcceptedRole, "accepted"}, {StepRole, "step"}, {ChoosableRole, "choosable"}};
}

} // namespace items
