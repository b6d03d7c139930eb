// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include <QByteArray>
#include <QObject>
#include <QString>
#include <any>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

/// Bytes over HTTP(S) through libcurl's multi interface on a network thread of its own; decoding on a worker pool.
namespace net {

using domain::Millis;

struct Request {
    QString method = QStringLiteral("GET");
    QString url;                                      ///< http or https; user info in it is refused
    std::vector<std::pair<QString, QString>> headers; ///< CR, LF and NUL in name or value are refused
    QByteArray body;
    Millis timeout{5'000};        ///< total, in the time of the incident's clock
    qint64 bodyCap = 1 << 20;     ///< bytes; more ends the transfer with BodyTooLarge
    bool follow = false;          ///< at most 5 redirects, http and https only
    bool freshConnection = false; ///< checks: connect anew, so that a dead listener is seen
    enum class Class { Check, Query, Message };
    Class kind = Class::Query; ///< slots are kept apart, so slow ones starve nobody else
};

enum class Failure { None, BadRequest, Dns, Connect, Tls, Timeout, BodyTooLarge, Refused, Cancelled, Other };

struct Phases {
    qint64 dnsUs = 0, connectUs = 0, tlsUs = 0, firstByteUs = 0, totalUs = 0; ///< each since the start of the request
};

struct Response {
    Failure failure = Failure::None;
    /// For people when failure is set: "timeout after 5 s", "connection refused by 127.0.0.1:9"; no secrets.
    QString reason;
    int status = 0;
    std::vector<std::pair<QString, QString>> headers; ///< of the last answer, names in lower case
    QByteArray body; ///< followed by 64 bytes of padding beyond size() in its capacity (simdjson reads in place)
    Phases phases;
    QString remoteIp;
    domain::Instant startedAt; ///< in the clock's time
    QString effectiveUrl;      ///< after redirects, redacted
};

struct Options {
    double speed = 1.0; ///< drill: seconds of the clock per real second; no real timeout below 1 s
    /// Trust "Server-Timing: app;dur=MS" of the drill's own service as the delay in the clock's time.
    bool drill = false;
    QString caFile = {}; ///< bundle; empty: the system's
    int checkSlots = 64, querySlots = 8, messageSlots = 4;
};

/// Owns the network thread. Lives on the GUI thread; destroy it with transfers in flight whenever you like (≤ 1 s).
class Transport final : public QObject {
    Q_OBJECT
public:
    explicit Transport(domain::Clock* clock, Options options = {}, QObject* parent = nullptr);
    ~Transport() override;

    /// Sends request; runs decode (pure, on a worker) on the response, then done(value) on this thread while context
    /// lives. Holds the clock until then. Returns an id for cancel. Never calls done from within fetch.
    template <class Decode, class Done>
    quint64 fetch(Request request, Decode decode, QObject* context, Done done) {
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

} // namespace net
