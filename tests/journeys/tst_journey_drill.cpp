// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "drill/scenario.h"
#include "playbook/plan.h"
#include "report/durations.h"
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using tests::Program;
using tests::Run;
using namespace std::chrono_literals;

/// Every shipped drill to a post-mortem that agrees with its scenario file and a record whose every byte is accounted
/// for. The one that the README promises is played as promised, sixty times as fast, with both cores busy; the others
/// faster.
class TestJourneyDrill final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyDrill_isPlayed_data() { everyDrill(); }
    void everyDrill_isPlayed();
    void flips_agreeWithTheScenario_data() { everyDrill(); }
    void flips_agreeWithTheScenario();
    void downtimes_agreeWithTheScenario_data() { everyDrill(); }
    void downtimes_agreeWithTheScenario();
    void pictures_areThosePinned_data() { everyDrill(); }
    void pictures_areThosePinned();
    void durations_agreeWithTheScenario_data() { everyDrill(); }
    void durations_agreeWithTheScenario();
    void proposals_areAccepted_data() { everyDrill(); }
    void proposals_areAccepted();
    void repeats_comeBack_data() { everyDrill(); }
    void repeats_comeBack();
    void severityChanges_changeTheChecklist_data() { everyDrill(); }
    void severityChanges_changeTheChecklist();
    void itemsOfServices_comeWithThem_data() { everyDrill(); }
    void itemsOfServices_comeWithThem();
    void everyRuleOfTheChecklist_isDrilled();
    void sections_areThoseOfThePlaybook_data() { everyDrill(); }
    void sections_areThoseOfThePlaybook();
    void record_isIntact();
    void changedByte_isNamed();
    void removedTail_isNamed();

private:
    /// A drill that was played, with what it was meant to be.
    struct Played {
        drill::Scenario scenario;
        playbook::Playbook playbook;
        QString key, markdown, err;
        QJsonObject shown;
    };
    Program desk() const { return Program(m_folder.filePath(QStringLiteral("desk"))); }
    QString damagedCopy(const QString& name, const QString& sql) const;
    Played play(const QString& id, const char* speed) const;
    static void everyDrill();
    const Played& drillOfRow() const;

    QTemporaryDir m_folder;
    std::map<QString, Played> m_played;
    int m_accepted = 0, m_repeated = 0, m_cameWithSeverity = 0, m_cameWithService = 0;
};

namespace {

/// Works on every core while it lives.
class Hog {
public:
    Hog() {
        for (std::thread& thread : m_threads)
            thread = std::thread([this] {
                while (!m_stop.load(std::memory_order_relaxed)) {
                }
            });
    }
    ~Hog() {
        m_stop = true;
        for (std::thread& thread : m_threads)
            thread.join();
    }

private:
    std::atomic<bool> m_stop = false;
    std::thread m_threads[2];
};

/// Rows of the first table below a heading.
QStringList tableOf(const QString& markdown, const QString& heading) {
    const QString part =
        markdown.section(QStringLiteral("\n## %1\n").arg(heading), 1).section(QStringLiteral("\n## "), 0, 0);
    return part.split(u'\n').filter(QRegularExpression(QStringLiteral("^\\| [^-]"))).mid(1);
}

domain::Instant instantOf(const QJsonValue& iso) {
    return domain::parseMoment(iso.toString(), domain::Instant()).value();
}

const playbook::Item* itemOf(const playbook::Playbook& book, const QString& id) {
    for (const playbook::Phase& phase : book.phases) {
        for (const playbook::Item& item : phase.items) {
            if (item.id == id)
                return &item;
        }
    }
    return nullptr;
}

QStringList ticksOf(const QJsonObject& shown, const QString& text) {
    QStringList said;
    for (const QJsonValue entry : shown[u"entries"].toArray()) {
        if (entry[u"kind"].toString() == u"checklist.ticked" && entry[u"text"].toString().contains(text))
            said.append(entry[u"text"].toString());
    }
    return said;
}

QString stateIn(const QJsonObject& shown, const QString& item) {
    for (const QJsonValue one : shown[u"checklist"].toArray()) {
        if (one[u"id"].toString() == item)
            return one[u"state"].toString();
    }
    return {};
}

/// Ids planned for a severity while these services are affected.
QStringList plannedFor(const playbook::Playbook& book, const QString& severity, const QStringList& services) {
    domain::Incident incident;
    incident.severity = severity;
    incident.services = services;
    QStringList ids;
    for (const playbook::PlannedPhase& phase : planFor(book, incident, domain::Instant()).phases) {
        for (const playbook::PlannedItem& item : phase.items)
            ids.append(item.id);
    }
    return ids;
}

} // namespace

TestJourneyDrill::Played TestJourneyDrill::play(const QString& id, const char* speed) const {
    Played played;
    if (auto found = drill::findScenario(id, {})) {
        played.scenario = std::move(found->scenario);
        played.playbook = std::move(found->playbook);
    }
    const QString folder = m_folder.filePath(id);
    const Run run = desk().json({"drill", "--scenario", id, "--headless", "--speed", speed, "--out", folder}, 300);
    played.err = QString::fromUtf8(run.err);
    if (run.status != 0)
        return played;
    played.key = run.object()[u"key"].toString();
    QFile markdown(folder + u'/' + played.key + u".md");
    if (markdown.open(QIODevice::ReadOnly))
        played.markdown = QString::fromUtf8(markdown.readAll());
    played.shown = desk().json({"show", played.key}).object();
    return played;
}

void TestJourneyDrill::initTestCase() {
    QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
             "BRIDGEWATCH_BINARY names the program");
    {
        const Hog hog;
        m_played[QStringLiteral("database-outage")] = play(QStringLiteral("database-outage"), "60");
    }
    for (const QString& id : drill::shippedScenarios()) {
        if (!m_played.contains(id))
            m_played[id] = play(id, "400");
    }
}

void TestJourneyDrill::everyDrill() {
    QTest::addColumn<QString>("id");
    for (const QString& id : drill::shippedScenarios())
        QTest::newRow(qPrintable(id)) << id;
}

const TestJourneyDrill::Played& TestJourneyDrill::drillOfRow() const {
    QFETCH(QString, id);
    return m_played.at(id);
}

void TestJourneyDrill::everyDrill_isPlayed() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    QVERIFY2(played.err.isEmpty(), qPrintable(played.err)); // no act was refused
    QVERIFY(played.scenario.length <= 40min);
    QVERIFY(tableOf(played.markdown, QStringLiteral("Timeline")).size() >= 10);
}

void TestJourneyDrill::flips_agreeWithTheScenario() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    const domain::Instant declared = instantOf(played.shown[u"declaredAt"]);
    const domain::Instant start = declared - played.scenario.acts.front().at;
    std::vector<std::pair<domain::Millis, QString>> wanted;
    for (const drill::Health& health : played.scenario.health) {
        const playbook::Check* check = findCheck(played.playbook, health.check);
        for (size_t i = 1; i < health.steps.size(); ++i)
            if (health.steps[i].expect != health.steps[i - 1].expect)
                wanted.push_back({health.steps[i].at,
                                  QStringLiteral("%1 %2").arg(check->title, toText(health.steps[i].expect).toUpper())});
    }
    std::vector<std::pair<domain::Millis, QString>> got;
    for (const QJsonValue entry : played.shown[u"entries"].toArray()) {
        if (entry[u"kind"].toString() != u"check.changed")
            continue;
        QString text = entry[u"text"].toString().section(QStringLiteral(" (first failure"), 0, 0).section(u':', 0, 0);
        text.replace(QStringLiteral(" is "), QStringLiteral(" "))
            .replace(QStringLiteral(" went "), QStringLiteral(" "))
            .remove(QStringLiteral(" again"));
        got.push_back({instantOf(entry[u"occurredAt"]) - start, text});
    }
    QCOMPARE(got.size(), wanted.size());
    for (const auto& [at, text] : wanted) {
        const auto found = std::find_if(got.begin(), got.end(), [&, moment = at, wantedText = text](const auto& flip) {
            return flip.second == wantedText && flip.first >= moment && flip.first <= moment + 1min;
        });
        QVERIFY2(found != got.end(), qPrintable(text));
    }
}

void TestJourneyDrill::downtimes_agreeWithTheScenario() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    const QStringList rows = tableOf(played.markdown, QStringLiteral("Checks"));
    for (const drill::Health& health : played.scenario.health) {
        domain::Millis down{};
        for (size_t i = 1; i < health.steps.size(); ++i) {
            if (health.steps[i - 1].expect == domain::CheckState::Down)
                down += health.steps[i].at - health.steps[i - 1].at;
        }
        const playbook::Check* check = findCheck(played.playbook, health.check);
        const QStringList row = rows.filter(QRegularExpression(QStringLiteral("^\\| %1 \\|").arg(check->title)));
        if (down == 0ms)
            continue;
        QCOMPARE(row.size(), 1);
        const QString said = row.first().section(u'|', 3, 3).trimmed();
        // Both ends may be seen up to one interval late.
        QStringList fair;
        for (domain::Millis part = -check->every; part <= check->every; part += 1s)
            fair.append(report::exactDuration(down + part));
        QVERIFY2(fair.contains(said), qPrintable(check->title + QStringLiteral(": ") + said));
    }
}

void TestJourneyDrill::pictures_areThosePinned() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    QStringList pinned;
    for (const drill::Act& act : played.scenario.acts) {
        if (const auto* pin = std::get_if<drill::PinGraph>(&act.deed))
            pinned.append(QStringLiteral("%1-assets/%2.png").arg(played.key, pin->panel));
    }
    QVERIFY(!pinned.isEmpty());
    for (const QString& picture : pinned) {
        QVERIFY2(played.markdown.contains(u'(' + picture + u')'), qPrintable(picture));
        QFile file(m_folder.filePath(played.scenario.id) + u'/' + picture);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(8).startsWith("\x89PNG"));
    }
}

void TestJourneyDrill::durations_agreeWithTheScenario() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    domain::Millis mitigated{}, resolved{}, began{};
    for (const drill::Act& act : played.scenario.acts) {
        if (const auto* note = std::get_if<drill::Note>(&act.deed); note && note->key == domain::KeyMoment::ImpactBegan)
            began = act.at - note->ago;
        if (const auto* note = std::get_if<drill::Note>(&act.deed); note && note->key == domain::KeyMoment::Mitigated)
            mitigated = act.at;
        if (const auto* status = std::get_if<drill::ChangeStatus>(&act.deed);
            status && status->to == domain::Status::Resolved)
            resolved = act.at;
    }
    const QStringList rows = tableOf(played.markdown, QStringLiteral("Durations"));
    const auto said = [&](const char* measure) {
        return rows.filter(QLatin1String(measure)).value(0).section(u'|', 2, 2).trimmed();
    };
    QVERIFY2(said("Time to mitigate").startsWith(domain::toHumanDuration(mitigated - began)),
             qPrintable(said("Time to mitigate")));
    QVERIFY2(said("Time to resolve").startsWith(domain::toHumanDuration(resolved - began)),
             qPrintable(said("Time to resolve")));
}

void TestJourneyDrill::proposals_areAccepted() {
    const Played& played = drillOfRow();
    for (const drill::Act& act : played.scenario.acts) {
        const auto* accept = std::get_if<drill::Accept>(&act.deed);
        if (!accept)
            continue;
        const playbook::Item* item = itemOf(played.playbook, accept->item);
        const QStringList ticks = ticksOf(played.shown, item->text);
        QCOMPARE(ticks.size(), 1);
        QVERIFY2(ticks.front().contains(item->text + QStringLiteral(" — ")), qPrintable(ticks.front())); // evidence
        QCOMPARE(stateIn(played.shown, accept->item), QStringLiteral("done"));
        ++m_accepted;
    }
}

void TestJourneyDrill::repeats_comeBack() {
    const Played& played = drillOfRow();
    std::map<QString, int> times;
    for (const drill::Act& act : played.scenario.acts) {
        if (const auto* tick = std::get_if<drill::Tick>(&act.deed))
            ++times[tick->item];
    }
    for (const auto& [id, count] : times) {
        const playbook::Item* item = itemOf(played.playbook, id);
        if (!item->repeat)
            continue;
        QCOMPARE(ticksOf(played.shown, item->text).size(), count);
        m_repeated += count > 1 ? 1 : 0;
    }
}

/// Something that only the new severity asks for is done after the change, and kept.
void TestJourneyDrill::severityChanges_changeTheChecklist() {
    const Played& played = drillOfRow();
    QString severity = std::get<drill::Declare>(played.scenario.acts.front().deed).severity;
    QStringList added;
    for (const drill::Act& act : played.scenario.acts) {
        if (const auto* change = std::get_if<drill::ChangeSeverity>(&act.deed)) {
            const QStringList before = plannedFor(played.playbook, severity, {});
            for (const QString& id : plannedFor(played.playbook, change->to, {})) {
                if (!before.contains(id))
                    added.append(id);
            }
            severity = change->to;
        }
        const auto* tick = std::get_if<drill::Tick>(&act.deed);
        if (!tick || !added.contains(tick->item))
            continue;
        QCOMPARE(stateIn(played.shown, tick->item), QStringLiteral("done"));
        ++m_cameWithSeverity;
    }
    const QString end = played.shown[u"severity"].toString();
    QCOMPARE(end, severity);
}

/// What a service asks for is not there without it, is done while it is affected, and stays when it has recovered.
void TestJourneyDrill::itemsOfServices_comeWithThem() {
    const Played& played = drillOfRow();
    QStringList affected;
    for (const drill::Act& act : played.scenario.acts) {
        if (const auto* service = std::get_if<drill::AffectService>(&act.deed)) {
            if (service->affected)
                affected.append(service->name);
        }
        const auto* tick = std::get_if<drill::Tick>(&act.deed);
        const playbook::Item* item = tick ? itemOf(played.playbook, tick->item) : nullptr;
        if (!item || item->services.isEmpty())
            continue;
        const QString severity = played.shown[u"severity"].toString();
        QVERIFY(!plannedFor(played.playbook, severity, {}).contains(item->id));
        QVERIFY(plannedFor(played.playbook, severity, affected).contains(item->id));
        QCOMPARE(stateIn(played.shown, item->id), QStringLiteral("done"));
        ++m_cameWithService;
    }
}

void TestJourneyDrill::everyRuleOfTheChecklist_isDrilled() {
    QVERIFY(m_accepted >= 3);
    QVERIFY(m_repeated >= 1);
    QVERIFY(m_cameWithSeverity >= 2);
    QVERIFY(m_cameWithService >= 1);
}

void TestJourneyDrill::sections_areThoseOfThePlaybook() {
    const Played& played = drillOfRow();
    QVERIFY2(!played.markdown.isEmpty(), qPrintable(played.err));
    QStringList wanted;
    for (const playbook::Section& section : played.playbook.postMortem.sections)
        wanted.append(section.title);
    QStringList got;
    for (const QString& line : played.markdown.split(u'\n')) {
        if (line.startsWith(u"## ") && wanted.contains(line.mid(3)))
            got.append(line.mid(3));
    }
    QCOMPARE(got, wanted);
}

void TestJourneyDrill::record_isIntact() {
    const Run verified = desk().json({"verify"});
    QCOMPARE(verified.status, 0);
    QCOMPARE(verified.object()[u"intact"].toBool(), true);
}

/// A copy of the data folder in which sql has been at the database.
QString TestJourneyDrill::damagedCopy(const QString& name, const QString& sql) const {
    const QString folder = m_folder.filePath(name);
    QDir().mkpath(folder);
    const QDir source(desk().dataDir());
    QString database;
    for (const QString& file : source.entryList({QStringLiteral("*.db*")}, QDir::Files)) {
        QFile::copy(source.filePath(file), folder + u'/' + file);
        if (file.endsWith(u".db"))
            database = folder + u'/' + file;
    }
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        connection.setDatabaseName(database);
        if (!connection.open() || !QSqlQuery(connection).exec(sql))
            return {};
        connection.close();
    }
    QSqlDatabase::removeDatabase(name);
    return folder;
}

void TestJourneyDrill::changedByte_isNamed() {
    const QString folder =
        damagedCopy(QStringLiteral("changed"),
                    QStringLiteral("UPDATE event SET body = replace(body, 'slow', 'sl0w') WHERE seq = 1"));
    QVERIFY(!folder.isEmpty());
    const Run verified = Program(folder).json({"verify"});
    QCOMPARE(verified.status, 1);
    QCOMPARE(verified.object()[u"intact"].toBool(), false);
    QCOMPARE(verified.object()[u"damage"][0][u"seq"].toInt(), 1);
}

void TestJourneyDrill::removedTail_isNamed() {
    const QString folder = damagedCopy(QStringLiteral("removed"),
                                       QStringLiteral("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"));
    QVERIFY(!folder.isEmpty());
    const Run verified = Program(folder).json({"verify"});
    QCOMPARE(verified.status, 1);
    QVERIFY(!verified.object()[u"damage"].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(TestJourneyDrill)
#include "tst_journey_drill.moc"
