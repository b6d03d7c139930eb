// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/workers.h"

namespace net {

Workers::Workers(int count) {
    for (int i = 0; i < count; ++i)
        m_threads.push_back(std::thread([this] { run(); }));
}

Workers::~Workers() {
    std::deque<std::function<void()>> forgotten;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        forgotten.swap(m_jobs);
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void Workers::post(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Workers::run() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping)
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace net
