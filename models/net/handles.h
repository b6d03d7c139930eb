// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <curl/curl.h>
#include <vector>

namespace net {

/// libcurl's easy handles, used again: to make one and throw it away costs more than a small request. Of one thread.
class Handles {
public:
    Handles() = default;
    ~Handles();
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;

    /// One without options; give it back, or end it with curl_easy_cleanup.
    CURL* take();
    /// Forgets every option of easy, which is in no multi and owns no connection.
    void give(CURL* easy);

private:
    std::vector<CURL*> m_idle;
};

} // namespace net
