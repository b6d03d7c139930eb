// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <QString>

namespace app {

/// An option or argument whose value is text, as typed.
inline CLI::Option* addText(CLI::App& to, const std::string& name, QString& target, const std::string& help) {
    return to.add_option_function<std::string>(
        name, [&target](const std::string& value) { target = QString::fromStdString(value); }, help);
}

/// Of an option that changes its meaning when it is left out: an empty variable of a script is not a choice.
inline CLI::Option* addChoice(CLI::App& to, const std::string& name, QString& target, const std::string& help) {
    return addText(to, name, target, help)->check([](const std::string& value) {
        return std::string(value.empty() ? "is empty" : "");
    });
}

} // namespace app
