// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/own_playbooks.h"

#include "app/export_files.h"
#include "playbook/shelf.h"
#include "store/file_guard.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSaveFile>

namespace app {
namespace {

using domain::ErrorKind;
using domain::Result;

Result<void> writePrivate(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(bytes) == bytes.size() && file.commit())
        return {};
    return domain::fail(ErrorKind::Storage, QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString()));
}

} // namespace

Result<QString> saveOwn(const QString& folder, const OwnPlaybook& playbook, Existing existing) {
    if (const auto fine = playbook::checkId(playbook.id); !fine)
        return tl::unexpected(fine.error());
    if (auto made = store::makePrivateFolder(folder); !made)
        return tl::unexpected(made.error());
    const QString path = QDir(folder).filePath(playbook.id + QStringLiteral(".yaml"));
    if (existing == Existing::Refuse && QFileInfo::exists(path))
        return domain::fail(ErrorKind::Conflict,
                            QStringLiteral("There is a playbook \"%1\" of yours already.").arg(playbook.id));
    if (playbook.runbook) {
        if (const auto written = writePrivate(playbook::runbookPath(path), *playbook.runbook); !written)
            return tl::unexpected(written.error());
    }
    if (const auto written = writePrivate(path, playbook.yaml); !written)
        return tl::unexpected(written.error());
    store::syncFolder(folder);
    return path;
}

Result<QString> savePair(const QString& path, const OwnPlaybook& playbook) {
    if (playbook.runbook) {
        if (const auto written = writeFile(playbook::runbookPath(path), *playbook.runbook); !written)
            return tl::unexpected(written.error());
    }
    if (const auto written = writeFile(path, playbook.yaml); !written)
        return tl::unexpected(written.error());
    return QFileInfo(path).absoluteFilePath();
}

Result<QByteArray> readAtMost(const QString& path, qint64 most) {
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return domain::fail(ErrorKind::Input, QStringLiteral("%1 is no file.").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return domain::fail(ErrorKind::Input, QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return domain::fail(ErrorKind::Input, QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (bytes.size() > most)
        return domain::fail(ErrorKind::Input, QStringLiteral("%1 is %2; files over %3 are not read.")
                                                  .arg(path, QLocale::c().formattedDataSize(file.size()),
                                                       QLocale::c().formattedDataSize(most)));
    return bytes;
}

} // namespace app
