// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/draft.h"
#include "playbook/importer/reading.h"

namespace importer {

/// Makes playbook values of what the passes found, each with its lines. Used once per runbook, by importRunbook.
class Drafter {
public:
    Drafter(const Reading& reading, const QString& fileName);
    Draft make();

private:
    Found& add(Kind kind, const QString& title, Lines lines, const QJsonObject& said = {});
    QString unique(QSet<QString>& taken, const QString& text, const QString& fallback);
    QStringList levelIds(const QStringList& written) const;

    void addHead();
    void addLevels();
    void addAssumedLevels();
    void addCadences();
    void addPeople();
    void addRungs();
    void addLists();
    void addScenarios();
    void addCommands();
    void addRequests();
    void addQueries();
    void addThresholds();
    void addMessages();
    void addSections();
    void addLinks();
    void addKept();

    int phaseSection(int section) const;
    QStringList levelsAbove(int section) const;
    std::vector<playbook::Item> items(const std::vector<StepFact>& steps, const QStringList& severities);
    void addCheck(const RequestFact& request, const QString& title);
    void addAction(const RequestFact& request, const QString& title);
    /// The request as the playbook sends it; note says what has to be filled in or why it cannot be taken.
    std::optional<playbook::HttpRequest> request(const CurlCall& call, QString& note, bool& templated);
    QString playableUrl(const QString& url, QString& note, bool& templated);

    const Reading& m_reading;
    Draft m_draft;
    std::map<QString, QString> m_levelIds; ///< key of a level → id in the playbook
    std::map<QString, QString> m_roleIds;  ///< words of a role → id in the playbook
    std::map<Kind, int> m_counts;
    std::map<QString, int> m_repeated; ///< how often a wish for an id had to be numbered
    QSet<QString> m_items, m_phases, m_watched, m_actions, m_scenarios, m_messages, m_roles, m_sections;
};

} // namespace importer
