// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"
#include "app/commands.h"
#include "app/export_files.h"
#include "app/screenshot.h"
#include <QBuffer>
#include <QFileInfo>

namespace app {
namespace {

struct Options {
    Screenshot::Wanted wanted;
    QString out, theme, size;
};

void save(Session& session, const QString& out, const QImage& image) {
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) {
        session.fail({domain::ErrorKind::Internal, QStringLiteral("The picture could not be made.")});
        return;
    }
    if (const auto written = writeFile(out, png); !written) {
        session.fail(written.error());
        return;
    }
    const QString path = QFileInfo(out).absoluteFilePath();
    session.done(QJsonObject{{"file", path}, {"width", image.width()}, {"height", image.height()}}, path);
}

void run(Session& session, const Options& options) {
    Screenshot::Wanted wanted = options.wanted;
    const QString theme = options.theme.isEmpty() ? session.settings().theme : options.theme;
    wanted.theme = theme == u"light" ? ui::Theme::Light : ui::Theme::Dark;
    const auto take = [&session, wanted, out = options.out](room::Archive* archive) {
        auto* screenshot = new Screenshot(session, archive, wanted, &session);
        screenshot->take([&session, out](const domain::Result<QImage>& image) {
            if (image)
                save(session, out, *image);
            else
                session.fail(image.error());
        });
    };
    if (session.hasRecord())
        session.withArchive(take);
    else if (wanted.incident.isEmpty())
        take(nullptr);
    else
        session.fail({domain::ErrorKind::NotFound, QStringLiteral("There is no incident %1.").arg(wanted.incident)});
}

std::string checkSize(std::string& text) {
    const QStringList sides = QString::fromStdString(text).split(u'x');
    const auto side = [&](int i) { return sides.size() == 2 ? sides[i].toInt() : 0; };
    const bool fine = side(0) >= 320 && side(0) <= 8192 && side(1) >= 240 && side(1) <= 8192;
    return fine ? std::string() : "--size is WIDTHxHEIGHT, such as 1920x1080";
}

} // namespace

void addScreenshotCommand(CLI::App& line, Command& command) {
    auto options = std::make_shared<Options>();
    CLI::App* added = line.add_subcommand("screenshot", "Draw a screen from what is recorded");
    addText(*added, "screen", options->wanted.screen,
            "war-room, runbook, post-mortem, archive, playbooks, import, welcome or stage")
        ->required()
        ->check(CLI::IsMember(
            {"war-room", "runbook", "post-mortem", "archive", "playbooks", "import", "welcome", "stage"}));
    addText(*added, "--out", options->out, "PNG file to write")->required()->type_name("F.png");
    addText(*added, "--theme", options->theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    addText(*added, "--size", options->size, "Size of the window (default: 1920x1080)")
        ->type_name("WxH")
        ->check(CLI::Validator(checkSize, ""));
    added->add_option("--scale", command.scale, "Pixels of the picture per pixel of the window (default: 1)")
        ->check(CLI::Range(1, 4));
    addText(*added, "--incident", options->wanted.incident, "Key (default: the newest, drills included)")
        ->type_name("KEY");
    addText(*added, "--runbook", options->wanted.runbook, "Runbook that the import screen reviews (default: none)")
        ->type_name("FILE.md");
    addText(*added, "--at", options->wanted.at, "As it stood then: T+08:00 after the declaration, or a TIME")
        ->type_name("TIME");
    added->callback([&command, options] {
        if (const QStringList sides = options->size.split(u'x'); sides.size() == 2)
            options->wanted.size = QSize(sides[0].toInt(), sides[1].toInt());
        command.surface = Surface::Offscreen;
        command.run = [options](Session& session) { run(session, *options); };
    });
}

} // namespace app
