// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transfer.h"

#include "net/redact.h"
#include <QCache>
#include <QFile>
#include <arpa/inet.h>
#include <ctime>
#include <openssl/x509_vfy.h>
#include <sys/socket.h>

namespace net {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;

constexpr int maxHops = 5;
constexpr qint64 headerCap = 256 << 10; ///< of all answers together, so that a flood of 1xx ends too
constexpr qsizetype padding = 64;       ///< simdjson reads so far beyond the end

/// Checks ask the same few URLs again and again; to look one through for secrets takes longer than to send it.
QString shownUrl(const QByteArray& url) {
    constexpr qsizetype kept = 4096;
    static thread_local QCache<QByteArray, QString> known(kept);
    if (const QString* shown = known.object(url))
        return *shown;
    QString shown = redact(QString::fromUtf8(url));
    known.insert(url, new QString(shown));
    return shown;
}

bool isToken(const QString& text) {
    for (const QChar c : text) {
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (!letter && !QStringView(u"!#$%&'*+-.^_`|~").contains(c))
            return false;
    }
    return !text.isEmpty();
}

bool hasLineBreak(const QString& text) {
    return text.contains(u'\r') || text.contains(u'\n') || text.contains(QChar(u'\0'));
}

QString text(const sockaddr* address) {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (address->sa_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
        inet_ntop(AF_INET, &v4->sin_addr, buffer, sizeof buffer);
    } else if (address->sa_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
        inet_ntop(AF_INET6, &v6->sin6_addr, buffer, sizeof buffer);
    }
    return QString::fromLatin1(buffer);
}

bool isLoopback(const QString& address) {
    return address.startsWith("127."_L1) || address == "::1"_L1;
}
/// 169.254.0.0/16 and fe80::/10, where clouds keep their credentials.
bool isLinkLocal(const QString& address) {
    return address.startsWith("169.254."_L1) || address.startsWith("fe8"_L1) || address.startsWith("fe9"_L1) ||
           address.startsWith("fea"_L1) || address.startsWith("feb"_L1) || address.contains(":169.254."_L1);
}

QString sizeText(qint64 bytes) {
    if (bytes >= 1 << 20)
        return QString::number(bytes >> 20) + u" MiB"_s;
    if (bytes >= 1024)
        return QString::number(bytes >> 10) + u" KiB"_s;
    return QString::number(bytes) + u" bytes"_s;
}

/// MS of "Server-Timing: app;dur=MS".
std::optional<double> serverTiming(const Response& response) {
    for (const auto& [name, value] : response.headers) {
        if (name != "server-timing"_L1)
            continue;
        for (const QString& metric : value.split(u',')) {
            const QStringList parts = metric.split(u';');
            if (parts.value(0).trimmed() != "app"_L1)
                continue;
            for (const QString& parameter : parts) {
                bool ok = false;
                const QString trimmed = parameter.trimmed();
                const double ms = trimmed.startsWith("dur="_L1) ? trimmed.mid(4).toDouble(&ok) : 0.0;
                if (ok && ms >= 0 && ms < 1e9)
                    return ms;
            }
        }
    }
    return std::nullopt;
}

} // namespace

domain::Result<Target> validate(const Request& request, const Options& options) {
    if (!isToken(request.method))
        return domain::fail(ErrorKind::Input, QString(u"\""_s + request.method.left(20) + u"\" is no HTTP method"_s));
    for (const auto& [name, value] : request.headers) {
        if (!isToken(name))
            return domain::fail(ErrorKind::Input, QString(u"\""_s + redact(name.left(40)) + u"\" is no header name"_s));
        if (hasLineBreak(value))
            return domain::fail(ErrorKind::Input, QString(u"header "_s + name + u" contains a line break"_s));
    }
    auto target = targetOf(request);
    if (target && options.drill && !target->loopback)
        return domain::fail(ErrorKind::Input,
                            QString(u"a drill sends nothing beyond this computer, refused "_s + target->host));
    return target;
}

Millis realTimeout(const Request& request, const Options& options) {
    const Millis wanted = std::max(request.timeout, Millis(1));
    if (!options.drill)
        return wanted;
    const double scaled = static_cast<double>(wanted.count()) / std::max(options.speed, 1e-3);
    return std::max(Millis(1000), Millis(static_cast<qint64>(scaled)));
}

QByteArray bundleOf(const Order& order, const QByteArray& usual) {
    const QString& own = order.request.caFile;
    return own.isEmpty() ? usual : QFile::encodeName(own);
}

QString timeoutSentence(Millis timeout) {
    const double seconds = static_cast<double>(timeout.count()) / 1000.0;
    if (timeout < Millis(1000))
        return u"timeout after "_s + QString::number(timeout.count()) + u" ms"_s;
    return u"timeout after "_s + QString::number(seconds, 'g', 4) + u" s"_s;
}

Transfer::Transfer(Order order, const Options& options, const QByteArray& caFile, Trust& trust, Handles& handles,
                   domain::Instant startedAt)
    : m_order(std::move(order))
    , m_options(options)
    , m_caFile(bundleOf(m_order, caFile))
    , m_trust(trust)
    , m_began(std::chrono::steady_clock::now())
    , m_handles(handles)
    , m_easy(m_handles.take())
    , m_target(m_order.target)
    , m_method(m_order.request.method.toLatin1()) {
    m_response.startedAt = startedAt;
    setUp();
}

Transfer::~Transfer() {
    if (m_order.request.protocol == Protocol::Http)
        m_handles.give(m_easy);
    else
        curl_easy_cleanup(m_easy); // and with it the connection that was talked over
    curl_slist_free_all(m_headers);
    curl_slist_free_all(m_connectTo);
}

void Transfer::setUp() {
    const Request& request = m_order.request;
    const long remaining =
        std::max<long>(1, static_cast<long>(realTimeout(request, m_options).count() - m_earlierUs / 1000));
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_easy, CURLOPT_URL, m_target.url.constData());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L); // a hung name lookup must not stall the whole multi
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, remaining);
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, remaining);
    curl_easy_setopt(m_easy, CURLOPT_LOW_SPEED_LIMIT, 64L);
    curl_easy_setopt(m_easy, CURLOPT_LOW_SPEED_TIME, 30L);
    // Redirects are followed by redirected(), because libcurl would hand our own headers to the other host.
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_MAXREDIRS, static_cast<long>(maxHops));
    curl_easy_setopt(m_easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_UNRESTRICTED_AUTH, 0L);
    curl_easy_setopt(m_easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_easy, CURLOPT_USERAGENT, "bridgewatch");
    curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, request.freshConnection ? 1L : 0L);
    // A connection that is to be talked over must outlive the transfer that made it; it ends with its handle.
    curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE,
                     request.freshConnection && request.protocol != Protocol::Redis ? 1L : 0L);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_errorText);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::onSocket);
    curl_easy_setopt(m_easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_CONNECT_ONLY, request.protocol == Protocol::Http ? 0L : 1L);
    if (request.protocol == Protocol::Tls && !request.serverName.isEmpty() && !m_connectTo) {
        const QString host = m_target.host.contains(u':') ? QString(u'[' + m_target.host + u']') : m_target.host;
        m_connectTo = curl_slist_append(
            nullptr, QString(u"::"_s + host + u':' + QString::number(m_target.port)).toUtf8().constData());
        curl_easy_setopt(m_easy, CURLOPT_CONNECT_TO, m_connectTo);
    }
    setUpProxy();
    // Checks never ask for compression; what is decoded counts against the cap.
    if (request.kind == Request::Class::Query && !m_target.loopback)
        curl_easy_setopt(m_easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    setUpTls();
    setUpLogin();
    setUpBody(true);
}

void Transfer::setUpProxy() {
    const Request& request = m_order.request;
    if (request.protocol != Protocol::Http || m_options.drill || request.proxy == "none"_L1) {
        curl_easy_setopt(m_easy, CURLOPT_NOPROXY, "*");
    } else if (!request.proxy.isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_PROXY, request.proxy.toUtf8().constData());
        curl_easy_setopt(m_easy, CURLOPT_NOPROXY, "");
    } else {
        // A proxy's idea of localhost is another computer.
        curl_easy_setopt(m_easy, CURLOPT_NOPROXY, m_target.loopback ? "*" : nullptr);
    }
}

void Transfer::setUpTls() {
    const Request& request = m_order.request;
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, request.insecure ? 0L : 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, request.insecure ? 0L : 2L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_SESSIONID_CACHE, request.freshConnection ? 0L : 1L);
    // libcurl would parse the bundle for every connection: onTlsContext hands it one that is parsed. A bundle of the
    // request's own is named all the same where connections are used again: libcurl tells them apart by that name.
    const bool named = !request.freshConnection && !request.caFile.isEmpty();
    // Its own memory of parsed bundles would put that of the first request in place of the one handed to it.
    curl_easy_setopt(m_easy, CURLOPT_CA_CACHE_TIMEOUT, 0L);
    curl_easy_setopt(m_easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(m_easy, CURLOPT_CAINFO, named ? m_caFile.constData() : nullptr);
    curl_easy_setopt(m_easy, CURLOPT_SSL_CTX_FUNCTION, &Transfer::onTlsContext);
    curl_easy_setopt(m_easy, CURLOPT_SSL_CTX_DATA, this);
    // Who we are is told to the one we meant only.
    const bool ours = m_target.sameOrigin(m_order.target);
    const auto file = [&](const QString& name) {
        return ours && !name.isEmpty() ? QFile::encodeName(name) : QByteArray();
    };
    const QByteArray certificate = file(request.clientCertificate);
    const QByteArray key = file(request.clientKey.isEmpty() ? request.clientCertificate : request.clientKey);
    curl_easy_setopt(m_easy, CURLOPT_SSLCERT, certificate.isEmpty() ? nullptr : certificate.constData());
    curl_easy_setopt(m_easy, CURLOPT_SSLKEY, key.isEmpty() ? nullptr : key.constData());
}

CURLcode Transfer::onTlsContext(CURL*, void* context, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    auto* tls = static_cast<SSL_CTX*>(context);
    SSL_CTX_clear_mode(tls, SSL_MODE_RELEASE_BUFFERS); // libcurl sets it: two buffers of 16 KiB anew for every record
    if (transfer->m_order.request.insecure)
        return CURLE_OK;
    X509_STORE* store = transfer->m_trust.storeOf(transfer->m_caFile);
    if (!store)
        return CURLE_SSL_CACERT_BADFILE;
    SSL_CTX_set1_cert_store(tls, store);
    SSL_CTX_set_app_data(tls, self);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, &Transfer::onCertificate);
    return CURLE_OK;
}

/// For each certificate of the chain, also of one that is refused.
int Transfer::onCertificate(int trusted, X509_STORE_CTX* chain) {
    const auto* connection = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* transfer = static_cast<Transfer*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
    const X509* certificate = X509_STORE_CTX_get0_cert(chain);
    std::tm ends{};
    if (certificate && ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &ends) == 1)
        transfer->m_response.certificateEndsAt = domain::instantFromMs(qint64(timegm(&ends)) * 1000);
    return trusted;
}

void Transfer::setUpLogin() {
    const Login& login = m_order.request.login;
    const bool basic = m_order.request.protocol == Protocol::Http && m_target.sameOrigin(m_order.target) &&
                       login.bearer.isEmpty() && !(login.user.isEmpty() && login.password.isEmpty());
    curl_easy_setopt(m_easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(m_easy, CURLOPT_USERNAME, basic ? login.user.toUtf8().constData() : nullptr);
    curl_easy_setopt(m_easy, CURLOPT_PASSWORD, basic ? login.password.toUtf8().constData() : nullptr);
}

void Transfer::setUpBody(bool withBody) {
    const Request& request = m_order.request;
    curl_slist_free_all(m_headers);
    m_headers = curl_slist_append(nullptr, "Expect:");
    if (m_target.sameOrigin(m_order.target)) {
        for (const auto& [name, value] : request.headers) {
            // "Name;" is how libcurl sends a header without value.
            const QString line = value.trimmed().isEmpty() ? QString(name + u';') : QString(name + u": "_s + value);
            m_headers = curl_slist_append(m_headers, line.toUtf8().constData());
        }
        if (!request.login.bearer.isEmpty()) {
            const QString line = u"Authorization: Bearer "_s + request.login.bearer;
            m_headers = curl_slist_append(m_headers, line.toUtf8().constData());
        }
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    const bool head = m_method == "HEAD";
    if (withBody && (!request.body.isEmpty() || m_method == "POST")) {
        curl_easy_setopt(m_easy, CURLOPT_POST, 1L);
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, request.body.constData());
    } else {
        curl_easy_setopt(m_easy, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, head ? 1L : 0L);
    }
    const bool ordinary = m_method == "GET" || head || m_method == "POST";
    curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, ordinary ? nullptr : m_method.constData());
}

bool Transfer::lookingUp() const {
    if (m_target.literal)
        return false;
    curl_off_t found = 0;
    curl_easy_getinfo(m_easy, CURLINFO_NAMELOOKUP_TIME_T, &found);
    return found == 0;
}

size_t Transfer::onBody(char* bytes, size_t size, size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    QByteArray& body = transfer->m_response.body;
    if (body.size() + length > transfer->m_order.request.bodyCap) {
        transfer->m_tooLarge = true;
        return 0;
    }
    if (body.capacity() < body.size() + length + padding)
        body.reserve(std::max(body.size() * 2, body.size() + length) + padding);
    body.append(bytes, length);
    return static_cast<size_t>(length);
}

size_t Transfer::onHeader(char* bytes, size_t size, size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    transfer->m_headerBytes += length;
    if (transfer->m_headerBytes > headerCap) {
        transfer->m_refusal = u"the server sent more than 256 KiB of headers"_s;
        return 0;
    }
    transfer->readHeader(QByteArray(bytes, length));
    return static_cast<size_t>(length);
}

curl_socket_t Transfer::onSocket(void* self, curlsocktype, curl_sockaddr* address) {
    auto* transfer = static_cast<Transfer*>(self);
    const QString peer = text(&address->addr);
    transfer->m_lastAddress = peer;
    if (transfer->m_options.drill && !isLoopback(peer)) {
        transfer->m_refusal = u"a drill sends nothing beyond this computer, refused "_s + peer;
        return CURL_SOCKET_BAD;
    }
    if (transfer->m_hops > 0 && isLinkLocal(peer)) {
        transfer->m_refusal = u"refused a redirect to the link-local address "_s + peer;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void Transfer::readHeader(QByteArray line) {
    line = line.trimmed();
    if (line.startsWith("HTTP/")) {
        m_response.headers.clear();
        m_response.body.clear();
        m_headersEnded = false;
        return;
    }
    if (line.isEmpty())
        m_headersEnded = true;
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return;
    m_response.headers.push_back(
        {QString::fromLatin1(line.first(colon)).toLower(), QString::fromUtf8(line.sliced(colon + 1).trimmed())});
}

bool Transfer::talks(CURLcode code) {
    if (code != CURLE_OK || m_order.request.protocol != Protocol::Redis)
        return false;
    m_talk.emplace(m_order.request.login);
    return true;
}

curl_socket_t Transfer::socket() const {
    curl_socket_t open = CURL_SOCKET_BAD;
    curl_easy_getinfo(m_easy, CURLINFO_ACTIVESOCKET, &open);
    return open;
}

bool Transfer::converse() {
    const QByteArray& text = m_talk->sends();
    size_t count = 0;
    if (m_sent < text.size()) {
        const CURLcode code = curl_easy_send(m_easy, text.constData() + m_sent, size_t(text.size() - m_sent), &count);
        m_sent += qsizetype(count);
        m_talkBroke = code != CURLE_OK && code != CURLE_AGAIN;
    }
    while (!m_talkOver && !m_talkBroke) {
        char bytes[1024];
        const CURLcode code = curl_easy_recv(m_easy, bytes, sizeof bytes, &count);
        if (code == CURLE_AGAIN)
            return false;
        if (code != CURLE_OK || count == 0) {
            m_talkBroke = true;
            break;
        }
        if (m_response.phases.firstByteUs == 0)
            m_response.phases.firstByteUs = elapsedUs();
        m_talkOver = m_talk->take(QByteArray::fromRawData(bytes, qsizetype(count)));
    }
    return true;
}

qint64 Transfer::elapsedUs() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_began).count();
}

/// After readPhases: what the talk adds to the connection.
void Transfer::takeTalk() {
    m_response.phases.totalUs = elapsedUs();
    m_response.body = m_talk->reply();
    if (m_talkBroke) {
        m_response.failure = Failure::Other;
        m_response.reason = peer() + u" closed the connection without an answer"_s;
    } else if (const auto trouble = m_talk->trouble()) {
        m_response.failure = Failure::Other;
        m_response.reason = redact(u"redis refuses: "_s + trouble->left(120));
    }
}

bool Transfer::redirected(CURLcode code) {
    if (code != CURLE_OK || !m_order.request.follow)
        return false;
    long status = 0;
    char* location = nullptr;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(m_easy, CURLINFO_REDIRECT_URL, &location);
    const bool redirect = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (!redirect || !location)
        return false;
    const QString url = QString::fromUtf8(location);
    const auto next = parseTarget(url);
    if (!next) {
        m_refusal = u"refused a redirect: "_s + next.error().text;
        return false;
    }
    if (++m_hops > maxHops) {
        m_refusal = u"gave up after 5 redirects"_s;
        return false;
    }
    const bool keepsMethod = status == 307 || status == 308;
    const bool hasBody = !m_order.request.body.isEmpty();
    if (keepsMethod && hasBody && !next->sameOrigin(m_order.target)) {
        m_refusal = u"refused to send the body on to "_s + next->host;
        return false;
    }
    if (m_options.drill && !next->loopback) {
        m_refusal = u"a drill sends nothing beyond this computer, refused "_s + next->host;
        return false;
    }
    curl_off_t spent = 0;
    curl_easy_getinfo(m_easy, CURLINFO_TOTAL_TIME_T, &spent);
    m_earlierUs += spent;
    if (!keepsMethod && m_method != "GET" && m_method != "HEAD")
        m_method = "GET";
    m_target = *next;
    m_response.headers.clear();
    m_response.body.clear();
    setUp();
    setUpBody(keepsMethod);
    return true;
}

void Transfer::readPhases() {
    const auto since = [&](CURLINFO which) -> qint64 {
        curl_off_t us = 0;
        curl_easy_getinfo(m_easy, which, &us);
        return us > 0 ? m_earlierUs + us : 0;
    };
    const bool http = m_order.request.protocol == Protocol::Http;
    m_response.phases = {
        since(CURLINFO_NAMELOOKUP_TIME_T), since(CURLINFO_CONNECT_TIME_T), since(CURLINFO_APPCONNECT_TIME_T),
        http ? since(CURLINFO_STARTTRANSFER_TIME_T) : m_response.phases.firstByteUs, since(CURLINFO_TOTAL_TIME_T)};
}

/// In a drill the service says how long it took in drill time. What our side adds on top is real time of a machine that
/// may be busy: left out, so that a slow machine makes a drill slower, never different.
void Transfer::applyDrillTime() {
    const auto timing = serverTiming(m_response);
    if (!m_options.drill || !timing)
        return;
    const auto appUs = static_cast<qint64>(*timing * 1000.0);
    m_response.phases.firstByteUs = appUs;
    m_response.phases.totalUs = appUs;
    if (m_response.failure != Failure::None || m_response.phases.totalUs <= m_order.request.timeout.count() * 1000)
        return;
    m_response.failure = Failure::Timeout;
    m_response.reason = timeoutSentence(m_order.request.timeout);
}

Response Transfer::finish(CURLcode code) {
    readPhases();
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    char* ip = nullptr;
    curl_easy_getinfo(m_easy, CURLINFO_PRIMARY_IP, &ip);
    m_response.remoteIp = ip && *ip ? QString::fromLatin1(ip) : m_lastAddress;
    curl_easy_getinfo(m_easy, CURLINFO_LOCAL_IP, &ip);
    m_response.way.address = ip ? QString::fromLatin1(ip) : QString();
    m_response.effectiveUrl = shownUrl(m_target.url);
    // libcurl is content when the connection closes among the headers.
    const bool brokenOff = code == CURLE_OK && !m_headersEnded && m_order.request.protocol == Protocol::Http;
    if (code != CURLE_OK || brokenOff || !m_refusal.isEmpty())
        setFailure(brokenOff ? CURLE_PARTIAL_FILE : code);
    if (m_talk && code == CURLE_OK)
        takeTalk();
    applyDrillTime();
    if (m_response.failure == Failure::Timeout) {
        m_response.status = 0;
        m_response.headers.clear();
        m_response.phases.totalUs = m_order.request.timeout.count() * 1000;
    }
    if (m_response.failure != Failure::None)
        m_response.body.clear();
    m_response.body.reserve(m_response.body.size() + padding);
    return std::move(m_response);
}

QString Transfer::peer() const {
    const QString host = m_target.host.contains(u':') ? QString(u'[' + m_target.host + u']') : m_target.host;
    return host + u':' + QString::number(m_target.port);
}

void Transfer::setFailure(CURLcode code) {
    const auto set = [&](Failure failure, const QString& reason) {
        m_response.failure = failure;
        m_response.reason = redact(reason);
    };
    if (m_tooLarge)
        return set(Failure::BodyTooLarge, u"the answer is larger than "_s + sizeText(m_order.request.bodyCap));
    if (!m_refusal.isEmpty())
        return set(Failure::Refused, m_refusal);
    long number = 0;
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &number);
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        if (lookingUp())
            return set(Failure::Dns, u"the name lookup of "_s + m_target.host + u" hangs: "_s +
                                         timeoutSentence(m_order.request.timeout));
        return set(Failure::Timeout, timeoutSentence(m_order.request.timeout));
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return set(Failure::Dns, u"no address found for "_s + m_target.host);
    case CURLE_COULDNT_CONNECT:
        m_response.refused = number == ECONNREFUSED;
        if (m_response.refused)
            return set(Failure::Connect, u"connection refused by "_s + peer());
        if (number == ENETUNREACH || number == EHOSTUNREACH)
            return set(Failure::Connect, u"no route to "_s + peer());
        return set(Failure::Connect, u"cannot connect to "_s + peer());
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return setTlsFailure(code);
    case CURLE_URL_MALFORMAT:
        return set(Failure::BadRequest, u"the URL is malformed"_s);
    case CURLE_GOT_NOTHING:
        return set(Failure::Other, peer() + u" closed the connection without an answer"_s);
    case CURLE_PARTIAL_FILE:
        return set(Failure::Other, u"the answer broke off after "_s + sizeText(m_response.body.size()));
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return set(Failure::Other, number == ECONNRESET ? QString(u"connection reset by "_s + peer())
                                                        : QString(u"the connection to "_s + peer() + u" broke"_s));
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return set(Failure::Other, peer() + u" does not answer in HTTP"_s);
    default:
        break;
    }
    const QString detail = QString::fromUtf8(*m_errorText ? m_errorText : curl_easy_strerror(code));
    set(Failure::Other, detail);
}

void Transfer::setTlsFailure(CURLcode code) {
    m_response.failure = Failure::Tls;
    long verify = 0;
    curl_easy_getinfo(m_easy, CURLINFO_SSL_VERIFYRESULT, &verify);
    const QString detail = QString::fromUtf8(m_errorText);
    const QString of = u" of "_s + m_target.host;
    const auto reason = [&]() -> QString {
        // Numbers of OpenSSL's X509_V_ERR_*.
        if (verify == 10)
            return u"the certificate"_s + of + u" has expired"_s;
        if (verify == 9)
            return u"the certificate"_s + of + u" is not valid yet"_s;
        if (verify == 18 || verify == 19)
            return u"the certificate"_s + of + u" is self-signed"_s;
        if (verify == 20 || verify == 21 || verify == 2)
            return u"the certificate"_s + of + u" is from an unknown issuer"_s;
        if (detail.contains("subject name"_L1) || detail.contains("does not match"_L1))
            return u"the certificate is not for "_s + m_target.host;
        if (detail.contains("wrong version number"_L1) || detail.contains("http request"_L1))
            return peer() + u" does not speak TLS"_s;
        if (code == CURLE_SSL_CACERT_BADFILE)
            return u"cannot read the certificate bundle "_s + QString::fromUtf8(m_caFile);
        return u"TLS with "_s + peer() + u" failed: "_s + detail;
    };
    m_response.reason = redact(reason());
}

} // namespace net
