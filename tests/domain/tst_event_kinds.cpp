// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "domain/event_table.h"
#include <QJsonDocument>
#include <QTest>

using namespace domain;

Q_DECLARE_METATYPE(domain::Body)

namespace {

/// Fills every field of any body with something that is easy to lose: "%1", quotes, large integers, the last word of a
/// set.
struct Filler {
    bool withOptionals = true;
    int count = 0;

    void operator()(const char*, QString& text) {
        text = QStringLiteral("tëxt %1 \"%2\" \n| no. ") + QString::number(++count);
    }
    void operator()(const char*, qint64& number) { number = (qint64{1} << 53) + ++count; }
    void operator()(const char*, bool& value) { value = true; }
    void operator()(const char*, QStringList& list) { list = {QStringLiteral("a=\"b\""), QString()}; }
    void operator()(const char*, EventId& id) {
        id = {QUuid(QStringLiteral("{7d9f1e52-0c6b-4b0e-9d0a-3b2f8a1c4e5d}")), ++count};
    }
    void operator()(const char*, Instant& instant) { instant = instantFromMs(1'795'186'683'120 + ++count); }
    void operator()(const char*, Millis& duration) { duration = Millis{90'000 + ++count}; }
    void operator()(const char*, Status& word) { word = Status::Closed; }
    void operator()(const char*, CheckState& word) { word = CheckState::Inconclusive; }
    void operator()(const char*, EntryKind& word) { word = EntryKind::Communication; }
    void operator()(const char*, KeyMoment& word) { word = KeyMoment::Other; }
    void operator()(const char*, PostMortemStatus& word) { word = PostMortemStatus::Published; }
    void operator()(const char*, ItemState& word) { word = ItemState::Skipped; }
    void operator()(const char*, std::vector<GraphDefinition>& graphs) {
        GraphDefinition graph;
        graph.expr = QStringLiteral("a{b=~\"%1|ü\"}") + QString::number(++count);
        graph.id = QStringLiteral("g");
        graphs = {graph, graph};
        graphs[1].server = QStringLiteral("long");
        graphs[1].warn = 0.1;
        graphs[1].critical = -1e300;
        graphs[1].hold = Millis{90'000};
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value) {
        value.reset();
        if (withOptionals)
            (*this)(name, value.emplace());
    }
};

std::vector<Body> everyBody(bool withOptionals) {
    std::vector<Body> bodies;
    Filler fill{withOptionals};
    table::eachKind([&]<class T>() {
        T body;
        T::fields(body, fill);
        bodies.push_back(body);
    });
    return bodies;
}

const EventId someId{QUuid(QStringLiteral("{00000000-1111-4222-8333-444444444444}")), 7};

Event eventWith(Body body) {
    Event event;
    event.id = someId;
    event.body = std::move(body);
    return event;
}

} // namespace

class TestEventKinds : public QObject {
    Q_OBJECT
private slots:
    void kinds_areUniqueAndComplete() {
        const QStringList kinds = allKinds();
        QCOMPARE(kinds.size(), qsizetype(std::variant_size_v<Bodies>) - 2);
        QCOMPARE(QSet<QString>(kinds.begin(), kinds.end()).size(), kinds.size());
        QVERIFY(kinds.contains(QStringLiteral("incident.declared")));
        QVERIFY(kinds.contains(QStringLiteral("event.erased")));
        for (const QString& kind : kinds)
            QVERIFY2(kind.contains(QLatin1Char('.')), qPrintable(kind));
    }

    void json_everyKind_roundTrips() {
        for (const bool withOptionals : {true, false}) {
            for (const Body& body : everyBody(withOptionals)) {
                for (const auto& undoes : {std::optional<EventId>{}, std::optional{someId}}) {
                    const QByteArray json = bodyToJson(body, undoes);
                    const auto read = bodyFromJson(kindOf(body), json);
                    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().text));
                    QVERIFY2(read->body == body, json.constData());
                    QCOMPARE(read->undoes, undoes);
                    QCOMPARE(bodyToJson(read->body, read->undoes), json);
                }
            }
        }
    }

    void json_isWrittenAsTheSchemaSays() {
        ImpactSet impact{.text = QStringLiteral("x"), .was = {}, .began = instantFromMs(5), .wasBegan = {}};
        QCOMPARE(bodyToJson(impact, {}), QByteArray(R"({"began":5,"text":"x","was":""})"));
        QCOMPARE(bodyToJson(StatusChanged{Status::Resolved, Status::Monitoring}, someId),
                 QByteArray(
                     R"({"status":"resolved","undoes":"00000000-1111-4222-8333-444444444444/7","was":"monitoring"})"));
        CommandRan ran;
        ran.exitStatus = (qint64{1} << 53);
        QVERIFY(bodyToJson(ran, {}).contains(R"("exit_status":9007199254740992)"));
        ran.exitStatus += 1;
        QVERIFY(bodyToJson(ran, {}).contains(R"("exit_status":"9007199254740993")"));
        ran.exitStatus = std::numeric_limits<qint64>::min();
        QVERIFY(bodyToJson(ran, {}).contains(R"("exit_status":"-9223372036854775808")"));
    }

    void json_missingField_isNamedWithItsKind() {
        for (const Body& body : everyBody(false)) {
            const QJsonObject whole = QJsonDocument::fromJson(bodyToJson(body, {})).object();
            for (const QString& field : whole.keys()) {
                QJsonObject holed = whole;
                holed.remove(field);
                const auto read = bodyFromJson(kindOf(body), QJsonDocument(holed).toJson());
                QVERIFY(!read.has_value());
                QVERIFY2(read.error().text.contains(kindOf(body)) && read.error().text.contains(field),
                         qPrintable(read.error().text));
            }
        }
    }

    void json_mistypedField_isRefused() {
        for (const Body& body : everyBody(true)) {
            const QJsonObject whole = QJsonDocument::fromJson(bodyToJson(body, someId)).object();
            for (const QString& field : whole.keys()) {
                QJsonObject bent = whole;
                bent.insert(field, QJsonValue(QJsonObject{{QStringLiteral("not"), QStringLiteral("this")}}));
                const auto read = bodyFromJson(kindOf(body), QJsonDocument(bent).toJson());
                QVERIFY2(!read.has_value(), qPrintable(kindOf(body) + QLatin1Char(' ') + field));
                QVERIFY(read.error().text.contains(field));
            }
        }
    }

    void json_badValues_areRefused_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("not JSON") << "entry.struck" << QByteArray("{");
        QTest::newRow("not an object") << "entry.struck" << QByteArray("[]");
        QTest::newRow("word outside the set") << "status.changed" << QByteArray(R"({"status":"gone","was":"closed"})");
        QTest::newRow("not an integer") << "impact.set" << QByteArray(R"({"text":"","was":"","began":1.5})");
        QTest::newRow("too large") << "impact.set" << QByteArray(R"({"text":"","was":"","began":1e300})");
        QTest::newRow("null for an optional") << "impact.set" << QByteArray(R"({"text":"","was":"","began":null})");
        QTest::newRow("event id without number")
            << "entry.restored" << QByteArray(R"({"target":"00000000-1111-4222-8333-444444444444"})");
        QTest::newRow("undoes nonsense") << "incident.acknowledged" << QByteArray(R"({"undoes":3})");
        QTest::newRow("undoes nonsense in an unknown kind") << "pigeon.sent" << QByteArray(R"({"undoes":3})");
    }
    void json_badValues_areRefused() {
        QFETCH(QString, kind);
        QFETCH(QByteArray, json);
        const auto read = bodyFromJson(kind, json);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().kind, ErrorKind::Input);
        QVERIFY(read.error().text.contains(kind));
    }

    void json_newerVersion_isKept() {
        const QByteArray json = R"({"big":"9007199254740993","deep":{"a":[1,null]},"n":9007199254740991})";
        const auto read = bodyFromJson(QStringLiteral("pigeon.sent"), json);
        QVERIFY(read.has_value());
        QCOMPARE(kindOf(read->body), QStringLiteral("pigeon.sent"));
        QCOMPARE(bodyToJson(read->body, read->undoes), json);
        QCOMPARE(sentenceOf(read->body), QStringLiteral("Recorded by a newer version: pigeon.sent"));
        // A field that a newer version added to a known kind does not stop this one from reading it.
        QVERIFY(bodyFromJson(QStringLiteral("service.affected"), R"({"service":"api","since":3})").has_value());
    }

    void json_null_isErased() {
        const auto read = bodyFromJson(QStringLiteral("entry.noted"), {});
        QVERIFY(read.has_value());
        QCOMPARE(read->body, Body{Erased{QStringLiteral("entry.noted")}});
        QCOMPARE(kindOf(read->body), QStringLiteral("entry.noted"));
        QVERIFY(isTimelineRow(read->body));
        QVERIFY(!isTimelineRow(Erased{QStringLiteral("entry.revised")}));
    }

    void inverse_ofTheInverse_restores() {
        int undoable = 0;
        for (const Body& body : everyBody(true)) {
            const auto back = inverseOf(eventWith(body));
            if (!back)
                continue;
            ++undoable;
            const auto again = inverseOf(eventWith(*back));
            QVERIFY2(again.has_value(), qPrintable(kindOf(body)));
            if (!std::holds_alternative<EntryStruck>(*back) && !std::holds_alternative<EntryStruck>(body) &&
                !std::holds_alternative<ItemUnticked>(body) && !std::holds_alternative<SeverityChanged>(body))
                QVERIFY2(kindOf(*again) == kindOf(body), qPrintable(kindOf(body)));
        }
        QVERIFY(undoable > 20);
    }

    void inverse_ofWhatCannotBeTakenBack_isNone() {
        for (const Body& body :
             {Body{Declared{}}, Body{Acknowledged{}}, Body{MessageSent{}}, Body{CommandRan{}}, Body{HttpActionRan{}},
              Body{EscalationPaged{}}, Body{SilenceCreated{}}, Body{CheckChanged{}}, Body{AlertFired{}},
              Body{ThresholdCrossed{}}, Body{EventErased{}}, Body{Unknown{}}, Body{Erased{}}})
            QVERIFY2(!inverseOf(eventWith(body)).has_value(), qPrintable(kindOf(body)));
        QCOMPARE(inverseOf(eventWith(EntryNoted{})),
                 std::optional<Body>(EntryStruck{someId, QStringLiteral("undone")}));
    }

    void sentence_readsWell_data() {
        QTest::addColumn<Body>("body");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const Body& body, const char* sentence) {
            QTest::newRow(sentence) << body << QString::fromUtf8(sentence);
        };
        const auto s = [](const char* text) { return QString::fromUtf8(text); };
        Declared declared;
        declared.title = s("Checkout fails");
        declared.severity = s("SEV2");
        row(declared, "Declared as SEV2: Checkout fails");
        row(SeverityChanged{.severity = s("SEV1"), .was = s("SEV2"), .reason = s("payments fail"), .raised = true},
            "Raised to SEV1: payments fail");
        row(SeverityChanged{.severity = s("SEV3"), .was = s("SEV2"), .reason = {}, .raised = false}, "Lowered to SEV3");
        row(StatusChanged{Status::Identified, Status::Investigating}, "Status is now identified");
        row(StatusChanged{Status::Resolved, Status::Monitoring}, "Resolved");
        row(StatusChanged{Status::Investigating, Status::Resolved}, "Reopened, now investigating");
        row(RoleAssigned{s("tech-lead"), s("@tech"), s("@ic")}, "Tech lead: @tech (was @ic)");
        row(CheckChanged{s("c"), s("Checkout"), CheckState::Down, CheckState::Up, s("HTTP 503"), {}},
            "Checkout went DOWN: HTTP 503");
        row(CheckChanged{s("c"), s("Checkout"), CheckState::Up, CheckState::Down, s("HTTP 200"), {}},
            "Checkout is UP again");
        row(CheckChanged{s("pg"), {}, CheckState::Degraded, CheckState::Up, s("1.8 s"), {}}, "pg is DEGRADED: 1.8 s");
        row(ItemTicked{s("ack"), s("Acknowledge the alert")}, "Done: Acknowledge the alert");
        row(ItemTicked{s("up"), s("Checks are up"), 3, s("API up for 10 min")},
            "Done, time 3: Checks are up — API up for 10 min");
        row(ItemSkipped{s("ack"), s("Page 50%1 of them"), s("they know")}, "Skipped: Page 50%1 of them — they know");
        row(ThresholdCrossed{s("e"), s("Error rate"), s("critical"), s("8.3 %")},
            "Error rate crossed its critical threshold: 8.3 %");
        const Instant at = instantFromMs(1'795'184'215'000);
        row(ThresholdCrossed{s("e"), s("Error rate"), s("critical"), s("8.3 %"), s("ok"), s("over 5 %"), at},
            "Error rate over 5 % since 14:16:55 UTC: 8.3 %");
        row(ThresholdCrossed{s("e"), s("Error rate"), s("warn"), s("2 %"), s("critical"), s("over 1 %"), at},
            "Error rate no longer critical since 14:16:55 UTC, still over 1 %: 2 %");
        row(ThresholdCrossed{s("e"), s("Error rate"), s("ok"), s("0.4 %"), s("critical"), s("under 1 %"), at},
            "Error rate back under 1 % at 14:16:55 UTC: 0.4 %");
        row(GraphsArranged{s("removed"), s("p95 %1"), {}, {}}, "Removed graph “p95 %1”");
        row(GraphsArranged{s("added"), s("A, B"), {{}, {}}, {}}, "Added 2 graphs: A, B");
        row(EntryNoted{EntryKind::Note, s("Just %1 words"), false}, "Just %1 words");
        row(CommandRan{s("df -h"), s("disk"), {}, 0, Millis{1234}, {}}, "Ran “df -h”: exit 0 in 1.2 s");
        row(CommandRan{s("sleep 900\ndate"), {}, {}, 143, Millis{600'000}, s("timed out")},
            "Ran “sleep 900 …”: timed out after 10 min");
        row(BlankFilled{s("pod-name"), s("orders-1"), {}}, "“pod-name” is “orders-1”");
        row(ScenarioDetached{s("pool"), s("Pool exhausted")}, "No longer following runbook “Pool exhausted”");
    }
    void sentence_readsWell() {
        QFETCH(Body, body);
        QFETCH(QString, sentence);
        QCOMPARE(sentenceOf(body), sentence);
    }

    void sentence_everyKind_saysSomethingAndKeepsPercentSigns() {
        for (const Body& body : everyBody(true)) {
            const QString sentence = sentenceOf(body);
            QVERIFY2(!sentence.isEmpty(), qPrintable(kindOf(body)));
            // A text holding "%1" must come out as it is: none of it may be eaten as a place holder.
            if (sentence.contains(QStringLiteral("tëxt")))
                QVERIFY2(sentence.contains(QStringLiteral("tëxt %1 \"%2\""), Qt::CaseInsensitive),
                         qPrintable(sentence));
        }
    }

    void rows_andAutomaticOnes_areTold() {
        QVERIFY(isTimelineRow(EntryNoted{}));
        QVERIFY(isTimelineRow(CheckChanged{}));
        QVERIFY(isTimelineRow(Unknown{}));
        QVERIFY(!isTimelineRow(EntryRevised{}));
        QVERIFY(!isTimelineRow(EntryMarkedKey{}));
        QVERIFY(!isTimelineRow(EventErased{}));
        QVERIFY(!isTimelineRow(BlankFilled{}));
        QVERIFY(isTimelineRow(CommandRan{}));
        int automatic = 0;
        for (const Body& body : everyBody(true))
            automatic += isAutomatic(body) ? 1 : 0;
        QCOMPARE(automatic, 5);
    }
};

QTEST_GUILESS_MAIN(TestEventKinds)
#include "tst_event_kinds.moc"
