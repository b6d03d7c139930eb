// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/time.h"

#include <QDateTime>
#include <QRegularExpression>
#include <array>
#include <optional>

namespace domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

/// No duration of an incident is longer; keeps arithmetic far from overflow.
constexpr Millis longestDuration = days{36'500};
constexpr qint64 hourSeconds = 3'600, daySeconds = 24 * hourSeconds;

QString padded(qint64 number, int digits) {
    return QStringLiteral("%1").arg(number, digits, 10, QLatin1Char('0'));
}

QString clockOf(Millis ofDay, bool withSeconds) {
    const qint64 total = std::chrono::floor<seconds>(ofDay).count();
    QString text = padded(total / 3600, 2) + QLatin1Char(':') + padded(total / 60 % 60, 2);
    if (withSeconds)
        text += QLatin1Char(':') + padded(total % 60, 2);
    return text;
}

/// "HH:MM" or "HH:MM:SS" as time since midnight; nullopt for another shape or a number out of range.
std::optional<Millis> clockTime(const QString& text) {
    static const QRegularExpression shape(QStringLiteral("^(\\d{1,2}):(\\d{2})(?::(\\d{2}))?$"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const int h = match.capturedView(1).toInt(), m = match.capturedView(2).toInt(), s = match.capturedView(3).toInt();
    if (h > 23 || m > 59 || s > 59)
        return std::nullopt;
    return hours{h} + minutes{m} + seconds{s};
}

Millis offsetOf(QStringView zone) {
    if (zone.isEmpty() || zone == QLatin1String("Z") || zone == QLatin1String("z"))
        return Millis{0};
    const minutes size = hours{zone.mid(1, 2).toInt()} + minutes{zone.right(2).toInt()};
    return zone.front() == QLatin1Char('-') ? -size : size;
}

/// ISO 8601 with a time of day; nullopt for another shape or a moment that the calendar does not have.
std::optional<Instant> isoMoment(const QString& text) {
    static const QRegularExpression shape(
        QStringLiteral("^(\\d{4})-(\\d{2})-(\\d{2})[Tt "
                       "](\\d{2}:\\d{2}(?::\\d{2})?)(?:[.,](\\d{1,9}))?([Zz]|[+-](?:0\\d|1[0-4]):?[0-5]\\d)?$"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{match.capturedView(1).toInt()},
                                           std::chrono::month{match.capturedView(2).toUInt()},
                                           std::chrono::day{match.capturedView(3).toUInt()}};
    const std::optional<Millis> ofDay = clockTime(match.captured(4));
    if (!date.ok() || !ofDay)
        return std::nullopt;
    const Millis fraction{match.captured(5).leftJustified(3, QLatin1Char('0'), true).toInt()};
    return Instant(sys_days{date}) + *ofDay + fraction - offsetOf(match.capturedView(6));
}

std::optional<Instant> agoMoment(const QString& text, Instant now) {
    if (!text.startsWith(QLatin1Char('-')) && !text.startsWith(QChar(0x2212)))
        return std::nullopt;
    const Result<Millis> ago = parseDuration(text.mid(1));
    if (!ago)
        return std::nullopt;
    return now - *ago;
}

tl::unexpected<Error> notAMoment(const QString& text) {
    return fail(
        ErrorKind::Usage,
        QStringLiteral("“%1” is not a time: write 14:58, 14:58:03, -5m or 2026-11-20T14:58Z").arg(text.left(80)));
}

Millis localOffset(Instant at) {
    return seconds{QDateTime::fromMSecsSinceEpoch(toMs(at)).offsetFromUtc()};
}

/// The last moment not after now at which a clock on the wall here shows wall (a local time written as if it were UTC);
/// nullopt when that wall time does not exist (clocks went forward) or lies after now. A wall time that exists twice
/// has two moments.
std::optional<Instant> lastMomentOf(Instant wall, Instant now) {
    std::optional<Instant> last;
    for (const Millis offset : {localOffset(wall - days{1}), localOffset(wall + days{1})}) {
        const Instant moment = wall - offset;
        if (localOffset(moment) == offset && moment <= now && (!last || moment > *last))
            last = moment;
    }
    return last;
}

struct Unit {
    const char* name;
    Millis size;
};
constexpr std::array units{Unit{"d", days{1}}, Unit{"h", hours{1}}, Unit{"m", minutes{1}}, Unit{"s", seconds{1}},
                           Unit{"ms", Millis{1}}};

} // namespace

QString toIso(Instant instant) {
    const sys_days day = std::chrono::floor<days>(instant);
    const Millis ofDay = instant - day;
    QString text = toDateText(instant) + QLatin1Char('T') + clockOf(ofDay, true);
    if (const qint64 ms = ofDay.count() % 1000)
        text += QLatin1Char('.') + padded(ms, 3);
    return text + QLatin1Char('Z');
}

QString toClockText(Instant instant, bool withSeconds) {
    return clockOf(instant - std::chrono::floor<days>(instant), withSeconds);
}

QString toDateText(Instant instant) {
    const std::chrono::year_month_day date{std::chrono::floor<days>(instant)};
    return padded(int(date.year()), 4) + QLatin1Char('-') + padded(unsigned(date.month()), 2) + QLatin1Char('-') +
           padded(unsigned(date.day()), 2);
}

Result<Instant> parseMoment(const QString& text, Instant now) {
    const QString word = text.trimmed();
    if (const auto ofDay = clockTime(word)) {
        const Instant today = std::chrono::floor<days>(now) + *ofDay;
        return today <= now ? today : today - days{1};
    }
    if (const auto ago = agoMoment(word, now))
        return *ago;
    if (const auto moment = isoMoment(word))
        return *moment;
    return notAMoment(text);
}

Result<Instant> parseLocalMoment(const QString& clockText, Instant now) {
    const QString word = clockText.trimmed();
    const auto ofDay = clockTime(word);
    if (!ofDay)
        return parseMoment(clockText, now);
    const Instant today = Instant(std::chrono::floor<days>(now + localOffset(now)));
    if (const auto moment = lastMomentOf(today + *ofDay, now))
        return *moment;
    const bool skippedToday = today + *ofDay <= now + localOffset(now);
    if (!skippedToday)
        if (const auto moment = lastMomentOf(today - days{1} + *ofDay, now))
            return *moment;
    return fail(ErrorKind::Usage,
                QStringLiteral("%1 did not exist here on %2: the clocks went forward. Write the time in UTC")
                    .arg(word, toDateText(skippedToday ? today : today - days{1})));
}

Result<Millis> parseDuration(const QString& text) {
    static const QRegularExpression shape(
        QStringLiteral("^(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?$"));
    const QString word = text.trimmed();
    const QRegularExpressionMatch match = shape.match(word);
    if (word.isEmpty() || !match.hasMatch())
        return fail(
            ErrorKind::Usage,
            QStringLiteral("“%1” is not a duration: write 500ms, 15s, 15m, 1h30m, 24h or 7d").arg(text.left(80)));
    Millis sum{0};
    for (std::size_t i = 0; i < units.size(); ++i)
        sum += units.at(i).size * match.capturedView(static_cast<int>(i) + 1).toLongLong();
    if (sum > longestDuration)
        return fail(ErrorKind::Usage, QStringLiteral("“%1” is longer than a hundred years").arg(text.left(80)));
    return sum;
}

QString toDurationText(Millis duration) {
    QString text;
    Millis rest = std::max(duration, Millis{0});
    for (const Unit& unit : units) {
        if (const qint64 count = rest / unit.size)
            text += QString::number(count) + QLatin1String(unit.name);
        rest %= unit.size;
    }
    return text.isEmpty() ? QStringLiteral("0m") : text;
}

QString toHumanDuration(Millis duration) {
    const qint64 total = std::max<qint64>(std::chrono::floor<seconds>(duration).count(), 0);
    const auto joined = [](qint64 big, const char* bigUnit, qint64 small, const char* smallUnit) {
        QString text = QString::number(big) + QLatin1Char(' ') + QLatin1String(bigUnit);
        if (small)
            text += QLatin1Char(' ') + QString::number(small) + QLatin1Char(' ') + QLatin1String(smallUnit);
        return text;
    };
    if (total < 60)
        return joined(total, "s", 0, "");
    if (total < 3600)
        return joined(total / 60, "min", 0, "");
    if (total < daySeconds)
        return joined(total / 3600, "h", total / 60 % 60, "min");
    return joined(total / daySeconds, "d", total / 3600 % 24, "h");
}

QString toRunningClock(Millis duration) {
    const qint64 total = std::max<qint64>(std::chrono::floor<seconds>(duration).count(), 0);
    if (total < 100 * hourSeconds)
        return clockOf(seconds{total}, true);
    return QString::number(total / daySeconds) + QStringLiteral(" d ") + clockOf(seconds{total % daySeconds}, true);
}

} // namespace domain
