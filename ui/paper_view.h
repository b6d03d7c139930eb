// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTextBrowser>
#include <QTimer>
#include <map>

namespace ui {

/// The preview on white paper, in both themes as it will be read. Loads nothing but the pictures it was given; a link
/// shows its target and is opened only after the person has read it there and agreed.
class PaperView final : public QTextBrowser {
    Q_OBJECT
public:
    explicit PaperView(QWidget* parent = nullptr);
    /// Keeps the place that was read.
    void setPaper(const QString& html);
    /// Picture for a path as it stands in the HTML; scaled to the paper's width.
    void setPicture(const QString& path, const QImage& image);
    void showAnchor(const QString& name);

signals:
    void linkChosen(const QUrl& target); ///< after the person agreed

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void doSetSource(const QUrl& url, QTextDocument::ResourceType type) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void askForLink(const QUrl& target);
    void showTarget(const QUrl& target);
    void applyPaper();
    void layOut();
    QImage fitted(const QImage& image) const;

    QString m_html;
    std::map<QString, QImage> m_pictures;
    int m_pictureWidth = 0;
    QTimer m_later; ///< one layout for several pictures
};

} // namespace ui
