// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbook_import.h"

#include "playbook/lint/lint.h"
#include "playbook/playbook_file.h"
#include <QElapsedTimer>
#include <QFileInfo>
#include <QThreadPool>

namespace app {

using domain::Result;

Result<ReadRunbook> readRunbook(const QString& path, domain::Instant now, const std::atomic<bool>* cancelled) {
    auto bytes = readAtMost(path, importer::DocumentLimits{}.bytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QElapsedTimer watch;
    watch.start();
    auto draft = importer::importRunbook(*bytes, QFileInfo(path).fileName(), cancelled);
    if (!draft)
        return tl::unexpected(draft.error());
    const domain::Millis took(watch.elapsed());
    auto findings = lint::lintRunbook(*bytes, {now, {}});
    return ReadRunbook{std::move(*bytes), std::move(*draft), std::move(findings), took};
}

Result<QByteArray> playbookFileOf(const importer::Draft& draft, const QString& id) {
    QByteArray yaml = importer::yamlOf(draft);
    if (const auto read = playbook::playbookFromYaml(yaml, id + QStringLiteral(".yaml")); !read)
        return tl::unexpected(read.error());
    return yaml;
}

RunbookImport::RunbookImport(QObject* parent)
    : QObject(parent) {}

RunbookImport::~RunbookImport() {
    if (m_cancelled)
        m_cancelled->store(true);
}

void RunbookImport::read(const QString& path, domain::Instant now, Read done) {
    if (m_cancelled)
        m_cancelled->store(true);
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = cancelled;
    m_reading = std::move(done);
    QThreadPool::globalInstance()->start([this, path, now, cancelled, address = m_mailbox.address()] {
        auto runbook = std::make_shared<const Result<ReadRunbook>>(readRunbook(path, now, cancelled.get()));
        // The mailbox is part of this object: the letter runs only while both are there.
        address.post([this, runbook, cancelled] {
            if (!cancelled->load())
                std::exchange(m_reading, {})(*runbook);
        });
    });
}

void RunbookImport::make(importer::Draft draft, const QString& id, Made done) {
    const int serial = ++m_serial;
    m_making.emplace(serial, std::move(done));
    QThreadPool::globalInstance()->start([this, draft = std::move(draft), id, serial, address = m_mailbox.address()] {
        const Result<QByteArray> yaml = playbookFileOf(draft, id);
        address.post([this, yaml, serial] {
            if (const auto waiting = m_making.extract(serial); !waiting.empty())
                waiting.mapped()(yaml);
        });
    });
}

} // namespace app
