// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drill/scenario.h"
#include "room/war_room.h"
#include "room/watch.h"
#include <QObject>
#include <QPointer>

namespace drill {

/// Plays the scenario's acts in order, each at its moment of the room's clock, through the same doors that a person
/// uses. Holds the clock until an act is recorded. Driven by Run; lives on the GUI thread.
class Commander final : public QObject {
    Q_OBJECT
public:
    /// start: moment 0s of the scenario. room and watch outlive the commander.
    Commander(std::vector<Act> acts, domain::Instant start, room::WarRoom* room, room::Watch* watch,
              QObject* parent = nullptr);

    /// Begins with the first act that declares nothing: that is done.
    void begin();

signals:
    void stumbled(const QString& sentence); ///< an act was refused; the next one follows all the same
    void finished();                        ///< the last act is recorded

private:
    using Next = std::function<void(const domain::Result<domain::Event>&)>;
    void scheduleNext();
    void perform(const Act& act);
    void record(domain::Body body, const Act& act, Next next, Millis ago = Millis(0));
    void settle(const domain::Result<domain::Event>& recorded);
    void note(const Note& note, const Act& act);
    void accept(const Accept& accept, const Act& act);
    domain::Body bodyOf(const Deed& deed) const;

    std::vector<Act> m_acts;
    domain::Instant m_start;
    room::WarRoom* m_room;
    room::Watch* m_watch;
    size_t m_at = 0;
    std::shared_ptr<void> m_hold; ///< while an act is on its way to the disk
};

} // namespace drill
