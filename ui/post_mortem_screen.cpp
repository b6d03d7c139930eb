// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/post_mortem_screen.h"

#include "items/sections_model.h"
#include "report/durations.h"
#include "room/war_room.h"
#include "ui/look/fonts.h"
#include "ui/notice_page.h"
#include "ui/panel_frame.h"
#include "ui/paper_view.h"
#include "ui/plain_label.h"
#include "ui/post_mortem_header.h"
#include "ui/section_keeper.h"
#include "ui/section_stack.h"
#include "ui/sections_delegate.h"
#include "ui/status_strip.h"
#include <QListView>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace ui {
namespace {

using namespace std::chrono_literals;

std::vector<items::SectionRow> rowsOf(const report::Document& document) {
    std::vector<items::SectionRow> rows;
    for (const report::Section& section : document.sections) {
        const auto state = section.state == report::SectionState::Empty     ? items::SectionRow::State::Empty
                           : section.state == report::SectionState::Written ? items::SectionRow::State::Written
                                                                            : items::SectionRow::State::Automatic;
        rows.push_back({section.id, section.title, state, section.note});
    }
    return rows;
}

} // namespace

PostMortemScreen::PostMortemScreen(QWidget* parent)
    : QWidget(parent)
    , m_pages(new QStackedLayout(this))
    , m_header(new PostMortemHeader)
    , m_model(new items::SectionsModel(this))
    , m_list(new QListView)
    , m_template(new PlainLabel)
    , m_editorPanel(new PanelFrame(tr("Markdown")))
    , m_stack(new SectionStack)
    , m_paper(new PaperView)
    , m_status(new StatusStrip) {
    setAccessibleName(tr("Post-mortem"));
    setFocusProxy(m_list);
    auto* previewPanel = new PanelFrame(tr("Preview"));
    m_editorPanel->body()->addWidget(m_stack, 1);
    previewPanel->body()->addWidget(m_paper, 1);

    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setHandleWidth(10);
    columns->setChildrenCollapsible(false);
    columns->addWidget(buildSections());
    columns->addWidget(m_editorPanel);
    columns->addWidget(previewPanel);
    for (int i = 0; i < 3; ++i)
        columns->setStretchFactor(i, i == 0 ? 0 : 1);
    columns->setSizes({240, 800, 800});

    auto* frame = new QVBoxLayout;
    frame->setContentsMargins(10, 10, 10, 10);
    frame->addWidget(columns);
    auto* page = new QWidget;
    auto* whole = new QVBoxLayout(page);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_header);
    whole->addLayout(frame, 1);
    whole->addWidget(m_status);
    auto* empty = new NoticePage;
    empty->setNotice(tr("No incident is open"),
                     tr("Open one from the archive or declare one: its post-mortem writes itself out of the record."));
    m_pages->addWidget(empty);
    m_pages->addWidget(page);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(250ms);
    m_tick.setInterval(1s);
    connectAll();
    addAct(tr("Post-mortem: save now"), QKeySequence::Save, [this] { flush(); });
    addAct(tr("Post-mortem: export Markdown"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { exportNow(); });
}

/// Works while the screen has the focus; the list of shortcuts reads it.
void PostMortemScreen::addAct(const QString& text, const QKeySequence& keys, std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
}

PostMortemScreen::~PostMortemScreen() {
    delete m_keeper;
}

QWidget* PostMortemScreen::buildSections() {
    auto* panel = new PanelFrame(tr("Sections"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SectionsDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Sections of the post-mortem"));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* heading = new PlainLabel(tr("TEMPLATE"));
    setTextFont(heading, TextSize::Small, QFont::DemiBold);
    heading->setProperty("muted", true);
    m_template->setWordWrap(true);
    m_template->setProperty("muted", true);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(14, 12, 14, 14);
    below->setSpacing(6);
    below->addWidget(heading);
    below->addWidget(m_template);
    panel->body()->addWidget(m_list, 1);
    panel->body()->addLayout(below);
    panel->setMinimumWidth(190);
    return panel;
}

void PostMortemScreen::connectAll() {
    connect(&m_refresh, &QTimer::timeout, this, &PostMortemScreen::requestDocument);
    connect(&m_tick, &QTimer::timeout, this, &PostMortemScreen::showHeader);
    connect(&m_maker, &DocumentMaker::made, this, [this](const std::shared_ptr<const DocumentMaker::Made>& made) {
        m_made = made;
        present(*made);
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& at) { reach(m_model->idAt(at.row()), true); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& at) {
        if (m_list->hasFocus())
            reach(m_model->idAt(at.row()), false);
    });
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex& at) { reach(m_model->idAt(at.row()), true); });
    connect(m_stack, &SectionStack::typed, this, [this](const QString& section, const QString& text) {
        if (m_keeper != nullptr)
            m_keeper->typed(section, text);
        m_refresh.start();
    });
    connect(m_stack, &SectionStack::left, this, [this](const QString& section) {
        if (m_keeper != nullptr)
            m_keeper->leave(section);
    });
    connect(m_stack, &SectionStack::entered, this, [this](const QString& section) {
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(section)));
        m_paper->showAnchor(QStringLiteral("section-%1").arg(m_model->rowOf(section)));
    });
    connect(m_stack, &SectionStack::actRequested, this, [this](const domain::Body& body) {
        if (m_room)
            m_room->append(body);
    });
    connect(m_header, &PostMortemHeader::statusChosen, this, [this](domain::PostMortemStatus status) {
        if (m_room)
            m_room->append(domain::PostMortemStatusChanged{status, m_room->incident().postMortem});
    });
    connect(m_header, &PostMortemHeader::sectionWanted, this, [this](const QString& section) { reach(section, true); });
    connect(m_header, &PostMortemHeader::exportWanted, this, &PostMortemScreen::exportNow);
    connect(m_paper, &PaperView::linkChosen, this, &PostMortemScreen::linkChosen);
}

void PostMortemScreen::clear() {
    if (m_keeper != nullptr) {
        m_keeper->flush();
        delete std::exchange(m_keeper, nullptr);
    }
    if (m_room)
        m_room->disconnect(this);
    m_room.clear();
    m_record.reset();
    m_made.reset();
    m_asked.clear();
    m_pages->setCurrentIndex(0);
}

void PostMortemScreen::setRoom(room::WarRoom* room) {
    clear();
    m_room = room;
    if (room == nullptr)
        return;
    m_keeper = new SectionKeeper(room, this);
    connectRoom();
    begin();
}

void PostMortemScreen::setRecord(std::shared_ptr<const Record> record) {
    clear();
    m_record = std::move(record);
    if (m_record)
        begin();
}

void PostMortemScreen::begin() {
    m_pages->setCurrentIndex(1);
    m_stack->setReadOnly(readOnly());
    m_template->setText(tr("Post-mortem sections of the playbook “%1”").arg(playbook().name));
    showHeader();
    showSaving();
    requestDocument();
}

void PostMortemScreen::setSynchronous(bool synchronous) {
    m_maker.setSynchronous(synchronous);
}

const domain::Incident* PostMortemScreen::incident() const {
    return m_room ? &m_room->incident() : m_record ? &m_record->incident : nullptr;
}

const playbook::Playbook& PostMortemScreen::playbook() const {
    return m_room ? m_room->playbook() : m_record->playbook;
}

QString PostMortemScreen::key() const {
    return m_room ? m_room->key() : m_record ? m_record->key : QString();
}

domain::Instant PostMortemScreen::now() const {
    return m_room ? m_room->clock()->now() : m_record ? m_record->now : domain::Instant();
}

bool PostMortemScreen::readOnly() const {
    return !m_room || m_room->readOnly();
}

/// What stands in a section: being typed, kept as a draft, or last written.
QString PostMortemScreen::text(const QString& section) const {
    if (m_keeper != nullptr)
        return m_keeper->text(section);
    const auto found = incident()->sections.find(section);
    return found == incident()->sections.end() ? QString() : found->second;
}

QString PostMortemScreen::dueText() const {
    const std::optional<domain::Millis> due = playbook().postMortem.due;
    const std::optional<domain::Instant> ended = report::endedAt(*incident());
    if (!due || !ended || incident()->postMortem == domain::PostMortemStatus::Published)
        return {};
    const domain::Millis left = *ended + *due - now();
    return left.count() >= 0 ? tr(" · draft due in %1").arg(domain::toHumanDuration(left))
                             : tr(" · draft overdue by %1").arg(domain::toHumanDuration(-left));
}

QString PostMortemScreen::lineText() const {
    const std::optional<domain::Instant> ended = report::endedAt(*incident());
    const domain::Instant start = report::startedAt(*incident());
    if (!ended)
        return tr("%1 · not resolved yet · lasting %2").arg(key(), domain::toHumanDuration(now() - start));
    const bool today = domain::toDateText(*ended) == domain::toDateText(now());
    const QString when =
        today ? domain::toClockText(*ended) : QString(domain::toDateText(*ended) + u' ' + domain::toClockText(*ended));
    return tr("%1 · resolved %2 UTC · lasted %3").arg(key(), when, domain::toHumanDuration(*ended - start)) + dueText();
}

void PostMortemScreen::connectRoom() {
    connect(m_keeper, &SectionKeeper::stateChanged, this, &PostMortemScreen::showSaving);
    connect(m_room, &room::WarRoom::appended, this, &PostMortemScreen::recorded);
    connect(m_room, &room::WarRoom::reloaded, this, &PostMortemScreen::refresh);
}

void PostMortemScreen::recorded(const domain::Event& event) {
    if (std::holds_alternative<domain::ActionItemAdded>(event.body) ||
        std::holds_alternative<domain::PostMortemStatusChanged>(event.body))
        requestDocument(); // the person waits for these
    else
        refresh();
}

void PostMortemScreen::refresh() {
    if (!m_refresh.isActive())
        m_refresh.start();
}

void PostMortemScreen::requestDocument() {
    if (incident() == nullptr || !isVisible())
        return;
    auto copy = std::make_shared<domain::Incident>(*incident());
    if (m_keeper != nullptr)
        for (const auto& [section, typed] : m_keeper->unwritten())
            copy->sections[section] = typed;
    m_maker.make({std::move(copy), std::make_shared<const playbook::Playbook>(playbook()), key(), now()});
    showHeader();
}

void PostMortemScreen::present(const DocumentMaker::Made& made) {
    if (incident() == nullptr)
        return;
    const QString current = m_model->idAt(m_list->currentIndex().row());
    m_model->setRows(rowsOf(made.document));
    m_stack->setSections(made.document.sections);
    m_stack->setGenerated(made.document.sections, made.generated);
    m_stack->setActionItems(incident()->actionItems);
    for (const report::Section& section : made.document.sections)
        m_stack->setText(section.id, text(section.id));
    m_list->setCurrentIndex(m_model->index(std::max(0, m_model->rowOf(current))));
    m_header->showFindings(made.document.findings);
    m_paper->setPaper(made.preview.html);
    if (made.document.assets != m_asked) {
        m_asked = made.document.assets;
        emit picturesWanted(m_asked);
    }
}

void PostMortemScreen::showHeader() {
    if (incident() == nullptr)
        return;
    const playbook::Severity* severity = findSeverity(playbook(), incident()->severity);
    m_header->setFacts({incident()->severity, severity != nullptr ? severity->rank : 1, incident()->title, lineText(),
                        incident()->postMortem, isOver(*incident()), readOnly()});
    m_status->setNow(now());
}

void PostMortemScreen::showSaving() {
    using Saved = StatusStrip::Saved;
    if (readOnly()) {
        m_editorPanel->setRemark(tr("read-only"));
        m_status->setSaved(Saved::ReadOnly, m_record ? tr("Record, not live") : tr("Read-only"));
        return;
    }
    const QString at = domain::toClockText(m_keeper->since(), true);
    switch (m_keeper->state()) {
    case SectionKeeper::State::Idle:
        m_editorPanel->setRemark({});
        m_status->setSaved(Saved::Yes, tr("Saved"));
        break;
    case SectionKeeper::State::Typing:
    case SectionKeeper::State::Saving:
        m_editorPanel->setRemark(tr("saving…"));
        m_status->setSaved(Saved::Saving, tr("Saving …"));
        break;
    case SectionKeeper::State::DraftKept:
        m_editorPanel->setRemark(tr("draft kept %1 UTC").arg(at));
        m_status->setSaved(Saved::Yes, tr("Draft kept · %1").arg(at));
        break;
    case SectionKeeper::State::Saved:
        m_editorPanel->setRemark(tr("saved %1 UTC").arg(at));
        m_status->setSaved(Saved::Yes, tr("Saved · %1").arg(at));
        break;
    case SectionKeeper::State::Failed:
        m_editorPanel->setRemark(tr("not saved"));
        m_status->setSaved(Saved::No, tr("Not saved"));
        emit troubled(
            tr("The post-mortem was not saved: %1 The text stays here and is tried again.").arg(m_keeper->trouble()));
        break;
    }
}

void PostMortemScreen::reach(const QString& section, bool focus) {
    m_stack->showSection(section, focus);
    m_paper->showAnchor(QStringLiteral("section-%1").arg(m_model->rowOf(section)));
}

void PostMortemScreen::flush(std::function<void(bool)> done) {
    if (m_keeper == nullptr) {
        if (done)
            done(true);
        return;
    }
    m_keeper->flush(std::move(done));
}

void PostMortemScreen::exportNow() {
    if (m_room.isNull())
        return;
    flush([screen = QPointer(this)](bool all) {
        if (!screen)
            return;
        if (all)
            emit screen->exportRequested();
        else
            emit screen->troubled(tr("Nothing was exported, because the latest text could not be saved."));
    });
}

void PostMortemScreen::setPicture(const QString& assetName, const QImage& image) {
    m_paper->setPicture(report::assetsFolder(key()) + u'/' + assetName, image);
}

void PostMortemScreen::setExporting(bool exporting) {
    m_header->setBusy(exporting);
}

void PostMortemScreen::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_tick.start();
    requestDocument();
}

void PostMortemScreen::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_tick.stop();
    flush();
}

} // namespace ui
