// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/bundle.h"
#include "store/event_log.h"
#include "store/lock.h"
#include <QObject>
#include <functional>
#include <memory>
#include <optional>

namespace store {

/// The database "bridgewatch.db" of one data folder. Owns two threads: the store thread with the only read-write
/// connection, and a reading thread whose connection cannot write. Lives on the GUI thread; every answer arrives there,
/// in a later turn of the event loop. Destruction finishes the writes already asked for and drops their answers.
class Database final : public QObject {
    Q_OBJECT
public:
    /// How it was opened. notice is a sentence for the commander when the record can only be read: who holds it, or
    /// what is wrong.
    struct Opening {
        bool readOnly = false;
        QString notice;
    };

    explicit Database(QString folder, QObject* parent = nullptr);
    ~Database() override;

    /// With the folder's lock: read-write, made or migrated as needed. Without: read-only. A damaged file or a
    /// read-only disk opens read-only with a notice. A file that is no database, another program's, or of a newer
    /// version is refused, left byte for byte as it is.
    void open(std::optional<Lock> lock, QObject* context, std::function<void(domain::Result<Opening>)> done);

    QString folder() const;
    QString file() const;
    bool isOpen() const;
    bool isReadOnly() const;
    QString notice() const;

    /// Runs work, T(Connection&), on the reading thread, then done(T) here while context lives. T is a Result. Before
    /// open it is refused.
    template <class Work, class Done>
    void read(Work work, QObject* context, Done done) {
        start(Side::Reading, wrap(std::move(work)), context, unwrap<Work>(std::move(done)));
    }
    /// The same on the store thread, in the order asked. Refused when read-only.
    template <class Work, class Done>
    void write(Work work, QObject* context, Done done) {
        start(Side::Writing, wrap(std::move(work)), context, unwrap<Work>(std::move(done)));
    }

    /// Records drafts in one transaction; done gets them as committed. recorded is emitted first.
    void append(const QUuid& incident, std::vector<domain::EventDraft> drafts, domain::Instant recordedAt,
                QObject* context, std::function<void(domain::Result<std::vector<domain::Event>>)> done);

    /// Records a new incident. archiveChanged is emitted first.
    void declare(NewIncident incident, domain::Instant recordedAt, QObject* context,
                 std::function<void(domain::Result<Declaration>)> done);
    /// Copies a bundle's incident in; see bundle.h. archiveChanged, and recorded for an incident that was here, are
    /// emitted first.
    void importBundle(const QString& path, QObject* context, std::function<void(domain::Result<Imported>)> done);

signals:
    /// Events of this incident are on disk, whoever asked for it.
    void recorded(const QUuid& incident, const std::vector<domain::Event>& events);
    /// A new incident was declared or imported, or what the archive shows of one may have changed.
    void archiveChanged();

private:
    enum class Side { Reading, Writing };
    using Answer = std::shared_ptr<void>;
    using Job = std::function<Answer(domain::Result<Connection*>)>;
    template <class Work>
    using ValueOf = std::invoke_result_t<Work, Connection&>;

    template <class Work>
    static Job wrap(Work work) {
        return [work = std::move(work)](domain::Result<Connection*> connection) mutable -> Answer {
            using Value = ValueOf<Work>;
            if (!connection)
                return std::make_shared<Value>(tl::unexpected(connection.error()));
            return std::make_shared<Value>(work(**connection));
        };
    }
    template <class Work, class Done>
    static std::function<void(Answer)> unwrap(Done done) {
        return [done = std::move(done)](const Answer& answer) mutable {
            done(std::move(*std::static_pointer_cast<ValueOf<Work>>(answer)));
        };
    }
    void start(Side side, Job job, QObject* context, std::function<void(Answer)> done);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace store
