// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/playbook.h"
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

/// What small pieces of text mean: levels, times, blanks, ways to reach people. All texts are verbatim.
namespace importer {

using domain::Millis;

/// A level as it is named: "SEV 1 - Critical: all is down" is id "SEV 1", name "Critical", rest "all is down".
struct LevelName {
    QString id, name, rest;
    qsizetype at = 0;      ///< of the id
    bool numbered = false; ///< "P1"; false for a word such as "Critical" or "Red"
};
/// How freely a name may be read behind the id: a heading or cell holds a name, a sentence rather its meaning.
enum class LevelPlace { Label, Sentence };
/// The level that begins the text. wordsToo: also "Critical", "Code Red", where the place speaks of severities anyway.
std::optional<LevelName> levelAt(const QString& text, LevelPlace place, bool wordsToo);
/// Every numbered level named in the text ("P0/P1", "SEV 1-2", "Severity 1"), verbatim, in order, each once.
QStringList levelsIn(const QString& text);
/// Equal for "SEV 1", "sev-1" and "SEVERITY 1"; "P1" stays apart.
QString levelKey(const QString& id);

/// A time with its words: "15-30 minutes", "1 hour", "30+ min".
struct TimeText {
    QString text;
    qsizetype at = 0;
    Millis from{};
    std::optional<Millis> to; ///< equal to from for a single time; absent when open ("30+")
};
std::optional<TimeText> timeIn(const QString& text, qsizetype from = 0);
/// The window a heading names: "(0-15 minutes)", "First 5 minutes" (from 0), "30+ minutes", "within 24 hours".
struct WindowText {
    playbook::Window window;
    QString text;
};
std::optional<WindowText> windowIn(const QString& heading);

/// "every 30 minutes until resolved", "hourly", "alle 15 Minuten"; as needed when a whole text says so.
struct CadenceText {
    QString text;
    playbook::UpdateEvery every;
    qsizetype at = 0;
};
std::optional<CadenceText> cadenceIn(const QString& text);
/// The value of a field that is a cadence anyway: "30 min" counts too.
std::optional<CadenceText> cadenceOf(const QString& value);
/// "15 minutes", "Immediate", "Next business day" as the playbook says it; NotPromised when it says none of them.
playbook::RespondWithin respondWithin(const QString& text);
/// The response time a sentence promises: "Response within 15 minutes" is "15 minutes". Empty when it promises none.
QString promisedTime(const QString& sentence);

/// Blanks as written: [name], <name>, {name}, {{name}}, ____. Tags such as [RESOLVED], check boxes and links are none.
QStringList blanksIn(const QString& text);
/// True when the text says how to reach somebody: mail, number, @handle, #channel, address or a blank for one.
bool isReach(const QString& text);
/// Addresses (http, https) in a text, without what punctuation follows them.
QStringList urlsIn(const QString& text);
/// One line, white space collapsed, U+2028 as "; ".
QString oneLine(const QString& text);
/// Without numbers ("1.", "Step 2:"), emoji and other signs at its begin, and the colon at its end.
QString bareTitle(const QString& title);
/// An id: small letters, digits and dashes, at most 60 long; fallback when nothing is left.
QString slug(const QString& text, const QString& fallback);

} // namespace importer
