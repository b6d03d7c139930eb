// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/vocabulary.h"

#include "metrics/promql_words.h"
#include "metrics/range_query.h"

namespace metrics {

namespace {

constexpr qsizetype mostOffered = 200;
constexpr domain::Millis trialWindow{30 * 60'000};

QStringList withPromql(QStringList names) {
    for (const PromqlWord& word : promqlWords())
        names << word.name;
    names.sort(Qt::CaseInsensitive);
    return names;
}

} // namespace

QStringList matching(const QStringList& words, const QString& prefix, qsizetype most) {
    QStringList first;
    QStringList then;
    for (const QString& word : words) {
        if (first.size() == most)
            break;
        if (word.startsWith(prefix, Qt::CaseInsensitive))
            first << word;
        else if (then.size() < most && word.contains(prefix, Qt::CaseInsensitive))
            then << word;
    }
    return (first + then).mid(0, most);
}

Vocabulary::Vocabulary(domain::Result<Server> server, std::map<QString, QString> variables, net::Transport* transport,
                       domain::Clock* clock, QObject* parent)
    : QObject(parent)
    , m_server(std::move(server))
    , m_variables(std::move(variables))
    , m_transport(transport)
    , m_clock(clock) {}

void Vocabulary::setServer(domain::Result<Server> server) {
    if (server == m_server)
        return;
    m_server = std::move(server);
    m_known.clear();
    ++m_wish;
    ++m_trial;
}

void Vocabulary::complete(const Wish& wish, std::function<void(const QStringList&)> done) {
    const quint64 serial = ++m_wish;
    if (wish.kind == Wish::Kind::Nothing)
        return done({});
    const bool name = wish.kind == Wish::Kind::Name;
    const QString label = name ? QStringLiteral("__name__") : wish.label;
    const QString key = label + u'\n' + wish.metric;
    const auto offer = [wish, name, done = std::move(done)](const QStringList& known) {
        done(matching(name ? withPromql(known) : known, wish.prefix, mostOffered));
    };
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return offer(*known);
    auto request = m_server ? namesRequest(*m_server, label, wish.metric)
                            : domain::Result<net::Request>(tl::unexpected(m_server.error()));
    if (!request || !m_transport)
        return offer({});
    m_transport->fetch(*std::move(request), &decodeNames, this,
                       [this, serial, key, offer](const domain::Result<QStringList>& names) {
                           if (names)
                               m_known.insert(key, *names);
                           if (serial == m_wish)
                               offer(names.value_or(QStringList()));
                       });
}

void Vocabulary::tryOut(const QString& expr, std::function<void(const domain::Result<Matrix>&)> done) {
    const quint64 serial = ++m_trial;
    if (!m_transport || !m_clock)
        return;
    if (!m_server)
        return done(tl::unexpected(m_server.error()));
    const RangeQuery query =
        rangeEnding(m_clock->now(), FilledQuery(expr, m_variables).text(), trialWindow, m_server->scrapeInterval);
    auto request = rangeRequest(*m_server, query);
    if (!request)
        return done(tl::unexpected(request.error()));
    m_transport->fetch(
        *std::move(request), [query](const net::Response& response) { return decodeRange(response, query); }, this,
        [this, serial, done = std::move(done)](const domain::Result<Matrix>& answer) {
            if (serial == m_trial)
                done(answer);
        });
}

} // namespace metrics
