// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recorded_incident.h"

#include "metrics/pin.h"
#include "net/redact.h"

namespace app {
namespace {

using Done = std::function<void(const domain::Result<RecordedIncident>&)>;
using Reading = room::Archive::Reading;

/// The strips of the tiles look back no further.
constexpr std::chrono::hours resultsBack{2};

/// Reads one thing after another; deletes itself at the end.
class Reader final : public QObject {
public:
    Reader(room::Archive* archive, QString key, domain::Instant now, QObject* context, Done done)
        : QObject(context)
        , m_archive(archive)
        , m_key(std::move(key))
        , m_now(now)
        , m_done(std::move(done)) {}

    void start(std::optional<domain::Instant> until) {
        m_archive->read(m_key, until, this, [this, until](const domain::Result<Reading>& reading) {
            if (!reading)
                return finish(tl::unexpected(reading.error()));
            m_record.key = reading->key;
            m_record.incident = reading->incident;
            m_record.playbook = reading->playbook;
            m_record.now = until.value_or(domain::isOver(reading->incident) ? lastMoment(*reading) : m_now);
            readResults();
        });
    }

private:
    static domain::Instant lastMoment(const Reading& reading) {
        domain::Instant last = reading.incident.declaredAt;
        for (const domain::Event& event : reading.events)
            last = std::max(last, event.occurredAt);
        return last;
    }
    void readResults() {
        using Results = std::vector<domain::CheckResult>;
        m_archive->checkResults(m_key, m_record.now - resultsBack, this,
                                [this](const domain::Result<Results>& results) {
                                    if (!results)
                                        return finish(tl::unexpected(results.error()));
                                    for (const domain::CheckResult& result : *results) {
                                        if (result.at <= m_record.now)
                                            m_record.results.push_back(result);
                                    }
                                    readPin(0);
                                });
    }
    /// Of several pins of one panel the latest is shown.
    void readPin(std::size_t index) {
        const std::vector<domain::PinnedGraph>& pins = m_record.incident.pins;
        if (index == pins.size())
            return finish(RecordedIncident{std::make_shared<const ui::Record>(std::move(m_record))});
        m_archive->attachment(pins[index].pin.samplesDigest, this,
                              [this, index](const domain::Result<QByteArray>& bytes) {
                                  if (const auto pin = bytes.and_then(metrics::pinFromBytes))
                                      show(viewOf(*pin, m_record.playbook, m_record.incident.pins[index].at));
                                  readPin(index + 1);
                              });
    }
    void show(const metrics::PanelView& view) {
        std::erase_if(m_record.panels, [&](const auto& other) { return other.panel.id == view.panel.id; });
        m_record.panels.push_back(view);
    }
    void finish(const domain::Result<RecordedIncident>& result) {
        deleteLater();
        m_done(result);
    }

    room::Archive* m_archive;
    QString m_key;
    domain::Instant m_now;
    Done m_done;
    ui::Record m_record;
};

} // namespace

void readRecorded(room::Archive* archive, const QString& key, std::optional<domain::Instant> until, domain::Instant now,
                  QObject* context, Done done) {
    (new Reader(archive, key, now, context, std::move(done)))->start(until);
}

metrics::PanelView viewOf(const metrics::Pin& pin, const playbook::Playbook& playbook, domain::Instant pinnedAt) {
    metrics::PanelView view;
    if (const playbook::Panel* panel = playbook::findPanel(playbook, pin.panel))
        view.panel = *panel;
    view.panel.id = pin.panel;
    view.panel.title = pin.title;
    view.panel.expr = pin.expr;
    view.panel.unit = pin.unit;
    view.panel.warn = pin.marks.warn;
    view.panel.critical = pin.marks.critical;
    view.server = pin.server;
    view.state = pin.matrix.series.empty() ? metrics::FeedState::Empty : metrics::FeedState::Ok;
    view.matrix = std::make_shared<const metrics::Matrix>(pin.matrix);
    view.answeredAt = pinnedAt;
    view.value = metrics::latestValue(pin.matrix, pin.marks);
    view.level = metrics::levelOf(view.value, pin.marks);
    view.serial = 1;
    return view;
}

items::StageFacts stageFactsOf(const ui::Record& record) {
    std::map<QString, items::StageCheckInput> checks;
    for (const domain::CheckResult& result : record.results) {
        const playbook::Check* check = playbook::findCheck(record.playbook, result.check);
        checks.insert({result.check, {check ? check->title : result.check, domain::CheckState::Up, {}, {}}});
    }
    for (const domain::CheckFlip& flip : record.incident.flips)
        checks[flip.check] = {flip.title, flip.state, flip.detail, flip.at};
    std::vector<items::StageCheckInput> all;
    all.reserve(checks.size());
    for (const auto& [id, check] : checks)
        all.push_back(check);
    return items::stageFacts(record.incident, record.playbook, record.now, all, record.panels, net::redact);
}

} // namespace app
