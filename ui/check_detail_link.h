// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace items {
class ChecksModel;
}
namespace playbook {
struct Check;
}
namespace room {
class Watch;
}

namespace ui {

class CheckDetail;

/// Opens the view under a tile and keeps it fresh while model and watch live; watch may be null (an incident that is
/// over): then there are no answers to show. Belongs to parent and deletes itself when closed.
CheckDetail* openCheckDetail(const playbook::Check& check, items::ChecksModel* model, room::Watch* watch,
                             QWidget* parent);

} // namespace ui
