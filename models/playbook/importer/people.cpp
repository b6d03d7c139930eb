// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/people_words.h"

#include <QRegularExpression>
#include <algorithm>

/// Roles with their duties, and how to reach whom.
namespace importer {
namespace {

class PeopleReader {
public:
    explicit PeopleReader(Reading& reading)
        : m_reading(reading) {}

    /// Where the runbook tells its roles, those that only its list of contacts names are none, unless the ladder calls
    /// them.
    void dropMereContacts() {
        const auto told = std::count_if(m_reading.roles.begin(), m_reading.roles.end(),
                                        [this](const RoleFact& role) { return m_told.contains(roleKey(role.name)); });
        if (told < 2)
            return;
        for (const RungFact& rung : m_reading.rungs)
            m_told.insert(roleKey(rung.who));
        std::erase_if(m_reading.roles, [this](const RoleFact& role) { return !m_told.contains(roleKey(role.name)); });
    }

    void run() {
        for (int i = 0; i < int(m_reading.outline.sections.size()); ++i) {
            readTitles(i);
            for (const Block* block : m_reading.section(i).body)
                readBlock(*block, i);
        }
        if (m_reading.roles.empty()) {
            for (const RoleFact& role : m_waiting)
                addRole(role.name, role.duties, role.line);
        }
    }

private:
    bool within(int section, Concept concept_) const { return m_reading.outline.within(section, concept_); }
    bool aboutPeople(int section) const {
        return within(section, Concept::Contacts) || within(section, Concept::OnCall) ||
               within(section, Concept::Roles);
    }
    bool outside(int section) const {
        return m_reading.section(section).says(Concept::Outside) && !m_reading.section(section).says(Concept::Roles);
    }
    bool skips(int section) const {
        const Section& own = m_reading.section(section);
        const bool channels = own.says(Concept::Channels) && !own.says(Concept::Contacts) && !own.says(Concept::Roles);
        return channels || own.says(Concept::Escalation) || within(section, Concept::Messages) ||
               own.says(Concept::Checklist) || within(section, Concept::Scenarios);
    }

    /// Whether a section tells roles, not only how to reach people.
    bool tellsRoles(int section) const {
        return within(section, Concept::Roles) && !m_reading.section(section).says(Concept::Contacts) &&
               !m_reading.section(section).says(Concept::OnCall);
    }

    void addRole(const QString& name, const QStringList& duties, int line, int section) {
        if (tellsRoles(section))
            m_told.insert(roleKey(name));
        addRole(name, duties, line);
    }

    void addRole(const QString& name, const QStringList& duties, int line) {
        if (name.isEmpty() || name.size() > 80 || m_reading.roles.size() >= 200)
            return;
        for (RoleFact& role : m_reading.roles) {
            if (roleKey(role.name) == roleKey(name)) {
                role.duties << duties;
                return;
            }
        }
        m_reading.roles.push_back({name, duties, line});
    }

    void addContact(const QString& role, const QString& value, bool outer, int line) {
        if (m_reading.contacts.size() >= 500)
            return;
        for (const ContactFact& known : m_reading.contacts) {
            if (roleKey(known.role) == roleKey(role) && known.value == value)
                return;
        }
        m_reading.contacts.push_back({role, value, outer, line});
    }

    void readBlock(const Block& block, int section) {
        if (m_reading.taken.contains(&block))
            return;
        if (block.kind == Block::Kind::Table) {
            if (readTable(block, section))
                m_reading.taken.insert(&block);
        } else if (!aboutPeople(section) || skips(section)) {
            return;
        } else if (block.kind == Block::Kind::List) {
            if (readList(block, section))
                m_reading.taken.insert(&block);
        } else if (isProse(block)) {
            if (readLines(block.text, section))
                m_reading.taken.insert(&block);
        }
    }

    bool readTable(const Block& table, int section) {
        if (table.rows.size() < 2 || skips(section))
            return false;
        const Row& heading = table.rows.front();
        QSet<int> reach, empty;
        for (int i = 0; i < int(heading.cells.size()); ++i) {
            int reached = 0;
            for (size_t r = 1; r < table.rows.size(); ++r)
                reached += isReach(cellOf(table.rows[r], i)) ? 1 : 0;
            if (says(cellOf(heading, i), Concept::Contacts) || reached * 2 >= int(table.rows.size()))
                reach.insert(i);
        }
        int who = columnOfWho(heading, reach);
        const int duties = columnOf(heading, Concept::Duties, reach + QSet<int>{who});
        if (who < 0 && aboutPeople(section) && !reach.isEmpty())
            who = 0;
        const bool told = aboutPeople(section) ||
                          (who >= 0 && duties >= 0 && isJust(cellOf(heading, who), Concept::Roles)) ||
                          (who >= 0 && !reach.isEmpty() && says(cellOf(heading, who), Concept::Roles));
        if (who < 0 || !told || (reach.isEmpty() && duties < 0 && !says(cellOf(heading, who), Concept::Roles)) ||
            reach.contains(who))
            return false;
        for (size_t r = 1; r < table.rows.size(); ++r) {
            const Row& row = table.rows[r];
            const QString role = cellOf(row, who);
            if (role.isEmpty())
                continue;
            QStringList values;
            for (int i = 0; i < int(row.cells.size()); ++i) {
                if (i != who && i != duties && !cellOf(row, i).isEmpty() && cellOf(row, i) != u"-" &&
                    cellOf(row, i) != u"—")
                    values << withLinks(row.cells[size_t(i)]);
            }
            const bool outer = outside(section);
            if (!outer && duties >= 0)
                m_told.insert(roleKey(role));
            if (!outer)
                addRole(role,
                        duties >= 0 && !cellOf(row, duties).isEmpty() ? QStringList{cellOf(row, duties)}
                                                                      : QStringList(),
                        row.line, section);
            if (!values.isEmpty() &&
                (!reach.isEmpty() || within(section, Concept::Contacts) || within(section, Concept::OnCall)))
                addContact(role, values.join(QStringLiteral(" / ")), outer, row.line);
        }
        return true;
    }

    bool readNames(const Block& list, int section) {
        const QStringList names = m_reading.section(section).says(Concept::Roles) ? namesOf(list) : QStringList();
        for (qsizetype i = 0; i < names.size(); ++i)
            addRole(names[i], {}, list.children[size_t(i)].text.line, section);
        return !names.isEmpty();
    }

    bool readList(const Block& list, int section) {
        if (readNames(list, section))
            return true;
        bool all = true;
        for (const Block& item : list.children) {
            QStringList nested;
            for (const Block& child : item.children) {
                for (const Block& inner : child.children)
                    nested << withLinks(inner.text);
            }
            all = readPerson(item.text, nested, section) && all;
        }
        return all;
    }

    bool readLines(const Text& text, int section) {
        const std::vector<Text> lines = linesOf(text);
        bool any = false, all = true;
        const bool own =
            m_reading.section(section).says(Concept::Roles) && text.marks.size() == 1; // "**Lead** – decides"
        for (const Text& line : lines) {
            const auto read = roleAndValue(line);
            const bool person = read && wordsOf(read->first).size() <= 6 &&
                                (isReach(read->second) || (own && says(read->first, Concept::RoleWord)));
            if (person)
                any = readPerson(line, {}, section) || any;
            all = all && person;
        }
        return any && all;
    }

    bool readPerson(const Text& text, const QStringList& nested, int section) {
        auto read = roleAndValue(text);
        if (!read && !nested.isEmpty() && wordsOf(text.plain).size() <= 6)
            read = std::pair(oneLine(text.plain), QString());
        if (!read || wordsOf(read->first).size() > 8 || read->first.isEmpty())
            return false;
        const auto& [role, rest] = *read;
        QStringList reaches, duties;
        QString value = rest;
        for (const QString& line : nested)
            (isReach(line) ? reaches : duties) << line;
        if (value.isEmpty() || (!isReach(value) && !reaches.isEmpty()))
            value = (value.isEmpty() ? QStringList() : QStringList{value}).join(QString()) +
                    (value.isEmpty() || reaches.isEmpty() ? QString() : QStringLiteral(" / ")) +
                    reaches.join(QStringLiteral(" / "));
        const bool reach = isReach(value);
        const bool outer = outside(section);
        const bool roleSection = m_reading.section(section).says(Concept::Roles) ||
                                 (within(section, Concept::Roles) && !within(section, Concept::OnCall));
        if (reach)
            addContact(role, value, outer, text.line);
        if (!outer && (reach || (roleSection &&
                                 (says(role, Concept::RoleWord) || m_reading.section(section).says(Concept::Roles)))))
            addRole(role, reach || rest.isEmpty() ? duties : QStringList{rest} + duties, text.line, section);
        else if (!outer && within(section, Concept::OnCall))
            m_waiting.push_back({role, rest.isEmpty() ? duties : QStringList{rest}, text.line});
        return reach || roleSection;
    }

    /// Headings or labels under a section on roles, each with its duties.
    void readTitles(int index) {
        const Section& section = m_reading.section(index);
        if (!section.says(Concept::Roles) || skips(index) || section.says(Concept::OnCall) ||
            section.says(Concept::Contacts))
            return;
        for (const int part : section.parts) {
            const Section& one = m_reading.section(part);
            const bool people =
                one.says(Concept::RoleWord) && wordsOf(bareTitle(one.title)).size() <= 6 && one.parts.empty();
            if (!people || one.says(Concept::Contacts) || one.says(Concept::Escalation) ||
                isJust(one.title, Concept::OnCall) || isJust(one.title, Concept::Roles))
                continue;
            readTitled(part);
        }
    }

    void readTitled(int part) {
        const Section& one = m_reading.section(part);
        QStringList duties;
        QString value;
        for (const Block* block : one.body) {
            if (block->kind == Block::Kind::List) {
                for (const Block& item : block->children) {
                    const auto read = roleAndValue(item.text);
                    if (read && says(read->first, Concept::Contacts) && isReach(read->second))
                        value = value.isEmpty() ? read->second : value + QStringLiteral(" / ") + read->second;
                    else
                        duties << oneLine(plainOf(item));
                }
            } else if (block->kind == Block::Kind::Paragraph) {
                for (const Text& line : linesOf(block->text)) {
                    const auto read = roleAndValue(line);
                    if (read && says(read->first, Concept::Contacts) && isReach(read->second))
                        value = read->second;
                    else
                        duties << oneLine(line.plain);
                }
            } else {
                continue;
            }
            m_reading.taken.insert(block);
        }
        QString name = bareTitle(one.title);
        if (one.isLabel() && one.text.marks.size() == 1)
            name = bareTitle(one.text.plain.mid(one.text.marks[0].from, one.text.marks[0].length));
        m_told.insert(roleKey(name));
        addRole(name, duties, one.lines.first);
        if (!value.isEmpty())
            addContact(name, value, false, one.lines.first);
    }

    Reading& m_reading;
    QSet<QString> m_told;            ///< keys of the roles that a section on roles names
    std::vector<RoleFact> m_waiting; ///< "Primary: first responder": roles only when nothing says more
};

} // namespace

void readPeople(Reading& reading) {
    PeopleReader people(reading);
    people.run();
    readLadder(reading);
    people.dropMereContacts();
}

} // namespace importer
