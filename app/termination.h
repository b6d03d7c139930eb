// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

namespace app {

/// Calls leave on this thread when the process is asked to end (SIGTERM, SIGINT, SIGHUP), so that what is typed is
/// written first. A second such signal ends the process at once. Only one may live at a time.
class Termination final : public QObject {
    Q_OBJECT
public:
    explicit Termination(std::function<void()> leave, QObject* parent = nullptr);
    ~Termination() override;
};

} // namespace app
