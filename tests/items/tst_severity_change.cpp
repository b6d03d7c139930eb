// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comms/ladder.h"
#include "items/severity_change.h"
#include "playbook/playbook_file.h"
#include "playbook/response.h"
#include <QSet>
#include <QTest>
#include <random>

using namespace items;
using namespace playbook;
using namespace std::chrono_literals;
using domain::Incident;
using domain::Instant;
using domain::ItemState;

namespace {

const Instant declared = domain::instantFromMs(1'800'000'000'000);

Playbook shipped(const QString& id) {
    return readPlaybook(findPlaybook(id, {})->yaml, id).playbook;
}

Incident incidentOf(const QString& severity) {
    Incident incident;
    incident.severity = severity;
    incident.declaredAt = declared;
    incident.severities = {{severity, declared}};
    return incident;
}

/// Ticks, skips and assigns some of the items in the plan.
void actOn(Incident& incident, const Plan& plan, Instant now, std::mt19937& random) {
    for (const PlannedPhase& phase : plan.phases) {
        for (const PlannedItem& item : phase.items) {
            if (item.state != ItemState::Open || random() % 3 == 0)
                continue;
            domain::ItemRecord& record = incident.items[item.id];
            record.state = random() % 4 == 0 ? ItemState::Skipped : ItemState::Done;
            record.text = item.text;
            record.by = QStringLiteral("@ic");
            record.at = now;
        }
    }
}

QSet<QString> actedOn(const Incident& incident) {
    QSet<QString> ids;
    for (const auto& [id, record] : incident.items) {
        if (record.state != ItemState::Open)
            ids.insert(id);
    }
    return ids;
}

/// Every clock of the plan as the playbook says it, counted from the declaration.
void checkClocks(const Playbook& book, const Incident& incident, Instant now) {
    const Plan plan = planFor(book, incident, now);
    for (const Phase& phase : book.phases) {
        for (const Item& item : phase.items) {
            const PlannedItem* planned = findPlanned(plan, item.id);
            if (!planned || phase.after == CountedFrom::Resolved || planned->times > 0)
                continue;
            const auto due = item.due ? item.due : phase.window ? phase.window->to : std::nullopt;
            QCOMPARE(planned->due, due ? std::optional(declared + *due) : std::nullopt);
        }
    }
    for (const comms::LadderRung& rung : comms::ladderOf(book, incident, now).rungs)
        QCOMPARE(rung.at, declared + rung.rung.after);
    const Severity* severity = findSeverity(book, incident.severity);
    QCOMPARE(responseOf(book, incident, now).target, respondTarget(severity->respondWithin, declared, book.timezone));
}

} // namespace

/// Over every path of up to four severities of every playbook that comes with the program.
class TestSeverityChange final : public QObject {
    Q_OBJECT

private slots:
    void everyPath_losesNoTickAndCountsFromTheDeclaration_data() {
        QTest::addColumn<QString>("id");
        for (const QString& id : shippedPlaybooks())
            QTest::newRow(qPrintable(id)) << id;
    }
    void everyPath_losesNoTickAndCountsFromTheDeclaration() {
        QFETCH(QString, id);
        const Playbook book = shipped(id);
        std::mt19937 random(42);
        int paths = 0;
        for (const Severity& first : book.severities)
            paths += walk(book, incidentOf(first.id), declared, 3, random);
        const int n = int(book.severities.size());
        QCOMPARE(paths, n * (n - 1) * (n - 1) * (n - 1));
    }
    void change_namesItemsAndClocks() {
        const Playbook book = shipped(QStringLiteral("default"));
        Incident incident = incidentOf(QStringLiteral("SEV2"));
        const SeverityChange raise = severityChange(book, incident, QStringLiteral("SEV1"), declared + 50min);
        QStringList added;
        for (const PlannedItem& item : raise.added)
            added << item.id;
        QVERIFY(added.contains(QStringLiteral("plan-relief")));
        QVERIFY(raise.dropped.empty());
        const QString text = toText(raise);
        QVERIFY2(text.contains(QStringLiteral("within 15 min, late by 35 min → within 5 min, late by 45 min")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("every 30 min, overdue by 20 min → every 15 min, overdue by 35 min")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("page Engineering manager now → page Head of engineering now")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("+ Plan who takes over")), qPrintable(text));
    }
    void drop_keepsWhatWasDone() {
        const Playbook book = shipped(QStringLiteral("default"));
        Incident incident = incidentOf(QStringLiteral("SEV1"));
        incident.items[QStringLiteral("plan-relief")].state = ItemState::Done;
        const SeverityChange drop = severityChange(book, incident, QStringLiteral("SEV3"), declared + 2min);
        QCOMPARE(drop.kept.size(), size_t(1));
        QCOMPARE(drop.kept.front().id, QStringLiteral("plan-relief"));
        QVERIFY(!drop.dropped.empty());
        QVERIFY(toText(drop).contains(QStringLiteral("kept because somebody acted on them")));
    }
    void unknownSeverity_changesNothing() {
        const Playbook book = shipped(QStringLiteral("default"));
        QCOMPARE(severityChange(book, incidentOf(QStringLiteral("SEV1")), QStringLiteral("SEV9"), declared),
                 SeverityChange{});
        QCOMPARE(severityChange(book, incidentOf(QStringLiteral("SEV1")), QStringLiteral("SEV1"), declared),
                 SeverityChange{});
    }

private:
    int walk(const Playbook& book, const Incident& before, Instant now, int left, std::mt19937& random) {
        if (left == 0)
            return 1;
        int paths = 0;
        for (const Severity& severity : book.severities) {
            if (severity.id == before.severity)
                continue;
            Incident incident = before;
            actOn(incident, planFor(book, incident, now), now, random);
            const Plan planned = planFor(book, incident, now);
            const SeverityChange change = severityChange(book, incident, severity.id, now + 7min);
            const Incident after = withSeverity(incident, severity.id, now + 7min);
            const Plan plan = planFor(book, after, now + 7min);
            for (const QString& id : actedOn(incident)) {
                const PlannedItem* kept = findPlanned(plan, id);
                if (!kept)
                    qFatal("%s lost at %s", qPrintable(id), qPrintable(severity.id));
            }
            // What the person was told is what happens.
            int shown = 0;
            for (const PlannedPhase& phase : planned.phases)
                shown += int(phase.items.size());
            if (plan.total != shown + int(change.added.size()) - int(change.dropped.size()))
                qFatal("the difference to %s is not what the plan does", qPrintable(severity.id));
            for (const PlannedItem& item : change.dropped)
                if (item.state != ItemState::Open)
                    qFatal("%s was done and dropped", qPrintable(item.id));
            checkClocks(book, after, now + 7min);
            paths += walk(book, after, now + 7min, left - 1, random);
        }
        return paths;
    }
};

QTEST_GUILESS_MAIN(TestSeverityChange)
#include "tst_severity_change.moc"
