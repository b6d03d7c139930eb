// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/house_rules.h"
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QTest>

namespace {

bool inModule(const QString& header, const QString& module) {
    const QString bare = header.startsWith(module + u"/") ? header.mid(module.size() + 1) : header;
    return bare == module || QFile::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u"/" + module + u"/" + bare);
}

QString root() {
    return qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR");
}

QString textOf(const QString& path) {
    QFile file(root() + u"/" + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Paths from the root of every file in folder whose name ends in one of the endings.
QStringList filesIn(const QString& folder, const QStringList& endings) {
    QStringList paths;
    for (QDirIterator it(root() + u"/" + folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next().mid(root().size() + 1);
        if (std::any_of(endings.begin(), endings.end(), [&](const QString& ending) { return path.endsWith(ending); }))
            paths << path;
    }
    paths.sort();
    return paths;
}

QStringList sources() {
    QStringList paths;
    for (const QString folder : {"models", "ui", "app"})
        paths << filesIn(folder, {".h", ".cpp"});
    return paths;
}

template <class Rule>
QString breachesOf(const QStringList& paths, Rule rule) {
    QStringList all;
    for (const QString& path : paths)
        all << rule(path, textOf(path));
    return all.join(u'\n');
}

} // namespace

class TestArchitecture : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY2(!root().isEmpty(), "BRIDGEWATCH_SOURCE_DIR names the source tree");
        QVERIFY(sources().size() > 20);
        QVERIFY2(inModule("QString", "QtCore"), "the headers of Qt Core lie where QLibraryInfo says");
    }
    void includes_pointDownOnly() {
        QCOMPARE(
            breachesOf(sources(), [](const auto& p, const auto& t) { return house::includeBreaches(p, t, inModule); }),
            QString());
    }
    void labels_arePlainText() { QCOMPARE(breachesOf(sources(), house::plainTextBreaches), QString()); }
    void threads_neverSleepNorNest() { QCOMPARE(breachesOf(sources(), house::threadBreaches), QString()); }
    void sources_nameTheirLicense() {
        QStringList paths{"CMakeLists.txt"};
        for (const QString folder : {"models", "ui", "app", "tests", "packaging", "resources"})
            paths << filesIn(folder, {".h", ".cpp", "CMakeLists.txt", ".cmake", ".yaml", ".sh"});
        for (const QString script : {"packaging/run", "packaging/test", "packaging/bench", "packaging/install-packages",
                                     "packaging/take-screenshots", ".ci/run"})
            paths << script;
        QCOMPARE(breachesOf(paths, house::headerBreaches), QString());
    }
    void tree_isLaidOutAsAgreed() {
        QCOMPARE(house::layoutBreaches(QDir(root()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)).join(u'\n'),
                 QString());
    }

    // The rules themselves: each finds what is planted.
    void includeRule_findsBreaches_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("breach");
        QTest::newRow("own folder") << "models/store/a.cpp"
                                    << "#include \"store/b.h\"" << false;
        QTest::newRow("down") << "models/room/a.cpp"
                              << "#include \"store/b.h\"" << false;
        QTest::newRow("up") << "models/domain/a.h"
                            << "#include \"store/b.h\"" << true;
        QTest::newRow("sideways") << "models/health/a.h"
                                  << "#include \"metrics/b.h\"" << true;
        QTest::newRow("store knows no playbook") << "models/store/a.h"
                                                 << "#include \"playbook/b.h\"" << true;
        QTest::newRow("ui in a model") << "models/items/a.h"
                                       << "#include \"ui/look/tokens.h\"" << true;
        QTest::newRow("app in a window") << "ui/a.h"
                                         << "#include \"app/places.h\"" << true;
        QTest::newRow("store in a window") << "ui/a.h"
                                           << "#include \"store/database.h\"" << true;
        QTest::newRow("curl in a window") << "ui/a.h"
                                          << "  #  include <curl/curl.h>" << true;
        QTest::newRow("curl in net") << "models/net/a.cpp"
                                     << "#include <curl/curl.h>" << false;
        QTest::newRow("store in app") << "app/a.h"
                                      << "#include \"store/lock.h\"" << false;
        QTest::newRow("widgets in a model") << "models/items/a.h"
                                            << "#include <QWidget>" << true;
        QTest::newRow("gui in a model") << "models/items/a.h"
                                        << "#include <QtGui/QImage>" << true;
        QTest::newRow("core in a model")
            << "models/items/a.h"
            << "#include <QtCore/QString>\n#include <QAbstractListModel>\n#include <vector>" << false;
        QTest::newRow("sql outside store") << "models/room/a.h"
                                           << "#include <QSqlQuery>" << true;
        QTest::newRow("sql in store") << "models/store/a.h"
                                      << "#include <QSqlQuery>" << false;
        QTest::newRow("unlisted folder") << "models/misc/a.h"
                                         << "" << true;
        QTest::newRow("precompiled header") << "models/pch.h"
                                            << "#include <QtCore>" << false;
    }
    void includeRule_findsBreaches() {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(bool, breach);
        QCOMPARE(!house::includeBreaches(path, text, inModule).isEmpty(), breach);
    }
    void plainTextRule_findsBreaches_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("breach");
        QTest::newRow("label on the heap") << "auto* l = new QLabel(text, this);" << true;
        QTest::newRow("label as a member") << "    QLabel m_title;" << true;
        QTest::newRow("label as a base") << "class Badge : public QLabel {" << true;
        QTest::newRow("label pointer") << "    QLabel* m_title = nullptr;" << false;
        QTest::newRow("plain label") << "auto* l = new ui::PlainLabel(text, this);" << false;
        QTest::newRow("in a comment") << "// not new QLabel(…)" << false;
        QTest::newRow("static box") << "QMessageBox::warning(this, title, text);" << true;
        QTest::newRow("box of any text") << "QMessageBox box(this); box.setText(text);" << true;
        QTest::newRow("plain box") << "QMessageBox box(this); box.setTextFormat(Qt::PlainText);" << false;
        QTest::newRow("rich text") << "label->setTextFormat(Qt::RichText);" << true;
        QTest::newRow("Qt's Markdown") << "view->setMarkdown(text);" << true;
    }
    void plainTextRule_findsBreaches() {
        QFETCH(QString, text);
        QFETCH(bool, breach);
        QCOMPARE(!house::plainTextBreaches("ui/panel.cpp", text).isEmpty(), breach);
    }
    void threadRule_findsBreaches() {
        QVERIFY(!house::threadBreaches("ui/a.cpp", "dialog.exec();").isEmpty());
        QVERIFY(!house::threadBreaches("ui/a.cpp", "QCoreApplication::processEvents();").isEmpty());
        QVERIFY(!house::threadBreaches("models/net/a.cpp", "QThread::msleep(5);").isEmpty());
        QVERIFY(!house::threadBreaches("models/room/a.cpp", "auto t = QDateTime::currentDateTimeUtc();").isEmpty());
        QVERIFY(house::threadBreaches("models/domain/clock.cpp", "auto t = QDateTime::currentMSecsSinceEpoch();")
                    .isEmpty());
        QVERIFY(house::threadBreaches("ui/a.cpp", "dialog->open(); // not exec()").isEmpty());
    }
    void headerRule_findsBreaches() {
        const QString both =
            "// SPDX-FileCopyrightText: 2026 The Bridgewatch authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n";
        QVERIFY(house::headerBreaches("a.cpp", both + "int x;").isEmpty());
        QVERIFY(house::headerBreaches("a.sh", "#!/bin/sh\n" + both).isEmpty());
        QVERIFY(!house::headerBreaches("a.cpp", "int x;\n" + both).isEmpty());
        QVERIFY(!house::headerBreaches("a.cpp", "// SPDX-License-Identifier: GPL-3.0-or-later\n").isEmpty());
    }
    void layoutRule_findsBreaches() {
        QVERIFY(house::layoutBreaches({"app", "README.md", ".clang-format"}).isEmpty());
        QCOMPARE(house::layoutBreaches({"notes.txt", "src"}).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
