// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "playbook/finding.h"
#include "playbook/importer/document.h"
#include "playbook/playbook.h"
#include <QJsonObject>
#include <atomic>
#include <variant>

namespace importer {

/// What a runbook can tell. Two of them only belong to another found thing: the response time and the cadence to their
/// severities.
enum class Kind {
    Severity,
    ResponseTime,
    Cadence,
    Role,
    Contact,
    EscalationStep,
    Phase,
    Checklist,
    Scenario,
    Commands,
    Check,
    Panel,
    Action,
    Threshold,
    Message,
    PostMortemSection,
    Link,
    KeptText
};

/// The values by which a found thing goes into the playbook; the plain ones are the playbook's own.
struct ResponseTime {
    QString severity; ///< id in the playbook
    playbook::RespondWithin within;
    bool operator==(const ResponseTime&) const = default;
};
struct Cadence {
    QStringList severities; ///< ids in the playbook; empty: all that have no cadence of their own
    playbook::UpdateEvery every;
    bool operator==(const Cadence&) const = default;
};
struct Contact {
    QString role; ///< id in the playbook; empty when no role has this name
    QString value;
    bool operator==(const Contact&) const = default;
};
struct Threshold {
    QString panel; ///< id in the playbook; empty when no panel draws what it speaks of
    std::optional<double> warn, critical;
    bool operator==(const Threshold&) const = default;
};
/// std::monostate: does not go into the playbook by itself (a command block goes with its step, kept text stays in the
/// source, a link of another scheme cannot be opened).
using Value = std::variant<std::monostate, playbook::Severity, ResponseTime, Cadence, playbook::Role, Contact,
                           playbook::Rung, playbook::Phase, playbook::Scenario, playbook::Check, playbook::Panel,
                           playbook::Action, Threshold, playbook::Message, playbook::Section, playbook::Link>;

/// One thing that was recognised. A review accepts it, drops it (accepted = false) or edits it (changes value and
/// title).
struct Found {
    QString id; ///< unique in the draft: "severity-2"
    Kind kind = Kind::KeptText;
    QString title;            ///< "SEV 1 Critical"
    QString detail;           ///< one line: "respond at once · update every 15 min", the expression, the URL …
    std::vector<Lines> lines; ///< where the runbook says it, the defining place first
    QString partOf;           ///< id of the found thing it stands in or belongs to; may be empty
    bool accepted = true;
    QString note; ///< why it is not accepted at first, or what has to be filled in; a sentence, may be empty
    Value value;
    QJsonObject said; ///< its row of the import report: verbatim words of the runbook
};

struct Draft {
    QString id;    ///< proposed: the file's stem as an id
    QString title; ///< of the runbook; empty when it has none
    QString fileName;
    QString source;           ///< the whole runbook, as Document::source
    playbook::Playbook frame; ///< name, description, owner, variables, due time: what belongs to no found thing
    std::vector<Found> found; ///< in order of kind, then of line
    QStringList notes;        ///< repairs and assumptions, one sentence each
};

/// Reads a runbook. Pure: opens, fetches and runs nothing. Refuses only what readDocument refuses; a text in which
/// nothing is recognised is a draft of kept text.
domain::Result<Draft> importRunbook(const QByteArray& markdown, const QString& fileName,
                                    const std::atomic<bool>* cancelled = nullptr);

/// The playbook of the accepted things. Ids are unique; what refers to a dropped thing loses the reference.
playbook::Playbook playbookOf(const Draft& draft);
/// The same as a file that reads well, with comments naming the runbook's lines. readPlaybook takes it without a
/// finding.
QByteArray yamlOf(const Draft& draft);
/// The answer of `playbook import --json`: what the runbook says, accepted or not, and the findings of the lint.
QJsonObject reportOf(const Draft& draft, const std::vector<playbook::Finding>& findings = {});

/// "Severities", "Checks" …: the English heading of a kind; ui translates its own.
QString kindText(Kind kind);

} // namespace importer
