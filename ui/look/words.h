// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/words.h"
#include "playbook/importer/draft.h"
#include "playbook/plan.h"
#include <QString>

/// Words for the screen, translated. Files, JSON and the command line use domain::toText instead.
namespace ui {

QString wordOf(domain::CheckState state); ///< "Up", "Degraded", "Down", "Inconclusive", "Not checked yet"
QString wordOf(domain::Status status);    ///< "Investigating" …
QString wordOf(domain::EntryKind kind);   ///< "Note" …
QString wordOf(domain::KeyMoment moment); ///< "Impact began" …
QString wordOf(domain::PostMortemStatus status);
QString wordOf(domain::ItemState state); ///< "open", "done", "skipped"
QString wordOf(importer::Kind kind);     ///< "Severities" … as a heading
/// The state as a tile shows it: in capitals.
QString tileWordOf(domain::CheckState state);

} // namespace ui
