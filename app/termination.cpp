// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/termination.h"

#include <QSocketNotifier>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace app {
namespace {

/// A signal handler may do next to nothing: it writes a byte, and the event loop reads it.
int pipeEnds[2] = {-1, -1};

void tell(int) {
    const char byte = 0;
    std::ignore = ::write(pipeEnds[1], &byte, 1);
}

constexpr int signalsThatEnd[] = {SIGTERM, SIGINT, SIGHUP};

void handleWith(void (*handler)(int), int flags) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    for (const int signal : signalsThatEnd)
        ::sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(std::function<void()> leave, QObject* parent)
    : QObject(parent) {
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto* notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [notifier, leave = std::move(leave)] {
        notifier->setEnabled(false);
        leave();
    });
    // Each of them only once: whoever insists is obeyed.
    handleWith(tell, static_cast<int>(SA_RESETHAND) | SA_RESTART);
}

Termination::~Termination() {
    handleWith(SIG_DFL, 0);
    for (int& end : pipeEnds) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace app
