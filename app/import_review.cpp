// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import_review.h"

#include "ui/ask_dialog.h"
#include "ui/import_screen.h"
#include "ui/main_window.h"
#include "ui/rules_dialog.h"
#include <QFileDialog>
#include <QFileInfo>

namespace app {

using domain::Result;

namespace {

bool isTaken(const playbook::Shelf& shelf, const QString& id) {
    return std::any_of(shelf.begin(), shelf.end(), [&](const playbook::Shelved& entry) { return entry.id == id; });
}

QString freeId(const playbook::Shelf& shelf, const QString& id) {
    for (int number = 2;; ++number) {
        QString next = QStringLiteral("%1-%2").arg(id.left(60)).arg(number);
        if (!isTaken(shelf, next))
            return next;
    }
}

} // namespace

ImportReview::ImportReview(Shelf* shelf, domain::Clock* clock, ui::MainWindow* window, QObject* parent)
    : QObject(parent)
    , m_shelf(shelf)
    , m_clock(clock)
    , m_window(window)
    , m_screen(new ui::ImportScreen)
    , m_import(new RunbookImport(this)) {
    m_window->addScreen(QStringLiteral("import"), ui::Glyph::Import, tr("Import runbook"), m_screen, false);
    connectScreen();
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_screen->isVisible())
            m_screen->setNow(m_clock->now());
    });
    m_tick.start();
    m_screen->setNow(m_clock->now());
}

void ImportReview::connectScreen() {
    connect(m_screen, &ui::ImportScreen::chooseFileRequested, this, &ImportReview::chooseFileRequested);
    connect(m_screen, &ui::ImportScreen::useRequested, this, &ImportReview::use);
    connect(m_screen, &ui::ImportScreen::rulesWanted, m_screen, [screen = m_screen] {
        auto* rules = new ui::RulesDialog(screen);
        rules->open();
    });
    connect(m_screen, &ui::ImportScreen::saveAsRequested, this, &ImportReview::askPlace);
    connect(m_screen, &ui::ImportScreen::leaveRequested, m_window,
            [window = m_window] { window->showScreen(QStringLiteral("playbooks")); });
}

void ImportReview::show() {
    m_window->showScreen(QStringLiteral("import"));
}

bool ImportReview::hasReview() const {
    return m_screen->hasReview();
}

void ImportReview::import(const QString& path) {
    show();
    if (!m_screen->isChanged())
        return read(path);
    auto* dialog = new ui::AskDialog(
        tr("Begin another review?"),
        tr("What you chose for %1 is not kept yet and would be lost.").arg(QFileInfo(m_path).fileName()), m_screen);
    dialog->setVerb(tr("Begin"));
    connect(dialog, &ui::AskDialog::answered, this, [this, path] { read(path); });
    dialog->open();
}

void ImportReview::read(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    m_screen->showReading(name);
    emit changed();
    m_import->read(path, m_clock->now(), [this, path, name](const Result<ReadRunbook>& runbook) {
        if (runbook) {
            m_path = path;
            m_bytes = runbook->bytes;
            m_screen->showReview({runbook->draft, runbook->findings, runbook->took});
            m_screen->setFocus();
        } else {
            m_screen->showRefusal(name, runbook.error().text);
        }
        emit changed();
    });
}

void ImportReview::use() {
    QString id = m_screen->draft().id;
    if (!playbook::checkId(id))
        id = playbook::idFrom(QFileInfo(m_path).fileName());
    if (isTaken(*m_shelf->entries(), id))
        askName(id);
    else
        keep(id, Existing::Refuse);
}

void ImportReview::askName(const QString& id) {
    auto* dialog =
        new ui::AskDialog(tr("Name of the playbook"), tr("There is a playbook \"%1\" already.").arg(id), m_screen);
    dialog->addLine(tr("Name"), freeId(*m_shelf->entries(), id));
    dialog->addToggle(tr("Put it in the place of the one of this name"), false);
    dialog->setVerb(tr("Use it"));
    dialog->setCheck([this](const QStringList& answers) {
        if (const auto fine = playbook::checkId(answers.at(0).trimmed()); !fine)
            return fine.error().text;
        const bool taken = isTaken(*m_shelf->entries(), answers.at(0).trimmed());
        return taken && answers.at(1).isEmpty() ? tr("There is a playbook of this name already") : QString();
    });
    connect(dialog, &ui::AskDialog::answered, this, [this](const QStringList& answers) {
        keep(answers.at(0).trimmed(), answers.at(1).isEmpty() ? Existing::Refuse : Existing::Replace);
    });
    dialog->open();
}

void ImportReview::give(const domain::Error& error) {
    m_screen->setBusy(false);
    emit troubled(error.text);
}

void ImportReview::keep(const QString& id, Existing existing) {
    m_screen->setBusy(true);
    m_import->make(m_screen->draft(), id, [this, id, existing](const Result<QByteArray>& yaml) {
        if (!yaml)
            return give(yaml.error());
        m_shelf->save({id, *yaml, m_bytes}, existing, [this, id](const Result<QString>& saved) {
            if (!saved)
                return give(saved.error());
            m_screen->setBusy(false);
            m_screen->showNothing();
            emit changed();
            emit used(id);
        });
    });
}

void ImportReview::askPlace() {
    auto* dialog = new QFileDialog(m_window, tr("Save the playbook"), QFileInfo(m_path).path(),
                                   tr("Playbooks (*.yaml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("yaml"));
    dialog->selectFile(m_screen->draft().id + QStringLiteral(".yaml"));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportReview::saveAs);
    dialog->open();
}

void ImportReview::saveAs(const QString& path) {
    m_screen->setBusy(true);
    m_import->make(m_screen->draft(), QFileInfo(path).completeBaseName(), [this, path](const Result<QByteArray>& yaml) {
        if (!yaml)
            return give(yaml.error());
        m_shelf->saveAs(path, {{}, *yaml, m_bytes}, [this](const Result<QString>& saved) {
            if (!saved)
                return give(saved.error());
            m_screen->setBusy(false);
            emit savedAs(*saved);
        });
    });
}

} // namespace app
