// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shelf.h"

#include <QThreadPool>

namespace app {

using domain::Result;

Shelf::Shelf(QString folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_entries(std::make_shared<const playbook::Shelf>()) {}

void Shelf::take(const std::shared_ptr<const playbook::Shelf>& entries, int serial) {
    if (serial < m_taken)
        return;
    m_taken = serial;
    m_entries = entries;
    emit changed();
}

// In all three the mailbox is part of this object: a letter runs only while both are there.

void Shelf::read() {
    QThreadPool::globalInstance()->start([this, folder = m_folder, serial = ++m_serial, address = m_mailbox.address()] {
        const auto entries = playbook::readShelf(folder);
        address.post([this, entries, serial] { take(entries, serial); });
    });
}

void Shelf::save(OwnPlaybook playbook, Existing existing, std::function<void(const Result<QString>&)> done) {
    QThreadPool::globalInstance()->start([this, folder = m_folder, playbook = std::move(playbook), existing,
                                          serial = ++m_serial, done = std::move(done), address = m_mailbox.address()] {
        const Result<QString> saved = saveOwn(folder, playbook, existing);
        const auto entries = playbook::readShelf(folder);
        address.post([this, saved, entries, serial, done] {
            take(entries, serial);
            done(saved);
        });
    });
}

void Shelf::fetch(const QString& path, qint64 most, std::function<void(const Result<QByteArray>&)> done) {
    QThreadPool::globalInstance()->start([path, most, done = std::move(done), address = m_mailbox.address()] {
        const Result<QByteArray> bytes = readAtMost(path, most);
        address.post([bytes, done] { done(bytes); });
    });
}

} // namespace app
