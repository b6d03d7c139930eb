// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check_detail_link.h"

#include "room/watch.h"
#include "ui/check_detail.h"

namespace ui {
namespace {

void showTile(CheckDetail* view, const items::ChecksModel& model) {
    using items::ChecksModel;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex tile = model.index(row);
        if (tile.data(ChecksModel::IdRole).toString() != view->check())
            continue;
        view->setState(domain::CheckState(tile.data(ChecksModel::StateRole).toInt()),
                       tile.data(ChecksModel::DetailRole).toString(), tile.data(ChecksModel::MeasureRole).toString());
        view->setStrip(tile.data(ChecksModel::StripRole).value<items::Strip>());
    }
}

/// As it is sent, with variables filled in, where somebody sends it.
playbook::Check filled(const playbook::Check& check, const room::Watch* watch) {
    for (const room::CheckView& view : watch ? watch->checks() : std::vector<room::CheckView>{}) {
        if (view.check.id == check.id)
            return view.check;
    }
    return check;
}

} // namespace

CheckDetail* openCheckDetail(const playbook::Check& check, items::ChecksModel* model, room::Watch* watch,
                             QWidget* parent) {
    auto* view = new CheckDetail(filled(check, watch), parent);
    showTile(view, *model);
    QObject::connect(model, &QAbstractItemModel::dataChanged, view, [view, model] { showTile(view, *model); });
    if (watch) {
        const auto refresh = [view, watch] {
            view->setAnswers(watch->answers(view->check()));
            watch->totalsOf(view->check(), view, [view](const health::Stats& totals) { view->setTotals(totals); });
        };
        refresh();
        QObject::connect(watch, &room::Watch::resultArrived, view, [view, refresh](const domain::CheckResult& result) {
            if (result.check == view->check())
                refresh();
        });
    }
    view->show();
    return view;
}

} // namespace ui
