// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/dns_talk.h"

#include "net/target.h"
#include "net/transfer.h"
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <cstring>
#include <netinet/in.h>
#include <resolv.h>
#include <unistd.h>

namespace net {
namespace {

using namespace Qt::StringLiterals;

struct RecordType {
    const char* name;
    ns_type type;
};
constexpr RecordType recordTypes[]{{"A", ns_t_a},     {"AAAA", ns_t_aaaa}, {"CNAME", ns_t_cname},
                                   {"MX", ns_t_mx},   {"NS", ns_t_ns},     {"PTR", ns_t_ptr},
                                   {"SOA", ns_t_soa}, {"SRV", ns_t_srv},   {"TXT", ns_t_txt}};

ns_type typeOf(const QString& record) {
    for (const RecordType& known : recordTypes) {
        if (record.compare(QLatin1String(known.name), Qt::CaseInsensitive) == 0)
            return known.type;
    }
    return ns_t_a;
}

/// Names of RFC 1035, section 4.1.1, and RFC 2136.
QString rcodeName(int code) {
    static const QStringList names{u"NOERROR"_s,  u"FORMERR"_s, u"SERVFAIL"_s, u"NXDOMAIN"_s, u"NOTIMP"_s, u"REFUSED"_s,
                                   u"YXDOMAIN"_s, u"YXRRSET"_s, u"NXRRSET"_s,  u"NOTAUTH"_s,  u"NOTZONE"_s};
    return code < names.size() ? names[code] : u"RCODE"_s + QString::number(code);
}

QString address(const sockaddr* where) {
    char text[INET6_ADDRSTRLEN] = {};
    if (where->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(where)->sin_addr, text, sizeof text);
    else
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(where)->sin6_addr, text, sizeof text);
    return QString::fromLatin1(text);
}

struct Resolver {
    Resolver() { ready = res_ninit(&state) == 0; }
    ~Resolver() { res_nclose(&state); }
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    struct __res_state state {};
    bool ready = false;
};

/// The server that was named, else the system's first.
std::optional<sockaddr_storage> serverOf(const QString& named, Resolver& resolver) {
    sockaddr_storage where{};
    if (named.isEmpty()) {
        if (!resolver.ready || resolver.state.nscount < 1)
            return std::nullopt;
        // The C library keeps a server of IPv6 apart and leaves its place among those of IPv4 empty.
        const sockaddr_in6* v6 = resolver.state._u._ext.nsaddrs[0];
        if (resolver.state.nsaddr_list[0].sin_family == AF_INET)
            std::memcpy(&where, &resolver.state.nsaddr_list[0], sizeof(sockaddr_in));
        else if (v6)
            std::memcpy(&where, v6, sizeof *v6);
        else
            return std::nullopt;
        return where;
    }
    const auto target = parseAddress(named, false);
    if (!target || !target->literal)
        return std::nullopt;
    const QByteArray host = target->host.toLatin1();
    auto* v4 = reinterpret_cast<sockaddr_in*>(&where);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&where);
    if (inet_pton(AF_INET, host.constData(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(static_cast<quint16>(target->port));
    } else if (inet_pton(AF_INET6, host.constData(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(static_cast<quint16>(target->port));
    }
    return where;
}

/// The domain name at an offset of a record's data.
QByteArray nameAt(const ns_msg& message, const ns_rr& record, int offset) {
    char name[NS_MAXDNAME] = {};
    const unsigned char* data = ns_rr_rdata(record) + offset;
    if (offset >= ns_rr_rdlen(record) ||
        dn_expand(ns_msg_base(message), ns_msg_end(message), data, name, sizeof name) < 0)
        return {};
    return name;
}

/// Numbers of 16 bits at the beginning of a record's data, as MX and SRV have them.
QByteArray numbers(const ns_rr& record, int count) {
    QByteArray text;
    for (qsizetype i = 0; i < count && 2 * i + 1 < ns_rr_rdlen(record); ++i)
        text += QByteArray::number(ns_get16(ns_rr_rdata(record) + 2 * i)) + ' ';
    return text;
}

/// The data of one record as people write it.
QByteArray dataOf(const ns_msg& message, const ns_rr& record) {
    char text[INET6_ADDRSTRLEN] = {};
    const int length = ns_rr_rdlen(record);
    switch (ns_rr_type(record)) {
    case ns_t_a:
        return length == 4 ? inet_ntop(AF_INET, ns_rr_rdata(record), text, sizeof text) : "";
    case ns_t_aaaa:
        return length == 16 ? inet_ntop(AF_INET6, ns_rr_rdata(record), text, sizeof text) : "";
    case ns_t_mx:
        return numbers(record, 1) + nameAt(message, record, 2);
    case ns_t_srv:
        return numbers(record, 3) + nameAt(message, record, 6);
    case ns_t_txt: {
        QByteArray all;
        for (int at = 0; at < length; at += 1 + ns_rr_rdata(record)[at])
            all += QByteArray(reinterpret_cast<const char*>(ns_rr_rdata(record)) + at + 1,
                              std::min<int>(ns_rr_rdata(record)[at], length - at - 1));
        return all;
    }
    default:
        return nameAt(message, record, 0);
    }
}

} // namespace

DnsTalk::DnsTalk(const Request& request, domain::Instant startedAt)
    : m_timeout(request.timeout)
    , m_began(std::chrono::steady_clock::now())
    , m_retryAfter(m_began + request.timeout / 3) {
    m_response.startedAt = startedAt;
    m_response.effectiveUrl = request.url;
    Resolver resolver;
    const auto where = serverOf(request.nameServer, resolver);
    unsigned char packet[NS_PACKETSZ] = {};
    const int length = res_nmkquery(&resolver.state, ns_o_query, request.url.toLatin1().constData(), ns_c_in,
                                    typeOf(request.record), nullptr, 0, nullptr, packet, sizeof packet);
    if (!where || length < 0) {
        fail(where ? Failure::BadRequest : Failure::Dns,
             where ? QString(u"no question can be made of the name "_s + request.url)
                   : u"no name server is known to ask"_s);
        return;
    }
    m_question = QByteArray(reinterpret_cast<const char*>(packet), length);
    const auto* server = reinterpret_cast<const sockaddr*>(&*where);
    m_server = address(server);
    m_response.remoteIp = m_server;
    m_socket = socket(server->sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const socklen_t size = server->sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    if (connect(m_socket, server, size) != 0) {
        fail(Failure::Connect, u"no route to the name server "_s + m_server);
        return;
    }
    ask();
}

DnsTalk::~DnsTalk() {
    if (m_socket >= 0)
        close(m_socket);
}

void DnsTalk::ask() {
    send(m_socket, m_question.constData(), static_cast<size_t>(m_question.size()), MSG_NOSIGNAL);
}

pollfd DnsTalk::awaits() const {
    return {m_socket, POLLIN, 0};
}

qint64 DnsTalk::elapsedUs() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_began).count();
}

bool DnsTalk::fail(Failure failure, const QString& reason) {
    m_response.failure = failure;
    m_response.reason = reason;
    m_response.phases.totalUs = elapsedUs();
    return true;
}

bool DnsTalk::proceed() {
    if (m_response.failure != Failure::None)
        return true;
    QByteArray packet(65'535, Qt::Uninitialized);
    for (;;) {
        const ssize_t length = recv(m_socket, packet.data(), static_cast<size_t>(packet.size()), 0);
        if (length >= 0) {
            if (read(packet.first(length)))
                return true;
            continue; // not the answer to our question
        }
        m_response.refused = errno == ECONNREFUSED;
        if (m_response.refused)
            return fail(Failure::Connect, u"the name server "_s + m_server + u" refuses the question"_s);
        break;
    }
    if (!m_retried && std::chrono::steady_clock::now() >= m_retryAfter) {
        m_retried = true; // a datagram may get lost
        ask();
    }
    return false;
}

bool DnsTalk::read(const QByteArray& packet) {
    ns_msg message{};
    if (packet.size() < NS_HFIXEDSZ || packet.first(2) != m_question.first(2) ||
        ns_initparse(reinterpret_cast<const unsigned char*>(packet.constData()), int(packet.size()), &message) != 0)
        return false;
    m_response.rcode = rcodeName(ns_msg_getflag(message, ns_f_rcode));
    QList<QByteArray> answers;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
        ns_rr record{};
        if (ns_parserr(&message, ns_s_an, i, &record) == 0)
            answers.append(dataOf(message, record));
    }
    m_response.body = answers.join('\n');
    m_response.phases.firstByteUs = m_response.phases.totalUs = elapsedUs();
    return true;
}

void DnsTalk::expire() {
    fail(Failure::Timeout,
         QString(u"the name server "_s + m_server + u" does not answer: "_s + timeoutSentence(m_timeout)));
    m_response.phases.totalUs = m_timeout.count() * 1000;
}

} // namespace net
