// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_maker.h"

#include "net/redact.h"
#include "report/markdown.h"
#include "report/redaction.h"
#include <QThreadPool>

namespace ui {
namespace {

/// Rows of a table that preview and editor show; the export has them all.
constexpr qsizetype shownRows = 200;

QString generatedMarkdown(report::Section section) {
    if (!section.generated)
        return {};
    std::erase_if(section.blocks,
                  [](const report::Block& block) { return std::holds_alternative<report::Written>(block); });
    return report::bodyMarkdown(section);
}

std::shared_ptr<const DocumentMaker::Made> madeFrom(const DocumentMaker::Request& request,
                                                    const std::atomic<bool>& cancelled) {
    auto made = std::make_shared<DocumentMaker::Made>();
    report::Document& document = made->document;
    document = report::makeDocument(*request.incident, *request.playbook, request.key, request.now);
    for (report::Section& section : document.sections)
        section = report::shortened(section, shownRows);
    report::redact(document, net::redact);
    made->preview = report::renderPreview(document, shownRows, {}, &cancelled);
    for (const report::Section& section : document.sections)
        made->generated << generatedMarkdown(section);
    return made;
}

} // namespace

DocumentMaker::DocumentMaker(QObject* parent)
    : QObject(parent) {}

DocumentMaker::~DocumentMaker() {
    if (m_cancelled)
        m_cancelled->store(true);
}

void DocumentMaker::make(Request request) {
    if (m_cancelled)
        m_cancelled->store(true);
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = cancelled;
    if (m_synchronous) {
        emit made(madeFrom(request, *cancelled));
        return;
    }
    QThreadPool::globalInstance()->start(
        [this, request = std::move(request), cancelled, address = m_mailbox.address()] {
            if (cancelled->load())
                return;
            std::shared_ptr<const Made> result = madeFrom(request, *cancelled);
            // The mailbox is part of this object: the letter runs only while both are there.
            address.post([this, cancelled, result = std::move(result)] {
                if (!cancelled->load())
                    emit made(result);
            });
        });
}

} // namespace ui
