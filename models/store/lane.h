// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace store {

/// One thread that runs jobs in the order they were posted. Destruction runs what is left, then ends the thread.
class Lane final {
public:
    using Job = std::function<void()>;

    Lane();
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    void post(Job job);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::thread m_thread; // last: it uses the others
};

} // namespace store
