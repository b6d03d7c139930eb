// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/power_cut.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <cstring>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <vector>

namespace power {
namespace {

constexpr qint64 sector = 512;

/// One file: what is surely on the plate, and what is on its way there.
struct Disk {
    struct Change {
        qint64 offset = 0;
        QByteArray bytes;       ///< written there, or
        bool truncates = false; ///< cut to offset
    };
    QByteArray synced;
    std::vector<Change> pending;
};

std::mutex& mutex() {
    static std::mutex one;
    return one;
}
std::map<std::string, Disk>& disks() {
    static std::map<std::string, Disk> all;
    return all;
}

void put(QByteArray& image, qint64 offset, const QByteArray& bytes) {
    if (image.size() < offset + bytes.size())
        image.append(QByteArray(offset + bytes.size() - image.size(), '\0'));
    std::memcpy(image.data() + offset, bytes.constData(), static_cast<size_t>(bytes.size()));
}

void settle(Disk& disk) {
    for (const Disk::Change& change : disk.pending) {
        if (change.truncates)
            disk.synced.truncate(change.offset);
        else
            put(disk.synced, change.offset, change.bytes);
    }
    disk.pending.clear();
}

/// The file as SQLite sees it; the real one lies behind it in the same allocation.
struct File {
    sqlite3_file base;
    const char* path; ///< null for temporary files, which nobody looks for after a cut
};

sqlite3_vfs* realVfs() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}
sqlite3_file* realFile(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
}
const char* pathOf(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->path;
}

int closeFile(sqlite3_file* file) {
    return realFile(file)->pMethods->xClose(realFile(file));
}
int readFile(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    return realFile(file)->pMethods->xRead(realFile(file), to, amount, offset);
}
int writeFile(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    const int code = realFile(file)->pMethods->xWrite(realFile(file), from, amount, offset);
    if (code == SQLITE_OK && pathOf(file)) {
        const std::lock_guard lock(mutex());
        disks()[pathOf(file)].pending.push_back({offset, QByteArray(static_cast<const char*>(from), amount), false});
    }
    return code;
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int code = realFile(file)->pMethods->xTruncate(realFile(file), size);
    if (code == SQLITE_OK && pathOf(file)) {
        const std::lock_guard lock(mutex());
        disks()[pathOf(file)].pending.push_back({size, {}, true});
    }
    return code;
}
int syncFile(sqlite3_file* file, int flags) {
    const int code = realFile(file)->pMethods->xSync(realFile(file), flags);
    if (code == SQLITE_OK && pathOf(file)) {
        const std::lock_guard lock(mutex());
        settle(disks()[pathOf(file)]);
    }
    return code;
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return realFile(file)->pMethods->xFileSize(realFile(file), size);
}
int lockFile(sqlite3_file* file, int level) {
    return realFile(file)->pMethods->xLock(realFile(file), level);
}
int unlockFile(sqlite3_file* file, int level) {
    return realFile(file)->pMethods->xUnlock(realFile(file), level);
}
int checkLock(sqlite3_file* file, int* out) {
    return realFile(file)->pMethods->xCheckReservedLock(realFile(file), out);
}
int controlFile(sqlite3_file* file, int what, void* argument) {
    return realFile(file)->pMethods->xFileControl(realFile(file), what, argument);
}
int sectorSize(sqlite3_file*) {
    return sector;
}
int characteristics(sqlite3_file*) {
    return 0;
} // promises nothing, as a plain disk
int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return realFile(file)->pMethods->xShmMap(realFile(file), page, size, extend, memory);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags) {
    return realFile(file)->pMethods->xShmLock(realFile(file), offset, count, flags);
}
void shmBarrier(sqlite3_file* file) {
    realFile(file)->pMethods->xShmBarrier(realFile(file));
}
int shmUnmap(sqlite3_file* file, int remove) {
    return realFile(file)->pMethods->xShmUnmap(realFile(file), remove);
}

const sqlite3_io_methods methods{2,        closeFile,  readFile,  writeFile,   truncateFile, syncFile,        fileSize,
                                 lockFile, unlockFile, checkLock, controlFile, sectorSize,   characteristics, shmMap,
                                 shmLock,  shmBarrier, shmUnmap,  nullptr,     nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto* const ours = reinterpret_cast<File*>(file);
    ours->base.pMethods = nullptr;
    ours->path = name;
    const int code = realVfs()->xOpen(realVfs(), name, realFile(file), flags, outFlags);
    if (realFile(file)->pMethods)
        ours->base.pMethods = &methods;
    if (code == SQLITE_OK && name) {
        QFile before(QFile::decodeName(name));
        const QByteArray bytes = before.open(QIODevice::ReadOnly) ? before.readAll() : QByteArray();
        const std::lock_guard lock(mutex());
        disks().try_emplace(name, Disk{bytes, {}});
    }
    return code;
}
int deleteFile(sqlite3_vfs*, const char* name, int syncFolder) {
    {
        const std::lock_guard lock(mutex());
        disks().erase(name);
    }
    return realVfs()->xDelete(realVfs(), name, syncFolder);
}

void copyAfterCut(const Disk& disk, const QString& target, QRandomGenerator& random) {
    QByteArray image = disk.synced;
    for (const Disk::Change& change : disk.pending) {
        if (change.truncates) {
            if (random.bounded(2) == 0)
                image.truncate(change.offset);
            continue;
        }
        for (qint64 at = 0; at < change.bytes.size(); at += sector)
            if (random.bounded(2) == 0)
                put(image, change.offset + at, change.bytes.mid(at, sector));
    }
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(image) != image.size())
        qFatal("cannot write %s", qPrintable(target));
}

} // namespace

bool install() {
    static sqlite3_vfs vfs = *realVfs();
    vfs.szOsFile = static_cast<int>(sizeof(File)) + realVfs()->szOsFile;
    vfs.zName = "power";
    vfs.pNext = nullptr;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
}

void cut(const QString& path, const QString& folder, quint32 seed) {
    QRandomGenerator random(seed);
    const std::lock_guard lock(mutex());
    for (const QString& suffix : {QString(), QStringLiteral("-wal")}) {
        const auto disk = disks().find(QFile::encodeName(path + suffix).toStdString());
        if (disk != disks().end())
            copyAfterCut(disk->second, folder + QLatin1Char('/') + QFileInfo(path).fileName() + suffix, random);
    }
}

} // namespace power
