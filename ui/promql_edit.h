// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/promql_wish.h"
#include <QPlainTextEdit>
#include <optional>

class QCompleter;
class QStandardItemModel;

namespace ui {

/// Where a query is written. While a person types (or on Ctrl+Space) it asks for words that fit and offers them in a
/// list: Enter or Tab takes one, Esc closes it. The place of an error is underlined. Alt+Enter begins a line, Enter is
/// the dialog's.
class PromqlEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PromqlEdit(QWidget* parent = nullptr);
    /// The answer to wordsWanted; dropped when the cursor has moved on.
    void offer(const metrics::Wish& wish, const QStringList& words);
    QStringList offered() const;
    /// Puts an offered word where it was asked for.
    void take(const QString& word);
    /// Index of the character where the server found an error; nullopt: none.
    void setError(std::optional<int> index);
    std::optional<int> error() const { return m_error; }

signals:
    void wordsWanted(const metrics::Wish& wish);
    void submitted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void underline();

    QCompleter* m_completer;
    QStandardItemModel* m_words;
    metrics::Wish m_wish;
    std::optional<int> m_error;
};

} // namespace ui
