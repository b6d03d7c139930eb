// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/spawn.h"

#include <QDir>
#include <QFile>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace process {
namespace {

/// Everything the child needs between fork and exec, made before: there it may call async-signal-safe functions only.
struct Prepared {
    std::vector<QByteArray> words, variables;
    std::vector<char*> argv, envp;
    QByteArray folder;
    rlim_t cpuSeconds, fileBytes;
    bool outlives;
    pid_t parent;
    int output, trouble;

    Prepared(const Command& command, int outputEnd, int troubleEnd)
        : variables(cleanEnvironment())
        , folder(QFile::encodeName(command.folder.isEmpty() ? QDir::homePath() : command.folder))
        , cpuSeconds(rlim_t(std::max<qint64>(60, 2 * command.timeout.count() / 1000)))
        , fileBytes(rlim_t(command.longestFile))
        , outlives(command.outlives)
        , parent(getpid())
        , output(outputEnd)
        , trouble(troubleEnd) {
        words.push_back(QFile::encodeName(shell()));
        if (shell().endsWith(QStringLiteral("bash"))) {
            words.emplace_back("--noprofile");
            words.emplace_back("--norc");
        }
        words.emplace_back("-c");
        words.push_back(command.line.toUtf8());
        for (QByteArray& word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        for (QByteArray& variable : variables)
            envp.push_back(variable.data());
        envp.push_back(nullptr);
    }
};

void limit(__rlimit_resource resource, rlim_t most) {
    rlimit now{};
    if (getrlimit(resource, &now) != 0)
        return;
    now.rlim_max = std::min(now.rlim_max, most);
    now.rlim_cur = std::min(now.rlim_cur, now.rlim_max);
    setrlimit(resource, &now);
}

[[noreturn]] void becomeChild(const Prepared& prepared) {
    setsid();
    if (!prepared.outlives) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != prepared.parent)
            _exit(127);
    }
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, prepared.cpuSeconds);
    limit(RLIMIT_FSIZE, prepared.fileBytes);
    limit(RLIMIT_NPROC, 4096);
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (const int signal : {SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCHLD})
        sigaction(signal, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(prepared.output, STDOUT_FILENO);
    dup2(prepared.output, STDERR_FILENO);
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (chdir(prepared.folder.constData()) == 0)
        execve(prepared.argv.front(), prepared.argv.data(), prepared.envp.data());
    const int why = errno;
    [[maybe_unused]] const auto told = write(prepared.trouble, &why, sizeof why);
    _exit(127);
}

tl::unexpected<domain::Error> cannot(const char* what, int why) {
    return domain::fail(domain::ErrorKind::Internal,
                        QStringLiteral("The command could not be started (%1: %2).")
                            .arg(QLatin1String(what), QString::fromLocal8Bit(strerror(why))));
}

} // namespace

domain::Result<Spawned> spawn(const Command& command) {
    if (command.line.contains(QChar(0)))
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("The command holds a NUL character."));
    std::array<int, 2> output{}, trouble{};
    if (pipe2(output.data(), O_CLOEXEC) != 0)
        return cannot("pipe", errno);
    if (pipe2(trouble.data(), O_CLOEXEC) != 0) {
        const int why = errno;
        close(output[0]);
        close(output[1]);
        return cannot("pipe", why);
    }
    const Prepared prepared(command, output[1], trouble[1]);
    const pid_t pid = fork();
    const int forkFailed = errno;
    if (pid == 0)
        becomeChild(prepared);
    close(output[1]);
    close(trouble[1]);
    int why = pid < 0 ? forkFailed : 0;
    if (pid > 0) { // ends at once: with exec the write end closes
        while (read(trouble[0], &why, sizeof why) < 0 && errno == EINTR) {
        }
    }
    close(trouble[0]);
    if (why != 0) {
        close(output[0]);
        if (pid > 0)
            reap(pid);
        return cannot(pid < 0 ? "fork" : "exec", why);
    }
    fcntl(output[0], F_SETFL, fcntl(output[0], F_GETFL) | O_NONBLOCK);
    return Spawned{pid, output[0]};
}

void signalGroup(qint64 pid, int signal) {
    if (pid > 1)
        kill(static_cast<pid_t>(-pid), signal);
}

std::optional<Exit> exitOf(qint64 pid) {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        return Exit{false, 127}; // somebody else reaped it
    if (info.si_pid == 0)
        return std::nullopt;
    return Exit{info.si_code != CLD_EXITED, info.si_status};
}

void reap(qint64 pid) {
    while (waitpid(static_cast<pid_t>(pid), nullptr, 0) < 0 && errno == EINTR) {
    }
}

Readiness waitForOutput(int descriptor, Millis most) {
    pollfd one{descriptor, POLLIN, 0};
    const int ready = poll(&one, 1, static_cast<int>(most.count()));
    if (ready <= 0)
        return Readiness::Nothing;
    return (one.revents & POLLIN) != 0 ? Readiness::Data : Readiness::Ended;
}

QByteArray readSome(int descriptor) {
    QByteArray bytes(64 << 10, Qt::Uninitialized);
    const ssize_t got = read(descriptor, bytes.data(), size_t(bytes.size()));
    bytes.truncate(std::max<qsizetype>(0, got));
    return bytes;
}

void closeOutput(int descriptor) {
    close(descriptor);
}

void leaveOutput(int descriptor) {
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, descriptor, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    char name[] = "cat";
    char* const argv[] = {name, nullptr};
    char* const envp[] = {nullptr};
    pid_t pid = 0;
    posix_spawn(&pid, "/bin/cat", &files, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    close(descriptor);
}

} // namespace process
