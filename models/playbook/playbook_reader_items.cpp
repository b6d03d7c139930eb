// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_reader.h"

#include <QHash>
#include <QRegularExpression>
#include <cmath>

/// The parts of the reader for what items wait for: a check, a panel, other items.
namespace playbook {
namespace {

using namespace std::chrono_literals;
using Kind = Criterion::Kind;

const std::pair<const char*, Kind> states[] = {{"up", Kind::Up}, {"not down", Kind::NotDown}, {"down", Kind::Down}};
const std::pair<const char*, Kind> comparisons[] = {
    {"<", Kind::Less}, {"<=", Kind::LessOrEqual}, {">", Kind::Greater}, {">=", Kind::GreaterOrEqual}};

std::optional<Kind> kindOf(const auto& words, const QString& word) {
    for (const auto& [text, kind] : words) {
        if (word == QLatin1String(text))
            return kind;
    }
    return {};
}

/// "< 1", ">= 0.5".
bool readComparison(Criterion& made, const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^(<=?|>=?)\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)$"));
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    const auto kind = kindOf(comparisons, match.captured(1));
    bool ok = false;
    made.value = match.captured(2).toDouble(&ok);
    if (!kind || !ok || !std::isfinite(made.value))
        return false;
    made.kind = *kind;
    return true;
}

} // namespace

/// "watch: errors" names what to look at; a map says what it must show, and the item proposes itself.
void PlaybookReader::readWatch(Item& made, const Fields& in) {
    const QString key = QStringLiteral("watch");
    const YamlNode* at = in.find(key);
    if (!at || at->kind == YamlNode::Kind::Scalar) {
        made.watch = reference(in, key, Referred::Watched);
        return;
    }
    const Fields watch(*at, QStringLiteral("the watch of %1").arg(in.what()), knownKeys().at(key), m_findings);
    if (at->kind != YamlNode::Kind::Map)
        return;
    const bool check = watch.has(QStringLiteral("check"));
    if (check == watch.has(QStringLiteral("panel"))) {
        watch.wrong(QStringLiteral("schema.type"), *at,
                    QStringLiteral("%1 names %2; expected either a check or a panel")
                        .arg(watch.what(), check ? QStringLiteral("both") : QStringLiteral("nothing")));
        return;
    }
    made.watch = check ? reference(watch, QStringLiteral("check"), Referred::Check)
                       : reference(watch, QStringLiteral("panel"), Referred::Panel);
    readCriterion(made, watch);
}

void PlaybookReader::readCriterion(Item& made, const Fields& watch) {
    const QString key = QStringLiteral("criterion");
    const bool ofCheck = watch.has(QStringLiteral("check"));
    const QString text = watch.text(key).simplified();
    Criterion criterion;
    criterion.stableFor = watch.durationBetween(QStringLiteral("stable_for"), criterion.stableFor, 0ms, 24h);
    const QString expected = ofCheck ? QStringLiteral("up, not down or down")
                                     : QStringLiteral("a comparison in the panel's unit such as \"< 1\" or \">= 0.5\"");
    const YamlNode* at = watch.find(key);
    if (!at && !ofCheck)
        watch.missing(key, expected);
    if (at && at->kind == YamlNode::Kind::Scalar) {
        const auto state = kindOf(states, text);
        if (ofCheck ? !state.has_value() : !readComparison(criterion, text))
            watch.wrong(QStringLiteral("schema.criterion"), *at,
                        QStringLiteral("criterion of %1 is \"%2\"; expected %3").arg(watch.what(), text, expected));
        if (ofCheck)
            criterion.kind = state.value_or(Kind::Up);
    }
    made.criterion = criterion;
}

/// Items that wait for each other in a circle could never be ticked.
void PlaybookReader::checkNeeds() {
    QHash<QString, QStringList> waiting; ///< items whose needs are not all known to be free of circles
    for (const Phase& phase : m_playbook.phases) {
        for (const Item& item : phase.items) {
            if (!item.needs.isEmpty())
                waiting.insert(item.id, item.needs);
        }
    }
    const auto free = [&waiting](const QStringList& needs) {
        return std::none_of(needs.begin(), needs.end(), [&](const QString& id) { return waiting.contains(id); });
    };
    for (bool progress = true; progress && !waiting.isEmpty();) {
        const qsizetype before = waiting.size();
        for (auto it = waiting.begin(); it != waiting.end();)
            it = free(it.value()) ? waiting.erase(it) : std::next(it);
        progress = waiting.size() != before;
    }
    if (waiting.isEmpty())
        return;
    // What waits for a circle is not at fault: going on as often as there are items ends inside one.
    const auto next = [&waiting](const QString& id) {
        const QStringList needs = waiting.value(id);
        return *std::find_if(needs.begin(), needs.end(), [&](const QString& need) { return waiting.contains(need); });
    };
    QString id = waiting.begin().key();
    for (qsizetype i = waiting.size(); i > 0; --i)
        id = next(id);
    const auto circle = std::find_if(m_references.begin(), m_references.end(), [&](const Reference& reference) {
        return reference.kind == Referred::Item && reference.what == QStringLiteral("item \"%1\"").arg(id) &&
               reference.id == next(id);
    });
    if (circle != m_references.end())
        m_findings.push_back({QStringLiteral("schema.circle"),
                              circle->at->line,
                              circle->at->column,
                              QStringLiteral("%1 needs \"%2\", which in turn waits for it; expected no circle")
                                  .arg(circle->what, circle->id),
                              {}});
}

} // namespace playbook
