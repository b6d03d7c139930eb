// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/trust.h"

#include "net/tls_library.h"
#include <sys/stat.h>

namespace net {

bool Trust::isRead(const QByteArray& file) {
    if (const auto reading = m_reading.find(file); reading != m_reading.end()) {
        if (reading->second.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return false;
        m_bundles.insert_or_assign(file, reading->second.get());
        m_reading.erase(reading);
    }
    const Bundle now = lookAt(file);
    const auto known = m_bundles.find(file);
    if (known != m_bundles.end() && known->second.changedNs == now.changedNs && known->second.size == now.size)
        return true;
    m_reading[file] = std::async(std::launch::async, [file] {
        useTlsLibrary();
        return read(file);
    });
    return false;
}

X509_STORE* Trust::storeOf(const QByteArray& file) {
    const auto known = m_bundles.find(file);
    if (known != m_bundles.end())
        return known->second.store.get();
    return m_bundles.insert_or_assign(file, read(file)).first->second.store.get();
}

Trust::Bundle Trust::lookAt(const QByteArray& file) {
    struct stat now {};
    if (file.isEmpty() || stat(file.constData(), &now) != 0)
        return {};
    return {nullptr, qint64(now.st_mtim.tv_sec) * 1'000'000'000 + now.st_mtim.tv_nsec, now.st_size};
}

Trust::Bundle Trust::read(const QByteArray& file) {
    Bundle bundle = lookAt(file);
    if (bundle.size < 0)
        return bundle;
    bundle.store.reset(X509_STORE_new());
    // As libcurl sets them: a certificate of the bundle is trusted even where its own issuer is not there.
    X509_STORE_set_flags(bundle.store.get(), X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    if (X509_STORE_load_file(bundle.store.get(), file.constData()) != 1)
        bundle.store.reset();
    return bundle;
}

} // namespace net
