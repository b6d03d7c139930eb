// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/yaml_fields.h"

#include <QRegularExpression>
#include <cmath>

namespace playbook {
namespace {

constexpr size_t mostFindings = 500; ///< nobody reads more, and a hostile file must not fill memory with sentences

QString kindWord(const YamlNode& node) {
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return QStringLiteral("nothing");
    case YamlNode::Kind::Scalar:
        return QStringLiteral("\"%1\"").arg(node.text.left(40));
    case YamlNode::Kind::Sequence:
        return QStringLiteral("a list");
    case YamlNode::Kind::Map:
        return QStringLiteral("a map");
    }
    return {};
}

/// The known key that was probably meant: the same letters but for case, dashes and one typing error.
QString nearestKey(const QString& written, const QStringList& known) {
    const auto plain = [](QString word) { return word.toLower().remove(u'_').remove(u'-'); };
    const QString wanted = plain(written);
    for (const QString& key : known) {
        const QString have = plain(key);
        if (have == wanted)
            return key;
        if (have.size() < 4 || std::abs(have.size() - wanted.size()) > 1)
            continue;
        const auto head = std::mismatch(have.begin(), have.end(), wanted.begin(), wanted.end());
        const auto tail = std::mismatch(have.rbegin(), have.rend(), wanted.rbegin(), wanted.rend());
        if ((head.first - have.begin()) + (tail.first - have.rbegin()) >= std::max(have.size(), wanted.size()) - 1)
            return key;
    }
    return {};
}

} // namespace

QString namedMap(const QString& what, const YamlNode& node) {
    for (const auto& [key, value] : node.entries) {
        if (key.text == u"id" && value.kind == YamlNode::Kind::Scalar)
            return QStringLiteral("%1 \"%2\"").arg(what, value.text);
    }
    return what;
}

Fields::Fields(const YamlNode& node, QString what, const QStringList& known, Findings& findings)
    : m_node(node)
    , m_what(std::move(what))
    , m_findings(findings) {
    if (node.kind != YamlNode::Kind::Map) {
        wrong(QStringLiteral("schema.type"), node,
              QStringLiteral("%1 is %2; expected a map with the keys %3")
                  .arg(m_what, kindWord(node), known.join(QStringLiteral(", "))));
        return;
    }
    for (const auto& [key, value] : node.entries) {
        if (known.contains(key.text))
            continue;
        const QString near = nearestKey(key.text, known);
        wrong(QStringLiteral("schema.unknown-key"), key,
              QStringLiteral("unknown key \"%1\" in %2; expected one of %3")
                  .arg(key.text, m_what, known.join(QStringLiteral(", "))),
              near.isEmpty() ? QString() : QStringLiteral("did you mean \"%1\"?").arg(near));
    }
}

const YamlNode* Fields::find(const QString& key) const {
    for (const auto& [name, value] : m_node.entries) {
        if (name.text == key)
            return &value;
    }
    return nullptr;
}

void Fields::wrong(const QString& rule, const YamlNode& at, const QString& message, const QString& fix) const {
    if (m_findings.size() >= mostFindings)
        return;
    m_findings.push_back({rule, at.line, at.column, message, fix});
}

void Fields::wrongType(const QString& key, const YamlNode& at, const QString& expected) const {
    wrong(QStringLiteral("schema.type"), at,
          QStringLiteral("%1 of %2 is %3; expected %4").arg(key, m_what, kindWord(at), expected));
}

void Fields::missing(const QString& key, const QString& expected) const {
    if (m_node.kind == YamlNode::Kind::Map)
        wrong(QStringLiteral("schema.missing"), m_node,
              QStringLiteral("%1 has no \"%2\"; expected %3").arg(m_what, key, expected));
}

QString Fields::scalar(const QString& key, const YamlNode& at) const {
    if (at.kind == YamlNode::Kind::Scalar)
        return at.text;
    wrongType(key, at, QStringLiteral("text"));
    return {};
}

QString Fields::text(const QString& key) const {
    const YamlNode* at = find(key);
    return at ? scalar(key, *at) : QString();
}

QString Fields::requiredText(const QString& key) const {
    const YamlNode* at = find(key);
    if (!at) {
        missing(key, QStringLiteral("text"));
        return {};
    }
    QString value = scalar(key, *at);
    if (at->kind == YamlNode::Kind::Scalar && value.trimmed().isEmpty())
        wrongType(key, *at, QStringLiteral("text that is not empty"));
    return value;
}

QString Fields::requiredId(const QString& key) const {
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"));
    const YamlNode* at = find(key);
    if (!at) {
        missing(key, QStringLiteral("an id"));
        return {};
    }
    QString value = scalar(key, *at);
    if (at->kind == YamlNode::Kind::Scalar && !pattern.match(value).hasMatch())
        wrongType(key, *at, QStringLiteral("an id of letters, digits, dots, dashes and underscores, at most 64"));
    return value;
}

QStringList Fields::texts(const QString& key) const {
    QStringList values;
    for (const YamlNode& item : list(key)) {
        if (item.kind == YamlNode::Kind::Scalar)
            values.append(item.text);
        else
            wrongType(key, item, QStringLiteral("a list of texts"));
    }
    return values;
}

std::map<QString, QString> Fields::textMap(const QString& key) const {
    std::map<QString, QString> values;
    const YamlNode* at = find(key);
    if (!at)
        return values;
    if (at->kind != YamlNode::Kind::Map) {
        wrongType(key, *at, QStringLiteral("a map of names to texts"));
        return values;
    }
    for (const auto& [name, value] : at->entries)
        values[name.text] = scalar(name.text, value);
    return values;
}

bool Fields::flag(const QString& key, bool otherwise) const {
    const YamlNode* at = find(key);
    if (!at)
        return otherwise;
    if (at->kind == YamlNode::Kind::Scalar && !at->quoted && (at->text == u"true" || at->text == u"false"))
        return at->text == u"true";
    wrongType(key, *at, QStringLiteral("true or false"));
    return otherwise;
}

std::optional<double> Fields::number(const QString& key) const {
    const YamlNode* at = find(key);
    if (!at)
        return {};
    bool ok = false;
    const double value = at->kind == YamlNode::Kind::Scalar && !at->quoted ? at->text.toDouble(&ok) : 0;
    if (ok && std::isfinite(value))
        return value;
    wrongType(key, *at, QStringLiteral("a number"));
    return {};
}

int Fields::integer(const QString& key, int otherwise, int least, int most) const {
    const YamlNode* at = find(key);
    if (!at)
        return otherwise;
    bool ok = false;
    const int value = at->kind == YamlNode::Kind::Scalar && !at->quoted ? at->text.toInt(&ok) : 0;
    if (ok && value >= least && value <= most)
        return value;
    wrongType(key, *at, QStringLiteral("a whole number from %1 to %2").arg(least).arg(most));
    return otherwise;
}

std::optional<domain::Millis> Fields::duration(const QString& key) const {
    const YamlNode* at = find(key);
    if (!at)
        return {};
    if (at->kind == YamlNode::Kind::Scalar) {
        if (const auto value = domain::parseDuration(at->text))
            return *value;
    }
    wrong(QStringLiteral("schema.duration"), *at,
          QStringLiteral("%1 of %2 is %3; expected a duration such as 30s, 15m or 1h30m")
              .arg(key, m_what, kindWord(*at)));
    return {};
}

domain::Millis Fields::durationBetween(const QString& key, domain::Millis otherwise, domain::Millis least,
                                       domain::Millis most) const {
    const auto value = duration(key);
    if (!value)
        return otherwise;
    if (*value >= least && *value <= most)
        return *value;
    wrong(QStringLiteral("schema.duration"), *find(key),
          QStringLiteral("%1 of %2 is %3; expected a duration from %4 to %5")
              .arg(key, m_what, domain::toDurationText(*value), domain::toDurationText(least),
                   domain::toDurationText(most)));
    return otherwise;
}

QString Fields::oneOf(const QString& key, const QStringList& words, const QString& otherwise) const {
    const YamlNode* at = find(key);
    if (!at)
        return otherwise;
    if (at->kind == YamlNode::Kind::Scalar && words.contains(at->text))
        return at->text;
    wrongType(key, *at, QStringLiteral("one of %1").arg(words.join(QStringLiteral(", "))));
    return otherwise;
}

const std::vector<YamlNode>& Fields::list(const QString& key) const {
    static const std::vector<YamlNode> none;
    const YamlNode* at = find(key);
    if (!at)
        return none;
    if (at->kind == YamlNode::Kind::Sequence)
        return at->items;
    wrongType(key, *at, QStringLiteral("a list"));
    return none;
}

} // namespace playbook
