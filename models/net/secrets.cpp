// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/secrets.h"

#include "net/expand.h"
#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTimer>
#include <memory>
#include <mutex>
#include <qt6keychain/keychain.h>

namespace net {
namespace {

using namespace Qt::StringLiterals;
using domain::ErrorKind;

const QString service = u"bridgewatch"_s;

QByteArray environmentName(const QString& name) {
    return "BRIDGEWATCH_SECRET_" + name.toUpper().toLatin1();
}

domain::Result<void> checkName(const QString& name) {
    static const QRegularExpression allowed(u"^[A-Za-z_][A-Za-z0-9_]{0,63}$"_s);
    if (!allowed.match(name).hasMatch())
        return domain::fail(
            ErrorKind::Usage,
            QString(
                u"\""_s + name.left(40) +
                u"\" is no name for a secret: letters, digits and \"_\", at most 64, not beginning with a digit"_s));
    return {};
}

/// A keychain without a session bus could only ask its questions to nobody. BRIDGEWATCH_KEYCHAIN=off keeps scripts and
/// tests away from it.
bool keychainReachable() {
    if (qEnvironmentVariable("BRIDGEWATCH_KEYCHAIN") == "off"_L1)
        return false;
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s);
}

/// Runs one job at a time (QtKeychain's queue is not made for several threads) and waits for it, at most 20 s.
template <class Job>
domain::Result<std::unique_ptr<Job>> runJob(const QString& key, const std::function<void(Job&)>& prepare) {
    static std::mutex oneAtATime;
    const std::lock_guard lock(oneAtATime);
    auto job = std::make_unique<Job>(service);
    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(key);
    prepare(*job);
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    bool finished = false;
    QObject::connect(job.get(), &QKeychain::Job::finished, &loop, [&] {
        finished = true;
        loop.quit();
    });
    if (QCoreApplication* application = QCoreApplication::instance())
        QObject::connect(application, &QCoreApplication::aboutToQuit, &loop, &QEventLoop::quit);
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    limit.start(std::chrono::seconds(20));
    job->start();
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    if (!finished) {
        job.release()->setAutoDelete(true); // the keychain still holds on to it
        return domain::fail(ErrorKind::Storage, u"the desktop's keychain did not answer within 20 s"_s);
    }
    return job;
}

domain::Error keychainError(const QString& what, const QKeychain::Job& job) {
    return {ErrorKind::Storage, QString(what + u": the desktop's keychain says: "_s + job.errorString())};
}

} // namespace

domain::Result<QString> secret(const QString& name) {
    if (const auto good = checkName(name); !good)
        return tl::unexpected(good.error());
    const QByteArray variable = environmentName(name);
    if (qEnvironmentVariableIsSet(variable.constData()) && !qEnvironmentVariableIsEmpty(variable.constData()))
        return qEnvironmentVariable(variable.constData());
    const QString places = u"secret \""_s + name + u"\" is not known: set "_s + QString::fromLatin1(variable) +
                           u" in the environment or store it with \"bridgewatch secret set "_s + name + u'"';
    if (!keychainReachable())
        return domain::fail(ErrorKind::NotFound, QString(places + u" (there is no keychain in this session)"_s));
    const auto job = runJob<QKeychain::ReadPasswordJob>(name, [](QKeychain::ReadPasswordJob&) {});
    if (!job)
        return tl::unexpected(job.error());
    if ((*job)->error() == QKeychain::EntryNotFound)
        return domain::fail(ErrorKind::NotFound, places);
    if ((*job)->error() != QKeychain::NoError)
        return tl::unexpected(keychainError(places, **job));
    return (*job)->textData();
}

domain::Result<void> storeSecret(const QString& name, const QString& value) {
    if (const auto good = checkName(name); !good)
        return good;
    if (!keychainReachable())
        return domain::fail(ErrorKind::Storage, QString(u"there is no keychain in this session; set "_s +
                                                        QString::fromLatin1(environmentName(name)) + u" instead"_s));
    const auto job = runJob<QKeychain::WritePasswordJob>(
        name, [&](QKeychain::WritePasswordJob& write) { write.setTextData(value); });
    if (!job)
        return tl::unexpected(job.error());
    if ((*job)->error() != QKeychain::NoError)
        return tl::unexpected(keychainError(QString(u"secret \""_s + name + u"\" was not stored"_s), **job));
    return {};
}

domain::Result<void> forgetSecret(const QString& name) {
    if (const auto good = checkName(name); !good)
        return good;
    if (!keychainReachable())
        return domain::fail(ErrorKind::Storage, u"there is no keychain in this session"_s);
    const auto job = runJob<QKeychain::DeletePasswordJob>(name, [](QKeychain::DeletePasswordJob&) {});
    if (!job)
        return tl::unexpected(job.error());
    if ((*job)->error() == QKeychain::EntryNotFound)
        return domain::fail(ErrorKind::NotFound, QString(u"secret \""_s + name + u"\" is not in the keychain"_s));
    if ((*job)->error() != QKeychain::NoError)
        return tl::unexpected(keychainError(QString(u"secret \""_s + name + u"\" was not removed"_s), **job));
    return {};
}

domain::Result<QString> expandSecrets(const QString& text) {
    const QString prefix = u"secret."_s;
    return expand(text, Place::Plain, [&](const QString& name) -> domain::Result<QString> {
        if (name.startsWith(prefix))
            return secret(name.mid(prefix.size()));
        return QString(u"{{"_s + name + u"}}"_s);
    });
}

} // namespace net
