// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/promql_parser.h"

#include <QRegularExpression>
#include <map>

namespace playbook {
namespace {

using Kind = PromQlToken::Kind;

/// Whole text stays unchecked: it was checked once, and each check reads all of it.
QRegularExpressionMatch anchored(const QRegularExpression& form, const QString& expr, qsizetype at) {
    return form.match(expr, at, QRegularExpression::NormalMatch,
                      QRegularExpression::AnchorAtOffsetMatchOption |
                          QRegularExpression::DontCheckSubjectStringMatchOption);
}

/// What stands in quotes, escapes undone; a problem for an end that is missing or an unknown escape.
std::optional<PromQlProblem> quoted(const QString& expr, qsizetype& at, QString& value) {
    const QChar quote = expr[at];
    const int start = static_cast<int>(at) + 1;
    static const QRegularExpression escape(
        QStringLiteral(R"(\\(?:[abfnrtv\\'"]|[0-7]{3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))"));
    for (++at; at < expr.size() && expr[at] != quote; ++at) {
        if (quote != u'`' && expr[at] == u'\n')
            break;
        if (quote != u'`' && expr[at] == u'\\') {
            const auto match = anchored(escape, expr, at);
            if (!match.hasMatch())
                return PromQlProblem{static_cast<int>(at) + 1,
                                     QStringLiteral("unknown escape \"%1\" in a text; a backslash is written \\\\")
                                         .arg(expr.mid(at, 2))};
            if (const QChar c = expr[at + 1]; c == u'\\' || c == u'"' || c == u'\'')
                value += c;
            else
                value += u'x';
            at += match.capturedLength() - 1;
        } else {
            value += expr[at];
        }
    }
    if (at >= expr.size() || expr[at] != quote)
        return PromQlProblem{start, QStringLiteral("the text that begins here is not closed")};
    ++at;
    return {};
}

} // namespace

PromQlTokens promQlTokens(const QString& expr) {
    static const QRegularExpression name(QStringLiteral(R"([A-Za-z_:][A-Za-z0-9_:]*)"));
    static const QRegularExpression duration(
        QStringLiteral(R"((?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?(?![A-Za-z0-9_.]))"));
    static const QRegularExpression number(
        QStringLiteral(R"((?:0[xX][0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_]))"));
    static const QRegularExpression sign(QStringLiteral(R"((?:==|!=|=~|!~|<=|>=|[-+*/%^=<>(){}\[\],:@]))"));
    PromQlTokens tokens;
    if (!QStringView(expr).isValidUtf16()) {
        tokens.problem = PromQlProblem{1, QStringLiteral("it holds characters that are no text")};
        return tokens;
    }
    qsizetype at = 0;
    while (at < expr.size()) {
        const QChar c = expr[at];
        const int start = static_cast<int>(at);
        if (c.isSpace()) {
            ++at;
        } else if (c == u'#') {
            const qsizetype end = expr.indexOf(u'\n', at);
            at = end < 0 ? expr.size() : end;
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            QString value;
            tokens.problem = quoted(expr, at, value);
            if (tokens.problem)
                return tokens;
            tokens.all.push_back({Kind::Text, value, start});
        } else {
            Kind kind = Kind::Name;
            auto match = c == u':' && !tokens.all.empty() && tokens.all.back().kind == Kind::Duration
                             ? QRegularExpressionMatch()
                             : anchored(name, expr, at);
            if (!match.hasMatch() && (c.isDigit() || c == u'.')) {
                kind = Kind::Number;
                match = anchored(number, expr, at);
                if (!match.hasMatch()) {
                    kind = Kind::Duration;
                    match = anchored(duration, expr, at);
                }
            }
            if (!match.hasMatch() || match.capturedLength() == 0) {
                kind = Kind::Sign;
                match = anchored(sign, expr, at);
            }
            if (!match.hasMatch()) {
                tokens.problem = PromQlProblem{start + 1, c.isDigit() ? QStringLiteral("bad number or duration")
                                                                      : QStringLiteral("unexpected \"%1\"").arg(c)};
                return tokens;
            }
            tokens.all.push_back({kind, match.captured(), start});
            at += match.capturedLength();
        }
    }
    tokens.all.push_back({Kind::End, {}, static_cast<int>(expr.size())});
    return tokens;
}

const char* promQlSignature(const QString& function) {
    // promql/parser/functions.go
    static const std::map<QString, const char*> table = [] {
        std::map<QString, const char*> all{{"clamp", "vss"},
                                           {"clamp_max", "vs"},
                                           {"clamp_min", "vs"},
                                           {"histogram_fraction", "ssv"},
                                           {"histogram_quantile", "sv"},
                                           {"holt_winters", "rss"},
                                           {"double_exponential_smoothing", "rss"},
                                           {"label_replace", "vtttt"},
                                           {"label_join", "vttt*"},
                                           {"pi", ""},
                                           {"time", ""},
                                           {"predict_linear", "rs"},
                                           {"quantile_over_time", "sr"},
                                           {"round", "vs?"},
                                           {"vector", "s"},
                                           {"sort_by_label", "vt*"},
                                           {"sort_by_label_desc", "vt*"},
                                           {"info", "vv?"}};
        for (const char* name : {"abs",
                                 "absent",
                                 "ceil",
                                 "exp",
                                 "floor",
                                 "histogram_avg",
                                 "histogram_count",
                                 "histogram_stddev",
                                 "histogram_stdvar",
                                 "histogram_sum",
                                 "ln",
                                 "log10",
                                 "log2",
                                 "scalar",
                                 "sgn",
                                 "sort",
                                 "sort_desc",
                                 "sqrt",
                                 "timestamp",
                                 "acos",
                                 "acosh",
                                 "asin",
                                 "asinh",
                                 "atan",
                                 "atanh",
                                 "cos",
                                 "cosh",
                                 "deg",
                                 "rad",
                                 "sin",
                                 "sinh",
                                 "tan",
                                 "tanh"})
            all.emplace(QString::fromLatin1(name), "v");
        for (const char* name :
             {"absent", "avg", "count", "last", "max", "min", "present", "stddev", "stdvar", "sum", "mad"})
            all.emplace(QString::fromLatin1(name) + QStringLiteral("_over_time"), "r");
        for (const char* name : {"changes", "delta", "deriv", "idelta", "increase", "irate", "rate", "resets"})
            all.emplace(QString::fromLatin1(name), "r");
        for (const char* name :
             {"day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"})
            all.emplace(QString::fromLatin1(name), "v?");
        return all;
    }();
    const auto found = table.find(function);
    return found == table.end() ? nullptr : found->second;
}

} // namespace playbook
