// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "parsed.h"
#include "report/escape.h"
#include "report/markdown.h"
#include "sample_incident.h"
#include <QtTest>

using namespace report;
using sample::at;

namespace {

QString goldenPath(const QString& name) {
    return qEnvironmentVariable("BRIDGEWATCH_SOURCE_DIR") + QStringLiteral("/tests/report/golden/") + name;
}

/// An incident whose every text is hostile.
domain::Incident hostileIncident(const QStringList& texts) {
    using namespace domain;
    sample::Log log;
    int n = 0;
    const auto next = [&texts, &n] { return texts.at(n++ % texts.size()); };
    log.add(at(9, 0), next(), Declared{next(), QStringLiteral("SEV1"), {}, {}, false, {}});
    for (const QString& text : texts)
        log.add(at(9, 1, 0) + std::chrono::seconds(n), next(), EntryNoted{EntryKind::Decision, text, false});
    log.add(at(11, 0), next(), RoleAssigned{QStringLiteral("commander"), next(), {}});
    log.add(at(11, 1), next(), ImpactSet{next(), {}, at(8, 50), {}});
    log.add(at(11, 2), next(), ServiceAffected{next()});
    log.add(at(11, 3), next(), CheckChanged{QStringLiteral("c"), next(), CheckState::Down, CheckState::Up, next(), {}});
    log.add(at(11, 4), next(),
            GraphPinned{QStringLiteral("p"),
                        next(),
                        next(),
                        next(),
                        {},
                        QString(64, u'b'),
                        at(8, 0),
                        at(11, 0),
                        Millis(1000),
                        next()});
    log.add(at(11, 5), next(), ActionItemAdded{QStringLiteral("a"), next(), next(), {}});
    return log.fold();
}

QString runMdl(const QString& markdown) {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("out.md"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(markdown.toUtf8()) < 0)
        return QStringLiteral("cannot write");
    file.close();
    QProcess mdl;
    mdl.setProcessChannelMode(QProcess::MergedChannels);
    mdl.start(QStringLiteral("mdl"), {QStringLiteral("-r"), QStringLiteral("~MD013,~MD029"), path});
    if (!mdl.waitForFinished(60'000))
        return QStringLiteral("mdl did not finish");
    return mdl.exitCode() == 0 ? QString() : QString::fromUtf8(mdl.readAll());
}

} // namespace

class tst_Markdown : public QObject {
    Q_OBJECT
private slots:
    void outage_isWrittenLikeTheGoldenFile() {
        const QString markdown =
            toMarkdown(makeDocument(sample::outage(), sample::playbookValue(), QStringLiteral("INC-0042"), at(16, 0)));
        QFile golden(goldenPath(QStringLiteral("outage.md")));
        if (qEnvironmentVariableIsSet("BRIDGEWATCH_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(markdown.toUtf8());
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
        const QStringList wanted = QString::fromUtf8(golden.readAll()).split(u'\n');
        const QStringList got = markdown.split(u'\n');
        for (qsizetype i = 0; i < std::min(wanted.size(), got.size()); ++i)
            QVERIFY2(
                got[i] == wanted[i],
                qPrintable(QStringLiteral("line %1:\n  got    %2\n  wanted %3").arg(i + 1).arg(got[i], wanted[i])));
        QCOMPARE(got.size(), wanted.size());
    }
    void whatIsWritten_passesTheLinter() {
        if (QStandardPaths::findExecutable(QStringLiteral("mdl")).isEmpty())
            QSKIP("mdl is not installed");
        const playbook::Playbook playbook = sample::playbookValue();
        QCOMPARE(runMdl(toMarkdown(makeDocument(sample::outage(), playbook, QStringLiteral("INC-0042"), at(16, 0)))),
                 QString());
        QCOMPARE(runMdl(toMarkdown(makeDocument({}, playbook, QStringLiteral("INC-0001"), at(16, 0)))), QString());
        QCOMPARE(runMdl(toMarkdown(
                     makeDocument(hostileIncident(hostileTexts()), playbook, QStringLiteral("INC-0001"), at(16, 0)))),
                 QString());
    }
    void hostileTexts_changeNoStructure() {
        const playbook::Playbook playbook = sample::playbookValue();
        const auto outline = [&playbook](const QStringList& texts) {
            QStringList kept;
            for (const QString& part : parseMarkdown(toMarkdown(makeDocument(hostileIncident(texts), playbook,
                                                                             QStringLiteral("INC-0001"), at(16, 0))))
                                           .structure)
                // Empty paragraphs, paragraphs of several lines and links to themselves are the texts' own.
                if (part != u"p" && !part.startsWith(u"link:http") && !part.startsWith(u"link:mailto"))
                    kept << part;
            return kept;
        };
        QStringList harmless;
        for (qsizetype i = 0; i < hostileTexts().size(); ++i)
            harmless << QStringLiteral("plain %1").arg(i);
        QCOMPARE(outline(hostileTexts()), outline(harmless));
    }
    void everyTimelineText_comesBackLiterally() {
        const domain::Incident incident = hostileIncident(hostileTexts());
        const Parsed parsed = parseMarkdown(
            toMarkdown(makeDocument(incident, sample::playbookValue(), QStringLiteral("INC-0001"), at(16, 0))));
        const auto table = std::find_if(parsed.tables.begin(), parsed.tables.end(),
                                        [](const auto& t) { return t.front().front() == u"Time (UTC)"; });
        QVERIFY(table != parsed.tables.end());
        QCOMPARE(table->size(), incident.timeline.size() + 1);
        for (size_t i = 0; i < incident.timeline.size(); ++i) {
            const QString text = visibleText(incident.timeline[i].text).simplified();
            const QString cell = (*table)[i + 1][1].simplified();
            QVERIFY2(cell.endsWith(text), qPrintable(cell + QStringLiteral(" / ") + text));
            QCOMPARE((*table)[i + 1][2].simplified(), visibleText(incident.timeline[i].author).simplified());
        }
    }
    void writtenSection_isLeftAsWritten() {
        domain::Incident incident = sample::outage();
        const QString mine = QStringLiteral("* my *own* | list\n\n| a | b |\n|---|---|\n| <b>x</b> | `y` |");
        incident.sections[QStringLiteral("went-well")] = mine;
        QVERIFY(toMarkdown(makeDocument(incident, sample::playbookValue(), QStringLiteral("K"), at(16, 0)))
                    .contains(QStringLiteral("## What went well\n\n") + mine + QStringLiteral("\n\n## Action items")));
    }
    void openFenceOfAPerson_doesNotSwallowTheRest() {
        domain::Incident incident = sample::outage();
        incident.sections[QStringLiteral("root-cause")] = QStringLiteral("see\n```sh\nkubectl get pods");
        const Parsed parsed =
            parseMarkdown(toMarkdown(makeDocument(incident, sample::playbookValue(), QStringLiteral("K"), at(16, 0))));
        QVERIFY(parsed.headings.contains(QStringLiteral("Graphs")));
        QCOMPARE(parsed.headings.size(), 11);
    }
    void sectionsOfTheSameTitle_getDifferentHeadings() {
        playbook::Playbook playbook = sample::playbookValue();
        playbook.postMortem.sections = {sample::written(QStringLiteral("a"), QStringLiteral("Notes?")),
                                        sample::written(QStringLiteral("b"), QStringLiteral("Notes"))};
        const Parsed parsed =
            parseMarkdown(toMarkdown(makeDocument(sample::outage(), playbook, QStringLiteral("K"), at(16, 0))));
        QCOMPARE(parsed.headings.mid(1), (QStringList{QStringLiteral("Notes"), QStringLiteral("Notes (2)")}));
    }
    void document_endsWithOneNewline() {
        const QString markdown =
            toMarkdown(makeDocument(sample::outage(), sample::playbookValue(), QStringLiteral("K"), at(16, 0)));
        QVERIFY(markdown.endsWith(u'\n') && !markdown.endsWith(QStringLiteral("\n\n")));
    }
};

QTEST_GUILESS_MAIN(tst_Markdown)
#include "tst_markdown.moc"
