// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/draft.h"

namespace tests {

inline importer::Found found(const char* id, importer::Kind kind, const char* title, std::vector<importer::Lines> lines,
                             importer::Value value = {}) {
    importer::Found made;
    made.id = QString::fromUtf8(id);
    made.kind = kind;
    made.title = QString::fromUtf8(title);
    made.lines = std::move(lines);
    made.value = std::move(value);
    return made;
}

/// A small runbook as it was understood: two severities, a check, a graph, a scenario, a message, and text that was
/// kept. 30 lines.
inline importer::Draft sampleDraft() {
    using importer::Kind;
    importer::Draft draft;
    draft.id = QStringLiteral("checkout");
    draft.title = QStringLiteral("Checkout runbook");
    draft.fileName = QStringLiteral("checkout.md");
    for (int line = 1; line <= 30; ++line)
        draft.source += QStringLiteral("line %1\n").arg(line);
    draft.frame.name = draft.title;
    playbook::Severity one, two;
    one.id = QStringLiteral("SEV1");
    one.name = QStringLiteral("Critical");
    one.rank = 1;
    two.id = QStringLiteral("SEV2");
    two.name = QStringLiteral("High");
    two.rank = 2;
    playbook::Check check;
    check.id = QStringLiteral("api");
    check.title = QStringLiteral("API health");
    check.http.url = QStringLiteral("https://api.example/health");
    check.conditions = {QStringLiteral("[STATUS] == 200")};
    playbook::Panel panel;
    panel.id = QStringLiteral("errors");
    panel.title = QStringLiteral("5xx rate");
    panel.expr = QStringLiteral("rate(http_requests_total{status=~\"5..\"}[5m])");
    playbook::Scenario scenario;
    scenario.id = QStringLiteral("database");
    scenario.title = QStringLiteral("Database connections");
    const auto step = [](const char* id, const char* text, const char* run, const QStringList& needs = {}) {
        playbook::Item item;
        item.id = QString::fromUtf8(id);
        item.text = QString::fromUtf8(text);
        item.run = QString::fromUtf8(run);
        item.needs = needs;
        return item;
    };
    scenario.diagnosis = {step("db-count", "Count the connections", "psql -c 'select count(*) from pg_stat_activity'")};
    scenario.resolution = {
        step("db-restart", "Restart the pool", "systemctl restart pool", {QStringLiteral("db-count")})};
    playbook::Message message;
    message.id = QStringLiteral("first");
    message.title = QStringLiteral("First update");
    message.when = QStringLiteral("declared");
    message.body = QStringLiteral("{{title}}");
    draft.found = {found("severity-1", Kind::Severity, "SEV1 Critical", {{5, 5}, {28, 28}}, one),
                   found("severity-2", Kind::Severity, "SEV2 High", {{6, 6}}, two),
                   found("scenario-1", Kind::Scenario, "Database connections", {{12, 24}}, scenario),
                   found("check-1", Kind::Check, "API health", {{9, 10}}, check),
                   found("panel-1", Kind::Panel, "5xx rate", {{14, 14}}, panel),
                   found("message-1", Kind::Message, "First update", {{26, 27}}, message),
                   found("text-1", Kind::KeptText, "An aside", {{30, 30}})};
    return draft;
}

} // namespace tests
