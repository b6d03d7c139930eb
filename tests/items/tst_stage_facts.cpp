// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/stage_facts.h"
#include "net/redact.h"

using namespace domain;
using namespace std::chrono_literals;

namespace {

const Instant start = instantFromMs(1'795'185'000'000);

Event recorded(qint64 seq, Instant at, Body body) {
    Event made;
    made.id = {QUuid(QStringLiteral("{00000000-1111-4222-8333-444444444444}")), seq};
    made.clock = static_cast<quint64>(toMs(at)) << 16;
    made.occurredAt = made.recordedAt = at;
    made.author = QStringLiteral("@ic");
    made.body = std::move(body);
    return made;
}

QString s(const char* text) {
    return QString::fromUtf8(text);
}

Declared declared() {
    Declared made;
    made.title = s("Checkout API returning 5xx");
    made.severity = s("SEV2");
    return made;
}

playbook::Playbook someBook() {
    playbook::Playbook book;
    book.roles = {{.id = s("commander"), .title = s("Incident Commander"), .contact = s("+15550100"), .duties = {}}};
    for (const auto& [id, rank] : {std::pair{"SEV1", 1}, std::pair{"SEV2", 2}})
        book.severities.push_back({.id = s(id),
                                   .name = {},
                                   .means = {},
                                   .rank = rank,
                                   .examples = {},
                                   .notify = {},
                                   .respondWithin = {},
                                   .updateEvery = playbook::UpdateRange{15min, 15min}});
    return book;
}

items::StageFacts factsOf(const std::vector<Event>& events, Instant now) {
    return items::stageFacts(fold(events), someBook(), now, {}, {}, net::redact);
}

QStringList textsOf(const items::StageFacts& facts) {
    QStringList texts;
    for (const items::StageMoment& moment : facts.moments)
        texts << moment.text;
    return texts;
}

} // namespace

class TestStageFacts : public QObject {
    Q_OBJECT
private slots:
    void facts_tellTheStory() {
        std::vector<Event> events{
            recorded(1, start, declared()),
            recorded(2, start + 6min, SeverityChanged{s("SEV1"), s("SEV2"), s("all customers"), true}),
            recorded(3, start + 8min, RoleAssigned{s("commander"), s("@ic"), {}}),
            recorded(4, start + 9min, ImpactSet{s("payments fail for every customer"), {}, start - 1min, {}}),
            recorded(5, start + 30min, EntryNoted{EntryKind::Observation, s("connection pool exhausted"), false}),
            recorded(6, start + 31min, EntryNoted{EntryKind::Observation, s("not a key entry"), false})};
        events.push_back(recorded(7, start + 32min, EntryMarkedKey{events.at(4).id, KeyMoment::CauseFound, {}}));
        events.push_back(
            recorded(8, start + 33min, AskOpened{s("a1"), s("@tech"), s("latency on web"), start + 44min}));
        const items::StageFacts facts = factsOf(events, start + 42min + 17s);
        QCOMPARE(facts.severity, s("SEV1"));
        QCOMPARE(facts.rank, 1);
        QCOMPARE(facts.title, s("Checkout API returning 5xx"));
        QCOMPARE(facts.commander, s("@ic"));
        QCOMPARE(facts.impact, s("payments fail for every customer"));
        QCOMPARE(facts.elapsed, Millis(42min + 17s));
        QVERIFY(facts.updateLeft.has_value());
        QCOMPARE(textsOf(facts),
                 (QStringList{{}, s("Declared as SEV2"), s("Raised to SEV1"), s("connection pool exhausted")}));
        QCOMPARE(facts.moments.front().moment, std::optional(KeyMoment::ImpactBegan));
        QCOMPARE(facts.moments.back().moment, std::optional(KeyMoment::CauseFound));
        QCOMPARE(facts.asks.size(), std::size_t(1));
        QCOMPARE(facts.asks.front().left, std::optional(Millis(103s)));
    }

    void confidentialStruckAndCommandEntries_areLeftOut() {
        std::vector<Event> events{
            recorded(1, start, declared()),
            recorded(2, start + 1min, EntryNoted{EntryKind::Note, s("the customer is angry"), true}),
            recorded(3, start + 2min, EntryNoted{EntryKind::Note, s("wrong lead"), false}),
            recorded(4, start + 3min, CommandRan{s("cat /etc/shadow"), {}, {}, 0, {}}),
            recorded(5, start + 4min, EscalationPaged{s("@dba on the private line"), {}})};
        qint64 seq = 5;
        for (std::size_t i = 1; i <= 4; ++i)
            events.push_back(recorded(++seq, start + 5min, EntryMarkedKey{events.at(i).id, KeyMoment::Other, {}}));
        events.push_back(recorded(++seq, start + 6min, EntryStruck{events.at(2).id, {}}));
        QCOMPARE(textsOf(factsOf(events, start + 7min)), QStringList{s("Declared as SEV2")});
    }

    void resolution_stopsTheClock() {
        const items::StageFacts facts =
            factsOf({recorded(1, start, declared()),
                     recorded(2, start + 10min, StatusChanged{Status::Resolved, Status::Investigating})},
                    start + 99min);
        QVERIFY(facts.over);
        QCOMPARE(facts.elapsed, Millis(10min));
        QVERIFY(!facts.updateLeft.has_value());
    }

    void checks_showOnlyHarmlessDetails() {
        const items::StageFacts facts =
            items::stageFacts(fold({recorded(1, start, declared())}), someBook(), start,
                              {{s("Web"), CheckState::Up, s("HTTP 200"), {}},
                               {s("Redis"), CheckState::Degraded, s("[BODY].password == hunter2 is false"), {}},
                               {s("Checkout"), CheckState::Down, s("HTTP 503, body said token=abc"), start},
                               {s("Payments"), CheckState::Down, s("timeout after 5 s"), {}}},
                              {}, net::redact);
        QCOMPARE(facts.checksUp, 1);
        QCOMPARE(facts.checksTotal, 4);
        QCOMPARE(facts.troubled.size(), std::size_t(3));
        QCOMPARE(facts.troubled.at(0).detail, s("HTTP 503"));
        QCOMPARE(facts.troubled.at(1).detail, s("no answer"));
        QCOMPARE(facts.troubled.at(2).detail, QString());
    }

    void graphs_areFourWithoutLabels() {
        auto matrix = std::make_shared<metrics::Matrix>();
        matrix->series.push_back({{{s("instance"), s("10.0.0.1")}}, s("customer-42"), {1.0}, {2.0}});
        metrics::PanelView view;
        view.panel.title = s("Error rate");
        view.panel.expr = s("rate(x[5m])");
        view.panel.unit = s("percent");
        view.matrix = matrix;
        view.value = 8.3;
        const items::StageFacts facts = items::stageFacts(fold({recorded(1, start, declared())}), someBook(), start, {},
                                                          {view, view, view, view, view}, net::redact);
        QCOMPARE(facts.graphs.size(), std::size_t(4));
        QCOMPARE(facts.graphs.front().value, std::optional(8.3));
        QVERIFY(facts.graphs.front().matrix->series.front().labels.empty());
        QVERIFY(facts.graphs.front().matrix->series.front().legend.isEmpty());
        QCOMPARE(facts.graphs.front().matrix->series.front().v, std::vector{2.0});
    }
};

QTEST_GUILESS_MAIN(TestStageFacts)
#include "tst_stage_facts.moc"
