// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include <QFrame>

class QGridLayout;
class QLineEdit;

namespace ui {

/// The action items of the post-mortem as rows of fields: what, who, by when, done. Asks for events, changes nothing
/// itself.
class ActionItemsEditor final : public QFrame {
    Q_OBJECT
public:
    explicit ActionItemsEditor(QWidget* parent = nullptr);
    void setItems(const std::vector<domain::ActionItem>& items);
    void setReadOnly(bool readOnly);

signals:
    void actRequested(const domain::Body& body);

private:
    void rebuild();
    void addRow(int row, const domain::ActionItem& item);
    void addEmptyRow(int row);
    void addNew();
    void change(const domain::ActionItem& was, domain::ActionItem now);

    std::vector<domain::ActionItem> m_items;
    QGridLayout* m_grid;
    QLineEdit* m_newText = nullptr;
    QLineEdit* m_newOwner = nullptr;
    QLineEdit* m_newDue = nullptr;
    bool m_readOnly = false;
};

/// A day as a person writes it (YYYY-MM-DD): nullopt for an empty text, an error sentence for anything else.
domain::Result<std::optional<domain::Instant>> dayFromText(const QString& text);

} // namespace ui
