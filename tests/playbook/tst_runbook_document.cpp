// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/document.h"
#include "playbook/importer/source_text.h"
#include <QTest>

using importer::Block;

class TestRunbookDocument : public QObject {
    Q_OBJECT

    static importer::Document read(const QByteArray& markdown) {
        auto made = importer::readDocument(markdown);
        if (!made)
            qFatal("%s", qPrintable(made.error().text));
        return *made;
    }
    static QString refusal(const QByteArray& markdown) {
        const auto made = importer::readDocument(markdown);
        return made ? QStringLiteral("read") : made.error().text;
    }

private slots:
    void blocks_haveTheLinesOfTheSource() {
        const auto doc =
            read("# One\n\nTwo\nthree\n\n1. First\n   - inner\n\n2. Second\n   ```bash\n   ls\n\n   pwd\n   ```\n\n"
                 "| A | B |\n|---|---|\n| c | d |\n");
        QCOMPARE(doc.blocks.size(), size_t(4));
        QCOMPARE(doc.blocks[0].lines, (importer::Lines{1, 1}));
        QCOMPARE(doc.blocks[1].lines, (importer::Lines{3, 4}));
        QCOMPARE(doc.blocks[1].text.plain, QStringLiteral("Two\nthree"));
        const Block& list = doc.blocks[2];
        QVERIFY(list.ordered);
        QCOMPARE(list.lines, (importer::Lines{6, 14}));
        QCOMPARE(list.children[1].text.plain, QStringLiteral("Second"));
        const Block& fence = list.children[1].children[0];
        QCOMPARE(fence.language, QStringLiteral("bash"));
        QCOMPARE(fence.lines, (importer::Lines{10, 14}));
        QCOMPARE(fence.text.line, 11);
        QCOMPARE(fence.text.plain, QStringLiteral("ls\n\npwd"));
        QCOMPARE(doc.blocks[3].rows[1].line, 18);
        QCOMPARE(doc.blocks[3].rows[1].cells[1].plain, QStringLiteral("d"));
    }

    void lines_areThoseOfTheFile_withByteOrderMarkAndCarriageReturns() {
        const auto doc = read("\xef\xbb\xbf# T\r\n\r\n- [ ] a\r\n- [x] b\r\n");
        QCOMPARE(doc.blocks[1].children[1].lines.first, 4);
        QCOMPARE(doc.blocks[1].children[0].task, std::optional(false));
        QCOMPARE(doc.blocks[1].children[1].task, std::optional(true));
        QVERIFY(doc.source.startsWith(u"# T\n"));
    }

    void bytes_thatAreNoUtf8AreReadAndReported() {
        const auto old = read("# St\xf6rung\n");
        QCOMPARE(old.blocks[0].text.plain, QStringLiteral("Störung"));
        QCOMPARE(old.repairs.size(), 1);
        const auto broken = read("# St\xc3\xb6rung \xff\n");
        QCOMPARE(broken.blocks[0].text.plain, QStringLiteral("Störung \ufffd"));
        QCOMPARE(broken.repairs.size(), 1);
    }

    void mojibake_isMended_andHonestLettersAreNot() {
        QCOMPARE(importer::mendMojibake(QString::fromUtf8("Ã¼ber â€“ ðŸš¨")), QString::fromUtf8("über – 🚨"));
        const QString french = QString::fromUtf8("GRAVITÉ\u00a0: «\u00a0CAFÉ» São João ÂNCORA");
        QCOMPARE(importer::mendMojibake(french), french);
        QCOMPARE(read(QString::fromUtf8("## ðŸ“‹ Liste\n").toUtf8()).source, QString::fromUtf8("## ðŸ“‹ Liste\n"));
    }

    void frontMatter_isNoText() {
        const auto doc = read("---\ntitle: \"Night watch\"\nowner: '@sre'\n---\n# A\n");
        QCOMPARE(doc.frontMatter.at(QStringLiteral("title")), QStringLiteral("Night watch"));
        QCOMPARE(doc.blocks.size(), size_t(1));
        QCOMPARE(doc.blocks[0].lines.first, 5);
        QVERIFY(read("---\n\nText\n\n---\n").frontMatter.empty());
    }

    void fence_thatHoldsFencesEndsWhereItWasMeantTo() {
        const auto doc = read("```markdown\n## Inner\n```bash\nls\n```\n## Inner two\n```\n\n## Outer\n");
        QCOMPARE(doc.blocks.size(), size_t(2));
        QCOMPARE(doc.blocks[0].text.plain, QStringLiteral("## Inner\n```bash\nls\n```\n## Inner two"));
        QCOMPARE(doc.blocks[1].text.plain, QStringLiteral("Outer"));
        QCOMPARE(doc.blocks[1].lines.first, 9);
    }

    void fence_thatNobodyClosedEndsBeforeTheNextHeading() {
        const auto doc = read("## A\n```bash\nls\n\n## B\n\n```bash\npwd\n```\n\n## C\n");
        QCOMPARE(doc.blocks.size(), size_t(5));
        QCOMPARE(doc.blocks[1].text.plain, QStringLiteral("ls"));
        QCOMPARE(doc.blocks[2].text.plain, QStringLiteral("B"));
        QCOMPARE(doc.blocks[2].lines.first, 5);
        QCOMPARE(doc.blocks[3].lines, (importer::Lines{7, 9}));
        QCOMPARE(doc.repairs.size(), 1);
    }

    void html_isReadAsBlocks_andPlaceholdersStayWords() {
        const auto doc =
            read("<table>\n<tr><th>Level</th><th>Time</th></tr>\n\n<tr><td><b>P1</b></td><td>5&nbsp;min<br/>or"
                 " less</td></tr>\n</table>\n\nRun kubectl logs <pod-name> now<br>twice\n");
        QCOMPARE(doc.blocks.size(), size_t(2));
        QCOMPARE(doc.blocks[0].rows.size(), size_t(2));
        QCOMPARE(doc.blocks[0].rows[1].line, 4);
        QCOMPARE(doc.blocks[0].rows[1].cells[1].plain, QStringLiteral("5 min\u2028or less"));
        QCOMPARE(doc.blocks[1].text.plain, QStringLiteral("Run kubectl logs <pod-name> now\u2028twice"));
    }

    void hostileText_isRefusedOrRead() {
        QVERIFY(refusal(QByteArray(9 << 20, 'x')).contains(u"bytes"));
        QVERIFY(refusal("\n \n").contains(u"empty"));
        QVERIFY(refusal(QByteArray("ab\0c", 4)).contains(u"NUL"));
        QCOMPARE(refusal(QByteArray("- ").repeated(100'000) + "x"),
                 QStringLiteral("Lists and quotes are nested deeper than 48 levels near line 1."));
        const auto wide = [](int columns) -> QByteArray {
            return "|" + QByteArray("a|").repeated(columns) + "\n|" + QByteArray("-|").repeated(columns) + "\n";
        };
        QCOMPARE(refusal(wide(100)), QStringLiteral("A table after line 1 has 100 columns; 64 are read at most."));
        QVERIFY(refusal(wide(2000)).contains(u"2000 columns"));
        QVERIFY(refusal("|a|b|\n|-|-|\n" + QByteArray("|a|b|\n").repeated(20'000)).contains(u"cells"));
        QCOMPARE(read(QByteArray(1 << 20, '[')).blocks.size(), size_t(1));
        QVERIFY(!read(QByteArray("```a\n").repeated(100'000)).blocks.empty());
    }

    void reading_stopsWhenCancelled() {
        const std::atomic<bool> cancelled = true;
        const auto made = importer::readDocument("text\n", &cancelled);
        QVERIFY(!made);
        QCOMPARE(made.error().text, QStringLiteral("Reading was cancelled."));
    }
};

QTEST_GUILESS_MAIN(TestRunbookDocument)
#include "tst_runbook_document.moc"
