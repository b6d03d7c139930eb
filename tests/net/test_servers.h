// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// Real servers on loopback for tests of whatever speaks HTTP.
namespace tests {

struct Asked {
    std::string method, path, body;
    std::multimap<std::string, std::string> headers; ///< names as sent
    std::string target;                              ///< path and query as sent, nothing decoded
    bool has(const std::string& header) const;
};
struct Answer {
    int status = 200;
    std::string body = "ok", type = "text/plain";
    std::multimap<std::string, std::string> headers = {};
    int delayMs = 0; ///< interrupted when the server stops
};

/// cpp-httplib with 64 threads on a free port of 127.0.0.1; with a certificate it speaks TLS.
class HttpServer {
public:
    using Handler = std::function<Answer(const Asked&)>;
    explicit HttpServer(Handler handler, const QString& certificate = {}, const QString& key = {});
    ~HttpServer();
    int port() const;
    QString url(const QString& path = QStringLiteral("/")) const; ///< http://127.0.0.1:port/path
    /// Stops listening; the port refuses connections until start.
    void stop();
    void start();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Accepts on a free port of 127.0.0.1 and lets the handler do to the socket what it likes. The socket is closed
/// afterwards.
class RawServer {
public:
    using Handler = std::function<void(int socket)>;
    explicit RawServer(Handler handler);
    ~RawServer();
    int port() const { return m_port; }
    QString url(const QString& path = QStringLiteral("/")) const;
    int accepted() const { return m_accepted; }
    bool stopping() const { return m_stopping; }

private:
    int m_listener = -1, m_port = 0;
    std::atomic<int> m_accepted = 0;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::vector<int> m_open;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// Reads up to the empty line of a request; empty when the peer closed.
std::string readRequest(int socket);
/// False once the peer is gone.
bool sendAll(int socket, const std::string& bytes);
/// Closes with RST instead of FIN.
void resetOnClose(int socket);

/// A self-signed certificate (EC P-256) for the given names, written as folder/NAME.crt and folder/NAME.key.
struct Certificate {
    QString certificate, key;
};
Certificate makeCertificate(const QString& folder, const QString& name, const QByteArray& subjectAltName,
                            int validFromDays = -1, int validToDays = 30);

} // namespace tests
