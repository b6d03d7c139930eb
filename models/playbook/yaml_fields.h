// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/time.h"
#include "playbook/yaml_tree.h"
#include <QStringList>
#include <map>
#include <optional>

/// Typed, strict reading of one map of a YAML file: every wrong key and value becomes a finding with its place and what
/// was expected.
namespace playbook {

using Findings = std::vector<Finding>;

/// "check \"api\"": how findings name the map they speak of.
QString namedMap(const QString& what, const YamlNode& node);

class Fields {
public:
    /// what names the map in sentences; known lists every key it may have. Reports unknown keys, and a node that is no
    /// map.
    Fields(const YamlNode& node, QString what, const QStringList& known, Findings& findings);

    const YamlNode& node() const { return m_node; }
    const QString& what() const { return m_what; }
    Findings& findings() const { return m_findings; }
    /// The value of a key, or null when it is absent.
    const YamlNode* find(const QString& key) const;
    bool has(const QString& key) const { return find(key) != nullptr; }

    QString text(const QString& key) const; ///< empty when absent
    QString requiredText(const QString& key) const;
    /// An id: letters, digits, dot, dash, underscore; reported when missing.
    QString requiredId(const QString& key) const;
    QStringList texts(const QString& key) const;
    std::map<QString, QString> textMap(const QString& key) const;
    bool flag(const QString& key, bool otherwise) const; ///< true or false only
    std::optional<double> number(const QString& key) const;
    int integer(const QString& key, int otherwise, int least, int most) const;
    std::optional<domain::Millis> duration(const QString& key) const;
    domain::Millis durationBetween(const QString& key, domain::Millis otherwise, domain::Millis least,
                                   domain::Millis most) const;
    QString oneOf(const QString& key, const QStringList& words, const QString& otherwise) const;
    /// The elements of a list; empty when absent or no list (reported).
    const std::vector<YamlNode>& list(const QString& key) const;

    void missing(const QString& key, const QString& expected) const;
    void wrong(const QString& rule, const YamlNode& at, const QString& message, const QString& fix = {}) const;
    void wrongType(const QString& key, const YamlNode& at, const QString& expected) const;
    QString scalar(const QString& key, const YamlNode& at) const;

private:
    const YamlNode& m_node;
    QString m_what;
    Findings& m_findings;
};

} // namespace playbook
