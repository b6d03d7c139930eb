// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/inventory.h"

/// The two teams that run on Docker Compose.
namespace tests {

using namespace playbook;
using namespace std::chrono_literals;

namespace {
const UpdateEvery halfHour = UpdateRange{30min, 30min};
const UpdateEvery quarterToHalf = UpdateRange{15min, 30min};
} // namespace

Inventory arbitrationDetection() {
    return {
        .id = "arbitration-detection",
        .types = {},
        // Four severities with 4, 4, 4 and 3 criteria; updates every 30 minutes. The runbook gives no response time:
        // P0 has its first five minutes, the others are ours.
        .severities = {{"P0", Millis(5min), halfHour, 4},
                       {"P1", Millis(15min), halfHour, 4},
                       {"P2", Millis(4h), halfHour, 4},
                       {"P3", NextBusinessDay{}, AsNeeded{}, 3}},
        // Four primary contacts, the five of the ladder, and who is called for a breach and a flood.
        .roles = {{"commander", 2},
                  {"tech-lead", 2},
                  {"security-lead", 2},
                  {"communications-lead", 1},
                  {"on-call", 1},
                  {"team-lead", 1},
                  {"engineering-manager", 1},
                  {"cto", 1},
                  {"ceo", 1},
                  {"ciso", 1},
                  {"hosting", 1}},
        // Five rungs in the runbook's order; the minutes are ours.
        .ladder = {{0min, "On-call engineer"},
                   {15min, "Team lead"},
                   {30min, "Engineering manager"},
                   {45min, "CTO"},
                   {60min, "CEO"}},
        // 4 sources of detection; 6 bullets and the silence; 9 bullets and 3 commands; 7; 6; 7 within 24 to 48 hours;
        // the closing checklist of 10.
        .phases = {{"detection", 4, {}},
                   {"initial-response", 7, Window{0min, 5min}},
                   {"investigation", 12, Window{5min, {}}},
                   {"mitigation", 7, Window{5min, {}}},
                   {"recovery", 6, {}},
                   {"post-incident", 7, Window{24h, 48h}, CountedFrom::Resolved},
                   {"closing-checklist", 10, {}, CountedFrom::Resolved}},
        .checks = {"{{service}}/health", "{{service}}/metrics", "{{site}}/", "{{prometheus}}/-/healthy",
                   "{{alertmanager}}/-/healthy", "{{grafana}}/api/health", "{{loki}}/ready",
                   // Asked on the command line: pg_isready, and s_client for the certificate.
                   "command {{compose}} exec -T postgres pg_isready", "tls {{site_host}}:443"},
        .panels = {{"server-errors", R"(rate(http_requests_total{status=~"5.."}[5m]))", {}, {}}}, // its one query
        .allPanels = 5,
        // Six scenarios, seven alerts. Steps 3, 3, 4 and 2 for the first four; three actions of 2 + 2 + 3 parts for the
        // breach; three of 1 + 2 + 3 for the flood. Tools: 4 ways to look, 3 scripts.
        .scenarios = {{"backend-down", {"BackendServiceDown"}, 3, 4, 3, 0},
                      {"database-connections", {"DatabaseDown", "PostgreSQLTooManyConnections"}, 3, 3, 3, 0},
                      {"high-error-rate", {"HighErrorRate"}, 3, 3, 4, 0},
                      {"certificate", {"SSLCertificateExpiringSoon", "SSLCertificateExpired"}, 3, 3, 2, 0},
                      {"security-breach", {}, 0, 0, 7, 0},
                      {"ddos", {"DDOSAttack"}, 3, 0, 6, 0},
                      {"toolbox", {}, 0, 4, 3, 0}},
        // Notice: service, impact, time, the severity that was a fixed P0/P1. Resolution: service, two times, duration,
        // cause, impact, date of the post-mortem.
        .messages = {{"declared",
                      {"impact", "next_update", "services", "severity", "started", "status", "status_page", "title"}},
                     {"update", {"elapsed", "impact", "next_update", "severity", "status", "title"}},
                     {"resolved",
                      {"duration", "impact", "post_mortem_at", "resolved", "root_cause", "services", "severity",
                       "started", "title"}},
                     {"security", {"commander", "impact", "severity", "title"}}},
        .actions = {{"silence-alert", "POST", "{{alertmanager}}/api/v2/silences", "\"isRegex\":false"},
                    {"alerts-now", "GET", "{{alertmanager}}/api/v2/alerts?active=true&silenced=false", ""}},
        .due = 48h,
        // The four records the runbook wants: timeline, impact, actions, lessons.
        .sections = {"Summary", "Timeline", "Impact", "Root cause", "Actions taken", "Lessons learned"},
        .upkeep = 9, // 3 drills, 3 for the documents, 3 for the team
        .links = 5,
    };
}

Inventory watermarkLab() {
    return {
        .id = "watermark-lab",
        .types = {},
        // Five severities, one line each. P0 at once and P1 within 15 minutes are the runbook's, the rest ours; updates
        // every 15 to 30 minutes.
        .severities = {{"P0", AtOnce{}, quarterToHalf, 1},
                       {"P1", Millis(15min), quarterToHalf, 1},
                       {"P2", Millis(1h), quarterToHalf, 1},
                       {"P3", Millis(4h), AsNeeded{}, 1},
                       {"P4", NextBusinessDay{}, AsNeeded{}, 2}},
        // Three on call, three outside.
        .roles = {{"primary", 2},
                  {"secondary", 1},
                  {"escalation-manager", 1},
                  {"cloud-provider", 1},
                  {"cdn", 1},
                  {"monitoring-vendor", 1}},
        .ladder = {{0min, "Primary on-call"},
                   {0min, "Primary on-call, in working hours"},
                   {15min, "Secondary on-call"},
                   {30min, "Engineering manager"}},
        // Overlapping by design. Immediate: 3 of detection, 4 actions and the customers of a P0. Investigation: 4
        // groups of health, 4 of logs, 5 of metrics, and the P1 item. Mitigation: at once for P0, otherwise in its
        // time, and 4 of traffic. Communication: 3, and the items of P0 and P1. Resolution: 4 verifications, 4 to
        // close, one of P1. Afterwards: 5 within 24 to 72 hours.
        .phases = {{"immediate", 8, Window{0min, 15min}},
                   {"investigation", 14, Window{15min, 60min}},
                   {"mitigation", 6, Window{30min, 120min}},
                   {"communication", 5, Window{0min, {}}},
                   {"resolution", 9, Window{60min, 240min}},
                   {"post-incident", 5, Window{24h, 72h}, CountedFrom::Resolved}},
        // The last is its redis-cli ping, which our own check says as well.
        .checks = {"{{service}}/health", "{{service}}/ready", "{{service}}/metrics", "{{status_page}}/",
                   "{{prometheus}}/-/healthy", "redis {{redis}}"},
        .panels = {},   // the runbook has no query
        .allPanels = 9, // its five metrics: p95 and p99; 4xx and 5xx; requests; CPU, memory and disk; dependencies
        // Three groups of mitigation with 4, 3 and 3 comments, and the quick reference of 14 commands.
        .scenarios = {{"application", {"WatermarkApiDown"}, 1, 0, 4, 0},
                      {"redis", {"RedisDown"}, 1, 1, 2, 0},
                      {"infrastructure", {"HostDiskFull"}, 1, 1, 2, 0},
                      {"toolbox", {}, 0, 14, 0, 0}},
        // The four states of its status page with two blanks, and the four channels.
        .messages = {{"investigating", {"issue_description"}},
                     {"update", {"elapsed", "impact", "next_update", "severity", "status", "title"}},
                     {"identified", {"issue"}},
                     {"monitoring", {}},
                     {"resolved", {}},
                     {"leadership", {"elapsed", "impact", "severity", "status", "title"}},
                     {"engineering", {"key", "title"}}},
        .actions = {{"maintenance-on", "POST", "{{service}}/admin/maintenance", "\"enabled\":true"},
                    {"maintenance-off", "POST", "{{service}}/admin/maintenance", "\"enabled\":false"}},
        .due = 48h,
        .sections = {"Summary", "Timeline", "Root cause", "Resolution", "Action items", "Lessons learned"}, // 6
        .upkeep = 0,
        .links = 4,
    };
}

} // namespace tests
