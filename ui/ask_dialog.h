// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

class QFormLayout;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class PlainLabel;

/// A small dialog with a few fields and one verb. Never blocks: open() it and listen to answered. Enter answers, Esc
/// leaves everything as it was.
class AskDialog final : public QDialog {
    Q_OBJECT
public:
    AskDialog(const QString& title, const QString& explanation, QWidget* parent);
    void addLine(const QString& label, const QString& value);
    /// A line that does not show what is typed.
    void addSecret(const QString& label);
    void addText(const QString& label, const QString& value);
    /// choices: pairs of what answered carries and what is shown.
    void addChoice(const QString& label, const std::vector<std::pair<QString, QString>>& choices,
                   const QString& current);
    void addToggle(const QString& label, bool on); ///< answers "yes" or an empty string
    void setRemark(const QString& remark);
    void setVerb(const QString& verb);
    /// Adds a read-only text that follows the answers; it is no answer itself. lines: as many are seen at once.
    void addPreview(const QString& label, std::function<QString(const QStringList&)> preview, int lines = 12);
    QString preview() const;
    /// Says what is wrong with the answers, or nothing when they may be taken.
    void setCheck(std::function<QString(const QStringList&)> check);
    QStringList answers() const;
    QWidget* field(int number) const { return m_fields.at(size_t(number)); }
    QString trouble() const;

signals:
    void answered(const QStringList& answers);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const QString& label, QWidget* field);
    void answer();
    void review();

    QFormLayout* m_form;
    PlainLabel* m_remark;
    PlainLabel* m_trouble;
    QPushButton* m_verb;
    std::vector<QWidget*> m_fields;
    QPlainTextEdit* m_preview = nullptr;
    std::function<QString(const QStringList&)> m_previewOf;
    std::function<QString(const QStringList&)> m_check;
};

} // namespace ui
