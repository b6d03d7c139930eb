// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/incident.h"
#include "domain/result.h"
#include "playbook/playbook.h"
#include <QByteArray>
#include <QObject>
#include <functional>
#include <memory>

namespace store {
class Database;
}

/// The one door to an incident.
namespace room {

struct LoadedRoom;

/// One open incident: its fold, its playbook, and the only way to change it. append writes to SQLite on the store
/// thread, then folds into memory, then emits appended: disk, memory, screen, in that order. If the write fails nothing
/// changes and failed says why. Lives on the GUI thread.
class WarRoom final : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(domain::Result<domain::Event>)>;

    /// Reads and folds on the store thread, then done(room or error) on this one. author is used for acts that
    /// name none.
    static void open(store::Database* database, domain::Clock* clock, const QString& key, const QString& author,
                     QObject* context, std::function<void(domain::Result<WarRoom*>)> done);
    struct Declaration {
        QString title, severity, playbookId;
        QByteArray playbookYaml; ///< stored with the incident
        bool drill = false;
        QString scenario;
        domain::Instant at;      ///< occurredAt of the declaration
        QString commander;       ///< assigned to the commander's role when not empty
        QByteArray runbook = {}; ///< that the playbook was made from, stored with the incident; may be empty
    };
    /// Records a new incident and opens it.
    static void declare(store::Database* database, domain::Clock* clock, const Declaration& declaration,
                        const QString& author, QObject* context, std::function<void(domain::Result<WarRoom*>)> done);
    ~WarRoom() override;

    const domain::Incident& incident() const;
    const playbook::Playbook& playbook() const;
    QString key() const; ///< INC-0001
    QString author() const;
    domain::Clock* clock() const;
    store::Database* database() const;
    bool readOnly() const;                            ///< another process holds the database's lock
    bool saving() const;                              ///< acts not yet committed
    const std::vector<domain::Event>& events() const; ///< in fold order

    /// Records one act, now (clock) and by author() unless the draft says otherwise (empty author, epoch occurredAt
    /// mean "default"). Drafts are committed in the order given. Credentials in their texts are left out.
    void append(domain::EventDraft draft, Done done = {});
    void append(domain::Body body, Done done = {});
    /// Removes an event's body for good, of an entry with every revision of it; the log keeps that it was there. In
    /// memory and on disk.
    void erase(const domain::EventId& target, const QString& reason, Done done = {});
    /// Stores bytes once and gives their SHA-256 (hex) for an event to name.
    void attach(const QByteArray& bytes, const QString& mediaType, std::function<void(domain::Result<QString>)> done);
    /// Reads an attachment.
    void attachment(const QString& digest, QObject* context,
                    std::function<void(domain::Result<QByteArray>)> done) const;

    /// Takes back the latest act of this person that can be undone; again takes back the one before.
    void undo();
    void redo();
    bool canUndo() const;
    bool canRedo() const;
    QString undoText() const; ///< "Undo: Raised to SEV1", empty when there is nothing
    QString redoText() const;

    /// Text being typed in the post-mortem, kept in the draft table; no event. Empty forgets it.
    void saveDraft(const QString& section, const QString& markdown);
    QString draft(const QString& section) const; ///< empty when there is none

signals:
    void appended(const domain::Event& event); ///< after the fold
    void reloaded();                           ///< the whole state was folded anew (an older event arrived)
    void savingChanged(bool saving);
    void failed(const QString& sentence); ///< what was not saved and why
    void credentialRemoved(); ///< what is being saved held something that looks like a credential; it is left out

private:
    WarRoom(store::Database* database, domain::Clock* clock, const QString& author);
    void adopt(LoadedRoom loaded);
    void post(std::vector<domain::EventDraft> drafts, Done done);
    void take(const QUuid& incident, const std::vector<domain::Event>& events);
    void takeOne(const domain::Event& event);
    void foldAnew();
    void takeBack(bool redo);
    void writeDrafts();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace room
