// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <map>
#include <openssl/ssl.h>

namespace net {

/// Certificates that are trusted, by bundle. Parsing the system's bundle takes 22 ms, too long for every connection,
/// and libcurl's own cache holds one bundle only. Lives on the network thread.
class Trust {
public:
    Trust() = default;
    ~Trust();
    Trust(const Trust&) = delete;
    Trust& operator=(const Trust&) = delete;

    /// Owned by this; null when the file cannot be read or holds no certificate. Read anew when the file has changed.
    X509_STORE* storeOf(const QByteArray& file);

private:
    struct Kept {
        X509_STORE* store = nullptr;
        qint64 changedNs = 0, size = 0;
    };
    std::map<QByteArray, Kept> m_stores;
};

} // namespace net
