// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/expand.h"
#include "net/transport.h"
#include "playbook/blanks.h"
#include "playbook/playbook.h"

/// HTTP actions of a playbook: what is shown before it is sent, and what is sent.
namespace comms {

/// The blanks of URL, headers and body, each once.
std::vector<playbook::Blank> blanksOf(const playbook::HttpRequest& http);
/// The request as the person confirms it: variables and blanks filled in and escaped for their place, {{secret.NAME}}
/// as it is written. A name without value is an error.
domain::Result<playbook::HttpRequest> filled(const playbook::HttpRequest& http, const net::ValueOf& valueOf,
                                             const playbook::BlankValues& blanks);

struct Prepared {
    net::Request request;
    QStringList secrets; ///< values that stand in it now; they must not be seen in the answer's record
};
/// Looks up the secrets of a filled request. Blocks on the keychain: not on the GUI thread. An unknown secret is an
/// error, never an empty string.
domain::Result<Prepared> prepared(const playbook::HttpRequest& filled);
bool needsSecrets(const playbook::HttpRequest& http);

/// What is kept of an answer: at most 4 KiB, readable, without credentials and without the given secrets; why there
/// was none otherwise.
QString keptAnswer(const net::Response& response, const QStringList& secrets);
/// GET and HEAD only look; everything else changes something.
bool changes(const playbook::HttpRequest& http);

} // namespace comms
