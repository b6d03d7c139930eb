// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "report/preview.h"
#include "sample_incident.h"
#include <QtTest>

using namespace report;
using sample::at;

namespace {

/// Tags and attributes a preview may hold; everything else is a hole.
QString forbidden(const QString& html) {
    static const QRegularExpression tag(QStringLiteral("<([^>]*)>"));
    static const QRegularExpression allowed(QStringLiteral(
        "^(/?(h[1-6]|p|ul|li|blockquote|pre|code|table|tr|td|th|b|i|s|a|ol)|hr|br|ol start=\"\\d+\"|th align=\"left\"|"
        "table border=\"1\" cellspacing=\"0\" cellpadding=\"5\" width=\"99%\"|a href=\"(https?|mailto):[^\"]*\"|"
        "a name=\"section-\\d+\"|img src=\"[A-Za-z0-9/.-]+\" alt=\"[^\"]*\")$"));
    auto all = tag.globalMatch(html);
    while (all.hasNext()) {
        const QString found = all.next().captured(1);
        if (!allowed.match(found).hasMatch())
            return found.left(80);
    }
    return {};
}

Preview shown(const QString& markdown) {
    return renderPreview(markdown, {QStringLiteral("K-assets/a.png")});
}

} // namespace

class tst_Preview : public QObject {
    Q_OBJECT
private slots:
    void markdown_becomesHtml_data() {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("html");
        const auto row = [](const char* name, const char16_t* markdown, const char16_t* html) {
            QTest::newRow(name) << QString::fromUtf16(markdown) << QString::fromUtf16(html);
        };
        row("bold", u"a **b** `c`", u"<p>a <b>b</b> <code>c</code></p>");
        row("raw html is text", u"<b>x</b><script>y</script>",
            u"<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;y&lt;/script&gt;</p>");
        row("http link", u"[a](https://e.x/?a=1&amp;b=2)", u"<p><a href=\"https://e.x/?a=1&amp;b=2\">a</a></p>");
        row("script link", u"[a](javascript:alert)", u"<p>a</p>");
        row("script link in entities", u"[a](javascript&#58;alert)", u"<p>a</p>");
        row("file link", u"[a](file:///etc/passwd)", u"<p>a</p>");
        row("relative link", u"[a](other.md)", u"<p>a</p>");
        row("known picture", u"![A](K-assets/a.png)", u"<p><img src=\"K-assets/a.png\" alt=\"A\"></p>");
        row("file picture", u"![A](file:///etc/passwd)", u"<p>[picture: A]</p>");
        row("data picture", u"![A *b*](data:image/png;base64,AAAA)", u"<p>[picture: A b]</p>");
        row("direction control", u"a&#x202E;b", u"<p>a⟨U+202E⟩b</p>");
        row("task", u"- [x] done", u"<ul><li>☑ done</li></ul>");
    }
    void markdown_becomesHtml() {
        QFETCH(QString, markdown);
        QTEST(shown(markdown).html.remove(u'\n'), "html");
    }
    void hostileText_opensNoOtherTag() {
        for (const QString& text : hostileTexts()) {
            const QString html = shown(text).html;
            QVERIFY2(forbidden(html).isEmpty(), qPrintable(text + QStringLiteral(" -> ") + html));
        }
        QRandomGenerator random(7);
        for (int i = 0; i < 5'000; ++i) {
            const QString text = hostileMixture(random);
            const QString html = shown(text).html;
            QVERIFY2(forbidden(html).isEmpty(), qPrintable(text + QStringLiteral(" -> ") + html));
        }
    }
    void hugeInput_staysSmall_data() {
        QTest::addColumn<QString>("markdown");
        const qsizetype mega = 1'000'000;
        QTest::newRow("brackets") << QString(mega, u'[');
        QTest::newRow("quotes") << QString(mega, u'>');
        QTest::newRow("stars") << QStringLiteral("*a").repeated(mega / 2);
        QTest::newRow("links") << QStringLiteral("[a](").repeated(mega / 4);
        QTest::newRow("ampersands") << QString(mega, u'&');
        QTest::newRow("one line") << QString(mega, u'x');
        QTest::newRow("empty pictures") << QStringLiteral("![](").repeated(mega / 4);
        QTest::newRow("wide table") << QStringLiteral("|").repeated(2001) + u'\n' +
                                           QStringLiteral("|---").repeated(2000) + QStringLiteral("|\n") +
                                           QStringLiteral("|\n").repeated(2000);
        QTest::newRow("long table") << QStringLiteral("|a|b|\n|---|---|\n") +
                                           QStringLiteral("|1|2|\n").repeated(100'000);
        QString list;
        for (int i = 0; i < 1500; ++i)
            list += QString(2 * i, u' ') + QStringLiteral("- x\n");
        QTest::newRow("deep list") << list;
    }
    void hugeInput_staysSmall() {
        QFETCH(QString, markdown);
        PreviewLimits limits;
        limits.inputBytes = 2'000'000;
        const Preview preview = renderPreview(markdown, {}, limits);
        QVERIFY(preview.html.size() <= 2 * limits.outputBytes);
        QVERIFY2(preview.html.count(QStringLiteral("<td>")) <= limits.cells, "cells");
        QVERIFY(preview.html.count(QStringLiteral("<ul>")) <= limits.depth);
        QCOMPARE(forbidden(preview.html), QString());
        QCOMPARE(preview.html.count(QStringLiteral("<table")), preview.html.count(QStringLiteral("</table>")));
    }
    void cutInput_isSaid() {
        const Preview preview = renderPreview(QStringLiteral("line\n").repeated(100'000), {});
        QVERIFY(!preview.notice.isEmpty());
        QVERIFY(preview.html.size() < 300 * 1024);
    }
    void wideTable_isCutAndSaid() {
        const Preview preview = renderPreview(QStringLiteral("|a").repeated(100) + u'\n' +
                                                  QStringLiteral("|---").repeated(100) + QStringLiteral("|\n||\n"),
                                              {});
        QCOMPARE(preview.html.count(QStringLiteral("<th ")), 64);
        QVERIFY(preview.notice.contains(QStringLiteral("64")));
    }
    void cancelled_givesNothing() {
        const std::atomic<bool> cancelled = true;
        QCOMPARE(renderPreview(QStringLiteral("a"), {}, {}, &cancelled), Preview());
    }
    void document_hasAnchorsAndItsPictures() {
        const Document document =
            makeDocument(sample::outage(), sample::playbookValue(), QStringLiteral("INC-0042"), at(16, 0));
        const Preview preview = renderPreview(document, 100);
        for (size_t i = 0; i < document.sections.size(); ++i)
            QVERIFY(preview.html.contains(QStringLiteral("<a name=\"section-%1\"></a><h2>").arg(i)));
        QVERIFY(preview.html.contains(QStringLiteral("<img src=\"INC-0042-assets/error-rate.png\"")));
        QCOMPARE(forbidden(preview.html), QString());
    }
    void longTimeline_isCutInThePreviewOnly() {
        sample::Log log;
        log.add(at(0, 0), QStringLiteral("@ic"),
                domain::Declared{QStringLiteral("T"), QStringLiteral("SEV1"), {}, {}, false, {}});
        for (int i = 1; i <= 500; ++i)
            log.add(at(0, i % 1000), QStringLiteral("@ic"),
                    domain::EntryNoted{domain::EntryKind::Note, QStringLiteral("n"), false});
        const Document document = makeDocument(log.fold(), sample::playbookValue(), QStringLiteral("K"), at(16, 0));
        const QString html = renderPreview(document, 100).html;
        QVERIFY(html.contains(QStringLiteral("and 401 more rows")));
    }
};

QTEST_GUILESS_MAIN(tst_Preview)
#include "tst_preview.moc"
