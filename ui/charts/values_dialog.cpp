// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/values_dialog.h"

#include "metrics/unit.h"
#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include "ui/plain_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

namespace ui {

namespace {

enum Column { Name, Latest, Low, High, Mean, Columns };

/// Sorts by the number, not by its text; what is no number comes first.
class NumberItem final : public QTableWidgetItem {
public:
    NumberItem(double value, const QString& unit)
        : QTableWidgetItem(std::isnan(value) ? QStringLiteral("–") : metrics::formatValue(value, unit))
        , m_value(value) {
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        setFont(fontOf(TextSize::Body, QFont::Normal, Face::Mono));
    }
    bool operator<(const QTableWidgetItem& other) const override {
        const double with = static_cast<const NumberItem&>(other).m_value;
        return std::isnan(m_value) ? !std::isnan(with) : m_value < with;
    }

private:
    double m_value;
};

struct Numbers {
    double latest = std::nan(""), low = std::nan(""), high = std::nan(""), mean = std::nan("");
};

Numbers numbersOf(const metrics::Series& series, double end, double step) {
    Numbers numbers;
    double sum = 0;
    double count = 0;
    for (const double v : series.v) {
        if (!std::isfinite(v))
            continue;
        numbers.low = count > 0 ? std::min(numbers.low, v) : v;
        numbers.high = count > 0 ? std::max(numbers.high, v) : v;
        sum += v;
        ++count;
    }
    if (count > 0)
        numbers.mean = sum / count;
    if (!series.t.empty() && series.t.back() >= end - 1.5 * step)
        numbers.latest = series.v.back();
    return numbers;
}

} // namespace

ValuesDialog::ValuesDialog(const metrics::PanelView& view, SeriesColours* colours, QWidget* parent)
    : QDialog(parent)
    , m_view(view)
    , m_colours(colours)
    , m_head(new PlainLabel)
    , m_table(new QTableWidget(0, Columns)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setTextFont(m_head, TextSize::Title, QFont::DemiBold);
    m_table->setHorizontalHeaderLabels({tr("Line"), tr("Latest"), tr("Lowest"), tr("Highest"), tr("Mean")});
    m_table->setAccessibleName(tr("Values of the lines"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (int column = Latest; column < Columns; ++column)
        m_table->setColumnWidth(column, scaled(110));
    connect(m_table, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        if (m_filling || item->column() != Name)
            return;
        const auto i = static_cast<std::size_t>(item->data(Qt::UserRole).toInt());
        if (!m_view.matrix || i >= m_view.matrix->series.size())
            return;
        const auto& labels = m_view.matrix->series[i].labels;
        if (m_colours->isHidden(labels) == (item->checkState() == Qt::Checked))
            m_colours->toggle(labels);
        emit hidingChanged();
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    resize(scaled(860), scaled(460));
    fill();
    m_table->sortItems(Latest, Qt::DescendingOrder);
}

void ValuesDialog::setView(const metrics::PanelView& view) {
    m_view = view;
    fill();
}

void ValuesDialog::fill() {
    m_filling = true;
    setWindowTitle(tr("Values of %1").arg(m_view.panel.title));
    m_head->setText(m_view.panel.title);
    m_table->setSortingEnabled(false);
    const auto rows = m_view.matrix ? static_cast<int>(m_view.matrix->series.size()) : 0;
    m_table->setRowCount(rows);
    const Tokens& tokens = tokensOf(palette());
    for (int i = 0; i < rows; ++i) {
        const metrics::Series& series = m_view.matrix->series[static_cast<std::size_t>(i)];
        auto* name = new QTableWidgetItem(series.legend.isEmpty() ? m_view.panel.title : series.legend);
        name->setData(Qt::UserRole, i);
        name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        name->setCheckState(m_colours->isHidden(series.labels) ? Qt::Unchecked : Qt::Checked);
        QPixmap swatch(scaled(12), scaled(3));
        const auto colour = static_cast<std::size_t>(std::max(0, m_colours->colour(series.labels)));
        swatch.fill(tokens.series[colour % tokens.series.size()]);
        name->setIcon(QIcon(swatch));
        m_table->setItem(i, Name, name);
        const Numbers numbers =
            numbersOf(series, double(domain::toMs(m_view.matrix->to)), double(m_view.matrix->step.count()));
        int column = Latest;
        for (const double value : {numbers.latest, numbers.low, numbers.high, numbers.mean})
            m_table->setItem(i, column++, new NumberItem(value, m_view.panel.unit));
    }
    m_table->setSortingEnabled(true);
    m_filling = false;
}

void ValuesDialog::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy))
        return QDialog::keyPressEvent(event);
    QStringList lines;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < Columns; ++column)
            cells << m_table->item(row.row(), column)->text();
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace ui
