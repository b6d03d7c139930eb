// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/time.h"
#include "domain/words.h"
#include "playbook/finding.h"
#include "playbook/playbook.h"
#include <QByteArray>
#include <functional>
#include <variant>

/// What breaks in a drill, when, and what the scripted commander does about it. Times count from the start of the
/// drill. Read from one YAML file of resources/drills.
namespace drill {

using domain::Millis;

/// How a health endpoint answers from a moment on.
struct HealthStep {
    Millis at{};
    int status = 200;
    QString body;
    Millis delay{20};
    bool hangs = false;                                 ///< takes the request and never answers
    domain::CheckState expect = domain::CheckState::Up; ///< what the check will say of it
    bool operator==(const HealthStep&) const = default;
};
struct Health {
    QString check;                 ///< id in the playbook
    std::vector<HealthStep> steps; ///< the first at 0s
    bool operator==(const Health&) const = default;
};
struct Knot {
    Millis at{};
    double value = 0;
    bool operator==(const Knot&) const = default;
};
struct Gap {
    Millis from{}, to{};
    bool operator==(const Gap&) const = default;
};
struct Curve {
    std::map<QString, QString> labels;
    std::vector<Knot> knots; ///< straight lines between them; the first value before, the last after
    double noise = 0;        ///< at most this much up or down; never below zero
    std::vector<Gap> gaps;   ///< no samples: the exporter was away
    bool operator==(const Curve&) const = default;
};
struct Metric {
    QString panel; ///< id in the playbook
    QString name;  ///< on the /metrics page
    std::vector<Curve> curves;
    bool operator==(const Metric&) const = default;
};

/// An alert that fires in the drill, as Prometheus and Alertmanager tell it.
struct ScriptedAlert {
    QString name;
    Millis from{};
    std::optional<Millis> to; ///< until the end of the drill when absent
    std::map<QString, QString> labels, annotations;
    bool operator==(const ScriptedAlert&) const = default;
};

// --- What the scripted commander does
struct Declare {
    QString title, severity;
    bool operator==(const Declare&) const = default;
};
struct Acknowledge {
    bool operator==(const Acknowledge&) const = default;
};
struct Assign {
    QString role, person;
    bool operator==(const Assign&) const = default;
};
struct ChangeSeverity {
    QString to, reason;
    bool operator==(const ChangeSeverity&) const = default;
};
struct ChangeStatus {
    domain::Status to = domain::Status::Investigating;
    bool operator==(const ChangeStatus&) const = default;
};
struct Tick {
    QString item;
    bool operator==(const Tick&) const = default;
};
/// Says yes to an item that proposes itself as done; refused while it does not.
struct Accept {
    QString item;
    bool operator==(const Accept&) const = default;
};
struct Skip {
    QString item, reason;
    bool operator==(const Skip&) const = default;
};
struct AddItem {
    QString text, phase;
    std::optional<Millis> due;
    bool operator==(const AddItem&) const = default;
};
struct Note {
    QString text;
    domain::EntryKind kind = domain::EntryKind::Note;
    Millis ago{}; ///< back-dated by this much
    std::optional<domain::KeyMoment> key;
    bool operator==(const Note&) const = default;
};
struct SetImpact {
    QString text;
    std::optional<Millis> ago; ///< when customers first felt it
    bool operator==(const SetImpact&) const = default;
};
struct AffectService {
    QString name;
    bool affected = true;
    bool operator==(const AffectService&) const = default;
};
struct SendMessage {
    QString message, channel, text; ///< message: id in the playbook
    std::optional<Millis> next;     ///< promised next update, from now
    bool operator==(const SendMessage&) const = default;
};
struct PinGraph {
    QString panel, note;
    bool operator==(const PinGraph&) const = default;
};
struct Page {
    QString who, rung;
    bool operator==(const Page&) const = default;
};
struct Answered {
    QString who;
    std::optional<Millis> after; ///< since the page
    bool operator==(const Answered&) const = default;
};
struct AttachScenario {
    QString scenario; ///< id in the playbook
    bool operator==(const AttachScenario&) const = default;
};
struct WriteSection {
    QString section, text;
    bool operator==(const WriteSection&) const = default;
};
struct AddActionItem {
    QString text, owner;
    std::optional<Millis> due;
    bool operator==(const AddActionItem&) const = default;
};
using Deed = std::variant<Acknowledge, Declare, Assign, ChangeSeverity, ChangeStatus, Tick, Accept, Skip, AddItem, Note,
                          SetImpact, AffectService, SendMessage, PinGraph, Page, Answered, AttachScenario, WriteSection,
                          AddActionItem>;
struct Act {
    Millis at{};
    QString by; ///< "@ic" when the file names nobody
    Deed deed;
    bool operator==(const Act&) const = default;
};

struct Scenario {
    QString id, name, description, playbook;
    Millis length{};
    quint32 seed = 1;
    std::vector<Health> health;
    std::vector<Metric> metrics;
    std::vector<ScriptedAlert> alerts;
    std::vector<Act> acts; ///< in order of time; the first declares
    bool operator==(const Scenario&) const = default;
};

struct ReadScenario {
    Scenario scenario; ///< complete only when findings is empty
    std::vector<playbook::Finding> findings;
};
using FindPlaybook = std::function<domain::Result<playbook::Playbook>(const QString& id)>;

/// Strict like playbooks: everything named must be in the playbook that find gives, every check and panel of it must be
/// told how to behave.
ReadScenario readScenario(const QByteArray& yaml, const QString& id, const FindPlaybook& find);

/// Ids of the scenarios compiled into the program (":/drills/ID.yaml").
QStringList shippedScenarios();
/// The scenario of an id or a path to a .yaml file, with its playbook from what is shipped or lies in playbookFolder.
struct Found {
    Scenario scenario;
    playbook::Playbook playbook;
    QByteArray playbookYaml;
};
domain::Result<Found> findScenario(const QString& idOrPath, const QString& playbookFolder);

/// How the check's endpoint answers at a moment.
const HealthStep& stepAt(const Health& health, Millis at);
/// The curve's value, or nothing in a gap. Noise depends on seed, salt and the moment only.
std::optional<double> valueAt(const Curve& curve, Millis at, quint32 seed, quint32 salt);

} // namespace drill
