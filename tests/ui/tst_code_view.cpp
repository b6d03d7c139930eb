// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code_view.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using ui::CodeView;

class TestCodeView : public QObject {
    Q_OBJECT
private:
    static QString manyLines(int count) {
        QString text;
        for (int i = 0; i < count; ++i)
            text += QStringLiteral("## Heading %1\n```\nkey: value\n```\n").arg(i);
        return text;
    }

private slots:
    void initTestCase() { ui::applyLook(*qApp, ui::Theme::Dark); }
    /// The scroll bar moves while Qt takes the document apart; the colours' cursors once went in the middle of that.
    void selections_stayAsTheyAreWhileTheDocumentChanges() {
        CodeView view(CodeView::Language::Markdown);
        view.resize(400, 300);
        view.show();
        view.showText(manyLines(200));
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        QTRY_VERIFY(!view.extraSelections().isEmpty());
        QTRY_VERIFY(view.extraSelections().first().cursor.blockNumber() > 100);
        const auto before = view.extraSelections().size();
        QList<qsizetype> seen;
        connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this,
                [&] { seen << view.extraSelections().size(); });
        view.setPlainText(QString());
        QVERIFY(!seen.isEmpty()); // the bar moved within that call
        for (const qsizetype count : seen)
            QCOMPARE(count, before);
        QTRY_VERIFY(view.extraSelections().isEmpty());
    }
    void text_isColouredWhenItIsShownScrolledAndTyped() {
        CodeView view(CodeView::Language::Yaml);
        view.resize(400, 300);
        view.show();
        view.showText(QStringLiteral("name: x\n"));
        QCOMPARE(view.extraSelections().size(), 1); // at once
        QTest::keyClicks(&view, "owner: y");
        QTest::keyClick(&view, Qt::Key_Return);
        QTRY_COMPARE(view.extraSelections().size(), 2);
    }
    void markedText_canBeRead_data() {
        QTest::addColumn<int>("theme");
        QTest::newRow("dark") << int(ui::Theme::Dark);
        QTest::newRow("light") << int(ui::Theme::Light);
    }
    void markedText_canBeRead() {
        QFETCH(const int, theme);
        ui::applyLook(*qApp, ui::Theme(theme));
        CodeView view(CodeView::Language::Yaml);
        view.resize(400, 300);
        view.show();
        view.showText(QStringLiteral("plain\nplain\nplain\n"));
        view.setMarks({{1, CodeView::Mark::Taken}, {2, CodeView::Mark::Warning}, {3, CodeView::Mark::Error}});
        QCOMPARE(view.extraSelections().size(), 3);
        for (const auto& selection : view.extraSelections()) {
            const QColor ground = selection.format.background().color(), ink = view.palette().color(QPalette::Text);
            QVERIFY2(ui::contrast(ink, ground) >= 4.5, qPrintable(ink.name() + u" on " + ground.name()));
        }
    }
};

QTEST_MAIN(TestCodeView)
#include "tst_code_view.moc"
