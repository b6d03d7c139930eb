// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace ui {

class PlainLabel;

/// A page that has nothing to show yet: says so in a sentence and offers what to do.
class NoticePage final : public QWidget {
    Q_OBJECT
public:
    explicit NoticePage(QWidget* parent = nullptr);
    void setNotice(const QString& title, const QString& detail);
    QPushButton* addButton(const QString& text, bool primary = false);
    void setButtonsVisible(bool visible);
    QString text() const;

private:
    PlainLabel* m_title;
    PlainLabel* m_detail;
    QWidget* m_buttons;
    QHBoxLayout* m_row;
};

} // namespace ui
