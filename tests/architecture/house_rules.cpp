// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/house_rules.h"
#include <QRegularExpression>
#include <QSet>
#include <map>

namespace house {

namespace {

using Names = QSet<QString>;

/// Layer → the layers it may include besides itself.
const std::map<QString, Names>& mayInclude() {
    static const Names models{QStringLiteral("domain"), QStringLiteral("net"),     QStringLiteral("playbook"),
                              QStringLiteral("health"), QStringLiteral("metrics"), QStringLiteral("comms"),
                              QStringLiteral("report"), QStringLiteral("room"),    QStringLiteral("drill"),
                              QStringLiteral("items"),  QStringLiteral("process")};
    static const std::map<QString, Names> table{
        {"domain", {}},
        {"net", {"domain"}},
        {"process", {"domain", "net"}},
        {"store", {"domain"}},
        {"playbook", {"domain"}},
        {"health", {"domain", "net", "process", "playbook"}},
        {"metrics", {"domain", "net", "playbook"}},
        {"comms", {"domain", "net", "playbook"}},
        {"report", {"domain", "playbook"}},
        {"room", {"domain", "net", "process", "store", "playbook", "health", "metrics", "comms", "report"}},
        {"drill", {"domain", "process", "playbook", "room"}}, // process: the real servers of a drill at speed 1
        {"items", {"domain", "room", "health", "metrics", "playbook", "comms", "report"}},
        {"ui", models},
        {"app", Names(models) + Names{"store", "ui"}},
    };
    return table;
}

/// Library header (prefix) → the layers that own it.
const std::map<QString, Names>& ownersOfLibraries() {
    static const std::map<QString, Names> table{
        {"curl/", {"net"}},
        {"openssl/", {"net", "store"}},
        {"qt6keychain/", {"net"}},
        {"sqlite3.h", {"store"}},
        {"httplib.h", {"drill"}},
        {"simdjson.h", {"metrics"}},
        {"yaml-cpp/", {"playbook", "drill"}},
        {"md4c", {"playbook", "report", "ui"}},
        {"mustache", {"comms", "report"}},
        {"kainjow/", {"comms", "report"}},
        {"CLI/", {"app"}},
        {"spdlog/", {"app"}},
    };
    return table;
}

struct Include {
    QString name;
    bool angled = false;
    int line = 0;
};

/// Comments and string literals blanked, line breaks kept; includes stay readable because they are taken from the raw
/// text.
QString withoutComments(const QString& text) {
    static const QRegularExpression commentOrString(
        QStringLiteral(R"rx((//[^\n]*)|(/\*.*?\*/)|("(?:[^"\\\n]|\\.)*"))rx"),
        QRegularExpression::DotMatchesEverythingOption);
    QString bare;
    qsizetype from = 0;
    for (auto it = commentOrString.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        bare += text.mid(from, match.capturedStart() - from);
        bare += QString(match.captured().count(u'\n'), u'\n');
        from = match.capturedEnd();
    }
    return bare + text.mid(from);
}

std::vector<Include> includesOf(const QString& text) {
    static const QRegularExpression directive(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"));
    std::vector<Include> includes;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        if (const auto match = directive.match(line); match.hasMatch())
            includes.push_back({match.captured(2), match.captured(1) == u"<", number});
    }
    return includes;
}

QString place(const QString& path, int line) {
    return path + u":" + QString::number(line);
}

QString projectBreach(const QString& path, const QString& layer, const Include& include) {
    const QString first = include.name.section(u'/', 0, 0);
    if (layer != u"app" && layer != u"ui" && (first == u"ui" || first == u"app"))
        return place(path, include.line) + u": models/" + layer + u" includes \"" + include.name + u"\"";
    if (!mayInclude().contains(first) || first == layer || mayInclude().at(layer).contains(first))
        return {};
    return place(path, include.line) + u": " + layer + u" may not include " + first + u" (\"" + include.name + u"\")";
}

QString libraryBreach(const QString& path, const QString& layer, const Include& include) {
    for (const auto& [prefix, owners] : ownersOfLibraries()) {
        if (include.name.startsWith(prefix) && !owners.contains(layer))
            return place(path, include.line) + u": <" + include.name + u"> belongs to " +
                   QStringList(owners.begin(), owners.end()).join(u", ") + u", not to " + layer;
    }
    return {};
}

QString qtBreach(const QString& path, const QString& layer, const Include& include, const InModule& inModule) {
    if (!include.name.startsWith(u'Q'))
        return {};
    const bool sql = include.name.startsWith(u"QSql") || include.name.startsWith(u"QtSql");
    if (sql && layer != u"store" && layer != u"app")
        return place(path, include.line) + u": <" + include.name + u"> belongs to store, not to " + layer;
    if (sql || layer == u"ui" || layer == u"app" || inModule(include.name, QStringLiteral("QtCore")))
        return {};
    return place(path, include.line) + u": models know Qt Core only, <" + include.name + u"> is not of it";
}

QStringList breachesOfPatterns(const QString& path, const QString& text,
                               const std::vector<std::pair<QString, QString>>& patterns) {
    QStringList breaches;
    const QStringList lines = withoutComments(text).split(u'\n');
    for (const auto& [pattern, why] : patterns) {
        const QRegularExpression regex(pattern);
        for (int i = 0; i < lines.size(); ++i) {
            if (regex.match(lines[i]).hasMatch())
                breaches << place(path, i + 1) + u": " + why + u": " + lines[i].trimmed();
        }
    }
    return breaches;
}

} // namespace

QString layerOf(const QString& path) {
    const QStringList parts = path.split(u'/');
    if (parts.size() > 2 && parts[0] == u"models")
        return parts[1];
    return parts.size() > 1 && (parts[0] == u"ui" || parts[0] == u"app") ? parts[0] : QString();
}

QStringList includeBreaches(const QString& path, const QString& text, const InModule& inModule) {
    const QString layer = layerOf(path);
    if (layer.isEmpty())
        return {};
    if (!mayInclude().contains(layer))
        return {path + u": models/" + layer + u" is not in the table of layers"};
    QStringList breaches;
    for (const Include& include : includesOf(text)) {
        QString breach = projectBreach(path, layer, include);
        if (breach.isEmpty())
            breach = libraryBreach(path, layer, include);
        if (breach.isEmpty() && include.angled)
            breach = qtBreach(path, layer, include, inModule);
        if (!breach.isEmpty())
            breaches << breach;
    }
    return breaches;
}

QStringList headerBreaches(const QString& path, const QString& text) {
    static const QRegularExpression spdx(QStringLiteral(
        "^(?:(?:#!|<\\?xml)[^\\n]*\\n)?[^\\n]*SPDX-FileCopyrightText: 2026 The Bridgewatch authors[^\\n]*\\n"
        "[^\\n]*SPDX-License-Identifier: GPL-3\\.0-or-later"));
    return spdx.match(text).hasMatch() ? QStringList() : QStringList{path + u": the two SPDX lines do not stand first"};
}

QStringList plainTextBreaches(const QString& path, const QString& text) {
    if (layerOf(path) != u"ui" && layerOf(path) != u"app")
        return {};
    QStringList breaches;
    if (!path.startsWith(u"ui/plain_label.")) {
        breaches = breachesOfPatterns(
            path, text,
            {{QStringLiteral(R"(\bnew\s+QLabel\b|make_unique<\s*QLabel\s*>|\bQLabel\s*[({]|\bQLabel\s+\w+\s*[;({=])"),
              QStringLiteral("ui::PlainLabel, not QLabel")},
             {QStringLiteral(R"(:\s*public\s+QLabel\b)"), QStringLiteral("derive from ui::PlainLabel, not QLabel")},
             {QStringLiteral(R"(\bQMessageBox::(information|question|warning|critical|about)\s*\()"),
              QStringLiteral("its text may be read as rich text")},
             {QStringLiteral(R"(\bQt::(RichText|AutoText|MarkdownText)\b)"), QStringLiteral("text is PlainText")},
             {QStringLiteral(R"((->|\.)setMarkdown\s*\()"), QStringLiteral("quadratic, and opens local files")}});
    }
    const bool makesBox = withoutComments(text).contains(
        QRegularExpression(QStringLiteral(R"(\bnew\s+QMessageBox\b|\bQMessageBox\s+\w+\s*[;({])")));
    if (makesBox && !text.contains(u"Qt::PlainText"))
        breaches << path + u": a QMessageBox without setTextFormat(Qt::PlainText)";
    return breaches;
}

QStringList threadBreaches(const QString& path, const QString& text) {
    const QString layer = layerOf(path);
    if (layer.isEmpty())
        return {};
    QStringList breaches =
        breachesOfPatterns(path, text,
                           {{QStringLiteral(R"(\bprocessEvents\s*\()"), QStringLiteral("no processEvents")},
                            {QStringLiteral(R"(\bQThread::(m|u)?sleep\s*\()"), QStringLiteral("no sleeping")}});
    if (layer == u"ui")
        breaches << breachesOfPatterns(
            path, text,
            {{QStringLiteral(R"(\bQEventLoop\b)"), QStringLiteral("no nested event loops")},
             {QStringLiteral(R"((->|\.)exec\s*\()"), QStringLiteral("no nested event loops: open(), popup()")}});
    // The clock's own file and the log's time stamps are the two places that may ask the computer.
    if (layer != u"app" && path != u"models/domain/clock.cpp")
        breaches << breachesOfPatterns(
            path, text,
            {{QStringLiteral(
                  R"(\bQDateTime::currentDateTime(Utc)?\s*\(|\bQDateTime::currentMSecsSinceEpoch\s*\(|\bsystem_clock::now\s*\()"),
              QStringLiteral("domain::Clock is the only source of now")}});
    return breaches;
}

QStringList layoutBreaches(const QStringList& topLevelEntries) {
    static const QSet<QString> known{"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "app",  "models",
                                     "packaging",      "resources",         "tests",   "ui",        "build"};
    QStringList breaches;
    for (const QString& entry : topLevelEntries) {
        if (!known.contains(entry) && !entry.startsWith(u'.'))
            breaches << entry + u" does not belong at the top";
    }
    return breaches;
}

} // namespace house
