// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/own_link.h"

#include "health/evaluate.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using health::Neighbour;
using health::Opinion;
using health::Silence;
using health::whomToAsk;
using health::whyUnknown;

class TestOwnLink : public QObject {
    Q_OBJECT
private slots:
    void silence_isJudged_data();
    void silence_isJudged();
    void othersToAsk_areChosen();
    void unreachable_isWhatBroughtNothing();
};

Q_DECLARE_METATYPE(health::Silence)
Q_DECLARE_METATYPE(std::vector<health::Opinion>)

void TestOwnLink::silence_isJudged_data() {
    QTest::addColumn<Silence>("silence");
    QTest::addColumn<std::vector<Opinion>>("opinions");
    QTest::addColumn<QString>("why"); // empty: the target is to blame
    const auto row = [](const char* name, const Silence& silence, const std::vector<Opinion>& opinions,
                        const char* why) { QTest::newRow(name) << silence << opinions << QString::fromUtf8(why); };
    const Opinion silentWitness{.witness = true, .silent = true};
    const Opinion witness{.witness = true};
    const Opinion silent{.silent = true};
    const Opinion fine{};
    const Opinion silentName{.byName = true, .silent = true};
    const Opinion name{.byName = true};
    row("nobody to ask", {}, {}, "");
    row("no way", {.wayExists = false}, {fine}, "no way there");
    row("no way needed to this computer", {.loopback = true, .wayExists = false}, {}, "");
    row("interface gone", {.lostInterface = u"tun0"_s}, {witness}, "tun0");
    row("witness answers", {}, {witness}, "");
    row("witness silent", {}, {silentWitness}, "no witness");
    row("one of two witnesses answers", {}, {silentWitness, witness}, "");
    row("this computer through a tunnel, witness silent", {.loopback = true}, {silentWitness}, "no witness");
    row("the only witness itself", {.targetIsWitness = true}, {}, "no witness");
    row("a witness beside one that answers", {.targetIsWitness = true}, {witness}, "");
    row("others silent", {}, {silent, silent}, "no other target");
    row("one other answers", {}, {silent, fine}, "");
    row("others say nothing about this computer", {.loopback = true}, {silent}, "");
    row("name lost, another name found", {.lookupFailed = true}, {witness, name}, "");
    row("name lost, every name lost", {.lookupFailed = true}, {witness, silentName}, "name server");
    row("name lost, nobody else has a name", {.lookupFailed = true}, {witness}, "");
}

void TestOwnLink::silence_isJudged() {
    QFETCH(Silence, silence);
    QFETCH(std::vector<Opinion>, opinions);
    QFETCH(QString, why);
    const auto found = whyUnknown(silence, opinions);
    QCOMPARE(found.has_value(), !why.isEmpty());
    QVERIFY2(found.value_or(QString()).contains(why), qPrintable(found.value_or(QString())));
}

void TestOwnLink::othersToAsk_areChosen() {
    const Neighbour api{.host = u"api"_s, .byName = true};
    const Neighbour apiAgain{.host = u"api"_s, .byName = true};
    const Neighbour shop{.host = u"shop"_s, .byName = true};
    const Neighbour address{.host = u"10.0.0.1"_s};
    const Neighbour third{.host = u"10.0.0.2"_s};
    const Neighbour here{.host = u"127.0.0.1"_s, .loopback = true};
    const Neighbour witness{.host = u"1.1.1.1"_s, .witness = true};
    const Neighbour unsendable{};
    using Chosen = std::vector<size_t>;
    QCOMPARE(whomToAsk({api}, 0, false), Chosen());
    QCOMPARE(whomToAsk({api, apiAgain, here, unsendable}, 0, false), Chosen());
    QCOMPARE(whomToAsk({api, shop, address, third}, 0, false), (Chosen{1, 2}));
    QCOMPARE(whomToAsk({here, api}, 0, false), Chosen());
    QCOMPARE(whomToAsk({here, witness}, 0, false), Chosen{1});
    QCOMPARE(whomToAsk({api, shop, witness}, 0, false), Chosen{2});
    QCOMPARE(whomToAsk({api, shop, witness}, 0, true), (Chosen{2, 1})); // somebody with a name
    QCOMPARE(whomToAsk({witness, api}, 0, false), Chosen());
}

void TestOwnLink::unreachable_isWhatBroughtNothing() {
    using net::Failure;
    QVERIFY(health::isUnreachable(Failure::Dns) && health::isUnreachable(Failure::Connect) &&
            health::isUnreachable(Failure::Timeout));
    QVERIFY(!health::isUnreachable(Failure::Tls) && !health::isUnreachable(Failure::None));
}

QTEST_GUILESS_MAIN(TestOwnLink)
#include "tst_own_link.moc"
