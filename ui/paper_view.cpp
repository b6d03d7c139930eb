// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper_view.h"

#include "ui/look/fonts.h"
#include "ui/look/tokens.h"
#include "ui/wrapped_text.h"
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolTip>

namespace ui {
namespace {

constexpr int margin = 24;

/// The few rules that Qt's rich text knows; the paper is light in both themes.
QString paperRules(const Tokens& t) {
    return QStringLiteral("body { color: %1; }"
                          "h1 { font-size: %5px; font-weight: 700; margin-top: 4px; margin-bottom: 8px; }"
                          "h2 { font-size: %6px; font-weight: 600; margin-top: 18px; margin-bottom: 2px; }"
                          "h3 { font-size: %7px; font-weight: 600; margin-top: 12px; margin-bottom: 4px; }"
                          "p { margin-top: 4px; margin-bottom: 8px; }"
                          "table { border-color: %2; border-collapse: collapse; margin-top: 4px; margin-bottom: 8px; }"
                          "th { background-color: %3; font-weight: 600; border: 1px solid %2; }"
                          "td { border: 1px solid %2; }"
                          "pre { font-family: '%8'; background-color: %3; margin-top: 4px; margin-bottom: 8px; "
                          "white-space: pre-wrap; }"
                          "code { font-family: '%8'; background-color: %3; }"
                          "a { color: %4; }"
                          "hr { font-size: 1px; margin-top: 0; margin-bottom: 8px; }")
        .arg(t.text.name(), t.border.name(), t.window.name(), t.accent.name())
        .arg(scaled(22))
        .arg(scaled(16))
        .arg(scaled(14))
        .arg(fontOf(TextSize::Body, QFont::Normal, Face::Mono).family());
}

} // namespace

PaperView::PaperView(QWidget* parent)
    : QTextBrowser(parent) {
    setObjectName(QStringLiteral("paper"));
    setAccessibleName(tr("Preview of the post-mortem"));
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would lay everything out anew
    QPalette paper = paletteOf(tokensOf(Theme::Light));
    paper.setColor(QPalette::Dark, tokensOf(Theme::Light).border); // of the rule under a heading
    setPalette(paper);
    document()->setDocumentMargin(margin);
    connect(this, &QTextBrowser::anchorClicked, this, &PaperView::askForLink);
    connect(this, &QTextBrowser::highlighted, this, &PaperView::showTarget);
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &PaperView::layOut);
    applyPaper();
}

void PaperView::applyPaper() {
    const Tokens& light = tokensOf(Theme::Light);
    const QString sheet =
        QStringLiteral("#paper { background: %1; color: %2; border: none; padding: 0; border-bottom-left-radius: 9px; "
                       "border-bottom-right-radius: 9px; selection-background-color: %3; selection-color: %4; }"
                       "#paper:focus { border: 2px solid %5; padding: 0; }")
            .arg(light.panel.name(), light.text.name(), light.accent.name(), light.onAccent.name(),
                 light.accent.name());
    if (sheet != styleSheet())
        setStyleSheet(sheet);
    document()->setDefaultFont(fontOf(TextSize::Body));
    document()->setDefaultStyleSheet(paperRules(light));
}

void PaperView::setPaper(const QString& html) {
    if (html == m_html)
        return;
    m_html = html;
    layOut();
}

/// Lays the whole paper out anew: a text document keeps the size a picture had at first.
void PaperView::layOut() {
    const int place = verticalScrollBar()->value();
    document()->clear();
    setHtml(QStringLiteral("<body>") + m_html + QStringLiteral("</body>"));
    verticalScrollBar()->setValue(place);
}

void PaperView::setPicture(const QString& path, const QImage& image) {
    m_pictures[path] = image;
    m_later.start();
}

void PaperView::showAnchor(const QString& name) {
    scrollToAnchor(name);
}

QImage PaperView::fitted(const QImage& image) const {
    const int room = viewport()->width() - 2 * margin - 6;
    const qreal ratio = devicePixelRatioF();
    if (room < 40 || image.isNull())
        return image;
    const int width = std::min(room, qRound(image.width() / image.devicePixelRatio()));
    QImage out = image.scaledToWidth(qRound(width * ratio), Qt::SmoothTransformation);
    out.setDevicePixelRatio(ratio);
    return out;
}

QVariant PaperView::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource)
        return {};
    const auto known = m_pictures.find(name.toString());
    if (known != m_pictures.end())
        return fitted(known->second);
    // A still frame where a picture is yet to be drawn: without one Qt shows a broken sign.
    QImage blank(qMax(40, viewport()->width() - 2 * margin - 6), scaled(120), QImage::Format_RGB32);
    blank.fill(tokensOf(Theme::Light).window);
    return blank;
}

void PaperView::doSetSource(const QUrl&, QTextDocument::ResourceType) {}

void PaperView::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (viewport()->width() == m_pictureWidth)
        return;
    m_pictureWidth = viewport()->width();
    if (!m_pictures.empty())
        m_later.start();
}

void PaperView::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) {
        applyPaper();
        layOut();
    }
}

void PaperView::showTarget(const QUrl& target) {
    if (!target.isEmpty())
        QToolTip::showText(QCursor::pos(), plainToolTip(target.toString()), this);
}

void PaperView::askForLink(const QUrl& target) {
    const QString scheme = target.scheme();
    if (scheme != u"http" && scheme != u"https" && scheme != u"mailto")
        return;
    auto* question =
        new QMessageBox(QMessageBox::Question, tr("Open a link"),
                        QString(tr("Open this address in the browser?") + QStringLiteral("\n\n") + target.toString()),
                        QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    QPushButton* open = question->addButton(tr("Open"), QMessageBox::AcceptRole);
    connect(question, &QMessageBox::buttonClicked, this, [this, open, target](QAbstractButton* chosen) {
        if (chosen == open)
            emit linkChosen(target);
    });
    question->open();
}

} // namespace ui
