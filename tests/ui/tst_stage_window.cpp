// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/stage_facts.h"
#include "net/redact.h"
#include "ui/charts/graph_view.h"
#include "ui/look/style.h"
#include "ui/stage_parts.h"
#include "ui/stage_window.h"
#include <QAccessible>
#include <QtTest>
#include <cmath>

using namespace domain;
using namespace std::chrono_literals;

namespace {

const Instant start = instantFromMs(1'795'185'120'000); // 2026-11-20T14:32Z

QString s(const char* text) {
    return QString::fromUtf8(text);
}

/// A log, written the way the store does.
class Log {
public:
    EventId add(Body body, Millis after) {
        Event event;
        event.id = {QUuid(s("{00000000-1111-4222-8333-444444444444}")), static_cast<qint64>(m_events.size()) + 1};
        event.clock = (static_cast<quint64>(toMs(start)) << 16) + m_events.size();
        event.occurredAt = event.recordedAt = start + after;
        event.author = s("@ic");
        event.body = std::move(body);
        m_events.push_back(event);
        return event.id;
    }
    void addKey(const QString& text, KeyMoment moment, Millis after) {
        const EventId note = add(EntryNoted{EntryKind::Observation, text, false}, after);
        add(EntryMarkedKey{note, moment, {}}, after);
    }
    Incident incident() const { return fold(m_events); }

private:
    std::vector<Event> m_events;
};

playbook::Playbook book() {
    playbook::Playbook made;
    made.id = s("default");
    made.roles = {{.id = s("commander"), .title = s("Incident Commander"), .contact = {}, .duties = {}}};
    for (const auto& [id, rank] : {std::pair{"SEV1", 1}, std::pair{"SEV2", 2}})
        made.severities.push_back({.id = s(id),
                                   .name = {},
                                   .means = {},
                                   .rank = rank,
                                   .examples = {},
                                   .notify = {},
                                   .respondWithin = {},
                                   .updateEvery = playbook::UpdateRange{15min, 15min}});
    return made;
}

Declared declared(const char* title, const char* severity) {
    Declared made;
    made.title = s(title);
    made.severity = s(severity);
    made.playbook = s("default");
    return made;
}

metrics::PanelView panel(const char* title, const char* unit, double low, double high, Instant now) {
    auto matrix = std::make_shared<metrics::Matrix>();
    matrix->from = now - 1h;
    matrix->to = now;
    matrix->step = 15s;
    metrics::Series series;
    for (int i = 0; i <= 240; ++i) {
        const double x = i / 240.0;
        const double rise = 1 / (1 + std::exp(-(x - 0.6) * 40)) - 0.35 / (1 + std::exp(-(x - 0.9) * 60));
        series.t.push_back(static_cast<double>(toMs(matrix->from)) + i * 15'000.0);
        series.v.push_back(low + (high - low) * rise + (high - low) * 0.02 * std::sin(i * 1.7));
    }
    matrix->series.push_back(series);
    metrics::PanelView view;
    view.panel.title = s(title);
    view.panel.unit = s(unit);
    view.panel.warn = low + (high - low) * 0.4;
    view.panel.critical = low + (high - low) * 0.5;
    view.state = metrics::FeedState::Ok;
    view.matrix = matrix;
    view.answeredAt = now;
    view.value = series.v.back();
    view.level = metrics::Level::Critical;
    return view;
}

items::StageFacts pictured(std::size_t panels) {
    Log log;
    log.add(declared("Checkout API returning 5xx", "SEV2"), 0min);
    log.add(ImpactSet{s("payments fail for every customer"), {}, start - 1min, {}}, 2min);
    log.add(RoleAssigned{s("commander"), s("@ic"), {}}, 3min);
    log.add(SeverityChanged{s("SEV1"), s("SEV2"), s("payments are failing for every customer"), true}, 6min);
    log.addKey(s("connection pool exhausted"), KeyMoment::CauseFound, 30min);
    log.add(StatusChanged{Status::Identified, Status::Investigating}, 30min);
    log.addKey(s("Pool raised to 50, rolling restart"), KeyMoment::Other, 33min);
    log.add(MessageSent{s("#incident-response"), s("Update"), s("…"), {}}, 31min);
    log.add(AskOpened{s("a"), s("@tech"), s("latency on web"), start + 45min}, 35min);
    const Instant now = start + 42min + 17s;
    std::vector<metrics::PanelView> views{
        panel("Error rate", "percent", 1, 12, now), panel("Latency p95", "s", 0.2, 3.1, now),
        panel("DB connections", "short", 20, 94, now), panel("Throughput", "reqps", 200, 900, now)};
    views.resize(panels);
    std::vector<items::StageCheckInput> checks(5, {s("Web"), CheckState::Up, {}, {}});
    checks.push_back({s("Checkout"), CheckState::Down, s("HTTP 503"), start - 1min});
    checks.push_back({s("Payments"), CheckState::Down, s("timeout after 5 s"), start + 1min});
    checks.push_back({s("PostgreSQL"), CheckState::Degraded, s("1.8 s"), start + 1min});
    return items::stageFacts(log.incident(), book(), now, checks, views, net::redact);
}

/// Everything a screen, a tooltip or a screen reader could tell, of a widget and all within.
void collect(QObject* object, QStringList& texts) {
    for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
        const QVariant value = object->metaObject()->property(i).read(object);
        if (value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QStringList)
            texts << value.toStringList();
    }
    for (const QByteArray& name : object->dynamicPropertyNames())
        texts << object->property(name.constData()).toString();
    for (QObject* child : object->children())
        collect(child, texts);
}

void collect(QAccessibleInterface* interface, QStringList& texts) {
    if (!interface)
        return;
    for (const auto kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help, QAccessible::Accelerator})
        texts << interface->text(kind);
    if (QAccessibleTextInterface* text = interface->textInterface())
        texts << text->text(0, text->characterCount());
    for (int i = 0; i < interface->childCount(); ++i)
        collect(interface->child(i), texts);
}

QStringList everyText(QWidget& window) {
    QStringList texts{window.windowTitle()};
    collect(&window, texts);
    collect(QAccessible::queryAccessibleInterface(&window), texts);
    return texts;
}

} // namespace

class TestStageWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ui::applyLook(*qApp, ui::Theme::Dark); }

    void window_showsTheStory() {
        ui::StageWindow window;
        window.setSynchronous(true);
        window.setFacts(pictured(2));
        window.resize(1920, 1080);
        window.show();
        const QString all = everyText(window).join(QLatin1Char('\n'));
        for (const char* text : {"SEV1",
                                 "Checkout API returning 5xx",
                                 "commander @ic",
                                 "payments fail for every customer",
                                 "00:42:17",
                                 "Key moments",
                                 "Impact began",
                                 "Declared as SEV2",
                                 "Raised to SEV1",
                                 "Cause found: connection pool exhausted",
                                 "Error rate",
                                 "Latency p95",
                                 "Checkout",
                                 "DOWN",
                                 "HTTP 503 since 14:31",
                                 "no answer",
                                 "Ask @tech",
                                 "latency on web",
                                 "due in 02:43",
                                 "next update in 03:43"})
            QVERIFY2(all.contains(s(text)), text);
        QCOMPARE(window.windowTitle(), s("Bridgewatch Stage"));
    }

    void text_isAtLeastEighteenPointsAt1080p() {
        ui::StageWindow window;
        window.setFacts(pictured(4));
        window.resize(1920, 1080);
        window.show();
        int labels = 0;
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            ++labels;
            QVERIFY2(QFontInfo(label->font()).pixelSize() >= 24, qPrintable(label->text()));
        }
        QVERIFY(labels > 20);
        for (const ui::GraphView* graph : window.findChildren<ui::GraphView*>())
            for (const QAbstractAxis* axis : graph->chart()->axes())
                QVERIFY(axis->labelsFont().pixelSize() >= 24);
    }

    void secrets_neverReachTheWindow() {
        // Each is planted where a person may write: title, impact, key entries, asks, roles, checks, panels.
        const QStringList secrets{s("hunter2supersecret"),
                                  s("AKIAIOSFODNN7EXAMPLE"),
                                  s("ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
                                  s("xoxb-2222-3333-abcdEFGH"),
                                  s("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
                                  s("c2VjcmV0LXRva2VuLTEyMzQ1Njc4OTA="),
                                  s("+49 170 5550101"),
                                  s("0170/5550102"),
                                  s("(555) 555-0103"),
                                  s("555-555-0104"),
                                  s("+1-555-555-0105"),
                                  s("00495550106777"),
                                  s("ops.lead@corp.example"),
                                  s("dba+night@db.example"),
                                  s("customer@shop.example"),
                                  s("/etc/shadow"),
                                  s("/home/ops/plan.txt"),
                                  s("~/private/notes.md"),
                                  s("C:\\Users\\ops\\salary.xlsx"),
                                  s("deploy/prod/values.yaml"),
                                  s("/var/log/app/payments.log"),
                                  s("https://wiki.corp.example/secret"),
                                  s("postgres://app:s3cr3tpw@db/orders"),
                                  s("http://10.1.2.3:9090/graph?token=tok12345678"),
                                  s("9f31c2d4e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0"),
                                  s("7d9f1e52-0c6b-4b0e-9d0a-3b2f8a1c4e5d"),
                                  s("sk_live_4eC39HqLyjWDarjtT1zdp7dc"),
                                  s("AIzaSyA1234567890abcdefghijklmnopqrstu"),
                                  s("mailto:board@corp.example"),
                                  s("tel:+15555550107")};
        const QStringList privateNotes{s("the customer threatens to leave"), s("we think it was the new hire"),
                                       s("legal wants silence"), s("the board knows"), s("do not tell the vendor")};
        const QStringList outputs{s("pg_stat_activity lists 94 rows"), s("root:x:0:0"), s("uid=0(root)"),
                                  s("kube-system secrets"), s("SELECT card_number")};
        QCOMPARE(secrets.size() + privateNotes.size() + outputs.size(), 40);
        // A bare word is no secret to any reader; with its name before it, it is.
        const auto planted = [&](const QString& secret) -> QString {
            return secret == secrets.at(0) ? s("password=") + secret : secret;
        };

        Log log;
        log.add(declared(qPrintable(s("Checkout fails password=%1").arg(secrets.at(0))), "SEV1"), 0min);
        log.add(ImpactSet{secrets.mid(6, 4).join(QLatin1Char(' ')), {}, {}, {}}, 1min);
        log.add(RoleAssigned{s("commander"), s("@ic ") + secrets.at(10), {}}, 1min);
        for (qsizetype i = 1; i < secrets.size(); ++i) {
            log.addKey(s("seen ") + secrets.at(i) + s(" in the log"), KeyMoment::Other, 2min);
            log.add(
                AskOpened{QString::number(i), s("@tech ") + secrets.at(i), s("check ") + secrets.at(i), start + 9min},
                2min);
        }
        for (const QString& note : privateNotes) {
            const EventId id = log.add(EntryNoted{EntryKind::Note, note, true}, 3min);
            log.add(EntryMarkedKey{id, KeyMoment::Other, {}}, 3min);
            log.add(EntryNoted{EntryKind::Note, note, false}, 3min); // ordinary, not key: stays out as well
        }
        for (const QString& output : outputs) {
            const EventId id = log.add(CommandRan{s("psql -c ") + output, {}, output, 0, {}}, 4min);
            log.add(EntryMarkedKey{id, KeyMoment::Other, {}}, 4min);
            const EventId http =
                log.add(HttpActionRan{output, output, s("POST"), s("https://x.example/") + output, output, 200}, 4min);
            log.add(EntryMarkedKey{http, KeyMoment::Other, {}}, 4min);
            log.add(EscalationPaged{output, {}}, 4min);
        }
        std::vector<items::StageCheckInput> checks;
        std::vector<metrics::PanelView> panels;
        for (const QString& secret : secrets + outputs)
            checks.push_back({s("Check ") + (outputs.contains(secret) ? QString() : planted(secret)), CheckState::Down,
                              s("[BODY].key == ") + secret, start});
        for (const QString& secret : secrets.mid(0, 4)) {
            metrics::PanelView view = panel("Graph", "s", 0, 1, start);
            view.panel.expr = secret;
            view.panel.legend = secret;
            view.server = s("http://") + secret;
            view.sentence = secret;
            view.state = metrics::FeedState::Stale;
            auto labelled = std::make_shared<metrics::Matrix>(*view.matrix);
            labelled->series.push_back(labelled->series.front());
            for (metrics::Series& series : labelled->series) {
                series.legend = secret;
                series.labels[s("instance")] = secret;
            }
            labelled->warnings = QStringList{secret};
            view.matrix = labelled;
            panels.push_back(view);
        }
        ui::StageWindow window;
        window.setFacts(items::stageFacts(log.incident(), book(), start + 5min, checks, panels, net::redact));
        window.resize(1920, 1080);
        window.show();
        const QString all = everyText(window).join(QLatin1Char('\n'));
        QVERIFY(all.contains(s("Checkout fails")));
        for (const QString& secret : secrets + privateNotes + outputs)
            QVERIFY2(!all.contains(secret, Qt::CaseInsensitive), qPrintable(secret));
        // Nor a telling piece of one.
        for (const char* piece :
             {"hunter2", "IOSFODNN", "5550101", "corp.example", "shadow", "s3cr3tpw", "tok1234", "sk_live", "salary"})
            QVERIFY2(!all.contains(s(piece), Qt::CaseInsensitive), piece);
    }

    void cards_keepAPlaceForTheMostUrgentAsk() {
        items::StageFacts facts;
        facts.checksTotal = 9;
        for (int i = 0; i < 9; ++i)
            facts.troubled.push_back({s("Check"), CheckState::Down, {}, {}});
        facts.asks.push_back({s("@tech"), s("latency"), {}});
        const auto cards = ui::stageCards(facts, 4);
        QCOMPARE(cards.size(), std::size_t(4));
        QCOMPARE(cards.at(2).remark, s("and 7 more"));
        QCOMPARE(cards.at(3).state, s("latency"));
        QVERIFY(ui::stageCards({}, 4).empty());
    }

    void moments_withoutRoom_tellHowManyAreMissing() {
        items::StageFacts facts = pictured(0);
        for (int i = 0; i < 40; ++i)
            facts.moments.push_back({start + std::chrono::minutes(40 + i), {}, s("moment %1").arg(i)});
        ui::StageWindow window;
        window.setFacts(facts);
        window.resize(1280, 720);
        window.show();
        QStringList visible;
        for (const QLabel* label : window.findChildren<QLabel*>())
            if (label->isVisible())
                visible << label->text();
        QVERIFY(visible.contains(s("moment 39")));
        QVERIFY(!visible.contains(s("moment 0")));
        QVERIFY(!visible.filter(s(" earlier")).isEmpty());
    }

    void keys_closeIt() {
        ui::StageWindow window;
        QSignalSpy closed(&window, &ui::StageWindow::closed);
        window.show();
        QTest::keyClick(&window, Qt::Key_F5);
        QVERIFY(!window.isVisible());
        QCOMPARE(closed.size(), 1);
    }

    /// With BRIDGEWATCH_SHOTS naming a folder: pictures to look at.
    void pictures() {
        const QString folder = qEnvironmentVariable("BRIDGEWATCH_SHOTS");
        if (folder.isEmpty())
            QSKIP("BRIDGEWATCH_SHOTS names no folder");
        for (const auto& [theme, name] : {std::pair{ui::Theme::Dark, "dark"}, std::pair{ui::Theme::Light, "light"}}) {
            ui::applyLook(*qApp, theme);
            for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
                for (const int panels : {0, 1, 2, 4}) {
                    ui::StageWindow window;
                    window.setSynchronous(true);
                    window.resize(size);
                    window.setFacts(pictured(static_cast<std::size_t>(panels)));
                    window.show();
                    QVERIFY(window.grab().save(
                        s("%1/stage-%2-%3-%4.png")
                            .arg(folder, s(name), QString::number(size.width()), QString::number(panels))));
                }
        }
        ui::applyLook(*qApp, ui::Theme::Dark);
    }
};

QTEST_MAIN(TestStageWindow)
#include "tst_stage_window.moc"
