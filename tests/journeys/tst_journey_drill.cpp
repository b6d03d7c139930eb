// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program_run.h"
#include "drill/scenario.h"
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

/// The whole drill as the README promises it, with both cores busy: sixty times as fast, to a post-mortem that agrees
/// with the scenario file and a record whose every byte is accounted for.
class TestJourneyDrill final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void flips_agreeWithTheScenario();
    void downtimes_agreeWithTheScenario();
    void pictures_areThosePinned();
    void durations_agreeWithTheScenario();
    void record_isIntact();
    void changedByte_isNamed();
    void removedTail_isNamed();
    void cleanupTestCase();

private:
    Program desk() const { return Program(m_folder.filePath(QStringLiteral("desk"))); }
    QString damagedCopy(const QString& name, const QString& sql) const;
    QStringList tableOf(const QString& heading) const;

    QTemporaryDir m_folder;
    drill::Scenario m_scenario;
    playbook::Playbook m_playbook;
    QString m_markdown;
    QJsonObject m_shown;
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

domain::Instant instantOf(const QJsonValue& iso) {
    return domain::parseMoment(iso.toString(), domain::Instant()).value();
}

} // namespace

void TestJourneyDrill::initTestCase() {
    QVERIFY2(QFileInfo(qEnvironmentVariable("BRIDGEWATCH_BINARY")).isExecutable(),
             "BRIDGEWATCH_BINARY names the program");
    const auto found = drill::findScenario(QStringLiteral("database-outage"), {});
    QVERIFY(found);
    m_scenario = found->scenario;
    m_playbook = found->playbook;
    const Hog hog;
    const Run played =
        desk().run({"drill", "--headless", "--speed", "60", "--out", m_folder.filePath(QStringLiteral("out"))}, 60);
    QVERIFY2(played.status == 0, played.err.constData());
    QFile markdown(m_folder.filePath(QStringLiteral("out/DRILL-0001.md")));
    QVERIFY(markdown.open(QIODevice::ReadOnly));
    m_markdown = QString::fromUtf8(markdown.readAll());
    m_shown = desk().json({"show", "DRILL-0001"}).object();
}

/// Rows of the first table below a heading.
QStringList TestJourneyDrill::tableOf(const QString& heading) const {
    const QString part =
        m_markdown.section(QStringLiteral("\n## %1\n").arg(heading), 1).section(QStringLiteral("\n## "), 0, 0);
    return part.split(u'\n').filter(QRegularExpression(QStringLiteral("^\\| [^-]"))).mid(1);
}

void TestJourneyDrill::flips_agreeWithTheScenario() {
    const domain::Instant declared = instantOf(m_shown[u"declaredAt"]);
    const domain::Instant start = declared - m_scenario.acts.front().at;
    std::vector<std::pair<domain::Millis, QString>> wanted;
    for (const drill::Health& health : m_scenario.health) {
        const playbook::Check* check = findCheck(m_playbook, health.check);
        for (size_t i = 1; i < health.steps.size(); ++i)
            if (health.steps[i].expect != health.steps[i - 1].expect)
                wanted.push_back({health.steps[i].at,
                                  QStringLiteral("%1 %2").arg(check->title, toText(health.steps[i].expect).toUpper())});
    }
    std::vector<std::pair<domain::Millis, QString>> got;
    for (const QJsonValue entry : m_shown[u"entries"].toArray()) {
        if (entry[u"kind"].toString() != u"check.changed")
            continue;
        QString text = entry[u"text"].toString().section(u':', 0, 0);
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
    const QStringList rows = tableOf(QStringLiteral("Checks"));
    for (const drill::Health& health : m_scenario.health) {
        domain::Millis down{};
        for (size_t i = 1; i < health.steps.size(); ++i) {
            if (health.steps[i - 1].expect == domain::CheckState::Down)
                down += health.steps[i].at - health.steps[i - 1].at;
        }
        const playbook::Check* check = findCheck(m_playbook, health.check);
        const QStringList row = rows.filter(QRegularExpression(QStringLiteral("^\\| %1 \\|").arg(check->title)));
        if (down == 0ms)
            continue;
        QCOMPARE(row.size(), 1);
        const QString said = row.first().section(u'|', 3, 3).trimmed();
        // Both ends may be seen up to one interval late.
        QStringList fair;
        for (domain::Millis part = -check->every; part <= check->every; part += 1s)
            fair.append(domain::toHumanDuration(down + part));
        QVERIFY2(fair.contains(said), qPrintable(check->title + QStringLiteral(": ") + said));
    }
}

void TestJourneyDrill::pictures_areThosePinned() {
    QStringList pinned;
    for (const drill::Act& act : m_scenario.acts) {
        if (const auto* pin = std::get_if<drill::PinGraph>(&act.deed))
            pinned.append(QStringLiteral("DRILL-0001-assets/%1.png").arg(pin->panel));
    }
    QVERIFY(!pinned.isEmpty());
    for (const QString& picture : pinned) {
        QVERIFY2(m_markdown.contains(u'(' + picture + u')'), qPrintable(picture));
        QFile file(m_folder.filePath(QStringLiteral("out/") + picture));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(8).startsWith("\x89PNG"));
    }
}

void TestJourneyDrill::durations_agreeWithTheScenario() {
    domain::Millis mitigated{}, resolved{}, began{};
    for (const drill::Act& act : m_scenario.acts) {
        if (const auto* note = std::get_if<drill::Note>(&act.deed); note && note->key == domain::KeyMoment::ImpactBegan)
            began = act.at - note->ago;
        if (const auto* note = std::get_if<drill::Note>(&act.deed); note && note->key == domain::KeyMoment::Mitigated)
            mitigated = act.at;
        if (const auto* status = std::get_if<drill::ChangeStatus>(&act.deed);
            status && status->to == domain::Status::Resolved)
            resolved = act.at;
    }
    const QStringList rows = tableOf(QStringLiteral("Durations"));
    const auto said = [&](const char* measure) {
        return rows.filter(QLatin1String(measure)).value(0).section(u'|', 2, 2).trimmed();
    };
    QVERIFY2(said("Time to mitigate").startsWith(domain::toHumanDuration(mitigated - began)),
             qPrintable(said("Time to mitigate")));
    QVERIFY2(said("Time to resolve").startsWith(domain::toHumanDuration(resolved - began)),
             qPrintable(said("Time to resolve")));
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

void TestJourneyDrill::cleanupTestCase() {
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_markdown;
}

QTEST_GUILESS_MAIN(TestJourneyDrill)
#include "tst_journey_drill.moc"
