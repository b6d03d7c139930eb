// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/shell_quotes.h"

#include <QRegularExpression>

namespace playbook {
namespace {

/// Walks over a command once and writes down how each character is read.
class QuoteWalk {
public:
    explicit QuoteWalk(const QString& command)
        : m_text(command)
        , m_quoting(size_t(command.size()), Quoting::Bare) {}

    std::vector<Quoting> walk() {
        while (m_at < m_text.size())
            step();
        return std::move(m_quoting);
    }

private:
    QChar at(qsizetype place) const { return place < m_text.size() ? m_text.at(place) : QChar(); }
    Quoting now() const { return m_levels.back(); }
    void take(Quoting quoting, qsizetype count = 1) {
        for (; count > 0 && m_at < m_text.size(); --count)
            m_quoting[size_t(m_at++)] = quoting;
    }
    void open(Quoting quoting, qsizetype count) {
        take(now(), count);
        m_levels.push_back(quoting);
    }
    void close() {
        take(now());
        if (m_levels.size() > 1)
            m_levels.pop_back();
    }
    bool beginsWord() const { return m_at == 0 || m_text.at(m_at - 1).isSpace() || m_text.at(m_at - 1) == u';'; }

    void step() {
        const QChar c = at(m_at);
        if (now() == Quoting::Single)
            return c == u'\'' ? close() : take(Quoting::Single);
        if (c == u'\\')
            return take(now(), 2);
        if (now() == Quoting::Opaque)
            return c == u'`' ? close() : take(Quoting::Opaque);
        if (c == u'`')
            return open(Quoting::Opaque, 1);
        if (c == u'$' && at(m_at + 1) == u'(')
            return open(Quoting::Bare, 2);
        if (now() == Quoting::Double)
            return c == u'"' ? close() : take(Quoting::Double);
        bare(c);
    }

    void bare(QChar c) {
        if (c == u'\'')
            return open(Quoting::Single, 1);
        if (c == u'"')
            return open(Quoting::Double, 1);
        if (c == u'(')
            return open(Quoting::Bare, 1);
        if (c == u')')
            return close();
        if (c == u'#' && beginsWord())
            return take(Quoting::Comment, restOfLine());
        if (c == u'\n' && !m_hereEnd.isEmpty())
            return hereDocument();
        if (c == u'<' && at(m_at + 1) == u'<')
            noteHereDocument();
        take(Quoting::Bare);
    }

    qsizetype restOfLine() const {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return (end < 0 ? m_text.size() : end) - m_at;
    }

    void noteHereDocument() {
        static const QRegularExpression head(QStringLiteral("<<-?\\s*[\"'\\\\]?([A-Za-z_][A-Za-z0-9_]*)[\"']?"));
        const auto match =
            head.match(m_text, m_at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (match.hasMatch() && at(m_at + 2) != u'<')
            m_hereEnd = match.captured(1);
    }

    void hereDocument() {
        take(Quoting::Bare);
        while (m_at < m_text.size()) {
            const qsizetype length = restOfLine();
            const bool end = QStringView(m_text).sliced(m_at, length).trimmed() == m_hereEnd;
            take(end ? Quoting::Bare : Quoting::Opaque, length + (end ? 0 : 1));
            if (end)
                break;
        }
        m_hereEnd.clear();
    }

    const QString& m_text;
    std::vector<Quoting> m_quoting;
    std::vector<Quoting> m_levels{Quoting::Bare};
    QString m_hereEnd;
    qsizetype m_at = 0;
};

} // namespace

std::vector<Quoting> quotingOf(const QString& command) {
    return QuoteWalk(command).walk();
}

} // namespace playbook
