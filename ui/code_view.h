// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <map>

namespace ui {

/// Text with line numbers, in monospace: a playbook's YAML being edited, a runbook being read. Lines can be marked; the
/// marks, the colours of the language and what is chosen are worked out for the visible lines only, so that long files
/// cost nothing.
class CodeView final : public QPlainTextEdit {
    Q_OBJECT
public:
    enum class Language { Yaml, Markdown };
    enum class Mark { Taken, Warning, Error }; ///< Error is drawn over Warning over Taken
    struct Span {
        int from = 0, to = -1; ///< lines, 1-based, both within
        bool operator==(const Span&) const = default;
    };
    explicit CodeView(Language language, QWidget* parent = nullptr);

    /// Replaces everything; the undo history begins anew. Lines over longestLine are shown cut when it is read-only.
    void showText(const QString& text);
    void setMarks(std::map<int, Mark> marks);
    /// Lines of what is chosen elsewhere; they are tinted whole.
    void setChosen(std::vector<Span> spans);
    /// Puts the cursor there and the line into the middle of the view.
    void showLine(int line);
    int currentLine() const;
    const std::map<int, Mark>& marks() const { return m_marks; }
    int gutterWidth() const;
    void paintGutter(QPainter& painter, const QRect& rect);
    static constexpr int longestLine = 4000;

signals:
    void lineChosen(int line); ///< the cursor went to another line

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void placeGutter();
    void refreshLater();
    void refreshSelections();
    void colourLine(const QTextBlock& block, QList<QTextEdit::ExtraSelection>& into) const;
    bool isChosen(int line) const;

    Language m_language;
    std::map<int, Mark> m_marks;
    std::vector<Span> m_chosen;
    std::vector<bool> m_fenced; ///< by line − 1: inside a fenced block of Markdown
    QWidget* m_gutter;
    int m_line = 0;
    bool m_showing = false;
    bool m_refreshing = false; ///< a refresh is on its way
};

} // namespace ui
