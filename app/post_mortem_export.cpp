// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/post_mortem_export.h"

#include "app/export_files.h"
#include "domain/mailbox.h"
#include "metrics/pin_csv.h"
#include "net/redact.h"
#include "report/export_plan.h"
#include "ui/charts/report_graph.h"
#include <QThreadPool>

namespace app {
namespace {

/// One export under way; deletes itself with its context or at its end.
class Export final : public QObject {
public:
    Export(room::Archive* archive, QString path, domain::Instant now, QObject* context,
           std::function<void(domain::Result<QStringList>)> done)
        : QObject(context)
        , m_archive(archive)
        , m_path(std::move(path))
        , m_now(now)
        , m_done(std::move(done)) {}

    void start(const QString& key) {
        m_archive->read(key, std::nullopt, this, [this](const domain::Result<room::Archive::Reading>& reading) {
            if (!reading) {
                finish(tl::unexpected(reading.error()));
                return;
            }
            plan(std::make_shared<const room::Archive::Reading>(*reading));
        });
    }

private:
    /// Work away from the GUI thread, then done(its value) here unless this is gone by then.
    template <class Work, class Done>
    void away(Work work, Done done) {
        QThreadPool::globalInstance()->start(
            [address = m_mailbox.address(), work = std::move(work), done = std::move(done)] {
                auto value = std::make_shared<std::invoke_result_t<Work>>(work());
                address.post([done, value] { done(*value); });
            });
    }
    /// A long timeline takes a second to write.
    void plan(const std::shared_ptr<const room::Archive::Reading>& reading) {
        away(
            [reading, now = m_now] {
                return report::planExport(reading->incident, reading->playbook, reading->key, now, net::redact);
            },
            [this](const report::ExportPlan& plan) {
                m_plan = plan;
                next();
            });
    }
    void write() {
        away([path = m_path, plan = m_plan,
              files = m_files] { return writeExport(path, plan.markdown.toUtf8(), plan.folder, files); },
             [this](const domain::Result<QStringList>& written) { finish(written); });
    }
    /// Attachments come one after another: a pin is needed once, and is dropped when its file is made.
    void next() {
        if (m_files.size() == m_plan.assets.size()) {
            write();
            return;
        }
        const report::Asset& asset = m_plan.assets[m_files.size()];
        m_archive->attachment(asset.samplesDigest, this, [this, asset](const domain::Result<QByteArray>& bytes) {
            const auto file = bytes ? fileOf(asset, *bytes) : tl::unexpected(bytes.error());
            if (!file) {
                finish(tl::unexpected(file.error()));
                return;
            }
            m_files.push_back({asset.name, *file});
            next();
        });
    }
    static domain::Result<QByteArray> fileOf(const report::Asset& asset, const QByteArray& samples) {
        switch (asset.kind) {
        case report::Asset::Kind::Samples:
            return metrics::pinFromBytes(samples).map(metrics::toCsv);
        case report::Asset::Kind::Picture:
            break;
        }
        return ui::reportGraphPng(samples);
    }
    void finish(const domain::Result<QStringList>& result) {
        deleteLater();
        m_done(result);
    }

    domain::Mailbox m_mailbox; ///< its letters run only while this lives
    room::Archive* m_archive;
    QString m_path;
    domain::Instant m_now;
    std::function<void(domain::Result<QStringList>)> m_done;
    report::ExportPlan m_plan;
    std::vector<ExportFile> m_files;
};

} // namespace

void exportPostMortem(room::Archive* archive, const QString& key, const QString& path, domain::Instant now,
                      QObject* context, std::function<void(domain::Result<QStringList>)> done) {
    (new Export(archive, path, now, context, std::move(done)))->start(key);
}

} // namespace app
