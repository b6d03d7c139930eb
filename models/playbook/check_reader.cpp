// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/blanks.h"
#include "playbook/command_class.h"
#include "playbook/condition.h"
#include "playbook/playbook_reader.h"
#include "playbook/variables.h"

#include <QRegularExpression>
#include <QUrl>

/// The part of the reader for checks.
namespace playbook {
namespace {

using namespace std::chrono_literals;

constexpr CheckKind kinds[]{CheckKind::Http,  CheckKind::Tcp,      CheckKind::Tls,    CheckKind::Dns,
                            CheckKind::Redis, CheckKind::Postgres, CheckKind::Command};
const QStringList records{QStringLiteral("A"),   QStringLiteral("AAAA"), QStringLiteral("CNAME"),
                          QStringLiteral("MX"),  QStringLiteral("NS"),   QStringLiteral("PTR"),
                          QStringLiteral("SOA"), QStringLiteral("SRV"),  QStringLiteral("TXT")};

/// Options that mean something to some kinds only.
struct Option {
    const char* key;
    std::vector<CheckKind> kinds;
};
const std::vector<Option>& options() {
    static const std::vector<Option> all{
        {"method", {CheckKind::Http}},
        {"headers", {CheckKind::Http}},
        {"body", {CheckKind::Http}},
        {"proxy", {CheckKind::Http}},
        {"follow", {CheckKind::Http}},
        {"auth", {CheckKind::Http, CheckKind::Redis, CheckKind::Postgres}},
        {"ca", {CheckKind::Http, CheckKind::Tls, CheckKind::Redis, CheckKind::Postgres}},
        {"client", {CheckKind::Http, CheckKind::Tls, CheckKind::Redis, CheckKind::Postgres}},
        {"server_name", {CheckKind::Tls}},
        {"record", {CheckKind::Dns}},
        {"server", {CheckKind::Dns}},
        {"database", {CheckKind::Postgres}},
        {"witness",
         {CheckKind::Http, CheckKind::Tcp, CheckKind::Tls, CheckKind::Dns, CheckKind::Redis, CheckKind::Postgres}},
    };
    return all;
}

bool isAddress(const QString& text) {
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?):([0-9]{1,5})$"));
    const auto match = pattern.match(text);
    const int port = match.captured(3).toInt();
    return match.hasMatch() && port > 0 && port <= 65535;
}

bool isDomainName(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9_]([A-Za-z0-9._-]{0,252}[A-Za-z0-9_.])?$"));
    return pattern.match(text).hasMatch();
}

/// Headers whose whole purpose is to say who we are.
bool carriesCredentials(const QString& header) {
    static const QRegularExpression telling(
        QStringLiteral("^(proxy-)?authorization$|token|secret|cookie|password|passwd|credential|"
                       "(api|app|application|access|auth|service|routing)[-_]?key$"),
        QRegularExpression::CaseInsensitiveOption);
    return telling.match(header).hasMatch();
}

/// The name of a parameter of a URL, or of a field of a form or JSON body, whose value is a credential that is written
/// out; empty when there is none.
QString literalCredential(const QString& text) {
    static const QRegularExpression written(
        QStringLiteral("(?:^|[?&\"'{,\\s])([\\w-]*(?:token|secret|passwd|password|api[-_]?key))"
                       "(?:=|[\"']\\s*:\\s*[\"'])(?!\\{\\{|<|\\$)[^&\"'\\s]{4,}"),
        QRegularExpression::CaseInsensitiveOption);
    return written.match(text).captured(1);
}

/// Whether a check of this kind has what the operand asks for.
bool fits(const Operand& operand, CheckKind kind) {
    switch (operand.kind) {
    case Operand::Kind::Exit:
        return kind == CheckKind::Command;
    case Operand::Kind::Status:
    case Operand::Kind::Ip:
    case Operand::Kind::Connected:
    case Operand::Kind::CertificateExpiration:
    case Operand::Kind::DnsRcode:
        return kind != CheckKind::Command;
    default:
        return true;
    }
}

} // namespace

Check PlaybookReader::check(const YamlNode& node) {
    const Fields in = fields(node, QStringLiteral("check"));
    Check made;
    made.id = in.requiredId(QStringLiteral("id"));
    takeId(QStringLiteral("watched"), in, made.id);
    made.title = in.text(QStringLiteral("title"));
    if (made.title.isEmpty())
        made.title = made.id;
    readTarget(made, in);
    readOptions(made, in);
    made.witness = in.flag(QStringLiteral("witness"), false);
    if (in.has(QStringLiteral("http")) || in.has(QStringLiteral("conditions")))
        made.conditions = conditions(in, made.kind);
    made.every = in.durationBetween(QStringLiteral("every"), made.every, 1s, 24h);
    made.timeout = in.durationBetween(QStringLiteral("timeout"), made.timeout, 100ms, 10min);
    made.degradedOver = in.duration(QStringLiteral("degraded_over"));
    made.downAfter = in.integer(QStringLiteral("down_after"), made.downAfter, 1, 100);
    made.upAfter = in.integer(QStringLiteral("up_after"), made.upAfter, 1, 100);
    return made;
}

void PlaybookReader::readTarget(Check& made, const Fields& in) {
    QStringList named;
    for (const CheckKind kind : kinds) {
        if (!in.has(toText(kind)))
            continue;
        made.kind = kind;
        named.append(toText(kind));
    }
    if (named.isEmpty())
        return in.missing(QStringLiteral("http"),
                          QStringLiteral("a target: one of http, tcp, tls, dns, redis, postgres and command"));
    if (named.size() > 1)
        return in.wrong(QStringLiteral("schema.kind"), *in.find(named[1]),
                        QStringLiteral("%1 names %2 targets (%3); expected one")
                            .arg(in.what())
                            .arg(named.size())
                            .arg(named.join(QStringLiteral(", "))));
    for (const Option& option : options()) {
        const QString key = QString::fromLatin1(option.key);
        if (in.has(key) && std::find(option.kinds.begin(), option.kinds.end(), made.kind) == option.kinds.end())
            in.wrong(QStringLiteral("schema.kind"), *in.find(key),
                     QStringLiteral("%1 of %2 means nothing to a check of kind %3; expected it to be left out")
                         .arg(key, in.what(), named.first()));
    }
    if (made.kind == CheckKind::Http) {
        readRequest(made.http, in, QStringLiteral("http"));
        checkHeaders(in);
        refuseLiteral(in, QStringLiteral("http"));
        return refuseLiteral(in, QStringLiteral("body"));
    }
    if (made.kind == CheckKind::Command)
        return readCommand(made, in);
    readAddress(made, in);
}

/// Nobody is asked when it runs: it leaves nothing open, waits for nobody, and only looks.
void PlaybookReader::readCommand(Check& made, const Fields& in) {
    const QString key = toText(made.kind);
    made.target = in.requiredText(key);
    if (made.target.isEmpty())
        return;
    const YamlNode& at = *in.find(key);
    const size_t before = m_findings.size();
    checkVariables(in, key, at, false);
    if (m_findings.size() != before)
        return;
    const QString line = expandKnown(made.target, m_playbook.variables);
    const auto refuse = [&](const QString& why, const QString& expected) {
        in.wrong(QStringLiteral("schema.command"), at,
                 QStringLiteral("%1 of %2 %3; expected %4").arg(key, in.what(), why, expected));
    };
    if (const auto blanks = blanksOfCommand(line); !blanks.empty())
        return refuse(QStringLiteral("holds the blank %1, and nobody is asked for it").arg(blanks.front().written),
                      QStringLiteral("one of the playbook's variables, such as {{namespace}}"));
    const CommandVerdict verdict = classifyCommand(line);
    if (verdict.opensSession)
        return refuse(QStringLiteral("opens a session (%1) that waits for somebody to type").arg(verdict.word),
                      QStringLiteral("a command that ends by itself"));
    if (verdict.kind != CommandClass::ReadOnly && verdict.known)
        refuse(QStringLiteral("is %1: %2 %3").arg(toText(verdict.kind), verdict.word, verdict.why),
               QStringLiteral("a command that only looks, since it is run again and again"));
}

void PlaybookReader::readAddress(Check& made, const Fields& in) {
    const QString key = toText(made.kind);
    made.target = in.requiredText(key);
    if (made.target.isEmpty())
        return;
    const size_t before = m_findings.size();
    checkVariables(in, key, *in.find(key), false);
    if (m_findings.size() != before)
        return;
    QString place = expandKnown(made.target, m_playbook.variables);
    if (made.kind == CheckKind::Dns) {
        if (!isDomainName(place))
            in.wrong(QStringLiteral("schema.address"), *in.find(key),
                     QStringLiteral("%1 of %2 is \"%3\"; expected a name such as shop.example")
                         .arg(key, in.what(), made.target));
        return;
    }
    if (made.kind == CheckKind::Redis && place.startsWith(u"rediss://"))
        place = place.mid(9);
    if (!isAddress(place))
        in.wrong(QStringLiteral("schema.address"), *in.find(key),
                 QStringLiteral("%1 of %2 is \"%3\"; expected host:port such as db.example:5432")
                     .arg(key, in.what(), made.target));
}

void PlaybookReader::readOptions(Check& made, const Fields& in) {
    made.auth = auth(in);
    if (made.kind != CheckKind::Http && !made.auth.bearer.isEmpty())
        in.wrong(QStringLiteral("schema.kind"), *in.find(QStringLiteral("auth")),
                 QStringLiteral("a bearer token of %1 is for http; expected user and password").arg(in.what()));
    made.ca = fileName(in, QStringLiteral("ca"));
    made.client = clientCertificate(in);
    made.proxy = in.text(QStringLiteral("proxy"));
    if (!made.proxy.isEmpty() && made.proxy != u"none")
        checkUrl(in, QStringLiteral("proxy"));
    made.follow = in.flag(QStringLiteral("follow"), false);
    made.serverName = in.text(QStringLiteral("server_name"));
    if (!made.serverName.isEmpty() && !isDomainName(made.serverName))
        in.wrongType(QStringLiteral("server_name"), *in.find(QStringLiteral("server_name")),
                     QStringLiteral("a name such as shop.example"));
    made.record = in.oneOf(QStringLiteral("record"), records, made.record);
    made.nameServer = in.text(QStringLiteral("server"));
    if (!made.nameServer.isEmpty()) {
        checkVariables(in, QStringLiteral("server"), *in.find(QStringLiteral("server")), false);
        const QString server = expandKnown(made.nameServer, m_playbook.variables);
        if (!server.contains(u"{{") && !isAddress(server))
            in.wrong(QStringLiteral("schema.address"), *in.find(QStringLiteral("server")),
                     QStringLiteral("server of %1 is \"%2\"; expected address:port such as 10.0.0.53:53")
                         .arg(in.what(), made.nameServer));
    }
    made.database = in.text(QStringLiteral("database"));
}

ClientCertificate PlaybookReader::clientCertificate(const Fields& in) {
    const YamlNode* at = in.find(QStringLiteral("client"));
    if (!at)
        return {};
    const Fields client(*at, QStringLiteral("client of %1").arg(in.what()), knownKeys().at(QStringLiteral("client")),
                        m_findings);
    fileName(client, QStringLiteral("certificate"));
    return {client.requiredText(QStringLiteral("certificate")), fileName(client, QStringLiteral("key"))};
}

CheckAuth PlaybookReader::auth(const Fields& in) {
    const YamlNode* at = in.find(QStringLiteral("auth"));
    if (!at)
        return {};
    const Fields auth(*at, QStringLiteral("auth of %1").arg(in.what()), knownKeys().at(QStringLiteral("auth")),
                      m_findings);
    CheckAuth made;
    made.user = auth.text(QStringLiteral("user"));
    made.password = secretOnly(auth, QStringLiteral("password"));
    made.bearer = secretOnly(auth, QStringLiteral("bearer"));
    if (!made.bearer.isEmpty() && (!made.user.isEmpty() || !made.password.isEmpty()))
        auth.wrong(QStringLiteral("schema.kind"), *at,
                   QStringLiteral("%1 has both a bearer token and a user; expected one of them").arg(auth.what()));
    return made;
}

/// A credential: nothing but one {{secret.NAME}}, so that no playbook in a repository holds one. The value itself is
/// never quoted.
QString PlaybookReader::secretOnly(const Fields& in, const QString& key) {
    static const QRegularExpression secret(
        QStringLiteral("^\\s*\\{\\{\\s*secret\\.[A-Za-z_][A-Za-z0-9_]*\\s*\\}\\}\\s*$"));
    const QString text = in.text(key);
    if (text.isEmpty() || secret.match(text).hasMatch())
        return text.trimmed();
    in.wrong(QStringLiteral("schema.secret"), *in.find(key),
             QStringLiteral("%1 of %2 is written literally; expected one {{secret.NAME}}").arg(key, in.what()));
    return {};
}

void PlaybookReader::checkHeaders(const Fields& in) {
    const YamlNode* at = in.find(QStringLiteral("headers"));
    if (!at)
        return;
    for (const auto& [name, value] : at->entries) {
        if (carriesCredentials(name.text) && !value.text.contains(u"{{secret."))
            in.wrong(QStringLiteral("schema.secret"), value,
                     QStringLiteral("the header %1 of %2 holds a credential literally; expected {{secret.NAME}} in it")
                         .arg(name.text, in.what()));
    }
}

void PlaybookReader::refuseLiteral(const Fields& in, const QString& key) {
    const QString name = literalCredential(in.text(key));
    if (!name.isEmpty())
        in.wrong(QStringLiteral("schema.secret"), *in.find(key),
                 QStringLiteral(
                     "%1 of %2 holds the %3 literally; expected {{secret.NAME}} in a header, the body or auth instead")
                     .arg(key, in.what(), name));
}

/// Absolute, because a check does not depend on where the program was started.
QString PlaybookReader::fileName(const Fields& in, const QString& key) {
    QString text = in.text(key);
    if (!text.isEmpty() && (!text.startsWith(u'/') || text.contains(QChar(u'\0'))))
        in.wrong(
            QStringLiteral("schema.file"), *in.find(key),
            QStringLiteral("%1 of %2 is \"%3\"; expected the absolute path of a PEM file").arg(key, in.what(), text));
    return text;
}

std::vector<QString> PlaybookReader::conditions(const Fields& in, CheckKind kind) {
    std::vector<QString> read;
    const auto& nodes = in.list(QStringLiteral("conditions"));
    if (nodes.empty())
        in.missing(QStringLiteral("conditions"), kind == CheckKind::Command
                                                     ? QStringLiteral("a list such as [\"[BODY] == PONG\"]")
                                                     : QStringLiteral("a list such as [\"[STATUS] == 200\"]"));
    for (const YamlNode& node : nodes) {
        const QString text = in.scalar(QStringLiteral("conditions"), node);
        if (node.kind != YamlNode::Kind::Scalar)
            continue;
        const auto parsed = parseCondition(text);
        const auto trouble = [&](int column, const QString& message) {
            m_findings.push_back({QStringLiteral("schema.condition"),
                                  node.line,
                                  node.column + (node.quoted ? 1 : 0) + column - 1,
                                  QStringLiteral("condition \"%1\" of %2: %3").arg(text, in.what(), message),
                                  {}});
        };
        if (!parsed)
            trouble(parsed.error().column, parsed.error().message);
        else if (!fits(parsed->left, kind) || !fits(parsed->right, kind))
            trouble(1, kind == CheckKind::Command
                           ? QStringLiteral("a command has [EXIT], [BODY] and [RESPONSE_TIME] only")
                           : QStringLiteral("[EXIT] is of commands; expected [STATUS] or another placeholder"));
        read.push_back(text);
    }
    return read;
}

} // namespace playbook
