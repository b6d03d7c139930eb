// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/inventory.h"

/// The three teams that run on Kubernetes.
namespace tests {

using namespace playbook;
using namespace std::chrono_literals;

namespace {
const UpdateEvery quarter = UpdateRange{15min, 15min};
const UpdateEvery halfHour = UpdateRange{30min, 30min};
const UpdateEvery hourly = UpdateRange{1h, 1h};
const Window firstDay{0h, 24h};
} // namespace

Inventory selfHealingPipelineGuard() {
    return {
        .id = "self-healing-pipeline-guard",
        .types = {"outage", "degradation", "corruption", "security", "integration", "exhaustion"}, // 6
        // A table of four with two examples each; updates every 15 minutes in both running templates.
        .severities = {{"P0", Millis(15min), quarter, 2},
                       {"P1", Millis(1h), quarter, 2},
                       {"P2", Millis(4h), AsNeeded{}, 2},
                       {"P3", Millis(24h), AsNeeded{}, 2}},
        // Four roles with a primary and a secondary each, and the seven others of the three paths.
        .roles = {{"commander", 2},
                  {"commander-deputy", 1},
                  {"engineering-lead", 1},
                  {"engineering-lead-deputy", 1},
                  {"security-lead", 1},
                  {"security-lead-deputy", 1},
                  {"infrastructure-lead", 1},
                  {"infrastructure-lead-deputy", 1},
                  {"l1-support", 1},
                  {"l2-engineering", 1},
                  {"vp-engineering", 1},
                  {"ciso", 1},
                  {"ceo", 1},
                  {"legal-team", 1},
                  {"chief-legal-officer", 1}},
        // The four of the main path, and who is paged at once for a P0; the minutes are ours.
        .ladder = {{0min, "L1 support"},
                   {0min, "Incident commander and engineering lead"},
                   {15min, "L2 engineering"},
                   {30min, "Engineering lead"},
                   {60min, "VP engineering"}},
        // Immediate: 6 bullets, 4 commands, the type and the legal path. Investigation: 3 bullets, 6 commands.
        // Containment: 3 branches of 1, 2 and 2 commands. Resolution: 3 bullets, 3 commands, the status page.
        // Afterwards: three times 2 steps of 4 bullets.
        .phases = {{"immediate", 12, Window{0min, 15min}},
                   {"investigation", 9, Window{15min, 30min}},
                   {"containment", 5, Window{15min, {}}},
                   {"resolution", 7, Window{30min, {}}},
                   {"first-day", 8, firstDay, CountedFrom::Resolved},
                   {"first-week", 8, Window{24h, 168h}, CountedFrom::Resolved},
                   {"first-month", 8, Window{168h, 672h}, CountedFrom::Resolved}},
        // Its four endpoints that can be polled; "select 1" and the queue's length are asked in the cluster.
        .checks =
            {"{{service}}/health", "{{service}}/api/v1/status", "{{service}}/api/v1/strategies/status",
             "{{service}}/api/v1/ml/health", "{{prometheus}}/-/healthy", "{{grafana}}/api/health",
             "command kubectl exec deployment/postgres -n {{namespace}} -- psql -X -U healing_user -Atc \"select 1\"",
             "command kubectl exec deployment/redis -n {{namespace}} -- redis-cli llen webhook_queue"},
        // Its four queries, none of which survives a shell.
        .panels = {{"instances-up", R"(up{job="healing-guard"})", {}, {}},
                   {"response-time",
                    R"(histogram_quantile(0.95,rate(http_request_duration_seconds_bucket{job="healing-guard"}[5m])))",
                    {},
                    {}},
                   {"memory", R"(process_resident_memory_bytes{job="healing-guard"})", {}, {}},
                   {"unusual-usage", R"(rate(http_requests_total{status="200"}[5m]) > 100)", {}, {}}},
        .allPanels = 6,
        // Seven scenarios; 19 steps, which are 33 here: one for each command and bullet.
        .scenarios = {{"strategies-not-working", {"HealingStrategiesFailing"}, 1, 4, 1, 0},
                      {"webhook-failures", {"WebhookQueueGrowing"}, 1, 3, 1, 0},
                      {"slow-answers", {"HighLatency"}, 1, 4, 2, 0},
                      {"memory-leak", {"HighMemoryUsage"}, 1, 2, 2, 0},
                      {"database-corruption", {}, 1, 1, 3, 0},
                      {"configuration-corruption", {}, 1, 1, 1, 0},
                      {"unauthorized-access", {"UnauthorizedAccess"}, 1, 3, 5, 0}},
        // Blanks: 4, 4 and 5, besides the severity that was a fixed P0 and the cadence that was a fixed text.
        .messages = {{"declared",
                      {"commander", "eta", "impact", "next_update", "severity", "status", "title", "update_every"}},
                     {"update", {"eta", "next_steps", "next_update", "progress", "severity", "status", "title"}},
                     {"resolved",
                      {"duration", "fix", "post_mortem_link", "prevention", "root_cause", "severity", "title"}},
                     {"security", {"commander", "impact", "severity", "title"}}},
        // Two of the status page, four POST requests of the service.
        .actions = {{"status-page-open", "POST", "{{status_page}}/api/incidents", "\"status\":\"investigating\""},
                    {"status-page-resolve", "PATCH", "{{status_page}}/api/incidents/", "\"status\":\"resolved\""},
                    {"collect-garbage", "POST", "{{service}}/api/v1/admin/gc", ""},
                    {"revoke-tokens", "POST", "{{service}}/api/v1/admin/revoke-all-tokens", ""},
                    {"try-webhook", "POST", "{{service}}/webhooks/github", "\"conclusion\":\"failure\""},
                    {"try-model", "POST", "{{service}}/api/v1/ml/predict", "\"logs\""}},
        .due = 168h, // within 1 to 7 days
        .sections = {"Summary", "Timeline", "Impact", "Root cause", "Resolution", "Prevention", "Action items"},
        .upkeep = 0,
        .links = 3,
    };
}

Inventory reconciliationPlatform() {
    return {
        .id = "reconciliation-platform",
        .types = {},
        // Four severities with 4, 4, 3 and 3 examples; updates every 30 minutes.
        .severities = {{"SEV1", Millis(15min), halfHour, 4},
                       {"SEV2", Millis(1h), halfHour, 4},
                       {"SEV3", Millis(4h), halfHour, 3},
                       {"SEV4", NextBusinessDay{}, halfHour, 3}},
        // Three on call, the team lead of the other ladder, the CTO, and four outside.
        .roles = {{"commander", 1},
                  {"primary-on-call", 2},
                  {"secondary-on-call", 2},
                  {"team-lead", 1},
                  {"engineering-manager", 2},
                  {"cto", 1},
                  {"security-team", 1},
                  {"cloud-support", 1},
                  {"database-support", 1},
                  {"cdn-support", 1}},
        // Both ladders in one: they differ at 15 minutes.
        .ladder = {{0min, "Primary on-call engineer"},
                   {15min, "Secondary on-call engineer (business hours)"},
                   {15min, "Team lead"},
                   {30min, "Engineering manager"},
                   {60min, "CTO and stakeholders"}},
        // Five steps: 3, 4, 4, 4, 4.
        .phases = {{"detection", 3, Window{0min, 15min}},
                   {"initial-response", 4, Window{0min, 15min}},
                   {"investigation", 4, Window{15min, 60min}},
                   {"resolution", 4, Window{30min, {}}},
                   {"post-incident", 4, {}, CountedFrom::Resolved}},
        .checks = {"{{service}}/health", "{{frontend}}/", "{{prometheus}}/-/healthy", "{{alertmanager}}/-/healthy",
                   "{{grafana}}/api/health",
                   "command kubectl exec -n {{namespace}} deployment/backend -- pg_isready -h postgres-service -U "
                   "reconciliation_user -d reconciliation_app",
                   "command kubectl exec -n {{namespace}} deployment/backend -- redis-cli -h redis-service ping"},
        // Its two queries, and its five pairs of marks.
        .panels = {{"response-time", "histogram_quantile(0.95,rate(http_request_duration_seconds_bucket[5m]))", 2, 5},
                   {"server-errors", R"(rate(http_requests_total{status=~"5.."}[5m]))", {}, {}},
                   {"error-rate", {}, 1, 5},
                   {"cpu-usage", {}, 80, 95},
                   {"memory-usage", {}, 85, 95},
                   {"disk-usage", {}, 80, 90}},
        .allPanels = 6,
        // Five runbooks: 4 symptoms, 4 looks, 3 verifications each, 3, 3, 3, 4 and 4 ways out. The security procedure
        // of 5 times 4, the 12 issues and 12 techniques of performance, 9 + 4 commands.
        .scenarios = {{"application-down", {"BackendDown", "HealthCheckFailing"}, 4, 4, 3, 3},
                      {"database-issues", {"PostgresDown", "ReplicationLagging"}, 4, 4, 3, 3},
                      {"high-error-rate", {"HighErrorRate"}, 4, 4, 3, 3},
                      {"performance-degradation", {"HighLatency"}, 4, 4, 4, 3},
                      {"security-incident", {"ManyForbiddenRequests", "UnusualLogins"}, 4, 4, 4, 3},
                      {"security-procedure", {}, 0, 8, 8, 4},
                      {"performance-guide", {}, 5, 12, 12, 0},
                      {"toolbox", {}, 0, 13, 0, 0}},
        // First notice, updates, resolution, report; users, team, management and partners; the security team.
        .messages = {{"declared", {"commander", "next_update", "severity", "severity_name", "title"}},
                     {"update", {"elapsed", "impact", "next_update", "severity", "status", "title"}},
                     {"resolved", {"duration", "title"}},
                     {"users", {"next_update", "title"}},
                     {"team", {"commander", "severity", "status", "title"}},
                     {"management", {"elapsed", "impact", "severity", "severity_name", "status", "title"}},
                     {"partners", {"next_update", "title"}},
                     {"security", {"title"}},
                     {"report", {"key", "title"}}},
        .actions = {{"alerts-now", "GET", "{{alertmanager}}/api/v2/alerts?active=true", ""},
                    {"targets-now", "GET", "{{prometheus}}/api/v1/targets", ""},
                    {"tell-chat", "POST", "{{chat_hook}}", "\"text\""}},
        .due = 24h,
        .sections = {"Summary", "Timeline", "Impact", "Root cause", "Resolution", "Lessons learned",
                     "Follow-up actions"}, // 7
        .upkeep = 0,
        .links = 3,
    };
}

Inventory blockchainDapp() {
    return {
        .id = "blockchain-dapp",
        .types = {},
        // A table of four with three examples each; updates every 15, 30 and 60 minutes and as needed.
        .severities = {{"SEV1", AtOnce{}, quarter, 3},
                       {"SEV2", Millis(15min), halfHour, 3},
                       {"SEV3", Millis(1h), hourly, 3},
                       {"SEV4", Millis(4h), AsNeeded{}, 3}},
        // Four roles with 4, 3, 3 and 3 duties, the others of the ladder, AWS.
        .roles = {{"commander", 4},
                  {"tech-lead", 3},
                  {"communications-lead", 3},
                  {"on-call", 3},
                  {"secondary-on-call", 1},
                  {"engineering-manager", 1},
                  {"cto", 1},
                  {"aws-support", 1}},
        // Four rungs; the primary has 15 minutes, the secondary 30. The commander is paged at once for a SEV1.
        .ladder = {{0min, "Primary on-call"},
                   {0min, "Incident commander"},
                   {15min, "Secondary on-call"},
                   {30min, "Engineering manager"},
                   {60min, "CTO"}},
        // Triage: 4 steps (4 questions, 2 on severity, 3 ways to escalate), the war room, the first update. 7 quick
        // checks of 13 looks. 6 options of 9 commands. Three audiences. Resolution: 4 steps (4 + 3 + 1 + 1).
        // Review: 3 steps, 3 bullets each but the document.
        .phases = {{"detection", 11, Window{0min, 5min}},
                   {"investigation", 13, Window{5min, 15min}},
                   {"mitigation", 9, Window{15min, 30min}},
                   {"communication", 3, Window{0min, {}}},
                   {"resolution", 9, Window{30min, {}}},
                   {"review", 7, firstDay, CountedFrom::Resolved}},
        .checks = {"{{api}}/health", "{{web}}/index.html", "{{status_page}}/", "{{prometheus}}/-/healthy",
                   "postgres {{rds_endpoint}}:5432", "redis {{redis_endpoint}}:6379"},
        // No query; criteria of recovery: errors under 1 %, p95 under 200 ms. From 20 % on it is a SEV2.
        .panels = {{"error-rate", {}, 1, 20}, {"latency-p95", {}, 0.2, {}}},
        .allPanels = 5,
        // Five scenarios; the first names four likely causes. The quick script has 4 commands.
        .scenarios = {{"does-not-start", {"PodCrashLooping"}, 1, 7, 3, 0},
                      {"database-connections", {"TooManyConnections"}, 1, 3, 3, 0},
                      {"memory-cpu", {"PodOOMKilled", "CPUThrottlingHigh"}, 2, 2, 3, 0},
                      {"elevated-errors", {"HighErrorRate"}, 1, 3, 4, 0},
                      {"frontend", {"FrontendDown"}, 1, 3, 3, 0},
                      {"toolbox", {}, 0, 4, 0, 0}},
        .messages = {{"declared",
                      {"commander", "impact", "next_update", "severity", "started", "status", "tech_lead", "title"}},
                     {"update", {"next_steps", "next_update", "progress", "severity", "status", "title"}},
                     {"status-page", {"next_update", "now", "services", "title"}},
                     {"customers", {"fix", "resolved", "root_cause", "started", "support_address"}},
                     {"resolved", {"duration", "fix", "post_mortem_at", "root_cause", "severity", "title"}}}, // 5
        .actions = {},
        .due = 24h,
        .sections = {"Incident summary", "Timeline", "Root cause", "What went well", "What went wrong", "Action items",
                     "Lessons learned"}, // 7
        .upkeep = 0,
        .links = 10, // four channels (mail is one of the messages), tracker, Grafana, three runbooks, AWS
    };
}

std::vector<Inventory> everyInventory() {
    return {arbitrationDetection(), selfHealingPipelineGuard(), reconciliationPlatform(), watermarkLab(),
            blockchainDapp()};
}

} // namespace tests
