// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importer {

/// "td" of "<td class=…>" and "</TD>".
QString tagName(QStringView tag);
/// Value of an attribute of a tag, its quotes taken off; empty when it has none.
QString attributeOf(QStringView tag, QStringView name);
/// True for tags that format text or break it (b, br, span …); others, such as <pod-name>, are words of the runbook.
bool isHtmlTag(QStringView tag);
/// "&lt;" and "&#8211;" as the characters they stand for; unknown ones stay as written.
QString entityText(QStringView entity);

} // namespace importer
