// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/promql_wish.h"

#include "playbook/promql.h"

#include <QRegularExpression>
#include <vector>

namespace metrics {

namespace {

bool isWordChar(QChar c) {
    return c.isLetterOrNumber() || c == u'_' || c == u':';
}

/// Reads an expression from its beginning to the cursor.
class Scanner {
public:
    Scanner(const QString& text, int cursor)
        : m_text(text)
        , m_end(std::clamp(cursor, 0, static_cast<int>(text.size()))) {}

    Wish run() {
        while (m_at < m_end) {
            const QChar c = m_text[m_at];
            if (c == u'#')
                return comment() ? Wish{} : run();
            if (c == u'"' || c == u'\'' || c == u'`') {
                if (auto wish = quoted(c))
                    return *wish;
            } else if (isWordChar(c)) {
                if (auto wish = word())
                    return *wish;
            } else {
                sign(c);
                ++m_at;
            }
        }
        return wishFor(m_end);
    }

private:
    struct Level {
        QChar bracket;
        bool labels = false; ///< the parentheses of by, on and their like
        QString metric, label;
    };

    /// True when the cursor stands in it.
    bool comment() {
        const auto end = m_text.indexOf(u'\n', m_at);
        if (end < 0 || end >= m_end)
            return true;
        m_at = static_cast<int>(end) + 1;
        return false;
    }

    std::optional<Wish> quoted(QChar quote) {
        const int begin = ++m_at;
        for (; m_at < m_end && m_text[m_at] != quote; ++m_at) {
            if (m_text[m_at] == u'\\' && quote != u'`')
                ++m_at;
        }
        if (m_at < m_end) {
            ++m_at;
            return std::nullopt;
        }
        if (m_levels.empty() || m_levels.back().bracket != u'{' || m_levels.back().label.isEmpty())
            return Wish{};
        return Wish{Wish::Kind::Value, begin, m_text.mid(begin, m_end - begin), m_levels.back().metric,
                    m_levels.back().label};
    }

    std::optional<Wish> word() {
        const int begin = m_at;
        while (m_at < m_end && isWordChar(m_text[m_at]))
            ++m_at;
        if (m_at == m_end)
            return wishFor(begin);
        m_word = m_text.mid(begin, m_at - begin);
        if (!m_levels.empty() && m_levels.back().bracket == u'{')
            m_levels.back().label = m_word;
        return std::nullopt;
    }

    void sign(QChar c) {
        static const QStringList lists{QStringLiteral("by"),         QStringLiteral("without"),
                                       QStringLiteral("on"),         QStringLiteral("ignoring"),
                                       QStringLiteral("group_left"), QStringLiteral("group_right")};
        if (c == u'(' || c == u'{' || c == u'[') {
            m_levels.push_back({c, c == u'(' && lists.contains(m_word), c == u'{' ? m_word : QString(), {}});
            if (c == u'{' && !m_word.isEmpty())
                m_metric = m_word;
        } else if ((c == u')' || c == u'}' || c == u']') && !m_levels.empty()) {
            m_levels.pop_back();
        } else if (c == u',' && !m_levels.empty()) {
            m_levels.back().label.clear();
        }
        if (!c.isSpace())
            m_word.clear();
    }

    Wish wishFor(int begin) const {
        const QString prefix = m_text.mid(begin, m_end - begin);
        if (!prefix.isEmpty() && prefix[0].isDigit())
            return {};
        if (m_levels.empty() || (m_levels.back().bracket == u'(' && !m_levels.back().labels))
            return {Wish::Kind::Name, begin, prefix, {}, {}};
        const Level& level = m_levels.back();
        if (level.bracket == u'[' || (level.bracket == u'{' && !level.label.isEmpty()))
            return {};
        return {Wish::Kind::Label, begin, prefix, level.labels ? m_metric : level.metric, {}};
    }

    const QString& m_text;
    int m_end;
    int m_at = 0;
    QString m_word;   ///< just before; cleared by signs
    QString m_metric; ///< latest that had braces
    std::vector<Level> m_levels;
};

} // namespace

Wish wishAt(const QString& expr, int cursor) {
    return Scanner(expr, cursor).run();
}

FilledQuery::FilledQuery(const QString& written, const std::map<QString, QString>& variables) {
    static const QRegularExpression name(QStringLiteral("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}"));
    qsizetype copied = 0;
    for (auto matches = name.globalMatch(written); matches.hasNext();) {
        const auto match = matches.next();
        const auto value = variables.find(match.captured(1));
        if (value == variables.end())
            continue;
        m_text += QStringView(written).sliced(copied, match.capturedStart() - copied);
        const auto begin = static_cast<int>(m_text.size());
        m_text += value->second;
        copied = match.capturedEnd();
        m_parts.push_back({static_cast<int>(copied), static_cast<int>(m_text.size()),
                           static_cast<int>(match.capturedStart()), begin});
    }
    m_text += QStringView(written).sliced(copied);
}

int FilledQuery::writtenIndex(int index) const {
    int written = index;
    for (const Part& part : m_parts) {
        if (index < part.filledBegin)
            break;
        if (index < part.filled)
            return part.begin;
        written = index - part.filled + part.written;
    }
    return written;
}

std::optional<QueryFault> faultIn(const FilledQuery& query) {
    if (query.text().trimmed().isEmpty())
        return std::nullopt;
    const auto problem = playbook::checkPromQl(query.text());
    if (!problem)
        return std::nullopt;
    return QueryFault{query.writtenIndex(std::max(problem->column - 1, 0)), problem->text};
}

std::optional<int> errorIndex(const QString& expr, const QString& sentence) {
    static const QRegularExpression place(QStringLiteral("\\b(\\d{1,6}):(\\d{1,6}): parse error"));
    const auto match = place.match(sentence);
    if (!match.hasMatch())
        return std::nullopt;
    const QStringList lines = expr.split(u'\n');
    const int line = match.captured(1).toInt();
    if (line < 1 || line > lines.size())
        return std::nullopt;
    int index = 0;
    for (int i = 0; i + 1 < line; ++i)
        index += static_cast<int>(lines[i].size()) + 1;
    // The server counts bytes.
    const QByteArray before = lines[line - 1].toUtf8().left(std::max(0, match.captured(2).toInt() - 1));
    return std::min(index + static_cast<int>(QString::fromUtf8(before).size()), static_cast<int>(expr.size()));
}

} // namespace metrics
