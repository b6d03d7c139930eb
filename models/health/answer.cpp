// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/answer.h"

#include "net/redact.h"

namespace health {

QString shownHead(const Answer& answer) {
    QString text;
    for (const auto& [name, value] : answer.headers)
        text += name + u": " + value + u'\n';
    return net::redact(text).trimmed();
}

QString shownBody(const Answer& answer) {
    QString text = net::redact(QString::fromUtf8(answer.body));
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = QChar(u'\u00b7');
    }
    return answer.bodyCut ? QString(text + u'…') : text;
}

} // namespace health
