// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/command_class.h"
#include "playbook/importer/curl.h"
#include "playbook/importer/shell.h"
#include "playbook/promql.h"

namespace {

/// Lines are in the text, and in order.
void check(const std::vector<importer::Command>& commands, int lines) {
    int last = 1;
    for (const importer::Command& command : commands) {
        if (command.line < last || command.lastLine < command.line || command.lastLine > lines)
            __builtin_trap();
        last = command.line;
    }
}

} // namespace

/// The text of a fence: commands, requests, queries, classes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0)
        return 0;
    static const char* const languages[] = {"", "console", "sql"};
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const auto commands = importer::readCommands(text, 1, QString::fromLatin1(languages[data[0] % 3]));
    check(commands, static_cast<int>(text.count(u'\n')) + 1);
    for (const importer::Command& command : commands) {
        for (const importer::SimpleCommand& part : command.parts) {
            const auto call = importer::readCurl(part);
            if (!call)
                continue;
            if (call->method.isEmpty())
                __builtin_trap();
            importer::withSecretNames(importer::requestUrl(*call) + importer::requestBody(*call),
                                      importer::secretsOf(*call));
            if (const auto query = importer::promQlOf(*call))
                playbook::checkPromQl(query->expr);
        }
    }
    const auto verdict = playbook::classifyCommand(text);
    if ((verdict.kind == playbook::CommandClass::ReadOnly) != verdict.word.isEmpty())
        __builtin_trap();
    const auto problem = playbook::checkPromQl(text);
    if (problem && (problem->column < 1 || problem->column > text.size() + 1))
        __builtin_trap();
    playbook::withoutVariables(text);
    return 0;
}
