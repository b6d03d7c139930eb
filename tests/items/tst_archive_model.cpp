// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/archive_model.h"
#include "items/welcome_facts.h"
#include <QAbstractItemModelTester>

using namespace items;
using namespace std::chrono_literals;
using domain::ArchiveRow;
using domain::SearchHit;
using domain::Status;

namespace {

const domain::Instant now = domain::instantFromMs(1'795'185'000'000);

ArchiveRow row(const char* key, const char* title, const char* severity, int rank, Status status = Status::Closed) {
    ArchiveRow made;
    made.key = QString::fromLatin1(key);
    made.title = QString::fromLatin1(title);
    made.severity = QString::fromLatin1(severity);
    made.severityRank = rank;
    made.status = status;
    made.drill = made.key.startsWith(QLatin1String("DRILL"));
    made.playbook = QStringLiteral("default");
    made.declaredAt = now - 42min;
    if (status == Status::Closed || status == Status::Resolved)
        made.resolvedAt = now - 10min;
    return made;
}

std::vector<ArchiveRow> someRows() {
    return {row("INC-0003", "Checkout fails", "SEV1", 1, Status::Identified),
            row("DRILL-0001", "Database outage", "SEV1", 1),
            row("INC-0002", "Slow dashboards", "SEV3", 3, Status::Resolved),
            row("INC-0001", "Certificate expired", "SEV2", 2)};
}

QStringList keys(const ArchiveModel& model) {
    QStringList list;
    for (int i = 0; i < model.rowCount(); ++i)
        list << model.index(i, ArchiveModel::Key).data().toString();
    return list;
}

SearchHit hit(const char* key, const char* snippet) {
    return {QString::fromLatin1(key), {}, now, QStringLiteral("entry.noted"), {}, QString::fromLatin1(snippet)};
}

} // namespace

class TestArchiveModel : public QObject {
    Q_OBJECT
private slots:
    void followUps_areSaidFilteredAndLate() {
        ArchiveModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<ArchiveRow> rows = someRows();
        rows[2].followUps = 3;
        rows[2].followUpsDue = now + 48h;
        rows[3].followUps = 1;
        rows[3].followUpsDue = now - 1h;
        model.setRows(rows, now);
        const auto at = [&model](int row, int role) { return model.index(row, ArchiveModel::Title).data(role); };
        QCOMPARE(at(2, ArchiveModel::FollowUpsRole).toString(), QStringLiteral("3 follow-ups due 22 Nov"));
        QVERIFY(!at(2, ArchiveModel::FollowUpsLateRole).toBool());
        QCOMPARE(at(3, ArchiveModel::FollowUpsRole).toString(), QStringLiteral("1 follow-up overdue since 20 Nov"));
        QVERIFY(at(3, ArchiveModel::FollowUpsLateRole).toBool());
        QVERIFY(at(0, ArchiveModel::FollowUpsRole).toString().isEmpty());
        QVERIFY(model.index(2, ArchiveModel::Key)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("3 follow-ups due 22 Nov")));
        model.setFilter({.followUps = true});
        QCOMPARE(keys(model), QStringList({"INC-0002", "INC-0001"}));
    }
    void model_keepsItsPromises() {
        ArchiveModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(someRows(), now);
        model.setNow(now + 1min);
        model.setSearch(QStringLiteral("pool"), {hit("INC-0001", "pool")});
        model.setFilter({.severities = {QStringLiteral("SEV1")}});
        model.setSearch({}, {});
        model.setRows({}, now);
    }

    void rows_sayWhatHappened() {
        ArchiveModel model;
        model.setRows(someRows(), now);
        QCOMPARE(model.index(0, ArchiveModel::Lasted).data().toString(), QStringLiteral("42 min"));
        QCOMPARE(model.index(3, ArchiveModel::Lasted).data().toString(), QStringLiteral("32 min"));
        QCOMPARE(model.index(0, ArchiveModel::Acknowledged).data().toString(), QString(QChar(0x2013)));
        QCOMPARE(model.index(1, ArchiveModel::State).data().toString(), QStringLiteral("drill · closed"));
        QCOMPARE(model.index(0, 0).data(ArchiveModel::RankRole).toInt(), 1);
        const QString spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        for (const char* word : {"INC-0003", "SEV1", "Checkout fails", "identified", "42 min"})
            QVERIFY2(spoken.contains(QLatin1String(word)), word);
        QCOMPARE(model.severities().front().first, QStringLiteral("SEV1"));
    }

    void filter_narrows() {
        ArchiveModel model;
        model.setRows(someRows(), now);
        model.setFilter({.severities = {QStringLiteral("SEV1")}});
        QCOMPARE(keys(model), (QStringList{QStringLiteral("INC-0003"), QStringLiteral("DRILL-0001")}));
        model.setFilter({.state = ArchiveFilter::State::Open});
        QCOMPARE(keys(model), QStringList{QStringLiteral("INC-0003")});
        model.setFilter({.drills = ArchiveFilter::Drills::Hidden});
        QCOMPARE(model.rowCount(), 3);
        model.setFilter({.declaredFrom = now - 1min});
        QCOMPARE(model.rowCount(), 0);
    }

    void search_findsEntriesTitlesAndKeys() {
        ArchiveModel model;
        model.setRows(someRows(), now);
        model.setSearch(QStringLiteral("pool"), {hit("INC-0001", "the \2pool\3"), hit("INC-0001", "older")});
        QCOMPARE(keys(model), QStringList{QStringLiteral("INC-0001")});
        QCOMPARE(model.index(0, 0).data(ArchiveModel::SnippetRole).toString(), QStringLiteral("the \2pool\3"));
        QCOMPARE(model.index(0, 0).data(ArchiveModel::HitsRole).toInt(), 2);
        QCOMPARE(model.hitCount(), 2);
        model.setSearch(QStringLiteral("DASH slow"), {});
        QCOMPARE(keys(model), QStringList{QStringLiteral("INC-0002")});
        model.setSearch(QStringLiteral("inc-0003"), {});
        QCOMPARE(keys(model), QStringList{QStringLiteral("INC-0003")});
        model.setSearch(QStringLiteral("  "), {});
        QVERIFY(!model.isSearching());
        QCOMPARE(model.rowCount(), 4);
    }

    void welcome_saysWhatIsOpenAndWhatNeedsYou() {
        playbook::Playbook book;
        book.id = QStringLiteral("default");
        book.severities = {{.id = QStringLiteral("SEV1"),
                            .name = {},
                            .means = {},
                            .rank = 1,
                            .examples = {},
                            .notify = {},
                            .respondWithin = playbook::Millis{15min},
                            .updateEvery = {}}};
        book.postMortem.due = 24h;
        const WelcomeFacts facts = welcomeFacts(someRows(), {book}, now);
        QCOMPARE(facts.open.size(), std::size_t(1));
        QCOMPARE(facts.open.front().detail, QStringLiteral("INC-0003 · identified · 42 min"));
        QCOMPARE(facts.needs.size(), std::size_t(2));
        QCOMPARE(facts.needs.at(0).headline, QStringLiteral("INC-0003 is not acknowledged"));
        QVERIFY(facts.needs.at(0).overdue);
        QCOMPARE(facts.needs.at(1).headline, QStringLiteral("Post-mortem of INC-0002 is due in 23 h 50 min"));
        QCOMPARE(facts.playbooks.front().detail, QStringLiteral("1 severity"));
        QCOMPARE(facts.incidents, 3);
        QCOMPARE(facts.drills, 1);
    }
};

QTEST_GUILESS_MAIN(TestArchiveModel)
#include "tst_archive_model.moc"
