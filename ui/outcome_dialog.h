// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include <QDialog>

namespace ui {

class PlainCode;

/// What a command or an HTTP action of the record brought, opened from its entry in the timeline.
class OutcomeDialog final : public QDialog {
    Q_OBJECT
public:
    OutcomeDialog(const domain::CommandRan& ran, QWidget* parent);
    OutcomeDialog(const domain::HttpActionRan& sent, QWidget* parent);
    void setOutput(const QString& output); ///< empty: it wrote nothing
    void setTrouble(const QString& sentence);
    PlainCode* output() const { return m_output; }

private:
    void build(const QString& title, const QString& what, const QString& how);
    PlainCode* m_output;
};

} // namespace ui
