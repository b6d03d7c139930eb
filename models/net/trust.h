// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <future>
#include <map>
#include <memory>
#include <openssl/ssl.h>

namespace net {

/// Certificates that are trusted, by bundle. Parsing the system's bundle takes 22 ms, too long for every connection,
/// and too long for the thread that measures others meanwhile. Lives on the network thread; destroying it waits for
/// what is being read.
class Trust {
public:
    /// Whether storeOf knows the file as it is now. If not, another thread reads it: ask again in a moment.
    bool isRead(const QByteArray& file);
    /// Owned by this; null when the file cannot be read or holds no certificate. As isRead left it; read here and now
    /// when nobody asked.
    X509_STORE* storeOf(const QByteArray& file);

private:
    struct Free {
        void operator()(X509_STORE* store) const { X509_STORE_free(store); }
    };
    struct Bundle {
        std::unique_ptr<X509_STORE, Free> store;
        qint64 changedNs = 0, size = -1; ///< of the file; size -1: there is none
    };
    static Bundle lookAt(const QByteArray& file);
    static Bundle read(const QByteArray& file);

    std::map<QByteArray, Bundle> m_bundles;
    std::map<QByteArray, std::future<Bundle>> m_reading;
};

} // namespace net
