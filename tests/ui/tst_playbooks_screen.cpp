// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask_dialog.h"
#include "ui/code_view.h"
#include "ui/findings_panel.h"
#include "ui/look/style.h"
#include "ui/playbooks_screen.h"
#include "ui/virtual_list.h"
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

using namespace ui;

namespace {

/// The least a playbook needs besides its name.
const QString rest = QStringLiteral("severities: [{id: S1, name: Bad, rank: 1, respond_within: 15m}]\n");

} // namespace

class TestPlaybooksScreen : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PlaybooksScreen> m_screen;

    static playbook::Shelved entry(const QString& id, bool own, const QByteArray& yaml) {
        playbook::Shelved made;
        made.id = id;
        made.own = own;
        made.path = own ? QStringLiteral("/home/ic/%1.yaml").arg(id) : QStringLiteral(":/playbooks/%1.yaml").arg(id);
        made.yaml = yaml;
        made.playbook.name = id.toUpper();
        return made;
    }
    static std::shared_ptr<const playbook::Shelf> shelf() {
        playbook::Shelved gone = entry(QStringLiteral("gone"), true, {});
        gone.trouble = QStringLiteral("The playbook cannot be read: no.");
        return std::make_shared<playbook::Shelf>(
            playbook::Shelf{entry(QStringLiteral("ours"), true, "name: Ours\nowner: us\n"), gone,
                            entry(QStringLiteral("default"), false, "name: Default\n")});
    }
    QPushButton* button(const QString& text) const {
        for (auto* one : m_screen->findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    void type(const QString& yaml) const {
        m_screen->text()->selectAll();
        m_screen->text()->insertPlainText(yaml);
    }

private slots:
    void initTestCase() { applyLook(*qApp, Theme::Dark); }
    void init() {
        m_screen = std::make_unique<PlaybooksScreen>();
        m_screen->resize(1280, 720);
        m_screen->show();
        m_screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_screen.get()));
        m_screen->setShelf(shelf());
    }
    void cleanup() { m_screen.reset(); }

    void first_isShown() {
        QCOMPARE(m_screen->chosen(), QStringLiteral("ours"));
        QVERIFY(m_screen->text()->toPlainText().startsWith(QStringLiteral("name: Ours")));
        QVERIFY(m_screen->text()->isReadOnly());
        QVERIFY(button(QStringLiteral("Declare with it"))->isVisible());
        QVERIFY(m_screen->findings()->isHidden());
    }
    void arrowKeys_walkTheList() {
        m_screen->list()->setFocus();
        QTest::keyClick(m_screen->list(), Qt::Key_End);
        QCOMPARE(m_screen->chosen(), QStringLiteral("default"));
        QCOMPARE(m_screen->text()->toPlainText(), QStringLiteral("name: Default\n"));
    }
    void unreadableOne_hasItsOwnPage() {
        m_screen->choose(QStringLiteral("gone"));
        QVERIFY(!m_screen->text()->isVisible());
        QVERIFY(!button(QStringLiteral("Edit"))->isVisible());
        QVERIFY(!button(QStringLiteral("Declare with it"))->isVisible());
    }
    void mistake_showsAtItsLineWhileItIsTyped() {
        m_screen->edit();
        type(QStringLiteral("name: Ours\nchekcs: []\n") + rest);
        QTRY_COMPARE_WITH_TIMEOUT(m_screen->findings()->model()->rowCount(), 1, 10'000);
        QVERIFY(m_screen->findings()->isVisible());
        QVERIFY(m_screen->text()->marks() == (std::map<int, CodeView::Mark>{{2, CodeView::Mark::Error}}));
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled());
        type(QStringLiteral("name: Ours again\n") + rest);
        QTRY_COMPARE_WITH_TIMEOUT(m_screen->findings()->model()->rowCount(), 0, 10'000);
        QTRY_VERIFY(button(QStringLiteral("Save"))->isEnabled());
    }
    void finding_leadsToItsLine() {
        m_screen->edit();
        type(QStringLiteral("name: Ours\n") + rest + QString(199, u'\n') + QStringLiteral("nonsense: 1\n"));
        QTRY_COMPARE_WITH_TIMEOUT(m_screen->findings()->model()->rowCount(), 1, 10'000);
        m_screen->text()->showLine(1);
        m_screen->findings()->list()->setFocus();
        QTest::keyClick(m_screen->findings()->list(), Qt::Key_Down);
        QCOMPARE(m_screen->text()->currentLine(), 202);
    }
    void ownOne_isSavedUnderItsName() {
        QSignalSpy saved(m_screen.get(), &PlaybooksScreen::saveRequested);
        m_screen->edit();
        type(QStringLiteral("name: Better\n") + rest);
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Save"))->isEnabled(), 10'000);
        QTest::keyClick(m_screen->text(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(saved.count(), 1);
        QCOMPARE(saved[0][0].toString(), QStringLiteral("ours"));
        QCOMPARE(saved[0][1].toByteArray(), QByteArray("name: Better\n" + rest.toUtf8()));
        QVERIFY(saved[0][2].toBool());
        m_screen->showSaved(QStringLiteral("ours"));
        QVERIFY(!m_screen->isEditing());
    }
    void failedSave_keepsWhatWasTyped() {
        m_screen->edit();
        type(QStringLiteral("name: Better\n") + rest);
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Save"))->isEnabled(), 10'000);
        button(QStringLiteral("Save"))->click();
        m_screen->showSaveFailure(QStringLiteral("The disk is full."));
        QVERIFY(m_screen->isEditing() && m_screen->hasChanges());
        QVERIFY(button(QStringLiteral("Save"))->isEnabled());
    }
    void shippedOne_isSavedAsACopyWithAName() {
        QSignalSpy saved(m_screen.get(), &PlaybooksScreen::saveRequested);
        m_screen->choose(QStringLiteral("default"));
        m_screen->edit();
        type(QStringLiteral("name: Mine\n") + rest);
        QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Save"))->isEnabled(), 10'000);
        button(QStringLiteral("Save"))->click();
        auto* dialog = m_screen->findChild<AskDialog*>();
        QVERIFY(dialog);
        auto* name = qobject_cast<QLineEdit*>(dialog->field(0));
        QCOMPARE(name->text(), QStringLiteral("default"));
        name->setText(QStringLiteral("Not A Name"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(saved.count(), 0);
        name->setText(QStringLiteral("ours")); // taken
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(saved.count(), 0);
        name->setText(QStringLiteral("mine"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(saved.count(), 1);
        QCOMPARE(saved[0][0].toString(), QStringLiteral("mine"));
        QVERIFY(!saved[0][2].toBool());
    }
    void newShelf_leavesTheEditorAlone() {
        m_screen->edit();
        type(QStringLiteral("name: Half\n"));
        m_screen->setShelf(std::make_shared<playbook::Shelf>());
        QCOMPARE(m_screen->text()->toPlainText(), QStringLiteral("name: Half\n"));
        QVERIFY(m_screen->text()->isVisible());
    }
    void whatWouldHurtTonight_standsBesideWithoutKeepingItFromBeingSaved() {
        m_screen->edit();
        type(QStringLiteral("name: Ours\n") + rest +
             QStringLiteral("scenarios:\n  - id: s\n    title: S\n    resolution:\n"
                            "      - {id: s-1, text: Look, run: \"kubectl get secret db -o yaml\"}\n"));
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->findings()->model()->rowCount() > 0, 10'000);
        const auto marks = m_screen->text()->marks();
        QVERIFY(!marks.empty());
        QCOMPARE(int(marks.rbegin()->second), int(CodeView::Mark::Warning));
        QTRY_VERIFY(button(QStringLiteral("Save"))->isEnabled());
        m_screen->text()->showLine(1);
        m_screen->findings()->list()->setFocus();
        QTest::keyClick(m_screen->findings()->list(), Qt::Key_End);
        QCOMPARE(m_screen->text()->currentLine(), marks.rbegin()->first);
    }
    void brokenOne_isKeptAsADraft() {
        QSignalSpy kept(m_screen.get(), &PlaybooksScreen::draftChanged),
            dropped(m_screen.get(), &PlaybooksScreen::draftDropped);
        m_screen->edit();
        const QString half = QStringLiteral("name: Half\nchekcs: []\n");
        type(half);
        QTRY_COMPARE_WITH_TIMEOUT(kept.count(), 1, 10'000); // without being asked
        QCOMPARE(kept[0][0].toString(), QStringLiteral("ours"));
        QCOMPARE(kept[0][1].toByteArray(), half.toUtf8());
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled());
        button(QStringLiteral("Keep as draft"))->click();
        QVERIFY(!m_screen->isEditing());
        QVERIFY(m_screen->text()->toPlainText().startsWith(QStringLiteral("name: Ours"))); // what is in use
        m_screen->choose(QStringLiteral("default"));
        m_screen->choose(QStringLiteral("ours"));
        button(QStringLiteral("Go on editing"))->click();
        QCOMPARE(m_screen->text()->toPlainText(), half);
        QVERIFY(m_screen->hasChanges());
        button(QStringLiteral("Discard"))->click();
        auto* dialog = m_screen->findChild<AskDialog*>();
        QVERIFY(dialog);
        emit dialog->answered({});
        QCOMPARE(dropped.count(), 1);
        QVERIFY(button(QStringLiteral("Edit")));
    }
    void draftOfAnEarlierTime_isGoneOnWith() {
        m_screen->setDrafts({{QStringLiteral("ours"), QStringLiteral("name: Left behind\n")}});
        button(QStringLiteral("Go on editing"))->click();
        QCOMPARE(m_screen->text()->toPlainText(), QStringLiteral("name: Left behind\n"));
    }
    void discard_asksOnlyWhenSomethingWasTyped() {
        m_screen->edit();
        button(QStringLiteral("Discard"))->click();
        QVERIFY(!m_screen->isEditing());
        m_screen->edit();
        type(QStringLiteral("name: X\n"));
        button(QStringLiteral("Discard"))->click();
        QVERIFY(m_screen->isEditing());
        QVERIFY(m_screen->findChild<AskDialog*>());
    }
    void runbook_isShownBesideOnDemand() {
        auto withRunbook = entry(QStringLiteral("ours"), true, "name: Ours\n");
        withRunbook.runbook = QStringLiteral("/home/ic/ours.source.md");
        m_screen->setShelf(std::make_shared<playbook::Shelf>(playbook::Shelf{withRunbook}));
        QSignalSpy wanted(m_screen.get(), &PlaybooksScreen::runbookWanted);
        QVERIFY(button(QStringLiteral("Runbook"))->isVisible());
        button(QStringLiteral("Runbook"))->click();
        QCOMPARE(wanted.count(), 1);
        m_screen->showRunbook(QStringLiteral("ours"), QStringLiteral("# Ours\n"));
        QVERIFY(!m_screen->text()->isVisible());
    }
};

QTEST_MAIN(TestPlaybooksScreen)
#include "tst_playbooks_screen.moc"
