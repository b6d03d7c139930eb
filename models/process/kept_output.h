// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <deque>

namespace process {

/// The beginning and the end of what a child wrote, however much it was.
class KeptOutput {
public:
    static constexpr qsizetype headBytes = 32 << 10, tailBytes = 32 << 10;

    void add(const char* bytes, qsizetype size);
    qint64 total() const { return m_total; }
    bool isCut() const { return m_total > headBytes + tailBytes; }
    /// All of it, or whole lines of both ends: a line that the cut goes through is left out, since half a secret could
    /// no longer be recognised. marker stands between them, on a line of its own.
    QByteArray bytes() const;
    /// The same up to the last complete line: what may be shown while more is to come.
    QByteArray completeLines() const;

private:
    QByteArray m_head, m_tail; ///< m_tail holds up to twice its share between two trims
    qint64 m_total = 0;
};

} // namespace process
