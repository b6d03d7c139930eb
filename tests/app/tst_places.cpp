// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/places.h"
#include "app/settings.h"
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

class TestPlaces : public QObject {
    Q_OBJECT
private slots:
    void dataDir_movesEverything() {
        const QTemporaryDir folder;
        const app::Places places = app::placesFor(folder.filePath("desk"));
        QCOMPARE(places.data, folder.filePath("desk"));
        QVERIFY(places.settingsFile().startsWith(places.data));
        QVERIFY(places.logFile().startsWith(places.data));
        QVERIFY(places.playbooks().startsWith(places.data));
        QVERIFY(!QFileInfo::exists(places.data));
    }
    void folders_belongToThePersonAlone() {
        const QTemporaryDir folder;
        const app::Places places = app::placesFor(folder.filePath("a/b/desk"));
        QVERIFY(app::makePlaces(places).has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFileInfo(places.data).permissions() & others));
    }
    void runtimeFolder_thatOthersMayWrite_isRefused() {
        const QTemporaryDir folder;
        app::Places places = app::placesFor(folder.filePath("desk"));
        places.runtime = folder.filePath("runtime");
        QVERIFY(app::makePlaces(places).has_value());
        QVERIFY(QFile::setPermissions(places.runtime, QFile::Permissions(0x7777)));
        const auto made = app::makePlaces(places);
        QVERIFY(!made);
        QVERIFY(made.error().text.contains(places.runtime));
    }
    void folder_thatCannotBeMade_isNamed() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("taken"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto made = app::makePlaces(app::placesFor(file.fileName()));
        QVERIFY(!made);
        QVERIFY(made.error().text.contains(file.fileName()));
    }
    void socket_isNamedByTheCanonicalFolder() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("desk"));
        QVERIFY(QFile::link(folder.filePath("desk"), folder.filePath("link")));
        const QString path = QFileInfo(folder.filePath("desk")).canonicalFilePath();
        const QString hex = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
        QVERIFY(app::placesFor(path).socket().endsWith(u"/bridgewatch-" + hex));
        QCOMPARE(app::placesFor(folder.filePath("link")).socket(), app::placesFor(path).socket());
        QCOMPARE(app::placesFor(folder.filePath("x/../desk/")).socket(), app::placesFor(path).socket());
    }
    void socket_isTheSameBeforeAndAfterTheFolderIsMade() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("real"));
        QVERIFY(QFile::link(folder.filePath("real"), folder.filePath("link")));
        const app::Places places = app::placesFor(folder.filePath("link/desk"));
        const QString before = places.socket();
        QVERIFY(app::makePlaces(places).has_value());
        QCOMPARE(places.socket(), before);
    }
    void settings_comeBackAndAreToTheirOwnerOnly() {
        const QTemporaryDir folder;
        const app::Places places = app::placesFor(folder.filePath("desk"));
        QCOMPARE(app::readSettings(places), app::Settings());
        const app::Settings chosen{.author = QStringLiteral("@ic"),
                                   .theme = QStringLiteral("light"),
                                   .scale = 1.25,
                                   .playbook = QStringLiteral("default"),
                                   .geometry = QByteArray("\x00\xff window", 9),
                                   .arrangement = QByteArray("\x01\x00 panels", 9),
                                   .allowedPlaybooks = {QString(64, u'a'), QString(64, u'b')}};
        QVERIFY(app::writeSettings(places, chosen).has_value());
        QCOMPARE(app::readSettings(places), chosen);
        QCOMPARE(QFileInfo(places.settingsFile()).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
    }
    void author_isTheOneSaidThenTheOneChosen() {
        app::Settings chosen;
        chosen.author = QStringLiteral("@ic");
        QCOMPARE(app::authorOf("tech-lead", chosen), QString("@tech-lead"));
        QCOMPARE(app::authorOf("", chosen), QString("@ic"));
        qputenv("USER", "someone");
        QCOMPARE(app::authorOf("", {}), QString("@someone"));
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
