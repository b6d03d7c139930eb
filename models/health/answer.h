// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/check_result.h"
#include "health/evaluate.h"
#include <memory>

namespace health {

/// One answer in full, for whoever looks closely. Kept in memory only, never recorded: headers and body are as they
/// came, and redacted when they are shown.
struct Answer {
    domain::CheckResult result; ///< with the verdict as it was counted
    std::vector<std::pair<QString, QString>> headers;
    QByteArray body; ///< its first 2 KiB
    bool bodyCut = false;
    net::Phases phases;
    QString remoteIp;
    std::optional<domain::Instant> certificateEndsAt;
    std::vector<Held> conditions; ///< empty when nothing came back
};
using AnswerPtr = std::shared_ptr<const Answer>;

/// "Name: value" a line, then an empty line and the body; secrets redacted, control characters made visible.
QString shownHead(const Answer& answer);
QString shownBody(const Answer& answer);

} // namespace health
