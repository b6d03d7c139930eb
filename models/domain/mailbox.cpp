// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mailbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <deque>
#include <mutex>

namespace domain {

struct Mailbox::Address::Shared {
    std::mutex mutex;
    std::deque<Letter> letters;
    Mailbox* receiver = nullptr; ///< null once it is gone
    bool woken = false;          ///< an event is on its way
};

void Mailbox::Address::post(Letter letter) const {
    const std::lock_guard lock(m_shared->mutex);
    if (!m_shared->receiver)
        return;
    m_shared->letters.push_back(std::move(letter));
    if (!std::exchange(m_shared->woken, true))
        QCoreApplication::postEvent(m_shared->receiver, new QEvent(QEvent::User));
}

Mailbox::Mailbox(QObject* parent)
    : QObject(parent) {
    m_address.m_shared = std::make_shared<Address::Shared>();
    m_address.m_shared->receiver = this;
}

Mailbox::~Mailbox() {
    std::deque<Letter> unread; // destroyed after the lock is released
    const std::lock_guard lock(m_address.m_shared->mutex);
    m_address.m_shared->receiver = nullptr;
    unread.swap(m_address.m_shared->letters);
}

Mailbox::Letter Mailbox::guarded(QObject* context, Letter letter) {
    return [context = QPointer<QObject>(context), letter = std::move(letter)] {
        if (context)
            letter();
    };
}

bool Mailbox::event(QEvent* event) {
    const std::shared_ptr<Address::Shared> shared = m_address.m_shared; // a letter may destroy this mailbox
    std::deque<Letter> arrived;
    bool mail = false;
    {
        // The event too is read under the lock it was made under: what Qt does in between no sanitizer can see.
        const std::lock_guard lock(shared->mutex);
        mail = event->type() == QEvent::User;
        if (mail) {
            shared->woken = false;
            arrived.swap(shared->letters);
        }
    }
    if (!mail)
        return QObject::event(event);
    while (!arrived.empty()) {
        const Letter letter = std::move(arrived.front());
        arrived.pop_front();
        letter();
        const std::lock_guard lock(shared->mutex);
        if (!shared->receiver)
            break;
    }
    return true;
}

} // namespace domain
