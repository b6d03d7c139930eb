// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"

#include "app/command_line.h"
#include "app/logging.h"
#include "app/version.h"
#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>
#include <clocale>
#include <csignal>
#include <cstdio>

namespace app {
namespace {

int refuse(const domain::Error& error) {
    std::fprintf(stderr, "bridgewatch: %s\n", qPrintable(loggable(error.text)));
    return static_cast<int>(exitOf(error));
}

bool hasDisplay() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Commands that paint nothing touch neither fonts nor a window system; those that paint pictures need no display.
std::unique_ptr<QCoreApplication> makeApplication(const Command& command, int& argc, char** argv) {
    switch (command.surface) {
    case Surface::None:
        return std::make_unique<QCoreApplication>(argc, argv);
    case Surface::Offscreen:
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_SCALE_FACTOR", QByteArray::number(command.scale));
        break;
    case Surface::Window:
        break;
    }
    return std::make_unique<QApplication>(argc, argv);
}

/// The name under which desktop entry, metainfo and icon are installed.
constexpr auto applicationId = "io.github.bridgewatch.Bridgewatch";

void nameApplication() {
    QCoreApplication::setApplicationName(QStringLiteral("bridgewatch"));
    QCoreApplication::setApplicationVersion(version());
    QGuiApplication::setDesktopFileName(QLatin1String(applicationId));
}

void giveIcon() {
    const QIcon builtIn(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(applicationId)));
    QApplication::setWindowIcon(QIcon::fromTheme(QLatin1String(applicationId), builtIn));
}

} // namespace

int runProgram(int argc, char** argv) {
    // A closed pipe is an error of a write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    const auto invocation = parseCommandLine(argc, argv);
    if (!invocation)
        return invocation.error();
    const auto log = Log::start(invocation->globals.logLevel);
    if (!log)
        return refuse(log.error());
    const Command& command = invocation->command;
    if (command.surface == Surface::Window && !hasDisplay())
        return refuse(
            {domain::ErrorKind::Input,
             QStringLiteral("There is no display to open a window on; try bridgewatch drill --headless, or --help.")});
    // Qt would take options such as -style out of what a person typed as text.
    int ownArgc = 1;
    nameApplication();
    const auto application = makeApplication(command, ownArgc, argv);
    if (command.surface == Surface::Window)
        giveIcon();
    // Numbers are read and written with a point, whatever the person's language.
    std::setlocale(LC_NUMERIC, "C");
    const Places places = placesFor(invocation->globals.dataDir);
    if (const QFileInfo data(places.data); data.exists() && !data.isDir())
        return refuse(
            {domain::ErrorKind::Storage, QStringLiteral("The data folder %1 is not a folder.").arg(places.data)});
    Session session(invocation->globals, places, log->get());
    QTimer::singleShot(0, &session, [&session, &command] { command.run(session); });
    return QCoreApplication::exec();
}

} // namespace app
