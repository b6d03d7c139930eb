// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/long_watch.h"
#include "drill/drill_clock.h"
#include "net/test_servers.h"
#include "net/transport.h"
#include "store/database.h"
#include "store/lock.h"
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrlQuery>

namespace tests {
namespace {

using namespace std::chrono_literals;
using domain::Instant;

constexpr int checkCount = 10, panelCount = 3, seriesCount = 10;
constexpr double asFastAsItGoes = 1e6; ///< seconds of the clock per second

const Instant began = domain::instantFromMs(1'800'000'000'000);

bool broken(Instant at) {
    return (at - began) % 20min >= 15min;
}

QByteArray yaml(const QString& server) {
    QByteArray text = "name: Night\nvariables: {service: '" + server.toUtf8() + "', prometheus: '" + server.toUtf8() +
                      "', alertmanager: '" + server.toUtf8() +
                      "'}\nseverities: [{id: SEV1, name: Critical, rank: 1}]\n"
                      "roles: [{id: commander, title: Commander}]\n"
                      "phases: [{id: p, title: P, items: [{id: up, text: Up, watch: {check: c0, stable_for: 10m}}]}]\n"
                      "post_mortem: {sections: [{id: summary, title: Summary, kind: generated}]}\nchecks:\n";
    for (int i = 0; i < checkCount; ++i)
        text += "  - {id: c" + QByteArray::number(i) + ", title: C" + QByteArray::number(i) + ", http: '{{service}}/c" +
                QByteArray::number(i) +
                "', conditions: ['[STATUS] == 200', '[BODY].status == ok'], every: 10s, timeout: 5s}\n";
    text += "panels:\n";
    for (int i = 0; i < panelCount; ++i)
        text += "  - {id: p" + QByteArray::number(i) + ", title: P, expr: load" + QByteArray::number(i) +
                ", unit: percent, warn: 90, critical: 99}\n";
    return text;
}

std::string samples(const Asked& asked) {
    const QUrlQuery form(QString::fromStdString(asked.body));
    const auto number = [&form](const char* name) { return form.queryItemValue(QString::fromLatin1(name)).toDouble(); };
    const double from = number("start"), to = number("end"), step = std::max(number("step"), 1.0);
    std::string body = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";
    for (int s = 0; s < seriesCount; ++s) {
        body += std::string(s > 0 ? "," : "") + "{\"metric\":{\"instance\":\"host-" + std::to_string(s) +
                "\"},\"values\":[";
        for (double t = from; t <= to; t += step)
            body += std::string(t > from ? "," : "") + "[" + std::to_string(t) + ",\"" +
                    std::to_string(std::fmod(t + 7 * s, 100)) + "\"]";
        body += "]}";
    }
    return body + "]}}";
}

std::string alert(Instant now) {
    if (!broken(now))
        return "[]";
    const std::string since = domain::toIso(now).toStdString();
    return "[{\"fingerprint\":\"00000000000000aa\",\"labels\":{\"alertname\":\"C0Down\"},\"annotations\":{\"summary\":"
           "\"c0 does not answer\"},\"startsAt\":\"" +
           since + "\",\"endsAt\":\"2099-01-01T00:00:00Z\",\"updatedAt\":\"" + since +
           "\",\"generatorURL\":\"\",\"receivers\":[{\"name\":\"r\"}],\"status\":{\"state\":\"active\",\"silencedBy\":["
           "],"
           "\"inhibitedBy\":[]}}]";
}

} // namespace

struct LongWatch::Private {
    QTemporaryDir folder;
    drill::SteppedClock clock{began, asFastAsItGoes};
    std::atomic<qint64> answers = 0;
    HttpServer server{[this](const Asked& asked) { return answer(asked); }};
    std::unique_ptr<store::Database> database;
    std::shared_ptr<net::Transport> transport;
    std::unique_ptr<room::WarRoom> room;
    std::unique_ptr<room::Watch> watch;

    Answer answer(const Asked& asked) {
        ++answers;
        Answer said = answerTo(asked);
        said.headers.emplace("Server-Timing", "app;dur=20");
        return said;
    }
    Answer answerTo(const Asked& asked) const {
        if (asked.path == "/api/v1/query_range")
            return {200, samples(asked), "application/json", {}, 0};
        if (asked.path == "/api/v1/alerts")
            return {200, "{\"status\":\"success\",\"data\":{\"alerts\":[]}}", "application/json", {}, 0};
        if (asked.path == "/api/v2/alerts")
            return {200, alert(clock.now()), "application/json", {}, 0};
        if (asked.path == "/api/v2/silences")
            return {200, "[]", "application/json", {}, 0};
        const bool down = asked.path == "/c0" && broken(clock.now());
        return {down ? 503 : 200,
                "{\"status\":\"ok\",\"padding\":\"" + std::string(1024, 'x') + "\"}",
                "application/json",
                {},
                0};
    }
};

LongWatch::LongWatch()
    : d(std::make_unique<Private>()) {
    d->database = std::make_unique<store::Database>(d->folder.path());
    auto lock = store::Lock::take(d->folder.path());
    if (!lock)
        return;
    QEventLoop loop;
    d->database->open(std::move(*lock), &loop, [&](const auto&) { loop.quit(); });
    loop.exec();
    QString url = d->server.url();
    url.chop(1);
    room::WarRoom::Declaration declaration;
    declaration.title = QStringLiteral("A long night");
    declaration.severity = QStringLiteral("SEV1");
    declaration.playbookId = QStringLiteral("night");
    declaration.playbookYaml = yaml(url);
    declaration.at = began;
    room::WarRoom::declare(d->database.get(), &d->clock, declaration, QStringLiteral("@ic"), &loop,
                           [&](const domain::Result<room::WarRoom*>& declared) {
                               if (declared)
                                   d->room.reset(*declared);
                               else
                                   qWarning("%s", qPrintable(declared.error().text));
                               loop.quit();
                           });
    loop.exec();
    if (!d->room)
        return;
    d->transport = net::drillTransport(&d->clock, asFastAsItGoes);
    d->watch = std::make_unique<room::Watch>(d->room.get(), d->transport.get());
    d->watch->start();
}

LongWatch::~LongWatch() = default;

bool LongWatch::isReady() const {
    return d->watch != nullptr;
}

bool LongWatch::pass(domain::Millis time) {
    QEventLoop loop;
    bool reached = false;
    d->clock.wakeAt(d->clock.now() + time, &loop, [&] {
        reached = true;
        loop.quit();
    });
    QObject::connect(&d->clock, &drill::SteppedClock::stalled, &loop, &QEventLoop::quit);
    d->clock.start();
    loop.exec();
    d->clock.stop();
    return reached;
}

room::Watch* LongWatch::watch() const {
    return d->watch.get();
}
room::WarRoom* LongWatch::room() const {
    return d->room.get();
}
qint64 LongWatch::answers() const {
    return d->answers;
}

} // namespace tests
