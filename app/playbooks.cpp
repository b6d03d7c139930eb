// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/playbooks.h"

#include "app/import_review.h"
#include "app/playbook_drafts.h"
#include "domain/clock.h"
#include "playbook/importer/document.h"
#include "ui/main_window.h"
#include "ui/playbooks_screen.h"

namespace app {

using domain::Result;

Playbooks::Playbooks(const QString& folder, domain::Clock* clock, ui::MainWindow* window, QString preferred,
                     QObject* parent)
    : QObject(parent)
    , m_shelf(new Shelf(folder, this))
    , m_drafts(new PlaybookDrafts(folder, this))
    , m_clock(clock)
    , m_window(window)
    , m_screen(new ui::PlaybooksScreen)
    , m_preferred(std::move(preferred)) {
    m_window->addScreen(QStringLiteral("playbooks"), ui::Glyph::Playbook, tr("Playbooks"), m_screen);
    m_review = new ImportReview(m_shelf, clock, m_window, this); // its screen comes after the one in the activity bar
    connect(m_shelf, &Shelf::changed, this, &Playbooks::offer);
    connectScreen();
    connectDrafts();
    connectReview();
}

void Playbooks::connectScreen() {
    connect(m_screen, &ui::PlaybooksScreen::declareRequested, m_window,
            [window = m_window](const QString& id) { window->askDeclare(id); });
    connect(m_screen, &ui::PlaybooksScreen::importRequested, this, &Playbooks::importRequested);
    connect(m_screen, &ui::PlaybooksScreen::runbookWanted, this, &Playbooks::sendRunbook);
    connect(m_screen, &ui::PlaybooksScreen::saveRequested, this,
            [this](const QString& id, const QByteArray& yaml, bool replace) {
                m_shelf->save({id, yaml, std::nullopt}, replace ? Existing::Replace : Existing::Refuse,
                              [this, id](const Result<QString>& saved) {
                                  if (saved) {
                                      m_screen->showSaved(id);
                                      return;
                                  }
                                  m_screen->showSaveFailure(saved.error().text);
                                  emit troubled(saved.error().text);
                              });
            });
}

void Playbooks::connectDrafts() {
    connect(m_screen, &ui::PlaybooksScreen::draftChanged, m_drafts, &PlaybookDrafts::keep);
    connect(m_screen, &ui::PlaybooksScreen::draftDropped, m_drafts, &PlaybookDrafts::drop);
    connect(m_drafts, &PlaybookDrafts::troubled, this, &Playbooks::troubled);
    m_drafts->read([this](const PlaybookDrafts::Texts& texts) { m_screen->setDrafts(texts); });
}

void Playbooks::connectReview() {
    connect(m_screen, &ui::PlaybooksScreen::reviewRequested, m_review, &ImportReview::show);
    connect(m_review, &ImportReview::chooseFileRequested, this, &Playbooks::importRequested);
    connect(m_review, &ImportReview::troubled, this, &Playbooks::troubled);
    connect(m_review, &ImportReview::changed, this, [this] { m_screen->offerReview(m_review->hasReview()); });
    connect(m_review, &ImportReview::savedAs, this,
            [this](const QString& path) { emit told(tr("Saved: %1").arg(path)); });
    connect(m_review, &ImportReview::used, this, [this](const QString& id) {
        m_screen->choose(id);
        m_window->showScreen(QStringLiteral("playbooks"));
        m_window->askDeclare(id);
    });
}

void Playbooks::import(const QString& path) {
    m_review->import(path);
}

void Playbooks::read() {
    m_shelf->read();
}

void Playbooks::offer() {
    std::vector<ui::PlaybookChoice> choices;
    m_usable.clear();
    for (const playbook::Shelved& entry : *m_shelf->entries()) {
        if (!entry.isUsable())
            continue;
        choices.push_back({.id = entry.id, .name = entry.playbook.name, .severities = entry.playbook.severities});
        m_usable.push_back(entry.playbook);
    }
    m_window->setPlaybooks(choices, m_preferred);
    m_screen->setNow(m_clock->now());
    m_screen->setShelf(m_shelf->entries());
    if (!std::exchange(m_read, true)) {
        const auto broken = std::find_if(m_shelf->entries()->begin(), m_shelf->entries()->end(),
                                         [](const playbook::Shelved& entry) { return !entry.isUsable(); });
        if (broken != m_shelf->entries()->end())
            emit troubled(tr("The playbook %1 has errors and cannot be used; Playbooks shows them.").arg(broken->id));
    }
    emit changed();
}

void Playbooks::sendRunbook(const QString& id) {
    for (const playbook::Shelved& entry : *m_shelf->entries()) {
        if (entry.id != id)
            continue;
        m_shelf->fetch(entry.runbook, importer::DocumentLimits{}.bytes, [this, id](const Result<QByteArray>& bytes) {
            if (bytes)
                m_screen->showRunbook(id, QString::fromUtf8(*bytes));
            else
                emit troubled(bytes.error().text);
        });
    }
}

} // namespace app
