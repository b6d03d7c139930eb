// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the GUI thread keeps a letter waiting while 12 graphs of 20 series each get a new answer every 2 s and 500
// health checks run every 10 s: what a person feels as stutter. Beside it the same window with nothing to do.
#include "bench/rounds.h"
#include "domain/clock.h"
#include "health/monitor.h"
#include "net/test_servers.h"
#include "net/transport.h"
#include "ui/charts/graph_panel.h"
#include "ui/graphs_panel.h"
#include "ui/look/style.h"
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <atomic>
#include <cmath>
#include <thread>

namespace {

using namespace std::chrono_literals;

constexpr int panelCount = 12;
constexpr int seriesCount = 20;
constexpr int points = 721;
constexpr int checkCount = 500;
constexpr auto length = 20s;

metrics::PanelView viewOf(int panel, int answer) {
    metrics::Matrix matrix;
    matrix.from = domain::instantFromMs(1'790'000'000'000 + answer * 5'000LL);
    matrix.step = 5s;
    matrix.to = matrix.from + matrix.step * (points - 1);
    for (int s = 0; s < seriesCount; ++s) {
        metrics::Series series;
        series.labels = {{QStringLiteral("instance"), QString::number(s)}};
        series.legend = QString::number(s);
        for (int i = 0; i < points; ++i) {
            series.t.push_back(static_cast<double>(domain::toMs(matrix.from) + i * 5'000LL));
            series.v.push_back(std::sin((i + answer) * 0.02 + s) + s + panel + std::sin(i * 1.7) * 0.2);
        }
        matrix.series.push_back(std::move(series));
    }
    metrics::PanelView view;
    view.panel.id = QStringLiteral("p%1").arg(panel);
    view.panel.title = view.panel.id;
    view.panel.expr = QStringLiteral("x");
    view.state = metrics::FeedState::Ok;
    view.matrix = std::make_shared<const metrics::Matrix>(std::move(matrix));
    view.answeredAt = view.matrix->to;
    view.value = 1;
    view.serial = static_cast<quint64>(answer);
    return view;
}

std::vector<playbook::Check> checksOf(const QString& url) {
    std::vector<playbook::Check> checks;
    for (int i = 0; i < checkCount; ++i) {
        playbook::Check check;
        check.id = QStringLiteral("c%1").arg(i);
        check.title = check.id;
        check.http.url = url;
        check.conditions = {QStringLiteral("[STATUS] == 200")};
        check.every = 10s;
        checks.push_back(check);
    }
    return checks;
}

/// Waits, in ms, of letters that a thread posts to the GUI thread every 5 ms.
std::vector<double> waits(QApplication& application) {
    std::vector<double> all;
    std::atomic<bool> stop = false;
    std::thread probe([&] {
        while (!stop) {
            const auto posted = std::chrono::steady_clock::now();
            QMetaObject::invokeMethod(
                &application,
                [&all, posted] {
                    const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - posted;
                    all.push_back(waited.count());
                },
                Qt::QueuedConnection);
            std::this_thread::sleep_for(5ms);
        }
    });
    QTimer::singleShot(length, &application, &QCoreApplication::quit);
    QApplication::exec();
    stop = true;
    probe.join();
    QCoreApplication::sendPostedEvents(&application); // the last letters name this function's own values
    return all;
}

void print(const char* name, std::vector<double> all) {
    std::sort(all.begin(), all.end());
    const auto at = [&](double share) { return all[static_cast<std::size_t>(share * double(all.size() - 1))]; };
    const auto over = [&](double ms) { return all.end() - std::upper_bound(all.begin(), all.end(), ms); };
    std::printf("  %-34s %6zu letters  p50 %6.2f  p99 %6.2f  max %7.2f ms   over 16.7 ms: %td  over 50 ms: %td\n", name,
                all.size(), at(0.5), at(0.99), all.back(), over(16.7), over(50));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    ui::applyLook(application, ui::Theme::Dark);
    ui::GraphsPanel graphs;
    std::vector<metrics::PanelView> first;
    std::vector<std::vector<metrics::PanelView>> next;
    for (int panel = 0; panel < panelCount; ++panel) {
        first.push_back(viewOf(panel, 0));
        next.push_back({viewOf(panel, 1), viewOf(panel, 2)});
    }
    graphs.setPanels(first);
    graphs.resize(1280, 900);
    graphs.show();
    std::printf("wait of a letter to the GUI thread, %lld s each\n", static_cast<long long>(length.count()));
    print("nothing to do", waits(application));

    tests::HttpServer server([](const tests::Asked&) { return tests::Answer{200, "ok", "text/plain", {}, 0}; });
    domain::SystemClock clock;
    net::Transport transport(&clock);
    health::Monitor monitor(checksOf(server.url()), {}, &clock, &transport);
    qint64 results = 0;
    QObject::connect(&monitor, &health::Monitor::resultArrived, &application, [&results] { ++results; });
    monitor.start();
    QTimer refresh;
    int round = 0;
    QObject::connect(&refresh, &QTimer::timeout, &application, [&] {
        const int panel = round % panelCount;
        metrics::PanelView view =
            next[static_cast<std::size_t>(panel)][static_cast<std::size_t>(round / panelCount % 2)];
        view.serial = static_cast<quint64>(++round + 2);
        graphs.graph(view.panel.id)->setView(view);
    });
    refresh.start(2'000ms / panelCount);
    print("12 × 20 series every 2 s, 500 checks", waits(application));
    monitor.stop();
    std::printf("  %lld results of checks, %d answers drawn\n", static_cast<long long>(results), round);
    return 0;
}
