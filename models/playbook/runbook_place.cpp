// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/runbook_place.h"

#include <QRegularExpression>

namespace playbook {
namespace {

/// Only letters and digits, in one case: a title in bold is still that title.
QString bare(const QString& text) {
    QString made;
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            made += c.toCaseFolded();
    }
    return made;
}

/// The first line from first to last that holds the text; 0 when there is none.
int lineWith(const QStringList& lines, int first, int last, const QString& text) {
    const QString wanted = bare(text);
    for (int line = std::max(1, first); !wanted.isEmpty() && line <= std::min(last, int(lines.size())); ++line) {
        if (bare(lines[line - 1]).contains(wanted))
            return line;
    }
    return 0;
}

} // namespace

RunbookPlace placeOfScenario(const Scenario& scenario, const QString& yaml, const QString& runbook) {
    const QRegularExpression said(
        QStringLiteral("# runbook lines? (\\d+)(?:[-–](\\d+))?[^\\n]*\\n\\s*- \\{?id: *[\"']?%1\\b")
            .arg(QRegularExpression::escape(scenario.id)));
    if (const auto match = said.match(yaml); match.hasMatch()) {
        const int first = match.captured(1).toInt();
        return {first, match.captured(2).isEmpty() ? first : match.captured(2).toInt()};
    }
    const QStringList lines = runbook.split(u'\n');
    const int first = lineWith(lines, 1, int(lines.size()), scenario.title);
    return first == 0 ? RunbookPlace{} : RunbookPlace{first, int(lines.size())};
}

RunbookPlace placeOfStep(const Item& step, const RunbookPlace& scenario, const QString& runbook) {
    const QStringList lines = runbook.split(u'\n');
    const int last = scenario.last == 0 ? int(lines.size()) : scenario.last;
    int line = lineWith(lines, scenario.first, last, step.run.section(u'\n', 0, 0));
    if (line == 0)
        line = lineWith(lines, scenario.first, last, step.text);
    return line == 0 ? scenario : RunbookPlace{line, line};
}

} // namespace playbook
