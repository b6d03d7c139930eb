// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"
#include "report/downtime.h"
#include "report/durations.h"
#include "report/export_plan.h"
#include "report/generated.h"
#include "report/one_page.h"
#include "report/outline.h"
#include "sample_incident.h"
#include <QtTest>

using namespace report;
using sample::at;

namespace {

const Section* sectionOf(const Document& document, const QString& id) {
    for (const Section& section : document.sections)
        if (section.id == id)
            return &section;
    return nullptr;
}

const Measure* measureOf(const std::vector<Measure>& all, const QString& name) {
    for (const Measure& m : all)
        if (m.name == name)
            return &m;
    return nullptr;
}

} // namespace

class tst_Document : public QObject {
    Q_OBJECT
private slots:
    void sections_followThePlaybook() {
        const Document document =
            makeDocument(sample::outage(), sample::playbookValue(), QStringLiteral("INC-0042"), at(16, 0));
        QStringList ids;
        for (const Section& section : document.sections)
            ids << section.id;
        QCOMPARE(
            ids.join(u' '),
            QStringLiteral("summary impact durations roles timeline root-cause went-well action_items checks graphs"));
        QCOMPARE(sectionOf(document, QStringLiteral("timeline"))->state, SectionState::Automatic);
        QCOMPARE(sectionOf(document, QStringLiteral("root-cause"))->state, SectionState::Written);
        QCOMPARE(sectionOf(document, QStringLiteral("went-well"))->state, SectionState::Empty);
        QCOMPARE(sectionOf(document, QStringLiteral("action_items"))->note, QStringLiteral("1 without owner"));
    }
    void omittedSection_isNotAppended() {
        playbook::Playbook playbook = sample::playbookValue();
        playbook.postMortem.sections = {sample::written(QStringLiteral("story"), QStringLiteral("Story"))};
        const Document document = makeDocument(sample::outage(), playbook, QStringLiteral("INC-0042"), at(16, 0));
        QCOMPARE(document.sections.size(), size_t(1));
        QVERIFY(document.assets.empty());
    }
    void unknownGeneratedSection_isReported() {
        playbook::Playbook playbook = sample::playbookValue();
        playbook.postMortem.sections = {sample::generated(QStringLiteral("horoscope"), QStringLiteral("Horoscope"))};
        const Document document = makeDocument(sample::outage(), playbook, QStringLiteral("INC-0042"), at(16, 0));
        QCOMPARE(document.findings.size(), size_t(1));
        QVERIFY(document.findings[0].text.contains(QStringLiteral("horoscope")));
        QVERIFY(document.findings[0].text.contains(QStringLiteral("timeline")));
    }
    void timeline_leavesOutStruckAndConfidential() {
        const std::vector<Block> blocks = timelineBlocks(sample::outage());
        QCOMPARE(blocks.size(), size_t(1));
        QString all;
        for (const std::vector<Cell>& row : std::get<Table>(blocks[0]).rows)
            for (const Cell& cell : row)
                all += cell.lead + u' ' + cell.text + u'\n';
        QVERIFY(!all.contains(QStringLiteral("customer names")));
        QVERIFY(!all.contains(QStringLiteral("DNS")));
        QVERIFY(all.contains(QStringLiteral("Decision Roll back release 214")));
        QVERIFY(all.contains(QStringLiteral("Cause found · Observation Connection pool")));
    }
    void timeline_overDays_showsDates() {
        sample::Log log;
        log.add(at(23, 50), QStringLiteral("@ic"),
                domain::Declared{QStringLiteral("T"), QStringLiteral("SEV1"), {}, {}, false, {}});
        log.add(at(24, 10), QStringLiteral("@ic"),
                domain::EntryNoted{domain::EntryKind::Note, QStringLiteral("past midnight"), false});
        const std::vector<Block> blocks = timelineBlocks(log.fold());
        const Table& table = std::get<Table>(blocks[0]);
        QCOMPARE(table.rows.front()[0].text, QStringLiteral("2026-11-20 23:50"));
        QCOMPARE(table.rows.back()[0].text, QStringLiteral("2026-11-21 00:10"));
    }
    void impact_namesServicesThatAreWellAgain() {
        sample::Log log;
        log.add(at(14, 0), QStringLiteral("@ic"),
                domain::Declared{QStringLiteral("T"), QStringLiteral("SEV1"), {}, {}, false, {}});
        log.add(at(14, 1), QStringLiteral("@ic"), domain::ServiceAffected{QStringLiteral("checkout")});
        log.add(at(14, 2), QStringLiteral("@ic"), domain::ServiceAffected{QStringLiteral("sign-in")});
        log.add(at(14, 9), QStringLiteral("@ic"), domain::ServiceCleared{QStringLiteral("checkout")});
        const std::vector<Block> blocks = impactBlocks(log.fold());
        QCOMPARE(std::get<Paragraph>(blocks.back()).text, QStringLiteral("Affected: checkout, sign-in."));
    }
    void durations_comeFromKeyMoments() {
        const std::vector<Measure> all = measures(sample::outage(), at(16, 0));
        QCOMPARE(measureOf(all, QStringLiteral("Time to detect"))->took, domain::Millis(80'000));
        QCOMPARE(measureOf(all, QStringLiteral("Time to acknowledge"))->took, domain::Millis(60'000));
        QCOMPARE(measureOf(all, QStringLiteral("Time to mitigate"))->took, domain::Millis(50 * 60'000));
        QCOMPARE(measureOf(all, QStringLiteral("Time to resolve"))->took, domain::Millis(77 * 60'000));
        QCOMPARE(measureOf(all, QStringLiteral("Total"))->took, domain::Millis(77 * 60'000));
    }
    void acknowledgement_saysWhetherThePromiseWasMet() {
        playbook::Playbook book;
        playbook::Severity severity;
        severity.id = sample::outage().severities.front().severity;
        severity.respondWithin = domain::Millis(15 * 60'000);
        book.severities = {severity};
        const auto basis = [&] {
            return measureOf(measures(sample::outage(), at(16, 0), &book), QStringLiteral("Time to acknowledge"))
                ->basis;
        };
        QCOMPARE(basis(), QStringLiteral("from the declaration; promised within 15 min: met"));
        book.severities.front().respondWithin = domain::Millis(30'000);
        QCOMPARE(basis(), QStringLiteral("from the declaration; promised within 30 s: missed"));
        book.severities.front().respondWithin = playbook::NotPromised{};
        QCOMPARE(basis(), QStringLiteral("from the declaration"));
    }
    void durations_unknownIsSaid() {
        sample::Log log;
        log.add(at(14, 0), QStringLiteral("@ic"),
                domain::Declared{QStringLiteral("T"), QStringLiteral("SEV1"), {}, {}, false, {}});
        const std::vector<Measure> all = measures(log.fold(), at(14, 30));
        QVERIFY(!measureOf(all, QStringLiteral("Time to detect"))->took);
        QVERIFY(!measureOf(all, QStringLiteral("Time to acknowledge"))->took);
        QVERIFY(!measureOf(all, QStringLiteral("Time to resolve"))->took);
        QCOMPARE(measureOf(all, QStringLiteral("Total"))->took, domain::Millis(30 * 60'000));
        for (const Measure& m : all)
            QVERIFY2(!m.basis.isEmpty(), qPrintable(m.name));
    }
    void downtime_runsFromFirstBadToFirstGoodProbe() {
        const std::vector<Downtime> rows = downtimes(sample::outage(), at(16, 0));
        QCOMPARE(rows.size(), size_t(1));
        QCOMPARE(rows[0].down, domain::Millis(53 * 60'000));
        QCOMPARE(rows[0].downs, 1);
        QCOMPARE(rows[0].last, domain::CheckState::Up);
    }
    void downtime_endsWithTheIncident() {
        using domain::CheckState;
        domain::Incident incident;
        incident.declaredAt = at(10, 0);
        incident.flips = {{QStringLiteral("a"), QStringLiteral("A"), CheckState::Down, at(10, 1), at(10, 0), {}},
                          {QStringLiteral("a"), QStringLiteral("A"), CheckState::Inconclusive, at(10, 5), {}, {}},
                          {QStringLiteral("a"), QStringLiteral("A"), CheckState::Down, at(10, 10), {}, {}}};
        QCOMPARE(downtimes(incident, at(10, 20))[0].down, domain::Millis(15 * 60'000));
        incident.status = domain::Status::Resolved;
        incident.resolvedAt = at(10, 12);
        const Downtime row = downtimes(incident, at(23, 0))[0];
        QCOMPARE(row.down, domain::Millis(7 * 60'000));
        QCOMPARE(row.longest, domain::Millis(5 * 60'000));
        QCOMPARE(row.downs, 2);
    }
    void graphs_haveUniqueSafeNames() {
        domain::Incident incident = sample::outage();
        incident.pins.push_back(incident.pins.front());
        incident.pins.push_back(incident.pins.front());
        incident.pins.back().pin.panel = QStringLiteral("../Ünsafe|name");
        const ExportPlan plan = planExport(incident, sample::playbookValue(), QStringLiteral("INC-0042"), at(16, 0));
        QStringList names;
        for (const Asset& asset : plan.assets) {
            QVERIFY2(QRegularExpression(QStringLiteral("^[a-z0-9-]+\\.(png|csv)$")).match(asset.name).hasMatch(),
                     qPrintable(asset.name));
            QVERIFY(plan.markdown.contains(QStringLiteral("(INC-0042-assets/") + asset.name + u')'));
            names << asset.name;
        }
        QCOMPARE(names.size(), 6);
        QCOMPARE(names.removeDuplicates(), 0);
    }
    void struckGraph_isLeftOut() {
        domain::Incident incident = sample::outage();
        for (domain::TimelineEntry& entry : incident.timeline)
            entry.struck = entry.struck || entry.id == incident.pins.front().id;
        std::vector<Asset> assets;
        graphBlocks(incident, QStringLiteral("K"), assets);
        QVERIFY(assets.empty());
    }
    void writtenSection_thatBreaksOutIsReported_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("closing");
        QTest::newRow("fence") << QStringLiteral("text\n```\ncode") << QStringLiteral("```");
        QTest::newRow("long tilde fence") << QStringLiteral("~~~~~sh\ncode\n```") << QStringLiteral("~~~~~");
        QTest::newRow("comment") << QStringLiteral("<!-- to do") << QStringLiteral("-->");
        QTest::newRow("script") << QStringLiteral("<script>\nx") << QStringLiteral("</script>");
        QTest::newRow("closed") << QStringLiteral("```\ncode\n```\n") << QString();
        QTest::newRow("fence in a list") << QStringLiteral("- item\n  ```\n  code") << QString();
    }
    void writtenSection_thatBreaksOutIsReported() {
        QFETCH(QString, text);
        QTEST(closingFor(text).text, "closing");
    }
    void writtenHeading_ofSectionLevelIsReported() {
        QCOMPARE(competingHeadings(QStringLiteral("# One\n\n### Three\n\nTwo\n---\n\n```\n# code\n```\n")),
                 (QStringList{QStringLiteral("One"), QStringLiteral("Two")}));
    }
    void redaction_reachesEveryText() {
        domain::Incident incident = sample::outage();
        const QString secret = QStringLiteral("hunter2-hunter2");
        incident.title = incident.impact = secret;
        incident.services = {secret};
        incident.timeline.front().text = incident.timeline.back().author = secret;
        incident.actionItems.front().text = secret;
        incident.pins.front().pin.title = incident.pins.front().pin.expr = incident.pins.front().pin.note = secret;
        incident.sections[QStringLiteral("root-cause")] = QStringLiteral("password ") + secret;
        incident.roles[QStringLiteral("commander")] = secret;
        const Redact redact = [secret](const QString& text) {
            return QString(text).replace(secret, QStringLiteral("[gone]"));
        };
        const ExportPlan plan =
            planExport(incident, sample::playbookValue(), QStringLiteral("INC-0042"), at(16, 0), redact);
        QVERIFY2(!plan.markdown.contains(secret), qPrintable(plan.markdown));
        QVERIFY(std::any_of(plan.findings.begin(), plan.findings.end(),
                            [](const Finding& one) { return one.text.contains(QStringLiteral("credential")); }));
    }
    void onePage_saysHowItWent() {
        const QString page = onePage(sample::outage(), QStringLiteral("INC-0042"), {7, 9}, at(16, 0));
        for (const QString& wanted :
             {QStringLiteral("2026-11-20 14:32:00 UTC"), QStringLiteral("2026-11-20 14:33:00 UTC"),
              QStringLiteral("2026-11-20 15:47:00 UTC"), QStringLiteral("53 min"), QStringLiteral("7 of 9 done")})
            QVERIFY2(page.contains(wanted), qPrintable(page));
        QVERIFY(page.endsWith(u'\n'));
    }
};

QTEST_GUILESS_MAIN(tst_Document)
#include "tst_document.moc"
