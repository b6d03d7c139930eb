// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/composer.h"
#include <QWidget>
#include <functional>

class QButtonGroup;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// Where entries are written: Enter adds, Shift+Enter begins a line, @14:58 back-dates, !decision sets the kind. The
/// text stays until it is recorded.
class EntryComposer final : public QWidget {
    Q_OBJECT
public:
    explicit EntryComposer(QWidget* parent = nullptr);
    /// Time against which "@…" is read.
    void setNow(std::function<domain::Instant()> now) { m_now = std::move(now); }
    void setReadOnly(bool readOnly, const QString& why);
    void focusText();
    QString text() const;
    void setText(const QString& text);
    domain::EntryKind kind() const;
    bool isPrivate() const;
    /// The entry that entryComposed carried was recorded: makes room for the next. Or it was not: the text stays to be
    /// tried again.
    void entryRecorded();
    void entryRefused();
    /// What stands below the text: how it will be read, or why it cannot be.
    QString hint() const;

signals:
    void entryComposed(const items::Composed& entry, bool confidential);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void submit();
    void showHint();
    void fitHeight();

    std::function<domain::Instant()> m_now;
    QPlainTextEdit* m_text;
    QButtonGroup* m_kinds;
    QPushButton* m_private;
    PlainLabel* m_hint;
};

} // namespace ui
