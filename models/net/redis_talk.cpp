// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/redis_talk.h"

namespace net {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostBytes = 4096;

QByteArray command(const QList<QByteArray>& words) {
    QByteArray text = "*" + QByteArray::number(words.size()) + "\r\n";
    for (const QByteArray& word : words)
        text += "$" + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    return text;
}

} // namespace

RedisTalk::RedisTalk(const Login& login) {
    if (!login.password.isEmpty()) {
        QList<QByteArray> words{"AUTH"};
        if (!login.user.isEmpty())
            words.append(login.user.toUtf8());
        words.append(login.password.toUtf8());
        m_sends = command(words);
        ++m_awaited;
    }
    m_sends += command({"PING"});
}

bool RedisTalk::take(const QByteArray& bytes) {
    m_buffer += bytes;
    for (;;) {
        const qsizetype end = m_buffer.indexOf("\r\n");
        if (end < 0) {
            if (m_buffer.size() > mostBytes)
                m_trouble = u"a line longer than 4 KiB"_s;
            return m_trouble.has_value();
        }
        const QByteArray line = m_buffer.first(end);
        m_buffer.remove(0, end + 2);
        if (line.startsWith('-')) {
            m_trouble = QString::fromUtf8(line.sliced(1));
            return true;
        }
        if (!line.startsWith('+')) {
            m_trouble = u"something that is not Redis' protocol"_s;
            return true;
        }
        m_reply = line.sliced(1);
        if (--m_awaited == 0)
            return true;
    }
}

} // namespace net
