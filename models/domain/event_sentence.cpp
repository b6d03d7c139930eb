// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/event_table.h"

/// One sentence per kind: what the timeline, the command line and the post-mortem say.
namespace domain {
namespace {

using table::Overload;

QString quoted(const QString& text) {
    return QStringLiteral("“%1”").arg(text);
}

/// "tech-lead" → "Tech lead": the log knows ids only.
QString readable(QString id) {
    id.replace(QLatin1Char('-'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!id.isEmpty())
        id[0] = id.at(0).toUpper();
    return id;
}

QString withReason(const QString& fact, const QString& reason) {
    return reason.isEmpty() ? fact : QStringLiteral("%1: %2").arg(fact, reason);
}

QString holder(const RoleAssigned& e) {
    const QString now = QStringLiteral("%1: %2").arg(readable(e.role), e.person);
    return e.was.isEmpty() ? now : QStringLiteral("%1 (was %2)").arg(now, e.was);
}

bool over(Status status) {
    return status == Status::Resolved || status == Status::Closed;
}

QString moved(const StatusChanged& e) {
    switch (e.status) {
    case Status::Resolved:
        return QStringLiteral("Resolved");
    case Status::Closed:
        return QStringLiteral("Closed");
    case Status::Investigating:
    case Status::Identified:
    case Status::Monitoring:
        break;
    }
    return (over(e.was) ? QStringLiteral("Reopened, now %1") : QStringLiteral("Status is now %1"))
        .arg(toText(e.status));
}

QString impact(const ImpactSet& e) {
    const QString text =
        e.text.isEmpty() ? QStringLiteral("Impact: none stated") : QStringLiteral("Impact: %1").arg(e.text);
    return e.began ? QStringLiteral("%1 (since %2 UTC)").arg(text, toClockText(*e.began)) : text;
}

QString flipped(const CheckChanged& e) {
    const QString& title = e.title.isEmpty() ? e.check : e.title;
    if (e.state == CheckState::Up)
        return (e.was == CheckState::Unknown ? QStringLiteral("%1 is UP") : QStringLiteral("%1 is UP again"))
            .arg(title);
    const QString verb = e.state == CheckState::Down ? QStringLiteral("went") : QStringLiteral("is");
    return withReason(QStringLiteral("%1 %2 %3").arg(title, verb, toText(e.state).toUpper()), e.detail);
}

/// "Error rate over 5 % since 14:30:15 UTC: 8.3 %", "Error rate back under 1 % at 14:50:00 UTC: 0.4 %".
QString crossed(const ThresholdCrossed& e) {
    if (e.mark && e.since) {
        const QString at = toClockText(*e.since, true);
        if (e.level == QLatin1String("ok"))
            return QStringLiteral("%1 back %2 at %3 UTC: %4").arg(e.title, *e.mark, at, e.value);
        if (e.was == QLatin1String("critical"))
            return QStringLiteral("%1 no longer critical since %2 UTC, still %3: %4")
                .arg(e.title, at, *e.mark, e.value);
        return QStringLiteral("%1 %2 since %3 UTC: %4").arg(e.title, *e.mark, at, e.value);
    }
    if (e.level == QLatin1String("ok"))
        return QStringLiteral("%1 is back under its threshold: %2").arg(e.title, e.value);
    return QStringLiteral("%1 crossed its %2 threshold: %3")
        .arg(e.title, e.level == QLatin1String("warn") ? QStringLiteral("warning") : e.level, e.value);
}

QString arranged(const GraphsArranged& e) {
    const QString verb = e.act == QLatin1String("added")     ? QStringLiteral("Added")
                         : e.act == QLatin1String("removed") ? QStringLiteral("Removed")
                         : e.act == QLatin1String("moved")   ? QStringLiteral("Moved")
                                                             : QStringLiteral("Changed");
    const auto count = std::max(e.graphs.size(), e.was.size()) - std::min(e.graphs.size(), e.was.size());
    if (count > 1)
        return QStringLiteral("%1 %2 graphs: %3").arg(verb, QString::number(count), e.title);
    return QStringLiteral("%1 graph “%2”").arg(verb, e.title);
}

/// "HighErrorRate" or, of several at once, "HighErrorRate ×3".
QString alertName(const QString& name, const QString& fingerprints) {
    const qsizetype count = fingerprints.count(QLatin1Char(' ')) + 1;
    return count < 2 ? name : QString(name + QStringLiteral(" ×") + QString::number(count));
}

/// The first line of a command, short enough for a row: the whole of it is kept in the event.
QString commandLine(const QString& command) {
    constexpr qsizetype most = 200;
    const QString line = command.section(QLatin1Char('\n'), 0, 0);
    const bool whole = line.size() == command.size() && line.size() <= most;
    return whole ? line : line.left(most) + QStringLiteral(" …");
}

/// "1.2 s" while it is short.
QString tookText(Millis took) {
    constexpr Millis shortOnes{10'000};
    return took < shortOnes ? QStringLiteral("%1 s").arg(double(took.count()) / 1000.0, 0, 'f', 1)
                            : toHumanDuration(took);
}

QString ran(const CommandRan& e) {
    const QString how = e.ended ? *e.ended : QStringLiteral("exit %1").arg(e.exitStatus);
    QString text = QStringLiteral("Ran %1: %2").arg(quoted(commandLine(e.command)), how);
    if (!e.took)
        return text;
    return QStringLiteral("%1 %2 %3")
        .arg(text, e.ended ? QStringLiteral("after") : QStringLiteral("in"), tookText(*e.took));
}

QString silenced(const SilenceCreated& e) {
    QString text = QStringLiteral("Alerts silenced");
    if (e.endsAt)
        text = QStringLiteral("Alerts silenced until %1 UTC").arg(toClockText(*e.endsAt));
    return e.matchers.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, e.matchers.join(QStringLiteral(", ")));
}

} // namespace

QString sentenceOf(const Body& body) {
    const auto say = [](const char* pattern) { return QString::fromUtf8(pattern); };
    return std::visit(
        Overload{
            [&](const Declared& e) { return say("Declared as %1: %2").arg(e.severity, e.title); },
            [&](const Acknowledged&) { return say("Acknowledged"); },
            [&](const Retitled& e) { return say("Title is now %1").arg(quoted(e.title)); },
            [&](const Converted& e) {
                return e.drill ? say("Turned into a drill") : say("Turned into a real incident");
            },
            [&](const SeverityChanged& e) {
                return withReason((e.raised ? say("Raised to %1") : say("Lowered to %1")).arg(e.severity), e.reason);
            },
            [&](const StatusChanged& e) { return moved(e); },
            [&](const RoleAssigned& e) { return holder(e); },
            [&](const RoleCleared& e) { return say("%1: nobody (was %2)").arg(readable(e.role), e.was); },
            [&](const CommandHandedOver& e) {
                return withReason(say("Command handed over to %1").arg(e.person), e.summary);
            },
            [&](const ImpactSet& e) { return impact(e); },
            [&](const ServiceAffected& e) { return say("Affected: %1").arg(e.service); },
            [&](const ServiceCleared& e) { return say("No longer affected: %1").arg(e.service); },
            [&](const LinkAdded& e) { return say("Link added: %1").arg(e.title.isEmpty() ? e.url : e.title); },
            [&](const LinkRemoved& e) { return say("Link removed: %1").arg(e.title.isEmpty() ? e.url : e.title); },
            [&](const EntryNoted& e) { return e.text; },
            [&](const EntryRevised& e) { return say("Entry changed: %1").arg(e.text); },
            [&](const EntryStruck& e) { return withReason(say("Entry struck"), e.reason); },
            [&](const EntryRestored&) { return say("Entry restored"); },
            [&](const EntryMarkedKey& e) {
                return e.moment ? say("Marked as key moment: %1").arg(readable(toText(*e.moment)))
                                : say("No longer a key moment");
            },
            [&](const ItemTicked& e) {
                const QString done =
                    e.round ? say("Done, time %1: %2").arg(*e.round).arg(e.text) : say("Done: %1").arg(e.text);
                return e.remark ? say("%1 — %2").arg(done, *e.remark) : done;
            },
            [&](const ItemUnticked& e) {
                return (e.was == ItemState::Skipped ? say("No longer skipped: %1") : say("Not done after all: %1"))
                    .arg(e.text);
            },
            [&](const ItemSkipped& e) {
                return e.reason.isEmpty() ? say("Skipped: %1").arg(e.text)
                                          : say("Skipped: %1 — %2").arg(e.text, e.reason);
            },
            [&](const ItemAdded& e) { return say("Added to the checklist: %1").arg(e.text); },
            [&](const ItemRemoved& e) { return say("Removed from the checklist: %1").arg(e.text); },
            [&](const ItemAssigned& e) {
                return e.person.isEmpty() ? say("Assigned to nobody: %1").arg(e.text)
                                          : say("Assigned to %1: %2").arg(e.person, e.text);
            },
            [&](const CheckChanged& e) { return flipped(e); },
            [&](const AlertFired& e) {
                return withReason(say("Alert firing: %1").arg(alertName(e.name, e.fingerprint)), e.summary);
            },
            [&](const AlertResolved& e) { return say("Alert resolved: %1").arg(alertName(e.name, e.fingerprint)); },
            [&](const AlertLost& e) {
                return withReason(say("Alert source lost: %1").arg(alertName(e.name, e.fingerprint)), e.reason);
            },
            [&](const ThresholdCrossed& e) { return crossed(e); },
            [&](const SilenceCreated& e) { return silenced(e); },
            [&](const SilenceExpired& e) { return withReason(say("Silence ended"), e.reason); },
            [&](const MessageSent& e) { return say("Sent %1 to %2").arg(quoted(e.title), e.channel); },
            [&](const EscalationPaged& e) { return say("Paged %1").arg(e.who); },
            [&](const EscalationAnswered& e) {
                return e.after ? say("%1 answered after %2").arg(e.who, toHumanDuration(*e.after))
                               : say("%1 answered").arg(e.who);
            },
            [&](const CommandRan& e) { return ran(e); },
            [&](const HttpActionRan& e) {
                return say("%1: HTTP %2").arg(e.title.isEmpty() ? e.action : e.title, QString::number(e.httpStatus));
            },
            [&](const GraphPinned& e) { return withReason(say("Pinned graph “%1”").arg(e.title), e.note); },
            [&](const GraphsArranged& e) { return arranged(e); },
            [&](const AskOpened& e) { return say("Asked %1: %2").arg(e.person, e.text); },
            [&](const AskAnswered& e) { return say("Answer: %1").arg(e.text); },
            [&](const ScenarioAttached& e) { return say("Following runbook %1").arg(quoted(e.title)); },
            [&](const ScenarioDetached& e) { return say("No longer following runbook %1").arg(quoted(e.title)); },
            [&](const BlankFilled& e) {
                return e.value.isEmpty() ? say("%1 is open again").arg(quoted(e.blank))
                                         : say("%1 is %2").arg(quoted(e.blank), quoted(e.value));
            },
            [&](const SectionWritten& e) { return say("Post-mortem section written: %1").arg(readable(e.section)); },
            [&](const PostMortemStatusChanged& e) { return say("Post-mortem is now %1").arg(toText(e.status)); },
            [&](const ActionItemAdded& e) { return say("Action item: %1").arg(e.text); },
            [&](const ActionItemChanged& e) {
                return (e.done && !e.wasDone ? say("Action item done: %1") : say("Action item changed: %1"))
                    .arg(e.text);
            },
            [&](const ActionItemRemoved& e) { return say("Action item removed: %1").arg(e.text); },
            [&](const EventErased& e) { return withReason(say("An entry was erased"), e.reason); },
            [&](const Erased&) { return say("[erased]"); },
            [&](const Unknown& e) { return say("Recorded by a newer version: %1").arg(e.kindName); },
        },
        body);
}

} // namespace domain
