// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "parsed.h"
#include "report/escape.h"
#include <QtTest>

using report::escapeMarkdown;
using report::Place;

namespace {

QString literal(const QString& text) {
    return report::visibleText(text).simplified();
}

QString troubleInCell(const QString& text) {
    const QString cell = escapeMarkdown(text, Place::Cell);
    const QString table =
        QStringLiteral("| A | B |\n| --- | --- |\n| ") + cell + QStringLiteral(" | end |\n| next | row |\n");
    const Parsed parsed = parseMarkdown(table);
    if (parsed.tables.size() != 1 || parsed.tables[0].size() != 3 || parsed.tables[0][1].size() != 2)
        return QStringLiteral("structure of the table: ") + parsed.structure.join(u',');
    if (parsed.tables[0][1][0].simplified() != literal(text) || parsed.tables[0][1][1] != u"end")
        return QStringLiteral("cell reads: ") + parsed.tables[0][1].join(u'|');
    for (const QString& part : parsed.structure)
        if (part != u"table 2" && part != u"row" && !part.startsWith(u"link:http") && !part.startsWith(u"link:mailto:"))
            return QStringLiteral("unexpected ") + part;
    return {};
}

QString troubleInHeading(const QString& text) {
    const Parsed parsed = parseMarkdown(QStringLiteral("# T: ") + escapeMarkdown(text, Place::Heading) +
                                        QStringLiteral(" (K)\n\nafter\n"));
    if (parsed.headings.size() != 1 || parsed.paragraphs != QStringList{QStringLiteral("after")})
        return QStringLiteral("structure: ") + parsed.structure.join(u',');
    const QString wanted = QString(QStringLiteral("T: ") + literal(text) + QStringLiteral(" (K)")).simplified();
    return parsed.headings[0].simplified() == wanted ? QString()
                                                     : QString(QStringLiteral("reads: ") + parsed.headings[0]);
}

QString troubleInParagraph(const QString& text) {
    const Parsed parsed = parseMarkdown(escapeMarkdown(text, Place::Paragraph) + QStringLiteral("\n\n## after\n"));
    for (const QString& part : parsed.structure)
        if (part != u"p" && part != u"h2" && !part.startsWith(u"link:http") && !part.startsWith(u"link:mailto:"))
            return QStringLiteral("unexpected ") + part + QStringLiteral(" in ") + parsed.structure.join(u',');
    if (parsed.headings != QStringList{QStringLiteral("after")})
        return QStringLiteral("heading after it is gone");
    return parsed.paragraphs.join(u' ').simplified() == literal(text)
               ? QString()
               : QString(QStringLiteral("reads: ") + parsed.paragraphs.join(QStringLiteral(" / ")));
}

} // namespace

class tst_Escape : public QObject {
    Q_OBJECT
private slots:
    void hostileText_comesBackLiterally_data() {
        QTest::addColumn<QString>("text");
        for (const QString& text : hostileTexts())
            QTest::addRow("%s", qPrintable(text.simplified().left(40))) << text;
    }
    void hostileText_comesBackLiterally() {
        QFETCH(QString, text);
        QCOMPARE(troubleInCell(text), QString());
        QCOMPARE(troubleInHeading(text), QString());
        QCOMPARE(troubleInParagraph(text), QString());
    }
    void randomMixtures_comeBackLiterally() {
        QRandomGenerator random(20261120);
        for (int i = 0; i < 20'000; ++i) {
            const QString text = hostileMixture(random);
            const QString trouble = troubleInCell(text) + troubleInHeading(text) + troubleInParagraph(text);
            QVERIFY2(trouble.isEmpty(),
                     qPrintable(
                         QStringLiteral("text %1: %2\ncell %3").arg(text, trouble, escapeMarkdown(text, Place::Cell))));
        }
    }
    void plainText_staysReadable() {
        for (const QString& text : {QStringLiteral("Checkout went DOWN: HTTP 503 at 14:31 (p99 < 500 ms)"),
                                    QStringLiteral("@ic raised to SEV1: payments fail"),
                                    QStringLiteral("pool_size = 80, R&D, 8–15 % of requests"),
                                    QStringLiteral("db-1.internal:5432 – 3/3 done!")})
            QCOMPARE(escapeMarkdown(text, Place::Cell), text);
    }
    void address_becomesALinkToItself() {
        QCOMPARE(escapeMarkdown(QStringLiteral("see https://s.example/a_b?x=1."), Place::Cell),
                 QStringLiteral("see <https://s.example/a_b?x=1>."));
    }
    void invisibleText_isShownOrDropped() {
        QCOMPARE(report::visibleText(QStringLiteral("a\u202Eb\u200Bc\u001bd")), QStringLiteral("a⟨U+202E⟩bc␛d"));
        QCOMPARE(report::visibleText(QStringLiteral("نامه\u200Cای")), QStringLiteral("نامه\u200Cای"));
    }
    void fence_isLongerThanAnyInside() {
        QCOMPARE(report::fencedBlock(QStringLiteral("a ```` b"), QStringLiteral("promql")),
                 QStringLiteral("`````promql\na ```` b\n`````"));
    }
    void fileStem_hasOnlySafeCharacters_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("stem");
        QTest::newRow("title") << QStringLiteral("Error rate (5xx)") << QStringLiteral("error-rate-5xx");
        QTest::newRow("path") << QStringLiteral("../../etc/passwd") << QStringLiteral("etc-passwd");
        QTest::newRow("nothing") << QStringLiteral("日本") << QStringLiteral("graph");
        QTest::newRow("long") << QString(300, u'x') << QString(60, u'x');
    }
    void fileStem_hasOnlySafeCharacters() {
        QFETCH(QString, text);
        QTEST(report::fileStem(text), "stem");
    }
};

QTEST_GUILESS_MAIN(tst_Escape)
#include "tst_escape.moc"
