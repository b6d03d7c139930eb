// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/draft.h"

#include "playbook/importer/wording.h"
#include "playbook/importer/yaml_text.h"
#include <QRegularExpression>

/// A draft as a YAML file that people read and edit.
namespace importer {
namespace {

class Writer {
public:
    explicit Writer(const Draft& draft)
        : m_draft(draft)
        , m_playbook(playbookOf(draft)) {
        collectLines();
    }

    QByteArray write() {
        head();
        variables();
        severities();
        roles();
        escalation();
        phases();
        checks();
        panels();
        scenarios();
        messages();
        actions();
        postMortem();
        links();
        rest();
        return m_text.toUtf8();
    }

private:
    void line(int indent, const QString& text) { m_text += QString(indent, u' ') + text + u'\n'; }
    void title(const QString& name) { m_text += u'\n' + name + QStringLiteral(":\n"); }
    void field(int indent, const QString& key, const QString& value) {
        if (!value.isEmpty())
            line(indent, key + QStringLiteral(": ") + yamlBlock(value, indent + 2));
    }
    void list(int indent, const QString& key, const QStringList& values) {
        if (values.isEmpty())
            return;
        const QString together = yamlList(values);
        if (together.size() + indent < 110 && !together.contains(u'\n')) {
            line(indent, key + QStringLiteral(": ") + together);
            return;
        }
        line(indent, key + u':');
        for (const QString& value : values)
            line(indent + 2, QStringLiteral("- ") + yamlScalar(oneLine(value)));
    }
    static QString duration(Millis value) { return domain::toDurationText(value); }

    static QString told(const std::vector<Lines>& lines) {
        QStringList parts;
        for (const Lines& one : lines)
            parts << (one.first == one.last ? QString::number(one.first)
                                            : QStringLiteral("%1-%2").arg(one.first).arg(one.last));
        parts.removeDuplicates();
        const bool one = parts.size() == 1 && !parts.front().contains(u'-');
        return (one ? QStringLiteral("runbook line ") : QStringLiteral("runbook lines ")) +
               parts.join(QStringLiteral(", "));
    }

    void collectLines() {
        for (const Found& found : m_draft.found) {
            if (!found.accepted || found.lines.empty() || found.lines.front().first <= 0)
                continue;
            if (const auto* time = std::get_if<ResponseTime>(&found.value))
                note(QStringLiteral("severity ") + time->severity, found);
            else if (const auto* cadence = std::get_if<Cadence>(&found.value))
                for (const QString& id : cadence->severities)
                    note(QStringLiteral("severity ") + id, found);
            else if (const auto* contact = std::get_if<Contact>(&found.value))
                note(QStringLiteral("role ") + contact->role, found);
            else if (const auto* threshold = std::get_if<Threshold>(&found.value))
                note(QStringLiteral("panel ") + threshold->panel, found);
            else
                note(key(found.value), found);
        }
    }
    static QString key(const Value& value) {
        return std::visit(
            [](const auto& one) -> QString {
                using One = std::decay_t<decltype(one)>;
                if constexpr (std::is_same_v<One, playbook::Severity>)
                    return QStringLiteral("severity ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Role>)
                    return QStringLiteral("role ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Rung>)
                    return QStringLiteral("rung ") + one.notify;
                else if constexpr (std::is_same_v<One, playbook::Phase>)
                    return QStringLiteral("phase ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Scenario>)
                    return QStringLiteral("scenario ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Check>)
                    return QStringLiteral("check ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Panel>)
                    return QStringLiteral("panel ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Action>)
                    return QStringLiteral("action ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Message>)
                    return QStringLiteral("message ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Section>)
                    return QStringLiteral("section ") + one.id;
                else if constexpr (std::is_same_v<One, playbook::Link>)
                    return QStringLiteral("link ") + one.url;
                else
                    return {};
            },
            value);
    }
    void note(const QString& at, const Found& found) {
        auto& lines = m_lines[at];
        lines.insert(lines.end(), found.lines.begin(), found.lines.end());
        if (!found.note.isEmpty())
            m_notes[at] = found.note;
    }
    /// "- id: x" with the lines it comes from above it.
    void begin(const QString& at, const QString& firstKey, const QString& value) {
        if (const auto found = m_lines.find(at); found != m_lines.end()) {
            const QString why = m_notes[at] == m_told ? QString() : m_notes[at];
            m_told = m_notes[at];
            line(2, QStringLiteral("# ") + told(found->second) +
                        (why.isEmpty() ? QString() : QStringLiteral(" – ") + yamlPrintable(oneLine(why))));
        }
        line(2, QStringLiteral("- ") + firstKey + QStringLiteral(": ") + yamlScalar(value));
    }

    void head() {
        line(0, QStringLiteral("# Made from the runbook ") + yamlPrintable(oneLine(m_draft.fileName)) +
                    QStringLiteral("; the comments name its lines."));
        for (const QString& note : m_draft.notes)
            line(0, QStringLiteral("# ") + yamlPrintable(oneLine(note)));
        field(0, QStringLiteral("name"), m_playbook.name);
        field(0, QStringLiteral("description"), m_playbook.description);
        field(0, QStringLiteral("owner"), m_playbook.owner);
        field(0, QStringLiteral("timezone"), m_playbook.timezone);
    }
    void variables() {
        if (m_playbook.variables.empty())
            return;
        title(QStringLiteral("variables"));
        for (const auto& [name, value] : m_playbook.variables)
            line(2, name + QStringLiteral(": ") +
                        (value.isEmpty() ? QStringLiteral("\"\" # to be filled in") : yamlScalar(value)));
    }
    void severities() {
        title(QStringLiteral("severities"));
        for (const playbook::Severity& one : m_playbook.severities) {
            begin(QStringLiteral("severity ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("name"), one.name);
            line(4, QStringLiteral("rank: %1").arg(one.rank));
            field(4, QStringLiteral("means"), one.means);
            list(4, QStringLiteral("examples"), one.examples);
            if (const auto* time = std::get_if<Millis>(&one.respondWithin))
                line(4, QStringLiteral("respond_within: ") + duration(*time));
            else if (std::holds_alternative<playbook::AtOnce>(one.respondWithin))
                line(4, QStringLiteral("respond_within: at once"));
            else if (std::holds_alternative<playbook::NextBusinessDay>(one.respondWithin))
                line(4, QStringLiteral("respond_within: next business day"));
            if (const auto* every = std::get_if<playbook::UpdateRange>(&one.updateEvery))
                line(4, QStringLiteral("update_every: ") +
                            (every->from == every->to
                                 ? duration(every->from)
                                 : QStringLiteral("[%1, %2]").arg(duration(every->from), duration(every->to))));
            list(4, QStringLiteral("notify"), one.notify);
        }
    }
    void roles() {
        if (m_playbook.roles.empty())
            return;
        title(QStringLiteral("roles"));
        for (const playbook::Role& one : m_playbook.roles) {
            begin(QStringLiteral("role ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            field(4, QStringLiteral("contact"), one.contact);
            list(4, QStringLiteral("duties"), one.duties);
        }
    }
    void escalation() {
        if (m_playbook.escalation.empty())
            return;
        title(QStringLiteral("escalation"));
        for (const playbook::Rung& one : m_playbook.escalation) {
            begin(QStringLiteral("rung ") + one.notify, QStringLiteral("after"),
                  one.after == Millis(0) ? QStringLiteral("0m") : duration(one.after));
            field(4, QStringLiteral("notify"), one.notify);
            list(4, QStringLiteral("severities"), one.severities);
        }
    }
    void item(int indent, const playbook::Item& one) {
        line(indent, QStringLiteral("- id: ") + yamlScalar(one.id));
        field(indent + 2, QStringLiteral("text"), one.text);
        list(indent + 2, QStringLiteral("severities"), one.severities);
        field(indent + 2, QStringLiteral("run"), one.run);
    }
    void phases() {
        if (m_playbook.phases.empty())
            return;
        title(QStringLiteral("phases"));
        for (const playbook::Phase& one : m_playbook.phases) {
            begin(QStringLiteral("phase ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            if (one.after == playbook::CountedFrom::Resolved)
                line(4, QStringLiteral("after: resolved"));
            if (one.window) {
                const QString from = one.window->from == Millis(0) ? QStringLiteral("0m") : duration(one.window->from);
                line(4, one.window->to
                            ? QStringLiteral("window: {from: %1, to: %2}").arg(from, duration(*one.window->to))
                            : QStringLiteral("window: {from: %1}").arg(from));
            }
            if (one.items.empty())
                continue;
            line(4, QStringLiteral("items:"));
            for (const playbook::Item& step : one.items)
                item(6, step);
        }
    }
    void request(int indent, const playbook::HttpRequest& http) {
        if (!http.headers.empty()) {
            line(indent, QStringLiteral("headers:"));
            for (const auto& [name, value] : http.headers)
                line(indent + 2, yamlScalar(name) + QStringLiteral(": ") + yamlScalar(value));
        }
        field(indent, QStringLiteral("body"), http.body);
    }
    void checks() {
        if (m_playbook.checks.empty())
            return;
        title(QStringLiteral("checks"));
        for (const playbook::Check& one : m_playbook.checks) {
            begin(QStringLiteral("check ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            field(4, QStringLiteral("http"), one.http.url);
            if (one.http.method != u"GET")
                field(4, QStringLiteral("method"), one.http.method);
            request(4, one.http);
            if (one.follow)
                line(4, QStringLiteral("follow: true"));
            QStringList conditions(one.conditions.begin(), one.conditions.end());
            list(4, QStringLiteral("conditions"), conditions);
            line(4, QStringLiteral("every: ") + duration(one.every));
        }
    }
    void panels() {
        QStringList loose;
        for (const Found& found : m_draft.found) {
            const auto* threshold = std::get_if<Threshold>(&found.value);
            if (threshold && threshold->panel.isEmpty() && found.accepted)
                loose << yamlPrintable(oneLine(found.title)) + QStringLiteral(" (%1)").arg(told(found.lines));
        }
        if (m_playbook.panels.empty() && loose.isEmpty())
            return;
        if (m_playbook.panels.empty())
            m_text += u'\n';
        else
            title(QStringLiteral("panels"));
        for (const playbook::Panel& one : m_playbook.panels) {
            begin(QStringLiteral("panel ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            field(4, QStringLiteral("expr"), one.expr);
            field(4, QStringLiteral("unit"), one.unit);
            if (one.warn)
                line(4, QStringLiteral("warn: %1").arg(*one.warn));
            if (one.critical)
                line(4, QStringLiteral("critical: %1").arg(*one.critical));
        }
        if (!loose.isEmpty())
            line(0, QStringLiteral("# Thresholds of the runbook that no graph here draws:"));
        for (const QString& text : loose)
            line(0, QStringLiteral("#   ") + text);
    }
    void scenarios() {
        if (m_playbook.scenarios.empty())
            return;
        title(QStringLiteral("scenarios"));
        for (const playbook::Scenario& one : m_playbook.scenarios) {
            begin(QStringLiteral("scenario ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            list(4, QStringLiteral("alerts"), one.alerts);
            list(4, QStringLiteral("symptoms"), one.symptoms);
            const auto steps = [this](const QString& name, const std::vector<playbook::Item>& all) {
                if (all.empty())
                    return;
                line(4, name + u':');
                for (const playbook::Item& step : all)
                    item(6, step);
            };
            steps(QStringLiteral("diagnosis"), one.diagnosis);
            steps(QStringLiteral("resolution"), one.resolution);
            list(4, QStringLiteral("verification"), one.verification);
        }
    }
    void messages() {
        if (m_playbook.messages.empty())
            return;
        title(QStringLiteral("messages"));
        for (const playbook::Message& one : m_playbook.messages) {
            begin(QStringLiteral("message ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            field(4, QStringLiteral("when"), one.when);
            list(4, QStringLiteral("severities"), one.severities);
            field(4, QStringLiteral("body"), one.body);
        }
    }
    void actions() {
        if (m_playbook.actions.empty())
            return;
        title(QStringLiteral("actions"));
        for (const playbook::Action& one : m_playbook.actions) {
            begin(QStringLiteral("action ") + one.id, QStringLiteral("id"), one.id);
            field(4, QStringLiteral("title"), one.title);
            line(4, QStringLiteral("http:"));
            field(6, QStringLiteral("method"), one.http.method);
            field(6, QStringLiteral("url"), one.http.url);
            request(6, one.http);
        }
    }
    void postMortem() {
        const playbook::PostMortem& one = m_playbook.postMortem;
        if (!one.due && one.sections.empty())
            return;
        title(QStringLiteral("post_mortem"));
        if (one.due)
            line(2, QStringLiteral("due: ") + duration(*one.due));
        if (one.sections.empty())
            return;
        line(2, QStringLiteral("sections:"));
        for (const playbook::Section& section : one.sections) {
            const auto found = m_lines.find(QStringLiteral("section ") + section.id);
            if (found != m_lines.end())
                line(4, QStringLiteral("# ") + told(found->second));
            line(4, QStringLiteral("- id: ") + yamlScalar(section.id));
            field(6, QStringLiteral("title"), section.title);
            line(6, section.kind == playbook::SectionKind::Generated ? QStringLiteral("kind: generated")
                                                                     : QStringLiteral("kind: written"));
            field(6, QStringLiteral("prompt"), section.prompt);
        }
    }
    void links() {
        if (m_playbook.links.empty())
            return;
        title(QStringLiteral("links"));
        for (const playbook::Link& one : m_playbook.links) {
            begin(QStringLiteral("link ") + one.url, QStringLiteral("title"), one.title);
            field(4, QStringLiteral("url"), one.url);
        }
    }
    /// What did not go in: where it stands in the source.
    void rest() {
        QStringList left;
        for (const Found& found : m_draft.found) {
            const bool text = found.kind == Kind::KeptText && std::holds_alternative<std::monostate>(found.value);
            if (text)
                left << QStringLiteral("%1: %2").arg(told(found.lines), yamlPrintable(oneLine(found.title)));
            else if (!found.accepted)
                left << QStringLiteral("%1: %2 (%3). %4")
                            .arg(told(found.lines), yamlPrintable(oneLine(found.title)).left(100),
                                 yamlPrintable(oneLine(found.detail)).left(160), yamlPrintable(found.note));
        }
        if (left.isEmpty())
            return;
        m_text += QStringLiteral("\n# Not in this playbook; read it in the runbook:\n");
        for (const QString& one : left)
            line(0, QStringLiteral("#   ") + one);
    }

    const Draft& m_draft;
    playbook::Playbook m_playbook;
    std::map<QString, std::vector<Lines>> m_lines;
    std::map<QString, QString> m_notes;
    QString m_told; ///< the note written last: a run of things with the same note has it once
    QString m_text;
};

} // namespace

QByteArray yamlOf(const Draft& draft) {
    return Writer(draft).write();
}

} // namespace importer
