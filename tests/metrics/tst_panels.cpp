// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event_kinds.h"
#include "metrics/panels.h"
#include <QtTest>

using namespace metrics;
using playbook::Panel;

namespace {

Panel panel(const char* id, const char* title, const char* expr = "up") {
    return {QString::fromLatin1(id), QString::fromLatin1(title), QString::fromLatin1(expr), {}, {}, 1, 5,
            domain::Millis(7'000),   QStringLiteral("long")};
}

/// What the incident shows after the act.
std::vector<Panel> after(const domain::GraphsArranged& act) {
    domain::Incident incident;
    incident.graphs = act.graphs;
    return panelsOf({}, incident);
}

QString idsOf(const std::vector<Panel>& panels) {
    QStringList ids;
    for (const Panel& one : panels)
        ids << one.id;
    return ids.join(u' ');
}

} // namespace

class TestPanels : public QObject {
    Q_OBJECT
private slots:
    void incident_shows_the_playbooks_panels_until_they_are_changed();
    void panels_are_added_changed_moved_and_removed();
    void new_ids_are_made_from_titles();
    void every_act_is_taken_back_by_its_inverse();
};

void TestPanels::incident_shows_the_playbooks_panels_until_they_are_changed() {
    playbook::Playbook book;
    book.panels = {panel("a", "A"), panel("b", "B")};
    domain::Incident incident;
    QCOMPARE(panelsOf(book, incident), book.panels);
    incident.graphs = std::vector<domain::GraphDefinition>{};
    QVERIFY(panelsOf(book, incident).empty());
}

void TestPanels::panels_are_added_changed_moved_and_removed() {
    const std::vector<Panel> now{panel("a", "A"), panel("b", "B"), panel("c", "C")};
    QCOMPARE(idsOf(after(withPanel(now, panel("", "New one")))), QStringLiteral("a b c new-one"));
    const auto changed = after(withPanel(now, panel("b", "Other", "down")));
    QCOMPARE(idsOf(changed), QStringLiteral("a b c"));
    QCOMPARE(changed[1], panel("b", "Other", "down"));
    QCOMPARE(idsOf(after(withoutPanel(now, QStringLiteral("b")))), QStringLiteral("a c"));
    QCOMPARE(withoutPanel(now, QStringLiteral("b")).title, QStringLiteral("B"));
    QCOMPARE(idsOf(after(withMoved(now, QStringLiteral("c"), -1))), QStringLiteral("a c b"));
    QCOMPARE(idsOf(after(withMoved(now, QStringLiteral("a"), 5))), QStringLiteral("b c a"));
    QCOMPARE(idsOf(after(withMoved(now, QStringLiteral("a"), -1))), QStringLiteral("a b c"));
    QCOMPARE(idsOf(after(withMoved(now, QStringLiteral("gone"), 1))), QStringLiteral("a b c"));
    QCOMPARE(idsOf(after(withPanels(now, {panel("", "X"), panel("a", "X")}))), QStringLiteral("a b c x x-2"));
}

void TestPanels::new_ids_are_made_from_titles() {
    const auto idOf = [](const char* title, const QStringList& taken = {}) {
        Panel made = panel("", "");
        made.title = QString::fromUtf8(title);
        return after(withPanel({}, made, taken)).front().id;
    };
    QCOMPARE(idOf("Error rate (5xx)"), QStringLiteral("error-rate-5xx"));
    QCOMPARE(idOf("…"), QStringLiteral("graph"));
    QCOMPARE(idOf("API", {QStringLiteral("api")}), QStringLiteral("api-2"));
}

void TestPanels::every_act_is_taken_back_by_its_inverse() {
    const std::vector<Panel> now{panel("a", "A"), panel("b", "B")};
    for (const auto& act : {withPanel(now, panel("", "N")), withPanel(now, panel("a", "Z")),
                            withoutPanel(now, QStringLiteral("a")), withMoved(now, QStringLiteral("a"), 1)}) {
        domain::Event event;
        event.body = act;
        const auto back = domain::inverseOf(event);
        QVERIFY(back);
        QCOMPARE(after(std::get<domain::GraphsArranged>(*back)), now);
        QVERIFY(domain::isTimelineRow(event.body)); // a person did it: it is told
        QVERIFY(!domain::isAutomatic(event.body));
    }
}

QTEST_GUILESS_MAIN(TestPanels)
#include "tst_panels.moc"
