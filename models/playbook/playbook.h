// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "playbook/check.h"
#include "playbook/http_request.h"
#include "playbook/server.h"
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <map>
#include <optional>
#include <variant>
#include <vector>

/// A playbook as values: what a team prepared before the night. Read from one YAML file (playbook_file.h), shape of
/// DESIGN section 7.
namespace playbook {

using domain::Millis;

struct AtOnce {
    bool operator==(const AtOnce&) const = default;
};
struct NextBusinessDay {
    bool operator==(const NextBusinessDay&) const = default;
};
struct NotPromised {
    bool operator==(const NotPromised&) const = default;
};
/// Time to acknowledge: a duration, "at once", "next business day", or nothing said.
using RespondWithin = std::variant<NotPromised, Millis, AtOnce, NextBusinessDay>;
struct AsNeeded {
    bool operator==(const AsNeeded&) const = default;
};
struct UpdateRange {
    Millis from{}, to{}; ///< equal for a plain duration; the clock uses from
    bool operator==(const UpdateRange&) const = default;
};
using UpdateEvery = std::variant<AsNeeded, UpdateRange>;

struct Severity {
    QString id, name, means;
    int rank = 1; ///< 1 is the worst
    QStringList examples, notify;
    RespondWithin respondWithin;
    UpdateEvery updateEvery;
    bool operator==(const Severity&) const = default;
};
struct Role {
    QString id, title, contact;
    QStringList duties;
    bool operator==(const Role&) const = default;
};
struct Rung {
    Millis after{};
    QString notify;
    QString contact;        ///< number or address, as text; never shown on Stage
    QStringList severities; ///< empty: all
    bool operator==(const Rung&) const = default;
};
/// What a check or panel must show, without a break or a gap, before its item proposes itself as done.
struct Criterion {
    enum class Kind { Up, NotDown, Down, Less, LessOrEqual, Greater, GreaterOrEqual };
    Kind kind = Kind::Up;     ///< the first three of a check, the others of every series of a panel
    double value = 0;         ///< what a panel is compared with, in its unit
    Millis stableFor{300000}; ///< how long it must hold
    bool operator==(const Criterion&) const = default;
};
/// One thing to do: an item of a phase, or a step of a scenario.
struct Item {
    QString id, text;
    QStringList severities;    ///< empty: all
    std::optional<Millis> due; ///< after the declaration; without it, the end of the phase's window
    QString role;              ///< role id
    QString run;               ///< command, copied by the person
    std::optional<HttpRequest> http;
    QString watch;                      ///< id of a check or panel to look at
    std::optional<Criterion> criterion; ///< what watch must show; the item then proposes itself as done
    QString message;                    ///< id of a message
    QStringList needs;                  ///< ids of items that come first
    std::optional<Millis> repeat;       ///< comes back this long after it was done
    QStringList services;               ///< only while one of them is affected; empty: always
    bool operator==(const Item&) const = default;
};
struct Window {
    Millis from{};
    std::optional<Millis> to; ///< open-ended when absent
    bool operator==(const Window&) const = default;
};
/// From when the window of a phase and the due times of its items count.
enum class CountedFrom { Declared, Resolved };
struct Phase {
    QString id, title;
    CountedFrom after = CountedFrom::Declared;
    std::optional<Window> window;
    std::vector<Item> items;
    bool operator==(const Phase&) const = default;
};
struct Panel {
    QString id, title, expr, unit, legend;
    std::optional<double> warn, critical;
    std::optional<Millis> hold;
    QString server = {}; ///< id of the Prometheus server that is asked; empty: the first
    bool operator==(const Panel&) const = default;
};
struct Scenario {
    QString id, title;
    QStringList alerts, symptoms;
    std::vector<Item> diagnosis, resolution;
    QStringList verification;
    bool operator==(const Scenario&) const = default;
};
struct Message {
    QString id, title, when, body; ///< body: Mustache
    QStringList channels, severities;
    bool operator==(const Message&) const = default;
};
struct Action {
    QString id, title;
    HttpRequest http;
    bool operator==(const Action&) const = default;
};
enum class SectionKind { Generated, Written };
struct Section {
    QString id, title, prompt;
    SectionKind kind = SectionKind::Written;
    bool operator==(const Section&) const = default;
};
struct PostMortem {
    std::optional<Millis> due; ///< after resolution
    std::vector<Section> sections;
    bool operator==(const PostMortem&) const = default;
};
struct Link {
    QString title, url;
    bool operator==(const Link&) const = default;
};
/// A kind of incident that the team tells apart, whatever its severity.
struct Type {
    QString id, title, means;
    bool operator==(const Type&) const = default;
};
/// What the team does between incidents so that it is ready: drills, reviews of the playbook, training.
struct Upkeep {
    QString text;
    std::optional<Millis> every; ///< absent: when there is occasion
    bool operator==(const Upkeep&) const = default;
};

struct Playbook {
    QString id; ///< the file's stem
    QString name, description, owner, timezone;
    std::map<QString, QString> variables;
    std::vector<Server> prometheus;     ///< the first is asked when nobody says which; empty: the variable prometheus
    std::optional<Server> alertmanager; ///< absent: the variable alertmanager
    std::vector<Type> types;
    std::vector<Severity> severities; ///< ordered by rank
    std::vector<Role> roles;
    std::vector<Rung> escalation;
    std::vector<Phase> phases;
    std::vector<Check> checks;
    std::vector<Panel> panels;
    std::vector<Scenario> scenarios;
    std::vector<Message> messages;
    std::vector<Action> actions;
    PostMortem postMortem;
    std::vector<Upkeep> upkeep;
    std::vector<Link> links;
    bool operator==(const Playbook&) const = default;
};

const Severity* findSeverity(const Playbook& playbook, const QString& id);
/// As a person writes it: id without regard to case, blanks and dashes ("sev 1" is SEV1), or the rank as a number.
const Severity* matchSeverity(const Playbook& playbook, const QString& written);
const Role* findRole(const Playbook& playbook, const QString& id);
/// An item of a phase; steps of scenarios are not looked at.
const Item* findItem(const Playbook& playbook, const QString& id);
const Check* findCheck(const Playbook& playbook, const QString& id);
const Panel* findPanel(const Playbook& playbook, const QString& id);
/// Id of the role that commands: the one called "commander" or "incident-commander", else the first; empty without
/// roles.
QString commanderRole(const Playbook& playbook);

} // namespace playbook
