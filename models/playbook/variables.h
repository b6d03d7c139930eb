// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <map>

/// Placeholders of playbook texts: {{name}} and {{secret.NAME}}.
namespace playbook {

/// Letters, digits and underscores, not beginning with a digit.
bool isVariableName(const QString& name);
/// Names between {{ and }}, in order, as often as they stand there; what is no name ("{{.State}}", "{{ $labels }}") is
/// left out.
QStringList variablesIn(const QString& text);
/// Replaces the names that have a value; leaves every other placeholder as it is written.
QString expandKnown(const QString& text, const std::map<QString, QString>& variables);

} // namespace playbook
