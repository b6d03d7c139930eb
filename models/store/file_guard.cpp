// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_guard.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace store {

using domain::ErrorKind;

namespace {
QString reason() {
    return QString::fromLocal8Bit(std::strerror(errno));
}
} // namespace

FileIdentity identityOf(const QString& path) {
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return {static_cast<quint64>(info.st_dev), static_cast<quint64>(info.st_ino)};
}

domain::Result<void> makePrivateFolder(const QString& folder) {
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (info.exists() || info.isSymLink())
        return domain::fail(ErrorKind::Storage, QStringLiteral("The data folder %1 is not a folder.").arg(folder));
    if (const QString parent = QFileInfo(QDir::cleanPath(folder)).path(); !QFileInfo(parent).isDir())
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    if (::mkdir(QFile::encodeName(QDir::cleanPath(folder)).constData(), 0700) != 0 && errno != EEXIST)
        return domain::fail(ErrorKind::Storage,
                            QStringLiteral("The data folder %1 cannot be made: %2.").arg(folder, reason()));
    return {};
}

bool isPrivateFolder(const QString& folder) {
    struct stat info = {};
    return ::lstat(QFile::encodeName(QDir::cleanPath(folder)).constData(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

domain::Result<void> makePrivateFile(const QString& path) {
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return domain::fail(ErrorKind::Storage,
                            QStringLiteral("The file %1 cannot be written: %2.").arg(path, reason()));
    struct stat info = {};
    if (::fstat(descriptor, &info) == 0 && (info.st_mode & 077) != 0 && info.st_uid == ::geteuid())
        std::ignore = ::fchmod(descriptor, 0600);
    ::close(descriptor);
    return {};
}

void syncFolder(const QString& folder) {
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    std::ignore = ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace store
