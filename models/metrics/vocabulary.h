// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "metrics/decode.h"
#include "metrics/promql_wish.h"
#include "metrics/server.h"
#include "net/transport.h"
#include <QHash>
#include <QObject>
#include <QPointer>
#include <functional>

namespace metrics {

/// What a server knows, for whoever writes a query: metrics, labels and values, asked once and kept, and what it says
/// to a query. Only the newest question is answered. GUI thread; answers are read on a worker.
class Vocabulary final : public QObject {
    Q_OBJECT
public:
    /// server: an Error is the answer to every trial; words then come from the language alone.
    Vocabulary(domain::Result<Server> server, std::map<QString, QString> variables, net::Transport* transport,
               domain::Clock* clock, QObject* parent = nullptr);

    const std::map<QString, QString>& variables() const { return m_variables; }
    /// Another server: what is known of the former is forgotten.
    void setServer(domain::Result<Server> server);
    /// done(words that begin with the wish's prefix, then those that hold it), at once when they are known; at most
    /// 200. Names come with the words of PromQL. A server that does not answer gives what is known without it.
    void complete(const Wish& wish, std::function<void(const QStringList&)> done);
    /// The last half hour of a query as a panel asks for it, or why the server refuses it; variables of the playbook
    /// are filled in.
    void tryOut(const QString& expr, std::function<void(const domain::Result<Matrix>&)> done);

private:
    domain::Result<Server> m_server;
    std::map<QString, QString> m_variables;
    QPointer<net::Transport> m_transport; ///< a drill takes its own away
    QPointer<domain::Clock> m_clock;
    QHash<QString, QStringList> m_known; ///< by label and metric
    quint64 m_wish = 0, m_trial = 0;
};

/// Those of words that begin with prefix, then those that hold it; without regard to case. Pure.
QStringList matching(const QStringList& words, const QString& prefix, qsizetype most);

} // namespace metrics
