// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/markup.h"

#include <QRegularExpression>

namespace importer {
namespace {

const auto unicode = QRegularExpression::UseUnicodePropertiesOption;

/// What a line is worth only beside another of its kind.
enum class Sign { None, Empty, Open, Done, Bullet, Number };

struct SignLine {
    Sign sign = Sign::None;
    QString lead, words; ///< the blanks and list mark before the sign, what follows it
};

SignLine signOf(const QString& line) {
    if (line.trimmed().isEmpty())
        return {Sign::Empty, {}, {}};
    static const QRegularExpression box(
        QStringLiteral(
            R"(^(\s*(?:[-*+]\s+|\d+[.)]\s+)?)(?:(☐|🔲|⬜|◻|◽|❏|❑|▢|□)|(☑|☒|✅|✔|🗹))\x{FE0F}?\s*(\S.*)$)"),
        unicode);
    if (const auto match = box.match(line); match.hasMatch())
        return {match.captured(2).isEmpty() ? Sign::Done : Sign::Open, match.captured(1), match.captured(4)};
    static const QRegularExpression bullet(QStringLiteral(R"(^(\s*)[•◦▪‣●○∙–—]\s+(\S.*)$)"), unicode);
    if (const auto match = bullet.match(line); match.hasMatch())
        return {Sign::Bullet, match.captured(1), match.captured(2)};
    static const QRegularExpression number(QStringLiteral(R"(^(\s*)(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?\s+\S.*)$)"));
    if (const auto match = number.match(line); match.hasMatch())
        return {Sign::Number, match.captured(1), match.captured(2)};
    return {};
}

bool sameKind(Sign a, Sign b) {
    const auto box = [](Sign sign) { return sign == Sign::Open || sign == Sign::Done; };
    return a == b || (box(a) && box(b));
}

QString asItem(const SignLine& line) {
    const QString lead = line.lead.trimmed().isEmpty() ? QString(line.lead + u"- ") : line.lead;
    if (line.sign == Sign::Open)
        return lead + u"[ ] " + line.words;
    if (line.sign == Sign::Done)
        return lead + u"[x] " + line.words;
    return line.lead + u"- " + line.words;
}

/// "Term" above ": its meaning".
bool isDefinition(const QString& line) {
    static const QRegularExpression pattern(QStringLiteral(R"(^ {0,3}:[ \t]+\S)"));
    return pattern.match(line).hasMatch();
}
bool isTerm(const QString& line) {
    static const QRegularExpression pattern(
        QStringLiteral(R"(^(?![ \t]{4}|\s*(?:[-*+]\s|#|>|\||\d+[.)]\s|:|<|`{3}|~{3}))\S.{0,119}$)"));
    return pattern.match(line).hasMatch();
}

class Mender {
public:
    explicit Mender(SourceText& source)
        : m_lines(source.lines) {}

    void run() {
        Verbatim verbatim;
        std::vector<bool> words(m_lines.size());
        std::vector<SignLine> signs(m_lines.size());
        for (size_t i = 0; i < m_lines.size(); ++i) {
            words[i] = !verbatim.holds(m_lines[i]);
            if (words[i])
                signs[i] = signOf(m_lines[i]);
        }
        mendSigns(signs);
        for (size_t i = 0; i < m_lines.size(); ++i) {
            if (words[i] && i + 1 < m_lines.size() && words[i + 1] && isTerm(m_lines[i]) &&
                isDefinition(m_lines[i + 1]))
                i = takeDefinitions(i);
            else if (words[i])
                widenHeading(m_lines[i]);
        }
    }

private:
    /// One sign alone may mean anything; two in a row are a list.
    void mendSigns(const std::vector<SignLine>& signs) {
        Sign before = Sign::None;
        for (size_t i = 0; i < signs.size(); ++i) {
            const Sign own = signs[i].sign;
            if (own == Sign::Empty)
                continue;
            size_t next = i + 1;
            while (next < signs.size() && next < i + 3 && signs[next].sign == Sign::Empty)
                ++next;
            const Sign after = next < signs.size() ? signs[next].sign : Sign::None;
            if (own != Sign::None && (sameKind(own, before) || sameKind(own, after)))
                m_lines[i] = asItem(signs[i]);
            before = own;
        }
    }

    size_t takeDefinitions(size_t term) {
        const QString name = m_lines[term].trimmed();
        m_lines[term] = name.contains(u"**") ? QString(u"- " + name + u':') : QString(u"- **" + name + u"**:");
        size_t last = term;
        for (size_t i = term + 1; i < m_lines.size() && !m_lines[i].trimmed().isEmpty(); ++i) {
            const bool starts = isDefinition(m_lines[i]);
            if (!starts && !m_lines[i].startsWith(u' ') && !m_lines[i].startsWith(u'\t'))
                break;
            m_lines[i] =
                QStringLiteral("  ") + (starts ? m_lines[i].mid(m_lines[i].indexOf(u':') + 1) : m_lines[i]).trimmed();
            last = i;
        }
        return last;
    }

    /// md4c 0.4.8 takes <h1> to <h6> for words of a paragraph; an HTML block begins with another tag.
    static void widenHeading(QString& line) {
        static const QRegularExpression heading(QStringLiteral(R"(^ {0,3}</?h[1-6][\s>])"),
                                                QRegularExpression::CaseInsensitiveOption);
        if (line.contains(u'<') && heading.match(line).hasMatch())
            line.prepend(QStringLiteral("<div>"));
    }

    std::vector<QString>& m_lines;
};

} // namespace

bool Verbatim::holds(const QString& line) {
    const QStringView words = QStringView(line).trimmed();
    if (m_pre) {
        m_pre = !words.contains(u"</pre", Qt::CaseInsensitive);
        return true;
    }
    qsizetype length = 0;
    while (length < words.size() && words[length] == words[0] && (words[0] == u'`' || words[0] == u'~'))
        ++length;
    if (m_length > 0) {
        if (length >= m_length && words[0] == m_sign && words.size() == length)
            m_length = 0;
        return true;
    }
    if (length >= 3) {
        m_sign = words[0];
        m_length = length;
        return true;
    }
    const qsizetype open = words.lastIndexOf(u"<pre", -1, Qt::CaseInsensitive);
    m_pre = open >= 0 && !words.sliced(open).contains(u"</pre", Qt::CaseInsensitive);
    return open >= 0;
}

void mendMarkup(SourceText& source) {
    Mender(source).run();
}

} // namespace importer
