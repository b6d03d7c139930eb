// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"

#include "playbook/importer/vocabulary.h"
#include <array>
#include <map>
#include <vector>

namespace importer {
namespace {

struct Phrase {
    QStringList words; ///< "*" at the end: any end; at the beginning: any beginning
};

/// Phrases of a concept by the letter they begin with: most words are passed over at once.
using Phrases = std::map<QChar, std::vector<Phrase>>;

const Phrases& phrasesOf(Concept wanted) {
    static const auto all = [] {
        std::array<Phrases, size_t(Concept::Count)> made;
        for (const auto rows : {levelsVocabulary(), peopleVocabulary(), troubleVocabulary(), textsVocabulary()}) {
            for (const PhraseRow& row : rows) {
                for (const QString& phrase : QString::fromUtf8(row.phrases).split(u'|')) {
                    const bool open = phrase.endsWith(u'*'), tail = phrase.startsWith(u'*');
                    QStringList words = wordsOf(phrase);
                    if (words.isEmpty())
                        continue;
                    if (open)
                        words.back() += u'*';
                    if (tail)
                        words.front().prepend(u'*');
                    made[size_t(row.concept_)][words.front()[0]].push_back({words});
                }
            }
        }
        return made;
    }();
    return all[size_t(wanted)];
}

bool matches(const QString& word, const QString& pattern) {
    if (pattern.startsWith(u'*'))
        return word.size() > pattern.size() && QStringView(word).endsWith(QStringView(pattern).sliced(1));
    return pattern.endsWith(u'*') ? QStringView(word).startsWith(QStringView(pattern).chopped(1)) : word == pattern;
}

/// How many words of the phrase stand at this place: all or none.
qsizetype matchedAt(const QStringList& words, qsizetype at, const Phrase& phrase) {
    if (at + phrase.words.size() > words.size())
        return 0;
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        if (!matches(words[at + i], phrase.words[i]))
            return 0;
    }
    return phrase.words.size();
}

qsizetype longestAt(const QStringList& words, qsizetype at, Concept wanted) {
    qsizetype longest = 0;
    const Phrases& phrases = phrasesOf(wanted);
    for (const QChar first : {words[at][0], QChar(u'*')}) { // "*leiter": any word that ends so
        const auto found = phrases.find(first);
        if (found == phrases.end())
            continue;
        for (const Phrase& phrase : found->second)
            longest = std::max(longest, matchedAt(words, at, phrase));
    }
    return longest;
}

} // namespace

QString folded(const QString& text) {
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        if (c == u'ß')
            plain += QStringLiteral("ss");
        else
            plain += c.toLower();
    }
    return plain;
}

QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    for (const QChar c : folded(text)) {
        if (c.isLetterOrNumber()) {
            word += c;
        } else if (!word.isEmpty()) {
            words << word;
            word.clear();
        }
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

bool says(const QStringList& words, Concept concept_) {
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (longestAt(words, at, concept_) > 0)
            return true;
    }
    return false;
}

bool says(const QString& text, Concept concept_) {
    return says(wordsOf(text), concept_);
}

bool beginsWith(const QStringList& words, Concept concept_) {
    return !words.isEmpty() && longestAt(words, 0, concept_) > 0;
}

bool isJust(const QString& text, Concept concept_) {
    const QStringList words = wordsOf(text);
    bool said = false;
    for (qsizetype at = 0; at < words.size();) {
        const qsizetype own = longestAt(words, at, concept_);
        const qsizetype other = own > 0 ? 0 : longestAt(words, at, Concept::Filler);
        const bool number = words[at][0].isDigit();
        if (own == 0 && other == 0 && !number)
            return false;
        said = said || own > 0;
        at += std::max<qsizetype>({own, other, 1});
    }
    return said;
}

} // namespace importer
