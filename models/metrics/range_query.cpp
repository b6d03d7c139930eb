// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/range_query.h"

namespace metrics {

namespace {

domain::Result<QString> endpoint(const QString& server, const QString& path) {
    const QUrl url(server.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !web || url.host().isEmpty())
        return domain::fail(
            domain::ErrorKind::Input,
            QStringLiteral("The Prometheus address \"%1\" is not an http or https URL").arg(server.left(200)));
    if (url.hasQuery() || url.hasFragment())
        return domain::fail(
            domain::ErrorKind::Input,
            QStringLiteral("The Prometheus address \"%1\" must end with the host or a path, without ? or #")
                .arg(url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)));
    QString base = server.trimmed();
    while (base.endsWith(u'/'))
        base.chop(1);
    return QString(base + path);
}

/// Unix time in seconds with exactly the milliseconds it has.
QByteArray seconds(qint64 ms) {
    QByteArray text = QByteArray::number(ms / 1000);
    if (const qint64 rest = ms % 1000)
        text += '.' + QByteArray::number(rest).rightJustified(3, '0');
    return text;
}

QByteArray field(const char* name, const QByteArray& value) {
    return QByteArray(name) + '=' + value.toPercentEncoding();
}

domain::Result<net::Request> formRequest(const Server& server, const QString& path, const QString& expr,
                                         const QByteArray& rest) {
    if (expr.trimmed().isEmpty())
        return domain::fail(domain::ErrorKind::Usage, QStringLiteral("The query is empty"));
    auto url = endpoint(server.url, path);
    if (!url)
        return tl::unexpected(url.error());
    net::Request request;
    request.method = QStringLiteral("POST");
    request.url = *url;
    request.headers = {{QStringLiteral("Content-Type"), QStringLiteral("application/x-www-form-urlencoded")},
                       {QStringLiteral("Accept"), QStringLiteral("application/json")}};
    dress(request, server);
    request.body = field("query", expr.toUtf8()) + '&' + rest;
    request.timeout = Millis(10'000);
    request.bodyCap = answerCap;
    request.kind = net::Request::Class::Query;
    return request;
}

} // namespace

Millis clampStep(Millis window, Millis wanted, int pieces) {
    // n steps give n + 1 points, so window / step must stay below maxPoints - 1; whole seconds keep the ticks round.
    const qint64 length = std::max<qint64>(window.count(), 0);
    const qint64 least = length / ((maxPoints - 2) * std::max(pieces, 1)) + 1;
    const qint64 step = std::max({least, qint64(wanted.count()), qint64(1'000)});
    return Millis((step + 999) / 1'000 * 1'000);
}

RangeQuery rangeEnding(Instant now, const QString& expr, Millis window, Millis wantedStep, int pieces) {
    RangeQuery query;
    query.expr = expr;
    query.step = clampStep(window, wantedStep, pieces);
    const qint64 step = query.step.count();
    const qint64 end = domain::toMs(now) / step * step;
    const qint64 points = std::max<qint64>(window.count(), 0) / step;
    query.to = domain::instantFromMs(end);
    query.from = domain::instantFromMs(end - points * step);
    return query;
}

domain::Result<net::Request> rangeRequest(const Server& server, const RangeQuery& query) {
    return formRequest(server, QStringLiteral("/api/v1/query_range"), query.expr,
                       field("start", seconds(domain::toMs(query.from))) + '&' +
                           field("end", seconds(domain::toMs(query.to))) + '&' +
                           field("step", seconds(query.step.count())));
}

domain::Result<net::Request> namesRequest(const Server& server, const QString& label, const QString& metric) {
    const QString path =
        label.isEmpty()
            ? QStringLiteral("/api/v1/labels")
            : QStringLiteral("/api/v1/label/%1/values").arg(QString::fromLatin1(label.toUtf8().toPercentEncoding()));
    auto url = endpoint(server.url, path);
    if (!url)
        return tl::unexpected(url.error());
    net::Request request;
    request.url = *url;
    if (!metric.isEmpty())
        request.url += QStringLiteral("?match%5B%5D=") + QString::fromLatin1(metric.toUtf8().toPercentEncoding());
    request.headers = {{QStringLiteral("Accept"), QStringLiteral("application/json")}};
    dress(request, server);
    request.bodyCap = answerCap;
    return request;
}

QUrl graphPage(const QString& server, const QString& expr, Instant from, Instant to) {
    const auto address = endpoint(server, QStringLiteral("/graph"));
    if (!address)
        return {};
    QUrl page(*address);
    const qint64 seconds = std::max<qint64>((to - from).count() / 1'000, 1);
    page.setQuery(QStringLiteral("g0.expr=%1&g0.tab=0&g0.range_input=%2s&g0.end_input=%3")
                      .arg(QString::fromLatin1(expr.toUtf8().toPercentEncoding()))
                      .arg(seconds)
                      .arg(domain::toIso(to).left(19).replace(u'T', QStringLiteral("%20"))));
    return page;
}

domain::Result<net::Request> instantRequest(const Server& server, const QString& expr, Instant at) {
    return formRequest(server, QStringLiteral("/api/v1/query"), expr, field("time", seconds(domain::toMs(at))));
}

} // namespace metrics
