// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/draft.h"
#include <QAbstractListModel>
#include <memory>
#include <set>

namespace items {

/// What was recognised in a runbook, grouped by kind under headings, each thing accepted or dropped. Holds the draft
/// that the playbook will be made of. GUI thread.
class ReviewModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        HeadingRole = Qt::UserRole + 1, ///< bool: the row heads a group
        KindRole,                       ///< int, importer::Kind
        DetailRole,                     ///< QString
        CodeRole,     ///< QString: what a machine will read: conditions, PromQL, request; may be empty
        LinesRole,    ///< QString: "line 269", "lines 45, 497–503"
        NoteRole,     ///< QString: why it is not accepted, what has to be filled in; may be empty
        EditedRole,   ///< bool: not as it was read any more
        TotalRole,    ///< int, of a heading: things that can be accepted
        AcceptedRole, ///< int, of a heading
        StepRole,     ///< bool: a step of the phase or scenario above it
        ChoosableRole ///< bool: goes into the playbook by itself (Qt::CheckStateRole says whether)
    };
    struct Counts {
        int found = 0, accepted = 0, kept = 0, edited = 0; ///< kept: as text only
        bool operator==(const Counts&) const = default;
    };
    explicit ReviewModel(QObject* parent = nullptr);
    void setDraft(importer::Draft draft);
    /// As reviewed so far; steps that were dropped still stand in it.
    const importer::Draft& draft() const { return m_draft; }
    /// What the playbook will be made of: without the dropped steps, which nothing waits for any more.
    importer::Draft reviewed() const;
    Counts counts() const;
    /// Something was dropped, accepted or edited.
    bool isChanged() const { return m_changed; }

    /// Accepts what is dropped and drops what is accepted; on a heading the whole group.
    void toggle(const QModelIndex& index);
    /// Null for a heading; of a step what it stands in.
    const importer::Found* foundAt(const QModelIndex& index) const;
    /// Null when the row is no step.
    const playbook::Item* stepAt(const QModelIndex& index) const;
    /// Puts the edited thing in the place of the one in this row.
    void replace(const QModelIndex& index, const importer::Found& found);
    void replaceStep(const QModelIndex& index, const playbook::Item& step);
    /// The most particular thing that was read from this line; invalid when there is none.
    QModelIndex indexForLine(int line) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    struct Row {
        int found = -1; ///< place in the draft; −1 for a heading
        importer::Kind kind = importer::Kind::KeptText;
        int step = -1; ///< place among its steps
    };
    using Step = std::pair<int, int>; ///< places of the found thing and of its step
    void touch(const QModelIndex& index);
    QVariant stepData(const Row& row, int role) const;
    void accept(const std::vector<int>& rows, bool accepted);
    std::vector<int> rowsOf(importer::Kind kind) const;
    QVariant headingData(const Row& row, int role) const;
    QVariant foundData(const importer::Found& found, int role) const;

    importer::Draft m_draft;
    std::vector<Row> m_rows;
    std::set<QString> m_edited; ///< ids
    std::set<Step> m_dropped, m_editedSteps;
    bool m_changed = false;
};

/// "line 269", "lines 45, 497–503".
QString linesText(const std::vector<importer::Lines>& lines);

} // namespace items
