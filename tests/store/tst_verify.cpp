// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachments.h"
#include "store/record.h"
#include "store/verify.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

using domain::Damage;
using store::Connection;
using store::Database;

namespace {

domain::Verification verify(const QString& file, const QString& key = {}) {
    const auto connection = Connection::open(file, Connection::Access::ReadOnly);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text));
    const auto found = store::verify(**connection, key);
    if (!found)
        qFatal("%s", qPrintable(found.error().text));
    return *found;
}

bool names(const domain::Verification& found, const QString& key, qint64 seq) {
    return std::any_of(found.damage.begin(), found.damage.end(), [&](const Damage& damage) {
        return damage.id.seq == seq && (key.isEmpty() || damage.incident == key);
    });
}

void overwrite(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Where the cells of a table's leaf page lie (sqlite.org/fileformat.html, 1.6); none of them overflows here.
std::vector<std::pair<qint64, qint64>> cellsOf(const QByteArray& page) {
    const auto byte = [&page](qint64 at) { return static_cast<unsigned char>(page.at(at)); };
    const auto varint = [&byte](qint64& at) {
        qint64 value = 0;
        while (byte(at) & 0x80)
            value = value << 7 | (byte(at++) & 0x7f);
        return value << 7 | byte(at++);
    };
    std::vector<std::pair<qint64, qint64>> cells;
    for (int i = 0; i < (byte(3) << 8 | byte(4)); ++i) {
        const qint64 from = byte(8 + 2 * i) << 8 | byte(9 + 2 * i);
        qint64 at = from;
        const qint64 payload = varint(at);
        varint(at); // rowid
        cells.emplace_back(from, at + payload);
    }
    return cells;
}

} // namespace

/// Whatever is changed in a record, verify names it.
class VerifyTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { overwrite(m_file, m_sound); }

    void soundRecord_isIntact();
    void byteOfAnyColumn_isNamed_data();
    void byteOfAnyColumn_isNamed();
    void byteInTheFile_isNamed_data();
    void byteInTheFile_isNamed();
    void byteOfAnyStoredRow_isSeen();
    void lastRowRemoved_isNamed();
    void middleRowRemoved_isNamed();
    void tailRemoved_isNamedOneByOne();
    void wholeIncidentRemoved_isNamed();
    void bodyRemovedWithoutErasure_isNamed();
    void rowAdded_isNamed();
    void rowsSwapped_areNamed();
    void columnOfAnotherType_isNamed();
    void chainEndForged_isNamed();
    void attachmentThatIsGone_isNamed();
    void textThatLooksLikeADigest_isNoAttachment();
    void wordsThatAreGone_areNamed();
    void indexThatDiffers_isNamed_data();
    void indexThatDiffers_isNamed();
    void oneIncident_isVerifiedAlone();

private:
    QTemporaryDir m_folder;
    QString m_file;
    QByteArray m_sound;
};

void VerifyTest::initTestCase() {
    Database database(m_folder.path());
    m_file = database.file();
    VERIFY_OK(record::open(database));
    for (int i = 0; i < 3; ++i) {
        const auto incident = record::declare(database, QStringLiteral("Incident %1").arg(i));
        VERIFY_OK(incident);
        for (int j = 0; j < 12; ++j)
            VERIFY_OK(record::append(database, incident->key.id,
                                     {record::noted(QStringLiteral("needle %1 %2 – ünïcödé").arg(i).arg(j))}));
        const domain::EventDraft erasure{
            .body = domain::EventErased{{incident->events.front().id.origin, 5}, QStringLiteral("a secret")},
            .author = QStringLiteral("@ic"),
            .occurredAt = record::declaredAt};
        VERIFY_OK(record::append(database, incident->key.id, {erasure}));
    }
    VERIFY_OK(record::write(database, [](Connection& connection) {
        return connection.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    }));
    m_sound = record::contents(m_file);
}

void VerifyTest::soundRecord_isIntact() {
    const auto found = verify(m_file);
    QVERIFY2(found.intact(), found.intact() ? "" : qPrintable(found.damage.front().why));
    QCOMPARE(found.events, 3 * 14);
    QCOMPARE(found.erased, 3);
}

void VerifyTest::byteOfAnyColumn_isNamed_data() {
    QTest::addColumn<QString>("column");
    for (const char* column : {"incident", "origin", "seq", "clock", "occurred_at", "recorded_at", "author", "kind",
                               "body", "hash", "body_digest"})
        QTest::newRow(column) << QString::fromLatin1(column);
}

void VerifyTest::byteOfAnyColumn_isNamed() {
    QFETCH(QString, column);
    QRandomGenerator random(7);
    for (int round = 0; round < 12; ++round) {
        init();
        const int row = 1 + random.bounded(3 * 14);
        const QString where = QStringLiteral(" FROM event WHERE rowid = ") + QString::number(row);
        const qint64 seq = record::tamper(m_file, QStringLiteral("SELECT seq") + where).toLongLong();
        const QVariant old = record::tamper(m_file, QStringLiteral("SELECT ") + column + where);
        if (old.isNull())
            continue; // an erased body
        QVariant changed;
        if (old.metaType().id() == QMetaType::LongLong)
            changed = old.toLongLong() ^ (qint64{1} << random.bounded(4, 48)); // lower bits may meet another seq
        else {
            QByteArray bytes = old.toByteArray();
            const qsizetype at = random.bounded(bytes.size());
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(7)));
            changed = bytes;
            if (column != QLatin1String("hash") && column != QLatin1String("body_digest"))
                record::tamper(
                    m_file,
                    QStringLiteral("UPDATE event SET %1 = CAST(? AS TEXT) WHERE rowid = %2").arg(column).arg(row),
                    {changed});
        }
        if (column == QLatin1String("hash") || column == QLatin1String("body_digest") ||
            changed.metaType().id() == QMetaType::LongLong)
            record::tamper(m_file, QStringLiteral("UPDATE event SET %1 = ? WHERE rowid = %2").arg(column).arg(row),
                           {changed});
        const auto found = verify(m_file);
        QVERIFY2(!found.intact(), qPrintable(QStringLiteral("row %1").arg(row)));
        QVERIFY2(names(found, {}, seq), qPrintable(found.damage.front().why));
    }
}

void VerifyTest::byteInTheFile_isNamed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    for (int offset = 0; offset < 12; ++offset)
        QTest::addRow("byte %d of a body", offset) << QByteArray("needle 1 4") << offset;
}

void VerifyTest::byteInTheFile_isNamed() {
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QByteArray bytes = m_sound;
    const qsizetype at = bytes.indexOf(QByteArray("\"text\":\"").append(text));
    QVERIFY(at > 0);
    bytes[at + 8 + offset] = static_cast<char>(bytes[at + 8 + offset] ^ 1);
    overwrite(m_file, bytes);
    const auto found = verify(m_file);
    QVERIFY(!found.intact());
    QVERIFY(names(found, QStringLiteral("INC-0002"), 6));
}

/// Raw bytes of the table's leaf pages, record headers included: whatever one of them turns into, the record is not
/// called intact.
void VerifyTest::byteOfAnyStoredRow_isSeen() {
    const qint64 pageSize = record::tamper(m_file, QStringLiteral("PRAGMA page_size")).toLongLong();
    const QStringList pages =
        record::tamper(
            m_file,
            QStringLiteral("SELECT group_concat(pageno) FROM dbstat WHERE name = 'event' AND pagetype = 'leaf'"))
            .toString()
            .split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (pages.isEmpty())
        QSKIP("SQLite was built without dbstat");
    QRandomGenerator random(11);
    int flipped = 0;
    for (const QString& page : pages) {
        const qint64 begin = (page.toLongLong() - 1) * pageSize;
        for (const auto& [from, to] : cellsOf(m_sound.mid(begin, pageSize))) {
            for (qint64 at = from; at < to; at += 1 + random.bounded(40)) {
                QByteArray bytes = m_sound;
                bytes[begin + at] = static_cast<char>(bytes[begin + at] ^ (1 << random.bounded(8)));
                overwrite(m_file, bytes);
                ++flipped;
                QVERIFY2(!verify(m_file).intact(), qPrintable(QStringLiteral("byte %1 of page %2").arg(at).arg(page)));
            }
        }
    }
    QVERIFY(flipped > 200);
}

void VerifyTest::lastRowRemoved_isNamed() {
    record::tamper(m_file, QStringLiteral("DELETE FROM event WHERE rowid = (SELECT max(rowid) FROM event)"));
    const auto found = verify(m_file);
    QVERIFY(!found.intact());
    QVERIFY(names(found, QStringLiteral("INC-0003"), 14));
    QVERIFY(found.damage.front().why.contains(QStringLiteral("missing")));
}

void VerifyTest::middleRowRemoved_isNamed() {
    record::tamper(m_file, QStringLiteral("DELETE FROM event WHERE rowid = 20"));
    const auto found = verify(m_file);
    QCOMPARE(found.damage.size(), 1u);
    QVERIFY(names(found, QStringLiteral("INC-0002"), 6));
}

void VerifyTest::tailRemoved_isNamedOneByOne() {
    record::tamper(m_file, QStringLiteral("DELETE FROM event WHERE rowid > 39"));
    const auto found = verify(m_file);
    // Without the erasure that stood last, the body it removed is missing too.
    QCOMPARE(found.damage.size(), 4u);
    for (qint64 seq : {5, 12, 13, 14})
        QVERIFY(names(found, QStringLiteral("INC-0003"), seq));
}

void VerifyTest::wholeIncidentRemoved_isNamed() {
    record::tamper(m_file, QStringLiteral("DELETE FROM event WHERE rowid > 28"));
    QVERIFY(names(verify(m_file), QStringLiteral("INC-0003"), 1));
    init();
    record::tamper(m_file, QStringLiteral("DELETE FROM incident WHERE key = 'INC-0003'"));
    QVERIFY(!verify(m_file).intact());
}

void VerifyTest::bodyRemovedWithoutErasure_isNamed() {
    record::tamper(m_file, QStringLiteral("UPDATE event SET body = NULL WHERE rowid = 20"));
    const auto found = verify(m_file);
    QCOMPARE(found.damage.size(), 1u);
    QVERIFY(names(found, QStringLiteral("INC-0002"), 6));
    QCOMPARE(found.erased, 3);
}

void VerifyTest::rowAdded_isNamed() {
    record::tamper(m_file,
                   QStringLiteral("INSERT INTO event SELECT incident, origin, 15, clock + 1, occurred_at, recorded_at, "
                                  "author, kind, body, hash, body_digest FROM event WHERE rowid = 41"));
    QVERIFY(names(verify(m_file), QStringLiteral("INC-0003"), 15));
}

void VerifyTest::rowsSwapped_areNamed() {
    record::tamper(m_file, QStringLiteral("UPDATE event SET seq = 100 WHERE rowid = 2"));
    record::tamper(m_file, QStringLiteral("UPDATE event SET seq = 2 WHERE rowid = 3"));
    record::tamper(m_file, QStringLiteral("UPDATE event SET seq = 3 WHERE rowid = 2"));
    const auto found = verify(m_file);
    QVERIFY(names(found, QStringLiteral("INC-0001"), 2));
    QVERIFY(names(found, QStringLiteral("INC-0001"), 3));
}

void VerifyTest::columnOfAnotherType_isNamed() {
    record::tamper(m_file, QStringLiteral("UPDATE event SET author = CAST(author AS BLOB) WHERE rowid = 20"));
    QVERIFY(names(verify(m_file), QStringLiteral("INC-0002"), 6));
}

void VerifyTest::chainEndForged_isNamed() {
    record::tamper(m_file, QStringLiteral("DELETE FROM event WHERE rowid = 42"));
    record::tamper(m_file,
                   QStringLiteral("UPDATE chain SET count = 13 WHERE incident = (SELECT id FROM incident WHERE key = "
                                  "'INC-0003')"));
    QVERIFY(names(verify(m_file), QStringLiteral("INC-0003"), 13)); // the head's hash is that of the lost event
    init();
    record::tamper(m_file, QStringLiteral("DELETE FROM chain"));
    QVERIFY(!verify(m_file).intact());
}

namespace {
/// A record of one incident whose declaration names a playbook, and a note.
QString recordWithPlaybook(const QString& folder, const QString& text) {
    Database database(folder);
    const QByteArray yaml("name: x\n");
    domain::EventDraft declared = record::declared(QStringLiteral("Incident"));
    std::get<domain::Declared>(declared.body).playbookDigest =
        QString::fromLatin1(QCryptographicHash::hash(yaml, QCryptographicHash::Sha256).toHex());
    record::Answer<store::Declaration> answer;
    if (!record::open(database))
        qFatal("the record cannot be opened");
    database.declare(
        {.drill = false, .drafts = {declared, record::noted(text)}, .attachment = yaml, .mediaType = "text/yaml"},
        record::declaredAt, &database, answer.sink());
    if (!answer.wait())
        qFatal("the incident cannot be declared");
    return database.file();
}
} // namespace

void VerifyTest::attachmentThatIsGone_isNamed() {
    const QTemporaryDir folder;
    const QString file = recordWithPlaybook(folder.path(), QStringLiteral("a note"));
    QVERIFY(verify(file).intact());
    record::tamper(file, QStringLiteral("DELETE FROM attachment"));
    const auto found = verify(file);
    QVERIFY(names(found, QStringLiteral("INC-0001"), 1));
    QVERIFY(found.damage.front().why.contains(QLatin1String("attachment")));
}

void VerifyTest::textThatLooksLikeADigest_isNoAttachment() {
    const QTemporaryDir folder;
    const QString digest(64, QLatin1Char('a'));
    QVERIFY(verify(recordWithPlaybook(folder.filePath("one"), digest)).intact());
    const QString quoted = QStringLiteral("\"output_digest\":\"%1\"").arg(digest);
    QVERIFY(verify(recordWithPlaybook(folder.filePath("two"), quoted)).intact());
}

void VerifyTest::wordsThatAreGone_areNamed() {
    record::tamper(m_file, QStringLiteral("INSERT INTO entry_words (entry_words) VALUES ('delete-all')"));
    const auto found = verify(m_file);
    QVERIFY(!found.intact());
    QVERIFY(found.damage.front().why.contains(QLatin1String("search index")));
}

void VerifyTest::indexThatDiffers_isNamed_data() {
    QTest::addColumn<QString>("sql");
    QTest::newRow("title") << QStringLiteral("UPDATE incident SET title = 'x' WHERE key = 'INC-0002'");
    QTest::newRow("status") << QStringLiteral("UPDATE incident SET status = 'closed' WHERE key = 'INC-0002'");
    QTest::newRow("resolved") << QStringLiteral("UPDATE incident SET resolved_at = 5 WHERE key = 'INC-0002'");
    QTest::newRow("entry's text") << QStringLiteral("UPDATE entry SET text = 'x' WHERE id = 20");
    QTest::newRow("entry's moment") << QStringLiteral("UPDATE entry SET occurred_at = 5 WHERE id = 20");
    QTest::newRow("entry removed") << QStringLiteral("DELETE FROM entry WHERE id = 20");
    QTest::newRow("entry added") << QStringLiteral(
        "INSERT INTO entry (incident, origin, seq, occurred_at, kind, text) SELECT incident, origin, 99, 1, "
        "'entry.noted', 'x' FROM entry WHERE id = 20");
}

void VerifyTest::indexThatDiffers_isNamed() {
    QFETCH(QString, sql);
    record::tamper(m_file, sql);
    const auto found = verify(m_file);
    QCOMPARE(found.damage.size(), 1u);
    QCOMPARE(found.damage.front().incident, QStringLiteral("INC-0002"));
}

void VerifyTest::oneIncident_isVerifiedAlone() {
    record::tamper(m_file, QStringLiteral("UPDATE event SET author = '@other' WHERE rowid = 20"));
    QVERIFY(verify(m_file, QStringLiteral("INC-0001")).intact());
    QCOMPARE(verify(m_file, QStringLiteral("INC-0001")).events, 14);
    QVERIFY(!verify(m_file, QStringLiteral("inc-0002")).intact());
    const auto connection = Connection::open(m_file, Connection::Access::ReadOnly);
    VERIFY_OK(connection);
    const auto unknown = store::verify(**connection, QStringLiteral("INC-0099"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, domain::ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "tst_verify.moc"
