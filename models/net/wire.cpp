// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wire.h"

#include "net/dns_talk.h"
#include "net/postgres_talk.h"
#include "net/tls_library.h"

#include <QFile>
#include <algorithm>
#include <csignal>

namespace net {
namespace {

using namespace Qt::StringLiterals;

/// libcurl's resolver threads cannot be stopped while getaddrinfo hangs; glibc gives up within about this time.
constexpr std::chrono::seconds hungNameRest(30);
constexpr size_t maxLookups = 32;
/// glibc's lookups of getaddrinfo_a, and bundles being read, wake nobody: they are looked at this often.
constexpr std::chrono::milliseconds pollEvery(5);
/// Answers of checks that arrive together are handed over together: to wake the other thread costs as much as to ask.
constexpr std::chrono::milliseconds togetherFor(10);

std::unique_ptr<Talk> talkFor(const Order& order, domain::Instant startedAt) {
    switch (order.request.protocol) {
    case Protocol::Dns:
        return std::make_unique<DnsTalk>(order.request, startedAt);
    case Protocol::Postgres:
        return std::make_unique<PostgresTalk>(order.request, order.target, startedAt);
    case Protocol::Http:
    case Protocol::Tcp:
    case Protocol::Tls:
    case Protocol::Redis:
        break;
    }
    return nullptr;
}

QByteArray systemBundle() {
    const char* known = curl_version_info(CURLVERSION_NOW)->cainfo;
    const QString usual = u"/etc/ssl/certs/ca-certificates.crt"_s;
    if (known && QFile::exists(QString::fromUtf8(known)))
        return known;
    return QFile::exists(usual) ? usual.toUtf8() : QByteArray();
}

/// OpenSSL writes to sockets without MSG_NOSIGNAL.
void blockBrokenPipeSignal() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

} // namespace

Wire::Wire(const domain::Clock* clock, Options options, Done done)
    : m_clock(clock)
    , m_options(std::move(options))
    , m_caFile(m_options.caFile.isEmpty() ? systemBundle() : QFile::encodeName(m_options.caFile))
    , m_done(std::move(done))
    , m_lanes(m_options) {
    m_thread = std::thread([this] { run(); });
}

Wire::~Wire() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_sockets.wake();
    m_thread.join();
}

void Wire::submit(std::vector<Order> orders) {
    {
        const std::lock_guard lock(m_mutex);
        m_submitted.insert(m_submitted.end(), std::make_move_iterator(orders.begin()),
                           std::make_move_iterator(orders.end()));
    }
    m_sockets.wake();
}

void Wire::drop(quint64 id) {
    {
        const std::lock_guard lock(m_mutex);
        m_dropped.push_back(id);
    }
    m_sockets.wake();
}

void Wire::run() {
    pthread_setname_np(pthread_self(), "network");
    blockBrokenPipeSignal();
    useTlsLibrary();
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                break;
        }
        takeMail();
        const auto until = grantSlots();
        m_sockets.expire();
        const bool freed = collectFinished() + collectTalks() > 0;
        m_lanes.letPatientOnesWait();
        handOver();
        // What became free is handed out in the next round.
        sleep(freed && m_lanes.anyWaiting() ? Steady::now() : until);
    }
    for (const auto& [id, transfer] : m_active)
        curl_multi_remove_handle(m_sockets.multi(), transfer->easy());
    m_active.clear();
}

void Wire::takeMail() {
    std::vector<Order> orders;
    std::vector<quint64> dropped;
    {
        const std::lock_guard lock(m_mutex);
        orders.swap(m_submitted);
        dropped.swap(m_dropped);
    }
    for (Order& order : orders)
        m_lanes.add(std::move(order));
    for (const quint64 id : dropped)
        forget(id);
}

void Wire::forget(quint64 id) {
    if (const auto found = m_active.find(id); found != m_active.end()) {
        curl_multi_remove_handle(m_sockets.multi(), found->second->easy());
        m_lanes.release(found->second->order(), Failure::None);
        m_conversing.erase(id);
        m_active.erase(found);
        return;
    }
    if (const auto found = m_talks.find(id); found != m_talks.end()) {
        m_lanes.release(found->second.order, Failure::None);
        m_talks.erase(found);
        return;
    }
    m_lanes.drop(id);
}

/// Until something happens on a socket, somebody wakes us, or the time is up.
void Wire::sleep(Steady::time_point next) {
    std::vector<pollfd> others;
    const auto now = Steady::now();
    const auto add = [&](pollfd wanted, Steady::time_point until) {
        next = std::min(next, until);
        if (wanted.fd >= 0)
            others.push_back(wanted);
        else
            next = std::min(next, now + pollEvery);
    };
    for (const auto& [id, talking] : m_talks)
        add(talking.talk->awaits(), std::min(talking.until, now + std::chrono::milliseconds(200)));
    for (const auto& [id, until] : m_conversing)
        add({m_active.at(id)->socket(), POLLIN, 0}, until);
    if (const auto patient = m_lanes.nextPatient())
        next = std::min(next, *patient);
    if (!m_answered.empty())
        next = std::min(next, m_answeredSince + togetherFor);
    m_sockets.wait(others, next);
}

/// Starts what may start; returns how long to sleep when nothing happens on the sockets.
Wire::Steady::time_point Wire::grantSlots() {
    using namespace std::chrono_literals;
    listLookups();
    bool reading = false;
    const auto blocked = [&](const Order& order) {
        const bool verifies = order.target.scheme == "https"_L1 && !order.request.insecure;
        if (verifies && !m_trust.isRead(bundleOf(order, m_caFile)))
            return reading = true;
        return !m_hungNames.contains(order.target.host) && nameBusy(order.target);
    };
    const bool later = m_lanes.grant(blocked, [this](Order order) { begin(std::move(order)); });
    return Steady::now() + (later ? 1ms : reading ? pollEvery : 1s);
}

/// The names being looked up now, and those whose lookup hangs on in a thread of libcurl's.
void Wire::listLookups() {
    m_lookups.clear();
    const auto now = Steady::now();
    std::erase_if(m_hungNames, [&](const auto& hung) { return hung.second <= now; });
    for (auto it = m_naming.begin(); it != m_naming.end();) {
        const auto found = m_active.find(*it);
        if (found == m_active.end() || !found->second->lookingUp()) {
            it = m_naming.erase(it);
            continue;
        }
        m_lookups.insert(found->second->target().host);
        ++it;
    }
    for (const auto& [id, talking] : m_talks) {
        if (talking.talk->lookingUp())
            m_lookups.insert(talking.order.target.host);
    }
}

/// True while the first lookup of this name is under way (the next ones find it in the cache), or too many others are.
bool Wire::nameBusy(const Target& target) const {
    if (target.literal)
        return false;
    return m_lookups.contains(target.host) || m_lookups.size() + m_hungNames.size() >= maxLookups;
}

void Wire::begin(Order order) {
    const QString host = order.target.host;
    if (m_hungNames.contains(host))
        return refuse(std::move(order), Failure::Dns, u"the name lookup of "_s + host + u" still hangs"_s);
    if (!order.target.literal)
        m_lookups.insert(host);
    const quint64 id = order.id;
    if (auto talk = talkFor(order, m_clock->now())) {
        const auto until = Steady::now() + realTimeout(order.request, m_options);
        m_talks.insert_or_assign(id, Talking{std::move(order), std::move(talk), until});
        return;
    }
    auto transfer =
        std::make_unique<Transfer>(std::move(order), m_options, m_caFile, m_trust, m_handles, m_clock->now());
    if (!transfer->target().literal)
        m_naming.insert(id);
    curl_multi_add_handle(m_sockets.multi(), transfer->easy());
    m_active.insert_or_assign(id, std::move(transfer));
}

void Wire::refuse(Order order, Failure failure, const QString& reason) {
    m_lanes.release(order, Failure::None);
    Response response;
    response.failure = failure;
    response.reason = reason;
    response.startedAt = m_clock->now();
    deliver(std::move(order), std::move(response));
}

size_t Wire::collectFinished() {
    int left = 0;
    size_t freed = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_sockets.multi(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL* easy = message->easy_handle;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
        if (transfer->talks(code)) {
            const auto until = Steady::now() + realTimeout(transfer->order().request, m_options);
            m_conversing.insert_or_assign(transfer->order().id, until);
            continue; // its socket lives as long as the handle stays
        }
        curl_multi_remove_handle(m_sockets.multi(), easy);
        ++freed;
        if (!transfer->redirected(code)) {
            finish(*transfer, code);
            continue;
        }
        if (!transfer->target().literal)
            m_naming.insert(transfer->order().id);
        curl_multi_add_handle(m_sockets.multi(), easy);
    }
    return freed;
}

size_t Wire::collectTalks() {
    size_t freed = 0;
    const auto now = Steady::now();
    std::vector<std::pair<quint64, bool>> ended; // and whether its time was up
    for (const auto& [id, until] : m_conversing) {
        if (m_active.at(id)->converse())
            ended.emplace_back(id, false);
        else if (now >= until)
            ended.emplace_back(id, true);
    }
    for (const auto& [id, late] : ended) {
        m_conversing.erase(id);
        Transfer& transfer = *m_active.at(id);
        finish(transfer, late ? CURLE_OPERATION_TIMEDOUT : CURLE_OK);
        ++freed;
    }
    for (auto it = m_talks.begin(); it != m_talks.end();) {
        Talking& talking = it->second;
        if (!talking.talk->proceed()) {
            if (now < talking.until) {
                ++it;
                continue;
            }
            if (talking.talk->lookingUp())
                m_hungNames.insert_or_assign(talking.order.target.host, now + hungNameRest);
            talking.talk->expire();
        }
        Response response = talking.talk->take();
        Order order = std::move(talking.order);
        it = m_talks.erase(it);
        m_lanes.release(order, response.failure);
        deliver(std::move(order), std::move(response));
        ++freed;
    }
    return freed;
}

void Wire::finish(Transfer& transfer, CURLcode code) {
    if (code == CURLE_OPERATION_TIMEDOUT && transfer.lookingUp())
        m_hungNames.insert_or_assign(transfer.target().host, Steady::now() + hungNameRest);
    Response response = transfer.finish(code);
    Order order = std::move(transfer.order());
    m_lanes.release(order, response.failure);
    m_active.erase(order.id);
    deliver(std::move(order), std::move(response));
}

void Wire::deliver(Order order, Response response) {
    if (!response.way.address.isEmpty())
        response.way.interface = m_ways.interfaceOf(response.way.address);
    const Failure failure = response.failure;
    if (failure == Failure::Dns || failure == Failure::Connect || failure == Failure::Timeout)
        response.way.exists = order.target.loopback || Ways::exists(response.remoteIp);
    if (order.request.kind != Request::Class::Check)
        m_answeredSince = {}; // nobody waits for what takes its time
    else if (m_answered.empty())
        m_answeredSince = Steady::now();
    m_answered.push_back({std::move(order), std::move(response)});
}

void Wire::handOver() {
    if (m_answered.empty() || (m_lanes.anyYoung() && Steady::now() - m_answeredSince < togetherFor))
        return;
    m_done(std::exchange(m_answered, {}));
}

} // namespace net
