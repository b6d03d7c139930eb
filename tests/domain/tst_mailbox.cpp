// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mailbox.h"

#include <QtTest>
#include <thread>

using domain::Mailbox;

class MailboxTest final : public QObject {
    Q_OBJECT
private slots:
    void letters_runInOrderOnTheReceiversThread();
    void letters_ofManyThreadsAllArrive();
    void post_afterTheMailboxIsGoneDropsTheLetter();
    void post_neverRunsTheLetterAtOnce();
    void letter_mayDestroyTheMailbox();
    void guarded_doesNothingOnceTheContextIsGone();
};

void MailboxTest::letters_runInOrderOnTheReceiversThread() {
    Mailbox mailbox;
    std::vector<int> seen;
    bool sameThread = true;
    std::thread sender([&, address = mailbox.address()] {
        for (int i = 0; i < 1000; ++i)
            address.post([&, i] {
                seen.push_back(i);
                sameThread = sameThread && QThread::currentThread() == mailbox.thread();
            });
    });
    QTRY_COMPARE(seen.size(), 1000u);
    sender.join();
    QVERIFY(sameThread);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void MailboxTest::letters_ofManyThreadsAllArrive() {
    Mailbox mailbox;
    int count = 0;
    std::vector<std::thread> senders;
    for (int t = 0; t < 8; ++t)
        senders.push_back(std::thread([&count, address = mailbox.address()] {
            for (int i = 0; i < 500; ++i)
                address.post([&count] { ++count; });
        }));
    QTRY_COMPARE(count, 8 * 500);
    for (std::thread& sender : senders)
        sender.join();
}

void MailboxTest::post_afterTheMailboxIsGoneDropsTheLetter() {
    auto mailbox = std::make_unique<Mailbox>();
    const Mailbox::Address address = mailbox->address();
    const auto value = std::make_shared<int>(1);
    address.post([value] { QFAIL("opened"); });
    mailbox.reset();
    address.post([value] { QFAIL("opened"); });
    QCoreApplication::processEvents();
    QCOMPARE(value.use_count(), 1);
}

void MailboxTest::post_neverRunsTheLetterAtOnce() {
    Mailbox mailbox;
    bool opened = false;
    mailbox.address().post([&opened] { opened = true; });
    QVERIFY(!opened);
    QTRY_VERIFY(opened);
}

void MailboxTest::letter_mayDestroyTheMailbox() {
    auto* mailbox = new Mailbox;
    const Mailbox::Address address = mailbox->address();
    bool destroyed = false;
    address.post([&] {
        delete mailbox;
        destroyed = true;
    });
    address.post([] { QFAIL("opened after the mailbox was gone"); });
    QTRY_VERIFY(destroyed);
    QCoreApplication::processEvents();
}

void MailboxTest::guarded_doesNothingOnceTheContextIsGone() {
    int calls = 0;
    auto context = std::make_unique<QObject>();
    const Mailbox::Letter letter = Mailbox::guarded(context.get(), [&calls] { ++calls; });
    letter();
    context.reset();
    letter();
    QCOMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(MailboxTest)
#include "tst_mailbox.moc"
