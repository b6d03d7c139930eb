// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archive_screen.h"

#include "ui/archive_delegate.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/style.h"
#include "ui/look/tokens.h"
#include "ui/panel_frame.h"
#include "ui/plain_label.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

namespace ui {

using items::ArchiveFilter;
using items::ArchiveModel;

namespace {

QString grouped(qint64 number) {
    return QLocale::c().toString(number);
}

QString counted(qint64 number, const QString& one, const QString& many) {
    return QStringLiteral("%1 %2").arg(grouped(number), number == 1 ? one : many);
}

/// One choice of a filter's menu.
QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text, bool chosen, std::function<void()> choose) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, menu, std::move(choose));
    return action;
}

} // namespace

ArchiveScreen::ArchiveScreen(QWidget* parent)
    : QWidget(parent)
    , m_model(new ArchiveModel(this))
    , m_words(new QLineEdit)
    , m_count(new PlainLabel)
    , m_severity(makeFilter(tr("Severity")))
    , m_state(makeFilter(tr("State")))
    , m_period(makeFilter(tr("Period")))
    , m_frame(new PanelFrame(tr("Incidents")))
    , m_table(new QTableView)
    , m_note(new QWidget)
    , m_noteTitle(new PlainLabel)
    , m_noteText(new PlainLabel)
    , m_declare(new QPushButton(tr("Declare an incident")))
    , m_drill(new QPushButton(tr("Start a drill")))
    , m_clear(new QPushButton(tr("Show everything")))
    , m_body(new QStackedLayout) {
    setAccessibleName(tr("Archive"));
    m_body->addWidget(makeList());
    m_body->addWidget(makeNote());
    m_frame->body()->addLayout(m_body);
    auto* around = new QHBoxLayout;
    around->setContentsMargins(10, 10, 10, 10);
    around->addWidget(m_frame);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(makeHeader());
    whole->addLayout(around, 1);
    fillSeverities();
    fillStates();
    fillPeriods();
    refresh();
}

QWidget* ArchiveScreen::makeHeader() {
    auto* header = new QWidget;
    auto* title = new PlainLabel(tr("Archive"));
    setTextFont(title, TextSize::Title, QFont::DemiBold);
    setTextFont(m_words, TextSize::Large);
    setTextFont(m_count, TextSize::Body);
    m_count->setProperty("muted", true);
    m_words->setPlaceholderText(tr("Search every entry, title and key"));
    m_words->setAccessibleName(tr("Search the archive"));
    m_words->setClearButtonEnabled(false);
    m_words->setMaximumWidth(scaled(860));
    m_words->setMinimumHeight(scaled(40));
    m_words->installEventFilter(this);
    auto* inside = new QHBoxLayout(m_words);
    inside->setContentsMargins(0, 0, 12, 0);
    inside->addStretch(1);
    inside->addWidget(m_count);
    connect(m_words, &QLineEdit::textChanged, this, &ArchiveScreen::search);

    auto* import = new QPushButton(tr("Import bundle"));
    import->setToolTip(tr("Copy an incident in from a .bridgewatch file"));
    connect(import, &QPushButton::clicked, this, &ArchiveScreen::importRequested);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(20, 14, 20, 16);
    row->setSpacing(10);
    row->addWidget(title);
    row->addSpacing(10);
    row->addWidget(m_words, 3);
    row->addSpacing(6);
    for (QToolButton* filter : {m_severity, m_state, m_period})
        row->addWidget(filter);
    row->addStretch(1);
    row->addWidget(import);
    return header;
}

QWidget* ArchiveScreen::makeList() {
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ArchiveDelegate(m_table));
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMouseTracking(true);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ArchiveModel::Title, QHeaderView::Stretch);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStyleSheet(
        QStringLiteral("QHeaderView::section { padding: 8px 8px 8px 13px; }")); // as the delegate's side
    header->setSectionsClickable(false);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, &ArchiveScreen::openCurrent);
    return m_table;
}

QWidget* ArchiveScreen::makeNote() {
    setTextFont(m_noteTitle, TextSize::Title, QFont::DemiBold);
    setTextFont(m_noteText, TextSize::Large);
    m_noteText->setProperty("muted", true);
    m_noteText->setWordWrap(true);
    m_noteText->setFixedWidth(scaled(560));
    for (PlainLabel* label : {m_noteTitle, m_noteText})
        label->setAlignment(Qt::AlignHCenter);
    markPrimary(m_declare);
    connect(m_declare, &QPushButton::clicked, this, &ArchiveScreen::declareRequested);
    connect(m_drill, &QPushButton::clicked, this, &ArchiveScreen::drillRequested);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        applyFilter({});
        m_words->clear();
    });
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton* button : {m_declare, m_drill, m_clear})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(m_note);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_noteTitle);
    column->addWidget(m_noteText, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch(3);
    return m_note;
}

QToolButton* ArchiveScreen::makeFilter(const QString& title) {
    auto* button = new QToolButton;
    button->setText(title);
    button->setAccessibleName(tr("Filter by %1").arg(title.toLower()));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setLayoutDirection(Qt::RightToLeft); // the arrow behind the word
    button->setMenu(new QMenu(button));
    button->setMinimumHeight(scaled(34));
    button->setStyleSheet(QStringLiteral("QToolButton { padding: 4px 10px; } QToolButton:focus { padding: 3px 9px; }"));
    return button;
}

void ArchiveScreen::fillSeverities() {
    QMenu* menu = m_severity->menu();
    menu->clear();
    const std::set<QString> chosen = m_model->filter().severities;
    for (const auto& [id, rank] : m_model->severities()) {
        QAction* action = menu->addAction(id);
        action->setCheckable(true);
        action->setChecked(chosen.contains(id));
        connect(action, &QAction::toggled, this, [this, severity = id](bool on) {
            ArchiveFilter filter = m_model->filter();
            if (on)
                filter.severities.insert(severity);
            else
                filter.severities.erase(severity);
            applyFilter(filter);
        });
    }
    m_severity->setText(chosen.empty() ? tr("Severity")
                                       : QStringList(chosen.begin(), chosen.end()).join(QStringLiteral(", ")));
    m_severity->setEnabled(!menu->isEmpty());
}

void ArchiveScreen::fillStates() {
    QMenu* menu = m_state->menu();
    delete m_state->findChild<QActionGroup*>();
    menu->clear();
    auto* states = new QActionGroup(m_state);
    const ArchiveFilter now = m_model->filter();
    const auto state = [&](const QString& text, ArchiveFilter::State wanted, ArchiveFilter::Drills drills,
                           bool followUps = false) {
        const bool chosen = now.state == wanted && now.drills == drills && now.followUps == followUps;
        addChoice(menu, states, text, chosen, [this, wanted, drills, followUps] {
            ArchiveFilter filter = m_model->filter();
            filter.state = wanted;
            filter.drills = drills;
            filter.followUps = followUps;
            applyFilter(filter);
        });
        if (chosen)
            m_state->setText(now == ArchiveFilter{.severities = now.severities, .declaredFrom = now.declaredFrom}
                                 ? tr("State")
                                 : text);
    };
    state(tr("Everything"), ArchiveFilter::State::Any, ArchiveFilter::Drills::Shown);
    state(tr("Open"), ArchiveFilter::State::Open, ArchiveFilter::Drills::Hidden);
    state(tr("Over"), ArchiveFilter::State::Over, ArchiveFilter::Drills::Hidden);
    state(tr("Follow-ups to do"), ArchiveFilter::State::Over, ArchiveFilter::Drills::Shown, true);
    state(tr("Without drills"), ArchiveFilter::State::Any, ArchiveFilter::Drills::Hidden);
    state(tr("Drills"), ArchiveFilter::State::Any, ArchiveFilter::Drills::Only);
}

void ArchiveScreen::fillPeriods() {
    QMenu* menu = m_period->menu();
    delete m_period->findChild<QActionGroup*>();
    menu->clear();
    auto* periods = new QActionGroup(m_period);
    const bool always = !m_model->filter().declaredFrom;
    if (always)
        m_period->setText(tr("Period"));
    const auto period = [&](const QString& text, int days) {
        addChoice(menu, periods, text, days == 0 && always, [this, text, days] {
            ArchiveFilter filter = m_model->filter();
            filter.declaredFrom.reset();
            if (days > 0)
                filter.declaredFrom = m_now - std::chrono::days(days);
            applyFilter(filter);
            if (days > 0)
                m_period->setText(text);
        });
    };
    period(tr("Always"), 0);
    period(tr("Last 7 days"), 7);
    period(tr("Last 30 days"), 30);
    period(tr("Last 90 days"), 90);
    period(tr("Last 365 days"), 365);
}

void ArchiveScreen::applyFilter(const ArchiveFilter& filter) {
    m_model->setFilter(filter);
    fillStates();
    if (!filter.declaredFrom)
        fillPeriods();
    refresh();
    const std::set<QString>& chosen = filter.severities;
    m_severity->setText(chosen.empty() ? tr("Severity")
                                       : QStringList(chosen.begin(), chosen.end()).join(QStringLiteral(", ")));
    if (chosen.empty())
        fillSeverities();
}

void ArchiveScreen::setRows(std::vector<domain::ArchiveRow> rows, domain::Instant now) {
    const domain::ArchiveRow* current = m_model->rowAt(m_table->currentIndex().row());
    const QString key = current ? current->key : QString();
    m_loaded = true;
    m_failure.clear();
    m_now = now;
    m_model->setRows(std::move(rows), now);
    fillSeverities();
    refresh();
    for (int row = 0; row < m_model->rowCount() && !key.isEmpty(); ++row)
        if (m_model->rowAt(row)->key == key)
            m_table->setCurrentIndex(m_model->index(row, 0));
}

void ArchiveScreen::setNow(domain::Instant now) {
    m_now = now;
    m_model->setNow(now);
}

void ArchiveScreen::search() {
    const QString words = m_words->text().trimmed();
    m_searching.start();
    if (words.isEmpty())
        m_model->setSearch({}, {});
    refresh();
    emit searchRequested(words);
}

void ArchiveScreen::setHits(const QString& words, std::vector<domain::SearchHit> hits) {
    if (words != m_words->text().trimmed())
        return;
    m_model->setSearch(words, std::move(hits));
    refresh();
    if (m_model->isSearching() && m_searching.isValid())
        m_count->setText(
            tr("%1 · %2 ms")
                .arg(counted(m_model->hitCount(), tr("hit"), tr("hits")), QString::number(m_searching.elapsed())));
}

void ArchiveScreen::setFailure(const QString& sentence) {
    m_failure = sentence;
    refresh();
}

void ArchiveScreen::focusSearch() {
    m_words->setFocus();
    m_words->selectAll();
}

void ArchiveScreen::refresh() {
    qint64 drills = 0, entries = 0;
    for (const domain::ArchiveRow& row : m_model->allRows()) {
        drills += row.drill ? 1 : 0;
        entries += row.entries;
    }
    const qint64 incidents = static_cast<qint64>(m_model->allRows().size()) - drills;
    const QStringList counts{counted(incidents, tr("incident"), tr("incidents")),
                             counted(drills, tr("drill"), tr("drills")), counted(entries, tr("entry"), tr("entries"))};
    m_frame->setRemark(m_loaded ? counts.join(QStringLiteral(" · ")) : QString());
    if (!m_model->isSearching())
        m_count->clear();
    m_table->verticalHeader()->setDefaultSectionSize(ArchiveDelegate::rowHeight(m_model->isSearching()));
    refreshColumns();
    refreshNote();
}

void ArchiveScreen::refreshNote() {
    const bool nothing = m_model->allRows().empty();
    m_body->setCurrentWidget(m_failure.isEmpty() && m_loaded && m_model->rowCount() > 0 ? static_cast<QWidget*>(m_table)
                                                                                        : m_note);
    m_declare->setVisible(m_loaded && nothing && m_failure.isEmpty());
    m_drill->setVisible(m_declare->isVisibleTo(m_note));
    m_clear->setVisible(m_loaded && !nothing && m_failure.isEmpty());
    if (!m_failure.isEmpty()) {
        m_noteTitle->setText(tr("The archive cannot be read"));
        m_noteText->setText(m_failure);
    } else if (!m_loaded) {
        m_noteTitle->setText(tr("Reading the archive …"));
        m_noteText->clear();
    } else if (nothing) {
        m_noteTitle->setText(tr("No incident yet"));
        m_noteText->setText(tr("Every incident you declare, and every drill, stays here with its whole timeline."));
    } else {
        m_noteTitle->setText(tr("Nothing found"));
        m_noteText->setText(m_model->isSearching() ? tr("No entry, title or key holds all of these words.")
                                                   : tr("No incident passes these filters."));
    }
}

/// The less important columns give way in a narrow window.
void ArchiveScreen::refreshColumns() {
    const std::pair<int, int> widths[]{{ArchiveModel::Key, 126},      {ArchiveModel::Severity, 100},
                                       {ArchiveModel::Declared, 166}, {ArchiveModel::State, 150},
                                       {ArchiveModel::Lasted, 110},   {ArchiveModel::Acknowledged, 118},
                                       {ArchiveModel::Entries, 86},   {ArchiveModel::Playbook, 190}};
    for (const auto& [column, pixels] : widths)
        m_table->setColumnWidth(column, scaled(pixels));
    m_table->setColumnHidden(ArchiveModel::Playbook, width() < scaled(1500));
    m_table->setColumnHidden(ArchiveModel::Entries, width() < scaled(1300));
    m_table->setColumnHidden(ArchiveModel::Declared, width() < scaled(1000));
    const QIcon arrow = glyphIcon(Glyph::ChevronDown, tokensOf(palette()).muted);
    for (QToolButton* filter : {m_severity, m_state, m_period})
        filter->setIcon(arrow);
}

void ArchiveScreen::openCurrent() {
    if (const domain::ArchiveRow* row = m_model->rowAt(m_table->currentIndex().row()))
        emit openRequested(row->key);
}

bool ArchiveScreen::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_words && (key == Qt::Key_Down || enter) && m_model->rowCount() > 0) {
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 0));
        m_table->setFocus();
        return true;
    }
    if (watched == m_words && key == Qt::Key_Escape && !m_words->text().isEmpty()) {
        m_words->clear();
        return true;
    }
    if (watched == m_table && enter) {
        openCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ArchiveScreen::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshColumns();
}

void ArchiveScreen::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refresh();
}

void ArchiveScreen::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(palette());
    const int bottom = m_frame->y() - 10;
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), bottom), t.panel);
    painter.fillRect(QRect(0, bottom - 1, width(), 1), t.border);
}

} // namespace ui
