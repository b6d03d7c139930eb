// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/record.h"
#include <QPointer>
#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace room {
class WarRoom;
}

namespace ui {

class CodeView;
class NoticePage;
class PanelFrame;
class PlainCode;
class StepActions;

/// The runbooks of the incident's playbook: scenarios at the left, filtered as one types; in the middle symptoms,
/// diagnosis, resolution and verification with every command and request; at the right the playbook's text.
class RunbookScreen final : public QWidget {
    Q_OBJECT
public:
    explicit RunbookScreen(StepActions* actions, QWidget* parent = nullptr);
    void setRoom(room::WarRoom* room);
    /// Shows a recorded incident; nothing can be run. source: the text of its playbook; runbook: what that was made
    /// from, may be empty.
    void setRecord(std::shared_ptr<const Record> record, const QString& source, const QString& runbook = {});
    /// Shows the scenario with this id; nothing when there is none.
    void showScenario(const QString& id);

    QLineEdit* filterLine() const { return m_filter; }
    QListWidget* list() const { return m_list; }
    QPushButton* followButton() const { return m_follow; }
    PlainCode* source() const { return m_source; }
    CodeView* runbook() const { return m_runbook; }        ///< the whole text that the playbook was made from
    QPushButton* runbookButton() const { return m_which; } ///< shows it instead of the playbook's text
    QString currentScenario() const; ///< id; "actions" for the HTTP actions; empty when none is shown

signals:
    void declareRequested();
    void drillRequested();

private:
    void buildLayout();
    void fillList();
    void applyFilter();
    void showCurrent();
    void showPage(const playbook::Scenario* scenario);
    void addHeading(QVBoxLayout* page, const QString& text);
    void addTexts(QVBoxLayout* page, const QString& heading, const QStringList& texts);
    void addSteps(QVBoxLayout* page, const QString& heading, const std::vector<playbook::Item>& steps);
    void refreshAttached();
    void readSource();
    void showRunbook(const QString& text);
    void scrollSource(const QString& id);
    void scrollRunbook(const playbook::Item* step);
    const playbook::Scenario* current() const;
    const playbook::Playbook* playbook() const;
    const domain::Incident* incident() const;
    void showPlaybook();
    bool isAttached(const QString& scenario) const;

    StepActions* m_actions;
    QPointer<room::WarRoom> m_room;
    std::shared_ptr<const Record> m_record;
    QStackedLayout* m_pages;
    NoticePage* m_notice;
    PanelFrame* m_frame;
    QLineEdit* m_filter;
    QListWidget* m_list;
    QPushButton* m_follow;
    QScrollArea* m_detail;
    PanelFrame* m_text;
    PlainCode* m_source;
    CodeView* m_runbook;
    QPushButton* m_which;
};

} // namespace ui
