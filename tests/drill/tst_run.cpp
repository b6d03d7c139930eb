// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "drill/run.h"
#include "net/transport.h"
#include "store/database.h"
#include "store/lock.h"
#include <QEventLoop>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <thread>

using namespace drill;
using domain::Instant;
using namespace std::chrono_literals;

namespace {

struct Played {
    domain::Incident incident;
    std::vector<domain::Event> events;
    playbook::Playbook playbook;
    Scenario scenario;
    Instant start;
    QString key;
    QStringList stumbles;
};

/// One whole headless drill against a database of its own.
class Theatre {
public:
    Theatre()
        : m_database(m_folder.path()) {
        auto lock = store::Lock::take(m_folder.path());
        bool open = false;
        m_database.open(std::move(*lock), &m_database, [&](const auto& opening) { open = opening.has_value(); });
        m_ready = QTest::qWaitFor([&] { return open; });
    }
    bool ready() const { return m_ready; }
    Run::Setup setup(const QString& scenario, double speed, bool headless) {
        Run::Setup setup;
        setup.found = findScenario(scenario, {}).value();
        setup.database = &m_database;
        setup.now = domain::SystemClock().now();
        setup.speed = speed;
        setup.headless = headless;
        setup.author = QStringLiteral("@me");
        setup.makeTransport = &net::drillTransport;
        return setup;
    }
    std::optional<Played> play(const QString& scenario, double speed) {
        Run run(setup(scenario, speed, true));
        Played played;
        bool failed = false;
        QEventLoop loop; // qWaitFor sleeps ten milliseconds a turn: too coarse for thousands of steps
        QObject::connect(&run, &Run::stumbled, [&](const QString& sentence) { played.stumbles.append(sentence); });
        QObject::connect(&run, &Run::finished, &loop, &QEventLoop::quit);
        QObject::connect(&run, &Run::failed, [&](const domain::Error& error) {
            qWarning() << error.text;
            failed = true;
            loop.quit();
        });
        QTimer::singleShot(100'000, &loop, [&] {
            failed = true;
            loop.quit();
        });
        run.start();
        loop.exec();
        if (failed)
            return {};
        played.incident = run.room()->incident();
        played.events = run.room()->events();
        played.playbook = run.room()->playbook();
        played.scenario = run.scenario();
        played.start = run.startedAt();
        played.key = run.room()->key();
        return played;
    }

private:
    QTemporaryDir m_folder;
    store::Database m_database;
    bool m_ready = false;
};

/// Keeps both cores busy while it lives.
class Hog {
public:
    Hog() {
        for (std::thread& thread : m_threads)
            thread = std::thread([this] {
                while (!m_stop)
                    m_work = m_work + 1;
            });
    }
    ~Hog() {
        m_stop = true;
        for (std::thread& thread : m_threads)
            thread.join();
    }

private:
    std::atomic<bool> m_stop = false;
    std::atomic<quint64> m_work = 0;
    std::thread m_threads[4];
};

struct ExpectedFlip {
    QString check;
    domain::CheckState state;
    Millis at;
};

/// What the scenario file promises, in order of time.
std::vector<ExpectedFlip> expectedFlips(const Scenario& scenario) {
    std::vector<ExpectedFlip> flips;
    for (const Health& health : scenario.health) {
        for (size_t i = 1; i < health.steps.size(); ++i) {
            if (health.steps[i].expect != health.steps[i - 1].expect)
                flips.push_back({health.check, health.steps[i].expect, health.steps[i].at});
        }
    }
    std::stable_sort(flips.begin(), flips.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return flips;
}

/// The log as one text: what happened, when, by whom.
QStringList storyOf(const Played& played) {
    static const QRegularExpression clockTime(QStringLiteral("\\d\\d:\\d\\d(:\\d\\d)?"));
    QStringList lines;
    for (const domain::Event& event : played.events)
        lines.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::number((event.occurredAt - played.start).count()), domain::kindOf(event.body),
                              event.author, domain::sentenceOf(event.body).replace(clockTime, QStringLiteral("…"))));
    return lines;
}

} // namespace

class TestRun final : public QObject {
    Q_OBJECT

private slots:
    void headlessDrill_agreesWithItsScenario_data();
    void headlessDrill_agreesWithItsScenario();
    void busyMachine_changesNothing();
    void drillInTheWindow_isPlayedByAPerson();
    void runIsDestroyed_inTheMiddle();
    void playbookThatLeavesLoopback_isRefused();
};

void TestRun::headlessDrill_agreesWithItsScenario_data() {
    QTest::addColumn<QString>("id");
    for (const QString& id : shippedScenarios())
        QTest::newRow(qPrintable(id)) << id;
}

void TestRun::headlessDrill_agreesWithItsScenario() {
    QFETCH(QString, id);
    Theatre theatre;
    QVERIFY(theatre.ready());
    const Instant before = domain::SystemClock().now();
    const auto played = theatre.play(id, 300);
    QVERIFY(played);
    QCOMPARE(played->stumbles, QStringList());
    QCOMPARE(played->key, QStringLiteral("DRILL-0001"));
    const domain::Incident& incident = played->incident;
    QVERIFY(incident.drill);
    QCOMPARE(incident.scenario, id);
    QCOMPARE(incident.status, domain::Status::Resolved);
    QVERIFY(incident.acknowledgedAt);
    QVERIFY(momentOf(incident, domain::KeyMoment::ImpactBegan));
    QVERIFY(momentOf(incident, domain::KeyMoment::Mitigated));

    const auto expected = expectedFlips(played->scenario);
    QStringList wanted, got;
    for (const ExpectedFlip& flip : expected)
        wanted.append(flip.check + QStringLiteral(" ") + toText(flip.state));
    for (const domain::CheckFlip& flip : incident.flips)
        got.append(flip.check + QStringLiteral(" ") + toText(flip.state));
    QStringList sortedWanted = wanted, sortedGot = got;
    sortedWanted.sort();
    sortedGot.sort();
    QCOMPARE(sortedGot, sortedWanted);
    for (const ExpectedFlip& flip : expected) {
        const playbook::Check* check = findCheck(played->playbook, flip.check);
        const auto found = std::find_if(incident.flips.begin(), incident.flips.end(), [&](const domain::CheckFlip& f) {
            return f.check == flip.check && f.state == flip.state && f.firstSeen >= played->start + flip.at;
        });
        QVERIFY2(found != incident.flips.end(), qPrintable(flip.check));
        QVERIFY2(*found->firstSeen - (played->start + flip.at) <= check->every, qPrintable(flip.check));
    }

    QVERIFY(incident.timeline.size() >= 10);
    QVERIFY(!incident.pins.empty());
    for (const domain::PinnedGraph& pin : incident.pins)
        QVERIFY(!pin.pin.samplesDigest.isEmpty());
    for (const playbook::Section& section : played->playbook.postMortem.sections) {
        if (section.kind == playbook::SectionKind::Written)
            QVERIFY2(!incident.sections.at(section.id).isEmpty(), qPrintable(section.id));
    }
    for (const domain::Event& event : played->events) {
        QVERIFY(event.occurredAt <= before);
        QVERIFY(event.recordedAt <= before);
    }
}

void TestRun::busyMachine_changesNothing() {
    Theatre theatre;
    QVERIFY(theatre.ready());
    const auto calm = theatre.play(QStringLiteral("database-outage"), 300);
    const Hog hog;
    const auto busy = theatre.play(QStringLiteral("database-outage"), 300);
    QVERIFY(calm && busy);
    QCOMPARE(storyOf(*busy), storyOf(*calm));
}

void TestRun::drillInTheWindow_isPlayedByAPerson() {
    Theatre theatre;
    QVERIFY(theatre.ready());
    Run run(theatre.setup(QStringLiteral("database-outage"), 20, false));
    QSignalSpy opened(&run, &Run::opened);
    run.start();
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(run.room()->incident().roles.at(QStringLiteral("commander")), QStringLiteral("@me"));
    QVERIFY(run.watch()->isRunning());
    // The service lives: the check of the API answers from it, on loopback.
    QTRY_VERIFY_WITH_TIMEOUT(!run.watch()->recentResults().empty(), 20'000);
    QVERIFY(run.clock()->now() <= domain::SystemClock().now());
}

void TestRun::runIsDestroyed_inTheMiddle() {
    Theatre theatre;
    QVERIFY(theatre.ready());
    auto run = std::make_unique<Run>(theatre.setup(QStringLiteral("database-outage"), 300, true));
    QSignalSpy opened(run.get(), &Run::opened);
    run->start();
    QTRY_COMPARE(opened.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!run->room()->incident().flips.empty(), 30'000); // checks hang by now
    QElapsedTimer real;
    real.start();
    run.reset();
    QVERIFY(real.elapsed() < 5'000);
}

void TestRun::playbookThatLeavesLoopback_isRefused() {
    Theatre theatre;
    QVERIFY(theatre.ready());
    Run::Setup setup = theatre.setup(QStringLiteral("database-outage"), 300, true);
    setup.found.playbook.checks[0].http.url = QStringLiteral("http://192.0.2.7/health");
    Run run(std::move(setup));
    QSignalSpy failed(&run, &Run::failed);
    run.start();
    QVERIFY(failed.isEmpty());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].value<domain::Error>().text.contains(QStringLiteral("192.0.2.7")));
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
