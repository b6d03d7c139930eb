// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chain.h"
#include "store/event_hash.h"

#include <QtTest>

using store::StoredEvent;

namespace {

StoredEvent sample() {
    StoredEvent event;
    event.incident = "6f1a1d0c-0000-4000-8000-000000000001";
    event.origin = "6f1a1d0c-0000-4000-8000-000000000002";
    event.seq = 1;
    event.clock = 115'585'843'200'000'000;
    event.occurredAt = 1'763'700'000'000;
    event.recordedAt = 1'763'700'000'001;
    event.author = "@ic";
    event.kind = "entry.noted";
    event.body = R"({"text":"pool exhausted"})";
    event.bodyDigest = store::digestOf(event.body);
    event.hash = store::eventHash(store::chainStart(), event);
    return event;
}

} // namespace

class EventHashTest final : public QObject {
    Q_OBJECT
private slots:
    void hash_isTheDocumentedOne();
    void hash_coversEveryColumn();
    void hash_keepsColumnsApart();
    void chain_namesTheChangedEventOnly();
};

/// The value was computed by an independent program from the description in event_hash.h.
void EventHashTest::hash_isTheDocumentedOne() {
    QCOMPARE(sample().hash.toHex(), QByteArray("b2e076970103a01995459951b4f0974769ee71c0af934d61cdf65ce2fc8e8412"));
}

void EventHashTest::hash_coversEveryColumn() {
    const QByteArray before = sample().hash;
    const std::vector<std::function<void(StoredEvent&)>> changes{[](StoredEvent& e) { e.incident[0] = 'a'; },
                                                                 [](StoredEvent& e) { e.origin[0] = 'a'; },
                                                                 [](StoredEvent& e) { ++e.seq; },
                                                                 [](StoredEvent& e) { ++e.clock; },
                                                                 [](StoredEvent& e) { ++e.occurredAt; },
                                                                 [](StoredEvent& e) { ++e.recordedAt; },
                                                                 [](StoredEvent& e) { e.author += 'x'; },
                                                                 [](StoredEvent& e) { e.kind += 'x'; },
                                                                 [](StoredEvent& e) { e.bodyDigest[31] = 1; }};
    for (const auto& change : changes) {
        StoredEvent event = sample();
        change(event);
        QVERIFY(store::eventHash(store::chainStart(), event) != before);
    }
    QVERIFY(store::eventHash(QByteArray(32, 'x'), sample()) != before);
}

void EventHashTest::hash_keepsColumnsApart() {
    StoredEvent one = sample(), two = sample();
    one.author = "ab";
    one.kind = "c";
    two.author = "a";
    two.kind = "bc";
    QVERIFY(store::eventHash(store::chainStart(), one) != store::eventHash(store::chainStart(), two));
}

void EventHashTest::chain_namesTheChangedEventOnly() {
    std::vector<StoredEvent> events;
    for (int i = 1; i <= 6; ++i) {
        StoredEvent event = sample();
        event.seq = i;
        event.hash = store::eventHash(events.empty() ? store::chainStart() : events.back().hash, event);
        events.push_back(event);
    }
    const std::vector<std::function<void(StoredEvent&)>> changes{
        [](StoredEvent& e) { e.author = "@other"; }, [](StoredEvent& e) { e.body = "{}"; },
        [](StoredEvent& e) { e.hash[3] = 0; }, [](StoredEvent& e) { e.bodyDigest[3] = 0; }};
    for (const auto& change : changes) {
        std::vector<StoredEvent> changed = events;
        change(changed.at(2));
        store::ChainFollower follower;
        std::vector<qint64> named;
        for (const StoredEvent& event : changed)
            for (const auto& finding : follower.follow(event, false))
                named.push_back(finding.seq);
        for (const auto& finding : follower.end(store::ChainFollower::Head{6, events.back().hash}))
            named.push_back(finding.seq);
        QCOMPARE(named, std::vector<qint64>{3});
    }
}

QTEST_GUILESS_MAIN(EventHashTest)
#include "tst_event_hash.moc"
