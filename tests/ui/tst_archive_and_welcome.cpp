// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/welcome_facts.h"
#include "ui/archive_screen.h"
#include "ui/card_button.h"
#include "ui/look/style.h"
#include "ui/welcome_screen.h"
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

using namespace std::chrono_literals;
using domain::ArchiveRow;
using domain::SearchHit;
using domain::Status;

namespace {

const domain::Instant now = domain::instantFromMs(1'795'187'657'000);

QString s(const char* text) {
    return QString::fromUtf8(text);
}

ArchiveRow row(const char* key, const char* title, int rank, Status status, domain::Millis ago, domain::Millis lasted) {
    ArchiveRow made;
    made.key = s(key);
    made.title = s(title);
    made.severity = s("SEV%1").arg(rank);
    made.severityRank = rank;
    made.status = status;
    made.drill = made.key.startsWith(s("DRILL"));
    made.playbook = s("reconciliation-platform");
    made.declaredAt = now - ago;
    made.entries = 42 + rank;
    if (status == Status::Resolved || status == Status::Closed)
        made.resolvedAt = made.declaredAt + lasted;
    if (made.key != s("INC-0042"))
        made.acknowledgedAt = made.declaredAt + 4min;
    return made;
}

std::vector<ArchiveRow> someRows() {
    return {row("INC-0042", "Checkout API returning 5xx", 2, Status::Identified, 42min, 0min),
            row("INC-0041", "Slow dashboards after index rebuild", 3, Status::Closed, 50h, 130min),
            row("INC-0040", "Database primary lost, failover late", 1, Status::Resolved, 30h, 76min),
            row("INC-0039", "Wrong time zone in exported reports", 4, Status::Resolved, 20h, 302min),
            row("INC-0038", "Certificate of api expired", 2, Status::Closed, 900h, 38min),
            row("DRILL-0006", "Drill: database outage", 1, Status::Closed, 950h, 12min),
            row("INC-0036", "Payments timeouts at provider", 2, Status::Closed, 1200h, 200min),
            row("INC-0035", "Cache stampede after deploy", 3, Status::Closed, 3000h, 55min)};
}

std::vector<SearchHit> someHits() {
    std::vector<SearchHit> hits;
    for (const char* key : {"INC-0042", "INC-0042", "INC-0042", "INC-0040", "INC-0036"})
        hits.push_back({s(key),
                        {},
                        now,
                        s("entry.noted"),
                        {},
                        s("…root cause: \2connection\3 \2pool\3 sized at 20, exhausted by the retry storm…")});
    return hits;
}

items::WelcomeFacts someFacts() {
    std::vector<playbook::Playbook> books(2);
    books[0].id = books[0].name = s("reconciliation-platform");
    books[0].severities.resize(4);
    books[0].severities[1].id = s("SEV2");
    books[0].severities[1].respondWithin = playbook::Millis{15min};
    books[0].scenarios.resize(5);
    books[0].checks.resize(12);
    books[0].panels.resize(6);
    books[0].postMortem.due = 24h;
    books[1].id = s("default");
    books[1].name = s("A sound start for any team");
    books[1].severities.resize(4);
    return items::welcomeFacts(someRows(), books, now);
}

template <class Widget>
Widget* named(QWidget& parent, const QString& name) {
    for (Widget* widget : parent.findChildren<Widget*>())
        if (widget->accessibleName() == name || widget->property("text").toString() == name)
            return widget;
    qFatal("no such widget: %s", qPrintable(name));
}

QStringList visibleTexts(const QWidget& screen) {
    QStringList texts;
    for (const QLabel* label : screen.findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

} // namespace

class TestArchiveAndWelcome : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ui::applyLook(*qApp, ui::Theme::Dark); }

    void archive_emptyAndFailed_sayWhatToDo() {
        ui::ArchiveScreen screen;
        screen.resize(1200, 700);
        screen.show();
        QVERIFY(visibleTexts(screen).contains(s("Reading the archive …")));
        screen.setRows({}, now);
        QVERIFY(visibleTexts(screen).contains(s("No incident yet")));
        QSignalSpy declare(&screen, &ui::ArchiveScreen::declareRequested),
            drill(&screen, &ui::ArchiveScreen::drillRequested), import(&screen, &ui::ArchiveScreen::importRequested);
        named<QPushButton>(screen, s("Declare an incident"))->click();
        named<QPushButton>(screen, s("Start a drill"))->click();
        named<QPushButton>(screen, s("Import bundle"))->click();
        QCOMPARE(declare.size() + drill.size() + import.size(), 3);
        screen.setFailure(s("The database is damaged"));
        QVERIFY(visibleTexts(screen).contains(s("The database is damaged")));
    }

    void archive_search_asksWithEveryKeyAndShowsTheAnswerToTheLatest() {
        ui::ArchiveScreen screen;
        screen.resize(1200, 700);
        screen.show();
        screen.setRows(someRows(), now);
        QSignalSpy asked(&screen, &ui::ArchiveScreen::searchRequested);
        auto* field = named<QLineEdit>(screen, s("Search the archive"));
        QTest::keyClicks(field, s("po"));
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.last().first().toString(), s("po"));
        screen.setHits(s("p"), {});
        QCOMPARE(screen.model().rowCount(), 8); // an old answer
        screen.setHits(s("po"), someHits());
        QCOMPARE(screen.model().rowCount(), 4); // three with hits, and "exported reports"
        QVERIFY(!visibleTexts(screen).filter(s("5 hits")).isEmpty());
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(screen.model().rowCount(), 8);
        QTest::keyClicks(field, s("zzz"));
        screen.setHits(s("zzz"), {});
        QVERIFY(visibleTexts(screen).contains(s("Nothing found")));
        named<QPushButton>(screen, s("Show everything"))->click();
        QCOMPARE(screen.model().rowCount(), 8);
    }

    void archive_opensByKeyboard() {
        ui::ArchiveScreen screen;
        screen.resize(1200, 700);
        screen.show();
        screen.setRows(someRows(), now);
        QSignalSpy opened(&screen, &ui::ArchiveScreen::openRequested);
        QTest::keyClick(named<QLineEdit>(screen, s("Search the archive")), Qt::Key_Down);
        auto* table = named<QTableView>(screen, s("Incidents"));
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toString(), s("INC-0041"));
        screen.setRows(someRows(), now + 1min); // a fresh list keeps the place
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.last().first().toString(), s("INC-0041"));
    }

    void archive_filters_narrowAndShowThemselves() {
        ui::ArchiveScreen screen;
        screen.resize(1200, 700);
        screen.show();
        screen.setRows(someRows(), now);
        const auto choose = [&screen](const char* button, const char* choice) {
            for (QAction* action : named<QToolButton>(screen, s(button))->menu()->actions())
                if (action->text() == s(choice))
                    return action->trigger();
            QFAIL("no such choice");
        };
        choose("Filter by severity", "SEV2");
        QCOMPARE(screen.model().rowCount(), 3);
        QCOMPARE(named<QToolButton>(screen, s("Filter by severity"))->text(), s("SEV2"));
        choose("Filter by state", "Open");
        QCOMPARE(screen.model().rowCount(), 1);
        choose("Filter by state", "Everything");
        choose("Filter by severity", "SEV2");
        choose("Filter by period", "Last 7 days");
        QCOMPARE(screen.model().rowCount(), 4);
        QCOMPARE(named<QToolButton>(screen, s("Filter by period"))->text(), s("Last 7 days"));
        choose("Filter by period", "Always");
        choose("Filter by state", "Drills");
        QCOMPARE(screen.model().rowCount(), 1);
    }

    void welcome_cards_askForWhatTheySay() {
        ui::WelcomeScreen screen;
        screen.setFacts(someFacts());
        screen.resize(1280, 720);
        screen.show();
        QSignalSpy declare(&screen, &ui::WelcomeScreen::declareRequested),
            drill(&screen, &ui::WelcomeScreen::drillRequested), import(&screen, &ui::WelcomeScreen::importRequested),
            open(&screen, &ui::WelcomeScreen::openRequested), with(&screen, &ui::WelcomeScreen::declareWithRequested);
        const auto press = [&screen](const char* name) {
            QTest::keyClick(named<ui::CardButton>(screen, s(name)), Qt::Key_Return);
        };
        press("Declare an incident");
        press("Start a drill");
        press("Open a bundle");
        press("Checkout API returning 5xx");
        press("reconciliation-platform");
        QCOMPARE(declare.size() + drill.size() + import.size(), 3);
        QCOMPARE(open.first().first().toString(), s("INC-0042"));
        QCOMPARE(with.first().first().toString(), s("reconciliation-platform"));
        QVERIFY(visibleTexts(screen).contains(s("NEEDS YOU")));
    }

    void welcome_alert_isDeclaredFrom() {
        const auto alert = [](const char* name, domain::Millis ago, const char* summary, metrics::AlertState state) {
            metrics::Alert one;
            one.name = s(name);
            one.since = now - ago;
            one.state = state;
            one.labels = {{s("alertname"), s(name)}, {s("severity"), s("critical")}};
            one.annotations = {{s("summary"), s(summary)}};
            return one;
        };
        using State = metrics::AlertState;
        const auto rows = items::welcomeAlerts(
            {alert("DiskFull", 9min, "Disk of db-1 is full", State::Firing),
             alert("HighErrorRate", 2min, "", State::Firing), alert("HighErrorRate", 4min, "", State::Firing),
             alert("Muted", 1min, "", State::Silenced), alert("Slow", 1min, "", State::Pending)},
            s("default"));
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].title, s("HighErrorRate"));
        QCOMPARE(rows[0].since, now - 4min);
        QVERIFY2(rows[0].detail.endsWith(s(" UTC · critical · 2 of this name")), qPrintable(rows[0].detail));
        QCOMPARE(rows[1].title, s("Disk of db-1 is full"));
        items::WelcomeFacts facts = someFacts();
        facts.alerts = rows;
        ui::WelcomeScreen screen;
        screen.setFacts(facts);
        screen.resize(1280, 720);
        screen.show();
        QSignalSpy wanted(&screen, &ui::WelcomeScreen::declareFromAlertRequested);
        QTest::keyClick(named<ui::CardButton>(screen, s("Disk of db-1 is full")), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), s("default"));
        QCOMPARE(wanted[0][2].value<domain::Instant>(), now - 9min);
        const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(screen.grab().save(folder + s("/welcome-alerts.png")));
    }

    void welcome_serverThatIsAway_isSaidInOneLine() {
        const auto silent = [](const char* name, const char* why) {
            return metrics::AlertSource{s(name), false, s(why), {}};
        };
        QCOMPARE(items::welcomeAway({}), items::WelcomeAway());
        items::WelcomeFacts facts = someFacts();
        facts.away = items::welcomeAway({silent("Alertmanager", "connection refused by 127.0.0.1:9093"),
                                         silent("Prometheus “eu”", "timeout after 10 s")});
        ui::WelcomeScreen screen;
        screen.setFacts(facts);
        screen.resize(1280, 720);
        screen.show();
        QVERIFY(visibleTexts(screen).contains(s("ALERTS"))); // none is known to fire
        QVERIFY(visibleTexts(screen).contains(s("No answer from Alertmanager and Prometheus “eu”")));
        const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(screen.grab().save(folder + s("/welcome-away.png")));
        screen.setFacts(someFacts());
        QVERIFY(!visibleTexts(screen).contains(s("ALERTS")));
    }

    void welcome_firstStart_isUseful() {
        ui::WelcomeScreen screen;
        screen.resize(1280, 720);
        screen.show();
        QVERIFY(!visibleTexts(screen).contains(s("OPEN")));
        QVERIFY(visibleTexts(screen).contains(s("no incident open · everything stays on this computer")));
        QCOMPARE(screen.findChildren<ui::CardButton*>().size(), 4); // declare, drill, runbook, bundle
    }

    /// With BRIDGEWATCH_SHOTS naming a folder: pictures to look at.
    void pictures() {
        const QString folder = qEnvironmentVariable("BRIDGEWATCH_SHOTS");
        if (folder.isEmpty())
            QSKIP("BRIDGEWATCH_SHOTS names no folder");
        const auto save = [&folder](QWidget& widget, const QString& name, QSize size) {
            widget.resize(size);
            widget.show();
            QCoreApplication::processEvents();
            QVERIFY(widget.grab().save(s("%1/%2-%3.png").arg(folder, name, QString::number(size.width()))));
        };
        for (const auto& [theme, name] : {std::pair{ui::Theme::Dark, "dark"}, std::pair{ui::Theme::Light, "light"}}) {
            ui::applyLook(*qApp, theme);
            for (const QSize size : {QSize(1232, 690), QSize(1872, 1050)}) {
                ui::ArchiveScreen archive;
                archive.setRows(someRows(), now);
                save(archive, s("archive-") + s(name), size);
                named<QLineEdit>(archive, s("Search the archive"))->setText(s("connection pool"));
                archive.setHits(s("connection pool"), someHits());
                named<QTableView>(archive, s("Incidents"))->setCurrentIndex(archive.model().index(1, 0));
                save(archive, s("archive-search-") + s(name), size);
                ui::ArchiveScreen empty;
                empty.setRows({}, now);
                save(empty, s("archive-empty-") + s(name), size);
                ui::WelcomeScreen welcome;
                welcome.setFacts(someFacts());
                save(welcome, s("welcome-") + s(name), size);
                ui::WelcomeScreen first;
                save(first, s("welcome-first-") + s(name), size);
            }
        }
        ui::applyLook(*qApp, ui::Theme::Dark);
    }
};

QTEST_MAIN(TestArchiveAndWelcome)
#include "tst_archive_and_welcome.moc"
