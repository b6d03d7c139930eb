// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

/// Contenders measured in turn (A B C A B C …), so that a busy machine is busy for all of them.
namespace bench {

struct Contender {
    std::string name;
    std::function<double()> run; ///< one round; returns a checksum of what it made
    std::vector<double> ms = {}, cpuMs = {};
    double checksum = 0;
};

inline double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Runs all of them rounds times (and once before, unmeasured). Prints the medians of time and of processor time, each
/// with its ratio to the first contender's. Of work that only computes, the second is the steadier one on a shared
/// machine.
inline void run(const char* title, std::vector<Contender> contenders, int rounds) {
    for (int round = -1; round < rounds; ++round) {
        for (Contender& one : contenders) {
            const auto begin = std::chrono::steady_clock::now();
            const std::clock_t cpuBegin = std::clock();
            one.checksum = one.run();
            const double cpu = 1'000.0 * static_cast<double>(std::clock() - cpuBegin) / CLOCKS_PER_SEC;
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
            if (round < 0)
                continue;
            one.ms.push_back(took.count());
            one.cpuMs.push_back(cpu);
        }
    }
    std::printf("%s (%d rounds)\n", title, rounds);
    const Contender& first = contenders.front();
    for (const Contender& one : contenders) {
        const double ms = median(one.ms);
        const double cpu = median(one.cpuMs);
        std::printf("  %-42s %9.2f ms %6.1f x   cpu %9.2f ms %6.1f x   checksum %.6g\n", one.name.c_str(), ms,
                    ms / median(first.ms), cpu, cpu / std::max(median(first.cpuMs), 1e-3), one.checksum);
    }
    std::fflush(stdout);
}

} // namespace bench
