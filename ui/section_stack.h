// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include <QScrollArea>
#include <map>

class QVBoxLayout;

namespace ui {

class ActionItemsEditor;
class SectionEditor;

/// The whole post-mortem for editing: one editor per section below each other, so that nobody types into what the
/// program writes.
class SectionStack final : public QScrollArea {
    Q_OBJECT
public:
    explicit SectionStack(QWidget* parent = nullptr);
    /// Makes editors for these sections; does nothing when they are the same as before.
    void setSections(const std::vector<report::Section>& sections);
    void setText(const QString& section, const QString& text);
    void setGenerated(const std::vector<report::Section>& sections, const QStringList& markdown);
    void setActionItems(const std::vector<domain::ActionItem>& items);
    void setReadOnly(bool readOnly);
    /// Scrolls to a section; with focus the cursor goes there, too.
    void showSection(const QString& section, bool focus);
    SectionEditor* editor(const QString& section) const;

signals:
    void typed(const QString& section, const QString& text);
    void left(const QString& section);
    void entered(const QString& section);
    void actRequested(const domain::Body& body);

private:
    void add(const report::Section& section);

    QVBoxLayout* m_column;
    std::vector<std::pair<QString, QString>> m_shape; ///< ids and titles of the editors made
    std::map<QString, SectionEditor*> m_editors;
    ActionItemsEditor* m_actionItems = nullptr;
    bool m_readOnly = false;
};

} // namespace ui
