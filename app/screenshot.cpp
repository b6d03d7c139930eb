// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot.h"

#include "playbook/shelf.h"
#include "ui/archive_screen.h"
#include "ui/charts/report_graph.h"
#include "ui/import_screen.h"
#include "ui/main_window.h"
#include "ui/playbooks_screen.h"
#include "ui/post_mortem_screen.h"
#include "ui/runbook_screen.h"
#include "ui/stage_window.h"
#include "ui/step_actions.h"
#include "ui/war_room_screen.h"
#include "ui/welcome_screen.h"
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimer>

namespace app {
namespace {

/// Layouts, fonts and the last repaint need a few turns of the event loop.
constexpr int turnsToSettle = 8;
constexpr std::chrono::milliseconds turn{20};

} // namespace

domain::Result<domain::Instant> parseScreenMoment(const QString& text, domain::Instant declaredAt,
                                                  domain::Instant now) {
    static const QRegularExpression after(QStringLiteral("^T\\+(?:(\\d{1,3}):)?(\\d{1,3}):([0-5]\\d)$"));
    const auto match = after.match(text);
    if (!match.hasMatch())
        return domain::parseMoment(text, now);
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    return declaredAt + std::chrono::hours(number(1)) + std::chrono::minutes(number(2)) +
           std::chrono::seconds(number(3));
}

Screenshot::Screenshot(Session& session, room::Archive* archive, Wanted wanted, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_archive(archive)
    , m_wanted(std::move(wanted))
    , m_import(new RunbookImport(this)) {}

Screenshot::~Screenshot() = default;

void Screenshot::take(Done done) {
    m_done = std::move(done);
    if (m_archive)
        readRows();
    else
        show(nullptr);
}

void Screenshot::readRows() {
    m_archive->rows(this, [this](const domain::Result<std::vector<domain::ArchiveRow>>& rows) {
        if (!rows)
            return finish(tl::unexpected(rows.error()));
        m_rows = *rows;
        if (m_rows.empty() && m_wanted.incident.isEmpty())
            return show(nullptr);
        readIncident(*rows);
    });
}

void Screenshot::readIncident(const std::vector<domain::ArchiveRow>& rows) {
    const QString key = m_wanted.incident.isEmpty() ? rows.front().key : m_wanted.incident;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.key == key; });
    if (row == rows.end())
        return finish(domain::fail(domain::ErrorKind::NotFound, QStringLiteral("There is no incident %1.").arg(key)));
    std::optional<domain::Instant> until;
    if (!m_wanted.at.isEmpty()) {
        const auto moment = parseScreenMoment(m_wanted.at, row->declaredAt, m_session.clock()->now());
        if (!moment)
            return finish(domain::fail(domain::ErrorKind::Usage, moment.error().text));
        until = *moment;
    }
    readRecorded(m_archive, key, until, m_session.clock()->now(), this,
                 [this](const domain::Result<RecordedIncident>& recorded) {
                     if (recorded)
                         show(recorded->record);
                     else
                         finish(tl::unexpected(recorded.error()));
                 });
}

void Screenshot::buildWindow() {
    m_window = std::make_unique<ui::MainWindow>();
    m_window->addScreen(QStringLiteral("welcome"), ui::Glyph::Home, tr("First page"), new ui::WelcomeScreen, false);
    m_window->addScreen(QStringLiteral("war-room"), ui::Glyph::WarRoom, tr("War room"), new ui::WarRoomScreen);
    auto* steps = new ui::StepActions(m_window.get(), nullptr, {});
    m_window->addScreen(QStringLiteral("runbook"), ui::Glyph::Checklist, tr("Runbook"), new ui::RunbookScreen(steps));
    m_window->addScreen(QStringLiteral("post-mortem"), ui::Glyph::PostMortem, tr("Post-mortem"),
                        new ui::PostMortemScreen);
    m_window->addScreen(QStringLiteral("archive"), ui::Glyph::Archive, tr("Archive"), new ui::ArchiveScreen);
    m_window->addScreen(QStringLiteral("playbooks"), ui::Glyph::Playbook, tr("Playbooks"), new ui::PlaybooksScreen);
    m_window->addScreen(QStringLiteral("import"), ui::Glyph::Import, tr("Import runbook"), new ui::ImportScreen, false);
    m_window->setLook(m_wanted.theme, 1);
    m_window->resize(m_wanted.size);
}

void Screenshot::fillLists() {
    const domain::Instant now = m_session.clock()->now();
    const auto shelf = playbook::readShelf(m_session.places().playbooks());
    std::vector<playbook::Playbook> playbooks;
    for (const playbook::Shelved& entry : *shelf) {
        if (entry.isUsable())
            playbooks.push_back(entry.playbook);
    }
    qobject_cast<ui::PlaybooksScreen*>(m_window->screen(QStringLiteral("playbooks")))->setShelf(shelf);
    qobject_cast<ui::WelcomeScreen*>(m_window->screen(QStringLiteral("welcome")))
        ->setFacts(items::welcomeFacts(m_rows, playbooks, now));
    qobject_cast<ui::ArchiveScreen*>(m_window->screen(QStringLiteral("archive")))->setRows(m_rows, now);
}

void Screenshot::show(const std::shared_ptr<const ui::Record>& record) {
    buildWindow();
    if (m_wanted.screen == u"stage") {
        m_stage = std::make_unique<ui::StageWindow>();
        m_stage->setSynchronous(true);
        m_stage->resize(m_wanted.size);
        m_stage->setFacts(record ? stageFactsOf(*record) : items::StageFacts{});
        m_stage->show();
        return waitUntilSettled(0);
    }
    fillLists();
    readRunbook();
    auto* warRoom = qobject_cast<ui::WarRoomScreen*>(m_window->screen(QStringLiteral("war-room")));
    auto* postMortem = qobject_cast<ui::PostMortemScreen*>(m_window->screen(QStringLiteral("post-mortem")));
    warRoom->setSynchronous(true);
    postMortem->setSynchronous(true);
    connect(postMortem, &ui::PostMortemScreen::picturesWanted, this, &Screenshot::paintPins);
    m_window->showScreen(m_wanted.screen);
    m_window->show();
    if (record) {
        m_window->setIncidentKey(record->key);
        if (m_wanted.screen == u"war-room")
            warRoom->setRecord(record);
        if (m_wanted.screen == u"post-mortem")
            postMortem->setRecord(record);
        if (m_wanted.screen == u"runbook")
            showRunbook(record);
    }
    waitUntilSettled(0);
}

void Screenshot::showRunbook(const std::shared_ptr<const ui::Record>& record) {
    auto* runbook = qobject_cast<ui::RunbookScreen*>(m_window->screen(QStringLiteral("runbook")));
    ++m_pending;
    m_archive->attachment(
        record->incident.playbookDigest, this, [this, runbook, record](const domain::Result<QByteArray>& bytes) {
            const QString yaml = bytes ? QString::fromUtf8(*bytes) : QString(bytes.error().text);
            if (record->incident.runbookDigest.isEmpty()) {
                --m_pending;
                return runbook->setRecord(record, yaml);
            }
            m_archive->attachment(record->incident.runbookDigest, this,
                                  [this, runbook, record, yaml](const domain::Result<QByteArray>& source) {
                                      --m_pending;
                                      runbook->setRecord(record, yaml,
                                                         source ? QString::fromUtf8(*source) : source.error().text);
                                  });
        });
}

void Screenshot::readRunbook() {
    auto* screen = qobject_cast<ui::ImportScreen*>(m_window->screen(QStringLiteral("import")));
    screen->setNow(m_session.clock()->now());
    if (m_wanted.screen != u"import" || m_wanted.runbook.isEmpty())
        return;
    const QString name = QFileInfo(m_wanted.runbook).fileName();
    screen->showReading(name);
    ++m_pending;
    m_import->read(m_wanted.runbook, m_session.clock()->now(),
                   [this, screen, name](const domain::Result<ReadRunbook>& runbook) {
                       --m_pending;
                       if (runbook)
                           screen->showReview({runbook->draft, runbook->findings, runbook->took});
                       else
                           screen->showRefusal(name, runbook.error().text);
                   });
}

void Screenshot::paintPins(const std::vector<report::Asset>& assets) {
    auto* postMortem = qobject_cast<ui::PostMortemScreen*>(m_window->screen(QStringLiteral("post-mortem")));
    for (const report::Asset& asset : assets) {
        if (asset.kind != report::Asset::Kind::Picture)
            continue;
        ++m_pending;
        m_archive->attachment(asset.samplesDigest, this,
                              [this, postMortem, name = asset.name](const domain::Result<QByteArray>& bytes) {
                                  --m_pending;
                                  if (const auto pin = bytes.and_then(metrics::pinFromBytes))
                                      postMortem->setPicture(name, ui::reportGraph(*pin));
                              });
    }
}

void Screenshot::waitUntilSettled(int quietTurns) {
    QWidget* shown = m_stage ? static_cast<QWidget*>(m_stage.get()) : m_window.get();
    // A picture has no reader who types: the ring around the focus would only raise questions.
    if (QWidget* focused = shown->focusWidget())
        focused->clearFocus();
    if (quietTurns < turnsToSettle) {
        const int next = m_pending > 0 ? 0 : quietTurns + 1;
        QTimer::singleShot(turn, this, [this, next] { waitUntilSettled(next); });
        return;
    }
    finish(shown->grab().toImage());
}

void Screenshot::finish(const domain::Result<QImage>& result) {
    if (const Done done = std::exchange(m_done, {}))
        done(result);
}

} // namespace app
