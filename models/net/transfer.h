// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/handles.h"
#include "net/redis_talk.h"
#include "net/target.h"
#include "net/transport.h"
#include "net/trust.h"
#include <chrono>
#include <curl/curl.h>

namespace net {

/// What the network thread is asked to do.
struct Order {
    quint64 id = 0;
    Request request;
    Target target;
    std::function<std::any(Response&&)> decode;
};

/// Refuses what must never be sent: a wrong URL or method, line breaks in headers, anything beyond loopback in a drill.
domain::Result<Target> validate(const Request& request, const Options& options);
/// Of the computer's clock: the request's own, in drills divided by the speed but never below 1 s.
Millis realTimeout(const Request& request, const Options& options);
/// The file with the certificates that are trusted: the usual one unless the request names its own.
QByteArray bundleOf(const Order& order, const QByteArray& usual);
/// "timeout after 5 s"
QString timeoutSentence(Millis timeout);

/// One request on one easy handle, from its first connection to its last redirect. Lives on the network thread.
class Transfer {
public:
    /// caFile: what is trusted unless the request says otherwise.
    Transfer(Order order, const Options& options, const QByteArray& caFile, Trust& trust, Handles& handles,
             domain::Instant startedAt);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* easy() const { return m_easy; }
    Order& order() { return m_order; }
    const Target& target() const { return m_target; }
    /// The host's name has not been found yet.
    bool lookingUp() const;
    /// After the handle is done: true when it was set up anew for the place it was redirected to.
    bool redirected(CURLcode code);
    /// After the handle is done: true when a talk over its socket begins; then converse() until it is true.
    bool talks(CURLcode code);
    /// The socket has something, or time has passed; true when the talk is over.
    bool converse();
    curl_socket_t socket() const;
    /// After the handle, and the talk, is done.
    Response finish(CURLcode code);

private:
    static size_t onBody(char* bytes, size_t size, size_t count, void* self);
    static size_t onHeader(char* bytes, size_t size, size_t count, void* self);
    static curl_socket_t onSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static CURLcode onTlsContext(CURL* easy, void* context, void* self);
    static int onCertificate(int trusted, X509_STORE_CTX* chain);
    void setUp();
    void setUpBody(bool withBody);
    void setUpProxy();
    void setUpTls();
    void setUpLogin();
    void takeTalk();
    qint64 elapsedUs() const;
    void readHeader(QByteArray line);
    void readPhases();
    void applyDrillTime();
    void setFailure(CURLcode code);
    void setTlsFailure(CURLcode code);
    QString peer() const;

    Order m_order;
    const Options& m_options;
    const QByteArray m_caFile;
    Trust& m_trust;
    const std::chrono::steady_clock::time_point m_began;
    Handles& m_handles;
    CURL* m_easy = nullptr;
    curl_slist* m_headers = nullptr;
    curl_slist* m_connectTo = nullptr;
    std::optional<RedisTalk> m_talk;
    qsizetype m_sent = 0; ///< bytes of the talk
    bool m_talkOver = false, m_talkBroke = false;
    char m_errorText[CURL_ERROR_SIZE] = {};
    Target m_target;
    QByteArray m_method;
    Response m_response;
    qint64 m_earlierUs = 0; ///< spent before the last redirect
    qint64 m_headerBytes = 0;
    int m_hops = 0;
    bool m_headersEnded = false;
    bool m_tooLarge = false;
    QString m_refusal;     ///< why we gave up by ourselves
    QString m_lastAddress; ///< of the last connection attempted
};

} // namespace net
