// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace process {

/// Bytes as text that can do nothing to a screen: colours of a terminal are dropped, every other control character and
/// what reorders text is shown as a symbol or "\x1b", bytes that are no UTF-8 as "\xff". Line ends become \n.
QString readable(const QByteArray& bytes);
/// Readable, without credentials (net::redact) and without the given secrets. What goes on (a private key, a
/// Kubernetes Secret whose kind comes later) is hidden as if it were complete when more is to come.
QString safeText(const QByteArray& bytes, const QStringList& secrets, bool moreToCome);
/// text with every occurrence of the secrets, of four characters and more, replaced by "[redacted]".
QString without(const QString& text, const QStringList& secrets);

} // namespace process
