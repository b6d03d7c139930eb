// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/kept_output.h"
#include <QTest>

using process::KeptOutput;

class TestKeptOutput : public QObject {
    Q_OBJECT
private slots:
    void short_isKeptWhole();
    void long_keepsWholeLinesOfBothEnds();
    void pieces_giveWhatOnePieceGives();
    void oneEndlessLine_isLeftOut();
    void completeLines_leaveTheLastOneOut();
};

namespace {

QByteArray lines(int count) {
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "line " + QByteArray::number(i) + '\n';
    return all;
}

KeptOutput kept(const QByteArray& all, qsizetype piece) {
    KeptOutput output;
    for (qsizetype at = 0; at < all.size(); at += piece)
        output.add(all.constData() + at, std::min(piece, all.size() - at));
    return output;
}

} // namespace

void TestKeptOutput::short_isKeptWhole() {
    const QByteArray all = lines(5000); // 53,890 bytes
    QVERIFY(all.size() > KeptOutput::headBytes);
    QCOMPARE(kept(all, 1000).bytes(), all);
    QVERIFY(!kept(all, 1000).isCut());
}

void TestKeptOutput::long_keepsWholeLinesOfBothEnds() {
    const QByteArray all = lines(100'000);
    const QByteArray bytes = kept(all, 777).bytes();
    QVERIFY(bytes.size() <= KeptOutput::headBytes + KeptOutput::tailBytes + 60);
    QVERIFY(bytes.size() > KeptOutput::headBytes + KeptOutput::tailBytes - 100);
    QVERIFY(bytes.startsWith("line 0\nline 1\n"));
    QVERIFY(bytes.endsWith("line 99999\n"));
    qint64 left = 0;
    qsizetype own = 0;
    for (const QByteArray& line : bytes.split('\n')) {
        if (line.startsWith('[')) {
            left = line.mid(1, line.indexOf(' ') - 1).toLongLong();
            own = line.size() + 1;
        } else {
            QVERIFY2(line.isEmpty() || all.contains(QByteArray('\n' + line + '\n')) || line == "line 0",
                     line.constData());
        }
    }
    QCOMPARE(left, all.size() - (bytes.size() - own));
}

void TestKeptOutput::pieces_giveWhatOnePieceGives() {
    const QByteArray all = lines(30'000);
    const QByteArray whole = kept(all, all.size()).bytes();
    for (const qsizetype piece : {1, 4096, 32768, 65536, 100'000})
        QCOMPARE(kept(all, piece).bytes(), whole);
}

void TestKeptOutput::oneEndlessLine_isLeftOut() {
    QCOMPARE(kept(QByteArray(200'000, 'x'), 5000).bytes(), QByteArray("[200000 bytes left out here]\n"));
}

void TestKeptOutput::completeLines_leaveTheLastOneOut() {
    QCOMPARE(kept("one\ntwo\nthr", 2).completeLines(), QByteArray("one\ntwo\n"));
    QCOMPARE(kept("thr", 2).completeLines(), QByteArray());
}

QTEST_GUILESS_MAIN(TestKeptOutput)
#include "tst_kept_output.moc"
