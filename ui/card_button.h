// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

/// A large button that says what it does: headline, a line or two of detail, and at the right its keys; with a
/// severity's badge at the left where it stands for an incident. Enter and Space press it.
class CardButton final : public QAbstractButton {
    Q_OBJECT
public:
    enum class Size { Large, Small };
    enum class Tone { Plain, Urgent, Warning }; ///< Urgent: red headline and frame; Warning: a sign before the detail
    explicit CardButton(Size size, QWidget* parent = nullptr);
    void setTexts(const QString& headline, const QString& detail, const QString& keys = {});
    void setSeverity(const QString& id, int rank);
    void setTone(Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Places {
        QRect badge, headline, detail, keys;
        int height = 0;
    };
    Places placesFor(int width) const;
    QFont headlineFont() const;
    QFont detailFont() const;

    Size m_size;
    Tone m_tone = Tone::Plain;
    QString m_headline, m_detail, m_keys, m_severity;
    int m_rank = 0;
};

} // namespace ui
