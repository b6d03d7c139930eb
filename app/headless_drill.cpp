// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless_drill.h"

#include "app/post_mortem_export.h"
#include "net/transport.h"
#include "playbook/plan.h"
#include "report/one_page.h"
#include <QDir>

namespace app {

HeadlessDrill::HeadlessDrill(Holder* holder, domain::Clock* clock, Wanted wanted, QObject* parent)
    : QObject(parent)
    , m_holder(holder)
    , m_clock(clock)
    , m_wanted(std::move(wanted)) {}

HeadlessDrill::~HeadlessDrill() = default;

void HeadlessDrill::start(const QString& author, const QString& playbookFolder, Done done) {
    m_done = std::move(done);
    auto found = drill::findScenario(m_wanted.scenario, playbookFolder);
    if (!found) {
        finish(tl::unexpected(found.error()));
        return;
    }
    if (!QDir().mkpath(m_wanted.folder)) {
        finish(domain::fail(domain::ErrorKind::Storage,
                            QStringLiteral("The folder %1 cannot be made.").arg(m_wanted.folder)));
        return;
    }
    m_outcome.scenario = found->scenario.id;
    m_outcome.minutes = std::chrono::duration_cast<std::chrono::minutes>(found->scenario.length).count();
    drill::Run::Setup setup;
    setup.found = std::move(*found);
    setup.database = m_holder->database();
    setup.now = m_clock->now();
    setup.speed = m_wanted.speed;
    setup.headless = true;
    setup.author = author;
    setup.makeTransport = &net::drillTransport;
    m_run = std::make_unique<drill::Run>(std::move(setup));
    connect(m_run.get(), &drill::Run::opened, this, [this] { m_holder->rooms()->adopt(m_run->room()); });
    connect(m_run.get(), &drill::Run::stumbled, this,
            [](const QString& sentence) { qWarning("%s", qPrintable(sentence)); });
    connect(m_run.get(), &drill::Run::failed, this,
            [this](const domain::Error& error) { finish(tl::unexpected(error)); });
    connect(m_run.get(), &drill::Run::finished, this, &HeadlessDrill::exportMarkdown);
    m_run->start();
}

void HeadlessDrill::exportMarkdown() {
    m_outcome.key = m_run->room()->key();
    const QString path = QDir(m_wanted.folder).absoluteFilePath(m_outcome.key + u".md");
    exportPostMortem(m_holder->rooms()->archive(), m_outcome.key, path, m_run->clock()->now(), this,
                     [this](const domain::Result<QStringList>& files) {
                         if (!files) {
                             finish(tl::unexpected(files.error()));
                             return;
                         }
                         m_outcome.postMortem = files->front();
                         exportBundle();
                     });
}

void HeadlessDrill::exportBundle() {
    m_outcome.bundle = QDir(m_wanted.folder).absoluteFilePath(m_outcome.key + u".bridgewatch");
    m_holder->rooms()->archive()->exportBundle(m_outcome.key, m_outcome.bundle, this,
                                               [this](const domain::Result<QString>& written) {
                                                   if (written)
                                                       summarise();
                                                   else
                                                       finish(tl::unexpected(written.error()));
                                               });
}

void HeadlessDrill::summarise() {
    const room::WarRoom* room = m_run->room();
    const domain::Instant now = m_run->clock()->now();
    const playbook::Plan plan = playbook::planFor(room->playbook(), room->incident(), now);
    m_outcome.servers = m_run->servers();
    m_outcome.realServers = m_run->usesRealServers();
    m_outcome.summary = report::onePage(room->incident(), m_outcome.key, {plan.done, plan.total}, now);
    finish(m_outcome);
}

void HeadlessDrill::finish(const domain::Result<Outcome>& outcome) {
    if (const Done done = std::exchange(m_done, {}))
        done(outcome);
}

} // namespace app
