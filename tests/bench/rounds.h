// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

/// Contenders measured in turn (A B C A B C …), so that a busy machine is busy for all of them.
namespace bench {

struct Contender {
    std::string name;
    std::function<double()> run; ///< one round; returns a checksum of what it made
    std::vector<double> ms = {};
    double checksum = 0;
};

inline double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Runs all of them rounds times (and once before, unmeasured), and prints medians and their ratio to the first.
inline void run(const char* title, std::vector<Contender> contenders, int rounds) {
    for (int round = -1; round < rounds; ++round) {
        for (Contender& one : contenders) {
            const auto begin = std::chrono::steady_clock::now();
            one.checksum = one.run();
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
            if (round >= 0)
                one.ms.push_back(took.count());
        }
    }
    std::printf("%s (%d rounds)\n", title, rounds);
    const double first = median(contenders.front().ms);
    for (const Contender& one : contenders) {
        const double middle = median(one.ms);
        std::printf("  %-44s %9.2f ms (least %8.2f)  %6.1f x   checksum %.6g\n", one.name.c_str(), middle,
                    *std::min_element(one.ms.begin(), one.ms.end()), middle / first, one.checksum);
    }
    std::fflush(stdout);
}

} // namespace bench
