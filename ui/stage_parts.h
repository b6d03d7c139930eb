// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/stage_facts.h"
#include "ui/look/fonts.h"
#include "ui/plain_label.h"
#include <QFrame>
#include <vector>

class QGridLayout;
class QHBoxLayout;
class QVBoxLayout;

/// The pieces of the Stage window. Each takes facts and a unit: 1 at 1920×1080, where no text is smaller than 24 pixels
/// (18 pt).
namespace ui {

class ElidedLabel;

/// Font of Stage: pixels count at 1920×1080.
QFont stageFont(double unit, int pixels, QFont::Weight weight = QFont::Normal, Face face = Face::Text);
/// "20 Nov 14:31" when dates are wanted, else "14:31", UTC.
QString stageTime(domain::Instant at, bool withDate);

/// Severity, title, what is known in one line, the running clock and the promised update.
class StageBanner final : public QWidget {
    Q_OBJECT
public:
    explicit StageBanner(QWidget* parent = nullptr);
    void setFacts(const items::StageFacts& facts);
    void setUnit(double unit);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshInk();

    PlainLabel* m_badge;
    ElidedLabel* m_title;
    ElidedLabel* m_line;
    PlainLabel* m_elapsed;
    PlainLabel* m_update;
    int m_rank = 0;
    bool m_overdue = false;
    bool m_over = false;
};

/// The key moments, oldest first; when there is no room for all, the earliest give way and their number is told.
class StageMoments final : public QFrame {
    Q_OBJECT
public:
    explicit StageMoments(QWidget* parent = nullptr);
    void setMoments(const std::vector<items::StageMoment>& moments);
    void setUnit(double unit);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row {
        PlainLabel* time;
        PlainLabel* text;
    };
    void fit();

    std::vector<items::StageMoment> m_moments;
    std::vector<Row> m_rows;
    PlainLabel* m_title;
    PlainLabel* m_zone;
    PlainLabel* m_earlier;
    QHBoxLayout* m_head;
    QWidget* m_area;
    double m_unit = 1;
};

/// One fact about health, or one open ask: title, state with its sign and word, and a remark.
class StageCard final : public QFrame {
    Q_OBJECT
public:
    explicit StageCard(QWidget* parent = nullptr);
    struct Content {
        QString title, state, remark;
        domain::CheckState look = domain::CheckState::Unknown; ///< sign and colour
        bool operator==(const Content&) const = default;
    };
    void setContent(const Content& content);
    const Content& content() const { return m_content; }
    void setUnit(double unit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Content m_content;
    ElidedLabel* m_title;
    PlainLabel* m_glyph;
    ElidedLabel* m_state;
    ElidedLabel* m_remark;
    double m_unit = 1;
};

/// Cards in the order of their weight: the summary, what is in trouble, open asks; at most atMost, the last of which
/// may tell how many more there are.
std::vector<StageCard::Content> stageCards(const items::StageFacts& facts, std::size_t atMost);

} // namespace ui
