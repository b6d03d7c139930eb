// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Checks against servers on this computer: what 1,000 of them every 10 s cost, how punctual they are, how true the
/// latency is that they measure, also while as many targets hang; CPU of one probe beside prometheus-blackbox-exporter
/// and curl in the same run. BENCH_SECONDS (default 20) is the length of each part.
#include "domain/clock.h"
#include "health/monitor.h"
#include "net/test_servers.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <map>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr int checksCount = 1000;
constexpr auto every = 10s;

int seconds() {
    const int wanted = qEnvironmentVariableIntValue("BENCH_SECONDS");
    return wanted > 0 ? wanted : 20;
}

double usOf(const timeval& time) {
    return double(time.tv_sec) * 1e6 + double(time.tv_usec);
}
double cpuUs(int who) {
    rusage usage{};
    getrusage(who, &usage);
    return usOf(usage.ru_utime) + usOf(usage.ru_stime);
}
/// Of another process, from /proc.
double cpuUsOf(qint64 process) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    const QList<QByteArray> words = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return (words.value(11).toDouble() + words.value(12).toDouble()) * 1e6 / double(sysconf(_SC_CLK_TCK));
}

int listener(int* port) {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(made, reinterpret_cast<sockaddr*>(&address), size);
    listen(made, 4096);
    getsockname(made, reinterpret_cast<sockaddr*>(&address), &size);
    *port = ntohs(address.sin_port);
    return made;
}

/// In a process of its own: answers 20 ms after it accepted and says how many microseconds that were, by its own clock.
/// What connects to the second listener is never answered.
pid_t serveTruth(int answering, int hanging) {
    const pid_t child = fork();
    if (child != 0)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int poll = epoll_create1(0);
    const auto add = [&](int socket) {
        epoll_event event{EPOLLIN, {.fd = socket}};
        epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    };
    add(answering);
    std::ignore = hanging; // its queue accepts, nobody reads
    std::multimap<Steady::time_point, std::pair<int, Steady::time_point>> due;
    for (;;) {
        epoll_event events[64];
        const auto wait =
            due.empty()
                ? -1
                : int(std::max<qint64>(
                      0, std::chrono::ceil<std::chrono::milliseconds>(due.begin()->first - Steady::now()).count()));
        const int count = epoll_wait(poll, events, 64, wait);
        for (int i = 0; i < count; ++i) {
            for (int peer = accept4(answering, nullptr, nullptr, SOCK_CLOEXEC); peer >= 0;
                 peer = accept4(answering, nullptr, nullptr, SOCK_CLOEXEC))
                due.insert({Steady::now() + 20ms, {peer, Steady::now()}});
        }
        while (!due.empty() && due.begin()->first <= Steady::now()) {
            const auto [peer, accepted] = due.begin()->second;
            due.erase(due.begin());
            char request[4096];
            recv(peer, request, sizeof request, 0);
            const auto us = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - accepted).count();
            const std::string answer = "HTTP/1.1 200 OK\r\nX-Server-Us: " + std::to_string(us) +
                                       "\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
            send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
            close(peer);
        }
    }
}

double quantile(std::vector<double> values, double share) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[size_t(share * double(values.size() - 1))];
}

playbook::Check check(const QString& id, const QString& url, const QString& ca = {}) {
    playbook::Check one;
    one.id = one.title = id;
    one.http.url = url;
    one.conditions = {u"[STATUS] == 200"_s};
    one.every = every;
    one.timeout = 5s;
    one.ca = ca;
    return one;
}

struct Seen {
    int probes = 0, up = 0;
    double cpuUs = 0, wallUs = 0;
    std::vector<double> latenessMs, errorMs;
};

/// Runs the checks; of those whose id begins with "truth" looks at lateness and truth.
Seen run(const std::vector<playbook::Check>& checks, int forSeconds) {
    domain::SystemClock clock;
    net::Transport transport(&clock, {.patientSlots = 256});
    health::Monitor monitor(checks, {}, &clock, &transport);
    Seen seen;
    std::map<QString, domain::Instant> first;
    QObject::connect(&monitor, &health::Monitor::answerArrived, &monitor, [&](const health::AnswerPtr& answer) {
        const domain::CheckResult& result = answer->result;
        if (result.check.startsWith(u"hang"_s))
            return;
        ++seen.probes;
        seen.up += result.state == domain::CheckState::Up;
        const auto due = first.at(result.check);
        const auto late = (result.at - due) % domain::Millis(every);
        seen.latenessMs.push_back(late > every / 2 ? 0.0 : double(late.count()));
        for (const auto& [name, value] : answer->headers) {
            if (name == "x-server-us"_L1)
                seen.errorMs.push_back((double(answer->phases.totalUs) - value.toDouble()) / 1000.0);
        }
    });
    const double before = cpuUs(RUSAGE_SELF);
    QElapsedTimer wall;
    wall.start();
    monitor.start();
    const auto begin = clock.now();
    for (const playbook::Check& one : checks)
        first[one.id] = begin + health::firstDelay(one.id, one.every);
    QEventLoop loop;
    QTimer::singleShot(forSeconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
    seen.cpuUs = cpuUs(RUSAGE_SELF) - before;
    seen.wallUs = double(wall.nsecsElapsed()) / 1000.0;
    monitor.stop();
    return seen;
}

void print(const char* what, const Seen& seen) {
    std::printf("%-34s %6d probes, %d up, %6.0f us CPU each, %5.2f %% of a core", what, seen.probes, seen.up,
                seen.cpuUs / std::max(1, seen.probes), 100.0 * seen.cpuUs / seen.wallUs);
    std::printf("; start late by p50 %.0f p99 %.0f ms", quantile(seen.latenessMs, 0.5),
                quantile(seen.latenessMs, 0.99));
    if (!seen.errorMs.empty())
        std::printf("; latency beyond the server's p50 %.2f p99 %.2f ms", quantile(seen.errorMs, 0.5),
                    quantile(seen.errorMs, 0.99));
    std::printf("\n");
    std::fflush(stdout);
}

/// nginx with one worker, plain and TLS.
struct Nginx {
    QTemporaryDir folder;
    QProcess process;
    int plain = 0, tls = 0;
    QString ca; ///< the system's bundle with our certificate at its end

    bool start() {
        const tests::Certificate own = tests::makeCertificate(folder.path(), u"own"_s, "IP:127.0.0.1,DNS:localhost");
        close(listener(&plain));
        close(listener(&tls));
        ca = folder.filePath(u"bundle.pem"_s);
        QFile bundle(ca), system(u"/etc/ssl/certs/ca-certificates.crt"_s), mine(own.certificate);
        if (!bundle.open(QIODevice::WriteOnly) || !mine.open(QIODevice::ReadOnly))
            return false;
        if (system.open(QIODevice::ReadOnly))
            bundle.write(system.readAll());
        bundle.write(mine.readAll());
        bundle.close();
        QFile config(folder.filePath(u"nginx.conf"_s));
        if (!config.open(QIODevice::WriteOnly))
            return false;
        const QString text =
            u"daemon off; worker_processes 1; pid %1/pid; error_log /dev/null; events { worker_connections 4096; }\n"
            "http { access_log off; client_body_temp_path %1/a; proxy_temp_path %1/b; fastcgi_temp_path %1/c; "
            "uwsgi_temp_path %1/d; scgi_temp_path %1/e;\n"
            "server { listen 127.0.0.1:%2; listen 127.0.0.1:%3 ssl; ssl_certificate %4; ssl_certificate_key %5; "
            "location / { return 200 \"ok\"; } } }\n"_s;
        config.write(text.arg(folder.path()).arg(plain).arg(tls).arg(own.certificate, own.key).toUtf8());
        config.close();
        process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        process.start(u"nginx"_s, {u"-e"_s, u"/dev/null"_s, u"-c"_s, config.fileName()});
        return process.waitForStarted() && !process.waitForFinished(500);
    }
    ~Nginx() {
        process.terminate();
        process.waitForFinished();
    }
};

/// CPU of the exporter for one probe, asked over one connection.
double blackboxUs(const QString& target, const QString& ca, int probes) {
    const QString program = QStandardPaths::findExecutable(u"prometheus-blackbox-exporter"_s);
    if (program.isEmpty())
        return 0;
    QTemporaryDir folder;
    QFile config(folder.filePath(u"blackbox.yml"_s));
    if (!config.open(QIODevice::WriteOnly))
        return 0;
    config.write(
        "modules:\n  plain: {prober: http, timeout: 5s}\n  tls: {prober: http, timeout: 5s, http: {tls_config: "
        "{ca_file: " +
        ca.toUtf8() + "}}}\n");
    config.close();
    int port = 0;
    close(listener(&port));
    QProcess exporter;
    exporter.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    exporter.start(program, {u"--config.file="_s + config.fileName(), u"--web.listen-address=127.0.0.1:%1"_s.arg(port),
                             u"--log.level=error"_s});
    exporter.waitForStarted();
    exporter.waitForFinished(1500);
    domain::SystemClock clock;
    net::Transport transport(&clock);
    const QString module = target.startsWith(u"https"_s) ? u"tls"_s : u"plain"_s;
    int good = 0;
    const double before = cpuUsOf(exporter.processId());
    for (int i = 0; i < probes; ++i) {
        QEventLoop loop;
        net::Request request;
        request.url = u"http://127.0.0.1:%1/probe?module=%2&target=%3"_s.arg(port).arg(module, target);
        transport.fetch(
            request, [](const net::Response& r) { return r.body.contains("probe_success 1"); }, &loop,
            [&](bool well) {
                good += well;
                loop.quit();
            });
        loop.exec();
    }
    const double us = (cpuUsOf(exporter.processId()) - before) / probes;
    if (good != probes)
        std::printf("   (blackbox exporter: only %d of %d probes went well)\n", good, probes);
    exporter.kill();
    exporter.waitForFinished();
    return us;
}

/// CPU of one curl process for each probe.
double curlUs(const QString& target, const QString& ca, int probes) {
    const double before = cpuUs(RUSAGE_CHILDREN);
    for (int i = 0; i < probes; ++i)
        QProcess::execute(u"curl"_s, {u"-s"_s, u"-o"_s, u"/dev/null"_s, u"--cacert"_s, ca, target});
    return (cpuUs(RUSAGE_CHILDREN) - before) / probes;
}

void compare(const char* what, double ours, double blackbox, double curl) {
    std::printf("%s, CPU of one probe: ours %.0f us", what, ours);
    if (blackbox > 0)
        std::printf(", blackbox exporter %.0f us (%.1f times ours)", blackbox, blackbox / ours);
    std::printf(", a curl process %.0f us (%.1f times ours)\n", curl, curl / ours);
    std::fflush(stdout);
}

std::vector<playbook::Check> many(const char* id, const QString& url, const QString& ca = {}) {
    std::vector<playbook::Check> checks;
    for (int i = 0; i < checksCount; ++i)
        checks.push_back(check(QString::fromLatin1(id) + QString::number(i), url, ca));
    return checks;
}

} // namespace

int main(int argc, char** argv) {
    int answeringPort = 0, hangingPort = 0;
    const int answering = listener(&answeringPort), hanging = listener(&hangingPort);
    const pid_t truth = serveTruth(answering, hanging);
    QCoreApplication application(argc, argv);
    Nginx nginx;
    if (!nginx.start()) {
        std::printf("nginx does not start; nothing measured\n");
        kill(truth, SIGKILL);
        return 1;
    }
    const QString plain = u"http://127.0.0.1:%1/"_s.arg(nginx.plain), tls = u"https://127.0.0.1:%1/"_s.arg(nginx.tls);
    const QString known = u"http://127.0.0.1:%1/"_s.arg(answeringPort);
    std::printf("%d checks every %d s, %d s each part\n", checksCount, int(every.count()), seconds());
    const Seen http = run(many("http", plain), seconds());
    print("HTTP, nginx", http);
    const Seen https = run(many("tls", tls, nginx.ca), seconds());
    print("verified TLS, nginx", https);
    print("HTTP, a server that knows the truth", run(many("truth", known), seconds()));
    auto both = many("truth", known);
    for (playbook::Check& one : many("hang", u"http://127.0.0.1:%1/"_s.arg(hangingPort)))
        both.push_back(std::move(one));
    print("the same while 1,000 targets hang", run(both, seconds()));
    kill(truth, SIGKILL);
    compare("HTTP", http.cpuUs / std::max(1, http.probes), blackboxUs(plain, nginx.ca, 300),
            curlUs(plain, nginx.ca, 40));
    compare("verified TLS", https.cpuUs / std::max(1, https.probes), blackboxUs(tls, nginx.ca, 100),
            curlUs(tls, nginx.ca, 40));
    return 0;
}
