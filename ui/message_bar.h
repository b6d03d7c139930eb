// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>

class QToolButton;

namespace ui {

class PlainLabel;

/// The one place where trouble reaches the eye. Standing conditions (read-only, offline) stay until they end; a message
/// stays until it is dismissed or replaced.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Level { Info, Warning, Error };
    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(Level level, const QString& sentence);
    /// Sets or, with an empty sentence, ends the condition called name.
    void setCondition(const QString& name, Level level, const QString& sentence);
    void dismiss();
    /// What is shown now; empty when the bar is hidden.
    QString text() const;

signals:
    void textChanged(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        Level level = Level::Info;
        QString sentence;
    };
    Line current() const;
    void refresh();

    Line m_message;
    std::map<QString, Line> m_conditions;
    PlainLabel* m_glyph;
    PlainLabel* m_text;
    QToolButton* m_dismiss;
};

} // namespace ui
