// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/real_nginx.h"
#include "net/free_port.h"
#include "net/test_servers.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <httplib.h>
#include <unistd.h>

namespace tests {

namespace {

QString program() {
    const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    return found.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")})
                           : found;
}

/// %1 upstream, %2 and %3 the ports, %4 the folder.
const char* const configuration =
    "daemon off; pid nginx.pid; error_log error.log; worker_processes 1;\n"
    "events { worker_connections 128; }\n"
    "http { access_log off; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;\n"
    " uwsgi_temp_path t4; scgi_temp_path t5;\n"
    " server { listen 127.0.0.1:%2;\n"
    "  location /plain/ { proxy_pass %1/; }\n"
    "  location /basic/ { auth_basic who; auth_basic_user_file %4/users; proxy_pass %1/; }\n"
    "  location /bearer/ { if ($http_authorization != \"Bearer t0ken\") { return 401; } proxy_pass %1/; }\n"
    "  location /tenant/ { if ($http_x_scope_orgid != \"team-a\") { return 403; } proxy_pass %1/; }\n"
    "  location /half/ { proxy_pass %1/; }\n"
    "  location /half/api/v2/silences { return 403; }\n"
    "  location /login/ { default_type text/html; return 200 '<html><title>Sign in</title></html>'; }\n"
    " }\n"
    " server { listen 127.0.0.1:%3 ssl; ssl_certificate %4/own.crt; ssl_certificate_key %4/own.key;\n"
    "  ssl_verify_client optional; ssl_client_certificate %4/own.crt;\n"
    "  location /tls/ { proxy_pass %1/; }\n"
    "  location /mutual/ { if ($ssl_client_verify != SUCCESS) { return 403; } proxy_pass %1/; }\n"
    " } }\n";

} // namespace

struct RealNginx::Private {
    QTemporaryDir folder;
    QProcess process;
    int port = freePort(), securePort = freePort();
    Certificate own;
};

bool RealNginx::isInstalled() {
    return !program().isEmpty();
}

RealNginx::RealNginx(const QString& upstream)
    : d(std::make_unique<Private>()) {
    d->own = makeCertificate(d->folder.path(), QStringLiteral("own"), "DNS:localhost,IP:127.0.0.1");
    const auto write = [this](const char* name, const QByteArray& bytes) {
        QFile file(d->folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    };
    write("users", "me:{PLAIN}p@ss=w0rd\n");
    const QString text = QString::fromLatin1(configuration)
                             .arg(upstream, QString::number(d->port), QString::number(d->securePort), d->folder.path());
    // Started as root it would change to a user that may not read this folder.
    write("nginx.conf", (::getuid() == 0 ? "user root;\n" : "") + text.toUtf8());
    d->process.setProcessChannelMode(QProcess::MergedChannels);
    d->process.start(program(), {QStringLiteral("-p"), d->folder.path(), QStringLiteral("-c"),
                                 d->folder.filePath(QStringLiteral("nginx.conf")), QStringLiteral("-e"),
                                 QStringLiteral("error.log")});
}

RealNginx::~RealNginx() {
    if (d->process.state() != QProcess::NotRunning) {
        d->process.terminate();
        if (!d->process.waitForFinished(10'000))
            d->process.kill();
        d->process.waitForFinished();
    }
}

bool RealNginx::waitUntilReady() {
    QElapsedTimer waited;
    waited.start();
    httplib::Client client("127.0.0.1", d->port);
    while (waited.elapsed() < 20'000 && d->process.state() != QProcess::NotRunning) {
        if (client.Get("/login/"))
            return true;
        d->process.waitForFinished(50);
    }
    return false;
}

QString RealNginx::url(const QString& path) const {
    return QStringLiteral("http://127.0.0.1:%1%2").arg(QString::number(d->port), path);
}

QString RealNginx::secureUrl(const QString& path) const {
    return QStringLiteral("https://localhost:%1%2").arg(QString::number(d->securePort), path);
}

QString RealNginx::certificate() const {
    return d->own.certificate;
}

QString RealNginx::key() const {
    return d->own.key;
}

QString RealNginx::log() const {
    QFile file(d->folder.filePath(QStringLiteral("error.log")));
    const QByteArray errors = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return QString::fromUtf8(errors + d->process.readAll());
}

QByteArray RealNginx::serverYaml(const QString& way) const {
    const bool insecure = way == u"insecure", secure = insecure || way == u"tls" || way == u"mutual";
    QStringList fields{QStringLiteral("url: '%1'")
                           .arg(secure ? secureUrl(insecure ? QStringLiteral("/tls") : u'/' + way) : url(u'/' + way))};
    if (insecure)
        fields << QStringLiteral("insecure: true");
    else if (secure)
        fields << QStringLiteral("ca: '%1'").arg(certificate());
    if (way == u"mutual")
        fields << QStringLiteral("client: {certificate: '%1', key: '%2'}").arg(certificate(), key());
    if (way == u"basic")
        fields << QStringLiteral("auth: {user: me, password: '{{secret.GUARD_PASSWORD}}'}");
    if (way == u"bearer")
        fields << QStringLiteral("auth: {bearer: '{{secret.GUARD_TOKEN}}'}");
    if (way == u"tenant")
        fields << QStringLiteral("headers: {X-Scope-OrgID: '{{secret.GUARD_TENANT}}'}");
    return '{' + fields.join(QStringLiteral(", ")).toUtf8() + '}';
}

void RealNginx::setSecrets(bool right) {
    qputenv("BRIDGEWATCH_SECRET_GUARD_PASSWORD", right ? "p@ss=w0rd" : "wr0ng");
    qputenv("BRIDGEWATCH_SECRET_GUARD_TOKEN", right ? "t0ken" : "wr0ng");
    qputenv("BRIDGEWATCH_SECRET_GUARD_TENANT", right ? "team-a" : "wr0ng");
}

} // namespace tests
