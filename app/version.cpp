// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/version.h"

namespace app {

QString version() {
    return QStringLiteral(BRIDGEWATCH_VERSION);
}

} // namespace app
