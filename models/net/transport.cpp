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
        , wire(clock, options,
               [this](Order&& order, Response&& response) { decode(std::move(order), std::move(response)); }) {}

    void decode(Order&& order, Response&& response);
    void deliver(quint64 id, std::any value);

    Transport* q;
    domain::Clock* clock;
    const Options options;
    QHash<quint64, std::shared_ptr<Pending>> pending;
    quint64 lastId = 0;
    domain::Mailbox mailbox;
    const domain::Mailbox::Address address = mailbox.address();
    Workers workers;
    Wire wire; ///< last: its thread ends before anything it posts to
};

/// On the network thread, or on this one for a request that is refused at once.
void Transport::Private::decode(Order&& order, Response&& response) {
    constexpr qsizetype little = 16'384;
    if (order.request.kind == Request::Class::Check && response.body.size() <= little) {
        auto value = std::make_shared<std::any>(order.decode(std::move(response)));
        address.post([this, id = order.id, value] { deliver(id, std::move(*value)); });
        return; // to wake a worker would take longer
    }
    // std::function wants copies; the answer may be large.
    auto shared = std::make_shared<std::pair<Order, Response>>(std::move(order), std::move(response));
    workers.post([this, shared, to = address] {
        auto value = std::make_shared<std::any>(shared->first.decode(std::move(shared->second)));
        to.post([this, id = shared->first.id, value] { deliver(id, std::move(*value)); });
    });
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
        d->decode(Order{id, std::move(request), {}, std::move(decode)}, std::move(refused));
        return id;
    }
    d->wire.submit(Order{id, std::move(request), std::move(*target), std::move(decode)});
    return id;
}

void Transport::cancel(quint64 id) {
    const auto found = d->pending.take(id);
    if (!found)
        return;
    disconnect(found->contextGone);
    d->wire.drop(id);
}

int Transport::inFlight() const {
    return static_cast<int>(d->pending.size());
}

} // namespace net
