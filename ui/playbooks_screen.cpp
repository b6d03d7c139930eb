// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playbooks_screen.h"

#include "ui/ask_dialog.h"
#include "ui/code_view.h"
#include "ui/findings_panel.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/notice_page.h"
#include "ui/panel_frame.h"
#include "ui/plain_label.h"
#include "ui/playbook_checker.h"
#include "ui/playbooks_delegate.h"
#include "ui/virtual_list.h"
#include <QAction>
#include <QBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

namespace ui {

using playbook::Shelved;

PlaybooksScreen::PlaybooksScreen(QWidget* parent)
    : QWidget(parent)
    , m_model(new items::PlaybooksModel(this))
    , m_checker(new PlaybookChecker(this))
    , m_count(new PlainLabel)
    , m_list(new VirtualList)
    , m_frame(new PanelFrame(tr("Playbook")))
    , m_text(new CodeView(CodeView::Language::Yaml))
    , m_runbook(new CodeView(CodeView::Language::Markdown))
    , m_notice(new NoticePage)
    , m_body(new QStackedLayout)
    , m_findings(new FindingsPanel(tr("Findings")))
    , m_declare(new QPushButton(tr("Declare with it")))
    , m_edit(new QPushButton(tr("Edit")))
    , m_save(new QPushButton(tr("Save")))
    , m_keep(new QPushButton(tr("Keep as draft")))
    , m_discard(new QPushButton(tr("Discard")))
    , m_source(new QPushButton(tr("Runbook")))
    , m_review(new QPushButton(tr("Back to the review"))) {
    setAccessibleName(tr("Playbooks"));
    auto* listFrame = new PanelFrame(tr("At hand"));
    m_list->setAccessibleName(tr("Playbooks"));
    m_list->setItemDelegate(new PlaybooksDelegate(m_list));
    m_list->setModel(m_model);
    m_list->setEstimate(78);
    m_list->setEmptyText(tr("Reading the playbooks …"));
    listFrame->body()->addWidget(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlaybooksScreen::showChosen);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &PlaybooksScreen::edit);

    auto* columns = new QSplitter;
    columns->setChildrenCollapsible(false);
    columns->setHandleWidth(10);
    columns->addWidget(listFrame);
    columns->addWidget(makeText());
    columns->addWidget(m_findings);
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setStretchFactor(2, 0);
    columns->setSizes({scaled(320), scaled(800), scaled(320)});
    listFrame->setMinimumWidth(scaled(220));
    m_findings->setMinimumWidth(scaled(220));
    auto* around = new QHBoxLayout;
    around->setContentsMargins(10, 10, 10, 10);
    around->addWidget(columns);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(makeHeader());
    whole->addLayout(around, 1);
    setFocusProxy(m_list);
    addKey(tr("Playbooks: save"), QKeySequence::Save, [this] { save(); });
    refresh();
}

QAction* PlaybooksScreen::addKey(const QString& text, const QKeySequence& keys, std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

QWidget* PlaybooksScreen::makeHeader() {
    auto* header = new QFrame;
    header->setProperty("screenHeader", true);
    auto* title = new PlainLabel(tr("Playbooks"));
    setTextFont(title, TextSize::Title, QFont::DemiBold);
    m_count->setProperty("muted", true);
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* import = new QPushButton(tr("Import a runbook"));
    import->setToolTip(tr("Make a playbook of a Markdown runbook (Ctrl+I)"));
    connect(import, &QPushButton::clicked, this, &PlaybooksScreen::importRequested);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(20, 14, 20, 16);
    row->setSpacing(14);
    row->addWidget(title);
    row->addWidget(m_count, 1);
    connect(m_review, &QPushButton::clicked, this, &PlaybooksScreen::reviewRequested);
    m_review->hide();
    row->addWidget(m_review);
    row->addWidget(import);
    return header;
}

QWidget* PlaybooksScreen::makeText() {
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Playbook as YAML"));
    m_runbook->setReadOnly(true);
    m_runbook->setAccessibleName(tr("Runbook it was made from"));
    m_source->setCheckable(true);
    m_source->setToolTip(tr("The Markdown this playbook was made from, as it was imported"));
    m_edit->setToolTip(tr("Edit as YAML; errors, and what would hurt tonight, stand beside it while you type"));
    m_keep->setToolTip(tr("Leave it unfinished: it is kept, and no incident is declared with it"));
    markPrimary(m_save);
    m_body->addWidget(m_text);
    m_body->addWidget(m_runbook);
    m_body->addWidget(m_notice);
    for (QPushButton* button : {m_source, m_edit, m_discard, m_keep, m_save, m_declare})
        m_frame->addHeaderWidget(button);
    m_frame->body()->addLayout(m_body);
    connect(m_edit, &QPushButton::clicked, this, &PlaybooksScreen::edit);
    connect(m_save, &QPushButton::clicked, this, &PlaybooksScreen::save);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        keepDraft();
        leaveEditing();
    });
    connect(m_discard, &QPushButton::clicked, this, &PlaybooksScreen::discard);
    connect(m_source, &QPushButton::clicked, this, &PlaybooksScreen::toggleRunbook);
    connect(m_declare, &QPushButton::clicked, this, [this] { emit declareRequested(chosen()); });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (m_editing) {
            m_checker->check(m_text->toPlainText(), m_shown);
            refresh();
        }
    });
    connect(m_text, &CodeView::lineChosen, m_findings, &FindingsPanel::showLine);
    connect(m_findings, &FindingsPanel::chosen, this, [this](int line) {
        m_text->showLine(line);
        if (m_editing)
            m_text->setFocus();
    });
    connect(m_checker, &PlaybookChecker::checked, this, [this](const std::vector<playbook::Finding>& findings) {
        m_findings->setFindings(findings);
        refreshMarks();
        if (hasChanges())
            keepDraft();
        refresh();
    });
    return m_frame;
}

void PlaybooksScreen::setNow(domain::Instant now) {
    m_checker->setNow(now);
}

void PlaybooksScreen::setDrafts(std::map<QString, QString> drafts) {
    m_drafts = std::move(drafts);
    refresh();
}

void PlaybooksScreen::keepDraft() {
    QString& kept = m_drafts[m_shown];
    const QString text = m_text->toPlainText();
    if (kept == text)
        return;
    kept = text;
    emit draftChanged(m_shown, text.toUtf8());
}

void PlaybooksScreen::dropDraft() {
    if (m_drafts.erase(m_shown) > 0)
        emit draftDropped(m_shown);
}

void PlaybooksScreen::setShelf(std::shared_ptr<const playbook::Shelf> shelf) {
    const QString kept = m_shown;
    m_loaded = true;
    m_model->setShelf(std::move(shelf));
    m_list->setEmptyText(tr("There is no playbook at hand."));
    const auto own = [this] {
        int count = 0;
        for (int row = 0; row < m_model->rowCount(); ++row)
            count += m_model->index(row).data(items::PlaybooksModel::OwnRole).toBool() ? 1 : 0;
        return count;
    }();
    m_count->setText(
        tr("%1 at hand · %2 yours · %3 shipped").arg(m_model->rowCount()).arg(own).arg(m_model->rowCount() - own));
    const QModelIndex at = m_model->indexOf(kept);
    m_list->setCurrentIndex(at.isValid() ? at : m_model->index(0));
    if (m_editing)
        refresh();
    else
        showChosen();
}

void PlaybooksScreen::offerReview(bool underWay) {
    m_review->setVisible(underWay);
}

void PlaybooksScreen::choose(const QString& id) {
    if (const QModelIndex at = m_model->indexOf(id); at.isValid() && !m_editing) {
        m_list->setCurrentIndex(at);
        m_list->scrollTo(at);
        showChosen();
    }
}

QString PlaybooksScreen::chosen() const {
    return m_list->currentIndex().data(items::PlaybooksModel::IdRole).toString();
}

const Shelved* PlaybooksScreen::entry() const {
    return m_model->entryAt(m_model->indexOf(m_shown));
}

bool PlaybooksScreen::hasChanges() const {
    return m_editing && m_text->document()->isModified();
}

void PlaybooksScreen::showChosen() {
    if (m_editing)
        return;
    const Shelved* entry = m_model->entryAt(m_list->currentIndex());
    m_shown = entry ? entry->id : QString();
    m_source->setChecked(false);
    m_runbook->showText({});
    m_text->showText(entry ? QString::fromUtf8(entry->yaml) : QString());
    m_findings->setFindings(entry ? entry->findings : std::vector<playbook::Finding>{});
    refreshMarks();
    m_checker->cancel();
    if (entry && entry->trouble.isEmpty())
        m_checker->check(QString::fromUtf8(entry->yaml), entry->id);
    refresh();
}

void PlaybooksScreen::refreshMarks() {
    std::map<int, CodeView::Mark> marks;
    for (const playbook::Finding& finding : m_findings->model()->findings()) {
        if (finding.line > 0)
            marks.insert({finding.line, items::isFatal(finding) ? CodeView::Mark::Error : CodeView::Mark::Warning});
    }
    m_text->setMarks(std::move(marks));
}

void PlaybooksScreen::refresh() {
    const Shelved* entry = this->entry();
    const bool readable = m_editing || (entry && entry->trouble.isEmpty());
    const auto& findings = m_findings->model()->findings();
    const bool faulty = std::any_of(findings.begin(), findings.end(), items::isFatal);
    const bool drafted = m_drafts.count(m_shown) > 0;
    m_frame->setTitle(entry ? m_model->indexOf(m_shown).data().toString() : m_editing ? m_shown : tr("Playbook"));
    m_edit->setVisible(readable && !m_editing);
    m_edit->setText(drafted ? tr("Go on editing") : tr("Edit"));
    m_keep->setVisible(m_editing);
    m_keep->setEnabled(hasChanges() && m_savingAs.isEmpty());
    m_declare->setVisible(entry && entry->isUsable() && !m_editing);
    m_source->setVisible(entry && !entry->runbook.isEmpty() && !m_editing);
    m_save->setVisible(m_editing);
    m_discard->setVisible(m_editing);
    m_save->setEnabled(hasChanges() && !faulty && !m_checker->isBusy() && m_savingAs.isEmpty());
    m_save->setToolTip(faulty ? tr("A playbook with errors could not be used tonight: mend them first")
                              : tr("Keep it among your own playbooks (Ctrl+S)"));
    m_findings->setVisible(m_editing || !findings.empty());
    m_findings->setEmptyText(m_checker->isBusy() ? tr("Reading …") : tr("Nothing found that would fail."));
    m_list->setEnabled(!m_editing);
    if (m_editing) {
        m_frame->setRemark(!m_ownEdited   ? tr("the shipped one stays; yours is saved beside it")
                           : hasChanges() ? tr("changed, not saved")
                                          : tr("editing"));
    } else if (!entry) {
        m_notice->setNotice(m_loaded ? tr("No playbook chosen") : tr("Reading the playbooks …"),
                            m_loaded ? tr("Choose one on the left, or import your runbook.") : QString());
        m_frame->setRemark({});
    } else if (!readable) {
        m_notice->setNotice(tr("%1 cannot be read").arg(entry->id), entry->trouble);
        m_frame->setRemark(entry->path);
    } else {
        m_frame->setRemark(drafted      ? tr("an unfinished draft of yours is kept beside it")
                           : entry->own ? entry->path
                                        : tr("shipped with Bridgewatch"));
    }
    m_body->setCurrentWidget(!readable ? static_cast<QWidget*>(m_notice) : m_source->isChecked() ? m_runbook : m_text);
}

void PlaybooksScreen::edit() {
    const Shelved* entry = this->entry();
    if (!entry || !entry->trouble.isEmpty() || m_editing)
        return;
    m_source->setChecked(false);
    m_editing = true;
    m_ownEdited = entry->own;
    m_text->setReadOnly(false);
    const auto draft = m_drafts.find(m_shown);
    // Whole lines, unlike while it is read.
    m_text->showText(draft == m_drafts.end() ? QString::fromUtf8(entry->yaml) : draft->second);
    if (draft != m_drafts.end()) {
        m_text->document()->setModified(true);
        m_checker->check(draft->second, m_shown);
    }
    refresh();
    m_text->setFocus();
}

void PlaybooksScreen::save() {
    if (!m_editing || !m_save->isEnabled())
        return;
    if (!m_ownEdited)
        return askName();
    m_savingAs = m_shown;
    refresh();
    emit saveRequested(m_shown, m_text->toPlainText().toUtf8(), true);
}

void PlaybooksScreen::askName() {
    auto* dialog = new AskDialog(tr("Save as yours"),
                                 tr("Under the same name it stands in for the shipped one; the shipped one stays and "
                                    "comes back when yours is removed."),
                                 this);
    dialog->addLine(tr("Name"), m_shown);
    dialog->setVerb(tr("Save"));
    dialog->setCheck([this](const QStringList& answers) {
        const QString id = answers.first().trimmed();
        if (const auto fine = playbook::checkId(id); !fine)
            return fine.error().text;
        const Shelved* there = m_model->entryAt(m_model->indexOf(id));
        return there && there->own ? tr("You have a playbook of this name already") : QString();
    });
    connect(dialog, &AskDialog::answered, this, [this](const QStringList& answers) {
        m_savingAs = answers.first().trimmed();
        refresh();
        emit saveRequested(m_savingAs, m_text->toPlainText().toUtf8(), false);
    });
    dialog->open();
}

void PlaybooksScreen::showSaved(const QString& id) {
    if (id != m_savingAs)
        return;
    m_savingAs.clear();
    dropDraft();
    leaveEditing();
    choose(id);
}

void PlaybooksScreen::showSaveFailure(const QString& sentence) {
    m_savingAs.clear();
    refresh();
    m_frame->setRemark(sentence);
}

void PlaybooksScreen::discard() {
    const auto leave = [this] {
        dropDraft();
        leaveEditing();
    };
    if (!hasChanges())
        return leave();
    auto* dialog = new AskDialog(tr("Discard the changes?"), tr("What you typed since the last save is lost."), this);
    dialog->setVerb(tr("Discard"));
    connect(dialog, &AskDialog::answered, this, leave);
    dialog->open();
}

void PlaybooksScreen::leaveEditing() {
    m_editing = false;
    m_checker->cancel();
    m_text->setReadOnly(true);
    m_list->setEnabled(true);
    showChosen();
    m_list->setFocus();
}

void PlaybooksScreen::toggleRunbook() {
    if (m_source->isChecked())
        emit runbookWanted(m_shown);
    refresh();
}

void PlaybooksScreen::showRunbook(const QString& id, const QString& text) {
    if (id == m_shown)
        m_runbook->showText(text);
}

} // namespace ui
