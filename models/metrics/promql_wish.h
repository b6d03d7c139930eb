// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <optional>
#include <vector>

/// What somebody who writes PromQL needs at the cursor. Pure.
namespace metrics {

/// What a person may be about to write.
struct Wish {
    enum class Kind { Nothing, Name, Label, Value };
    Kind kind = Kind::Nothing; ///< Name: a metric, function or keyword
    int from = 0;              ///< where the word under the cursor begins
    QString prefix;            ///< of it, before the cursor
    QString metric;            ///< whose labels or values; empty: any
    QString label;             ///< whose values
    bool operator==(const Wish&) const = default;
};
Wish wishAt(const QString& expr, int cursor);

/// A query as it is asked, with the playbook's {{name}} filled in, and the way back to what was written.
class FilledQuery {
public:
    /// Names without value stay as they are written.
    FilledQuery(const QString& written, const std::map<QString, QString>& variables);
    const QString& text() const { return m_text; }
    /// The index into what was written of an index into text.
    int writtenIndex(int index) const;

private:
    struct Part {
        int written = 0, filled = 0; ///< where a placeholder and its value end
        int begin = 0;               ///< of the placeholder, in what was written
        int filledBegin = 0;
    };
    QString m_text;
    std::vector<Part> m_parts;
};

/// A fault in a query: where it is in what was written, if that is known, and what.
struct QueryFault {
    std::optional<int> index;
    QString sentence;
    bool operator==(const QueryFault&) const = default;
};
/// What the parser (playbook/promql.h) says without a server; nothing for a good query or an empty one.
std::optional<QueryFault> faultIn(const FilledQuery& query);
/// Index into expr of the place that a server's sentence names ("1:5: parse error: …"); nullopt when it names none.
std::optional<int> errorIndex(const QString& expr, const QString& sentence);

} // namespace metrics
