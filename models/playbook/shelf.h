// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "playbook/finding.h"
#include "playbook/playbook.h"
#include <QByteArray>
#include <QMetaType>
#include <memory>
#include <vector>

namespace playbook {

/// One playbook at hand: compiled into the program, or a file in the person's folder.
struct Shelved {
    QString id, path;      ///< path may be a resource path
    bool own = false;      ///< a file of the person's
    bool replaces = false; ///< own, and it stands in for the shipped one of the same id
    QByteArray yaml;       ///< as stored; empty when it could not be read
    Playbook playbook;     ///< complete only when isUsable()
    std::vector<Finding> findings;
    QString trouble; ///< why the file could not be read at all
    QString runbook; ///< path of the Markdown it was made from; empty when none is stored
    bool isUsable() const { return trouble.isEmpty() && findings.empty(); }
    bool operator==(const Shelved&) const = default;
};
using Shelf = std::vector<Shelved>;

/// Ids at hand: own ones in folder (may be missing or empty), then shipped ones that no own one stands in for.
QStringList shelvedIds(const QString& folder);
/// Reads every playbook at hand, broken ones too. Blocks on the disk: for a worker.
std::shared_ptr<const Shelf> readShelf(const QString& folder);

/// Where the runbook of an own playbook is kept: "NAME.source.md" beside NAME.yaml.
QString runbookPath(const QString& playbookPath);
/// An id that makes a file name on every system: letters a–z, digits, "-", "_", at most 64. Input says what is wrong.
domain::Result<void> checkId(const QString& id);
/// The nearest such id: "Incident Response (v2).md" becomes "incident-response-v2"; "runbook" when nothing is left.
QString idFrom(const QString& fileName);

} // namespace playbook

Q_DECLARE_METATYPE(std::shared_ptr<const playbook::Shelf>)
