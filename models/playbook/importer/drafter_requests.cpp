// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/drafter.h"

#include "playbook/variables.h"
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

/// Checks, actions and panels: what is asked over HTTP.
namespace importer {
namespace {

QString variableName(const QString& blank) {
    QString name = slug(blank, QStringLiteral("value"));
    name.replace(u'-', u'_');
    return name[0].isDigit() ? QString(u"v_" + name) : name;
}

QString withoutScheme(const QString& url) {
    return url.contains(u"://") ? url.section(QStringLiteral("://"), 1) : url;
}

const QRegularExpression& blankPattern() {
    static const QRegularExpression pattern(QStringLiteral(
        R"(\$\{(\w+)[^}]*\}|\$(\w+)|<([^<>]+)>|\{\{\s*([^{}]+?)\s*\}\}|\{(\w+)\}|\[([A-Za-z][\w -]*)\]|\$\(([^)]*)\))"));
    return pattern;
}

} // namespace

QString Drafter::playableUrl(const QString& url, QString& note, bool& templated) {
    QString made;
    qsizetype from = 0;
    QStringList names;
    const qsizetype scheme = url.indexOf(QStringLiteral("://"));
    const qsizetype hostEnd = url.indexOf(QRegularExpression(QStringLiteral("[/?#]")), scheme < 0 ? 0 : scheme + 3);
    for (auto it = blankPattern().globalMatch(url); it.hasNext();) {
        const auto match = it.next();
        QString blank;
        for (int i = 1; i <= match.lastCapturedIndex() && blank.isEmpty(); ++i)
            blank = match.captured(i);
        const QString name = variableName(blank);
        QString& value = m_draft.frame.variables[name];
        const bool whole = match.capturedStart() == 0; // the blank stands for scheme and host
        const bool host = match.capturedStart() < hostEnd || hostEnd < 0;
        if (value.isEmpty() && whole)
            value = QStringLiteral("http://%1.example").arg(QString(name).replace(u'_', u'-'));
        else if (value.isEmpty() && host)
            value = QString(name).replace(u'_', u'-');
        made += url.mid(from, match.capturedStart() - from) + u"{{" + name + u"}}";
        from = match.capturedEnd();
        names << name;
    }
    made += url.mid(from);
    if (!names.isEmpty()) {
        templated = true;
        names.removeDuplicates();
        note = QStringLiteral("Fill in: %1.").arg(names.join(QStringLiteral(", ")));
    }
    if (!made.contains(u"://") && !made.startsWith(u"{{"))
        made.prepend(QStringLiteral("http://"));
    // Characters that no URL may hold are percent-encoded, the variables' braces aside.
    QString probe = made;
    for (const QString& name : names)
        probe.replace(u"{{" + name + u"}}", u"bwvar" + name + u"bw");
    QUrl parsed(probe, QUrl::StrictMode);
    if (!parsed.isValid()) {
        parsed = QUrl(probe, QUrl::TolerantMode);
        QString encoded = QString::fromUtf8(parsed.toEncoded());
        for (const QString& name : names)
            encoded.replace(u"bwvar" + name + u"bw", u"{{" + name + u"}}");
        made = encoded;
    }
    return made;
}

std::optional<playbook::HttpRequest> Drafter::request(const CurlCall& call, QString& note, bool& templated) {
    const std::vector<SecretPlace> secrets = secretsOf(call);
    playbook::HttpRequest made;
    made.method = call.method;
    QString url = requestUrl(call);
    for (const SecretPlace& secret : secrets) {
        if (secret.where == SecretPlace::Where::Url && !secret.text.startsWith(u'$') && !secret.text.startsWith(u'<') &&
            !secret.text.isEmpty())
            url.replace(secret.text, u"<" + secret.name.toLower() + u">");
    }
    static const QRegularExpression user(QStringLiteral(R"(^(\w+://)[^/@?#]+@)"));
    if (user.match(url).hasMatch()) {
        url.replace(user, QStringLiteral("\\1"));
        const auto place = std::find_if(secrets.begin(), secrets.end(),
                                        [](const SecretPlace& s) { return s.where == SecretPlace::Where::Url; });
        made.headers[QStringLiteral("Authorization")] =
            QStringLiteral("Basic {{secret.%1}}").arg(place == secrets.end() ? QStringLiteral("BASIC") : place->name);
    }
    made.url = playableUrl(url, note, templated);
    for (const auto& [name, value] : call.headers) {
        const QString header = withSecretNames(value, secrets);
        if (!name.trimmed().isEmpty() && !name.contains(u':') && !name.contains(u'\n') && !header.contains(u'\n'))
            made.headers[name] = header;
    }
    for (const SecretPlace& secret : secrets) {
        if (secret.where == SecretPlace::Where::User && !made.headers.contains(QStringLiteral("Authorization")))
            made.headers[QStringLiteral("Authorization")] =
                call.user.startsWith(u"bearer", Qt::CaseInsensitive)
                    ? QStringLiteral("Bearer {{secret.%1}}").arg(secret.name)
                    : QStringLiteral("Basic {{secret.%1}}").arg(secret.name);
    }
    made.body = withSecretNames(requestBody(call), secrets);
    // Other names in double braces are not the playbook's.
    static const QRegularExpression strange(QStringLiteral(R"(\{\{\s*(?!secret\.)(\w+)\s*\}\})"));
    made.body.replace(strange, QStringLiteral("<\\1>"));
    for (auto& [name, value] : made.headers)
        value.replace(strange, QStringLiteral("<\\1>"));
    const QUrl parsed(playbook::expandKnown(made.url, m_draft.frame.variables), QUrl::StrictMode);
    static const QStringList methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    if (!parsed.isValid() || parsed.host().isEmpty() || !parsed.userInfo().isEmpty() ||
        !methods.contains(made.method) || (parsed.scheme() != u"http" && parsed.scheme() != u"https")) {
        note = QStringLiteral("The address cannot be read as one; it stays a command.");
        return {};
    }
    if (!call.form.isEmpty() || !call.uploadFile.isEmpty()) {
        note = QStringLiteral("It sends a file or a form, which only curl can; it stays a command.");
        return {};
    }
    return made;
}

void Drafter::addCheck(const RequestFact& fact, const QString& title) {
    QString note;
    bool templated = false;
    const auto http = request(fact.call, note, templated);
    Found& found = add(Kind::Check, title, {fact.line, fact.line},
                       {{"method", fact.call.method}, {"url", fact.call.url}, {"line", fact.line}});
    found.detail = fact.call.method + u' ' + fact.call.url;
    found.note = note;
    found.accepted = http && !templated;
    if (!http)
        return;
    playbook::Check check;
    check.id = unique(m_watched, title, QStringLiteral("check"));
    check.title = title;
    check.http = *http;
    check.http.body.clear();
    check.conditions = {QStringLiteral("[STATUS] == 200")};
    check.follow = fact.call.follow;
    check.every = std::chrono::seconds(30);
    found.value = check;
}

void Drafter::addAction(const RequestFact& fact, const QString& title) {
    QString note;
    bool templated = false;
    const auto http = request(fact.call, note, templated);
    Found& found = add(Kind::Action, title, {fact.line, fact.line},
                       {{"method", fact.call.method}, {"url", fact.call.url}, {"line", fact.line}});
    found.detail = fact.call.method + u' ' + fact.call.url;
    found.note = note;
    found.accepted = http.has_value();
    if (http)
        found.value = playbook::Action{unique(m_actions, title, QStringLiteral("action")), title, *http};
}

void Drafter::addRequests() {
    std::map<QString, int> titles;
    std::vector<const RequestFact*> checks;
    QSet<QString> known;
    for (const RequestFact& fact : m_reading.checks) {
        QString key = withoutScheme(requestUrl(fact.call));
        while (key.endsWith(u'/'))
            key.chop(1);
        if (known.contains(key))
            continue;
        known.insert(key);
        checks.push_back(&fact);
        ++titles[folded(fact.title)];
    }
    for (const RequestFact* fact : checks) {
        const bool plain = !fact->title.isEmpty() && fact->title.size() <= 60 && titles.at(folded(fact->title)) == 1;
        addCheck(*fact, plain ? fact->title : withoutScheme(fact->call.url).left(80));
    }
    for (const RequestFact& fact : m_reading.actions)
        addAction(fact, fact.title.isEmpty() || fact.title.size() > 80
                            ? fact.call.method + u' ' + withoutScheme(fact.call.url).left(60)
                            : fact.title);
}

void Drafter::addQueries() {
    QSet<QString> known;
    static const QRegularExpression blank(QStringLiteral("\\s"));
    for (const QueryFact& fact : m_reading.queries) {
        const QString key = QString(fact.expr).remove(blank);
        if (known.contains(key))
            continue;
        known.insert(key);
        playbook::Panel panel;
        panel.title = fact.title.isEmpty() || fact.title.size() > 60 ? fact.expr.left(60) : fact.title;
        panel.id = unique(m_watched, panel.title, QStringLiteral("panel"));
        panel.expr = fact.expr;
        if (fact.expr.contains(u"_seconds") && !fact.expr.contains(u"_seconds_total") &&
            !fact.expr.contains(u"_seconds_count"))
            panel.unit = QStringLiteral("s");
        else if (fact.expr.contains(u"_bytes") && !fact.expr.contains(u'/'))
            panel.unit = QStringLiteral("bytes");
        for (const QString& name : playbook::variablesIn(panel.expr)) {
            if (!name.startsWith(u"secret.") && !m_draft.frame.variables.contains(name))
                m_draft.frame.variables[name] = name;
        }
        if (!fact.server.isEmpty() && !m_draft.frame.variables.contains(QStringLiteral("prometheus"))) {
            const QUrl server(fact.server.contains(u"://") ? fact.server : QString(u"http://" + fact.server),
                              QUrl::StrictMode);
            if (server.isValid() && !server.host().isEmpty() && server.userInfo().isEmpty() &&
                !blankPattern().match(fact.server).hasMatch())
                m_draft.frame.variables[QStringLiteral("prometheus")] = server.toString();
        }
        Found& found =
            add(Kind::Panel, panel.title, {fact.line, fact.line}, {{"expr", fact.expr}, {"line", fact.line}});
        found.detail = fact.expr;
        found.value = panel;
        if (panel.expr.contains(u"{{secret.")) {
            found.accepted = false;
            found.note = QStringLiteral("A secret cannot stand in a query.");
        }
    }
}

void Drafter::addThresholds() {
    for (const ThresholdFact& fact : m_reading.thresholds) {
        Threshold threshold;
        threshold.warn = fact.warn;
        threshold.critical = fact.critical;
        const QStringList words = wordsOf(fact.what);
        for (const Found& found : m_draft.found) {
            const auto* panel = std::get_if<playbook::Panel>(&found.value);
            if (!panel || !threshold.panel.isEmpty())
                continue;
            const QString expr = folded(panel->expr);
            const bool seconds = fact.unit.startsWith(u's', Qt::CaseInsensitive) && panel->unit == u"s";
            const bool percent =
                fact.unit == u"%" && (expr.contains(u"100 *") || expr.contains(u"* 100") || expr.contains(u"100*"));
            const bool named = std::any_of(words.begin(), words.end(), [&](const QString& word) {
                return word.size() > 3 && (expr.contains(word) || wordsOf(panel->title).contains(word));
            });
            const bool latency =
                seconds && (expr.contains(u"duration") || expr.contains(u"latency")) && expr.contains(u"quantile");
            if ((named && (seconds || percent)) || latency)
                threshold.panel = panel->id;
        }
        Found& found = add(Kind::Threshold, fact.what + QStringLiteral(": ") + fact.text, {fact.line, fact.line});
        found.detail = fact.text;
        if (threshold.panel.isEmpty())
            found.note = QStringLiteral("No graph of this runbook draws it.");
        found.value = threshold;
    }
}

} // namespace importer
