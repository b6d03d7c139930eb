// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace importer {

/// What a heading, a label or a table's column speaks of. The words for each stand in the tables of vocabulary_*.cpp.
enum class Concept {
    Severities,
    Response,
    Updates,
    Telling,
    Name,
    Meaning,
    Examples,
    Notify,
    After,
    Who,
    Roles,
    Duties,
    Contacts,
    OnCall,
    Outside,
    Channels,
    Escalation,
    Process,
    Checklist,
    Phase,
    Scenarios,
    Plural,
    Problem,
    Alert,
    Symptoms,
    Diagnosis,
    Resolution,
    Verification,
    Mending,
    Filler,
    Looking,
    PostMortem,
    Messages,
    Template,
    Words,
    ReportPart,
    Report,
    Status,
    Commands,
    Links,
    Thresholds,
    Contents,
    RoleWord,
    Calling,
    SeverityWord,
    SeverityName,
    Colour,
    AtOnce,
    NextDay,
    AsNeeded,
    Ongoing,
    Warning,
    Critical,
    Count
};

/// Small letters without accents, "ß" as "ss": how words are compared.
QString folded(const QString& text);
/// The folded words and numbers of a text.
QStringList wordsOf(const QString& text);
/// True when a phrase of the concept stands in the words, whole words only.
bool says(const QStringList& words, Concept concept_);
bool says(const QString& text, Concept concept_);
/// True when the words are a phrase of the concept and nothing else but numbers and filler ("steps", "2.").
bool isJust(const QString& text, Concept concept_);
/// True when the words begin with a phrase of the concept.
bool beginsWith(const QStringList& words, Concept concept_);

} // namespace importer
