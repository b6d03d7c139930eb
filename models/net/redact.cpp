// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redact.h"

#include <QRegularExpression>
#include <vector>

namespace net {
namespace {

using namespace Qt::StringLiterals;

const QString mask = u"[redacted]"_s;

/// Not a secret but the place for one: $TOKEN, ${token}, $(command), {{secret.NAME}}, <token>, ***, or what redact
/// itself wrote.
const QString placeholder =
    uR"re((?!["']?(?:\$[A-Z_][A-Z0-9_]*(?![A-Za-z0-9])|\$\{|\$\(|\{\{|<|\*{3}|\[redacted\]|%[A-Z_]+%|null\b|None\b|true\b|false\b)))re"_s;
/// Words that say something about a password instead of being one.
const QString aboutIt =
    uR"re((?!(?:is|was|are|has|must|not|no|required|missing|wrong|incorrect|expired|invalid|rotated|changed|empty|unset|reset|optional|needed|for|of|in|and|or|the|a|see|ask)\b))re"_s;
/// Ends of names whose value is a secret. What comes before is bounded, so that a long word costs nothing.
const QString secretName =
    uR"re((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]id)?|secret[_-]?key|private[_-]?key|key-data|auth[_-]?key|accountkey|encryption[_-]?key|signing[_-]?key|credentials?|jwt))re"_s;
const QString passwordName = uR"re((?:password|passwd|passphrase|pwd))re"_s;
const QString namePrefix = uR"re((?<![A-Za-z0-9_.-])[A-Za-z0-9_.-]{0,60}?)re"_s;
const QString quotedValue = uR"re((?:"(?<s>(?:[^"\\\r\n]|\\.)++)"|'(?<s2>[^'\r\n]++)'))re"_s;

/// One shape of secret; what is captured as s (or s2) is masked, the rest stays readable.
QRegularExpression rule(const QString& pattern, bool anyCase = false) {
    QRegularExpression expression(pattern, anyCase ? QRegularExpression::CaseInsensitiveOption |
                                                         QRegularExpression::MultilineOption
                                                   : QRegularExpression::MultilineOption);
    Q_ASSERT_X(expression.isValid(), "redact", qPrintable(pattern + u": " + expression.errorString()));
    expression.optimize();
    return expression;
}

void addHeaders(std::vector<QRegularExpression>& rules) {
    const QString separator = uR"re(["']?\s*[:=]\s*["']?)re"_s;
    rules.push_back(rule(
        uR"re(\b(?:proxy-)?authorization)re"_s + separator +
            uR"re((?:bearer|basic|token|bot|key|apikey|geniekey|ssws|digest|negotiate|ntlm|splunk|aws4-hmac-sha256)\s+)re"_s +
            placeholder + uR"re((?<s>[^"'\r\n]+))re"_s,
        true));
    rules.push_back(rule(uR"re(\b(?:proxy-)?authorization)re"_s + separator + placeholder +
                             uR"re((?<s>(?=[^\s"',;]*[0-9])[^\s"',;]{12,}))re"_s,
                         true));
    rules.push_back(rule(uR"re((?<![\w-])(?:set-)?cookie["']?\s*[:=]\s*["']?)re"_s + placeholder +
                             uR"re((?<s>[^\s"'=;]+=[^"'\r\n]+))re"_s,
                         true));
    rules.push_back(rule(
        uR"re((?<![\w-])(?:x-api-key|x-auth-token|x-vault-token|x-amz-security-token|x-csrf-token|private-token|api-key|dd-api-key|dd-application-key|x-auth-key)["']?\s*:\s*["']?)re"_s +
            placeholder + uR"re((?<s>[^\s"',;]+))re"_s,
        true));
    rules.push_back(
        rule(uR"re(\b(?i:bearer)\s+)re"_s + placeholder +
             uR"re((?<s>(?:(?=[A-Za-z0-9._~+/-]*[0-9])[A-Za-z0-9._~+/-]{8,}|[A-Za-z0-9._~+/-]{24,})=*))re"_s));
    rules.push_back(rule(
        uR"re(\b(?i:basic)\s+(?<s>(?=[A-Za-z0-9+/]*(?:[0-9=]|[a-z][A-Z]))[A-Za-z0-9+/]{8,}={0,2})(?![A-Za-z0-9-]))re"_s));
}

void addUrls(std::vector<QRegularExpression>& rules) {
    // scheme://user:password@host, also with "@" or "/" in the password; "http://host:8080/a@b" is an ordinary path.
    rules.push_back(rule(
        uR"re(\b[a-z][a-z0-9+.-]{0,30}://(?<s>[^\s:/@?#"'<>]*:(?!\d{1,5}(?:[/?#]|$))[^\s"'<>?#]{1,2048})@)re"_s, true));
    rules.push_back(rule(uR"re(\bhttps?://(?<s>[^\s/?#@"'<>]{1,2048})@)re"_s, true));
    rules.push_back(rule(uR"re([?&;](?:[\w.-]{0,60}?)re"_s + secretName +
                             uR"re(|[\w.-]{0,60}?signature|auth|sig|sid|session|sessionid|session_id|authcode)=)re"_s +
                             placeholder + uR"re((?<s>[^&#\s"'<>;]+))re"_s,
                         true));
    rules.push_back(rule(uR"re([?&](?:key|code)=(?<s>(?=[\w-]*[0-9])[\w-]{16,}))re"_s, true));
    rules.push_back(rule(uR"re(\bhooks\.slack\.com/(?:services|workflows)/(?<s>[A-Za-z0-9/_-]{10,}))re"_s, true));
    rules.push_back(rule(uR"re(\bdiscord(?:app)?\.com/api/webhooks/(?<s>\d+/[\w-]+))re"_s, true));
    rules.push_back(rule(uR"re(\b[\w-]+\.webhook\.office\.com/(?<s>webhookb2/[^\s"'<>]+))re"_s, true));
}

void addAssignments(std::vector<QRegularExpression>& rules) {
    const QString name = namePrefix + secretName;
    // name="value", 'name': "value" (JSON, YAML, shell, DSN)
    rules.push_back(rule(name + uR"re(["']?\s*(?:=|:|=>)\s*)re"_s + placeholder + quotedValue, true));
    // name=value
    rules.push_back(rule(name + uR"re(["']?=["']?)re"_s + placeholder + uR"re((?<s>[^\s"',;&|)]+))re"_s, true));
    rules.push_back(rule(name + uR"re(["']?\s+=\s+)re"_s + placeholder + aboutIt +
                             uR"re((?<s>(?=[^\s"',;]*[0-9])[^\s"',;]{6,}))re"_s,
                         true));
    // password: value
    rules.push_back(rule(namePrefix + passwordName + uR"re(["']?:[ \t]*)re"_s + placeholder + aboutIt +
                             uR"re((?<s>[^\s"',;]+))re"_s,
                         true));
    // token: value, when it looks made by a machine
    rules.push_back(rule(name + uR"re(["']?:[ \t]*)re"_s + placeholder +
                             uR"re((?<s>(?=[^\s"',;]*[0-9])[^\s"',;]{8,}|[A-Za-z0-9+/=_-]{24,}))re"_s,
                         true));
    // --password value, --token value
    rules.push_back(rule(uR"re((?<![\w-])--?(?:[a-z-]{0,40}?)re"_s + secretName + uR"re()[ \t]+["']?)re"_s +
                             placeholder + uR"re((?!-)(?<s>[^\s"']+))re"_s,
                         true));
    // curl -u user:password
    rules.push_back(rule(uR"re((?<![\w-])(?:-u|--user|--proxy-user)[ \t=]*["']?[^\s:"'/$]+:)re"_s + placeholder +
                         uR"re((?<s>[^\s"'/]+))re"_s));
    // redis-cli -a secret, mysql -psecret, sshpass -p secret
    rules.push_back(
        rule(uR"re(\bredis-cli\b[^\r\n|;]{0,200}?[ \t]-a[ \t]+["']?)re"_s + placeholder + uR"re((?<s>[^\s"']+))re"_s));
    rules.push_back(rule(uR"re(\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\r\n|;]{0,200}?[ \t]-p["']?)re"_s +
                         placeholder + uR"re((?<s>[^\s"']+))re"_s));
    rules.push_back(rule(uR"re(\bsshpass[ \t]+-p[ \t]*["']?)re"_s + placeholder + uR"re((?<s>[^\s"']+))re"_s));
    rules.push_back(rule(uR"re(\b(?:identified[ \t]+by|(?:encrypted[ \t]+)?password)[ \t]+)re"_s + placeholder +
                             uR"re('(?<s>[^'\r\n]++)')re"_s,
                         true));
    // .netrc: machine host login name password secret
    rules.push_back(
        rule(uR"re(\blogin[ \t]+\S{1,100}[ \t]+password[ \t]+)re"_s + placeholder + uR"re((?<s>\S+))re"_s, true));
    // config.json of docker
    rules.push_back(rule(uR"re("auth"\s*:\s*"(?<s>[A-Za-z0-9+/]{12,}={0,2})")re"_s));
}

void addShapes(std::vector<QRegularExpression>& rules) {
    rules.push_back(rule(uR"re((?<![A-Za-z0-9])(?<s>(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16})(?![A-Za-z0-9]))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_])(?<s>gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_])(?<s>gl(?:pat|dt|rt|cbt|ptt)-[A-Za-z0-9_-]{16,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9])(?<s>xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_-])(?<s>eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_-])(?<s>AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{16,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_])(?<s>[srp]k_(?:live|test)_[A-Za-z0-9]{10,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_-])(?<s>sk-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{24,}))re"_s));
    rules.push_back(rule(
        uR"re((?<![A-Za-z0-9_])(?<s>(?:npm|do[opr]_v1|hf|shp(?:at|ss|ca|pa)|rubygems|sntry[su]|glsa|whsec|nfp|sbp)_[A-Za-z0-9][A-Za-z0-9_]{23,}))re"_s));
    rules.push_back(rule(
        uR"re((?<![A-Za-z0-9_-])(?<s>(?:dckr_pat_|pscale_(?:tkn|pw)_|pypi-AgE|ATATT3|GOCSPX-|NRAK-|lin_api_)[A-Za-z0-9_=-]{16,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9])(?<s>dapi[0-9a-f]{32}|key-[0-9a-f]{32})(?![A-Za-z0-9]))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9])(?<s>[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{40,}))re"_s));
    rules.push_back(rule(uR"re((?<![0-9])(?<s>[0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-]))re"_s));
    // Hashes of passwords as crypt(3) and htpasswd write them.
    rules.push_back(rule(uR"re((?<s>\$(?:2[abxy]|5|6|y|apr1|argon2id?|scrypt)\$[A-Za-z0-9./$=,+]{20,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_.])(?<s>hv[sbr]\.[A-Za-z0-9_-]{20,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9_.])(?<s>SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}))re"_s));
    rules.push_back(rule(uR"re((?<![A-Za-z0-9-])(?<s>AGE-SECRET-KEY-1[A-Z0-9]{20,}))re"_s));
}

const std::vector<QRegularExpression>& rules() {
    static const std::vector<QRegularExpression> all = [] {
        std::vector<QRegularExpression> made;
        addHeaders(made);
        addUrls(made);
        addAssignments(made);
        addShapes(made);
        return made;
    }();
    return all;
}

/// A rule that the regular expression engine gives up on hides the whole text: better too much than a leak.
QString applied(const QRegularExpression& expression, const QString& text) {
    QString out;
    qsizetype copied = 0;
    qsizetype at = 0;
    while (at <= text.size()) {
        const QRegularExpressionMatch match = expression.match(text, at);
        if (!match.isValid())
            return mask;
        if (!match.hasMatch())
            break;
        const bool second = match.capturedStart(u"s") < 0;
        const qsizetype start = second ? match.capturedStart(u"s2") : match.capturedStart(u"s");
        const qsizetype end = second ? match.capturedEnd(u"s2") : match.capturedEnd(u"s");
        out += QStringView(text).sliced(copied, start - copied);
        out += mask;
        copied = end;
        at = std::max(match.capturedEnd(), at + 1);
    }
    if (copied == 0)
        return text;
    out += QStringView(text).sliced(copied);
    return out;
}

/// Private keys run from their first line to their last, or to the end when that is cut off. A last line without a
/// first one takes the lines of base64 before it along.
QString withoutPrivateKeys(const QString& text) {
    static const QRegularExpression head(u"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"_s);
    static const QRegularExpression tail(u"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"_s);
    static const QRegularExpression beheaded(
        uR"re((?:[A-Za-z0-9+/=]{16,128}\r?\n){1,200}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)re"_s);
    QString out;
    qsizetype at = 0;
    for (;;) {
        const auto begin = head.match(text, at);
        if (!begin.hasMatch())
            break;
        out += QStringView(text).sliced(at, begin.capturedStart() - at);
        out += mask;
        const auto end = tail.match(text, begin.capturedEnd());
        at = end.hasMatch() ? end.capturedEnd() : text.size();
    }
    out += QStringView(text).sliced(at);
    return out.contains("PRIVATE KEY"_L1) ? out.replace(beheaded, mask) : out;
}

/// "data:" of a Kubernetes Secret holds nothing but secrets, whatever the names are: every value of the block goes, of
/// whatever shape, until a line stands as far left as the block itself.
QString withoutKubernetesSecrets(const QString& text) {
    static const QRegularExpression kind(uR"re(\bkind\\?["']?:\s*\\?["']?Secret\b)re"_s);
    if (!kind.match(text).hasMatch())
        return text;
    static const QRegularExpression block(uR"re(^(\s*)["']?(?:data|stringData)["']?:\s*\{?\s*$)re"_s);
    static const QRegularExpression key(
        uR"re(^(\s+(?:"[^"]{1,253}"|'[^']{1,253}'|[\w.-]{1,253}):\s*)(.*?)(,?\s*)$)re"_s);
    static const QRegularExpression oneLine(uR"re((\\?["'](?:data|stringData)\\?["']:\s*)\{[^{}]*\})re"_s);
    QStringList lines = text.split(u'\n');
    qsizetype indent = -1; // of the block we are in
    qsizetype inner = -1;  // of its keys
    for (QString& one : lines) {
        one.replace(oneLine, u"\\1"_s + mask);
        if (const auto head = block.match(one); head.hasMatch()) {
            indent = head.capturedLength(1);
            inner = -1;
            continue;
        }
        const QStringView bare = QStringView(one).trimmed();
        if (indent < 0 || bare.isEmpty())
            continue;
        const qsizetype left = bare.data() - one.constData();
        if (left <= indent) {
            indent = -1;
            continue;
        }
        if (inner < 0)
            inner = left;
        const auto match = key.match(one);
        one = match.hasMatch() && left == inner ? QString(match.captured(1) + mask + match.captured(3))
                                                : QString(one.left(left) + mask);
    }
    return lines.join(u'\n');
}

} // namespace

QString redact(const QString& text) {
    if (text.size() < 6)
        return text;
    QString clean = withoutKubernetesSecrets(withoutPrivateKeys(text));
    for (const QRegularExpression& expression : rules())
        clean = applied(expression, clean);
    return clean;
}

} // namespace net
