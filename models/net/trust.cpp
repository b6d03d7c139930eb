// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/trust.h"

#include <sys/stat.h>

namespace net {

Trust::~Trust() {
    for (const auto& [file, kept] : m_stores)
        X509_STORE_free(kept.store);
}

X509_STORE* Trust::storeOf(const QByteArray& file) {
    struct stat now {};
    if (file.isEmpty() || stat(file.constData(), &now) != 0)
        return nullptr;
    const qint64 changedNs = qint64(now.st_mtim.tv_sec) * 1'000'000'000 + now.st_mtim.tv_nsec;
    Kept& kept = m_stores[file];
    if (kept.store && kept.changedNs == changedNs && kept.size == now.st_size)
        return kept.store;
    X509_STORE_free(kept.store);
    kept = {X509_STORE_new(), changedNs, now.st_size};
    // As libcurl sets them: a certificate of the bundle is trusted even where its own issuer is not there.
    X509_STORE_set_flags(kept.store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    if (X509_STORE_load_file(kept.store, file.constData()) != 1) {
        X509_STORE_free(kept.store);
        kept.store = nullptr;
    }
    return kept.store;
}

} // namespace net
