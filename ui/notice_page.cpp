// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_page.h"
#include "ui/look/fonts.h"
#include "ui/look/style.h"
#include "ui/plain_label.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

NoticePage::NoticePage(QWidget* parent)
    : QWidget(parent)
    , m_title(new PlainLabel)
    , m_detail(new PlainLabel)
    , m_buttons(new QWidget)
    , m_row(new QHBoxLayout(m_buttons)) {
    setTextFont(m_title, TextSize::Big, QFont::DemiBold);
    setTextFont(m_detail, TextSize::Large);
    m_detail->setProperty("muted", true);
    for (PlainLabel* label : {m_title, m_detail}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_row->setContentsMargins(0, 8, 0, 0);
    m_row->setSpacing(12);
    m_row->addStretch(1);
    m_row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(48, 48, 48, 48);
    column->setSpacing(10);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_detail);
    column->addWidget(m_buttons);
    column->addStretch(3);
}

void NoticePage::setNotice(const QString& title, const QString& detail) {
    m_title->setText(title);
    m_detail->setText(detail);
    setAccessibleName(title);
    setAccessibleDescription(detail);
}

QPushButton* NoticePage::addButton(const QString& text, bool primary) {
    auto* button = new QPushButton(text);
    if (primary)
        markPrimary(button);
    m_row->insertWidget(m_row->count() - 1, button);
    return button;
}

void NoticePage::setButtonsVisible(bool visible) {
    m_buttons->setVisible(visible);
}

QString NoticePage::text() const {
    return QStringLiteral("%1\n%2").arg(m_title->text(), m_detail->text());
}

} // namespace ui
