// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/single_instance.h"

#include "app/places.h"
#include "store/file_guard.h"
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

namespace app {
namespace {

/// An act holds at most a playbook (1 MB of YAML) and the runbook it was made from (8 MB, in base64) in JSON.
constexpr qint64 longestLine = 24 << 20;

QByteArray toLine(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray toLine(const domain::Result<QJsonObject>& result) {
    if (result)
        return toLine(QJsonObject{{"answer", *result}});
    return toLine(QJsonObject{
        {"error", QJsonObject{{"kind", static_cast<int>(result.error().kind)}, {"text", result.error().text}}}});
}

domain::Result<QJsonObject> answerFrom(const QByteArray& line) {
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.contains(QStringLiteral("answer")))
        return object[QStringLiteral("answer")].toObject();
    const QJsonObject error = object[QStringLiteral("error")].toObject();
    const int kind = error[QStringLiteral("kind")].toInt(-1);
    if (kind < 0 || kind > static_cast<int>(domain::ErrorKind::Internal))
        return domain::fail(
            domain::ErrorKind::Internal,
            QStringLiteral("The window's answer was not understood; look whether the act is recorded."));
    return domain::fail(static_cast<domain::ErrorKind>(kind), error[QStringLiteral("text")].toString());
}

/// One act on its way to the holder.
class Offer final : public QObject {
public:
    Offer(const QJsonObject& act, std::function<void(const Handed&)> done, QObject* context)
        : QObject(context)
        , m_line(toLine(act))
        , m_done(std::move(done)) {}

    void start(const QString& socket, domain::Millis patience) {
        connect(&m_socket, &QLocalSocket::connected, this, [this] {
            m_sent = true;
            m_socket.write(m_line);
        });
        connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
            if (m_socket.canReadLine())
                finish({answerFrom(m_socket.readLine(longestLine))});
        });
        connect(&m_socket, &QLocalSocket::errorOccurred, this,
                [this] { lost(QStringLiteral("closed without an answer")); });
        connect(&m_socket, &QLocalSocket::disconnected, this,
                [this] { lost(QStringLiteral("closed without an answer")); });
        QTimer::singleShot(patience, this, [this] { lost(QStringLiteral("did not answer in time")); });
        QTimer::singleShot(0, this, [this, socket] { m_socket.connectToServer(socket); });
    }

private:
    void lost(const QString& how) {
        if (!m_sent) {
            finish({});
            return;
        }
        finish({domain::fail(
            domain::ErrorKind::Conflict,
            QStringLiteral("The process that holds the data folder %1; look whether the act is recorded before "
                           "repeating it.")
                .arg(how))});
    }
    void finish(const Handed& handed) {
        if (!m_done)
            return;
        const auto done = std::exchange(m_done, {});
        deleteLater();
        done(handed);
    }

    QByteArray m_line;
    std::function<void(const Handed&)> m_done;
    QLocalSocket m_socket;
    bool m_sent = false;
};

} // namespace

void askHolder(const QString& socket, const QJsonObject& act, domain::Millis patience, QObject* context,
               std::function<void(const Handed&)> done) {
    (new Offer(act, std::move(done), context))->start(socket, patience);
}

ActServer::ActServer(Perform perform, QObject* parent)
    : QObject(parent)
    , m_perform(std::move(perform))
    , m_server(new QLocalServer(this)) {
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* connection = m_server->nextPendingConnection())
            serve(connection);
    });
}

ActServer::~ActServer() = default;

domain::Result<void> ActServer::listen(const QString& socket) {
    if (auto made = store::makePrivateFolder(QFileInfo(socket).path()); !made)
        return made;
    QLocalServer::removeServer(socket);
    if (!m_server->listen(socket))
        return domain::fail(
            domain::ErrorKind::Storage,
            QStringLiteral("Commands cannot reach this window: socket %1: %2.").arg(socket, m_server->errorString()));
    return {};
}

void ActServer::serve(QLocalSocket* connection) {
    connection->setReadBufferSize(longestLine);
    connect(connection, &QLocalSocket::disconnected, connection, &QObject::deleteLater);
    connect(connection, &QLocalSocket::readyRead, this, [this, connection] { readFrom(connection); });
    readFrom(connection);
}

void ActServer::readFrom(QLocalSocket* connection) {
    if (!connection->canReadLine()) {
        if (connection->bytesAvailable() >= longestLine)
            connection->abort();
        return;
    }
    const QJsonDocument act = QJsonDocument::fromJson(connection->readLine(longestLine));
    const auto answer = [connection](const domain::Result<QJsonObject>& result) {
        connection->write(toLine(result));
        connection->disconnectFromServer();
    };
    if (!act.isObject()) {
        answer(domain::fail(domain::ErrorKind::Usage, QStringLiteral("An act is one JSON object on one line.")));
        return;
    }
    m_perform(act.object(), connection, answer);
}

} // namespace app
