// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/program.h"

int main(int argc, char** argv) {
    return app::runProgram(argc, argv);
}
