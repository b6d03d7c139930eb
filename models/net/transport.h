// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "net/request.h"
#include "net/response.h"
#include <QObject>
#include <any>
#include <functional>
#include <memory>

/// Bytes over the network, most of them through libcurl's multi interface, on a network thread of its own; decoding on
/// a worker pool.
namespace net {

struct Options {
    double speed = 1.0; ///< drill: seconds of the clock per real second; no real timeout below 1 s
    /// Trust "Server-Timing: app;dur=MS" of the drill's own service as the delay in the clock's time.
    bool drill = false;
    QString caFile = {};                                   ///< bundle; empty: the system's
    int checkSlots = 64, querySlots = 8, messageSlots = 4; ///< how many may be under way at once
    /// With these, a check that has waited for 50 ms no longer counts against checkSlots, so that targets that hang
    /// hold up nobody, and those that hung last time wait for one of these. 0: a check counts as long as it takes.
    int patientSlots = 0;
};

/// Owns the network thread. Lives on the GUI thread; destroy it with transfers in flight whenever you like (≤ 1 s).
class Transport final : public QObject {
    Q_OBJECT
public:
    explicit Transport(domain::Clock* clock, Options options = {}, QObject* parent = nullptr);
    ~Transport() override;

    /// Sends request; runs decode (pure, on another thread) on the response, then done(value) on this thread while
    /// context lives. Holds the clock until then. Returns an id for cancel. Never calls done from within fetch.
    template <class Decode, class Done>
    quint64 fetch(Request request, Decode decode, QObject* context, // NOLINT(performance-unnecessary-value-param)
                  Done done) {
        using Value = std::invoke_result_t<Decode, Response>;
        return start(
            std::move(request),
            [decode = std::move(decode)](Response&& r) -> std::any {
                return std::make_shared<Value>(decode(std::move(r)));
            },
            context,
            [done = std::move(done)](std::any value) mutable {
                done(std::move(*std::any_cast<std::shared_ptr<Value>&>(value)));
            });
    }
    /// The transfer is dropped; done is not called.
    void cancel(quint64 id);
    /// Transfers started and not yet delivered.
    int inFlight() const;

private:
    quint64 start(Request request, std::function<std::any(Response&&)> decode, QObject* context,
                  std::function<void(std::any)> done);
    struct Private;
    std::unique_ptr<Private> d;
};

/// The transport of a drill at this speed: it speaks with this computer only.
std::shared_ptr<Transport> drillTransport(domain::Clock* clock, double speed);

} // namespace net
