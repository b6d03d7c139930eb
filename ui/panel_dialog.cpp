// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel_dialog.h"

#include "metrics/legend.h"
#include "metrics/unit.h"
#include "ui/answer_row.h"
#include "ui/charts/graph_view.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include "ui/promql_edit.h"
#include "ui/wrapped_text.h"
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <cmath>

namespace ui {
namespace {

QString written(std::optional<double> number) {
    return number ? QString::number(*number, 'g', 12) : QString();
}

/// As parseDuration reads it: "30s", "2m".
QString written(std::optional<domain::Millis> duration) {
    if (!duration)
        return {};
    const qint64 ms = duration->count();
    for (const auto& [unit, name] : {std::pair{3'600'000, "h"}, std::pair{60'000, "m"}, std::pair{1'000, "s"}}) {
        if (ms % unit == 0)
            return QString::number(ms / unit) + QLatin1String(name);
    }
    return QString::number(ms) + QStringLiteral("ms");
}

/// nullopt for an empty field; ok becomes false for what is no number.
std::optional<double> readNumber(const QLineEdit* field, bool& ok) {
    const QString text = field->text().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool fine = false;
    const double number = text.toDouble(&fine);
    ok = ok && fine && std::isfinite(number);
    return number;
}

void addField(QFormLayout* form, const QString& label, QWidget* field) {
    auto* words = new PlainLabel(label);
    words->setBuddy(field);
    field->setAccessibleName(label);
    form->addRow(words, field);
}

} // namespace

PanelDialog::PanelDialog(const playbook::Panel& panel, room::GraphWatch* watch, QWidget* parent)
    : QDialog(parent)
    , m_panel(panel)
    , m_watch(watch)
    , m_vocabulary(watch->makeVocabulary(panel.server, this))
    , m_title(new QLineEdit(panel.title))
    , m_expr(new PromqlEdit)
    , m_verdict(new PlainLabel)
    , m_preview(new GraphView)
    , m_unit(new QComboBox)
    , m_server(new QComboBox)
    , m_legend(new QLineEdit(panel.legend))
    , m_warn(new QLineEdit(written(panel.warn)))
    , m_critical(new QLineEdit(written(panel.critical)))
    , m_hold(new QLineEdit(written(panel.hold)))
    , m_verb(new QPushButton(panel.id.isEmpty() ? tr("Add graph") : tr("Change graph"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    m_expr->setPlainText(panel.expr);
    m_server->addItems(watch->serverIds());
    if (!panel.server.isEmpty())
        m_server->setCurrentText(panel.server);
    build();
    connectParts();
    review();
    tryOut();
}

void PanelDialog::build() {
    const QString name = m_panel.id.isEmpty() ? tr("Add a graph") : tr("Change the graph");
    setWindowTitle(name);
    setMinimumWidth(scaled(680));
    auto* head = new PlainLabel(name);
    setTextFont(head, TextSize::Title, QFont::DemiBold);
    m_expr->setFixedHeight(m_expr->fontMetrics().lineSpacing() * 4 + 20);
    m_expr->setPlaceholderText(tr("PromQL. Ctrl+Space offers words, Alt+Enter begins a line."));
    m_verdict->setWordWrap(true);
    m_verdict->setMinimumHeight(m_verdict->fontMetrics().lineSpacing() * 2);
    m_verdict->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_preview->setMinimumHeight(scaled(120));
    m_preview->setFocusPolicy(Qt::NoFocus);
    m_preview->setAccessibleName(tr("The last 30 minutes of this query"));
    m_preview->setWheelZooms(false);

    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(4);
    addField(form, tr("Title"), m_title);
    addField(form, tr("Query"), m_expr);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    column->addWidget(head);
    column->addLayout(form);
    column->addWidget(m_verdict);
    column->addWidget(m_preview, 1);
    column->addWidget(buildDetails());
    column->addLayout(answerRow(this, m_verb));
    (m_panel.title.isEmpty() ? static_cast<QWidget*>(m_title) : m_expr)->setFocus();
}

QWidget* PanelDialog::buildDetails() {
    m_unit->setEditable(true);
    m_unit->addItem(QString());
    m_unit->addItems(metrics::knownUnits());
    m_unit->setCurrentText(m_panel.unit);
    m_legend->setPlaceholderText(QStringLiteral("{{job}}"));
    m_hold->setPlaceholderText(QStringLiteral("30s"));
    auto* details = new QWidget;
    auto* row = new QHBoxLayout(details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    const std::pair<QString, QWidget*> fields[] = {{tr("Unit"), m_unit},         {tr("Legend"), m_legend},
                                                   {tr("Warn at"), m_warn},      {tr("Critical at"), m_critical},
                                                   {tr("For at least"), m_hold}, {tr("Server"), m_server}};
    for (const auto& [label, field] : fields) {
        field->setMinimumWidth(scaled(72));
        if (field == m_server && m_server->count() == 0)
            continue; // there is only one
        auto* cell = new QFormLayout;
        cell->setRowWrapPolicy(QFormLayout::WrapAllRows);
        cell->setVerticalSpacing(4);
        addField(cell, label, field);
        row->addLayout(cell, 1);
    }
    if (m_server->count() == 0)
        m_server->setParent(details);
    m_server->setVisible(m_server->count() > 0);
    return details;
}

void PanelDialog::connectParts() {
    m_pause.setSingleShot(true);
    m_pause.setInterval(400);
    connect(&m_pause, &QTimer::timeout, this, &PanelDialog::tryOut);
    connect(m_expr, &QPlainTextEdit::textChanged, this, [this] {
        review();
        m_pause.start();
    });
    connect(m_expr, &PromqlEdit::submitted, this, &PanelDialog::answer);
    connect(m_expr, &PromqlEdit::wordsWanted, this, [this](const metrics::Wish& wish) {
        m_vocabulary->complete(wish, [this, wish](const QStringList& words) { m_expr->offer(wish, words); });
    });
    connect(m_server, &QComboBox::currentTextChanged, this, [this](const QString& server) {
        if (m_watch)
            m_vocabulary->setServer(m_watch->server(server));
        tryOut();
    });
    for (QLineEdit* field : {m_legend, m_warn, m_critical})
        connect(field, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(m_unit, &QComboBox::editTextChanged, this, [this] { m_pause.start(); });
    connect(m_verb, &QPushButton::clicked, this, &PanelDialog::answer);
}

QString PanelDialog::verdict() const {
    return m_verdict->text();
}

bool PanelDialog::verdictIsBad() const {
    return !m_verdict->property("state").toString().isEmpty();
}

void PanelDialog::say(const QString& text, bool wrong) {
    m_verdict->setText(displayText(text));
    m_verdict->setProperty("state", wrong ? QStringLiteral("down") : QString());
    m_verdict->setProperty("muted", !wrong);
    m_verdict->style()->unpolish(m_verdict); // the style sheet looks at properties only then
    m_verdict->style()->polish(m_verdict);
}

/// What can be said about the query without a server.
void PanelDialog::review() {
    const metrics::FilledQuery query(m_expr->toPlainText(), m_vocabulary->variables());
    const auto fault = metrics::faultIn(query);
    m_expr->setError(fault ? fault->index : std::nullopt);
    if (fault)
        return say(tr("This is no PromQL: %1").arg(fault->sentence), true);
    say(query.text().trimmed().isEmpty() ? QString() : tr("Asking the server …"), false);
}

/// Also what looks wrong here: the server decides what it takes (VictoriaMetrics knows more than Prometheus).
void PanelDialog::tryOut() {
    const QString expr = m_expr->toPlainText();
    if (expr.trimmed().isEmpty())
        return;
    m_vocabulary->tryOut(expr, [this, expr](const domain::Result<metrics::Matrix>& answer) {
        if (expr != m_expr->toPlainText())
            return;
        if (answer) {
            m_expr->setError(std::nullopt);
            return showMatrix(*answer);
        }
        const metrics::FilledQuery asked(expr, m_vocabulary->variables());
        const bool known = metrics::faultIn(asked).has_value();
        if (answer.error().kind == domain::ErrorKind::Network && known)
            return; // what is said already helps more
        if (const auto index = metrics::errorIndex(asked.text(), answer.error().text); index && !known)
            m_expr->setError(asked.writtenIndex(*index)); // our own parser knows the place better
        say(answer.error().text, true);
    });
}

void PanelDialog::showMatrix(const metrics::Matrix& matrix) {
    metrics::Matrix shown = matrix;
    metrics::assignLegends(shown.series, m_legend->text().trimmed());
    std::size_t samples = 0;
    for (const metrics::Series& series : shown.series)
        samples += series.t.size();
    QString text = samples == 0 ? tr("No samples in the last 30 min.")
                                : tr("%1 in the last 30 min, %2.")
                                      .arg(tr("%1 series").arg(shown.series.size()),
                                           samples == 1 ? tr("1 sample") : tr("%1 samples").arg(samples));
    if (!matrix.warnings.isEmpty())
        text += u' ' + matrix.warnings.join(QStringLiteral("; "));
    say(text, false);
    bool numbers = true;
    const metrics::Marks marks{readNumber(m_warn, numbers), readNumber(m_critical, numbers)};
    m_shown = std::make_shared<const metrics::Matrix>(std::move(shown));
    m_preview->setData({m_shown, numbers ? marks : metrics::Marks(), m_unit->currentText().trimmed()});
}

void PanelDialog::answer() {
    playbook::Panel panel = m_panel;
    panel.title = m_title->text().simplified();
    panel.expr = m_expr->toPlainText().trimmed();
    panel.unit = m_unit->currentText().trimmed();
    panel.legend = m_legend->text().trimmed();
    if (m_server->count() > 0)
        panel.server = m_server->currentText();
    bool numbers = true;
    panel.warn = readNumber(m_warn, numbers);
    panel.critical = readNumber(m_critical, numbers);
    panel.hold.reset();
    if (panel.expr.isEmpty())
        return say(tr("Write a query first."), true);
    if (!numbers)
        return say(tr("Warn and critical are numbers such as 5 or 0.8, or stay empty."), true);
    if (const QString hold = m_hold->text().trimmed(); !hold.isEmpty()) {
        const auto duration = domain::parseDuration(hold);
        if (!duration)
            return say(duration.error().text, true);
        panel.hold = *duration;
    }
    if (panel.title.isEmpty())
        panel.title = panel.expr.simplified().left(60);
    emit answered(panel);
    accept();
}

} // namespace ui
