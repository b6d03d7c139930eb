// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/words.h"
#include <QCoreApplication>

namespace ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ui::words", text);
}

} // namespace

QString wordOf(domain::CheckState state) {
    switch (state) {
    case domain::CheckState::Unknown:
        return tr("Not checked yet");
    case domain::CheckState::Up:
        return tr("Up");
    case domain::CheckState::Degraded:
        return tr("Degraded");
    case domain::CheckState::Down:
        return tr("Down");
    case domain::CheckState::Inconclusive:
        return tr("Inconclusive");
    }
    return {};
}

QString wordOf(domain::Status status) {
    switch (status) {
    case domain::Status::Investigating:
        return tr("Investigating");
    case domain::Status::Identified:
        return tr("Identified");
    case domain::Status::Monitoring:
        return tr("Monitoring");
    case domain::Status::Resolved:
        return tr("Resolved");
    case domain::Status::Closed:
        return tr("Closed");
    }
    return {};
}

QString wordOf(domain::EntryKind kind) {
    switch (kind) {
    case domain::EntryKind::Note:
        return tr("Note");
    case domain::EntryKind::Observation:
        return tr("Observation");
    case domain::EntryKind::Action:
        return tr("Action");
    case domain::EntryKind::Decision:
        return tr("Decision");
    case domain::EntryKind::Communication:
        return tr("Communication");
    }
    return {};
}

QString wordOf(domain::KeyMoment moment) {
    switch (moment) {
    case domain::KeyMoment::ImpactBegan:
        return tr("Impact began");
    case domain::KeyMoment::Detected:
        return tr("Detected");
    case domain::KeyMoment::Acknowledged:
        return tr("Acknowledged");
    case domain::KeyMoment::CauseFound:
        return tr("Cause found");
    case domain::KeyMoment::Mitigated:
        return tr("Mitigated");
    case domain::KeyMoment::Resolved:
        return tr("Resolved");
    case domain::KeyMoment::Other:
        return tr("Key entry");
    }
    return {};
}

QString wordOf(domain::PostMortemStatus status) {
    switch (status) {
    case domain::PostMortemStatus::Draft:
        return tr("Draft");
    case domain::PostMortemStatus::Review:
        return tr("Review");
    case domain::PostMortemStatus::Published:
        return tr("Published");
    }
    return {};
}

QString wordOf(domain::ItemState state) {
    switch (state) {
    case domain::ItemState::Open:
        return tr("open");
    case domain::ItemState::Done:
        return tr("done");
    case domain::ItemState::Skipped:
        return tr("skipped");
    }
    return {};
}

QString wordOf(importer::Kind kind) {
    switch (kind) {
    case importer::Kind::Severity:
        return tr("Severities");
    case importer::Kind::ResponseTime:
        return tr("Response times");
    case importer::Kind::Cadence:
        return tr("Update cadence");
    case importer::Kind::Role:
        return tr("Roles");
    case importer::Kind::Contact:
        return tr("Contacts");
    case importer::Kind::EscalationStep:
        return tr("Escalation");
    case importer::Kind::Phase:
        return tr("Phases");
    case importer::Kind::Checklist:
        return tr("Checklists");
    case importer::Kind::Scenario:
        return tr("Scenarios");
    case importer::Kind::Commands:
        return tr("Commands");
    case importer::Kind::Check:
        return tr("Checks");
    case importer::Kind::Panel:
        return tr("Graphs");
    case importer::Kind::Action:
        return tr("Actions");
    case importer::Kind::Threshold:
        return tr("Thresholds");
    case importer::Kind::Message:
        return tr("Messages");
    case importer::Kind::PostMortemSection:
        return tr("Post-mortem sections");
    case importer::Kind::Link:
        return tr("Links");
    case importer::Kind::KeptText:
        return tr("Kept as text");
    }
    return {};
}

QString tileWordOf(domain::CheckState state) {
    return state == domain::CheckState::Unknown ? tr("WAITING") : wordOf(state).toUpper();
}

} // namespace ui
