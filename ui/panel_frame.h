// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace ui {

class PlainLabel;

/// A panel of a screen: rounded frame with a header (title at the left, a muted remark and buttons at the right) over
/// its body.
class PanelFrame final : public QFrame {
    Q_OBJECT
public:
    explicit PanelFrame(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setRemark(const QString& remark);
    /// Adds a control at the right end of the header.
    void addHeaderWidget(QWidget* widget);
    /// What the panel needs without its body.
    int headerHeight() const;
    /// Layout below the header, without margins.
    QVBoxLayout* body() const { return m_body; }

private:
    PlainLabel* m_title;
    PlainLabel* m_remark;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
};

} // namespace ui
