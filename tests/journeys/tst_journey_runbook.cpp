// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk.h"
#include "app/logging.h"
#include "app/session.h"
#include "domain/incident.h"
#include "net/test_servers.h"
#include "playbook/playbook_file.h"
#include "ui/ask_dialog.h"
#include "ui/code_view.h"
#include "ui/declare_dialog.h"
#include "ui/import_screen.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/plain_code.h"
#include "ui/playbooks_screen.h"
#include "ui/runbook_screen.h"
#include "ui/virtual_list.h"
#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;

namespace {

/// What a team might have in its wiki; PORT is the service's. In our own words.
const char* const runbook = R"(# Ticket shop: what to do when it breaks

## Severity levels

| Level | Meaning | Response time |
|-------|---------|---------------|
| SEV1 - Critical | Nobody can buy a ticket | 5 minutes |
| SEV2 - High | Buying is slow or fails for some | 15 minutes |
| SEV3 - Low | Something looks odd | Next business day |

## First 15 minutes

- [ ] Say in #shop-incidents that you are on it
- [ ] Look at the health page
- [ ] Name an incident commander

## Health checks

```bash
# The shop answers
curl http://127.0.0.1:PORT/health
# And so does the till
curl http://127.0.0.1:PORT/till/health
```

## The till does not answer

**Symptoms:** payments hang.

1. Look at its log: `journalctl -u till -n 100`
2. Restart it: `systemctl restart till`
)";

} // namespace

/// From a runbook in Markdown to a declared incident with live checks, as a person walks it, with every key and click
/// counted; and the same way with files that cannot be one.
class TestJourneyRunbook : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<app::Log> m_log;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<app::Desk> m_desk;
    std::unique_ptr<tests::HttpServer> m_server;
    std::atomic<int> m_asked{0};
    std::atomic<bool> m_tillWorks{true};
    int m_acts = 0; ///< keys, clicks and texts typed by the person

    ui::MainWindow* window() const { return m_desk->window(); }
    ui::ImportScreen* review() const { return qobject_cast<ui::ImportScreen*>(window()->screen("import")); }
    QString file(const QString& name, const QByteArray& bytes) const {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }
    QByteArray markdown() const { return QByteArray(runbook).replace("PORT", QByteArray::number(m_server->port())); }
    void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        ++m_acts;
        QTest::keyClick(widget, key, modifiers);
    }
    void click(QWidget* widget) {
        ++m_acts;
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    template <class Dialog>
    Dialog* dialog() const {
        for (Dialog* one : window()->findChildren<Dialog*>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    void type(QLineEdit* line, const QString& text) {
        ++m_acts;
        line->setText(text);
    }
    /// Ctrl+I, the path, Enter.
    void chooseFile(const QString& path) {
        press(window(), Qt::Key_I, Qt::ControlModifier);
        auto* chooser = dialog<QFileDialog>();
        QVERIFY(chooser);
        auto* line = chooser->findChild<QLineEdit*>("fileNameEdit");
        QVERIFY(line);
        type(line, path);
        press(line, Qt::Key_Return);
    }
    bool drop(const QString& path) const {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(window()->rect().center(), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(window(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(window()->rect().center(), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        return QApplication::sendEvent(window(), &event);
    }
    QByteArray bytesOf(const QString& path) const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        auto log = app::Log::start("error");
        QVERIFY(log);
        m_log = std::move(*log);
    }
    void init() {
        m_asked = m_acts = 0;
        m_tillWorks = true;
        m_server = std::make_unique<tests::HttpServer>([this](const tests::Asked& asked) {
            ++m_asked;
            tests::Answer answer;
            if (asked.path.find("till") != std::string::npos && !m_tillWorks)
                answer.status = 503;
            return answer;
        });
        m_folder = std::make_unique<QTemporaryDir>();
        const app::Places places = app::placesFor(m_folder->filePath("desk"));
        QVERIFY(app::makePlaces(places));
        m_session = std::make_unique<app::Session>(app::Globals{places.data, "@ic", {}, false}, places, m_log.get());
        auto lock = store::Lock::take(places.data);
        QVERIFY(lock);
        m_desk = std::make_unique<app::Desk>(*m_session, std::move(*lock), QString());
        QSignalSpy ready(m_desk.get(), &app::Desk::ready);
        window()->resize(1280, 720);
        window()->show();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QVERIFY(ready.count() > 0 || ready.wait(20'000));
    }
    void cleanup() {
        m_desk.reset();
        m_session.reset();
        m_server.reset();
    }

    void runbook_becomesADeclaredIncidentWithLiveChecks() {
        chooseFile(file("RUNBOOK.md", markdown()));
        QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
        QCOMPARE(window()->currentScreen(), QStringLiteral("import"));
        QCOMPARE(m_asked.load(), 0); // nothing is fetched by reading it
        click(review()->useButton());
        QTRY_VERIFY_WITH_TIMEOUT(dialog<ui::DeclareDialog>(), 30'000);
        auto* declare = dialog<ui::DeclareDialog>();
        QCOMPARE(declare->values().playbook, QStringLiteral("runbook"));
        QSignalSpy opened(m_desk.get(), &app::Desk::opened);
        type(declare->titleLine(), "Nobody can pay");
        press(declare->titleLine(), Qt::Key_Return);
        QVERIFY(opened.count() > 0 || opened.wait(30'000));
        QCOMPARE(window()->currentScreen(), QStringLiteral("war-room"));
        QCOMPARE(m_desk->room()->playbook().checks.size(), size_t(2));
        // Ctrl+I, path, Enter, Use, title, Enter: no more.
        QVERIFY2(m_acts <= 6, qPrintable(QString::number(m_acts)));
        qInfo("from RUNBOOK.md to a declared incident: %d keys, clicks and texts", m_acts);
        // The checks are live: the server is asked, and what it answers reaches the record.
        QTRY_VERIFY_WITH_TIMEOUT(m_asked.load() >= 2, 60'000);
        m_tillWorks = false;
        const auto isDown = [this] {
            const auto& flips = m_desk->room()->incident().flips;
            return std::any_of(flips.begin(), flips.end(),
                               [](const domain::CheckFlip& flip) { return flip.state == domain::CheckState::Down; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDown(), 90'000);
        // Beside its steps stands what the team wrote, at the place where it wrote it.
        QVERIFY(!m_desk->room()->incident().runbookDigest.isEmpty());
        window()->showScreen(QStringLiteral("runbook"));
        auto* steps = qobject_cast<ui::RunbookScreen*>(window()->screen("runbook"));
        const QString whole = QString::fromUtf8(markdown());
        QTRY_COMPARE_WITH_TIMEOUT(steps->runbook()->toPlainText().trimmed(), whole.trimmed(), 15'000);
        QVERIFY(steps->runbook()->isVisible());
        QVERIFY(!steps->source()->isVisible());
        if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
            window()->grab().save(folder + "/runbook-with-source.png");
        steps->runbookButton()->click();
        QVERIFY(steps->source()->isVisible());
        QVERIFY(!steps->runbook()->isVisible());
    }
    void wholeRunbook_isKeptBesideThePlaybook() {
        const QByteArray bytes = "\xEF\xBB\xBF" + markdown().replace("\n", "\r\n");
        QVERIFY(drop(file("Ticket Shop.md", bytes)));
        QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
        click(review()->useButton());
        QTRY_VERIFY_WITH_TIMEOUT(dialog<ui::DeclareDialog>(), 30'000);
        dialog<ui::DeclareDialog>()->reject();
        const QString folder = m_session->places().playbooks();
        QCOMPARE(bytesOf(folder + "/ticket-shop.source.md"), bytes);
        const QByteArray yaml = bytesOf(folder + "/ticket-shop.yaml");
        QVERIFY(playbook::readPlaybook(yaml, "ticket-shop").findings.empty());
        QVERIFY2(yaml.contains("runbook line"), "comments name the lines of the runbook");
        QCOMPARE(window()->currentScreen(), QStringLiteral("playbooks"));
        QCOMPARE(qobject_cast<ui::PlaybooksScreen*>(window()->screen("playbooks"))->chosen(),
                 QStringLiteral("ticket-shop"));
    }
    void droppedAndEditedThings_decideWhatThePlaybookHolds() {
        QVERIFY(drop(file("shop.md", markdown())));
        QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
        items::ReviewModel* model = review()->model();
        QModelIndex heading, check;
        for (int i = 0; i < model->rowCount(); ++i) {
            const QModelIndex row = model->index(i);
            const auto kind = importer::Kind(row.data(items::ReviewModel::KindRole).toInt());
            if (kind == importer::Kind::Check && !row.data(items::ReviewModel::HeadingRole).toBool())
                check = check.isValid() ? check : row;
            if (kind == importer::Kind::Scenario && row.data(items::ReviewModel::HeadingRole).toBool())
                heading = row;
        }
        QVERIFY(check.isValid() && heading.isValid());
        model->toggle(heading); // no scenarios
        importer::Found edited = *model->foundAt(check);
        std::get<playbook::Check>(edited.value).title = "Front door";
        model->replace(check, edited);
        click(review()->useButton());
        QTRY_VERIFY_WITH_TIMEOUT(dialog<ui::DeclareDialog>(), 30'000);
        const auto made = playbook::readPlaybook(bytesOf(m_session->places().playbooks() + "/shop.yaml"), "shop");
        QVERIFY(made.findings.empty());
        for (const playbook::Scenario& scenario : made.playbook.scenarios) // commands of no trouble may stand there
            QVERIFY2(scenario.title != u"The till does not answer", qPrintable(scenario.title));
        const auto named = [](const playbook::Check& one) { return one.title == u"Front door"; };
        QVERIFY(std::any_of(made.playbook.checks.begin(), made.playbook.checks.end(), named));
    }
    void keyboardAlone_isEnough() {
        chooseFile(file("RUNBOOK.md", markdown()));
        QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
        window()->activateWindow(); // without a window manager nobody gives it back after the file dialog
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QTRY_VERIFY(review()->list()->hasFocus());
        press(review()->list(), Qt::Key_Down);
        press(review()->list(), Qt::Key_Space);
        QVERIFY(review()->isChanged());
        for (int i = 0; i < 40 && QApplication::focusWidget() != review()->useButton(); ++i)
            press(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), review()->useButton());
        press(review()->useButton(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(dialog<ui::DeclareDialog>(), 30'000);
    }
    void oddFile_isRefusedOrReviewedAndNeverCrashes_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("refused");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("binary") << QByteArray("\x7F"
                                              "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0",
                                              20)
                                << true;
        QTest::newRow("50 MB") << QByteArray(50 << 20, 'a') << true;
        QTest::newRow("no headings") << QByteArray("Call somebody.\n\nThen wait.\n") << false;
    }
    void oddFile_isRefusedOrReviewedAndNeverCrashes() {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, refused);
        QVERIFY(drop(file("odd.md", bytes)));
        if (refused) {
            QTRY_VERIFY_WITH_TIMEOUT(review()->noticeText().contains("was not read"), 30'000);
            QVERIFY(review()->noticeText().contains("odd.md"));
            QVERIFY(!review()->useButton()->isVisible());
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
            QVERIFY(review()->source()->toPlainText().startsWith(QString::fromUtf8(bytes.left(10))));
        }
    }
    void bundle_isStillABundle() {
        QVERIFY(drop(file("INC-0001.bridgewatch", "no bundle at all")));
        QTRY_VERIFY_WITH_TIMEOUT(!window()->messages()->text().isEmpty(), 30'000);
        QVERIFY(!review()->hasReview());
        QVERIFY(window()->currentScreen() != u"import");
    }
    void secondRunbook_asksBeforeChoicesAreLost() {
        QVERIFY(drop(file("one.md", markdown())));
        QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
        review()->model()->toggle(review()->model()->index(1));
        QVERIFY(drop(file("two.md", markdown())));
        QCOMPARE(review()->draft().fileName, QStringLiteral("one.md"));
        QVERIFY(review()->isChanged());
    }
    void takenName_isAskedFor() {
        for (int round = 0; round < 2; ++round) {
            QVERIFY(drop(file("shop.md", markdown())));
            QTRY_VERIFY_WITH_TIMEOUT(review()->hasReview(), 30'000);
            click(review()->useButton());
            if (round == 0) {
                QTRY_VERIFY_WITH_TIMEOUT(dialog<ui::DeclareDialog>(), 30'000);
                dialog<ui::DeclareDialog>()->reject();
            }
        }
        auto* name = dialog<ui::AskDialog>();
        QVERIFY(name);
        QCOMPARE(name->answers().first(), QStringLiteral("shop-2"));
        QTest::keyClick(name->field(0), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_session->places().playbooks() + "/shop-2.yaml"), 30'000);
    }
};

QTEST_MAIN(TestJourneyRunbook)
#include "tst_journey_runbook.moc"
