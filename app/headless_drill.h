// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/holder.h"
#include "drill/run.h"
#include <QJsonObject>
#include <memory>

namespace app {

/// A drill that the scripted commander plays from its first second to its exported post-mortem. Runs in the process
/// that holds the data folder; needs a QGuiApplication for the pictures. GUI thread.
class HeadlessDrill final : public QObject {
    Q_OBJECT
public:
    struct Wanted {
        QString scenario; ///< id or path
        double speed = 60;
        QString folder; ///< for KEY.md, KEY-assets/ and KEY.bridgewatch; made when missing
    };
    /// What it ended with; the paths are absolute.
    struct Outcome {
        QString key, scenario, postMortem, bundle, summary;
        QString servers; ///< a sentence: who played Prometheus and Alertmanager
        bool realServers = false;
        qint64 minutes = 0; ///< of the drill
    };
    using Done = std::function<void(const domain::Result<Outcome>&)>;

    HeadlessDrill(Holder* holder, domain::Clock* clock, Wanted wanted, QObject* parent = nullptr);
    ~HeadlessDrill() override;

    /// author: of what nobody scripted. Calls done once.
    void start(const QString& author, const QString& playbookFolder, Done done);

private:
    void exportMarkdown();
    void exportBundle();
    void summarise();
    void finish(const domain::Result<Outcome>& outcome);

    Holder* m_holder;
    domain::Clock* m_clock;
    Wanted m_wanted;
    Outcome m_outcome;
    Done m_done;
    std::unique_ptr<drill::Run> m_run;
};

} // namespace app
