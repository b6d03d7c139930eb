// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHBoxLayout>

class QDialog;
class QPushButton;

namespace ui {

/// The last row of a dialog that asks something: Cancel, which rejects it, and its verb, which stands out and is what
/// Enter does. The verb is yours to connect.
QHBoxLayout* answerRow(QDialog* dialog, QPushButton* verb);

} // namespace ui
