// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transport.h"

#include "domain/mailbox.h"
#include "net/wire.h"
#include "net/workers.h"
#include <QHash>
#include <QPointer>
#include <mutex>

namespace net {
namespace {

using namespace Qt::StringLiterals;

constexpr int workerCount = 2;

void startLibraryOnce() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

struct Transport::Private {
    /// What stays on this thread while the bytes travel.
    struct Pending {
        QPointer<QObject> context;
        QMetaObject::Connection contextGone;
        std::function<void(std::any)> done;
        std::shared_ptr<void> hold;
    };

    Private(Transport* self, domain::Clock* theClock, Options theOptions)
        : q(self)
        , clock(theClock)
        , options(std::move(theOptions))
        , workers(workerCount)
        , wire(clock, options, [this](std::vector<Answered> answers) { decode(std::move(answers)); }) {}

    void decode(std::vector<Answered> answers);
    void deliver(quint64 id, std::any value);
    void submit(Order order);

    Transport* q;
    domain::Clock* clock;
    const Options options;
    QHash<quint64, std::shared_ptr<Pending>> pending;
    quint64 lastId = 0;
    std::vector<Order> fresh; ///< on their way to the network thread
    domain::Mailbox mailbox;
    const domain::Mailbox::Address address = mailbox.address();
    Workers workers;
    Wire wire; ///< last: its thread ends before anything it posts to
};

/// On the network thread, or on this one for a request that is refused at once.
void Transport::Private::decode(std::vector<Answered> answers) {
    constexpr qsizetype little = 16'384;
    std::vector<std::pair<quint64, std::any>> decoded;
    for (Answered& one : answers) {
        if (one.order.request.kind == Request::Class::Check && one.response.body.size() <= little) {
            decoded.emplace_back(one.order.id, one.order.decode(std::move(one.response)));
            continue; // to wake a worker would take longer
        }
        // std::function wants copies; the answer may be large.
        auto shared = std::make_shared<Answered>(std::move(one));
        workers.post([this, shared, to = address] {
            auto value = std::make_shared<std::any>(shared->order.decode(std::move(shared->response)));
            to.post([this, id = shared->order.id, value] { deliver(id, std::move(*value)); });
        });
    }
    if (decoded.empty())
        return;
    address.post([this, all = std::make_shared<decltype(decoded)>(std::move(decoded))] {
        const QPointer<Transport> self(q);
        for (auto& [id, value] : *all) {
            deliver(id, std::move(value));
            if (!self)
                return;
        }
    });
}

/// Requests made in one go reach the network thread in one go, once whoever makes them is done.
void Transport::Private::submit(Order order) {
    if (fresh.empty())
        address.post([this] { wire.submit(std::exchange(fresh, {})); });
    fresh.push_back(std::move(order));
}

void Transport::Private::deliver(quint64 id, std::any value) {
    const auto found = pending.take(id);
    if (!found)
        return;
    QObject::disconnect(found->contextGone);
    if (found->context)
        found->done(std::move(value)); // may destroy the transport
}

Transport::Transport(domain::Clock* clock, Options options, QObject* parent)
    : QObject(parent) {
    startLibraryOnce();
    d = std::make_unique<Private>(this, clock, std::move(options));
}

Transport::~Transport() {
    for (const auto& one : std::as_const(d->pending))
        disconnect(one->contextGone);
}

quint64 Transport::start(Request request, std::function<std::any(Response&&)> decode, QObject* context,
                         std::function<void(std::any)> done) {
    Q_ASSERT(context);
    const quint64 id = ++d->lastId;
    auto pending = std::make_shared<Private::Pending>();
    pending->context = context;
    pending->done = std::move(done);
    pending->hold = d->clock->hold();
    pending->contextGone = connect(context, &QObject::destroyed, this, [this, id] { cancel(id); });
    d->pending.insert(id, pending);
    auto target = validate(request, d->options);
    if (!target) {
        Response refused;
        refused.failure = Failure::BadRequest;
        refused.reason = target.error().text;
        refused.startedAt = d->clock->now();
        std::vector<Answered> answers;
        answers.push_back({Order{id, std::move(request), {}, std::move(decode)}, std::move(refused)});
        d->decode(std::move(answers));
        return id;
    }
    d->submit(Order{id, std::move(request), std::move(*target), std::move(decode)});
    return id;
}

void Transport::cancel(quint64 id) {
    const auto found = d->pending.take(id);
    if (!found)
        return;
    disconnect(found->contextGone);
    if (std::erase_if(d->fresh, [&](const Order& order) { return order.id == id; }) == 0)
        d->wire.drop(id);
}

int Transport::inFlight() const {
    return static_cast<int>(d->pending.size());
}

std::shared_ptr<Transport> drillTransport(domain::Clock* clock, double speed) {
    return std::make_shared<Transport>(clock, Options{.speed = speed, .drill = true});
}

} // namespace net
