// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <functional>

/// The rules of this house that a reader of the source can check. Each takes one file as (path from the root, text) and
/// gives one sentence a breach.
namespace house {

/// True when header (as written between <>) belongs to the Qt module, such as "QtCore".
using InModule = std::function<bool(const QString& header, const QString& module)>;

/// The layer of a path: "domain" for models/domain/…, "ui", "app"; empty for what has no layer.
QString layerOf(const QString& path);
/// Arrows point down only, and each library stays in the layer that owns it.
QStringList includeBreaches(const QString& path, const QString& text, const InModule& inModule);
/// The two SPDX lines stand first (after #! or <?xml).
QStringList headerBreaches(const QString& path, const QString& text);
/// What people and servers write is never read as rich text: labels are ui::PlainLabel, message boxes say PlainText.
QStringList plainTextBreaches(const QString& path, const QString& text);
/// No sleeping, no nested event loops, no wall clock beside domain::Clock.
QStringList threadBreaches(const QString& path, const QString& text);
/// Only what the layout names lies at the top.
QStringList layoutBreaches(const QStringList& topLevelEntries);

} // namespace house
