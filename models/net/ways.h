// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/response.h"
#include <chrono>
#include <map>

namespace net {

/// What the kernel knows of the ways out of this computer. Lives on the network thread.
class Ways {
public:
    /// Name of the interface that bears one of our addresses; empty when none does. Looked up again after 5 s.
    QString interfaceOf(const QString& address);
    /// Whether the routing table knows a way to this IP address; to any place at all when it is empty.
    static bool exists(const QString& address);
    /// Whether an interface of this name is there and up.
    static bool isUp(const QString& interface);

private:
    void read();

    std::map<QString, QString> m_interfaces; ///< by address
    std::chrono::steady_clock::time_point m_readAt;
};

} // namespace net
