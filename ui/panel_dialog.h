// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/promql_wish.h"
#include "metrics/vocabulary.h"
#include "playbook/playbook.h"
#include "room/graph_watch.h"
#include <QDialog>
#include <QPointer>
#include <QTimer>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace ui {

class GraphView;
class PlainLabel;
class PromqlEdit;

/// Adds or changes one graph of the incident. A fault in the query is underlined while it is written; what the server
/// gives for it, or why it refuses it, stands below with the graph of the last half hour. A query that the server
/// refuses may still be taken: the server may be the one that is ill.
class PanelDialog final : public QDialog {
    Q_OBJECT
public:
    PanelDialog(const playbook::Panel& panel, room::GraphWatch* watch, QWidget* parent);
    PromqlEdit* query() const { return m_expr; }
    QLineEdit* title() const { return m_title; }
    QLineEdit* warn() const { return m_warn; }
    QComboBox* server() const { return m_server; }
    GraphView* preview() const { return m_preview; }
    QPushButton* verb() const { return m_verb; }
    QString verdict() const;
    bool verdictIsBad() const;

signals:
    void answered(const playbook::Panel& panel);

private:
    void build();
    QWidget* buildDetails();
    void connectParts();
    void review();
    void tryOut();
    void showMatrix(const metrics::Matrix& matrix);
    void say(const QString& text, bool wrong);
    void answer();

    playbook::Panel m_panel;
    QPointer<room::GraphWatch> m_watch;
    metrics::Vocabulary* m_vocabulary;
    metrics::MatrixPtr m_shown;
    QLineEdit* m_title;
    PromqlEdit* m_expr;
    PlainLabel* m_verdict;
    GraphView* m_preview;
    QComboBox* m_unit;
    QComboBox* m_server;
    QLineEdit* m_legend;
    QLineEdit* m_warn;
    QLineEdit* m_critical;
    QLineEdit* m_hold;
    QPushButton* m_verb;
    QTimer m_pause;
};

} // namespace ui
