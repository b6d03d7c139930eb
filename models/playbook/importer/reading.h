// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/curl.h"
#include "playbook/importer/outline.h"
#include "playbook/importer/wording.h"
#include <QSet>

/// What each pass over a runbook found, in the runbook's own words; draft.cpp makes playbook values of it.
namespace importer {

struct LevelFact {
    QString id, name, means, response;
    QStringList examples, notify;
    Lines lines;
    int responseLine = 0;
    bool numbered = true;
};
struct CadenceFact {
    QStringList levels; ///< as written; empty: not said
    CadenceText cadence;
    int line = 0;
};
struct RoleFact {
    QString name;
    QStringList duties;
    int line = 0;
};
struct ContactFact {
    QString role, value;
    bool outside = false; ///< a supplier, not one of the team
    int line = 0;
};
struct RungFact {
    QString who, after, condition;
    Millis delay{};
    QStringList levels;
    int line = 0;
};
/// One thing to do.
struct StepFact {
    QString text, run;
    Lines lines;
    bool looking = false; ///< it only looks
};
struct ListFact {
    QString heading;
    int section = 0;
    std::vector<StepFact> steps;
    QStringList items; ///< the list's own items, verbatim
    Lines lines;
    bool asked = true; ///< a list of things to do; false: kept so that nothing is lost
};
struct ScenarioFact {
    QString title;
    QStringList alerts, symptoms, verification;
    std::vector<StepFact> diagnosis, resolution;
    Lines lines;
    bool asked = true; ///< false: commands at hand, kept as a scenario so that nothing is lost
};
struct CommandFact {
    QString language, text;
    Lines lines;
    int section = 0;
};
struct RequestFact {
    CurlCall call;
    QString title; ///< the comment above it, else the section's
    int line = 0, section = 0;
};
struct QueryFact {
    QString expr, title, server;
    int line = 0;
};
struct ThresholdFact {
    QString what, text;
    std::optional<double> warn, critical;
    QString unit;
    int line = 0;
};
struct MessageFact {
    QString heading, body;
    QStringList blanks;
    Lines lines;
    int section = 0;
};
struct SectionFact {
    QString title, prompt;
    int line = 0;
};
struct LinkFact {
    QString title, url;
    int line = 0;
};

struct Reading {
    /// The document must outlive the reading.
    explicit Reading(const Document& read)
        : document(read)
        , outline(outlineOf(read)) {}

    const Document& document;
    Outline outline;
    QSet<const Block*> taken;       ///< blocks whose words stand in a fact
    QSet<const Block*> levelFences; ///< fences that list levels, whatever their language
    std::vector<LevelFact> levels;
    std::vector<CadenceFact> cadences;
    std::vector<RoleFact> roles;
    std::vector<ContactFact> contacts;
    std::vector<RungFact> rungs;
    std::vector<ListFact> lists;
    std::vector<ScenarioFact> scenarios;
    std::vector<CommandFact> commands;
    std::vector<RequestFact> checks, actions;
    std::vector<QueryFact> queries;
    std::vector<ThresholdFact> thresholds;
    std::vector<MessageFact> messages;
    std::vector<SectionFact> sections;
    std::vector<LinkFact> links;

    const Section& section(int index) const { return outline.sections[size_t(index)]; }
};

/// The passes, in this order: each leaves what it has understood in Reading::taken.
void readLevels(Reading& reading);
void readMessages(Reading& reading); ///< also the sections of the post-mortem
void readPeople(Reading& reading);   ///< roles, contacts, and the ladder
void readLadder(Reading& reading);   ///< who is called after whom, called by readPeople
void readScenarios(Reading& reading);
void readLists(Reading& reading);
void readRequests(Reading& reading); ///< command blocks, checks, actions, queries
void readCadence(Reading& reading);
void readPointers(Reading& reading); ///< links and thresholds

/// True for a fence of shell commands (also without a language, when they look so).
bool isShell(const Block& fence);
/// A paragraph, or text in a fence that is neither a command nor a drawing.
bool isProse(const Block& block);
/// Steps of a list, an item, a fence or a paragraph, each with its command.
std::vector<StepFact> stepsOf(const Block& block);
/// "Check …", "Prüfen …": the step changes nothing.
bool onlyLooks(const StepFact& step);
/// Column of a table whose heading says the concept; -1 when there is none. Exact headings win over long ones.
int columnOf(const Row& heading, Concept concept_, const QSet<int>& besides = {});
/// The cell as one line; empty when the row is shorter.
QString cellOf(const Row& row, int column);

} // namespace importer
