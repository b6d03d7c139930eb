// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/time.h"
#include <QJsonObject>
#include <QObject>
#include <functional>
#include <memory>
#include <optional>

class QLocalServer;
class QLocalSocket;

/// The process that holds a data folder's lock serves a socket; others hand their acts to it. One JSON object a line
/// each way: the act, then {"answer": {…}} or {"error": {"kind": …, "text": …}}.
namespace app {

using Answered = std::function<void(const domain::Result<QJsonObject>&)>;

/// What became of an act that was offered to the holder.
struct Handed {
    /// Empty: nobody listens there, nothing was sent. Otherwise the holder's answer, or why none came.
    std::optional<domain::Result<QJsonObject>> answer;
};

/// Offers act to whoever listens on socket; done is called once, in a later turn of the event loop.
void askHolder(const QString& socket, const QJsonObject& act, domain::Millis patience, QObject* context,
               std::function<void(const Handed&)> done);

/// Serves the socket while it lives; only for the process that holds the lock (it removes a dead one's socket). Acts
/// are given to perform in the order they came; the socket can be used by this person only.
class ActServer final : public QObject {
    Q_OBJECT
public:
    using Perform = std::function<void(const QJsonObject& act, QObject* context, Answered done)>;

    ActServer(Perform perform, QObject* parent = nullptr);
    ~ActServer() override;
    /// Storage says why the socket cannot be served: then only this process can act.
    domain::Result<void> listen(const QString& socket);

private:
    void serve(QLocalSocket* connection);
    void readFrom(QLocalSocket* connection);

    Perform m_perform;
    QLocalServer* m_server;
};

} // namespace app
