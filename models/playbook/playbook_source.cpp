// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

/// The linker drops a resource of a static library that nothing names.
static void initPlaybookResources() {
    Q_INIT_RESOURCE(playbooks);
}

namespace playbook {
namespace {

constexpr qint64 mostBytes = 1 << 20;

domain::Result<Source> sourceFrom(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("The playbook %1 cannot be read: %2.").arg(path, file.errorString()));
    Source source{QFileInfo(path).completeBaseName(), path, file.read(mostBytes + 1)};
    if (source.yaml.size() > mostBytes)
        return domain::fail(
            domain::ErrorKind::Input,
            QStringLiteral("The playbook %1 is larger than 1 MB; so large a playbook is not read.").arg(path));
    if (file.error() != QFileDevice::NoError)
        return domain::fail(domain::ErrorKind::Input,
                            QStringLiteral("The playbook %1 cannot be read: %2.").arg(path, file.errorString()));
    return source;
}

bool looksLikePath(const QString& text) {
    return text.contains(u'/') || text.endsWith(u".yaml") || text.endsWith(u".yml");
}

} // namespace

QStringList shippedPlaybooks() {
    initPlaybookResources();
    QStringList ids;
    const auto files =
        QDir(QStringLiteral(":/playbooks")).entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        ids.append(QFileInfo(file).completeBaseName());
    return ids;
}

domain::Result<Source> findPlaybook(const QString& idOrPath, const QString& folder) {
    if (looksLikePath(idOrPath))
        return sourceFrom(idOrPath);
    if (!folder.isEmpty()) {
        for (const auto* ending : {".yaml", ".yml"}) {
            const QString path = QDir(folder).filePath(idOrPath + QLatin1String(ending));
            if (QFileInfo(path).isFile())
                return sourceFrom(path);
        }
    }
    const QStringList shipped = shippedPlaybooks();
    if (shipped.contains(idOrPath))
        return sourceFrom(QStringLiteral(":/playbooks/%1.yaml").arg(idOrPath));
    return domain::fail(
        domain::ErrorKind::NotFound,
        QStringLiteral("There is no playbook \"%1\"; shipped are %2, and a path to a .yaml file works too.")
            .arg(idOrPath, shipped.join(QStringLiteral(", "))));
}

} // namespace playbook
