// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/review_fields.h"

#include "playbook/condition.h"
#include <QCoreApplication>
#include <type_traits>

namespace items {
namespace {

using namespace importer;
using domain::ErrorKind;
using domain::Millis;

QString tr(const char* text) {
    return QCoreApplication::translate("items::ReviewModel", text);
}

tl::unexpected<domain::Error> refuse(const QString& label, const QString& why) {
    return domain::fail(ErrorKind::Input, QStringLiteral("%1: %2").arg(label, why));
}

QString withinText(const playbook::RespondWithin& within) {
    if (const auto* duration = std::get_if<Millis>(&within))
        return domain::toDurationText(*duration);
    if (std::holds_alternative<playbook::AtOnce>(within))
        return QStringLiteral("at once");
    return std::holds_alternative<playbook::NextBusinessDay>(within) ? QStringLiteral("next business day") : QString();
}

domain::Result<playbook::RespondWithin> withinFrom(const QString& text) {
    if (text.isEmpty())
        return playbook::NotPromised{};
    if (text.compare(u"at once", Qt::CaseInsensitive) == 0)
        return playbook::AtOnce{};
    if (text.compare(u"next business day", Qt::CaseInsensitive) == 0)
        return playbook::NextBusinessDay{};
    return domain::parseDuration(text).map([](Millis duration) { return playbook::RespondWithin(duration); });
}

QString everyText(const playbook::UpdateEvery& every) {
    const auto* range = std::get_if<playbook::UpdateRange>(&every);
    if (!range)
        return QStringLiteral("as needed");
    const QString from = domain::toDurationText(range->from);
    return range->from == range->to ? from : QStringLiteral("%1 to %2").arg(from, domain::toDurationText(range->to));
}

domain::Result<playbook::UpdateEvery> everyFrom(const QString& text) {
    if (text.isEmpty() || text.compare(u"as needed", Qt::CaseInsensitive) == 0)
        return playbook::AsNeeded{};
    const QStringList ends = text.split(QStringLiteral(" to "));
    const auto from = domain::parseDuration(ends.first().trimmed()), to = domain::parseDuration(ends.last().trimmed());
    if (!from)
        return tl::unexpected(from.error());
    if (!to)
        return tl::unexpected(to.error());
    if (ends.size() > 2 || *to < *from)
        return domain::fail(ErrorKind::Input, tr("a range goes from the shorter to the longer time"));
    return playbook::UpdateRange{*from, *to};
}

QString numberText(const std::optional<double>& number) {
    return number ? QString::number(*number, 'g', 12) : QString();
}

/// Reads the texts one after another and remembers the first that is wrong.
class Texts {
public:
    Texts(const std::vector<ReviewField>& fields, const QStringList& texts)
        : m_fields(fields)
        , m_texts(texts) {}
    QString take() {
        const QString text = m_texts.value(m_next++);
        return text.trimmed();
    }
    QString needed() {
        QString text = take();
        if (text.isEmpty())
            blame(tr("may not be empty"));
        return text;
    }
    QString block() { return m_texts.value(m_next++); }
    std::vector<QString> conditions() {
        std::vector<QString> conditions;
        for (const QString& line : take().split(u'\n', Qt::SkipEmptyParts)) {
            const auto read = playbook::parseCondition(line.trimmed());
            if (!read)
                blame(read.error().message);
            conditions.push_back(line.trimmed());
        }
        return conditions;
    }
    std::optional<double> number() {
        const QString text = take();
        if (text.isEmpty())
            return {};
        bool fine = false;
        const double value = text.toDouble(&fine);
        if (!fine)
            blame(tr("is no number"));
        return value;
    }
    template <class T>
    T read(const domain::Result<T>& value) {
        if (!value)
            blame(value.error().text);
        return value.value_or(T{});
    }
    const std::optional<QString>& blamed() const { return m_blamed; }

private:
    void blame(const QString& why) {
        if (!m_blamed)
            m_blamed = QStringLiteral("%1: %2").arg(m_fields.at(size_t(m_next - 1)).label, why);
    }
    const std::vector<ReviewField>& m_fields;
    const QStringList& m_texts;
    int m_next = 0;
    std::optional<QString> m_blamed;
};

QString joined(const std::vector<QString>& lines) {
    return QStringList(lines.begin(), lines.end()).join(u'\n');
}

struct Fields {
    std::vector<ReviewField> operator()(const std::monostate&) const { return {}; }
    std::vector<ReviewField> operator()(const playbook::Severity& s) const {
        return {{tr("Name"), s.name},
                {tr("Means"), s.means, true},
                {tr("Respond within (15m, at once, next business day)"), withinText(s.respondWithin)},
                {tr("Update every (30m, 15m to 30m, as needed)"), everyText(s.updateEvery)}};
    }
    std::vector<ReviewField> operator()(const ResponseTime& r) const {
        return {{tr("Respond within (15m, at once, next business day)"), withinText(r.within)}};
    }
    std::vector<ReviewField> operator()(const Cadence& c) const {
        return {{tr("Update every (30m, 15m to 30m, as needed)"), everyText(c.every)}};
    }
    std::vector<ReviewField> operator()(const playbook::Role& r) const {
        return {
            {tr("Title"), r.title}, {tr("Contact"), r.contact}, {tr("Duties, one a line"), r.duties.join(u'\n'), true}};
    }
    std::vector<ReviewField> operator()(const Contact& c) const { return {{tr("Contact"), c.value}}; }
    std::vector<ReviewField> operator()(const playbook::Rung& r) const {
        return {{tr("Who is told"), r.notify}, {tr("After (15m)"), domain::toDurationText(r.after)}};
    }
    std::vector<ReviewField> operator()(const playbook::Phase& p) const { return {{tr("Title"), p.title}}; }
    std::vector<ReviewField> operator()(const playbook::Scenario& s) const {
        return {{tr("Title"), s.title},
                {tr("Symptoms, one a line"), s.symptoms.join(u'\n'), true},
                {tr("Alerts, one a line"), s.alerts.join(u'\n'), true}};
    }
    std::vector<ReviewField> operator()(const playbook::Check& c) const {
        const bool http = c.kind == playbook::CheckKind::Http;
        return {{tr("Title"), c.title},
                {http ? tr("URL") : tr("Target"), http ? c.http.url : c.target},
                {tr("Conditions, one a line"), joined(c.conditions), true}};
    }
    std::vector<ReviewField> operator()(const playbook::Panel& p) const {
        return {{tr("Title"), p.title},
                {tr("PromQL"), p.expr, true},
                {tr("Unit"), p.unit},
                {tr("Warn at"), numberText(p.warn)},
                {tr("Critical at"), numberText(p.critical)}};
    }
    std::vector<ReviewField> operator()(const playbook::Action& a) const {
        return {{tr("Title"), a.title}, {tr("URL"), a.http.url}, {tr("Body"), a.http.body, true}};
    }
    std::vector<ReviewField> operator()(const Threshold& t) const {
        return {{tr("Warn at"), numberText(t.warn)}, {tr("Critical at"), numberText(t.critical)}};
    }
    std::vector<ReviewField> operator()(const playbook::Message& m) const {
        return {{tr("Title"), m.title}, {tr("Text"), m.body, true}};
    }
    std::vector<ReviewField> operator()(const playbook::Section& s) const {
        return {{tr("Title"), s.title}, {tr("Prompt"), s.prompt, true}};
    }
    std::vector<ReviewField> operator()(const playbook::Link& l) const {
        return {{tr("Title"), l.title}, {tr("URL"), l.url}};
    }
};

/// Puts the texts into the value; gives title and detail as the list shows them, empty to keep what stood there.
struct Put {
    Texts& texts;
    using Shown = std::pair<QString, QString>;

    QStringList lines() const { return texts.take().split(u'\n', Qt::SkipEmptyParts); }
    Shown operator()(std::monostate&) const { return {}; }
    Shown operator()(playbook::Severity& s) const {
        s.name = texts.needed();
        s.means = texts.take();
        s.respondWithin = texts.read(withinFrom(texts.take()));
        s.updateEvery = texts.read(everyFrom(texts.take()));
        QStringList promises;
        if (const QString within = withinText(s.respondWithin); !within.isEmpty())
            promises << tr("respond: %1").arg(within);
        promises << tr("update: %1").arg(everyText(s.updateEvery));
        return {QStringLiteral("%1 %2").arg(s.id, s.name), promises.join(QStringLiteral(" · "))};
    }
    Shown operator()(ResponseTime& r) const {
        r.within = texts.read(withinFrom(texts.take()));
        return {{}, withinText(r.within)};
    }
    Shown operator()(Cadence& c) const {
        c.every = texts.read(everyFrom(texts.take()));
        return {{}, everyText(c.every)};
    }
    Shown operator()(playbook::Role& r) const {
        r.title = texts.needed();
        r.contact = texts.take();
        r.duties = lines();
        return {r.title, r.contact};
    }
    Shown operator()(Contact& c) const {
        c.value = texts.needed();
        return {{}, c.value};
    }
    Shown operator()(playbook::Rung& r) const {
        r.notify = texts.needed();
        r.after = texts.read(domain::parseDuration(texts.take()));
        return {r.notify, tr("after %1").arg(domain::toHumanDuration(r.after))};
    }
    Shown operator()(playbook::Phase& p) const {
        p.title = texts.needed();
        return {p.title, {}};
    }
    Shown operator()(playbook::Scenario& s) const {
        s.title = texts.needed();
        s.symptoms = lines();
        s.alerts = lines();
        return {s.title, {}};
    }
    Shown operator()(playbook::Check& c) const {
        c.title = texts.needed();
        const bool http = c.kind == playbook::CheckKind::Http;
        (http ? c.http.url : c.target) = texts.needed();
        c.conditions = texts.conditions();
        return {c.title, http ? QStringLiteral("%1 %2").arg(c.http.method, c.http.url)
                              : QStringLiteral("%1 %2").arg(playbook::toText(c.kind), c.target)};
    }
    Shown operator()(playbook::Panel& p) const {
        p.title = texts.needed();
        p.expr = texts.needed();
        p.unit = texts.take();
        p.warn = texts.number();
        p.critical = texts.number();
        return {p.title, p.expr};
    }
    Shown operator()(playbook::Action& a) const {
        a.title = texts.needed();
        a.http.url = texts.needed();
        a.http.body = texts.block();
        return {a.title, QStringLiteral("%1 %2").arg(a.http.method, a.http.url)};
    }
    Shown operator()(Threshold& t) const {
        t.warn = texts.number();
        t.critical = texts.number();
        return {{}, tr("warn %1 · critical %2").arg(numberText(t.warn), numberText(t.critical))};
    }
    Shown operator()(playbook::Message& m) const {
        m.title = texts.needed();
        m.body = texts.block();
        return {m.title, {}};
    }
    Shown operator()(playbook::Section& s) const {
        s.title = texts.needed();
        s.prompt = texts.take();
        return {s.title, {}};
    }
    Shown operator()(playbook::Link& l) const {
        l.title = texts.needed();
        l.url = texts.needed();
        return {l.title, l.url};
    }
};

} // namespace

std::vector<ReviewField> fieldsOf(const Found& found) {
    return std::visit(Fields{}, found.value);
}

domain::Result<Found> withFields(Found found, const QStringList& texts) {
    const std::vector<ReviewField> fields = fieldsOf(found);
    if (fields.empty())
        return refuse(found.title, tr("cannot be edited"));
    Texts reading(fields, texts);
    const auto [title, detail] = std::visit(Put{reading}, found.value);
    if (reading.blamed())
        return domain::fail(ErrorKind::Input, *reading.blamed());
    if (!title.isEmpty())
        found.title = title;
    if (!detail.isEmpty())
        found.detail = detail;
    return found;
}

} // namespace items
