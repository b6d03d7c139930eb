// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "playbook/finding.h"
#include "playbook/playbook.h"
#include <QByteArray>
#include <vector>

namespace playbook {

struct ReadPlaybook {
    Playbook playbook;             ///< complete only when findings is empty
    std::vector<Finding> findings; ///< in order of line
};

/// Reads YAML: at most 1 MB, depth 32, 50,000 nodes, no aliases or anchors, no duplicate keys. Never throws, never
/// follows what the text names. All errors are reported, not the first only. id is the file's stem.
ReadPlaybook readPlaybook(const QByteArray& yaml, const QString& id);
/// The same as one Result: the first finding becomes "default.yaml:12:5: …".
domain::Result<Playbook> playbookFromYaml(const QByteArray& yaml, const QString& fileName);

/// Every key the reader knows, by the object it stands in ("playbook", "severity", "item" …); the JSON Schema for
/// editors is tested against it.
const std::map<QString, QStringList>& knownKeys();
/// Ids of the post-mortem sections that the program writes itself.
const QStringList& generatedSections();

/// Ids of the playbooks compiled into the program (":/playbooks/ID.yaml").
QStringList shippedPlaybooks();
/// P of the command line: an id of a shipped playbook, an id of a file in folder (may be empty), or a path to a .yaml
/// file.
struct Source {
    QString id, path; ///< path may be a resource path
    QByteArray yaml;
};
domain::Result<Source> findPlaybook(const QString& idOrPath, const QString& folder);
/// The runbook that it was made from, kept beside it ("NAME.source.md"), byte by byte; empty when there is none, or one
/// larger than an importer takes (8 MB). Blocks on the disk.
QByteArray storedRunbook(const Source& source);

/// Replaces {{name}} by the playbook's variables, escaping nothing. Names that start with "secret." are left for net. A
/// name without value is an error naming it.
domain::Result<QString> expandVariables(const QString& text, const std::map<QString, QString>& variables);

} // namespace playbook
