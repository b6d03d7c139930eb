// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playbook_drafts.h"

#include "app/own_playbooks.h"
#include <QDir>
#include <QFile>

namespace app {
namespace {

constexpr qint64 longest = 2 << 20; ///< bytes; twice what the reader takes

QString pathOf(const QString& folder, const QString& id) {
    return QDir(folder).filePath(id + QStringLiteral(".yaml"));
}

} // namespace

PlaybookDrafts::PlaybookDrafts(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(QDir(folder).filePath(QStringLiteral("drafts"))) {
    m_worker.setMaxThreadCount(1);
}

PlaybookDrafts::~PlaybookDrafts() {
    m_worker.waitForDone();
}

void PlaybookDrafts::read(std::function<void(const Texts&)> done) {
    m_reading = std::move(done);
    m_worker.start([this, folder = m_folder, address = m_mailbox.address()] {
        Texts texts;
        for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.yaml")}, QDir::Files)) {
            if (const auto bytes = readAtMost(file.filePath(), longest))
                texts[file.completeBaseName()] = QString::fromUtf8(*bytes);
        }
        address.post([this, texts] { m_reading(texts); });
    });
}

void PlaybookDrafts::keep(const QString& id, const QByteArray& yaml) {
    m_worker.start([this, folder = m_folder, id, yaml, address = m_mailbox.address()] {
        if (const auto saved = saveOwn(folder, {id, yaml, std::nullopt}, Existing::Replace); !saved)
            address.post([this, text = saved.error().text] { emit troubled(text); });
    });
}

void PlaybookDrafts::drop(const QString& id) {
    m_worker.start([path = pathOf(m_folder, id)] { QFile::remove(path); });
}

} // namespace app
