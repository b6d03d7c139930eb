// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStringList>
#include <vector>

/// Reads tests/data/redaction: the marks of its files are filled with made-up values, the same in every run.
namespace corpus {

struct Sample {
    QString name, text;
    QStringList madeUp; ///< what stands for the marks of eight characters and more, and every password
};

inline QString madeUp(QRandomGenerator& random, QChar kind, int length) {
    const QString hex = QStringLiteral("0123456789abcdef"), capitals = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                  digits = QStringLiteral("0123456789");
    QString from = capitals + capitals.toLower() + digits;
    if (kind == u'h')
        from = hex;
    else if (kind == u'd')
        from = digits;
    else if (kind == u'u')
        from = capitals + digits;
    QString text;
    for (int i = 0; i < length; ++i)
        text += from.at(random.bounded(int(from.size())));
    if (length > 5 && kind != u'd' && kind != u'h') // never a word by chance
        text.replace(1, 3, kind == u'u' ? QStringLiteral("7Q4") : QStringLiteral("7q4"));
    if (kind == u's' && length % 4 == 0 && length > 4)
        text.replace(length - 1, 1, QStringLiteral("="));
    return text;
}

inline std::vector<Sample> read(const QString& name) {
    static const QRegularExpression mark(QStringLiteral("@([ahdusw])(\\d*)@"));
    QFile file(qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + QStringLiteral("/tests/data/redaction/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    std::vector<Sample> samples;
    QRandomGenerator random(20261124);
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        Sample sample{line.section(u'\t', 0, 0), {}, {}};
        QString text = line.section(u'\t', 1);
        text.remove(u'^');
        text.replace(QStringLiteral("\\n"), QStringLiteral("\n")).replace(QStringLiteral("\\t"), QStringLiteral("\t"));
        qsizetype copied = 0;
        for (auto marks = mark.globalMatch(text); marks.hasNext();) {
            const auto one = marks.next();
            const bool password = one.captured(1) == u"w";
            const QString value = password ? QStringLiteral("Zy7-") + madeUp(random, u'a', 9)
                                           : madeUp(random, one.captured(1).at(0), one.captured(2).toInt());
            sample.text += text.mid(copied, one.capturedStart() - copied) + value;
            copied = one.capturedEnd();
            if (value.size() >= 8)
                sample.madeUp << value;
        }
        sample.text += text.mid(copied);
        samples.push_back(sample);
    }
    return samples;
}

} // namespace corpus
