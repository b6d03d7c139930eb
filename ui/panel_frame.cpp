// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel_frame.h"
#include "ui/charts/elided_label.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

PanelFrame::PanelFrame(const QString& title, QWidget* parent)
    : QFrame(parent)
    , m_title(new PlainLabel(title))
    , m_remark(new ElidedLabel)
    , m_header(new QHBoxLayout)
    , m_body(new QVBoxLayout) {
    setProperty("panel", true);
    setAccessibleName(title);
    setTextFont(m_title, TextSize::Body, QFont::DemiBold);
    setTextFont(m_remark, TextSize::Small);
    m_remark->setProperty("muted", true);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* header = new QFrame;
    header->setProperty("panelHeader", true);
    header->setLayout(m_header);
    m_header->setContentsMargins(14, 10, 14, 10);
    m_header->setSpacing(8);
    m_header->addWidget(m_title);
    m_header->addWidget(m_remark, 1);

    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->setSpacing(0);
    whole->addWidget(header);
    whole->addLayout(m_body, 1);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
}

void PanelFrame::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

void PanelFrame::setRemark(const QString& remark) {
    m_remark->setText(remark);
    setAccessibleDescription(remark);
}

int PanelFrame::headerHeight() const {
    const QMargins around = layout()->contentsMargins();
    return m_header->sizeHint().height() + around.top() + around.bottom();
}

void PanelFrame::addHeaderWidget(QWidget* widget) {
    m_header->addWidget(widget);
}

} // namespace ui
