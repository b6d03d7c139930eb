// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A watch of eight hours (long_watch.h) with the clock accelerated: after each hour what the process takes and what of
// its heap is in use, and how steeply both rise once what has a limit has reached it (results, samples, caches: by
// the fourth hour). What is recorded is kept in memory with the incident: events stand beside it.
#include "room/long_watch.h"
#include <QCoreApplication>
#include <QFile>
#include <array>
#include <cstdio>
#include <gperftools/malloc_extension_c.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int hours = 8, settled = 4;

/// KiB of memory that the process has in use.
double residentKiB() {
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : fields[1].toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024;
}

/// KiB of the heap that are allocated.
double heapKiB() {
    size_t bytes = 0;
    MallocExtension_GetNumericProperty("generic.current_allocated_bytes", &bytes);
    return static_cast<double>(bytes) / 1024;
}

/// Least squares: how much more with each hour.
double slope(const std::vector<double>& values) {
    const double n = static_cast<double>(values.size());
    double x = 0, y = 0, xy = 0, xx = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        const double at = static_cast<double>(i);
        x += at;
        y += values[i];
        xy += at * values[i];
        xx += at * at;
    }
    return (n * xy - x * y) / (n * xx - x * x);
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    tests::LongWatch night;
    if (!night.isReady())
        return 1;
    std::printf("eight hours of 10 checks, 3 panels with live tail, alerts and silences, into a real record\n");
    std::vector<double> resident, heap;
    size_t events = 0;
    for (int hour = 1; hour <= hours; ++hour) {
        if (!night.pass(std::chrono::hours(1))) {
            std::printf("  the clock stands still in hour %d\n", hour);
            return 1;
        }
        const double rss = residentKiB(), inUse = heapKiB();
        events = night.room()->events().size();
        std::printf("  %d h: RSS %8.0f KiB   heap in use %8.0f KiB   %5zu events   %7lld answers\n", hour, rss, inUse,
                    events, static_cast<long long>(night.answers()));
        std::fflush(stdout);
        if (hour >= settled) {
            resident.push_back(rss);
            heap.push_back(inUse);
        }
    }
    std::printf("  from %d h on: RSS %+.1f KiB/h, heap in use %+.1f KiB/h, %.1f events/h recorded\n", settled,
                slope(resident), slope(heap), static_cast<double>(events) / hours);
    return 0;
}
