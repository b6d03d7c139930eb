// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/shelf.h"

#include "playbook/playbook_file.h"
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace playbook {
namespace {

constexpr qsizetype longestId = 64;

Shelved shelved(const QString& id, const QString& folder, const QStringList& shipped) {
    Shelved entry;
    entry.id = id;
    const auto source = findPlaybook(id, folder);
    if (!source) {
        entry.own = true;
        entry.trouble = source.error().text;
        return entry;
    }
    entry.path = source->path;
    entry.own = !source->path.startsWith(u':');
    entry.replaces = entry.own && shipped.contains(id);
    entry.yaml = source->yaml;
    ReadPlaybook read = readPlaybook(source->yaml, id);
    entry.playbook = std::move(read.playbook);
    entry.playbook.id = id;
    entry.findings = std::move(read.findings);
    const QString runbook = runbookPath(entry.path);
    if (entry.own && QFileInfo(runbook).isFile())
        entry.runbook = runbook;
    return entry;
}

} // namespace

QByteArray storedRunbook(const Source& source) {
    constexpr qint64 most = 8 << 20;
    QFile file(runbookPath(source.path));
    if (source.path.startsWith(u':') || file.size() > most || !file.open(QIODevice::ReadOnly))
        return {};
    return file.read(most);
}

QStringList shelvedIds(const QString& folder) {
    QStringList ids;
    if (!folder.isEmpty()) {
        const auto files =
            QDir(folder).entryInfoList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")}, QDir::Files, QDir::Name);
        for (const QFileInfo& file : files)
            ids << file.completeBaseName();
    }
    ids << shippedPlaybooks();
    ids.removeDuplicates();
    return ids;
}

std::shared_ptr<const Shelf> readShelf(const QString& folder) {
    auto shelf = std::make_shared<Shelf>();
    const QStringList shipped = shippedPlaybooks();
    for (const QString& id : shelvedIds(folder))
        shelf->push_back(shelved(id, folder, shipped));
    return shelf;
}

QString runbookPath(const QString& playbookPath) {
    const QFileInfo info(playbookPath);
    return info.dir().filePath(info.completeBaseName() + QStringLiteral(".source.md"));
}

domain::Result<void> checkId(const QString& id) {
    static const QRegularExpression shape(QStringLiteral("^[a-z0-9][a-z0-9_-]*$"));
    if (id.isEmpty())
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("A name is needed."));
    if (id.size() > longestId)
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("The name is too long: %1 characters at most.").arg(longestId));
    if (!shape.match(id).hasMatch())
        return domain::fail(
            domain::ErrorKind::Input,
            QStringLiteral(
                "A name has small letters a–z, digits, \"-\" and \"_\", and begins with a letter or digit."));
    return {};
}

QString idFrom(const QString& fileName) {
    static const QRegularExpression others(QStringLiteral("[^a-z0-9_]+"));
    QString id = QFileInfo(fileName).completeBaseName().normalized(QString::NormalizationForm_D).toLower();
    id.replace(others, QStringLiteral("-"));
    id = id.left(longestId);
    while (id.startsWith(u'-') || id.startsWith(u'_'))
        id.remove(0, 1);
    while (id.endsWith(u'-') || id.endsWith(u'_'))
        id.chop(1);
    return id.isEmpty() ? QStringLiteral("runbook") : id;
}

} // namespace playbook
