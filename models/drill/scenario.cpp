// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/scenario.h"

#include "playbook/playbook_file.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>

/// The linker drops a resource of a static library that nothing names.
static void initDrillResources() {
    Q_INIT_RESOURCE(drills);
}

namespace drill {
namespace {

using domain::ErrorKind;
using domain::fail;

constexpr qint64 mostBytes = 1 << 20;
constexpr Millis noiseStep{5'000};

/// SplitMix64 (Steele, Lea, Flood 2014): well mixed bits from a counter.
quint64 mixed(quint64 x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// In [-1, 1), the same for the same arguments on every machine.
double noiseAt(quint32 seed, quint32 salt, qint64 step) {
    const quint64 bits = mixed(mixed((quint64(seed) << 32) | salt) ^ quint64(step));
    return double(bits >> 11) / double(1ULL << 52) - 1.0;
}

double onTheLine(const std::vector<Knot>& knots, Millis at) {
    const auto after =
        std::upper_bound(knots.begin(), knots.end(), at, [](Millis t, const Knot& knot) { return t < knot.at; });
    if (after == knots.begin())
        return knots.front().value;
    if (after == knots.end())
        return knots.back().value;
    const Knot& a = *(after - 1);
    const double part = double((at - a.at).count()) / double((after->at - a.at).count());
    return a.value + part * (after->value - a.value);
}

domain::Result<QByteArray> bytesOf(const QString& idOrPath, QString& id) {
    QString path = idOrPath;
    if (!idOrPath.contains(u'/') && !idOrPath.endsWith(u".yaml")) {
        if (!shippedScenarios().contains(idOrPath))
            return fail(ErrorKind::NotFound, QStringLiteral("There is no drill \"%1\"; shipped are %2.")
                                                 .arg(idOrPath, shippedScenarios().join(QStringLiteral(", "))));
        path = QStringLiteral(":/drills/%1.yaml").arg(idOrPath);
    }
    id = QFileInfo(path).completeBaseName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Input, QStringLiteral("The drill %1 cannot be read: %2.").arg(path, file.errorString()));
    return file.read(mostBytes + 1);
}

} // namespace

QStringList shippedScenarios() {
    initDrillResources();
    QStringList ids;
    for (const QString& file :
         QDir(QStringLiteral(":/drills")).entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name))
        ids.append(QFileInfo(file).completeBaseName());
    return ids;
}

domain::Result<Found> findScenario(const QString& idOrPath, const QString& playbookFolder) {
    QString id;
    const auto bytes = bytesOf(idOrPath, id);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Found found;
    const auto take = [&](const QString& playbookId) -> domain::Result<playbook::Playbook> {
        const auto source = playbook::findPlaybook(playbookId, playbookFolder);
        if (!source)
            return tl::unexpected(source.error());
        auto read = playbook::playbookFromYaml(source->yaml, source->path);
        if (read)
            found.playbookYaml = source->yaml;
        return read;
    };
    ReadScenario read = readScenario(*bytes, id, [&](const QString& playbookId) {
        auto made = take(playbookId);
        if (made)
            found.playbook = *made;
        return made;
    });
    if (!read.findings.empty())
        return fail(ErrorKind::Input, toText(read.findings.front(), QFileInfo(idOrPath).fileName()));
    found.scenario = std::move(read.scenario);
    return found;
}

const HealthStep& stepAt(const Health& health, Millis at) {
    Q_ASSERT(!health.steps.empty());
    const auto after = std::upper_bound(health.steps.begin(), health.steps.end(), at,
                                        [](Millis t, const HealthStep& step) { return t < step.at; });
    return after == health.steps.begin() ? health.steps.front() : *(after - 1);
}

std::optional<double> valueAt(const Curve& curve, Millis at, quint32 seed, quint32 salt) {
    if (curve.knots.empty() || std::any_of(curve.gaps.begin(), curve.gaps.end(),
                                           [&](const Gap& gap) { return at >= gap.from && at < gap.to; }))
        return {};
    const qint64 step = at.count() / noiseStep.count();
    return std::max(0.0, onTheLine(curve.knots, at) + curve.noise * noiseAt(seed, salt, step));
}

} // namespace drill
