// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/section_keeper.h"

#include "room/war_room.h"
#include <algorithm>

namespace ui {
namespace {

QString lastWritten(const room::WarRoom& room, const QString& section) {
    const auto& sections = room.incident().sections;
    const auto found = sections.find(section);
    return found == sections.end() ? QString() : found->second;
}

} // namespace

SectionKeeper::SectionKeeper(room::WarRoom* room, QObject* parent)
    : QObject(parent)
    , m_room(room) {
    m_draft.setSingleShot(true);
    m_rest.setSingleShot(true);
    setWaits(std::chrono::milliseconds(700), std::chrono::seconds(30));
    connect(&m_draft, &QTimer::timeout, this, &SectionKeeper::keepDrafts);
    connect(&m_rest, &QTimer::timeout, this, [this] { flush(); });
    adoptDrafts();
}

/// What was typed when the program ended without being asked.
void SectionKeeper::adoptDrafts() {
    if (!m_room || m_room->readOnly())
        return;
    for (const playbook::Section& section : m_room->playbook().postMortem.sections) {
        const QString draft = m_room->draft(section.id);
        if (draft.isEmpty() || draft == lastWritten(*m_room, section.id))
            continue;
        m_pages[section.id] = {draft, true, false, false};
        setState(State::DraftKept);
        m_rest.start();
    }
}

SectionKeeper::~SectionKeeper() {
    if (m_room)
        keepDrafts();
}

void SectionKeeper::setWaits(std::chrono::milliseconds draft, std::chrono::milliseconds rest) {
    m_draft.setInterval(draft);
    m_rest.setInterval(rest);
}

QString SectionKeeper::text(const QString& section) const {
    const auto page = m_pages.find(section);
    if (page != m_pages.end() && page->second.dirty)
        return page->second.text;
    if (!m_room)
        return {};
    const QString draft = m_room->draft(section);
    return draft.isEmpty() ? lastWritten(*m_room, section) : draft;
}

bool SectionKeeper::isDirty(const QString& section) const {
    const auto page = m_pages.find(section);
    return page != m_pages.end() && page->second.dirty;
}

std::map<QString, QString> SectionKeeper::unwritten() const {
    std::map<QString, QString> texts;
    for (const auto& [section, page] : m_pages)
        if (page.dirty)
            texts[section] = page.text;
    return texts;
}

void SectionKeeper::typed(const QString& section, const QString& text) {
    if (!m_room || m_room->readOnly())
        return;
    Page& page = m_pages[section];
    page.text = text;
    page.dirty = true;
    page.draftDue = true;
    // Not restarted while it runs: steady typing is kept once a second, too.
    if (!m_draft.isActive())
        m_draft.start();
    m_rest.start();
    setState(State::Typing);
}

void SectionKeeper::keepDrafts() {
    bool any = false;
    for (auto& [section, page] : m_pages) {
        if (!page.draftDue)
            continue;
        page.draftDue = false;
        any = true;
        m_room->saveDraft(section, page.text);
    }
    if (any && m_state == State::Typing)
        setState(State::DraftKept);
}

void SectionKeeper::leave(const QString& section) {
    if (isDirty(section))
        write(section);
}

void SectionKeeper::flush(std::function<void(bool)> done) {
    m_rest.stop();
    if (done)
        m_waiting.push_back(std::move(done));
    for (const auto& [section, text] : unwritten())
        write(section);
    settle();
}

void SectionKeeper::write(const QString& section) {
    if (!m_room)
        return;
    Page& page = m_pages[section];
    if (page.underway)
        return;
    if (page.text == lastWritten(*m_room, section)) {
        written(section, page.text);
        return;
    }
    page.underway = true;
    setState(State::Saving);
    m_room->append(domain::SectionWritten{section, page.text},
                   [keeper = QPointer(this), section, text = page.text](const domain::Result<domain::Event>& result) {
                       if (!keeper)
                           return;
                       keeper->m_pages[section].underway = false;
                       if (result)
                           keeper->written(section, text);
                       else
                           keeper->refused(section, result.error().text);
                       // Typed on while it was written: whoever waits wants that, too.
                       if (result && keeper->isDirty(section) && !keeper->m_waiting.empty())
                           keeper->write(section);
                       keeper->settle();
                   });
}

void SectionKeeper::written(const QString& section, const QString& text) {
    Page& page = m_pages[section];
    if (page.text == text) {
        page.dirty = false;
        page.draftDue = false;
        m_room->saveDraft(section, {});
    }
    const bool all = std::none_of(m_pages.begin(), m_pages.end(), [](const auto& one) { return one.second.dirty; });
    setState(all ? State::Saved : State::Typing);
}

void SectionKeeper::refused(const QString& section, const QString& why) {
    m_pages[section].draftDue = true;
    m_trouble = why;
    setState(State::Failed);
    m_draft.start();
    m_rest.start();
}

/// Answers the flushes once nothing is on its way.
void SectionKeeper::settle() {
    const bool busy = std::any_of(m_pages.begin(), m_pages.end(), [](const auto& one) { return one.second.underway; });
    if (busy || m_waiting.empty())
        return;
    const bool all = unwritten().empty();
    for (const auto& done : std::exchange(m_waiting, {}))
        done(all);
}

void SectionKeeper::setState(State state) {
    m_state = state;
    if (m_room)
        m_since = m_room->clock()->now();
    emit stateChanged();
}

} // namespace ui
