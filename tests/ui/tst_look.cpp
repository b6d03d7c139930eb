// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/look/words.h"
#include "ui/message_bar.h"
#include "ui/panel_frame.h"
#include "ui/plain_label.h"
#include "ui/severity_badge.h"
#include <QtTest>

using namespace ui;

class TestLook : public QObject {
    Q_OBJECT
private slots:
    void text_reachesContrastAa_data();
    void text_reachesContrastAa();
    void series_reachThreeToOneOnThePanel();
    void series_differFromEachOther();
    void severity_inkReachesContrastAa();
    void palette_leadsBackToItsTokens();
    void glyph_isDrawnInItsColour();
    void glyph_everyOneHasAFile();
    void scale_reachesWidgetsOfTheTypeScale();
    void messageBar_keepsConditionsWhenAMessageIsDismissed();
    void badge_saysItsSeverity();
    void label_showsMarkupLiterally();
};

void TestLook::text_reachesContrastAa_data() {
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const Tokens& t = tokensOf(theme);
        const QByteArray name = theme == Theme::Dark ? "dark " : "light ";
        const std::pair<const char*, QColor> inks[] = {{"text", t.text},
                                                       {"muted", t.muted},
                                                       {"accent", t.accent},
                                                       {"up", t.up},
                                                       {"degraded", t.degraded},
                                                       {"down", t.down},
                                                       {"inconclusive", t.inconclusive},
                                                       {"communication", t.communication}};
        const std::pair<const char*, QColor> grounds[] = {{"window", t.window},
                                                          {"panel", t.panel},
                                                          {"down row", mixed(t.panel, t.down, rowTint)},
                                                          {"degraded row", mixed(t.panel, t.degraded, rowTint)},
                                                          {"accent row", mixed(t.panel, t.accent, rowTint)}};
        for (const auto& [inkName, ink] : inks) {
            for (const auto& [groundName, ground] : grounds)
                QTest::addRow("%s%s on %s", name.constData(), inkName, groundName) << ink << ground;
        }
        QTest::addRow("%stext on raised", name.constData()) << t.text << t.raised;
        QTest::addRow("%smuted on raised", name.constData()) << t.muted << t.raised;
        QTest::addRow("%son accent", name.constData()) << t.onAccent << t.accent;
    }
}

void TestLook::text_reachesContrastAa() {
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    const double ratio = contrast(ink, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2 is %3").arg(ink.name(), ground.name()).arg(ratio)));
}

void TestLook::series_reachThreeToOneOnThePanel() {
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const Tokens& t = tokensOf(theme);
        for (const QColor& colour : t.series) {
            const double ratio = contrast(colour, t.panel);
            QVERIFY2(ratio >= 3.0, qPrintable(QStringLiteral("%1 is %2").arg(colour.name()).arg(ratio)));
        }
    }
}

void TestLook::series_differFromEachOther() {
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        const auto& series = tokensOf(theme).series;
        for (size_t i = 0; i < series.size(); ++i) {
            for (size_t j = i + 1; j < series.size(); ++j) {
                const QColor &a = series.at(i), &b = series.at(j);
                const int distance =
                    std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
                QVERIFY2(distance > 60, qPrintable(QStringLiteral("%1 and %2").arg(a.name(), b.name())));
            }
        }
    }
}

void TestLook::severity_inkReachesContrastAa() {
    for (int rank = 1; rank <= 5; ++rank) {
        const Paint paint = severityPaint(rank);
        QVERIFY(contrast(paint.fill, paint.ink) >= 4.5);
    }
    QCOMPARE(severityPaint(0), severityPaint(1));
    QCOMPARE(severityPaint(9), severityPaint(4));
}

void TestLook::palette_leadsBackToItsTokens() {
    for (const Theme theme : {Theme::Dark, Theme::Light})
        QCOMPARE(tokensOf(paletteOf(tokensOf(theme))).theme, theme);
}

void TestLook::glyph_isDrawnInItsColour() {
    const QImage image = glyphPixmap(Glyph::Degraded, QColor(0xe6, 0xa9, 0x3d), 16, 2.0).toImage();
    QCOMPARE(image.size(), QSize(32, 32));
    QCOMPARE(image.pixelColor(16, 22), QColor(0xe6, 0xa9, 0x3d));
    QCOMPARE(image.pixelColor(1, 1).alpha(), 0);
}

void TestLook::glyph_everyOneHasAFile() {
    for (int i = 0; i <= int(Glyph::More); ++i) {
        const QImage image = glyphPixmap(Glyph(i), Qt::black, 32, 1.0).toImage();
        bool inked = false;
        for (int y = 0; y < image.height() && !inked; ++y) {
            for (int x = 0; x < image.width() && !inked; ++x)
                inked = image.pixelColor(x, y).alpha() > 128;
        }
        QVERIFY2(inked, qPrintable(QStringLiteral("glyph %1 is empty").arg(i)));
    }
}

void TestLook::scale_reachesWidgetsOfTheTypeScale() {
    PlainLabel label(QStringLiteral("x"));
    setTextFont(&label, TextSize::Title, QFont::Bold, Face::Mono);
    applyLook(*qApp, Theme::Dark, 1.5);
    QCOMPARE(label.font().pixelSize(), 31);
    QVERIFY(label.font().bold());
    applyLook(*qApp, Theme::Light, 1.0);
    QCOMPARE(label.font().pixelSize(), 20);
    QCOMPARE(tokensOf(label.palette()).theme, Theme::Light);
}

void TestLook::messageBar_keepsConditionsWhenAMessageIsDismissed() {
    MessageBar bar;
    QSignalSpy spy(&bar, &MessageBar::textChanged);
    QVERIFY(bar.text().isEmpty());
    bar.setCondition(QStringLiteral("offline"), MessageBar::Level::Warning,
                     QStringLiteral("This computer is offline."));
    bar.showMessage(MessageBar::Level::Error, QStringLiteral("Not saved: disk full."));
    QCOMPARE(bar.text(), QStringLiteral("Not saved: disk full.\nThis computer is offline."));
    QVERIFY(bar.accessibleName().startsWith(QStringLiteral("Error: ")));
    bar.dismiss();
    QCOMPARE(bar.text(), QStringLiteral("This computer is offline."));
    QVERIFY(!bar.isHidden());
    bar.setCondition(QStringLiteral("offline"), MessageBar::Level::Warning, {});
    QVERIFY(bar.isHidden());
    QCOMPARE(spy.count(), 4);
}

void TestLook::badge_saysItsSeverity() {
    SeverityBadge badge(TextSize::Title);
    QVERIFY(badge.isHidden());
    badge.setSeverity(QStringLiteral("SEV1"), 1);
    QCOMPARE(badge.accessibleName(), QStringLiteral("Severity SEV1"));
    badge.resize(badge.sizeHint());
    const QImage image = badge.grab().toImage();
    QCOMPARE(image.pixelColor(4, image.height() / 2), QColor(0xd8, 0x36, 0x3c));
}

void TestLook::label_showsMarkupLiterally() {
    PanelFrame panel(QStringLiteral("<img src=file:///etc/passwd><b>x"));
    for (const auto* label : panel.findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
