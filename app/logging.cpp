// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include "net/redact.h"
#include "store/file_guard.h"
#include <QCoreApplication>
#include <QLoggingCategory>
#include <atomic>
#include <spdlog/async.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace app {
namespace {

constexpr std::size_t fileBytes = 5 << 20;
constexpr std::size_t olderFiles = 2;
constexpr std::size_t queuedLines = 8192;

/// Qt's message handler is a plain function, so this is where it finds the log.
std::atomic<spdlog::logger*> current = nullptr;

std::optional<spdlog::level::level_enum> levelOf(const QString& word) {
    static const std::map<QString, spdlog::level::level_enum> levels{
        {"trace", spdlog::level::trace},       {"debug", spdlog::level::debug}, {"info", spdlog::level::info},
        {"warning", spdlog::level::warn},      {"warn", spdlog::level::warn},   {"error", spdlog::level::err},
        {"critical", spdlog::level::critical}, {"off", spdlog::level::off}};
    const auto found = levels.find(word.toLower());
    return found == levels.end() ? std::nullopt : std::optional(found->second);
}

spdlog::level::level_enum levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return spdlog::level::debug;
    case QtInfoMsg:
        return spdlog::level::info;
    case QtWarningMsg:
        return spdlog::level::warn;
    case QtCriticalMsg:
        return spdlog::level::err;
    case QtFatalMsg:
        return spdlog::level::critical;
    }
    return spdlog::level::err;
}

/// What Qt warns of and is meant so: without a login session it chooses a runtime folder by itself, and pictures are
/// painted on a platform that has no window manager.
bool isNoise(const QString& message) {
    return message.startsWith(u"QStandardPaths: XDG_RUNTIME_DIR not set") ||
           message.startsWith(u"This plugin does not support");
}

void route(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (isNoise(message))
        return;
    spdlog::logger* log = current.load();
    if (!log || !log->should_log(levelOf(type)))
        return;
    QString line = loggable(message);
    if (context.category && qstrcmp(context.category, "default") != 0)
        line.prepend(QLatin1String(context.category) + u": ");
    log->log(levelOf(type), line.toStdString());
}

/// "bridgewatch: text", the same shape as the sentences of commands.
std::shared_ptr<spdlog::logger> errorLogger() {
    auto logger = std::make_shared<spdlog::logger>("bridgewatch", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("bridgewatch: [%l] %v");
    logger->set_error_handler([](const std::string&) {});
    return logger;
}

} // namespace

struct Log::Private {
    std::shared_ptr<spdlog::logger> logger;
    std::shared_ptr<spdlog::details::thread_pool> pool; ///< of the file
    bool levelChosen = false;
};

domain::Result<std::unique_ptr<Log>> Log::start(const QString& level) {
    const QString word = level.isEmpty() ? qEnvironmentVariable("BRIDGEWATCH_LOG_LEVEL") : level;
    const auto chosen = word.isEmpty() ? spdlog::level::warn : levelOf(word);
    if (!chosen)
        return domain::fail(
            domain::ErrorKind::Usage,
            QStringLiteral("Log level \"%1\" is none of trace, debug, info, warning, error, critical, off.").arg(word));
    std::unique_ptr<Log> log(new Log);
    log->d = std::make_unique<Private>();
    log->d->logger = errorLogger();
    log->d->logger->set_level(*chosen);
    log->d->levelChosen = !word.isEmpty();
    current = log->d->logger.get();
    qInstallMessageHandler(route);
    return log;
}

Log::~Log() {
    qInstallMessageHandler(nullptr);
    current = nullptr;
}

void Log::toFile(const QString& path) {
    if (!store::makePrivateFile(path))
        return;
    try {
        spdlog::file_event_handlers handlers;
        handlers.before_open = [](const spdlog::filename_t& name) {
            std::ignore = store::makePrivateFile(QString::fromStdString(name));
        };
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path.toStdString(), fileBytes, olderFiles,
                                                                           false, handlers);
        auto pool = std::make_shared<spdlog::details::thread_pool>(queuedLines, 1U);
        auto logger = std::make_shared<spdlog::async_logger>("bridgewatch", std::move(sink), pool,
                                                             spdlog::async_overflow_policy::overrun_oldest);
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %P %l %v", spdlog::pattern_time_type::utc);
        logger->set_level(d->levelChosen ? d->logger->level() : spdlog::level::info);
        logger->flush_on(spdlog::level::info);
        logger->set_error_handler([](const std::string&) {});
        current = logger.get();
        d->logger = std::move(logger);
        d->pool = std::move(pool);
    } catch (const spdlog::spdlog_ex& refused) {
        qWarning("The log file cannot be written: %s", refused.what());
    }
}

QString loggable(const QString& text) {
    QString safe;
    for (const QChar c : net::redact(text)) {
        if (c == u'\n')
            safe += u"\\n";
        else if (c == u'\r')
            safe += u"\\r";
        else if (c == u'\t')
            safe += u' ';
        else if (c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0))
            safe += u"\\x" + QString::number(c.unicode(), 16).rightJustified(2, u'0');
        else
            safe += c;
    }
    return safe;
}

} // namespace app
