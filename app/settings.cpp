// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "store/file_guard.h"
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace app {
namespace {

QString loginName() {
    for (const char* variable : {"USER", "LOGNAME"}) {
        if (QString name = qEnvironmentVariable(variable).trimmed(); !name.isEmpty())
            return name;
    }
    return QFileInfo(QDir::homePath()).owner();
}

} // namespace

Settings readSettings(const Places& places) {
    if (!QFileInfo::exists(places.settingsFile()))
        return {};
    const QSettings file(places.settingsFile(), QSettings::IniFormat);
    Settings settings;
    settings.author = file.value(QStringLiteral("author")).toString();
    settings.theme = file.value(QStringLiteral("theme")).toString();
    settings.scale = std::clamp(file.value(QStringLiteral("scale"), 1.0).toDouble(), 0.75, 2.0);
    settings.playbook = file.value(QStringLiteral("playbook")).toString();
    settings.geometry = file.value(QStringLiteral("geometry")).toByteArray();
    settings.arrangement = file.value(QStringLiteral("arrangement")).toByteArray();
    settings.allowedPlaybooks = file.value(QStringLiteral("allowed-playbooks")).toStringList();
    return settings;
}

domain::Result<void> writeSettings(const Places& places, const Settings& settings) {
    auto made = store::makePrivateFolder(places.config);
    if (!made)
        return made;
    if (made = store::makePrivateFile(places.settingsFile()); !made)
        return made;
    QSettings file(places.settingsFile(), QSettings::IniFormat);
    file.setValue(QStringLiteral("author"), settings.author);
    file.setValue(QStringLiteral("theme"), settings.theme);
    file.setValue(QStringLiteral("scale"), settings.scale);
    file.setValue(QStringLiteral("playbook"), settings.playbook);
    file.setValue(QStringLiteral("geometry"), settings.geometry);
    file.setValue(QStringLiteral("arrangement"), settings.arrangement);
    file.setValue(QStringLiteral("allowed-playbooks"), settings.allowedPlaybooks);
    file.sync();
    if (file.status() != QSettings::NoError)
        return domain::fail(domain::ErrorKind::Storage,
                            QStringLiteral("The settings could not be written to %1.").arg(places.settingsFile()));
    return {};
}

QString authorOf(const QString& given, const Settings& settings) {
    QString name = given.simplified();
    if (name.isEmpty())
        name = settings.author.simplified();
    if (name.isEmpty())
        name = loginName();
    return name.startsWith(u'@') ? name : u"@" + name;
}

} // namespace app
