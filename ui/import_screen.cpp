// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import_screen.h"

#include "items/review_steps.h"
#include "ui/ask_dialog.h"
#include "ui/code_view.h"
#include "ui/findings_panel.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/notice_page.h"
#include "ui/panel_frame.h"
#include "ui/pill.h"
#include "ui/plain_label.h"
#include "ui/review_delegate.h"
#include "ui/status_strip.h"
#include "ui/virtual_list.h"
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedLayout>
#include <array>

namespace ui {

using items::ReviewModel;

namespace {

/// A thing that stands on more lines is marked at its first line only: a scenario of a hundred lines would leave
/// nothing unmarked, and its steps say nothing new.
constexpr int longestMark = 12;

QString counted(qsizetype number, const QString& one, const QString& many) {
    return QStringLiteral("%1 %2").arg(QLocale::c().toString(number), number == 1 ? one : many);
}

} // namespace

ImportScreen::ImportScreen(QWidget* parent)
    : QWidget(parent)
    , m_model(new ReviewModel(this))
    , m_notice(new NoticePage)
    , m_chooseFile(m_notice->addButton(tr("Choose a runbook"), true))
    , m_title(new PlainLabel(tr("Import runbook")))
    , m_facts(new PlainLabel)
    , m_found(new Pill)
    , m_failing(new Pill)
    , m_kept(new Pill)
    , m_back(new QPushButton(tr("Playbooks")))
    , m_saveAs(new QPushButton(tr("Save as…")))
    , m_use(new QPushButton(tr("Use this playbook")))
    , m_source(new CodeView(CodeView::Language::Markdown))
    , m_notes(new PlainLabel)
    , m_list(new VirtualList)
    , m_findings(new FindingsPanel(tr("Would fail tonight")))
    , m_columns(makeColumns())
    , m_body(new QStackedLayout)
    , m_strip(new StatusStrip) {
    setAccessibleName(tr("Import runbook"));
    m_body->addWidget(m_notice);
    m_body->addWidget(m_columns);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(makeHeader());
    whole->addLayout(m_body, 1);
    whole->addWidget(m_strip);
    m_strip->setSaved(StatusStrip::Saved::Quiet, tr("Nothing has been run or fetched"));
    connect(m_chooseFile, &QPushButton::clicked, this, &ImportScreen::chooseFileRequested);
    connectColumns();
    setFocusProxy(m_list);
    const std::array<QWidget*, 6> order{m_source, m_list, m_back, m_saveAs, m_use, m_findings->list()};
    for (size_t i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    showNothing();
}

QWidget* ImportScreen::makeHeader() {
    auto* header = new QFrame;
    header->setProperty("screenHeader", true);
    setTextFont(m_title, TextSize::Title, QFont::DemiBold);
    m_facts->setProperty("muted", true);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->setMinimumWidth(scaled(180));
    auto* titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(m_title);
    titles->addWidget(m_facts);
    markFlat(m_back);
    m_back->setAccessibleDescription(tr("Leaves the review open and shows the playbooks"));
    m_saveAs->setToolTip(tr("Write the playbook to a file, with the runbook beside it"));
    m_use->setToolTip(tr("Keep it among your playbooks and declare an incident with it"));
    markPrimary(m_use);
    connect(m_back, &QPushButton::clicked, this, &ImportScreen::leaveRequested);
    connect(m_saveAs, &QPushButton::clicked, this, &ImportScreen::saveAsRequested);
    connect(m_use, &QPushButton::clicked, this, &ImportScreen::useRequested);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(20, 10, 20, 10);
    row->setSpacing(8);
    row->addLayout(titles, 3);
    for (Pill* pill : {m_found, m_failing, m_kept})
        row->addWidget(pill, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_back);
    row->addWidget(m_saveAs);
    row->addWidget(m_use);
    return header;
}

QWidget* ImportScreen::makeColumns() {
    auto* source = new PanelFrame(tr("Runbook"));
    source->setRemark(tr("as written"));
    m_source->setReadOnly(true);
    m_source->setAccessibleName(tr("Runbook as written"));
    source->body()->addWidget(m_source);
    auto* playbook = new PanelFrame(tr("Playbook"));
    playbook->setRemark(tr("accept, edit or drop"));
    m_list->setAccessibleName(tr("What the playbook will hold"));
    m_list->setAccessibleDescription(tr("Space accepts or drops, Enter edits, on a heading the whole group."));
    m_list->setItemDelegate(new ReviewDelegate(m_list));
    m_list->setModel(m_model);
    m_list->setEstimate(54);
    m_list->setEmptyText(tr("Nothing was recognised. The text is kept with the playbook as it is."));
    m_notes->setAccessibleName(tr("What was repaired or assumed while it was read"));
    m_notes->setProperty("muted", true);
    m_notes->setWordWrap(true);
    m_notes->setContentsMargins(scaled(14), scaled(8), scaled(14), scaled(4));
    setTextFont(m_notes, TextSize::Small);
    playbook->body()->addWidget(m_notes);
    playbook->body()->addWidget(m_list, 1);
    m_findings->setEmptyText(tr("Nothing found that would fail."));
    m_findings->offerRules();
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    for (QWidget* column :
         {static_cast<QWidget*>(source), static_cast<QWidget*>(playbook), static_cast<QWidget*>(m_findings)})
        splitter->addWidget(column);
    splitter->setSizes({scaled(550), scaled(550), scaled(320)});
    for (int i = 0; i < 3; ++i) {
        splitter->widget(i)->setMinimumWidth(scaled(200));
        splitter->setStretchFactor(i, i < 2 ? 4 : 2);
    }
    auto* around = new QWidget;
    auto* row = new QHBoxLayout(around);
    row->setContentsMargins(10, 10, 10, 10);
    row->addWidget(splitter);
    return around;
}

void ImportScreen::connectColumns() {
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImportScreen::showFound);
    connect(m_source, &CodeView::lineChosen, this, &ImportScreen::showLine);
    connect(m_findings, &FindingsPanel::chosen, this, [this](int line) {
        m_source->showLine(line);
        showLine(line);
    });
    connect(m_findings, &FindingsPanel::rulesWanted, this, &ImportScreen::rulesWanted);
    connect(m_model, &ReviewModel::changed, this, [this] {
        refreshCounts();
        refreshMarks();
    });
}

void ImportScreen::showNothing() {
    m_reviewing = false;
    m_notice->setNotice(tr("Make a playbook of your runbook"),
                        tr("Choose a Markdown file, or drop one here. Severities, checklists, endpoints, queries and "
                           "templates are read from it, and what would fail tonight is shown."));
    m_notice->setButtonsVisible(true);
    refreshCounts();
}

void ImportScreen::showReading(const QString& fileName) {
    m_reviewing = false;
    m_notice->setNotice(tr("Reading %1 …").arg(fileName), tr("Nothing in it is run or fetched."));
    m_notice->setButtonsVisible(false);
    refreshCounts();
}

void ImportScreen::showRefusal(const QString& fileName, const QString& sentence) {
    m_reviewing = false;
    m_notice->setNotice(tr("%1 was not read").arg(fileName), sentence);
    m_notice->setButtonsVisible(true);
    refreshCounts();
}

void ImportScreen::showReview(Review review) {
    m_reviewing = true;
    m_findings->setFindings(std::move(review.findings));
    const qsizetype lines = review.draft.source.count(u'\n') + (review.draft.source.endsWith(u'\n') ? 0 : 1);
    m_facts->setText(tr("%1 · %2 · read in %3 ms")
                         .arg(review.draft.fileName, counted(lines, tr("line"), tr("lines")))
                         .arg(std::max<qint64>(1, review.took.count())));
    m_source->setChosen({});
    m_source->showText(review.draft.source);
    constexpr qsizetype most = 6;
    QStringList notes = review.draft.notes.mid(0, most);
    if (review.draft.notes.size() > most)
        notes << tr("… and %1 more").arg(review.draft.notes.size() - most);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!review.draft.notes.isEmpty());
    m_model->setDraft(std::move(review.draft));
    m_body->setCurrentWidget(m_columns);
    const QModelIndex first = m_model->index(m_model->rowCount() > 1 ? 1 : 0);
    const QScopedValueRollback following(m_following, true); // the text stays at its beginning
    m_list->setCurrentIndex(first);
    setBusy(false);
}

void ImportScreen::setBusy(bool busy) {
    m_busy = busy;
    refreshCounts();
}

void ImportScreen::setNow(domain::Instant now) {
    m_strip->setNow(now);
}

QString ImportScreen::notesText() const {
    return m_reviewing ? m_notes->text() : QString();
}

QString ImportScreen::noticeText() const {
    return m_reviewing ? QString() : m_notice->text();
}

void ImportScreen::refreshCounts() {
    const ReviewModel::Counts counts = m_model->counts();
    const qsizetype failing = m_findings->model()->rowCount();
    m_body->setCurrentWidget(m_reviewing ? m_columns : m_notice);
    for (Pill* pill : {m_found, m_failing, m_kept})
        pill->setVisible(m_reviewing);
    m_saveAs->setVisible(m_reviewing);
    m_use->setVisible(m_reviewing);
    m_use->setEnabled(!m_busy);
    m_saveAs->setEnabled(!m_busy);
    if (!m_reviewing)
        return m_facts->setText({});
    m_found->setFact(counts.found > 0 ? Pill::Tone::Good : Pill::Tone::Warning,
                     tr("%1 found").arg(QLocale::c().toString(counts.found)));
    m_failing->setFact(failing > 0 ? Pill::Tone::Warning : Pill::Tone::Good,
                       counted(failing, tr("finding"), tr("findings")));
    m_kept->setFact(Pill::Tone::Plain, tr("%1 kept as text").arg(counts.kept));
    m_kept->setVisible(counts.kept > 0);
    m_strip->setFacts({tr("%1 accepted").arg(counts.accepted), tr("%1 edited").arg(counts.edited)});
}

void ImportScreen::refreshMarks() {
    std::map<int, CodeView::Mark> marks;
    for (const playbook::Finding& finding : m_findings->model()->findings())
        marks.insert({finding.line, items::isFatal(finding) ? CodeView::Mark::Error : CodeView::Mark::Warning});
    for (const importer::Found& found : m_model->draft().found) {
        if (found.kind == importer::Kind::KeptText)
            continue;
        for (const importer::Lines& lines : found.lines) {
            const int last = lines.last - lines.first < longestMark ? lines.last : lines.first;
            for (int line = lines.first; line <= last; ++line)
                marks.insert({line, CodeView::Mark::Taken});
        }
    }
    m_source->setMarks(std::move(marks));
}

void ImportScreen::showFound(const QModelIndex& index) {
    const importer::Found* found = m_model->foundAt(index);
    std::vector<CodeView::Span> spans;
    if (found) {
        for (const importer::Lines& lines : found->lines)
            spans.push_back({lines.first, lines.last});
    }
    m_source->setChosen(spans);
    if (m_following || spans.empty())
        return;
    m_source->showLine(spans.front().from);
    m_findings->showLine(spans.front().from);
}

void ImportScreen::showLine(int line) {
    m_findings->showLine(line);
    choose(m_model->indexForLine(line));
}

void ImportScreen::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const QScopedValueRollback following(m_following, true);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void ImportScreen::editStep(const QModelIndex& at) {
    const QPersistentModelIndex index = at;
    const playbook::Item step = *m_model->stepAt(at);
    auto* dialog = new AskDialog(tr("Edit a step"), m_model->foundAt(at)->title, this);
    for (const items::ReviewField& field : items::fieldsOf(step)) {
        if (field.several)
            dialog->addText(field.label, field.text);
        else
            dialog->addLine(field.label, field.text);
    }
    dialog->setVerb(tr("Take over"));
    dialog->setCheck([step](const QStringList& answers) {
        const auto edited = items::withFields(step, answers);
        return edited ? QString() : edited.error().text;
    });
    connect(dialog, &AskDialog::answered, this, [this, index, step](const QStringList& answers) {
        const auto edited = items::withFields(step, answers);
        if (edited && index.isValid())
            m_model->replaceStep(index, *edited);
    });
    dialog->open();
}

void ImportScreen::editChosen() {
    const QPersistentModelIndex index = m_list->currentIndex();
    const importer::Found* found = m_model->foundAt(index);
    if (!found || m_busy)
        return;
    if (m_model->stepAt(index))
        return editStep(index);
    const std::vector<items::ReviewField> fields = items::fieldsOf(*found);
    if (fields.empty())
        return;
    auto* dialog = new AskDialog(tr("Edit: %1").arg(found->title), items::linesText(found->lines), this);
    for (const items::ReviewField& field : fields) {
        if (field.several)
            dialog->addText(field.label, field.text);
        else
            dialog->addLine(field.label, field.text);
    }
    dialog->setVerb(tr("Take over"));
    dialog->setCheck([before = *found](const QStringList& answers) {
        const auto edited = items::withFields(before, answers);
        return edited ? QString() : edited.error().text;
    });
    connect(dialog, &AskDialog::answered, this, [this, index, before = *found](const QStringList& answers) {
        const auto edited = items::withFields(before, answers);
        if (edited && index.isValid())
            m_model->replace(index, *edited);
    });
    dialog->open();
}

bool ImportScreen::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    if (modifiers != Qt::NoModifier && modifiers != Qt::KeypadModifier)
        return false;
    switch (key) {
    case Qt::Key_Space:
        m_model->toggle(m_list->currentIndex());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_E:
        editChosen();
        return true;
    default:
        return false;
    }
}

bool ImportScreen::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (handleKey(key->key(), key->modifiers()))
            return true;
    }
    const bool click = event->type() == QEvent::MouseButtonRelease,
               twice = event->type() == QEvent::MouseButtonDblClick;
    if (watched == m_list->viewport() && (click || twice)) {
        const QPoint at = static_cast<QMouseEvent*>(event)->position().toPoint();
        const QModelIndex index = m_list->indexAt(at);
        if (index.isValid() && ReviewDelegate::isBox(m_list->visualRect(index), index, at)) {
            if (click) { // a second click of a double one is released, too
                m_list->setCurrentIndex(index);
                m_model->toggle(index);
            }
            return true;
        }
        if (index.isValid() && twice) {
            editChosen();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
