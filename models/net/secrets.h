// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include <QString>

namespace net {

/// {{secret.NAME}}: environment BRIDGEWATCH_SECRET_NAME first, then the desktop's keychain. Blocks on the keychain:
/// call off the GUI thread or from commands. NotFound names the secret and both places.
domain::Result<QString> secret(const QString& name);
domain::Result<void> storeSecret(const QString& name, const QString& value);
domain::Result<void> forgetSecret(const QString& name);
/// Replaces every {{secret.NAME}} of text; an unknown one is an error, never an empty string.
domain::Result<QString> expandSecrets(const QString& text);

} // namespace net
