// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/real_alertmanager.h"
#include "metrics/real_nginx.h"
#include "room/alert_desk.h"
#include "ui/alerts_panel.h"
#include "ui/ask_dialog.h"
#include "ui/look/style.h"
#include "ui/message_bar.h"
#include "ui/panel_frame.h"
#include "ui/silence_dialog.h"
#include "ui/status_strip.h"
#include "ui/virtual_list.h"
#include "ui/war_room_screen.h"
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace ui;
using namespace std::chrono_literals;
using tests::alertNamed;
using tests::RealAlertmanager;

/// Alerts and silences on the screen, by keys and widgets, with a real Alertmanager behind them.
class TestAlertsPanel : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<RealAlertmanager> m_server;
    std::unique_ptr<AlertDesk> m_desk;
    std::unique_ptr<WarRoomScreen> m_screen;

    AlertsPanel* panel() const { return m_screen->alerts(); }
    room::WarRoom* room() const { return m_desk->room(); }
    /// On the screen, with the first answers.
    void begin(const QByteArray& alertmanager) {
        m_screen.reset();
        m_desk = std::make_unique<AlertDesk>(
            "scenarios:\n  - {id: errors, title: High error rate, alerts: [HighErrorRate]}\nalertmanager: " +
            alertmanager + "\n");
        m_screen = std::make_unique<WarRoomScreen>();
        m_screen->resize(1280, 720);
        m_screen->show();
        m_screen->setRoom(room(), m_desk->watch());
        m_desk->start();
    }
    template <class Dialog>
    Dialog* dialog() const {
        Dialog* found = nullptr;
        return QTest::qWaitFor([&] { return (found = m_screen->findChild<Dialog*>()) != nullptr; }) ? found : nullptr;
    }
    void selectRow(const QString& text) {
        for (int row = 0; row < panel()->model()->rowCount(); ++row) {
            const QModelIndex index = panel()->model()->index(row);
            if (index.data().toString() == text && panel()->model()->alertAt(index))
                panel()->list()->setCurrentIndex(index);
        }
    }
    /// Triggers what the menu of the current row offers under this name.
    void choose(const QString& text) {
        panel()->showRowMenu({});
        for (QMenu* menu : panel()->findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (action->text() == text) {
                    QVERIFY(action->isEnabled());
                    action->trigger();
                    menu->close();
                    return;
                }
            }
        }
        QFAIL(qPrintable(QStringLiteral("the menu has no \"%1\"").arg(text)));
    }
    /// With BRIDGEWATCH_PICTURES=FOLDER what was on the screen can be looked at.
    void keepPicture(QWidget* widget, const char* what) const {
        if (const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES"); !folder.isEmpty())
            widget->grab().save(QStringLiteral("%1/alerts-%2.png").arg(folder, QString::fromLatin1(what)));
    }
    void makeSilence(const QString& matchers) {
        panel()->askSilence();
        auto* made = dialog<SilenceDialog>();
        QVERIFY(made);
        made->matcherLines()->setPlainText(matchers);
        made->commentLine()->setText(QStringLiteral("being worked on"));
        keepPicture(made, "dialog");
        QTest::keyClick(made->commentLine(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!room()->incident().silences.empty(), 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->alerts()->ownSilences().empty(), 15'000);
    }

private slots:
    void init() {
        if (!RealAlertmanager::isInstalled())
            QSKIP("Alertmanager is not installed");
        m_server = std::make_unique<RealAlertmanager>();
        QVERIFY(m_server->start());
        QVERIFY(m_server->post({alertNamed("HighErrorRate", "api-1"), alertNamed("HighErrorRate", "api-2"),
                                alertNamed("DiskFull", "db-1")}));
        applyLook(*qApp, Theme::Dark);
        begin(m_server->url().toUtf8());
    }
    void cleanup() {
        m_screen.reset();
        m_desk.reset();
        m_server.reset();
    }

    void alerts_standInTheWarRoom() {
        QVERIFY(panel()->isVisible());
        QCOMPARE(panel()->model()->countOf(metrics::AlertState::Firing), 3);
        QTRY_VERIFY(m_screen->status()->text().contains(QStringLiteral("3 alerts firing")));
        keepPicture(m_screen.get(), "dark");
        applyLook(*qApp, Theme::Light);
        keepPicture(m_screen.get(), "light");
        panel()->filterLine()->setText(QStringLiteral("api-2"));
        QCOMPARE(panel()->model()->rowCount(), 1);
    }
    void silence_showsWhatItWouldMuteAndCountsDown() {
        panel()->askSilence();
        auto* asked = dialog<SilenceDialog>();
        QVERIFY(asked);
        asked->matcherLines()->setPlainText(QStringLiteral("alertname=HighErrorRate"));
        QVERIFY2(asked->preview().startsWith(QStringLiteral("Would mute 2 of 3 alerts now:")),
                 qPrintable(asked->preview()));
        asked->matcherLines()->setPlainText(QStringLiteral("alertname=Nothing"));
        QVERIFY(asked->preview().startsWith(QStringLiteral("Matches none")));
        asked->matcherLines()->setPlainText(QStringLiteral("alertname=~.+"));
        QVERIFY(asked->trouble().contains(QStringLiteral("nearly every alert")));
        QTest::keyClick(asked->commentLine(), Qt::Key_Return);
        QVERIFY2(asked->isVisible(), "a silence that mutes everything is not made");
        asked->close();
        QTRY_VERIFY(!m_screen->findChild<SilenceDialog*>());
        makeSilence(QStringLiteral("alertname=HighErrorRate"));
        QTRY_COMPARE(panel()->model()->countOf(metrics::AlertState::Silenced), 2);
        QTRY_VERIFY(m_screen->status()->text().contains(QStringLiteral("1 silence until")));
        keepPicture(m_screen.get(), "silenced");
    }
    void silence_isExtendedAndEndedFromItsRow() {
        makeSilence(QStringLiteral("alertname=HighErrorRate"));
        const domain::Instant until = m_desk->alerts()->ownSilences().front().endsAt;
        QTRY_VERIFY(panel()->model()->silenceAt(panel()->model()->index(0)));
        panel()->list()->setCurrentIndex(panel()->model()->index(0));
        QTest::keyClick(panel()->list(), Qt::Key_Return); // its menu
        choose(AlertsPanel::tr("Extend by 30 min"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->alerts()->ownSilences().empty() &&
                                     m_desk->alerts()->ownSilences().front().endsAt == until + std::chrono::minutes(30),
                                 15'000);
        panel()->list()->setCurrentIndex(panel()->model()->index(0));
        choose(AlertsPanel::tr("End it now"));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->alerts()->ownSilences().empty(), 15'000);
        QTRY_COMPARE(room()->incident().timeline.back().text, QStringLiteral("Silence ended: ended by hand"));
    }
    void silence_ofARowTakesItsLabels() {
        selectRow(QStringLiteral("DiskFull"));
        choose(AlertsPanel::tr("Silence…"));
        auto* asked = dialog<SilenceDialog>();
        QVERIFY(asked);
        QCOMPARE(asked->matcherLines()->toPlainText(),
                 QStringLiteral("alertname=\"DiskFull\"\ninstance=\"db-1\"\nseverity=\"critical\""));
    }
    void resolve_offersToEndTheSilences() {
        makeSilence(QStringLiteral("alertname=HighErrorRate"));
        room()->append(domain::StatusChanged{domain::Status::Resolved, domain::Status::Investigating});
        auto* offer = dialog<AskDialog>();
        QVERIFY(offer);
        for (QPushButton* button : offer->findChildren<QPushButton*>()) {
            if (button->isDefault())
                button->click();
        }
        QTRY_VERIFY_WITH_TIMEOUT(room()->incident().silences.front().ended, 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->alerts()->ownSilences().empty(), 15'000);
    }
    void scenarioOfAnAlert_isAttached() {
        selectRow(QStringLiteral("HighErrorRate"));
        choose(AlertsPanel::tr("Follow its runbook"));
        QTRY_COMPARE(room()->incident().timeline.back().text, QStringLiteral("Following runbook “High error rate”"));
    }
    void keys_doWhatTheMenuDoes() {
        const auto press = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(panel()->list(), key, modifiers);
        };
        selectRow(QStringLiteral("HighErrorRate"));
        press(Qt::Key_R);
        QTRY_COMPARE(room()->incident().timeline.back().text, QStringLiteral("Following runbook “High error rate”"));
        selectRow(QStringLiteral("DiskFull"));
        press(Qt::Key_R); // there is none for it
        press(Qt::Key_S);
        auto* asked = dialog<SilenceDialog>();
        QVERIFY(asked);
        QVERIFY(asked->matcherLines()->toPlainText().startsWith(QStringLiteral("alertname=\"DiskFull\"")));
        asked->close();
        press(Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(panel()->findChild<QMenu*>());
        QCOMPARE(room()->incident().timeline.back().text, QStringLiteral("Following runbook “High error rate”"));
    }
    void anotherIncident_isDeclaredFromAnAlert() {
        QSignalSpy wanted(m_screen.get(), &WarRoomScreen::declareFromAlertRequested);
        selectRow(QStringLiteral("DiskFull"));
        choose(AlertsPanel::tr("Declare another incident from it…"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("DiskFull on db-1"));
    }
    void serverThatIsAway_isSaidAndAlertsAreLost() {
        m_server->stop();
        m_desk->ask();
        QCOMPARE(panel()->model()->countOf(metrics::AlertState::Lost), 3);
        QCOMPARE(panel()->model()->countOf(metrics::AlertState::Firing), 0);
        keepPicture(m_screen.get(), "lost");
    }
    void wrongPassword_isSaidOnTheScreen() {
        if (!tests::RealNginx::isInstalled())
            QSKIP("nginx is not installed");
        tests::RealNginx guard(m_server->url());
        QVERIFY2(guard.waitUntilReady(), qPrintable(guard.log()));
        tests::RealNginx::setSecrets(false);
        begin(guard.serverYaml(QStringLiteral("basic")));
        const QString words = QStringLiteral("does not let us in, HTTP 401");
        const QString remark = panel()->findChild<PanelFrame*>()->accessibleDescription();
        QVERIFY2(remark.contains(words), qPrintable(remark));
        panel()->askSilence();
        auto* asked = dialog<SilenceDialog>();
        QVERIFY(asked);
        asked->matcherLines()->setPlainText(QStringLiteral("alertname=DiskFull"));
        asked->commentLine()->setText(QStringLiteral("being worked on"));
        QTest::keyClick(asked->commentLine(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->messages()->text().contains(words), 15'000);
        QVERIFY(!m_screen->messages()->text().contains(QStringLiteral("wr0ng")));
        keepPicture(m_screen.get(), "locked-out");
        QVERIFY(room()->incident().silences.empty());
    }
};

QTEST_MAIN(TestAlertsPanel)
#include "tst_alerts_panel.moc"
