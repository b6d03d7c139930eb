// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/handles.h"

namespace net {

Handles::~Handles() {
    for (CURL* easy : m_idle)
        curl_easy_cleanup(easy);
}

CURL* Handles::take() {
    if (m_idle.empty())
        return curl_easy_init();
    CURL* easy = m_idle.back();
    m_idle.pop_back();
    return easy;
}

void Handles::give(CURL* easy) {
    constexpr size_t kept = 64;
    if (m_idle.size() >= kept) {
        curl_easy_cleanup(easy);
        return;
    }
    curl_easy_reset(easy);
    m_idle.push_back(easy);
}

} // namespace net
