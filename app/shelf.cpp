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

void Shelf::answer(int serial, const Result<QString>& saved) {
    if (const auto waiting = m_saves.extract(serial); !waiting.empty())
        waiting.mapped()(saved);
}

// The mailbox is part of this object: a letter runs only while both are there.

void Shelf::read() {
    QThreadPool::globalInstance()->start([this, folder = m_folder, serial = ++m_serial, address = m_mailbox.address()] {
        const auto entries = playbook::readShelf(folder);
        address.post([this, entries, serial] { take(entries, serial); });
    });
}

void Shelf::save(OwnPlaybook playbook, Existing existing, Saved done) {
    const int serial = ++m_serial;
    m_saves.emplace(serial, std::move(done));
    QThreadPool::globalInstance()->start(
        [this, folder = m_folder, playbook = std::move(playbook), existing, serial, address = m_mailbox.address()] {
            const Result<QString> saved = saveOwn(folder, playbook, existing);
            const auto entries = playbook::readShelf(folder);
            address.post([this, saved, entries, serial] {
                take(entries, serial);
                answer(serial, saved);
            });
        });
}

void Shelf::saveAs(const QString& path, OwnPlaybook playbook, Saved done) {
    const int serial = ++m_serial;
    m_saves.emplace(serial, std::move(done));
    QThreadPool::globalInstance()->start(
        [this, path, playbook = std::move(playbook), serial, address = m_mailbox.address()] {
            const Result<QString> saved = savePair(path, playbook);
            address.post([this, saved, serial] { answer(serial, saved); });
        });
}

void Shelf::fetch(const QString& path, qint64 most, Fetched done) {
    const int serial = ++m_serial;
    m_fetches.emplace(serial, std::move(done));
    QThreadPool::globalInstance()->start([this, path, most, serial, address = m_mailbox.address()] {
        const Result<QByteArray> bytes = readAtMost(path, most);
        address.post([this, bytes, serial] {
            if (const auto waiting = m_fetches.extract(serial); !waiting.empty())
                waiting.mapped()(bytes);
        });
    });
}

} // namespace app
