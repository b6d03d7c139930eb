// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/document.h"
#include "playbook/importer/source_text.h"
#include <md4c.h>
#include <utility>

namespace importer {

/// Takes md4c's callbacks and builds blocks; stops the parser by a negative number, with the reason in refusal.
class DocumentBuilder {
public:
    DocumentBuilder(const SourceText& source, const QByteArray& utf8, const DocumentLimits& limits,
                    const std::atomic<bool>* cancelled);
    int enter(MD_BLOCKTYPE type, void* detail);
    int leave(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, void* detail);
    int leaveSpan(MD_SPANTYPE type);
    int text(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size);

    std::vector<Block> take() { return std::move(m_stack.front().children); }
    const QString& refusal() const { return m_refusal; }

private:
    qsizetype next(qsizetype at) const;
    int refuse(const QString& why);

    /// Line of the runbook a pointer of md4c stands in; 0 when it points to words of its own.
    int lineOf(const MD_CHAR* words) const;
    static QString spelled(MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size);

    /// "<code>x</code>" and "<b>x</b>" in a sentence.
    void markHtml(Text& text, const QString& tag);
    Text* target();
    int open(Block::Kind kind);
    int openList(MD_BLOCKTYPE type, void* detail);
    int openItem(const MD_BLOCK_LI_DETAIL& detail);
    int openCode(const MD_BLOCK_CODE_DETAIL& detail);
    int openTable(const MD_BLOCK_TABLE_DETAIL& detail);
    int openCell();

    /// The first paragraph of an item is its text.
    int leaveParagraph();
    void close();
    void settleLines(Block& block);
    void settleFence(Block& block);
    int takeHtml();

    const SourceText& m_source;
    const QByteArray& m_utf8;
    const DocumentLimits& m_limits;
    const std::atomic<bool>* m_cancelled;
    std::vector<qsizetype> m_starts; ///< of each line handed to md4c
    std::vector<Block> m_stack;      ///< open blocks; the first is the document
    std::vector<std::pair<int, QString>> m_spans;
    Text* m_cell = nullptr;
    std::pair<const Text*, qsizetype> m_htmlCode{}, m_htmlStrong{}; ///< where an open tag began
    QString m_html, m_refusal;
    bool m_inHtml = false;
    int m_htmlLine = 0, m_lastLine = 1, m_blocks = 0, m_cells = 0;
    qsizetype m_text = 0;
};

} // namespace importer
