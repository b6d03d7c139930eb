// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>

namespace domain {

/// Carries finished work from any thread to the thread this object lives on, in the order it was posted. Values travel
/// through a mutex and a deque; Qt only wakes the receiver. A letter that arrives after the mailbox is gone is
/// destroyed by whoever posted it: letters hold values and numbers, never what must die on one certain thread;
/// callbacks and contexts stay with the receiver.
class Mailbox final : public QObject {
    Q_OBJECT
public:
    using Letter = std::function<void()>;

    /// Where to post to; copyable, and harmless once the mailbox is gone.
    class Address {
    public:
        /// From any thread. The letter runs later on the mailbox's thread, or never when the mailbox is gone by then.
        void post(Letter letter) const;

    private:
        friend class Mailbox;
        struct Shared;
        std::shared_ptr<Shared> m_shared;
    };

    explicit Mailbox(QObject* parent = nullptr);
    ~Mailbox() override;
    Address address() const { return m_address; }

    /// The letter that does nothing once context has been destroyed. Make it and open it on the context's thread.
    static Letter guarded(QObject* context, Letter letter);

protected:
    bool event(QEvent* event) override;

private:
    Address m_address;
};

} // namespace domain
