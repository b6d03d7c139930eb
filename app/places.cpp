// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/places.h"

#include "store/file_guard.h"
#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace app {
namespace {

/// The folder's canonical path; of one that is not there yet, the canonical path of what is there and the rest as
/// given.
QString canonical(const QString& folder) {
    const QFileInfo info(folder);
    if (QString path = info.canonicalFilePath(); !path.isEmpty())
        return path;
    QString absolute = QDir::cleanPath(info.absoluteFilePath());
    const QString parent = QFileInfo(absolute).path();
    if (parent == absolute)
        return absolute;
    return QDir(canonical(parent)).filePath(QFileInfo(absolute).fileName());
}

QString runtimeFolder() {
    // Without a login session Qt would choose the same folder, with a warning.
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR"))
        return QDir::tempPath() + u"/runtime-" + QFileInfo(QDir::homePath()).owner();
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
}

} // namespace

QString Places::record() const {
    return data + u"/bridgewatch.db";
}

QString Places::logFile() const {
    return data + u"/bridgewatch.log";
}

QString Places::settingsFile() const {
    return config + u"/settings.ini";
}

QString Places::playbooks() const {
    return config + u"/playbooks";
}

QString Places::socket() const {
    const QByteArray digest = QCryptographicHash::hash(canonical(data).toUtf8(), QCryptographicHash::Sha256);
    return runtime + u"/bridgewatch-" + QString::fromLatin1(digest.toHex().left(16));
}

Places placesFor(const QString& dataDir) {
    Places places;
    places.runtime = runtimeFolder();
    if (!dataDir.isEmpty()) {
        places.data = QDir::cleanPath(QFileInfo(dataDir).absoluteFilePath());
        places.config = places.data;
        return places;
    }
    places.data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/bridgewatch";
    places.config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/bridgewatch";
    return places;
}

domain::Result<void> makePlaces(const Places& places) {
    for (const QString& folder : {places.data, places.config, places.runtime}) {
        if (auto made = store::makePrivateFolder(folder); !made)
            return made;
    }
    if (!store::isPrivateFolder(places.runtime))
        return domain::fail(domain::ErrorKind::Storage,
                            QStringLiteral("The folder %1 is not yours alone; set XDG_RUNTIME_DIR to one that is.")
                                .arg(places.runtime));
    return {};
}

} // namespace app
