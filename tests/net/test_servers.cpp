// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/test_servers.h"

#include <QFile>
#include <arpa/inet.h>
#include <httplib.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tests {

bool Asked::has(const std::string& header) const {
    return headers.contains(header);
}

struct HttpServer::Private {
    Handler handler;
    QString certificate, key;
    std::unique_ptr<httplib::Server> server;
    std::thread thread;
    int port = 0;
    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;

    void answer(const httplib::Request& request, httplib::Response& response) {
        Asked asked{request.method, request.path, request.body, {}, request.target};
        for (const auto& [name, value] : request.headers)
            asked.headers.insert({name, value});
        const Answer given = handler(asked);
        if (given.delayMs > 0) {
            std::unique_lock lock(mutex);
            wake.wait_for(lock, std::chrono::milliseconds(given.delayMs), [this] { return stopping; });
        }
        response.status = given.status;
        for (const auto& [name, value] : given.headers)
            response.set_header(name.c_str(), value.c_str());
        response.set_content(given.body, given.type.c_str());
    }
};

HttpServer::HttpServer(Handler handler, const QString& certificate, const QString& key)
    : d(std::make_unique<Private>()) {
    d->handler = std::move(handler);
    d->certificate = certificate;
    d->key = key;
    start();
}

HttpServer::~HttpServer() {
    stop();
}

int HttpServer::port() const {
    return d->port;
}

QString HttpServer::url(const QString& path) const {
    const QString scheme = d->certificate.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    return scheme + QStringLiteral("://127.0.0.1:") + QString::number(d->port) + path;
}

void HttpServer::start() {
    d->stopping = false;
    if (d->certificate.isEmpty())
        d->server = std::make_unique<httplib::Server>();
    else
        d->server =
            std::make_unique<httplib::SSLServer>(d->certificate.toUtf8().constData(), d->key.toUtf8().constData());
    // The default pool is so small that a few kept-alive connections fill it.
    d->server->new_task_queue = [] { return new httplib::ThreadPool(64); };
    d->server->set_keep_alive_timeout(1);
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
        d->answer(request, response);
    };
    d->server->Get(".*", handler);
    d->server->Post(".*", handler);
    d->server->Patch(".*", handler);
    d->server->Put(".*", handler);
    d->server->Delete(".*", handler);
    if (d->port == 0)
        d->port = d->server->bind_to_any_port("127.0.0.1");
    else if (!d->server->bind_to_port("127.0.0.1", d->port))
        qFatal("cannot bind port %d again", d->port);
    d->thread = std::thread([server = d->server.get()] { server->listen_after_bind(); });
    while (!d->server->is_running())
        std::this_thread::yield();
}

void HttpServer::stop() {
    if (!d->thread.joinable())
        return;
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    d->server->stop();
    d->thread.join();
    d->server.reset();
}

RawServer::RawServer(Handler handler) {
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(m_listener, 64) != 0)
        qFatal("cannot listen");
    socklen_t length = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this, handler = std::move(handler)] {
        for (;;) {
            const int peer = accept(m_listener, nullptr, nullptr);
            if (peer < 0)
                return;
            const std::lock_guard lock(m_mutex);
            if (m_stopping) {
                close(peer);
                return;
            }
            ++m_accepted;
            m_open.push_back(peer);
            m_threads.push_back(std::thread([this, handler, peer] {
                handler(peer);
                const std::lock_guard closing(m_mutex);
                std::erase(m_open, peer);
                close(peer);
            }));
        }
    });
}

RawServer::~RawServer() {
    m_stopping = true;
    shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (const int peer : m_open)
            shutdown(peer, SHUT_RDWR);
    }
    for (std::thread& thread : m_threads)
        thread.join();
}

QString RawServer::url(const QString& path) const {
    return QStringLiteral("http://127.0.0.1:") + QString::number(m_port) + path;
}

std::string readRequest(int socket) {
    std::string request;
    char byte = 0;
    while (recv(socket, &byte, 1, 0) == 1) {
        request += byte;
        if (request.ends_with("\r\n\r\n"))
            return request;
    }
    return {};
}

bool sendAll(int socket, const std::string& bytes) {
    size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += static_cast<size_t>(n);
    }
    return true;
}

void resetOnClose(int socket) {
    const linger now{1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

Certificate makeCertificate(const QString& folder, const QString& name, const QByteArray& subjectAltName,
                            int validFromDays, int validToDays) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), validFromDays * 86400L);
    X509_gmtime_adj(X509_getm_notAfter(certificate), validToDays * 86400L);
    X509_set_pubkey(certificate, key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, subjectAltName.constData());
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());
    const Certificate files{folder + QLatin1Char('/') + name + QStringLiteral(".crt"),
                            folder + QLatin1Char('/') + name + QStringLiteral(".key")};
    FILE* out = fopen(QFile::encodeName(files.certificate).constData(), "w");
    PEM_write_X509(out, certificate);
    fclose(out);
    out = fopen(QFile::encodeName(files.key).constData(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    fclose(out);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return files;
}

} // namespace tests
