// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_room.h"
#include "ui/action_items_editor.h"
#include "ui/growing_edit.h"
#include "ui/look/style.h"
#include "ui/paper_view.h"
#include "ui/post_mortem_header.h"
#include "ui/post_mortem_screen.h"
#include "ui/section_editor.h"
#include "ui/section_keeper.h"
#include "ui/section_stack.h"
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>

using namespace domain;

namespace {

Instant at(int hour, int minute, int second = 0) {
    return instantFromMs(1795132800000 + ((hour * 60 + minute) * 60 + second) * 1000LL);
}

/// An outage of an hour and a quarter, as a team would have recorded it.
void tellStory(OpenRoom& open) {
    open.declare(QStringLiteral("Checkout API returning 5xx"), at(14, 32));
    const QString lead = QStringLiteral("@tech-lead");
    open.record(CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Down, CheckState::Up,
                             QStringLiteral("HTTP 503"), at(14, 31)},
                at(14, 31, 30), QStringLiteral("bridgewatch"));
    open.record(Acknowledged{}, at(14, 33));
    open.record(SeverityChanged{QStringLiteral("SEV1"), QStringLiteral("SEV2"), QStringLiteral("payments fail"), true},
                at(14, 38));
    open.record(ImpactSet{QStringLiteral("8–15 % of checkout requests answered with 5xx; payments by card failed."),
                          {},
                          at(14, 30),
                          {}},
                at(14, 40));
    open.record(ServiceAffected{QStringLiteral("checkout")}, at(14, 41));
    open.record(EntryNoted{EntryKind::Decision, QStringLiteral("Roll back release 214 | keep the feature flag"), false},
                at(14, 50), lead);
    open.record(EntryNoted{EntryKind::Observation,
                           QStringLiteral("Connection pool of 20 is exhausted, see https://wiki.example/pool"), false},
                at(15, 2), lead);
    open.record(EntryNoted{EntryKind::Action, QStringLiteral("Pool raised to 80, deploy held"), false}, at(15, 20),
                lead);
    open.record(CheckChanged{QStringLiteral("checkout"), QStringLiteral("Checkout"), CheckState::Up, CheckState::Down,
                             QStringLiteral("HTTP 200"), at(15, 24)},
                at(15, 24, 20), QStringLiteral("bridgewatch"));
    open.record(GraphPinned{QStringLiteral("error-rate"),
                            QStringLiteral("Error rate"),
                            QStringLiteral("sum(rate(http_requests_total{code=~\"5..\"}[5m]))"),
                            QStringLiteral("percent"),
                            {},
                            QString(64, u'a'),
                            at(14, 20),
                            at(15, 30),
                            Millis(15'000),
                            {}},
                at(15, 30), lead);
    open.record(StatusChanged{Status::Resolved, Status::Investigating}, at(15, 47));
    open.record(
        SectionWritten{
            QStringLiteral("root-cause"),
            QStringLiteral("The connection pool was sized at **20** while a deploy held transactions open.\n\n"
                           "1. Requests waited for a connection and timed out.\n2. Nobody watched the pool.\n")},
        at(15, 50), lead);
    open.record(SectionWritten{QStringLiteral("went-well"),
                               QStringLiteral("- The page came within a minute.\n- The rollback was rehearsed.\n")},
                at(15, 52), lead);
    open.record(ActionItemAdded{QStringLiteral("a1"), QStringLiteral("Alert on pool saturation"),
                                QStringLiteral("@ops"), at(0, 0) + std::chrono::days(7)},
                at(15, 55));
    open.record(
        ActionItemAdded{
            QStringLiteral("a2"), QStringLiteral("Load test at 5× traffic"), {}, at(0, 0) + std::chrono::days(11)},
        at(15, 56));
}

/// A graph as the charts would paint it, near enough for layout.
QImage sketch() {
    QImage image(1200, 420, QImage::Format_RGB32);
    image.fill(QColor(0xF7, 0xF9, 0xFC));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x1F, 0x5F, 0xD0), 3));
    painter.drawPolyline(QPolygon{QPoint(80, 340), QPoint(560, 330), QPoint(610, 120), QPoint(720, 90),
                                  QPoint(860, 150), QPoint(940, 280), QPoint(1120, 330)});
    painter.setPen(QPen(QColor(0xC0, 0x27, 0x35), 2, Qt::DashLine));
    painter.drawLine(80, 260, 1120, 260);
    return image;
}

void photograph(ui::PostMortemScreen& screen, const QString& name) {
    const QString folder = qEnvironmentVariable("BRIDGEWATCH_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(screen.grab().save(folder + u'/' + name + QStringLiteral(".png")));
}

} // namespace

class tst_PostMortemScreen : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ui::applyLook(*qApp, ui::Theme::Dark); }

    void noRoom_showsADesignedPage() {
        ui::PostMortemScreen screen;
        screen.resize(1280, 720);
        screen.show();
        photograph(screen, QStringLiteral("post-mortem-empty"));
        screen.flush([](bool all) { QVERIFY(all); });
    }
    void incident_isShownInThreeColumns() {
        OpenRoom open;
        tellStory(open);
        ui::PostMortemScreen screen;
        QSignalSpy wanted(&screen, &ui::PostMortemScreen::picturesWanted);
        screen.resize(1920, 1080);
        screen.setRoom(open.room());
        screen.show();
        auto* paper = screen.findChild<ui::PaperView*>();
        QTRY_VERIFY(paper->toPlainText().contains(QStringLiteral("Pool raised to 80")));
        QCOMPARE(wanted.count(), 1);
        screen.setPicture(QStringLiteral("error-rate.png"), sketch());
        QCOMPARE(screen.findChild<QListView*>()->model()->rowCount(),
                 int(open.room()->playbook().postMortem.sections.size()));
        auto* stack = screen.findChild<ui::SectionStack*>();
        QVERIFY(stack->editor(QStringLiteral("root-cause"))->text().startsWith(QStringLiteral("The connection pool")));
        QVERIFY(paper->toPlainText().contains(QStringLiteral("Requests waited for a connection")));
        screen.setFocus();
        for (const auto& [theme, name] : {std::pair(ui::Theme::Dark, "dark"), std::pair(ui::Theme::Light, "light")})
            for (const QSize size : {QSize(1920, 1080), QSize(1280, 720)}) {
                ui::applyLook(*qApp, theme);
                screen.resize(size);
                QTest::qWait(50);
                photograph(screen, QStringLiteral("post-mortem-%1-%2").arg(QLatin1String(name)).arg(size.width()));
            }
        ui::applyLook(*qApp, ui::Theme::Dark);
        screen.resize(1920, 1080);
        stack->showSection(QStringLiteral("action-items"), false);
        paper->showAnchor(QStringLiteral("section-6"));
        QTest::qWait(50);
        photograph(screen, QStringLiteral("post-mortem-end"));
    }
    void typing_reachesThePreviewAndTheRecord() {
        OpenRoom open;
        tellStory(open);
        ui::PostMortemScreen screen;
        screen.setRoom(open.room());
        screen.show();
        auto* stack = screen.findChild<ui::SectionStack*>();
        QTRY_VERIFY(stack->editor(QStringLiteral("lessons")) != nullptr);
        auto* edit = stack->editor(QStringLiteral("lessons"))->findChild<ui::GrowingEdit*>();
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("Watch the **pool**"));
        auto* paper = screen.findChild<ui::PaperView*>();
        QTRY_VERIFY(paper->toPlainText().contains(QStringLiteral("Watch the pool")));
        screen.hide();
        QTRY_COMPARE(screen.keeper()->state(), ui::SectionKeeper::State::Saved);
        QCOMPARE(open.room()->incident().sections.at(QStringLiteral("lessons")), QStringLiteral("Watch the **pool**"));
    }
    void exporting_comesAfterTheLastTextIsCommitted() {
        OpenRoom open;
        tellStory(open);
        ui::PostMortemScreen screen;
        screen.setRoom(open.room());
        screen.show();
        QTRY_VERIFY(screen.findChild<ui::SectionStack*>()->editor(QStringLiteral("lessons")) != nullptr);
        screen.keeper()->typed(QStringLiteral("lessons"), QStringLiteral("late"));
        QString seen;
        connect(&screen, &ui::PostMortemScreen::exportRequested, &screen,
                [&] { seen = open.room()->incident().sections.at(QStringLiteral("lessons")); });
        emit screen.findChild<ui::PostMortemHeader*>()->exportWanted();
        QTRY_COMPARE(seen, QStringLiteral("late"));
    }
    void record_isShownAndCannotBeTypedInto() {
        OpenRoom open;
        tellStory(open);
        auto record = std::make_shared<ui::Record>();
        record->key = open.room()->key();
        record->incident = open.room()->incident();
        record->playbook = open.room()->playbook();
        record->now = at(16, 0);
        ui::PostMortemScreen screen;
        screen.setSynchronous(true);
        screen.setRecord(record);
        screen.show();
        QVERIFY(screen.findChild<ui::PaperView*>()->toPlainText().contains(QStringLiteral("Pool raised to 80")));
        auto* editor = screen.findChild<ui::SectionStack*>()->editor(QStringLiteral("lessons"));
        QVERIFY(editor->findChild<ui::GrowingEdit*>()->isReadOnly());
        QCOMPARE(screen.keeper(), nullptr);
        QSignalSpy exported(&screen, &ui::PostMortemScreen::exportRequested);
        emit screen.findChild<ui::PostMortemHeader*>()->exportWanted();
        QCOMPARE(exported.count(), 0);
    }
    void saveKey_writesWhatIsTyped() {
        OpenRoom open;
        tellStory(open);
        ui::PostMortemScreen screen;
        screen.setRoom(open.room());
        screen.show();
        QVERIFY(QTest::qWaitForWindowExposed(&screen));
        auto* stack = screen.findChild<ui::SectionStack*>();
        QTRY_VERIFY(stack->editor(QStringLiteral("lessons")) != nullptr);
        stack->editor(QStringLiteral("lessons"))->focusText();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("now"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(screen.keeper()->state(), ui::SectionKeeper::State::Saved);
        QCOMPARE(open.room()->incident().sections.at(QStringLiteral("lessons")), QStringLiteral("now"));
    }
    void status_changesThroughTheRecord() {
        OpenRoom open;
        tellStory(open);
        ui::PostMortemScreen screen;
        screen.setRoom(open.room());
        screen.show();
        emit screen.findChild<ui::PostMortemHeader*>()->statusChosen(PostMortemStatus::Review);
        QTRY_COMPARE(open.room()->incident().postMortem, PostMortemStatus::Review);
    }
    void actionItems_areAddedAsEvents() {
        ui::ActionItemsEditor editor;
        QList<Body> asked;
        connect(&editor, &ui::ActionItemsEditor::actRequested, &editor, [&asked](const Body& body) { asked << body; });
        const QList<QLineEdit*> fields = editor.findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 3);
        fields[0]->setText(QStringLiteral("Alert on pool"));
        fields[2]->setText(QStringLiteral("not a day"));
        emit fields[0]->returnPressed();
        QVERIFY(asked.isEmpty());
        fields[2]->setText(QStringLiteral("2026-11-27"));
        emit fields[0]->returnPressed();
        QCOMPARE(asked.size(), 1);
        const auto& added = std::get<ActionItemAdded>(asked[0]);
        QCOMPARE(added.text, QStringLiteral("Alert on pool"));
        QCOMPARE(*added.due, at(0, 0) + std::chrono::days(7));
    }
    void paper_loadsNothingButItsPictures() {
        class Probe final : public QTextBrowser {};
        ui::PaperView paper;
        paper.resize(600, 400);
        paper.setPaper(QStringLiteral("<p><img src=\"file:///etc/passwd\"> <img src=\"http://127.0.0.1:1/x.png\"> <img "
                                      "src=\"K-assets/a.png\"></p>"));
        paper.setPicture(QStringLiteral("K-assets/a.png"), sketch());
        paper.show();
        const QVariant other =
            paper.document()->resource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/passwd")));
        QVERIFY(!other.isValid() || other.canConvert<QImage>());
        QVERIFY(!paper.openLinks());
        paper.setSource(QUrl(QStringLiteral("file:///etc/passwd")));
        QVERIFY(!paper.toPlainText().contains(QStringLiteral("root")));
    }
    void readOnlyRecord_cannotBeTypedInto() {
        OpenRoom open;
        tellStory(open);
        ui::SectionEditor editor(
            {QStringLiteral("a"), QStringLiteral("A"), {}, false, report::SectionState::Empty, {}, {}});
        editor.setReadOnly(true);
        QVERIFY(editor.findChild<ui::GrowingEdit*>()->isReadOnly());
    }
};

QTEST_MAIN(tst_PostMortemScreen)
#include "tst_post_mortem_screen.moc"
