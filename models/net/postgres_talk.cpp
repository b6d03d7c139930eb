// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/postgres_talk.h"

#include "net/redact.h"
#include "net/transfer.h"
#include <QRegularExpression>
#include <arpa/inet.h>
#include <netdb.h>

namespace net {
namespace {

using namespace Qt::StringLiterals;

QString textOf(const sockaddr* address) {
    char text[INET6_ADDRSTRLEN] = {};
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
    else
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
    return QString::fromLatin1(text);
}

} // namespace

/// What glibc writes to while it looks a name up; a lookup that hangs cannot be stopped, so it is left to itself.
struct PostgresTalk::Lookup {
    explicit Lookup(const QString& host)
        : name(host.toLatin1()) {
        hints.ai_socktype = SOCK_STREAM;
        block.ar_name = name.constData();
        block.ar_request = &hints;
    }
    ~Lookup() {
        if (block.ar_result)
            freeaddrinfo(block.ar_result);
    }
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;
    const QByteArray name;
    addrinfo hints{};
    gaicb block{};
};

PostgresTalk::PostgresTalk(const Request& request, const Target& target, domain::Instant startedAt)
    : m_request(request)
    , m_target(target)
    , m_began(std::chrono::steady_clock::now()) {
    m_response.startedAt = startedAt;
    m_response.effectiveUrl = m_target.host + u':' + QString::number(m_target.port);
    if (m_target.literal)
        connect(m_target.host);
    else
        lookUp();
}

PostgresTalk::~PostgresTalk() {
    PQfinish(m_connection);
    if (m_lookup && gai_error(&m_lookup->block) == EAI_INPROGRESS && gai_cancel(&m_lookup->block) != EAI_CANCELED)
        std::ignore = m_lookup.release();
}

void PostgresTalk::lookUp() {
    m_lookup = std::make_unique<Lookup>(m_target.host);
    gaicb* blocks[]{&m_lookup->block};
    if (getaddrinfo_a(GAI_NOWAIT, blocks, 1, nullptr) != 0)
        end(Failure::Dns, u"no address found for "_s + m_target.host);
}

qint64 PostgresTalk::elapsedUs() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_began).count();
}

pollfd PostgresTalk::awaits() const {
    const int socket = m_connection ? PQsocket(m_connection) : -1;
    return {socket, short(m_writes ? POLLOUT : POLLIN), 0};
}

bool PostgresTalk::end(Failure failure, const QString& reason) {
    m_stage = Stage::Over;
    m_response.failure = failure;
    m_response.reason = redact(reason);
    m_response.phases.totalUs = elapsedUs();
    return true;
}

bool PostgresTalk::proceed() {
    if (m_stage == Stage::LookUp && !findAddress())
        return false;
    if (m_stage == Stage::Connect)
        return connectOn();
    if (m_stage == Stage::Query)
        return queryOn();
    return true;
}

/// False while the lookup goes on.
bool PostgresTalk::findAddress() {
    const int error = gai_error(&m_lookup->block);
    if (error == EAI_INPROGRESS)
        return false;
    m_response.phases.dnsUs = elapsedUs();
    if (error != 0 || !m_lookup->block.ar_result)
        return end(Failure::Dns, u"no address found for "_s + m_target.host);
    connect(textOf(m_lookup->block.ar_result->ai_addr));
    return true;
}

void PostgresTalk::connect(const QString& address) {
    m_stage = Stage::Connect;
    m_response.remoteIp = address;
    const auto bytes = [](const QString& text) { return text.toUtf8(); };
    const bool strict = !m_request.caFile.isEmpty();
    const QString user = m_request.login.user.isEmpty() ? u"bridgewatch"_s : m_request.login.user;
    const std::vector<std::pair<const char*, QByteArray>> options{
        {"hostaddr", bytes(address)},
        {"host", bytes(m_target.host)},
        {"port", QByteArray::number(m_target.port)},
        {"user", bytes(user)},
        {"password", bytes(m_request.login.password)},
        {"dbname", bytes(m_request.database.isEmpty() ? user : m_request.database)},
        {"application_name", "bridgewatch"},
        {"passfile", "/dev/null/none"}, // no credentials but those of the playbook
        {"gssencmode", "disable"},
        {"sslmode", strict ? "verify-full" : "prefer"},
        {"sslrootcert", strict ? bytes(m_request.caFile) : QByteArray()},
        {"sslcert", bytes(m_request.clientCertificate)},
        {"sslkey", bytes(m_request.clientKey)}};
    std::vector<const char*> names, values;
    for (const auto& [name, value] : options) {
        if (value.isEmpty())
            continue;
        names.push_back(name);
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    m_connection = PQconnectStartParams(names.data(), values.data(), 0);
    if (!m_connection || PQstatus(m_connection) == CONNECTION_BAD) {
        end(Failure::Other,
            m_connection ? QString::fromUtf8(PQerrorMessage(m_connection)).simplified() : u"out of memory"_s);
        return;
    }
    // With the five-character code of the error, which every language of the server shares.
    PQsetErrorVerbosity(m_connection, PQERRORS_VERBOSE);
}

bool PostgresTalk::connectOn() {
    const PostgresPollingStatusType status = PQconnectPoll(m_connection);
    if (m_response.phases.connectUs == 0 && PQstatus(m_connection) != CONNECTION_STARTED &&
        PQstatus(m_connection) != CONNECTION_BAD)
        m_response.phases.connectUs = elapsedUs();
    m_writes = status == PGRES_POLLING_WRITING;
    if (status == PGRES_POLLING_FAILED) {
        m_response.phases.firstByteUs = elapsedUs();
        if (m_request.login.user.isEmpty() && PQconnectionNeedsPassword(m_connection)) {
            m_response.body = "ready";
            return end();
        }
        return refused(QString::fromUtf8(PQerrorMessage(m_connection)));
    }
    if (status != PGRES_POLLING_OK)
        return false;
    m_response.phases.firstByteUs = elapsedUs();
    m_response.body = "ready";
    if (m_request.login.user.isEmpty())
        return end();
    m_stage = Stage::Query;
    m_writes = false;
    PQsetnonblocking(m_connection, 1);
    if (PQsendQuery(m_connection, "SELECT 1") != 1)
        return end(Failure::Other, QString::fromUtf8(PQerrorMessage(m_connection)).simplified());
    PQflush(m_connection);
    return false;
}

/// What the server or the kernel says against the connection. Without credentials a refusal of ours is an answer too:
/// the server takes connections, as pg_isready counts it.
bool PostgresTalk::refused(const QString& serverSays) {
    static const QRegularExpression coded(u"[A-Z]+: +([0-9A-Z]{5}): +([^\\n]*)"_s);
    const QString peer = m_target.host + u':' + QString::number(m_target.port);
    if (const auto match = coded.match(serverSays); match.hasMatch()) {
        const QString code = match.captured(1);
        const bool notYet = code == "57P03"_L1 || code == "57P01"_L1 || code == "53300"_L1;
        if (m_request.login.user.isEmpty() && !notYet) {
            m_response.body = "ready";
            return end();
        }
        return end(Failure::Other, u"postgres refuses: "_s + match.captured(2).trimmed());
    }
    m_response.refused = serverSays.contains("Connection refused"_L1);
    if (m_response.refused)
        return end(Failure::Connect, u"connection refused by "_s + peer);
    if (serverSays.contains("unreachable"_L1) || serverSays.contains("No route"_L1))
        return end(Failure::Connect, u"no route to "_s + peer);
    const bool tls = serverSays.contains("certificate"_L1) || serverSays.contains("SSL"_L1);
    return end(tls ? Failure::Tls : Failure::Other, serverSays.simplified());
}

bool PostgresTalk::queryOn() {
    if (PQconsumeInput(m_connection) != 1)
        return end(Failure::Other, QString::fromUtf8(PQerrorMessage(m_connection)).simplified());
    m_writes = PQflush(m_connection) == 1;
    if (PQisBusy(m_connection))
        return false;
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQgetResult(m_connection), &PQclear);
    if (!result || PQresultStatus(result.get()) != PGRES_TUPLES_OK || PQntuples(result.get()) != 1)
        return end(Failure::Other,
                   u"postgres refuses: "_s + QString::fromUtf8(PQresultErrorMessage(result.get())).simplified());
    m_response.body = PQgetvalue(result.get(), 0, 0);
    return end();
}

void PostgresTalk::expire() {
    if (m_stage == Stage::LookUp)
        end(Failure::Dns,
            u"the name lookup of "_s + m_target.host + u" hangs: "_s + timeoutSentence(m_request.timeout));
    else
        end(Failure::Timeout, timeoutSentence(m_request.timeout));
    m_response.phases.totalUs = m_request.timeout.count() * 1000;
}

} // namespace net
