// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/shelf.h"
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace playbook;

class TestShelf : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static const Shelved* find(const Shelf& shelf, const QString& id) {
        const auto found = std::find_if(shelf.begin(), shelf.end(), [&](const Shelved& one) { return one.id == id; });
        return found == shelf.end() ? nullptr : &*found;
    }

private slots:
    void cleanup() {
        for (const QString& file : QDir(m_folder.path()).entryList(QDir::Files))
            QDir(m_folder.path()).remove(file);
    }
    void shipped_areAlwaysAtHandAndUsable() {
        const auto shelf = readShelf({});
        QVERIFY(find(*shelf, QStringLiteral("default")));
        for (const Shelved& entry : *shelf) {
            QVERIFY2(entry.isUsable(), qPrintable(entry.id));
            QVERIFY(!entry.own && !entry.yaml.isEmpty());
        }
    }
    void ownOne_comesFirstAndStandsInForTheShippedOne() {
        write(QStringLiteral("default.yaml"), "name: Ours\nseverities: [{id: S1, name: Bad, rank: 1}]\n");
        const auto shelf = readShelf(m_folder.path());
        QCOMPARE(shelf->front().id, QStringLiteral("default"));
        QVERIFY(shelf->front().own && shelf->front().replaces);
        QCOMPARE(shelf->front().playbook.name, QStringLiteral("Ours"));
        QCOMPARE(std::count_if(shelf->begin(), shelf->end(), [](const auto& one) { return one.id == u"default"; }), 1);
    }
    void brokenOne_staysOnTheShelfWithItsErrors() {
        write(QStringLiteral("ours.yaml"), "name: Ours\nseverities: [{id: S1, name: Bad, rank: 1}]\nchekcs: []\n");
        const auto shelf = readShelf(m_folder.path());
        const Shelved* ours = find(*shelf, QStringLiteral("ours"));
        QVERIFY(ours && !ours->isUsable());
        QCOMPARE(ours->findings.front().line, 3);
        QVERIFY(!ours->yaml.isEmpty());
    }
    void tooLargeOne_saysSo() {
        write(QStringLiteral("huge.yaml"), QByteArray(2 << 20, '#'));
        const auto shelf = readShelf(m_folder.path());
        const Shelved* huge = find(*shelf, QStringLiteral("huge"));
        QVERIFY(huge && !huge->isUsable());
        QVERIFY2(huge->trouble.contains(QStringLiteral("1 MB")), qPrintable(huge->trouble));
    }
    void runbook_isFoundBesideItsPlaybook() {
        write(QStringLiteral("ours.yaml"), "name: Ours\n");
        QVERIFY(find(*readShelf(m_folder.path()), QStringLiteral("ours"))->runbook.isEmpty());
        write(QStringLiteral("ours.source.md"), "# Ours\n");
        const QString runbook = find(*readShelf(m_folder.path()), QStringLiteral("ours"))->runbook;
        QCOMPARE(runbook, m_folder.filePath(QStringLiteral("ours.source.md")));
        QCOMPARE(shelvedIds(m_folder.path()).count(QStringLiteral("ours.source")), 0);
    }
    void id_isMadeOfAFileName_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("id");
        QTest::newRow("blanks") << "Incident Response (v2).md"
                                << "incident-response-v2";
        QTest::newRow("marks") << QString::fromUtf8("Störfall Übersicht.md") << "sto-rfall-u-bersicht";
        QTest::newRow("nothing") << QString::fromUtf8("運用手順.md") << "runbook";
        QTest::newRow("dots") << "../.hidden.md"
                              << "hidden";
        QTest::newRow("long") << QString(QString(200, u'a') + QStringLiteral(".md")) << QString(64, u'a');
    }
    void id_isMadeOfAFileName() {
        QFETCH(QString, file);
        QFETCH(QString, id);
        QCOMPARE(idFrom(file), id);
        QVERIFY(checkId(idFrom(file)));
    }
    void id_thatIsNoFileName_isRefused() {
        for (const char* bad : {"", "../up", "a/b", "Upper", "-x", "a b", "a.b"})
            QVERIFY2(!checkId(QString::fromUtf8(bad)), bad);
        QVERIFY(!checkId(QString(65, u'a')));
        QVERIFY(checkId(QStringLiteral("watermark-lab_2")));
    }
};

QTEST_GUILESS_MAIN(TestShelf)
#include "tst_shelf.moc"
