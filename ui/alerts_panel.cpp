// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts_panel.h"
#include "room/alert_watch.h"
#include "room/war_room.h"
#include "ui/alert_delegate.h"
#include "ui/ask_dialog.h"
#include "ui/look/fonts.h"
#include "ui/look/glyphs.h"
#include "ui/look/tokens.h"
#include "ui/panel_frame.h"
#include "ui/silence_dialog.h"
#include "ui/virtual_list.h"
#include "ui/wrapped_text.h"
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
namespace {

using namespace std::chrono_literals;
constexpr int mostRows = 4; ///< shown before the list scrolls

QString everythingOf(const metrics::Alert& alert) {
    QStringList lines{QStringLiteral("%1 (%2)").arg(alert.name, metrics::toText(alert.state))};
    if (alert.since != domain::Instant())
        lines << AlertsPanel::tr("since %1").arg(domain::toIso(alert.since));
    for (const auto& [name, value] : alert.labels)
        lines << name + u"=\"" + value + u'"';
    for (const auto& [name, value] : alert.annotations)
        lines << name + u": " + value;
    if (!alert.servers.isEmpty())
        lines << AlertsPanel::tr("from Prometheus %1").arg(alert.servers.join(QStringLiteral(", ")));
    if (!alert.sourceUrl.isEmpty())
        lines << alert.sourceUrl;
    return lines.join(u'\n');
}

} // namespace

AlertsPanel::AlertsPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new items::AlertsModel(this))
    , m_frame(new PanelFrame(tr("Alerts")))
    , m_list(new VirtualList)
    , m_filter(new QLineEdit)
    , m_silence(new QToolButton)
    , m_groups(new QToolButton) {
    m_list->setModel(m_model);
    m_list->setItemDelegate(new AlertDelegate(m_list));
    m_list->setEstimate(AlertDelegate::rowHeight());
    m_list->setAccessibleName(tr("Alerts and silences"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter alerts"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(scaled(150));
    m_silence->setText(tr("Silence…"));
    m_silence->setAccessibleName(tr("Silence alerts"));
    m_groups->setText(tr("Group"));
    m_groups->setAccessibleName(tr("Group alerts by a label"));
    for (QToolButton* button : {m_silence, m_groups})
        button->setFocusPolicy(Qt::StrongFocus);
    m_frame->addHeaderWidget(m_filter);
    m_frame->addHeaderWidget(m_groups);
    m_frame->addHeaderWidget(m_silence);
    m_frame->body()->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_frame);
    setFocusProxy(m_list);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        refresh();
    });
    connect(m_silence, &QToolButton::clicked, this, &AlertsPanel::askSilence);
    connect(m_groups, &QToolButton::clicked, this, &AlertsPanel::showGroups);
    connect(m_list, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showRowMenu(m_list->viewport()->mapToGlobal(at)); });
    connect(m_list, &QAbstractItemView::doubleClicked, this, &AlertsPanel::showDetails);
    refresh();
}

void AlertsPanel::setRoom(room::WarRoom* room, room::AlertWatch* alerts) {
    if (m_alerts)
        m_alerts->disconnect(this);
    m_room = room;
    m_alerts = alerts;
    if (alerts)
        connect(alerts, &room::AlertWatch::changed, this, &AlertsPanel::take);
    take(alerts ? alerts->view() : metrics::AlertsView{});
}

domain::Instant AlertsPanel::now() const {
    return m_room ? m_room->clock()->now() : domain::Instant();
}

void AlertsPanel::setNow(domain::Instant now) {
    m_model->setNow(now);
}

void AlertsPanel::take(const metrics::AlertsView& view) {
    QStringList own;
    if (m_room) {
        for (const domain::SilenceRecord& silence : m_room->incident().silences)
            own << silence.id;
        m_model->setContext(m_room->playbook().scenarios, own);
        m_model->setNow(now());
    }
    m_model->setView(view);
    refresh();
}

QStringList AlertsPanel::facts() const {
    QStringList facts;
    if (const int firing = m_model->countOf(metrics::AlertState::Firing); firing > 0)
        facts << (firing == 1 ? tr("1 alert firing") : tr("%1 alerts firing").arg(firing));
    if (const auto own = m_alerts ? m_alerts->ownSilences() : std::vector<metrics::Silence>{}; !own.empty()) {
        const QString until = domain::toClockText(own.front().endsAt);
        facts << (own.size() == 1 ? tr("1 silence until %1").arg(until)
                                  : tr("%1 silences, the first until %2").arg(own.size()).arg(until));
    }
    return facts;
}

void AlertsPanel::refresh() {
    const metrics::AlertsView& view = m_model->view();
    QStringList remarks;
    using metrics::AlertState;
    for (const auto state : {AlertState::Firing, AlertState::Pending, AlertState::Silenced, AlertState::Lost}) {
        if (const int count = m_model->countOf(state); count > 0)
            remarks << tr("%1 %2").arg(count).arg(metrics::toText(state));
    }
    for (const metrics::AlertSource& source : view.sources()) {
        if (view.known && !source.sentence.isEmpty())
            remarks << tr("%1: %2").arg(source.name, source.sentence);
    }
    m_frame->setRemark(remarks.isEmpty() ? (view.known ? tr("none firing") : tr("asking …"))
                                         : remarks.join(QStringLiteral(" · ")));
    m_silence->setEnabled(m_alerts && m_alerts->maySilence());
    m_silence->setVisible(view.alertmanager.has_value());
    m_filter->setVisible(!view.alerts.empty());
    m_groups->setVisible(view.alerts.size() > 1);
    m_list->setVisible(m_model->rowCount() > 0 || !m_filter->text().isEmpty());
    m_list->setEmptyText(tr("No alert has these words."));
    if (const int wanted = wantedHeight(); wanted != m_wanted) {
        m_wanted = wanted;
        updateGeometry();
        emit wantedHeightChanged();
    }
}

int AlertsPanel::heightOf(int rows) const {
    int height = m_frame->headerHeight();
    for (int row = 0; row < std::min(m_model->rowCount(), rows); ++row)
        height += AlertDelegate::heightOf(m_model->index(row));
    return height + (rows > 0 && m_model->rowCount() > 0 ? scaled(6) : 0);
}

int AlertsPanel::wantedHeight() const {
    return heightOf(mostRows);
}

QSize AlertsPanel::sizeHint() const {
    return {scaled(800), wantedHeight()};
}

QSize AlertsPanel::minimumSizeHint() const {
    return {scaled(200), heightOf(1)};
}

void AlertsPanel::askSilence() {
    if (!m_alerts || !m_alerts->maySilence())
        return;
    const metrics::Alert* alert = m_model->alertAt(m_list->currentIndex());
    auto* dialog = new SilenceDialog(
        m_model->view().alerts, alert ? matchersFor(*alert) : std::vector<metrics::Matcher>{}, m_room->key(), this);
    connect(m_alerts, &room::AlertWatch::changed, dialog,
            [dialog](const metrics::AlertsView& view) { dialog->setAlerts(view.alerts); });
    connect(dialog, &SilenceDialog::wanted, this, [this](const SilenceWish& wish) {
        if (!m_alerts)
            return;
        m_alerts->silence(wish.matchers, wish.duration, wish.comment,
                          [panel = QPointer<AlertsPanel>(this)](const domain::Result<QString>& made) {
                              if (panel && !made)
                                  emit panel->failed(made.error().text);
                          });
    });
    dialog->open();
}

void AlertsPanel::extend(const QString& id, domain::Millis by) {
    if (m_alerts)
        m_alerts->extend(id, by, [panel = QPointer<AlertsPanel>(this)](const domain::Result<QString>& done) {
            if (panel && !done)
                emit panel->failed(done.error().text);
        });
}

void AlertsPanel::expire(const QString& id, const QString& reason) {
    if (m_alerts)
        m_alerts->expire(id, reason, [panel = QPointer<AlertsPanel>(this)](const domain::Result<QString>& done) {
            if (panel && !done)
                emit panel->failed(done.error().text);
        });
}

void AlertsPanel::expireOwn(const QString& reason) {
    if (!m_alerts)
        return;
    for (const metrics::Silence& silence : m_alerts->ownSilences())
        expire(silence.id, reason);
}

void AlertsPanel::showGroups() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& label : m_model->labels()) {
        QAction* action = menu->addAction(menuText(label));
        action->setCheckable(true);
        action->setChecked(label == m_model->groupLabel());
        connect(action, &QAction::triggered, this, [this, label] {
            m_model->setGroupLabel(label);
            refresh();
        });
    }
    menu->popup(m_groups->mapToGlobal(QPoint(0, m_groups->height())));
}

void AlertsPanel::showRowMenu(const QPoint& globalPosition) {
    const QModelIndex index = m_list->currentIndex();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool may = m_alerts && m_alerts->maySilence();
    if (const metrics::Silence* silence = m_model->silenceAt(index)) {
        const QString id = silence->id;
        for (const auto& [by, text] : {std::pair<domain::Millis, QString>(30min, tr("Extend by 30 min")),
                                       std::pair<domain::Millis, QString>(1h, tr("Extend by 1 h"))}) {
            connect(menu->addAction(text), &QAction::triggered, this, [this, id, by = by] { extend(id, by); });
        }
        connect(menu->addAction(tr("End it now")), &QAction::triggered, this,
                [this, id] { expire(id, tr("ended by hand")); });
        for (QAction* action : menu->actions())
            action->setEnabled(may);
    } else if (const metrics::Alert* alert = m_model->alertAt(index)) {
        connect(menu->addAction(tr("Everything about it…")), &QAction::triggered, this, &AlertsPanel::showDetails);
        QAction* silenceIt = menu->addAction(tr("Silence…"));
        silenceIt->setEnabled(may);
        connect(silenceIt, &QAction::triggered, this, &AlertsPanel::askSilence);
        if (const QString scenario = index.data(items::AlertsModel::ScenarioRole).toString(); !scenario.isEmpty())
            connect(menu->addAction(tr("Follow its runbook")), &QAction::triggered, this,
                    [this, scenario] { emit scenarioWanted(scenario); });
        if (const QString url = metrics::runbookUrlOf(*alert); !url.isEmpty())
            connect(menu->addAction(tr("Open its runbook link…")), &QAction::triggered, this,
                    [this, url] { emit linkWanted(url); });
        if (!alert->sourceUrl.isEmpty())
            connect(menu->addAction(tr("Open in Prometheus…")), &QAction::triggered, this,
                    [this, url = alert->sourceUrl] { emit linkWanted(url); });
        const QString summary = metrics::summaryOf(*alert);
        const QString title = summary.isEmpty() ? alert->name : summary;
        connect(menu->addAction(tr("Declare another incident from it…")), &QAction::triggered, this,
                [this, title, since = alert->since] { emit declareWanted(title, since); });
        connect(menu->addAction(tr("Copy")), &QAction::triggered, this,
                [text = everythingOf(*alert)] { QApplication::clipboard()->setText(text); });
    }
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(globalPosition);
}

void AlertsPanel::showDetails() {
    const metrics::Alert* alert = m_model->alertAt(m_list->currentIndex());
    if (!alert)
        return;
    auto* dialog = new AskDialog(alert->name, metrics::toText(alert->state), this);
    dialog->addText(tr("Labels and annotations"), everythingOf(*alert));
    dialog->setVerb(tr("Close"));
    dialog->open();
}

bool AlertsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress && handleKey(*static_cast<QKeyEvent*>(event)))
        return true;
    return QWidget::eventFilter(watched, event);
}

bool AlertsPanel::handleKey(const QKeyEvent& event) {
    const QModelIndex index = m_list->currentIndex();
    const auto menu = [&] { showRowMenu(m_list->viewport()->mapToGlobal(m_list->visualRect(index).center())); };
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool shiftF10 = event.key() == Qt::Key_F10 && event.modifiers() & Qt::ShiftModifier;
    if (event.key() == Qt::Key_Menu || shiftF10) { // not every keyboard has the first
        menu();
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_model->alertAt(index))
            showDetails();
        else
            menu();
        return true;
    case Qt::Key_S:
        askSilence();
        return true;
    case Qt::Key_R: {
        const QString scenario = index.data(items::AlertsModel::ScenarioRole).toString();
        if (!scenario.isEmpty())
            emit scenarioWanted(scenario);
        return true;
    }
    default:
        return false;
    }
}

} // namespace ui
