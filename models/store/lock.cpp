// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lock.h"

#include "store/file_guard.h"
#include <QFile>
#include <QSysInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace store {
namespace {

QString lockFile(const QString& folder) {
    return folder + QStringLiteral("/bridgewatch.lock");
}

/// Reads what a holder wrote: "pid host". Anything else is a file that somebody else made.
QString readHolder(int descriptor) {
    char text[256];
    const ssize_t length = ::pread(descriptor, text, sizeof text, 0);
    const QStringList words =
        QString::fromUtf8(text, std::max<ssize_t>(length, 0)).simplified().split(QLatin1Char(' '));
    if (words.size() != 2)
        return QStringLiteral("another process");
    return QStringLiteral("process %1 on %2").arg(words[0], words[1]);
}

void writeHolder(int descriptor) {
    const QByteArray text = QByteArray::number(::getpid()) + ' ' +
                            QSysInfo::machineHostName().simplified().remove(QLatin1Char(' ')).toUtf8() + '\n';
    if (::ftruncate(descriptor, 0) == 0)
        std::ignore = ::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0);
}

} // namespace

domain::Result<Lock> Lock::take(const QString& folder) {
    if (auto made = makePrivateFolder(folder); !made)
        return tl::unexpected(made.error());
    const QByteArray path = QFile::encodeName(lockFile(folder));
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return domain::fail(domain::ErrorKind::Storage, QStringLiteral("The data folder %1 cannot be written: %2.")
                                                            .arg(folder, QString::fromLocal8Bit(std::strerror(errno))));
    Lock lock(descriptor, folder);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        writeHolder(descriptor);
        return lock;
    }
    if (errno == EWOULDBLOCK)
        return domain::fail(domain::ErrorKind::Conflict,
                            QStringLiteral("The data folder %1 is in use by %2.").arg(folder, readHolder(descriptor)));
    return domain::fail(domain::ErrorKind::Storage, QStringLiteral("The data folder %1 cannot be locked: %2.")
                                                        .arg(folder, QString::fromLocal8Bit(std::strerror(errno))));
}

QString Lock::holder(const QString& folder) {
    const int descriptor = ::open(QFile::encodeName(lockFile(folder)).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return {};
    const Lock closer(descriptor, folder);
    const bool free = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    return free ? QString() : readHolder(descriptor);
}

Lock::Lock(int descriptor, QString folder)
    : m_descriptor(descriptor)
    , m_folder(std::move(folder)) {}

Lock::Lock(Lock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_folder(std::move(other.m_folder)) {}

Lock& Lock::operator=(Lock&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_folder, other.m_folder);
    return *this;
}

Lock::~Lock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace store
