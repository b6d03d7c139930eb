// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/version.h"
#include <cstdio>

int main() { std::printf("bridgewatch %s\n", qPrintable(app::version())); }
