// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk.h"

#include "app/acts.h"
#include "app/first_alerts.h"
#include "app/open_rooms.h"
#include "app/playbooks.h"
#include "app/retention.h"
#include "app/single_instance.h"
#include "drill/run.h"
#include "net/redact.h"
#include "store/database.h"
#include "ui/archive_screen.h"
#include "ui/message_bar.h"
#include "ui/post_mortem_screen.h"
#include "ui/runbook_screen.h"
#include "ui/stage_window.h"
#include "ui/step_actions.h"
#include "ui/war_room_screen.h"
#include "ui/welcome_screen.h"
#include <QDesktopServices>
#include <QJsonArray>
#include <QJsonObject>

namespace app {

using domain::Result;
using namespace std::chrono_literals;

Desk::Desk(Session& session, std::optional<store::Lock> lock, const QString& holder, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_settings(session.settings())
    , m_transport(session.clock(), {.patientSlots = 256})
    , m_database(new store::Database(session.places().data, this))
    , m_rooms(new OpenRooms(m_database, session.clock(), session.author(), this))
    , m_window(std::make_unique<ui::MainWindow>()) {
    buildScreens();
    connectScreens();
    connectArchive();
    connectSteps();
    m_playbooks->read();
    m_window->setLook(m_settings.theme == u"light" ? ui::Theme::Light : ui::Theme::Dark, m_settings.scale);
    if (!m_settings.geometry.isEmpty())
        m_window->restoreGeometry(m_settings.geometry);
    m_database->open(std::move(lock), this, [this, holder](const Result<store::Database::Opening>& opened) {
        if (!opened)
            recordOpened(opened.error().text);
        else if (opened->readOnly && !holder.isEmpty())
            recordOpened(tr("Read-only: %1 has this data folder open.").arg(holder));
        else
            recordOpened(opened->notice);
        if (opened)
            forgetOldResults(m_database, daysOfResults(m_session.places()), m_session.clock()->now(), this);
    });
}

Desk::~Desk() {
    m_postMortem->setRoom(nullptr);
    m_runbook->setRoom(nullptr);
    m_warRoom->setRoom(nullptr);
    m_stage.reset();
}

void Desk::buildScreens() {
    m_welcome = new ui::WelcomeScreen;
    m_warRoom = new ui::WarRoomScreen;
    m_steps = new ui::StepActions(m_window.get(), &m_transport, [this](const QString& digest) {
        return m_settings.allowedPlaybooks.contains(digest);
    });
    m_runbook = new ui::RunbookScreen(m_steps);
    m_postMortem = new ui::PostMortemScreen;
    m_archive = new ui::ArchiveScreen;
    m_window->addScreen(QStringLiteral("welcome"), ui::Glyph::Home, tr("First page"), m_welcome, false);
    m_window->addScreen(QStringLiteral("war-room"), ui::Glyph::WarRoom, tr("War room"), m_warRoom);
    m_window->addScreen(QStringLiteral("runbook"), ui::Glyph::Checklist, tr("Runbook"), m_runbook);
    m_window->addScreen(QStringLiteral("post-mortem"), ui::Glyph::PostMortem, tr("Post-mortem"), m_postMortem);
    m_window->addScreen(QStringLiteral("archive"), ui::Glyph::Archive, tr("Archive"), m_archive);
    m_playbooks = new Playbooks(m_session.places().playbooks(), m_session.clock(), m_window.get(),
                                m_settings.playbook.isEmpty() ? QStringLiteral("default") : m_settings.playbook, this);
    m_firstAlerts = std::make_unique<FirstAlerts>(m_session.clock(), &m_transport);
    m_window->showScreen(QStringLiteral("welcome"));
    m_warRoom->showNothing();
    m_postMortem->setRoom(nullptr);
    if (!m_settings.arrangement.isEmpty())
        m_warRoom->setArrangement(m_settings.arrangement);
}

void Desk::connectScreens() {
    ui::MainWindow* window = m_window.get();
    const auto askDeclare = [window] { window->askDeclare(); };
    const auto defaultDrill = [this] { startDrill(QStringLiteral("database-outage")); };
    connect(window, &ui::MainWindow::declareRequested, this, &Desk::declare);
    connect(window, &ui::MainWindow::drillRequested, this, defaultDrill);
    connect(window, &ui::MainWindow::stageRequested, this, &Desk::toggleStage);
    const auto askBundle = [this] { askImport(tr("Open a bundle")); };
    const auto askRunbook = [this] { askImport(tr("Import a runbook")); };
    connect(window, &ui::MainWindow::importRequested, this, askBundle);
    connect(window, &ui::MainWindow::runbookRequested, this, askRunbook);
    connect(window, &ui::MainWindow::fileDropped, this, &Desk::importFile);
    connect(window, &ui::MainWindow::closing, this, &Desk::leave);
    connect(window, &ui::MainWindow::lookChanged, this, [this](ui::Theme theme, double scale) {
        remember([theme, scale](Settings& settings) {
            settings.theme = theme == ui::Theme::Light ? QStringLiteral("light") : QStringLiteral("dark");
            settings.scale = scale;
        });
    });

    connect(m_welcome, &ui::WelcomeScreen::declareRequested, this, askDeclare);
    connect(m_welcome, &ui::WelcomeScreen::declareWithRequested, this,
            [window](const QString& playbook) { window->askDeclare(playbook); });
    connect(m_welcome, &ui::WelcomeScreen::declareFromAlertRequested, window,
            [window](const QString& playbook, const QString& title, domain::Instant since) {
                auto* dialog = window->askDeclare(playbook);
                dialog->setTitle(title);
                dialog->setImpactBegan(since);
            });
    connect(m_welcome, &ui::WelcomeScreen::drillRequested, this, defaultDrill);
    connect(m_welcome, &ui::WelcomeScreen::importRequested, this, askBundle);
    connect(m_welcome, &ui::WelcomeScreen::runbookRequested, this, askRunbook);
    connect(m_welcome, &ui::WelcomeScreen::openRequested, this, &Desk::open);

    connect(m_warRoom, &ui::WarRoomScreen::declareRequested, this, askDeclare);
    connect(m_warRoom, &ui::WarRoomScreen::declareFromAlertRequested, window,
            [this, window](const QString& title, domain::Instant since) {
                auto* dialog = window->askDeclare(m_room ? m_room->incident().playbook : QString());
                dialog->setTitle(title);
                dialog->setImpactBegan(since);
            });
    connect(m_warRoom, &ui::WarRoomScreen::linkRequested, this,
            [](const QString& url) { QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode)); });
    connect(m_warRoom, &ui::WarRoomScreen::drillRequested, this, defaultDrill);
    connect(m_warRoom, &ui::WarRoomScreen::stageRequested, this, &Desk::toggleStage);
    connect(m_warRoom, &ui::WarRoomScreen::exportRequested, this, &Desk::askExport);
    connect(m_warRoom, &ui::WarRoomScreen::arrangementChanged, this,
            [this] { remember([this](Settings& settings) { settings.arrangement = m_warRoom->arrangement(); }); });

    connect(m_postMortem, &ui::PostMortemScreen::exportRequested, this, &Desk::askExport);
    connect(m_postMortem, &ui::PostMortemScreen::picturesWanted, this, &Desk::paintPictures);
    connect(m_postMortem, &ui::PostMortemScreen::linkChosen, this,
            [](const QUrl& target) { QDesktopServices::openUrl(target); });
    connect(m_postMortem, &ui::PostMortemScreen::troubled, this, &Desk::complain);

    connect(m_firstAlerts.get(), &FirstAlerts::changed, this, &Desk::showFirstPage);
    connect(window, &ui::MainWindow::screenChanged, this, &Desk::watchFirstPage);
    connect(m_playbooks, &Playbooks::changed, this, [this] {
        watchFirstPage();
        showFirstPage();
        tellReady();
    });
    connect(m_playbooks, &Playbooks::troubled, this, &Desk::complain);
    connect(m_playbooks, &Playbooks::importRequested, this, askRunbook);
    connect(m_playbooks, &Playbooks::told, this, [window](const QString& sentence) {
        window->messages()->showMessage(ui::MessageBar::Level::Info, sentence);
    });

    m_stageTick.setInterval(500ms);
    connect(&m_stageTick, &QTimer::timeout, this, &Desk::refreshStage);
}

void Desk::connectArchive() {
    ui::MainWindow* window = m_window.get();
    connect(m_archive, &ui::ArchiveScreen::openRequested, this, &Desk::open);
    connect(m_archive, &ui::ArchiveScreen::searchRequested, this, &Desk::search);
    connect(m_archive, &ui::ArchiveScreen::importRequested, this, [this] { askImport(tr("Open a bundle")); });
    connect(m_archive, &ui::ArchiveScreen::declareRequested, window, [window] { window->askDeclare(); });
    connect(m_archive, &ui::ArchiveScreen::drillRequested, window, &ui::MainWindow::drillRequested);
    // Twenty notes in a row read the lists once.
    m_listSoon.setSingleShot(true);
    m_listSoon.setInterval(150ms);
    connect(m_rooms->archive(), &room::Archive::changed, &m_listSoon, qOverload<>(&QTimer::start));
    connect(&m_listSoon, &QTimer::timeout, this, &Desk::refreshLists);
    m_listTick.setInterval(30s);
    connect(&m_listTick, &QTimer::timeout, this, &Desk::refreshLists);
    m_listTick.start();
}

void Desk::connectSteps() {
    m_warRoom->setActions(m_steps);
    connect(m_steps, &ui::StepActions::allowanceGiven, this, [this](const QString& digest) {
        remember([&digest](Settings& settings) {
            if (!settings.allowedPlaybooks.contains(digest))
                settings.allowedPlaybooks << digest;
        });
        allowChecks();
    });
    connect(m_steps, &ui::StepActions::failed, this, [this](const QString& sentence) {
        if (!m_warRoom->isVisible())
            complain(sentence);
    });
    connect(m_steps, &ui::StepActions::copied, this,
            [this] { m_window->messages()->showMessage(ui::MessageBar::Level::Info, tr("It is in the clipboard.")); });
    connect(m_runbook, &ui::RunbookScreen::declareRequested, this, [this] { m_window->askDeclare(); });
    connect(m_runbook, &ui::RunbookScreen::drillRequested, m_window.get(), &ui::MainWindow::drillRequested);
}

void Desk::recordOpened(const QString& notice) {
    if (!notice.isEmpty())
        m_window->messages()->setCondition(QStringLiteral("record"), ui::MessageBar::Level::Warning, notice);
    if (m_database->isOpen() && !m_database->isReadOnly())
        serve();
    refreshLists();
}

void Desk::serve() {
    m_server = new ActServer(
        [this](const QJsonObject& act, QObject* context, const Answered& done) { perform(act, context, done); }, this);
    if (const auto listening = m_server->listen(m_session.places().socket()); !listening)
        complain(listening.error().text);
}

void Desk::perform(const QJsonObject& act, QObject* context, const Answer& done) {
    if (act[QStringLiteral("act")].toString() == u"raise") {
        raise();
        if (const QString scenario = act[QStringLiteral("drill")].toString(); !scenario.isEmpty())
            startDrill(scenario, act[QStringLiteral("speed")].toDouble(1));
        done(QJsonObject{});
        return;
    }
    const QStringList unmet = unmetBy(act);
    app::perform(*m_rooms, act, context, [done, unmet](const Result<QJsonObject>& answer) {
        if (!answer || unmet.isEmpty())
            return done(answer);
        QJsonObject warned = *answer;
        warned.insert(QLatin1String(warningsField), QJsonArray::fromStringList(unmet));
        done(warned);
    });
}

void Desk::raise() {
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Desk::refreshLists() {
    if (!m_database->isOpen()) {
        m_listed = true;
        showFirstPage();
        return tellReady();
    }
    m_rooms->archive()->rows(this, [this](const Result<std::vector<domain::ArchiveRow>>& rows) {
        m_listed = true;
        if (!rows) {
            m_archive->setFailure(rows.error().text);
        } else {
            m_rows = *rows;
            m_archive->setRows(*rows, m_session.clock()->now());
            showFirstPage();
        }
        tellReady();
    });
}

void Desk::showFirstPage() {
    items::WelcomeFacts facts = items::welcomeFacts(m_rows, m_playbooks->usable(), m_session.clock()->now());
    facts.alerts = items::welcomeAlerts(m_firstAlerts->alerts(), m_firstAlerts->playbook());
    facts.away = items::welcomeAway(m_firstAlerts->silent());
    m_welcome->setFacts(facts);
}

/// Alerts of the playbook that was used last, while the first page is the one that is shown.
void Desk::watchFirstPage() {
    const QString wanted = m_settings.playbook.isEmpty() ? QStringLiteral("default") : m_settings.playbook;
    for (const playbook::Playbook& one : m_playbooks->usable()) {
        if (one.id == wanted)
            m_firstAlerts->setPlaybook(one);
    }
    m_firstAlerts->setWatching(m_window->currentScreen() == u"welcome");
}

/// Once, when both the record and the playbooks have been read.
void Desk::tellReady() {
    if (m_listed && m_playbooks->isRead() && !std::exchange(m_ready, true))
        emit ready();
}

void Desk::search(const QString& words) {
    constexpr int atMost = 200;
    m_rooms->archive()->search(words, atMost, this, [this, words](const Result<std::vector<domain::SearchHit>>& hits) {
        if (hits)
            m_archive->setHits(words, *hits);
        else
            m_archive->setFailure(hits.error().text);
    });
}

void Desk::refreshStage() {
    if (!m_stage || !m_stage->isVisible() || !m_room)
        return;
    std::vector<items::StageCheckInput> checks;
    if (m_watch) {
        for (const room::CheckView& view : m_watch->checks())
            checks.push_back({.title = view.check.title,
                              .state = view.state,
                              .detail = view.last ? view.last->detail : QString(),
                              .since = view.since});
    } else {
        std::map<QString, domain::CheckFlip> last;
        for (const domain::CheckFlip& flip : m_room->incident().flips)
            last[flip.check] = flip;
        for (const auto& [id, flip] : last)
            checks.push_back({.title = flip.title, .state = flip.state, .detail = flip.detail, .since = flip.at});
    }
    m_stage->setFacts(items::stageFacts(m_room->incident(), m_room->playbook(), m_room->clock()->now(), checks,
                                        m_watch ? m_watch->panels() : std::vector<metrics::PanelView>{}, net::redact));
}

void Desk::toggleStage() {
    if (m_stage && m_stage->isVisible()) {
        m_stage->close();
        return;
    }
    if (!m_room) {
        complain(tr("Stage shows the incident on the desk: declare or open one first."));
        return;
    }
    if (!m_stage) {
        m_stage = std::make_unique<ui::StageWindow>();
        connect(m_stage.get(), &ui::StageWindow::closed, &m_stageTick, &QTimer::stop);
    }
    m_stage->show();
    refreshStage();
    m_stageTick.start();
}

void Desk::remember(const std::function<void(Settings&)>& change) {
    change(m_settings);
    if (const auto written = writeSettings(m_session.places(), m_settings); !written)
        complain(written.error().text);
}

void Desk::leave() {
    if (std::exchange(m_leaving, true))
        return;
    remember([this](Settings& settings) { settings.geometry = m_window->saveGeometry(); });
    // What is typed is on disk before the program ends; a failure has been shown and the draft is kept. Commands that
    // run are ended and recorded, except those that a person let go on.
    endCommands([this] { m_postMortem->flush([this](bool) { m_session.end(Exit::Done); }); });
}

void Desk::complain(const QString& sentence) {
    m_window->messages()->showMessage(ui::MessageBar::Level::Error, sentence);
}

} // namespace app
