// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/answer.h"
#include "health/evaluate.h"
#include "net/transport.h"
#include <map>

namespace health {

/// A check made ready to be sent again and again: variables and secrets filled in, conditions read.
struct Probe {
    playbook::Check check;
    Rules rules;
    domain::Result<net::Request> request = net::Request{}; ///< or why it cannot be sent
    QString command = {};                                  ///< of kind command: the line; request is only its error
    QString host = {};                                     ///< where the request leads; empty when it cannot be sent
    bool loopback = false;                                 ///< it leads to this computer
    bool byName = false;                                   ///< the host must be looked up
};

/// Whether preparing looks up secrets, which may wait for the keychain.
bool needsSecrets(const std::vector<playbook::Check>& checks);
/// Fills in {{name}} from variables and, in headers and body, {{secret.NAME}}. A name without value, a secret in a URL
/// and a kind of check that this version cannot run make the probe's request an error. Blocks on the keychain when
/// needsSecrets: then not on the GUI thread.
std::vector<Probe> prepare(const std::vector<playbook::Check>& checks, const std::map<QString, QString>& variables);

/// What one probe brought.
struct Reading {
    domain::CheckResult result;
    bool unreachable = false;  ///< nothing at all came back
    bool refused = false;      ///< but the other side's word that nobody listens
    bool lookupFailed = false; ///< because the name was not found
    net::Way way;
    std::shared_ptr<Answer> answer; ///< null when nothing was sent
};
/// Pure; runs on a worker.
Reading read(const QString& check, const Rules& rules, const net::Response& response);
/// For a probe whose request is an error: inconclusive, saying why.
Reading unsent(const Probe& probe, domain::Instant at);

} // namespace health
