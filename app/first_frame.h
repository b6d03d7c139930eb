// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace app {

/// Says in the log when the window has painted itself for the first time.
void logFirstFrame(QWidget* window);

} // namespace app
