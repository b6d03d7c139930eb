// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Checks against servers on this computer: what 1,000 of them every 10 s cost, how punctual they are, how true the
/// latency is that they measure, also among as many TLS handshakes and while as many targets hang; CPU of one probe
/// beside prometheus-blackbox-exporter (under the same load, and asked without a pause) and curl in the same run.
/// BENCH_SECONDS (default 20) is the length of each part; words after the name of the program choose some of: http tls
/// truth mix hang.
#include "domain/clock.h"
#include "health/monitor.h"
#include "net/test_servers.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <map>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <thread>
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
    double startUs = 0; ///< CPU until all is ready and the first 2 s are over: requests prepared, the CA bundle read
    double cpuUs = 0, wallUs = 0;
    std::vector<double> latenessMs, errorMs;
    double eachUs() const { return cpuUs / std::max(1, probes); }
};

double ownCpuUs() {
    return cpuUs(RUSAGE_SELF);
}

/// Runs the checks and says what that costs the one whose CPU is given.
Seen run(const std::vector<playbook::Check>& checks, const std::function<double()>& cpu = ownCpuUs) {
    domain::SystemClock clock;
    net::Transport transport(&clock, {.patientSlots = 256});
    health::Monitor monitor(checks, {}, &clock, &transport);
    Seen seen;
    QHash<QString, std::pair<domain::Instant, domain::Instant>> planned; // the first, and at its phase
    QObject::connect(&monitor, &health::Monitor::answerArrived, &monitor, [&](const health::AnswerPtr& answer) {
        const domain::CheckResult& result = answer->result;
        if (seen.startUs == 0 || result.check.startsWith(u"hang"_s))
            return;
        ++seen.probes;
        seen.up += result.state == domain::CheckState::Up;
        const auto [first, phase] = planned.value(result.check);
        // begin was read a moment after the monitor read it
        const auto due = result.at + every / 2 < phase ? first : phase;
        const auto late = (result.at - due) % domain::Millis(every);
        seen.latenessMs.push_back(late > every / 2 ? 0.0 : double(late.count()));
        for (const auto& [name, value] : answer->headers) {
            if (name == "x-server-us"_L1)
                seen.errorMs.push_back((double(answer->phases.totalUs) - value.toDouble()) / 1000.0);
        }
    });
    const double before = cpu();
    monitor.start();
    const auto begin = clock.now();
    for (const playbook::Check& one : checks)
        planned[one.id] = {begin + health::firstDelay(one, checks.size()), begin + health::phaseOf(one)};
    const auto pass = [](std::chrono::seconds time) {
        QEventLoop loop;
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        loop.exec();
    };
    pass(2s);
    seen.startUs = cpu() - before + 1;
    QElapsedTimer wall;
    wall.start();
    pass(std::chrono::seconds(seconds()));
    seen.cpuUs = cpu() - before - seen.startUs;
    seen.wallUs = double(wall.nsecsElapsed()) / 1000.0;
    monitor.stop();
    return seen;
}

void print(const char* what, const Seen& seen) {
    std::printf("%-34s %6d probes, %d up, %6.0f us CPU each, %5.2f %% of a core", what, seen.probes, seen.up,
                seen.eachUs(), 100.0 * seen.cpuUs / seen.wallUs);
    std::printf(" (%.0f ms once)", seen.startUs / 1000);
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

/// prometheus-blackbox-exporter with one module for each kind of target.
struct Exporter {
    QTemporaryDir folder;
    QProcess process;
    int port = 0;

    bool start(const QString& ca) {
        const QString program = QStandardPaths::findExecutable(u"prometheus-blackbox-exporter"_s);
        QFile config(folder.filePath(u"blackbox.yml"_s));
        if (program.isEmpty() || !config.open(QIODevice::WriteOnly))
            return false;
        config.write(
            "modules:\n  http: {prober: http, timeout: 5s}\n  https: {prober: http, timeout: 5s, http: {tls_config: "
            "{ca_file: " +
            ca.toUtf8() + "}}}\n");
        config.close();
        close(listener(&port));
        process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process.start(program, {u"--config.file="_s + config.fileName(),
                                u"--web.listen-address=127.0.0.1:%1"_s.arg(port), u"--log.level=error"_s});
        return process.waitForStarted() && !process.waitForFinished(1500);
    }
    QString probeOf(const QString& target) const {
        return u"http://127.0.0.1:%1/probe?module=%2&target=%3"_s.arg(port).arg(target.section(u':', 0, 0), target);
    }
    ~Exporter() {
        process.kill();
        process.waitForFinished();
    }
};

/// CPU of one request when they are sent without a pause, one after the other.
double withoutPauseUs(net::Request request, int times, const std::function<double()>& cpu) {
    domain::SystemClock clock;
    net::Transport transport(&clock);
    request.kind = net::Request::Class::Check;
    const double before = cpu();
    for (int i = 0; i < times; ++i) {
        QEventLoop loop;
        transport.fetch(
            request, [](const net::Response& r) { return r.status == 200; }, &loop,
            [&](bool well) {
                if (!well)
                    std::printf("   (a request without a pause went wrong)\n");
                loop.quit();
            });
        loop.exec();
    }
    return (cpu() - before) / times;
}

/// CPU of one curl process for each probe.
double curlUs(const QString& target, const QString& ca, int probes) {
    const double before = cpuUs(RUSAGE_CHILDREN);
    for (int i = 0; i < probes; ++i)
        QProcess::execute(u"curl"_s, {u"-s"_s, u"-o"_s, u"/dev/null"_s, u"--cacert"_s, ca, target});
    return (cpuUs(RUSAGE_CHILDREN) - before) / probes;
}

std::vector<playbook::Check> many(const char* id, const QString& url, const QString& ca = {}) {
    std::vector<playbook::Check> checks;
    for (int i = 0; i < checksCount; ++i)
        checks.push_back(check(QString::fromLatin1(id) + QString::number(i), url, ca));
    return checks;
}

/// CPU of one verified handshake with request and answer by OpenSSL alone, as the system has it and without libcurl.
double bareHandshakeUs(int port, const QString& ca, int times, std::chrono::milliseconds pause) {
    X509_STORE* store = X509_STORE_new();
    X509_STORE_load_file(store, ca.toUtf8().constData());
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(quint16(port));
    double us = 0;
    int good = 0;
    for (int i = 0; i < times; ++i) {
        std::this_thread::sleep_for(pause);
        const double before = cpuUs(RUSAGE_THREAD);
        const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        SSL_CTX* context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set1_cert_store(context, store);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        SSL* connection = SSL_new(context);
        SSL_set_fd(connection, made);
        char answer[4096];
        const std::string request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        good += connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                SSL_connect(connection) == 1 && SSL_write(connection, request.data(), int(request.size())) > 0 &&
                SSL_read(connection, answer, sizeof answer) > 0;
        SSL_shutdown(connection);
        SSL_free(connection);
        SSL_CTX_free(context);
        close(made);
        us += cpuUs(RUSAGE_THREAD) - before;
    }
    X509_STORE_free(store);
    if (good != times)
        std::printf("   (only %d of %d bare handshakes went well)\n", good, times);
    return us / times;
}

void compare(const char* who, double theirs, double ours) {
    std::printf("   %s: %.0f us, %.1f times ours\n", who, theirs, theirs / ours);
    std::fflush(stdout);
}

/// One kind of target, checked by us, by the exporter and by curl.
void measure(const char* what, const QString& url, const QString& ca) {
    const Seen ours = run(many(what, url, ca));
    print(what, ours);
    net::Request request;
    request.url = url;
    request.caFile = ca;
    request.freshConnection = true;
    const double oursHot = withoutPauseUs(request, 500, ownCpuUs);
    std::printf("   ours without a pause: %.0f us\n", oursHot);
    Exporter exporter;
    if (exporter.start(ca)) {
        const auto cpu = [&] { return cpuUsOf(exporter.process.processId()); };
        auto asked = many(what, exporter.probeOf(url));
        for (playbook::Check& one : asked)
            one.conditions = {u"[BODY] == pat(*probe_success 1*)"_s};
        const Seen theirs = run(asked, cpu);
        request.url = exporter.probeOf(url);
        request.freshConnection = false;
        compare("blackbox exporter, as many probes a second", theirs.eachUs(), ours.eachUs());
        if (theirs.up < theirs.probes)
            std::printf("   (but only %d of its %d probes went well)\n", theirs.up, theirs.probes);
        compare("blackbox exporter without a pause", withoutPauseUs(request, 300, cpu), oursHot);
    }
    compare("a curl process for each", curlUs(url, ca, 40), ours.eachUs());
}

} // namespace

int main(int argc, char** argv) {
    int answeringPort = 0, hangingPort = 0;
    const int answering = listener(&answeringPort), hanging = listener(&hangingPort);
    const pid_t truth = serveTruth(answering, hanging);
    QCoreApplication application(argc, argv);
    const QStringList chosen = QCoreApplication::arguments().mid(1);
    const auto wanted = [&](const QString& part) { return chosen.isEmpty() || chosen.contains(part); };
    Nginx nginx;
    if (!nginx.start()) {
        std::printf("nginx does not start; nothing measured\n");
        kill(truth, SIGKILL);
        return 1;
    }
    std::printf("%d checks every %d s, %d s each part\n", checksCount, int(every.count()), seconds());
    if (wanted(u"http"_s))
        measure("HTTP, nginx", u"http://127.0.0.1:%1/"_s.arg(nginx.plain), nginx.ca);
    if (wanted(u"tls"_s)) {
        measure("verified TLS, nginx", u"https://127.0.0.1:%1/"_s.arg(nginx.tls), nginx.ca);
        std::printf("   OpenSSL alone: %.0f us without a pause, %.0f us at a hundred a second\n",
                    bareHandshakeUs(nginx.tls, nginx.ca, 500, 0ms), bareHandshakeUs(nginx.tls, nginx.ca, 500, 10ms));
    }
    auto checks = many("truth", u"http://127.0.0.1:%1/"_s.arg(answeringPort));
    if (wanted(u"truth"_s))
        print("HTTP, a server that knows the truth", run(checks));
    if (wanted(u"mix"_s)) {
        auto both = checks;
        for (playbook::Check& one : many("secure", u"https://127.0.0.1:%1/"_s.arg(nginx.tls), nginx.ca))
            both.push_back(std::move(one));
        print("the same among 1,000 verified TLS", run(both));
    }
    for (playbook::Check& one : many("hang", u"http://127.0.0.1:%1/"_s.arg(hangingPort)))
        checks.push_back(std::move(one));
    if (wanted(u"hang"_s))
        print("the same while 1,000 targets hang", run(checks));
    kill(truth, SIGKILL);
    return 0;
}
