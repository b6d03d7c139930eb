// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace app {
namespace {

tl::unexpected<domain::Error> cannotWrite(const QString& path, const QString& why) {
    return domain::fail(domain::ErrorKind::Storage, QStringLiteral("%1 cannot be written: %2.").arg(path, why));
}

/// Replaces the file at once or not at all; says why it could not, empty when it could.
QString write(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

/// A folder made under another name and moved into place; the one that was there comes back unless keep() is called.
class NewFolder {
public:
    explicit NewFolder(QString path)
        : m_path(std::move(path))
        , m_fresh(m_path + u".new")
        , m_aside(m_path + u".old") {}
    ~NewFolder() {
        QDir(m_fresh).removeRecursively();
        if (m_kept || !m_placed)
            return;
        QDir(m_path).removeRecursively();
        QDir().rename(m_aside, m_path);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    domain::Result<void> fill(const std::vector<ExportFile>& files) {
        QDir(m_fresh).removeRecursively();
        if (!QDir().mkdir(m_fresh))
            return cannotWrite(m_path, QStringLiteral("the folder cannot be made"));
        for (const ExportFile& file : files) {
            if (const QString why = write(m_fresh + u"/" + file.name, file.bytes); !why.isEmpty())
                return cannotWrite(m_path + u"/" + file.name, why);
        }
        return {};
    }
    domain::Result<void> moveIntoPlace() {
        QDir(m_aside).removeRecursively();
        if (QFileInfo::exists(m_path) && !QDir().rename(m_path, m_aside))
            return cannotWrite(m_path, QStringLiteral("what is there cannot be moved aside"));
        m_placed = true;
        if (!QDir().rename(m_fresh, m_path))
            return cannotWrite(m_path, QStringLiteral("the folder cannot be moved into place"));
        return {};
    }
    void keep() {
        m_kept = true;
        QDir(m_aside).removeRecursively();
    }

private:
    QString m_path, m_fresh, m_aside;
    bool m_placed = false, m_kept = false;
};

} // namespace

domain::Result<void> writeFile(const QString& path, const QByteArray& bytes) {
    // A saved file takes the place of what is there: of a device or a pipe it would take the place for good.
    if (const QFileInfo there(path); there.exists() && !there.isFile() && !there.isDir())
        return cannotWrite(path, QStringLiteral("it is a device or a pipe, not a file"));
    const QString why = write(path, bytes);
    if (!why.isEmpty())
        return cannotWrite(path, why);
    return {};
}

domain::Result<QStringList> writeExport(const QString& path, const QByteArray& markdown, const QString& folder,
                                        const std::vector<ExportFile>& assets) {
    const QFileInfo target(path);
    if (!target.absoluteDir().exists() && !QDir().mkpath(target.absolutePath()))
        return cannotWrite(target.absolutePath(), QStringLiteral("the folder cannot be made"));
    QStringList written{target.absoluteFilePath()};
    if (assets.empty()) {
        if (auto done = writeFile(path, markdown); !done)
            return tl::unexpected(done.error());
        return written;
    }
    const QString place = target.absoluteDir().filePath(folder);
    NewFolder fresh(place);
    if (auto filled = fresh.fill(assets); !filled)
        return tl::unexpected(filled.error());
    if (auto moved = fresh.moveIntoPlace(); !moved)
        return tl::unexpected(moved.error());
    if (auto done = writeFile(path, markdown); !done)
        return tl::unexpected(done.error());
    fresh.keep();
    for (const ExportFile& file : assets)
        written << place + u"/" + file.name;
    return written;
}

} // namespace app
