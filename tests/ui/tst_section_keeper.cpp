// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_room.h"
#include "ui/section_keeper.h"

using namespace std::chrono_literals;
using State = ui::SectionKeeper::State;

namespace {

const QString cause = QStringLiteral("root-cause");

domain::Instant declaredAt() {
    return domain::instantFromMs(1795185120000); // 14:32
}

int written(const room::WarRoom& room) {
    return int(std::count_if(room.events().begin(), room.events().end(), [](const domain::Event& event) {
        return std::holds_alternative<domain::SectionWritten>(event.body);
    }));
}

} // namespace

class tst_SectionKeeper : public QObject {
    Q_OBJECT
private slots:
    void typing_isKeptAsADraftAndSurvivesACrash() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        {
            ui::SectionKeeper keeper(open.room());
            keeper.typed(cause, QStringLiteral("The pool was"));
            QCOMPARE(keeper.state(), State::Typing);
            QTRY_COMPARE_WITH_TIMEOUT(keeper.state(), State::DraftKept, 2000);
            QCOMPARE(written(*open.room()), 0);
        }
        open.reopen();
        ui::SectionKeeper keeper(open.room());
        QCOMPARE(keeper.text(cause), QStringLiteral("The pool was"));
        QVERIFY(keeper.isDirty(cause));
    }
    void leaving_writesOneEventAndForgetsTheDraft() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        ui::SectionKeeper keeper(open.room());
        keeper.typed(cause, QStringLiteral("The pool was full."));
        keeper.leave(cause);
        QCOMPARE(keeper.state(), State::Saving);
        QTRY_COMPARE(keeper.state(), State::Saved);
        keeper.leave(cause);
        QCOMPARE(written(*open.room()), 1);
        QCOMPARE(open.room()->incident().sections.at(cause), QStringLiteral("The pool was full."));
        open.reopen();
        QCOMPARE(open.room()->draft(cause), QString());
    }
    void rest_writesAnEvent() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        ui::SectionKeeper keeper(open.room());
        keeper.setWaits(1ms, 5ms);
        keeper.typed(cause, QStringLiteral("a"));
        QTRY_COMPARE(keeper.state(), State::Saved);
        QCOMPARE(written(*open.room()), 1);
    }
    void flush_waitsForWhatIsTypedMeanwhile() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        ui::SectionKeeper keeper(open.room());
        keeper.typed(cause, QStringLiteral("a"));
        keeper.typed(QStringLiteral("lessons"), QStringLiteral("b"));
        std::optional<bool> all;
        keeper.flush([&all](bool ok) { all = ok; });
        keeper.typed(cause, QStringLiteral("ab"));
        QTRY_VERIFY(all.has_value());
        QVERIFY(*all);
        QCOMPARE(open.room()->incident().sections.at(cause), QStringLiteral("ab"));
        QCOMPARE(open.room()->incident().sections.at(QStringLiteral("lessons")), QStringLiteral("b"));
        QVERIFY(keeper.unwritten().empty());
    }
    void typedBack_writesNothing() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        ui::SectionKeeper keeper(open.room());
        keeper.typed(cause, QStringLiteral("a"));
        keeper.typed(cause, {});
        keeper.leave(cause);
        QCOMPARE(keeper.state(), State::Saved);
        QCOMPARE(written(*open.room()), 0);
    }
    void failedWrite_isSaidAndKeepsTheText() {
        OpenRoom open;
        open.declare(QStringLiteral("Checkout"), declaredAt());
        ui::SectionKeeper keeper(open.room());
        QVERIFY(QFile::remove(open.file()));
        keeper.typed(cause, QStringLiteral("precious"));
        std::optional<bool> all;
        keeper.flush([&all](bool ok) { all = ok; });
        QTRY_VERIFY(all.has_value());
        QVERIFY(!*all);
        QCOMPARE(keeper.state(), State::Failed);
        QVERIFY(!keeper.trouble().isEmpty());
        QCOMPARE(keeper.text(cause), QStringLiteral("precious"));
    }
};

QTEST_MAIN(tst_SectionKeeper)
#include "tst_section_keeper.moc"
