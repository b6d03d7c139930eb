// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wire.h"

#include <QFile>
#include <csignal>

namespace net {
namespace {

using namespace Qt::StringLiterals;

/// A TLS handshake computes for about a millisecond: starting them one by one keeps one from being measured in
/// another's time.
constexpr std::chrono::microseconds tlsSpacing(1000);
constexpr std::chrono::microseconds plainSpacing(250);
/// libcurl's resolver threads cannot be stopped while getaddrinfo hangs; glibc gives up within about this time.
constexpr std::chrono::seconds hungNameRest(30);
constexpr size_t maxLookups = 32;

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
    , m_multi(curl_multi_init()) {
    m_lanes[static_cast<size_t>(Request::Class::Check)].limit = std::max(1, m_options.checkSlots);
    m_lanes[static_cast<size_t>(Request::Class::Query)].limit = std::max(1, m_options.querySlots);
    m_lanes[static_cast<size_t>(Request::Class::Message)].limit = std::max(1, m_options.messageSlots);
    m_thread = std::thread([this] { run(); });
}

Wire::~Wire() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    curl_multi_wakeup(m_multi);
    m_thread.join();
    curl_multi_cleanup(m_multi);
}

void Wire::submit(Order order) {
    {
        const std::lock_guard lock(m_mutex);
        m_submitted.push_back(std::move(order));
    }
    curl_multi_wakeup(m_multi);
}

void Wire::drop(quint64 id) {
    {
        const std::lock_guard lock(m_mutex);
        m_dropped.push_back(id);
    }
    curl_multi_wakeup(m_multi);
}

void Wire::run() {
    blockBrokenPipeSignal();
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                break;
        }
        takeMail();
        const int waitMs = grantSlots();
        int running = 0;
        curl_multi_perform(m_multi, &running);
        collectFinished();
        curl_multi_poll(m_multi, nullptr, 0, waitMs, nullptr);
    }
    for (const auto& [id, transfer] : m_active)
        curl_multi_remove_handle(m_multi, transfer->easy());
    m_active.clear();
}

void Wire::takeMail() {
    std::deque<Order> orders;
    std::deque<quint64> dropped;
    {
        const std::lock_guard lock(m_mutex);
        orders.swap(m_submitted);
        dropped.swap(m_dropped);
    }
    for (Order& order : orders)
        laneOf(order).waiting.push_back(std::move(order));
    for (const quint64 id : dropped)
        forget(id);
}

void Wire::forget(quint64 id) {
    if (const auto found = m_active.find(id); found != m_active.end()) {
        curl_multi_remove_handle(m_multi, found->second->easy());
        --laneOf(found->second->order()).active;
        m_active.erase(found);
        return;
    }
    for (Lane& lane : m_lanes)
        std::erase_if(lane.waiting, [&](const Order& order) { return order.id == id; });
}

/// Starts what may start; returns how long to sleep when nothing happens on the sockets.
int Wire::grantSlots() {
    constexpr int idleMs = 1000;
    int waitMs = idleMs;
    listLookups();
    for (Lane& lane : m_lanes) {
        for (size_t i = 0; i < lane.waiting.size() && lane.active < lane.limit;) {
            switch (grant(lane.waiting[i])) {
            case Grant::Given: {
                Order order = std::move(lane.waiting[i]);
                lane.waiting.erase(lane.waiting.begin() + static_cast<std::ptrdiff_t>(i));
                ++lane.active;
                begin(std::move(order));
                break;
            }
            case Grant::Later:
                waitMs = 1;
                i = lane.waiting.size();
                break;
            case Grant::Blocked:
                ++i;
                break;
            }
        }
    }
    return waitMs;
}

Wire::Grant Wire::grant(const Order& order) {
    if (!m_hungNames.contains(order.target.host) && nameBusy(order.target))
        return Grant::Blocked;
    const auto now = Steady::now();
    const bool tls = order.target.scheme == "https"_L1;
    if (now < m_nextStart || (tls && now < m_nextTlsStart))
        return Grant::Later;
    // The loop sleeps for whole milliseconds: what they left unused may be caught up on, no more.
    m_nextStart = std::max(m_nextStart, now - std::chrono::milliseconds(1)) + plainSpacing;
    if (tls)
        m_nextTlsStart = now + tlsSpacing;
    return Grant::Given;
}

/// The names being looked up now, and those whose lookup hangs on in a thread of libcurl's.
void Wire::listLookups() {
    m_lookups.clear();
    const auto now = Steady::now();
    std::erase_if(m_hungNames, [&](const auto& hung) { return hung.second <= now; });
    for (const auto& [id, transfer] : m_active) {
        if (transfer->lookingUp())
            m_lookups.insert(transfer->target().host);
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
    auto transfer = std::make_unique<Transfer>(std::move(order), m_options, m_caFile, m_clock->now());
    curl_multi_add_handle(m_multi, transfer->easy());
    m_active.insert_or_assign(id, std::move(transfer));
}

void Wire::refuse(Order order, Failure failure, const QString& reason) {
    --laneOf(order).active;
    Response response;
    response.failure = failure;
    response.reason = reason;
    response.startedAt = m_clock->now();
    m_done(std::move(order), std::move(response));
}

void Wire::collectFinished() {
    int left = 0;
    bool freed = false;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL* easy = message->easy_handle;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
        curl_multi_remove_handle(m_multi, easy);
        freed = true;
        if (transfer->redirected(code))
            curl_multi_add_handle(m_multi, easy);
        else
            finish(*transfer, code);
    }
    if (freed)
        curl_multi_wakeup(m_multi); // the next round hands out what became free
}

void Wire::finish(Transfer& transfer, CURLcode code) {
    if (code == CURLE_OPERATION_TIMEDOUT && transfer.lookingUp())
        m_hungNames.insert_or_assign(transfer.target().host, Steady::now() + hungNameRest);
    Response response = transfer.finish(code);
    Order order = std::move(transfer.order());
    --laneOf(order).active;
    m_active.erase(order.id);
    m_done(std::move(order), std::move(response));
}

} // namespace net
