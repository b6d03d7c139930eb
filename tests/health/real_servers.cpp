// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/real_servers.h"
#include "net/free_port.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QThread>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tests {
namespace {

using namespace Qt::StringLiterals;

const QString postgresBin = u"/usr/lib/postgresql/15/bin/"_s;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int boundPort(int socket) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin_port);
}

QString nginxProgram() {
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s}) : found;
}

bool waitForPort(int port, const QProcess& process, int ms) {
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < ms && process.state() != QProcess::NotRunning) {
        const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(port);
        const bool open = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        close(probe);
        if (open)
            return true;
        QThread::msleep(20);
    }
    return false;
}

/// PostgreSQL refuses to run as root.
void becomePostgres() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (geteuid() != 0)
        return;
    if (const passwd* user = getpwnam("postgres")) {
        std::ignore = setgid(user->pw_gid);
        std::ignore = setuid(user->pw_uid);
    }
}

} // namespace

RealNginx::RealNginx(const ServerTls& tls)
    : m_port(freePort()) {
    QFile file(m_folder.filePath(u"nginx.conf"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(u"%1daemon off; pid nginx.pid; error_log error.log; worker_processes 1;\n"
                   "events { worker_connections 64; }\n"
                   "http { access_log off; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;\n"
                   " uwsgi_temp_path t4; scgi_temp_path t5;\n"
                   " server { listen 127.0.0.1:%2 ssl; ssl_certificate %3; ssl_certificate_key %4;\n"
                   " ssl_client_certificate %5; ssl_verify_client on;\n"
                   " location / { default_type text/plain; return 200 \"$ssl_client_s_dn\"; } } }\n"_s
                       .arg(geteuid() == 0 ? u"user root;\n"_s : QString(), QString::number(m_port), tls.certificate,
                            tls.key, tls.clients)
                       .toUtf8());
    file.close();
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(nginxProgram(), {u"-p"_s, m_folder.path(), u"-c"_s, file.fileName(), u"-e"_s, u"error.log"_s});
    m_process.waitForStarted();
}

RealNginx::~RealNginx() {
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

bool RealNginx::isInstalled() {
    return !nginxProgram().isEmpty();
}

bool RealNginx::waitUntilReady() {
    return waitForPort(m_port, m_process, 30'000);
}

RealRedis::RealRedis(const QString& password, const ServerTls& tls)
    : m_port(freePort()) {
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.setWorkingDirectory(m_folder.path());
    QStringList arguments{u"--bind"_s,       u"127.0.0.1"_s, u"--save"_s,        u""_s,
                          u"--appendonly"_s, u"no"_s,        u"--requirepass"_s, password};
    if (tls.certificate.isEmpty())
        arguments << u"--port"_s << QString::number(m_port);
    else
        arguments << u"--port"_s << u"0"_s << u"--tls-port"_s << QString::number(m_port) << u"--tls-cert-file"_s
                  << tls.certificate << u"--tls-key-file"_s << tls.key << u"--tls-ca-cert-file"_s
                  << (tls.clients.isEmpty() ? tls.certificate : tls.clients) << u"--tls-auth-clients"_s
                  << (tls.clients.isEmpty() ? u"no"_s : u"yes"_s);
    m_process.start(u"redis-server"_s, arguments);
    m_process.waitForStarted();
}

RealRedis::~RealRedis() {
    m_process.kill();
    m_process.waitForFinished();
}

bool RealRedis::isInstalled() {
    return !QStandardPaths::findExecutable(u"redis-server"_s).isEmpty();
}

bool RealRedis::waitUntilReady() {
    return waitForPort(m_port, m_process, 30'000);
}

RealPostgres::RealPostgres(const QString& password)
    : m_port(freePort()) {
    const QString folder = m_folder.path();
    QFile secret(folder + u"/password"_s);
    if (secret.open(QIODevice::WriteOnly))
        secret.write(password.toUtf8() + '\n');
    secret.close();
    if (const passwd* user = geteuid() == 0 ? getpwnam("postgres") : nullptr) {
        for (const QString& path : {folder, secret.fileName()})
            std::ignore = chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid);
    }
    QProcess init;
    init.setChildProcessModifier(&becomePostgres);
    init.setWorkingDirectory(folder);
    init.start(postgresBin + u"initdb"_s,
               {u"-D"_s, folder + u"/data"_s, u"-U"_s, u"watcher"_s, u"-A"_s, u"scram-sha-256"_s,
                u"--pwfile="_s + secret.fileName(), u"--no-sync"_s, u"-E"_s, u"UTF8"_s, u"--locale=C"_s});
    init.waitForFinished(60'000);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier(&becomePostgres);
    m_process.setWorkingDirectory(folder);
    m_process.start(postgresBin + u"postgres"_s,
                    {u"-D"_s, folder + u"/data"_s, u"-p"_s, QString::number(m_port), u"-k"_s, folder, u"-c"_s,
                     u"listen_addresses=127.0.0.1"_s, u"-c"_s, u"fsync=off"_s});
    m_process.waitForStarted();
}

RealPostgres::~RealPostgres() {
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

bool RealPostgres::isInstalled() {
    return QFile::exists(postgresBin + u"postgres"_s) && (geteuid() != 0 || getpwnam("postgres"));
}

bool RealPostgres::waitUntilReady() {
    return waitForPort(m_port, m_process, 60'000);
}

QString RealPostgres::log() const {
    return QString::fromUtf8(const_cast<QProcess&>(m_process).readAll());
}

NameServer::NameServer(Answer answer)
    : m_socket(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    const sockaddr_in any = loopback(0);
    bind(m_socket, reinterpret_cast<const sockaddr*>(&any), sizeof any);
    m_port = boundPort(m_socket);
    m_thread = std::thread([this, answer = std::move(answer)] {
        char bytes[2048];
        for (;;) {
            sockaddr_in peer{};
            socklen_t size = sizeof peer;
            const ssize_t length =
                recvfrom(m_socket, bytes, sizeof bytes, 0, reinterpret_cast<sockaddr*>(&peer), &size);
            if (m_stopping || length < 0)
                return;
            const QByteArray reply = answer(QByteArray(bytes, length));
            if (!reply.isEmpty())
                sendto(m_socket, reply.constData(), size_t(reply.size()), 0, reinterpret_cast<sockaddr*>(&peer), size);
        }
    });
}

NameServer::~NameServer() {
    m_stopping = true;
    const sockaddr_in self = loopback(m_port);
    sendto(m_socket, "", 0, 0, reinterpret_cast<const sockaddr*>(&self), sizeof self);
    m_thread.join();
    close(m_socket);
}

QByteArray dnsAnswer(const QByteArray& question, int rcode, const QList<QByteArray>& addresses) {
    QByteArray reply = question;
    reply[2] = char(0x81); // an answer; recursion was wanted
    reply[3] = char(0x80 | rcode);
    reply[7] = char(addresses.size());
    for (const QByteArray& address : addresses) {
        in_addr v4{};
        inet_pton(AF_INET, address.constData(), &v4);
        // The question's name, type A, class IN, a minute, four bytes.
        reply += QByteArray::fromHex("c00c000100010000003c0004");
        reply += QByteArray(reinterpret_cast<const char*>(&v4), 4);
    }
    return reply;
}

} // namespace tests
