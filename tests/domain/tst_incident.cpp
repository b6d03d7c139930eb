// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/hybrid_clock.h"
#include "domain/incident.h"
#include <QTest>
#include <random>

using namespace domain;
using namespace std::chrono_literals;

namespace {

const QUuid here(QStringLiteral("{00000000-1111-4222-8333-444444444444}"));
const QUuid there(QStringLiteral("{ffffffff-1111-4222-8333-444444444444}"));
const Instant start = instantFromMs(1'795'185'000'000); // a round minute

/// Writes a log the way a store does: numbers and clocks in order, time going on by itself.
class Log {
public:
    explicit Log(QUuid origin = here)
        : m_origin(origin) {
        add(Declared{.title = QStringLiteral("Checkout fails"),
                     .severity = QStringLiteral("SEV2"),
                     .playbook = QStringLiteral("default"),
                     .playbookDigest = {},
                     .drill = false,
                     .scenario = {}});
    }
    EventId add(Body body, std::optional<EventId> undoes = {}, std::optional<Instant> at = {}) {
        m_now += 60s;
        Event event;
        event.incident = QUuid(QStringLiteral("{12345678-1111-4222-8333-444444444444}"));
        event.id = {m_origin, ++m_seq};
        event.clock = nextHybridClock(m_events.empty() ? 0 : m_events.back().clock, m_now);
        event.recordedAt = m_now;
        event.occurredAt = at.value_or(m_now);
        event.author = QStringLiteral("@ic");
        event.body = std::move(body);
        event.undoes = undoes;
        m_events.push_back(event);
        return event.id;
    }
    EventId undo(const EventId& target) {
        const Event& event = m_events.at(static_cast<std::size_t>(target.seq - 1));
        return add(inverseOf(event).value(), target);
    }
    EventId note(const QString& text, std::optional<Instant> at = {}) {
        return add(EntryNoted{EntryKind::Note, text, false}, {}, at);
    }
    Incident folded() const { return fold(m_events); }
    const std::vector<Event>& events() const { return m_events; }
    Instant now() const { return m_now; }

private:
    QUuid m_origin;
    qint64 m_seq = 0;
    Instant m_now = start - 60s;
    std::vector<Event> m_events;
};

Incident applied(const std::vector<Event>& events) {
    Incident incident;
    for (const Event& event : events)
        if (!apply(incident, event))
            qFatal("an event in order was refused");
    return incident;
}

QStringList texts(const Incident& incident) {
    QStringList list;
    for (const TimelineEntry& entry : incident.timeline)
        list << entry.text;
    return list;
}

/// What a person sees, without the bookkeeping that an undo leaves behind.
Incident visible(Incident incident) {
    incident.undone.clear();
    incident.undoOf.clear();
    incident.eventCount = 0;
    incident.lastClock = 0;
    incident.lastEvent = {};
    incident.resolvedBy = {};
    incident.resolvedBefore.reset();
    incident.resolvedBeforeBy = {};
    incident.struckPins.clear();
    for (auto& [id, record] : incident.items)
        record.at = record.state == ItemState::Open ? Instant{} : record.at;
    for (TimelineEntry& entry : incident.timeline) {
        entry.revisions.clear();
        if (!entry.struck)
            entry.struckReason.clear();
    }
    return incident;
}

/// A long log touching every part of the state, with undos and redos in between, chosen by the seed.
Log randomLog(quint32 seed, int acts) {
    std::mt19937 random(seed);
    const auto upTo = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const auto word = [&upTo](const char* what, int n) -> QString {
        return QString::fromLatin1(what) + QString::number(upTo(n));
    };
    Log log;
    std::vector<EventId> done;
    for (int i = 0; i < acts; ++i) {
        const Incident now = log.folded();
        const EventId entry = now.timeline.at(static_cast<std::size_t>(upTo(int(now.timeline.size())))).id;
        const TimelineEntry row = *findEntry(now, entry);
        std::optional<Body> body;
        switch (upTo(20)) {
        case 0:
            body = SeverityChanged{word("SEV", 4), now.severity, QStringLiteral("because"), true};
            break;
        case 1:
        case 2:
            body = StatusChanged{allStatuses.at(static_cast<std::size_t>(upTo(5))), now.status};
            break;
        case 3:
            body = RoleAssigned{word("role", 2), word("@p", 3), {}};
            break;
        case 4:
            body = ImpactSet{word("impact", 3), now.impact, upTo(2) ? std::optional(log.now() - 5min) : std::nullopt,
                             now.impactStated};
            break;
        case 5:
            body = ItemTicked{word("item", 5), QStringLiteral("text")};
            break;
        case 6:
            body = ItemSkipped{word("item", 5), QStringLiteral("text"), QStringLiteral("no need")};
            break;
        case 7:
            body = EntryRevised{entry, row.text + QLatin1Char('!'), row.text, {}, {}};
            break;
        case 8:
            body = EntryRevised{entry, row.text, row.text, row.occurredAt - 90s, row.occurredAt};
            break;
        case 9:
            body = EntryStruck{entry, QStringLiteral("wrong")};
            break;
        case 10:
            body = EntryRestored{entry};
            break;
        case 11:
            body = EntryMarkedKey{entry, allKeyMoments.at(static_cast<std::size_t>(upTo(7))), row.keyMoment};
            break;
        case 12:
            body = GraphPinned{};
            break;
        case 13:
            body = CheckChanged{word("check", 2),           {},       CheckState::Down, CheckState::Up,
                                QStringLiteral("HTTP 503"), log.now()};
            break;
        case 14:
            body = Unknown{QStringLiteral("pigeon.sent"), {}};
            break;
        case 15:
            body = ServiceAffected{word("api", 3)};
            break;
        case 16:
        case 17:
            if (!done.empty())
                if (const EventId target = done.at(static_cast<std::size_t>(upTo(int(done.size()))));
                    inverseOf(log.events().at(static_cast<std::size_t>(target.seq - 1))) &&
                    !now.undone.contains(target))
                    done.push_back(log.undo(target));
            continue;
        default:
            done.push_back(log.note(word("note ", 100), log.now() - std::chrono::seconds(upTo(600))));
            continue;
        }
        done.push_back(log.add(*body));
    }
    return log;
}

} // namespace

class TestIncident : public QObject {
    Q_OBJECT
private slots:
    void scenariosAndBlanks_followTheirEventsAndUndo() {
        Log log;
        const EventId attached = log.add(ScenarioAttached{QStringLiteral("pool"), QStringLiteral("Pool exhausted")});
        log.add(ScenarioAttached{QStringLiteral("pool"), QStringLiteral("Pool exhausted")});
        log.add(BlankFilled{QStringLiteral("pod"), QStringLiteral("a"), {}});
        const EventId filled = log.add(BlankFilled{QStringLiteral("pod"), QStringLiteral("b"), QStringLiteral("a")});
        QCOMPARE(log.folded().scenarios, QStringList{QStringLiteral("pool")});
        QCOMPARE(log.folded().blanks.at(QStringLiteral("pod")), QStringLiteral("b"));
        log.undo(filled);
        QCOMPARE(log.folded().blanks.at(QStringLiteral("pod")), QStringLiteral("a"));
        log.undo(attached);
        QVERIFY(log.folded().scenarios.isEmpty());
        log.add(BlankFilled{QStringLiteral("pod"), {}, QStringLiteral("a")});
        QVERIFY(log.folded().blanks.empty());
    }

    void fold_ofOneDeclaration_isAnIncident() {
        const Incident incident = Log().folded();
        QCOMPARE(incident.title, QStringLiteral("Checkout fails"));
        QCOMPARE(incident.severity, QStringLiteral("SEV2"));
        QCOMPARE(incident.status, Status::Investigating);
        QCOMPARE(incident.declaredAt, start);
        QCOMPARE(texts(incident), QStringList{QStringLiteral("Declared as SEV2: Checkout fails")});
        QCOMPARE(incident.timeline.front().keyMoment, std::optional(KeyMoment::Other));
        QCOMPARE(incident.severities, (std::vector<SeveritySpan>{{QStringLiteral("SEV2"), start}}));
        QCOMPARE(incident.eventCount, 1);
    }

    void fold_ofNothing_isEmpty() { QCOMPARE(fold({}), Incident{}); }

    void apply_oneByOne_equalsFoldOfShuffled_data() {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 25; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }
    void apply_oneByOne_equalsFoldOfShuffled() {
        QFETCH(quint32, seed);
        const Log log = randomLog(seed, 120);
        std::vector<Event> shuffled = log.events();
        std::mt19937 random(seed);
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        const Incident whole = fold(shuffled);
        const Incident oneByOne = applied(log.events());
        QCOMPARE(texts(whole), texts(oneByOne));
        QCOMPARE(whole.impactBegan, oneByOne.impactBegan);
        QVERIFY(whole == oneByOne);
    }

    void foldOrder_isClockThenOriginThenNumber() {
        Log one(here), other(there);
        one.note(QStringLiteral("from here"));
        other.note(QStringLiteral("from there")); // same clock
        std::vector<Event> merged{other.events().at(1), one.events().at(0), one.events().at(1)};
        QCOMPARE(merged.at(0).clock, merged.at(2).clock);
        QCOMPARE(texts(fold(merged)).mid(1), (QStringList{QStringLiteral("from here"), QStringLiteral("from there")}));
    }

    void apply_ofAnEarlierEvent_changesNothing() {
        Log log;
        log.note(QStringLiteral("a"));
        log.note(QStringLiteral("b"));
        Incident incident = fold({log.events().at(0), log.events().at(2)});
        const Incident before = incident;
        QVERIFY(!apply(incident, log.events().at(1)));
        QVERIFY(!apply(incident, log.events().at(2)));
        QCOMPARE(incident, before);
    }

    void timeline_isOrderedByTheMomentItHappened() {
        Log log;
        log.note(QStringLiteral("now"));
        log.note(QStringLiteral("earlier"), start - 5min);
        log.note(QStringLiteral("same moment, noted later"), start - 5min);
        const QStringList expected{QStringLiteral("earlier"), QStringLiteral("same moment, noted later"),
                                   QStringLiteral("Declared as SEV2: Checkout fails"), QStringLiteral("now")};
        QCOMPARE(texts(log.folded()), expected);
        QCOMPARE(texts(applied(log.events())), expected);
    }

    void edits_keepTheirHistory() {
        Log log;
        const EventId note = log.note(QStringLiteral("frist"));
        const EventId edit = log.add(EntryRevised{note, QStringLiteral("first"), QStringLiteral("frist"), {}, {}});
        const EventId later =
            log.add(EntryRevised{note, QStringLiteral("first"), QStringLiteral("first"), start - 1h, start + 1min});
        const Incident incident = log.folded();
        const TimelineEntry* entry = findEntry(incident, note);
        QVERIFY(entry);
        QCOMPARE(entry->text, QStringLiteral("first"));
        QCOMPARE(entry->firstText, QStringLiteral("frist"));
        QCOMPARE(entry->occurredAt, start - 1h);
        QCOMPARE(entry->firstOccurredAt, start + 1min);
        QCOMPARE(entry->revisions, (std::vector{edit, later}));
        QVERIFY(entry->edited);
        QCOMPARE(incident.timeline.front().id, note);

        log.undo(later);
        log.undo(edit);
        const Incident undone = log.folded();
        const TimelineEntry* original = findEntry(undone, note);
        QCOMPARE(original->text, QStringLiteral("frist"));
        QCOMPARE(original->occurredAt, start + 1min);
        QVERIFY(!original->edited);
        QCOMPARE(original->revisions.size(), std::size_t(4)); // nothing is forgotten
    }

    void strike_andRestore() {
        Log log;
        const EventId note = log.note(QStringLiteral("wrong"));
        log.add(EntryStruck{note, QStringLiteral("was another service")});
        QVERIFY(findEntry(log.folded(), note) != nullptr);
        const Incident struck = log.folded();
        QVERIFY(findEntry(struck, note)->struck);
        QCOMPARE(findEntry(struck, note)->struckReason, QStringLiteral("was another service"));
        log.add(EntryRestored{note});
        const Incident restored = log.folded();
        QVERIFY(!findEntry(restored, note)->struck);
    }

    void undo_thenRedo_returnsToTheSameVisibleState_data() {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 17; ++i)
            QTest::newRow(qPrintable(QString::number(i))) << i;
    }
    void undo_thenRedo_returnsToTheSameVisibleState() {
        QFETCH(int, which);
        Log log;
        const EventId note = log.note(QStringLiteral("a note"));
        log.add(StatusChanged{Status::Resolved, Status::Investigating});
        const auto s = [](const char* text) { return QString::fromLatin1(text); };
        const std::vector<Body> acts{
            Retitled{s("New"), s("Checkout fails")},
            SeverityChanged{s("SEV1"), s("SEV2"), s("all fail"), true},
            StatusChanged{Status::Investigating, Status::Resolved},
            StatusChanged{Status::Closed, Status::Resolved},
            RoleAssigned{s("scribe"), s("@scribe"), {}},
            CommandHandedOver{s("@other"), {}, s("all said")},
            ImpactSet{s("some"), {}, start, {}},
            ServiceAffected{s("api")},
            LinkAdded{s("Board"), s("http://localhost")},
            EntryNoted{EntryKind::Decision, s("roll back"), false},
            EntryRevised{note, s("a better note"), s("a note"), start - 1h, start + 1min},
            EntryStruck{note, s("wrong")},
            EntryMarkedKey{note, KeyMoment::ImpactBegan, {}},
            ItemTicked{s("ack"), s("Acknowledge")},
            ItemSkipped{s("page"), s("Page"), s("they know")},
            ItemAdded{s("x"), s("Extra"), s("declare"), 15min},
            GraphPinned{},
        };
        const Incident before = visible(log.folded());
        const EventId act = log.add(acts.at(static_cast<std::size_t>(which)));
        const Incident after = visible(log.folded());
        QVERIFY(!(before == after));

        const EventId undo = log.undo(act);
        Incident undone = visible(log.folded());
        QVERIFY(log.folded().undone.contains(act));
        if (const TimelineEntry* row = findEntry(undone, act)) {
            QVERIFY(row->struck);
            undone.timeline.erase(std::find_if(undone.timeline.begin(), undone.timeline.end(),
                                               [&](const auto& e) { return e.id == act; }));
        }
        for (auto it = undone.items.begin(); it != undone.items.end();)
            it = it->second.state == ItemState::Open ? undone.items.erase(it)
                                                     : std::next(it); // open is what an item is anyway
        QCOMPARE(texts(undone), texts(before));
        QVERIFY(undone == before);

        log.undo(undo);
        QVERIFY(!log.folded().undone.contains(act));
        QVERIFY(log.folded().undone.contains(undo));
        const Incident redone = visible(log.folded());
        QCOMPARE(texts(redone), texts(after));
        QVERIFY(redone == after);
        QVERIFY(applied(log.events()) == log.folded());
    }

    void resolution_isSetOnceAndClearedByReopening() {
        Log log;
        log.add(StatusChanged{Status::Resolved, Status::Investigating});
        const Instant resolved = log.now();
        log.add(StatusChanged{Status::Closed, Status::Resolved});
        QCOMPARE(log.folded().resolvedAt, std::optional(resolved));
        QVERIFY(isOver(log.folded()));
        log.add(StatusChanged{Status::Investigating, Status::Closed});
        QCOMPARE(log.folded().resolvedAt, std::optional<Instant>());
        QVERIFY(!isOver(log.folded()));
        QCOMPARE(momentOf(log.folded(), KeyMoment::Resolved), std::optional<Instant>());
        log.add(StatusChanged{Status::Resolved, Status::Investigating});
        QCOMPARE(log.folded().resolvedAt, std::optional(log.now()));
    }

    void correctedTime_movesTheMomentToo() {
        Log log;
        const EventId acknowledged = log.add(Acknowledged{});
        const Instant was = log.now();
        const EventId resolved = log.add(StatusChanged{Status::Resolved, Status::Investigating});
        const Instant wasResolved = log.now();
        log.add(
            EntryRevised{acknowledged, QStringLiteral("Acknowledged"), QStringLiteral("Acknowledged"), was - 30s, was});
        log.add(EntryRevised{resolved, QStringLiteral("Resolved"), QStringLiteral("Resolved"), wasResolved - 30s,
                             wasResolved});
        const Incident incident = log.folded();
        QCOMPARE(incident.acknowledgedAt, std::optional(was - 30s));
        QCOMPARE(momentOf(incident, KeyMoment::Resolved), std::optional(wasResolved - 30s));
    }

    void moments_comeFromMarksBeforeEvents() {
        Log log;
        QCOMPARE(momentOf(log.folded(), KeyMoment::Detected), std::optional(start));
        const EventId early = log.note(QStringLiteral("first complaint"), start - 10min);
        log.add(CheckChanged{QStringLiteral("web"), {}, CheckState::Down, CheckState::Up, {}, {}}, {}, start - 2min);
        QCOMPARE(momentOf(log.folded(), KeyMoment::Detected), std::optional(start - 2min));
        log.add(StatusChanged{Status::Identified, Status::Investigating});
        QCOMPARE(momentOf(log.folded(), KeyMoment::CauseFound), std::optional(log.now()));
        log.add(StatusChanged{Status::Monitoring, Status::Identified});
        QCOMPARE(momentOf(log.folded(), KeyMoment::Mitigated), std::optional(log.now()));
        QCOMPARE(momentOf(log.folded(), KeyMoment::ImpactBegan), std::optional<Instant>());
        log.add(EntryMarkedKey{early, KeyMoment::ImpactBegan, {}});
        QCOMPARE(momentOf(log.folded(), KeyMoment::ImpactBegan), std::optional(start - 10min));
        log.add(ImpactSet{QStringLiteral("all"), {}, start - 15min, {}});
        QCOMPARE(momentOf(log.folded(), KeyMoment::ImpactBegan), std::optional(start - 15min));
        const EventId found = log.note(QStringLiteral("it is the pool"), start + 20s);
        log.add(EntryMarkedKey{found, KeyMoment::CauseFound, {}});
        QCOMPARE(momentOf(log.folded(), KeyMoment::CauseFound), std::optional(start + 20s));
        log.add(EntryStruck{found, {}});
        QVERIFY(momentOf(log.folded(), KeyMoment::CauseFound) != std::optional(start + 20s));
    }

    void ticks_outliveAChangeOfSeverity() {
        Log log;
        log.add(ItemTicked{QStringLiteral("ack"), QStringLiteral("Acknowledge")});
        const Instant ticked = log.now();
        log.add(SeverityChanged{QStringLiteral("SEV4"), QStringLiteral("SEV2"), {}, false});
        const ItemRecord record = log.folded().items.at(QStringLiteral("ack"));
        QCOMPARE(record.state, ItemState::Done);
        QCOMPARE(record.by, QStringLiteral("@ic"));
        QCOMPARE(record.at, ticked);
    }

    void ticks_ofAnItemThatComesBackAreCounted() {
        Log log;
        const auto tick = [&](std::optional<qint64> round) {
            return log.add(ItemTicked{.item = QStringLiteral("post"), .text = QStringLiteral("Post"), .round = round});
        };
        const auto record = [&] { return log.folded().items.at(QStringLiteral("post")); };
        tick({});
        const Instant first = log.now();
        const EventId second = tick(2);
        QCOMPARE(record().at, log.now());
        QCOMPARE(record().earlier, (std::vector<ItemTick>{{QStringLiteral("@ic"), first}}));
        tick(2); // the same round, ticked by somebody else in another record
        QCOMPARE(record().earlier.size(), std::size_t(1));
        const EventId undo = log.undo(second);
        QCOMPARE(record().state, ItemState::Done);
        QCOMPARE(record().at, first);
        QVERIFY(record().earlier.empty());
        log.undo(undo);
        QCOMPARE(record().earlier.size(), std::size_t(1));
        QCOMPARE(applied(log.events()), log.folded());
    }

    void skip_ofAnItemThatComesBackKeepsItsTicks() {
        Log log;
        log.add(ItemTicked{QStringLiteral("post"), QStringLiteral("Post")});
        const Instant first = log.now();
        const EventId skip = log.add(ItemSkipped{QStringLiteral("post"), QStringLiteral("Post"), QStringLiteral("x")});
        QCOMPARE(log.folded().items.at(QStringLiteral("post")).earlier.size(), std::size_t(1));
        log.undo(skip);
        const ItemRecord record = log.folded().items.at(QStringLiteral("post"));
        QCOMPARE(record.state, ItemState::Done);
        QCOMPARE(record.at, first);
    }

    void pages_waitForTheirAnswer() {
        Log log;
        log.add(EscalationPaged{QStringLiteral("Secondary"), QStringLiteral("15m")});
        const Instant paged = log.now();
        log.add(EscalationPaged{QStringLiteral("Manager"), QStringLiteral("30m")});
        log.add(EscalationAnswered{QStringLiteral("Secondary"), Millis(120s)});
        const std::vector<Page> pages = log.folded().pages;
        QCOMPARE(pages.at(0),
                 (Page{QStringLiteral("Secondary"), QStringLiteral("15m"), QStringLiteral("@ic"), paged, log.now()}));
        QVERIFY(!pages.at(1).answeredAt);
        QCOMPARE(texts(log.folded()).back(), QStringLiteral("Secondary answered after 2 min"));
    }

    void newerKind_isAnEntry() {
        Log log;
        const EventId id = log.add(Unknown{QStringLiteral("pigeon.sent"), {}});
        const Incident incident = log.folded();
        QCOMPARE(findEntry(incident, id)->text, QStringLiteral("Recorded by a newer version: pigeon.sent"));
        QCOMPARE(findEntry(incident, id)->kind, QStringLiteral("pigeon.sent"));
    }

    void erasure_leavesNoTextAndNeedsAFreshFold() {
        Log log;
        const EventId secret = log.note(QStringLiteral("password is hunter2"));
        log.add(
            EntryRevised{secret, QStringLiteral("password is hunter3"), QStringLiteral("password is hunter2"), {}, {}});
        Incident incident = log.folded();
        const EventId erasure = log.add(EventErased{secret, QStringLiteral("a password")});
        QVERIFY(!apply(incident, log.events().back()));
        const Incident erased = log.folded();
        const TimelineEntry* entry = findEntry(erased, secret);
        QVERIFY(entry->erased);
        QVERIFY(!entry->text.contains(QStringLiteral("hunter")));
        QVERIFY(!entry->firstText.contains(QStringLiteral("hunter")));
        QVERIFY(findEntry(erased, erasure) == nullptr);
        // The same when the store has already replaced the body.
        std::vector<Event> stored = log.events();
        stored.at(1).body = Erased{QStringLiteral("entry.noted")};
        QVERIFY(fold(stored) == erased);
    }

    void unknownTargets_areIgnored() {
        Log log;
        const EventId nowhere{there, 99};
        log.add(EntryRevised{nowhere, QStringLiteral("x"), {}, start, {}});
        log.add(EntryStruck{nowhere, {}}, nowhere);
        log.add(EntryMarkedKey{nowhere, KeyMoment::Resolved, {}});
        log.add(AskAnswered{QStringLiteral("none"), {}});
        QCOMPARE(log.folded().timeline.size(), std::size_t(2)); // the declaration and the answer
        // An event that claims to undo itself, or its own undo, must not hang the fold.
        std::vector<Event> forged = log.events();
        forged.at(1).undoes = forged.at(2).id;
        forged.at(2).undoes = forged.at(1).id;
        QCOMPARE(fold(forged).eventCount, 5);
    }
};

QTEST_GUILESS_MAIN(TestIncident)
#include "tst_incident.moc"
