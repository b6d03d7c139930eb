// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "metrics/server.h"
#include "playbook/playbook.h"
#include <map>

/// The servers of a playbook made ready to be asked.
namespace metrics {

/// Every server of a playbook, or why it cannot be asked.
struct Servers {
    using Named = std::pair<QString, domain::Result<Server>>;
    std::vector<Named> prometheus; ///< by id, in the playbook's order; at least one
    domain::Result<Server> alertmanager;
    /// Empty id: the first. NotFound for one that the playbook does not have.
    domain::Result<Server> prometheusOf(const QString& id) const;
};

/// True when serversOf asks the keychain, which may take long: then call it on a worker.
bool needsSecrets(const playbook::Playbook& playbook, const std::map<QString, QString>& over);
/// Placeholders are filled in from the playbook's variables, over which those of over go. Where over names prometheus
/// or alertmanager, that address is asked and nothing of the playbook's server is told to it: a drill's own service
/// gets no credentials. A playbook without such a server has the variable of its name; without that the address is
/// empty.
Servers serversOf(const playbook::Playbook& playbook, const std::map<QString, QString>& over);
/// The same while secrets are still looked up: servers that need some are Errors which say so.
Servers serversWithoutSecrets(const playbook::Playbook& playbook, const std::map<QString, QString>& over);
/// One server; an Error for a variable or secret without value.
domain::Result<Server> serverOf(const playbook::Server& server, const std::map<QString, QString>& variables);

} // namespace metrics
