// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/single_instance.h"
#include <QJsonObject>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;

class TestSingleInstance : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString socket(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
private slots:
    void act_reachesTheHolderAndItsAnswerComesBack() {
        app::ActServer server([](const QJsonObject& act, QObject*, const app::Answered& done) {
            done(QJsonObject{{"key", act["key"]}, {"by", act["author"]}});
        });
        QVERIFY(server.listen(socket("a")).has_value());
        std::optional<app::Handed> handed;
        app::askHolder(socket("a"), {{"act", "note"}, {"key", "INC-0001"}, {"author", "@ic"}}, 5s, this,
                       [&](const app::Handed& h) { handed = h; });
        QTRY_VERIFY(handed && handed->answer);
        QVERIFY(handed->answer->has_value());
        QCOMPARE((**handed->answer)["key"].toString(), QString("INC-0001"));
        QCOMPARE((**handed->answer)["by"].toString(), QString("@ic"));
    }
    void refusal_keepsItsKindAndSentence() {
        app::ActServer server([](const QJsonObject&, QObject*, const app::Answered& done) {
            done(domain::fail(domain::ErrorKind::NotFound, "There is no INC-0009."));
        });
        QVERIFY(server.listen(socket("b")).has_value());
        std::optional<app::Handed> handed;
        app::askHolder(socket("b"), {{"act", "note"}}, 5s, this, [&](const app::Handed& h) { handed = h; });
        QTRY_VERIFY(handed && handed->answer);
        QCOMPARE(handed->answer->error(), (domain::Error{domain::ErrorKind::NotFound, "There is no INC-0009."}));
    }
    void nobodyThere_isSaidAtOnce() {
        std::optional<app::Handed> handed;
        app::askHolder(socket("none"), {{"act", "note"}}, 5s, this, [&](const app::Handed& h) { handed = h; });
        QTRY_VERIFY_WITH_TIMEOUT(handed, 1000);
        QVERIFY(!handed->answer);
    }
    void holderThatDiesBeforeAnswering_isNoSilentSuccess() {
        auto server = std::make_unique<app::ActServer>([](const QJsonObject&, QObject*, const app::Answered&) {});
        QVERIFY(server->listen(socket("c")).has_value());
        std::optional<app::Handed> handed;
        app::askHolder(socket("c"), {{"act", "note"}}, 300ms, this, [&](const app::Handed& h) { handed = h; });
        QTRY_VERIFY(handed);
        QVERIFY(handed->answer && !handed->answer->has_value());
        QCOMPARE(handed->answer->error().kind, domain::ErrorKind::Conflict);
    }
    void twentyActs_areAllAnswered() {
        int seq = 0;
        app::ActServer server([&](const QJsonObject&, QObject* context, const app::Answered& done) {
            QTimer::singleShot(5ms, context, [&seq, done] { done(QJsonObject{{"seq", ++seq}}); });
        });
        QVERIFY(server.listen(socket("d")).has_value());
        QSet<int> numbers;
        for (int i = 0; i < 20; ++i)
            app::askHolder(socket("d"), {{"act", "note"}}, 5s, this,
                           [&](const app::Handed& h) { numbers << (**h.answer)["seq"].toInt(); });
        QTRY_COMPARE(numbers.size(), 20);
    }
    void socketOfADeadHolder_isTakenOver() {
        { // a listener that leaves its file behind
            QFile stale(socket("e"));
            QVERIFY(stale.open(QIODevice::WriteOnly));
        }
        app::ActServer server([](const QJsonObject&, QObject*, const app::Answered& done) { done(QJsonObject{}); });
        QVERIFY(server.listen(socket("e")).has_value());
    }
    void garbage_isRefusedWithASentence() {
        bool performed = false;
        app::ActServer server([&](const QJsonObject&, QObject*, const app::Answered&) { performed = true; });
        QVERIFY(server.listen(socket("f")).has_value());
        QLocalSocket stranger;
        stranger.connectToServer(socket("f"));
        QTRY_COMPARE(stranger.state(), QLocalSocket::ConnectedState);
        stranger.write("no JSON at all\n");
        QTRY_VERIFY(stranger.canReadLine());
        QVERIFY(stranger.readLine().contains("error"));
        QVERIFY(!performed);
    }
    void socket_belongsToThePersonAlone() {
        app::ActServer server([](const QJsonObject&, QObject*, const app::Answered&) {});
        QVERIFY(server.listen(socket("g")).has_value());
        QVERIFY(!(QFileInfo(socket("g")).permissions() & (QFile::WriteGroup | QFile::WriteOther)));
    }
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_single_instance.moc"
