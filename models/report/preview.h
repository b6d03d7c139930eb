// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include <QSet>
#include <atomic>

/// Markdown as the small HTML that a text view shows. Nothing in it can load or run anything.
namespace report {

struct PreviewLimits {
    qsizetype inputBytes = 256 << 10;  ///< UTF-8; the rest is cut at a line
    int columns = 64;                  ///< of a table; further ones are left out
    int cells = 20'000;                ///< over all tables; the preview stops there
    qsizetype outputBytes = 2'000'000; ///< the preview stops there
    int depth = 12;                    ///< of quotes and lists; deeper ones are drawn at this depth
};

struct Preview {
    QString html; ///< fragment: h1–h6, p, ul, ol, li, blockquote, pre, code, table, b, i, s, a (http, https, mailto),
                  ///< img (names given), hr, br
    QString notice; ///< one sentence when something was left out or cancelled, else empty
    bool operator==(const Preview&) const = default;
};

/// pictures: paths that may be shown (as written in the Markdown); other pictures become their text. cancelled may be
/// null; it is looked at from within the parse, and an ordered stop gives an empty preview. Pure, any thread.
Preview renderPreview(const QString& markdown, const QSet<QString>& pictures, const PreviewLimits& limits = {},
                      const std::atomic<bool>* cancelled = nullptr);

/// The section with tables cut to a number of rows and a word on what is missing.
Section shortened(const Section& section, qsizetype tableRows);

/// The whole document, an anchor "section-N" before each heading (N from 0). Tables are cut to tableRows rows; limits
/// hold for each section, output for the whole.
Preview renderPreview(const Document& document, qsizetype tableRows, const PreviewLimits& limits = {},
                      const std::atomic<bool>* cancelled = nullptr);

} // namespace report
