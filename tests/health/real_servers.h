// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <atomic>
#include <functional>
#include <thread>

/// Real servers of Debian's packages, and a name server that says what a test wants, on free ports of 127.0.0.1.
namespace tests {

/// What a server shows and asks for when it speaks TLS; files in PEM.
struct ServerTls {
    QString certificate, key;
    QString clients; ///< whose certificates it wants to see; empty: nobody's
};

/// nginx that speaks TLS only and answers with the name on the certificate that it was shown.
class RealNginx {
public:
    explicit RealNginx(const ServerTls& tls);
    ~RealNginx();
    static bool isInstalled();
    bool waitUntilReady(); ///< up to 30 s
    QString url() const { return QStringLiteral("https://127.0.0.1:%1/").arg(m_port); }

private:
    int m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// redis-server with a password and nothing on disk; with a certificate it speaks TLS only.
class RealRedis {
public:
    explicit RealRedis(const QString& password, const ServerTls& tls = {});
    ~RealRedis();
    static bool isInstalled();
    bool waitUntilReady(); ///< accepts connections; up to 30 s
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }

private:
    int m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// A PostgreSQL cluster of its own with the user "watcher" and the given password. It never runs as root.
class RealPostgres {
public:
    explicit RealPostgres(const QString& password);
    ~RealPostgres();
    static bool isInstalled();
    bool waitUntilReady(); ///< up to 60 s
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    QString log() const;

private:
    int m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// Answers each question with what answer makes of it; an empty answer is silence.
class NameServer {
public:
    using Answer = std::function<QByteArray(const QByteArray& question)>;
    explicit NameServer(Answer answer);
    ~NameServer();
    QString address() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }

private:
    int m_socket = -1, m_port = 0;
    std::atomic<bool> m_stopping = false;
    std::thread m_thread;
};

/// question with this rcode and, for 0, these addresses of IPv4 as answers.
QByteArray dnsAnswer(const QByteArray& question, int rcode, const QList<QByteArray>& addresses = {});

} // namespace tests
