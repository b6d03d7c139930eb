// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/drafter.h"

#include "playbook/playbook_file.h"
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

/// Messages, the post-mortem, links, and what was understood no further.
namespace importer {
namespace {

/// The desk's own name for what a blank asks; empty when a person has to fill it in.
QString fieldFor(const QString& blank) {
    static const std::pair<const char*, const char*> names[]{
        {"next update|nachste aktualisierung|nachstes update|prochaine mise a jour|proxima actualizacion|proxima "
         "atualizacao|time to next update",
         "next_update"},
        {"commander|ic name|einsatzleiter|einsatzleitung|incident commander", "commander"},
        {"severity|severity level|schweregrad|gravite|severidad|severidade|sev", "severity"},
        {"duration|total duration|total incident duration|dauer|duree|duracion|duracao", "duration"},
        {"impact|description of impact|customer impact|customer service impact|user "
         "impact|auswirkung|auswirkungen|impacto",
         "impact"},
        {"title|incident title|brief description|short description|issue "
         "description|issue|titel|kurzbeschreibung|titre|titulo|descripcion breve|breve descricao|descricao "
         "breve|breve descripcion",
         "title"},
        {"status|current status|aktueller status|statut|estado", "status"}};
    const QString words = wordsOf(blank).join(u' ');
    for (const auto& [phrases, field] : names) {
        if (QString::fromLatin1(phrases).split(u'|').contains(words))
            return QString::fromLatin1(field);
    }
    return {};
}

/// The body as Mustache: blanks the desk can fill become its fields, others stay for the person.
QString mustacheOf(const MessageFact& message) {
    QString body = message.body;
    static const QRegularExpression braces(QStringLiteral(R"(\{\{\{?\s*([^{}]*?)\s*\}?\}\})"));
    body.replace(braces, QStringLiteral("[\\1]"));
    body.replace(QStringLiteral("{{"), QStringLiteral("{ {"));
    for (const QString& blank : message.blanks) {
        const QString field = fieldFor(blank);
        if (!field.isEmpty() && !blank.startsWith(u"{{"))
            body.replace(blank, u"{{" + field + u"}}");
    }
    return body;
}

QString occasionOf(const MessageFact& message) {
    const QStringList words = wordsOf(message.heading + u' ' + message.body.left(80));
    const auto any = [&](const char* list) {
        const QStringList wanted = QString::fromLatin1(list).split(u' ');
        return std::any_of(words.begin(), words.end(), [&](const QString& word) { return wanted.contains(word); });
    };
    if (any("initial first investigating erstmeldung erste initiale initial inicial primer primeira premiere declared "
            "open start beginn new"))
        return QStringLiteral("declared");
    if (any("resolved resolution behoben entwarnung gelost resolu resolue resolution cloture fin resuelto resolucion "
            "resolvido resolucao encerramento recovered"))
        return QStringLiteral("resolved");
    if (any("monitoring uberwachung surveillance monitorizando monitorando"))
        return QStringLiteral("monitoring");
    if (any("update updates progress status zwischenstand aktualisierung point mise actualizacion atualizacao "
            "andamento etape"))
        return QStringLiteral("update");
    return {};
}

/// A section the program writes itself, by its title; empty for those that people write.
QString generatedId(const QString& title) {
    static const std::pair<const char*, const char*> names[]{
        {"summary|incident summary|executive summary|zusammenfassung|resume|resumen|resumo", "summary"},
        {"timeline|incident timeline|zeitachse|zeitverlauf|zeitlicher ablauf|ablauf|chronologie|cronologia|linea de "
         "tiempo|linha do tempo",
         "timeline"},
        {"impact|impact assessment|auswirkung|auswirkungen|impacto", "impact"},
        {"action items|actions|follow up actions|follow up|massnahmen|plan d actions|actions "
         "correctives|acciones|acciones de seguimiento|acoes|itens de acao",
         "action-items"},
        {"roles|responders|beteiligte|intervenants|participantes", "roles"}};
    const QString words = wordsOf(title).join(u' ');
    for (const auto& [phrases, id] : names) {
        if (QString::fromLatin1(phrases).split(u'|').contains(words))
            return QString::fromLatin1(id);
    }
    return {};
}

} // namespace

void Drafter::addMessages() {
    for (const MessageFact& fact : m_reading.messages) {
        playbook::Message message;
        message.title = bareTitle(fact.heading);
        if (message.title.isEmpty())
            message.title = QStringLiteral("Message");
        message.id = unique(m_messages, message.title, QStringLiteral("message"));
        message.when = occasionOf(fact);
        message.body = mustacheOf(fact);
        Found& found = add(Kind::Message, fact.heading, fact.lines,
                           {{"heading", fact.heading},
                            {"placeholders", QJsonArray::fromStringList(fact.blanks)},
                            {"line", fact.lines.first}});
        found.detail = fact.blanks.isEmpty() ? QStringLiteral("no blanks")
                                             : QStringLiteral("blanks: ") + fact.blanks.join(QStringLiteral(", "));
        found.value = message;
    }
}

void Drafter::addSections() {
    for (const SectionFact& fact : m_reading.sections) {
        playbook::Section section;
        section.title = fact.title;
        const QString generated = generatedId(fact.title);
        if (!generated.isEmpty() && !m_sections.contains(generated)) {
            section.id = generated;
            section.kind = playbook::SectionKind::Generated;
            m_sections.insert(generated);
        } else {
            section.id = unique(m_sections, fact.title, QStringLiteral("section"));
        }
        section.prompt = oneLine(fact.prompt).left(400);
        Found& found = add(Kind::PostMortemSection, fact.title, {fact.line, fact.line}, {{"title", fact.title}});
        found.detail = section.prompt;
        found.value = section;
    }
    // "Post-mortem within 48 hours", "PIR sous 5 jours".
    for (int i = 0; i < int(m_reading.outline.sections.size()) && !m_draft.frame.postMortem.due; ++i) {
        const auto look = [&](const QString& words) {
            const auto time = timeIn(words);
            if (time && says(words, Concept::PostMortem) && time->from >= std::chrono::hours(4) && time->to)
                m_draft.frame.postMortem.due = time->from;
        };
        look(m_reading.section(i).title);
        for (const Block* block : m_reading.section(i).body) {
            if (block->kind == Block::Kind::List)
                for (const Block& item : block->children)
                    look(item.text.plain);
            else if (block->kind == Block::Kind::Paragraph && block->text.plain.size() < 400)
                look(block->text.plain);
        }
    }
}

void Drafter::addLinks() {
    for (const LinkFact& fact : m_reading.links) {
        Found& found = add(Kind::Link, fact.title, {fact.line, fact.line});
        found.detail = fact.url;
        const QUrl url(fact.url, QUrl::StrictMode);
        const bool opens = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() &&
                           !fact.url.contains(u"{{") && (url.scheme() == u"http" || url.scheme() == u"https");
        found.accepted = opens;
        if (opens)
            found.value = playbook::Link{fact.title, fact.url};
        else
            found.note = QStringLiteral("The address has a blank or is none; it stays in the source.");
    }
}

void Drafter::addKept() {
    for (const auto& [section, block] : m_reading.outline.oversized) {
        Found& found = add(Kind::KeptText, m_reading.section(section).title, block->lines);
        found.detail = QStringLiteral("A text of this length is not read for its meaning.");
    }
    for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
        const Section& section = m_reading.section(i);
        Found* open = nullptr;
        for (const Block* block : section.body) {
            if (m_reading.taken.contains(block)) {
                open = nullptr;
                continue;
            }
            const QString words = oneLine(plainOf(*block));
            if (words.isEmpty() || words == m_draft.frame.description)
                continue;
            if (open) {
                open->lines.front().last = std::max(open->lines.front().last, block->lines.last);
                open->detail = QString(open->detail + u' ' + words).left(300);
            } else {
                open = &add(Kind::KeptText, section.level == 0 ? QStringLiteral("Begin of the runbook") : section.title,
                            block->lines);
                open->detail = words.left(300);
            }
        }
    }
}

} // namespace importer
