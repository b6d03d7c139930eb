// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A graph of one hour, 20 series, a sample every 5 s, watched for ten minutes: requests and bytes of the live tail
// beside asking for the whole range with every poll, from the same server on loopback.
#include "bench/rounds.h"
#include "metrics/manual_clock.h"
#include "metrics/panel_feed.h"
#include "net/test_servers.h"
#include <QCoreApplication>
#include <QEventLoop>
#include <QUrlQuery>

namespace {

constexpr int seriesCount = 20;
constexpr int polls = 120;

struct Traffic {
    std::atomic<qint64> requests = 0, bytes = 0;
};

/// Every instant that is asked for, of every series.
tests::Answer answer(const tests::Asked& asked, Traffic& traffic) {
    const QUrlQuery form(QString::fromStdString(asked.body));
    const qint64 from = form.queryItemValue(QStringLiteral("start")).toLongLong();
    const qint64 to = form.queryItemValue(QStringLiteral("end")).toLongLong();
    const qint64 step = std::max<qint64>(form.queryItemValue(QStringLiteral("step")).toLongLong(), 1);
    std::string body = R"({"status":"success","data":{"resultType":"matrix","result":[)";
    for (int s = 0; s < seriesCount; ++s) {
        body += std::string(s ? "," : "") + R"({"metric":{"__name__":"http_requests_total","instance":"host-)" +
                std::to_string(s) + R"("},"values":[)";
        for (qint64 t = from; t <= to; t += step)
            body += std::string(t > from ? "," : "") + "[" + std::to_string(t) + ",\"" +
                    std::to_string(static_cast<double>((t * 7 + s * 13) % 1'000) / 7) + "\"]";
        body += "]}";
    }
    body += "]}}";
    ++traffic.requests;
    traffic.bytes += static_cast<qint64>(body.size());
    return {200, body, "application/json", {}, 0};
}

playbook::Panel panel(bool whole) {
    playbook::Panel made;
    made.id = QStringLiteral("p");
    // An expression that depends on the range is asked for as a whole with every poll.
    made.expr = whole ? QStringLiteral("http_requests_total @ end()") : QStringLiteral("http_requests_total");
    return made;
}

/// Watches for ten minutes of the clock; gives the number of samples shown in the end.
double watch(bool whole, Traffic& traffic) {
    tests::HttpServer server([&traffic](const tests::Asked& asked) { return answer(asked, traffic); });
    tests::ManualClock clock;
    net::Transport transport(&clock);
    metrics::PanelFeed feed(panel(whole), server.url(), std::chrono::hours(1), &clock, &transport);
    int answered = 0;
    QEventLoop loop;
    QObject::connect(&feed, &metrics::PanelFeed::changed, &loop, [&](const metrics::PanelView&) {
        if (++answered == polls)
            return loop.quit();
        QMetaObject::invokeMethod(
            &loop, [&clock] { clock.advance(metrics::PanelFeed::every); }, Qt::QueuedConnection);
    });
    feed.start();
    loop.exec();
    double samples = 0;
    for (const metrics::Series& series : feed.view().matrix->series)
        samples += static_cast<double>(series.t.size());
    return samples;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    Traffic tail;
    Traffic whole;
    bench::run("120 polls of a graph of one hour (20 series, step 5 s)",
               {{"live tail", [&] { return watch(false, tail); }},
                {"the whole range with every poll", [&] { return watch(true, whole); }}},
               3);
    const auto perRun = [](const std::atomic<qint64>& total) { return static_cast<double>(total) / 4; };
    std::printf("  live tail: %.0f requests, %.2f MB; whole: %.0f requests, %.2f MB; %.1f x fewer bytes\n",
                perRun(tail.requests), perRun(tail.bytes) / 1e6, perRun(whole.requests), perRun(whole.bytes) / 1e6,
                static_cast<double>(whole.bytes) / static_cast<double>(tail.bytes));
    return 0;
}
