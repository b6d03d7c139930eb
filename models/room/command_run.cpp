// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/command_run.h"

#include "process/readable.h"
#include "room/war_room.h"

namespace room {
namespace {

/// As the entry says it; nullopt when it simply exited.
std::optional<QString> endedText(const process::Outcome& outcome) {
    switch (outcome.end) {
    case process::End::Exited:
        return std::nullopt;
    case process::End::Signalled:
        return QStringLiteral("ended by signal %1").arg(outcome.status);
    case process::End::TimedOut:
        return QStringLiteral("timed out");
    case process::End::Cancelled:
        return QStringLiteral("cancelled");
    case process::End::TooMuch:
        return QStringLiteral("ended because it wrote without end");
    case process::End::NotStarted:
        return QStringLiteral("not started");
    }
    return std::nullopt;
}

} // namespace

CommandRun::CommandRun(WarRoom* room, QString item, process::Command command)
    : QObject(room)
    , m_room(room)
    , m_item(std::move(item))
    , m_child(std::move(command)) {
    connect(&m_child, &process::Child::outputChanged, this, [this](const QString& text) {
        m_output = text;
        emit outputChanged(text);
    });
    connect(&m_child, &process::Child::finished, this, &CommandRun::take);
}

void CommandRun::take(const process::Outcome& outcome) {
    m_outcome = outcome;
    m_output = outcome.end == process::End::NotStarted ? outcome.reason : outcome.output;
    emit finished(outcome);
    if (m_output.isEmpty())
        return append({});
    m_room->attach(m_output.toUtf8(), QStringLiteral("text/plain; charset=utf-8"),
                   [this](const domain::Result<QString>& digest) {
                       if (digest)
                           append(*digest);
                       else
                           end(tl::unexpected(digest.error()));
                   });
}

void CommandRun::append(const QString& digest) {
    m_room->append(domain::CommandRan{.command = process::without(command().line, command().secrets),
                                      .item = m_item,
                                      .outputDigest = digest,
                                      .exitStatus = m_outcome->status,
                                      .took = m_outcome->took,
                                      .ended = endedText(*m_outcome)},
                   [this](const domain::Result<domain::Event>& event) { end(event); });
}

void CommandRun::end(const domain::Result<domain::Event>& event) {
    m_recorded = true;
    emit recorded(event);
    deleteLater();
}

} // namespace room
