// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QJsonObject>
#include <QObject>
#include <functional>

namespace app {

class OpenRooms;

/// Of an answer: sentences for standard error, no part of what the command prints.
inline constexpr const char* warningsField = "warnings";

/// What commands change, as values that travel to the process that holds the data folder. An act names itself in "act"
/// and its author in "author":
///   declare  title, severity, playbook (id), yaml,
///            runbook (base64, may be empty)         → the incident as `show` answers it
///   note     key, text, kind, at                    → key, origin, seq
///   tick     key, item                              → key, origin, seq
///   status   key, status                            → key, origin, seq
///   severity key, severity, reason                  → key, origin, seq
///   import   path (absolute)                        → key
/// A holder that watches the incident adds warningsField to the answer when a status is set too early.
/// Words are as the person wrote them; a wrong one is a Usage error. done is called once while context lives.
void perform(OpenRooms& rooms, const QJsonObject& act, QObject* context,
             std::function<void(const domain::Result<QJsonObject>&)> done);

} // namespace app
