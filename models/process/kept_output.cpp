// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/kept_output.h"

#include <QStringBuilder>
#include <algorithm>

namespace process {

void KeptOutput::add(const char* bytes, qsizetype size) {
    m_total += size;
    const qsizetype first = std::min(size, headBytes - m_head.size());
    m_head.append(bytes, first);
    bytes += first;
    size -= first;
    if (size <= 0)
        return;
    if (size >= tailBytes) {
        m_tail = QByteArray(bytes + size - tailBytes, tailBytes);
        return;
    }
    m_tail.append(bytes, size);
    if (m_tail.size() > 2 * tailBytes)
        m_tail = m_tail.last(tailBytes);
}

QByteArray KeptOutput::bytes() const {
    if (!isCut())
        return m_head + m_tail;
    const QByteArray end = m_tail.last(std::min(m_tail.size(), tailBytes));
    const QByteArray head = m_head.first(m_head.lastIndexOf('\n') + 1);
    const QByteArray tail = end.mid(end.contains('\n') ? end.indexOf('\n') + 1 : end.size());
    const qint64 left = m_total - head.size() - tail.size();
    return head + "[" + QByteArray::number(left) + " bytes left out here]\n" + tail;
}

QByteArray KeptOutput::completeLines() const {
    const QByteArray all = bytes();
    return all.first(all.lastIndexOf('\n') + 1);
}

} // namespace process
