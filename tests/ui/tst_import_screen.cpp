// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sample_draft.h"
#include "ui/ask_dialog.h"
#include "ui/code_view.h"
#include "ui/findings_panel.h"
#include "ui/import_screen.h"
#include "ui/look/style.h"
#include "ui/review_delegate.h"
#include "ui/virtual_list.h"
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtTest>

using namespace ui;

class TestImportScreen : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<ImportScreen> m_screen;

    static std::vector<playbook::Finding> findings() {
        return {{QStringLiteral("shell-mangles-query"), 14, 1, QStringLiteral("A shell mangles this query"), {}}};
    }
    void review() { m_screen->showReview({tests::sampleDraft(), findings(), domain::Millis(9)}); }
    QString chosen() const {
        const importer::Found* found = m_screen->model()->foundAt(m_screen->list()->currentIndex());
        return found ? found->id : QString();
    }
    void choose(const QString& id) {
        for (int i = 0; i < m_screen->model()->rowCount(); ++i) {
            const importer::Found* found = m_screen->model()->foundAt(m_screen->model()->index(i));
            if (found && found->id == id) {
                m_screen->list()->setCurrentIndex(m_screen->model()->index(i));
                break; // its steps follow
            }
        }
        QCOMPARE(chosen(), id);
    }

private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void init() {
        m_screen = std::make_unique<ImportScreen>();
        m_screen->resize(1280, 720);
        m_screen->show();
        m_screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_screen.get()));
    }
    void cleanup() { m_screen.reset(); }

    void empty_asksForAFile() {
        QSignalSpy wanted(m_screen.get(), &ImportScreen::chooseFileRequested);
        QVERIFY(!m_screen->useButton()->isVisible());
        for (auto* button : m_screen->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Choose a runbook"))
                button->click();
        }
        QCOMPARE(wanted.count(), 1);
    }
    void refusal_hasItsPage() {
        m_screen->showRefusal(QStringLiteral("huge.md"), QStringLiteral("It is 50 MB; files over 8 MB are not read."));
        QVERIFY(m_screen->noticeText().contains(QStringLiteral("huge.md")));
        QVERIFY(m_screen->noticeText().contains(QStringLiteral("50 MB")));
        QVERIFY(!m_screen->useButton()->isVisible() && !m_screen->list()->isVisible());
        review(); // and a good one afterwards
        QVERIFY(m_screen->list()->isVisible() && m_screen->useButton()->isVisible());
    }
    void thing_leadsToItsLines() {
        review();
        choose(QStringLiteral("check-1"));
        QCOMPARE(m_screen->source()->currentLine(), 9);
        choose(QStringLiteral("panel-1"));
        QCOMPARE(m_screen->source()->currentLine(), 14);
        QCOMPARE(m_screen->findings()->list()->currentIndex().row(), 0); // it has a finding, which is shown too
    }
    void line_leadsToItsThing() {
        review();
        QTextCursor cursor(m_screen->source()->document()->findBlockByNumber(25));
        m_screen->source()->setTextCursor(cursor);
        QCOMPARE(chosen(), QStringLiteral("message-1"));
        QCOMPARE(m_screen->source()->currentLine(), 26); // the text stays where it was clicked
    }
    void finding_leadsToLineAndThing() {
        review();
        m_screen->findings()->list()->setFocus();
        QTest::keyClick(m_screen->findings()->list(), Qt::Key_Down);
        QCOMPARE(m_screen->source()->currentLine(), 14);
        QCOMPARE(chosen(), QStringLiteral("panel-1"));
    }
    void recognisedLines_areMarked() {
        review();
        const auto& marks = m_screen->source()->marks();
        QCOMPARE(int(marks.at(5)), int(CodeView::Mark::Taken));
        QCOMPARE(int(marks.at(14)), int(CodeView::Mark::Warning)); // the finding is the louder
        QVERIFY(!marks.contains(1));
        QVERIFY(!marks.contains(30)); // kept as text
    }
    void keys_acceptDropAndEdit() {
        review();
        m_screen->list()->setFocus();
        choose(QStringLiteral("severity-2"));
        QTest::keyClick(m_screen->list(), Qt::Key_Space);
        QVERIFY(!m_screen->draft().found[1].accepted);
        QVERIFY(m_screen->isChanged());
        QTest::keyClick(m_screen->list(), Qt::Key_Space);
        QVERIFY(m_screen->draft().found[1].accepted);
        QTest::keyClick(m_screen->list(), Qt::Key_Return);
        auto* dialog = m_screen->findChild<AskDialog*>();
        QVERIFY(dialog);
        auto* name = qobject_cast<QLineEdit*>(dialog->field(0));
        name->setText(QStringLiteral("Serious"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(std::get<playbook::Severity>(m_screen->draft().found[1].value).name, QStringLiteral("Serious"));
    }
    void step_isDroppedAndEditedWithKeys() {
        review();
        m_screen->list()->setFocus();
        choose(QStringLiteral("scenario-1"));
        QTest::keyClick(m_screen->list(), Qt::Key_Down);
        QVERIFY(m_screen->model()->stepAt(m_screen->list()->currentIndex()));
        QTest::keyClick(m_screen->list(), Qt::Key_Space);
        const auto scenario = [this] { return std::get<playbook::Scenario>(m_screen->draft().found[2].value); };
        QVERIFY(scenario().diagnosis.empty());
        QTest::keyClick(m_screen->list(), Qt::Key_Down);
        QTest::keyClick(m_screen->list(), Qt::Key_E);
        auto* dialog = m_screen->findChild<AskDialog*>();
        QVERIFY(dialog);
        auto* text = qobject_cast<QLineEdit*>(dialog->field(0));
        text->setText(QStringLiteral("Restart it"));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(scenario().resolution.front().text, QStringLiteral("Restart it"));
    }
    void notes_standAboveTheList() {
        review();
        QVERIFY(m_screen->notesText().isEmpty());
        importer::Draft draft = tests::sampleDraft();
        draft.notes = {QStringLiteral("Two characters were no UTF-8 and are read as Latin-1.")};
        m_screen->showReview({draft, {}, domain::Millis(1)});
        QCOMPARE(m_screen->notesText(), draft.notes.front());
    }
    void tab_leadsFromTheListToTheButtons() {
        review();
        m_screen->list()->setFocus();
        QStringList reached;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (const auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget()))
                reached << button->text();
            if (QApplication::focusWidget() == m_screen->list())
                break;
        }
        for (const char* wanted : {"Playbooks", "Save as…", "Use this playbook"})
            QVERIFY2(reached.contains(QString::fromUtf8(wanted)), qPrintable(reached.join(u' ')));
        QCOMPARE(QApplication::focusWidget(), m_screen->list()); // and round again
    }
    void wrongEdit_saysWhyAndChangesNothing() {
        review();
        choose(QStringLiteral("severity-2"));
        m_screen->editChosen();
        auto* dialog = m_screen->findChild<AskDialog*>();
        auto* within = qobject_cast<QLineEdit*>(dialog->field(2));
        QVERIFY(within);
        within->setText(QStringLiteral("whenever"));
        QTest::keyClick(within, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QVERIFY2(dialog->trouble().contains(QStringLiteral("Respond")), qPrintable(dialog->trouble()));
        QVERIFY(!m_screen->isChanged());
    }
    void click_onTheBoxTogglesAndElsewhereChooses() {
        review();
        const QModelIndex index = m_screen->model()->index(2);
        const QRect rect = m_screen->list()->visualRect(index);
        QPoint box;
        for (int x = 0; x < rect.width() && box.isNull(); ++x) {
            const QPoint at(x, rect.top() + 14);
            if (ReviewDelegate::isBox(rect, index, at))
                box = at + QPoint(8, 0);
        }
        QVERIFY(!box.isNull());
        QTest::mouseClick(m_screen->list()->viewport(), Qt::LeftButton, {}, box);
        QVERIFY(!m_screen->draft().found[1].accepted);
        QTest::mouseClick(m_screen->list()->viewport(), Qt::LeftButton, {}, rect.center());
        QVERIFY(!m_screen->draft().found[1].accepted);
        QCOMPARE(chosen(), QStringLiteral("severity-2"));
    }
    void smallestWindow_keepsEverythingInReach() {
        review();
        m_screen->resize(912, 560);
        QVERIFY(m_screen->minimumSizeHint().width() <= 912);
        QVERIFY(m_screen->rect().contains(
            QRect(m_screen->useButton()->mapTo(m_screen.get(), QPoint()), m_screen->useButton()->size())));
    }
    void manyThings_areMeasuredOnlyWhereTheyAreSeen() {
        importer::Draft draft = tests::sampleDraft();
        const importer::Found one = draft.found[3];
        for (int i = 0; i < 5000; ++i) {
            draft.found.push_back(one);
            draft.found.back().id = QStringLiteral("check-%1").arg(i + 2);
        }
        m_screen->showReview({draft, {}, domain::Millis(1)});
        QCOMPARE(m_screen->model()->rowCount(), 5015);
        QVERIFY(m_screen->list()->measuredRows() < 200);
    }
    void longLine_isCutOnTheScreenOnly() {
        importer::Draft draft = tests::sampleDraft();
        draft.source = QString(1'000'000, u'x') + QStringLiteral("\nsecond\n");
        m_screen->showReview({draft, {}, domain::Millis(1)});
        QVERIFY(m_screen->source()->toPlainText().size() < 2 * CodeView::longestLine);
        QCOMPARE(m_screen->draft().source.size(), 1'000'008);
    }
};

QTEST_MAIN(TestImportScreen)
#include "tst_import_screen.moc"
