// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>
#include <optional>

/// Passes when a Result holds a value; else shows its sentence.
#define VERIFY_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto& verified = (expression);                                                                           \
        QVERIFY2(verified.has_value(), verified ? "" : qPrintable(verified.error().text));                             \
    } while (false)

/// A real record in a temporary folder, for tests: asks and waits.
namespace record {

using domain::Result;

inline const domain::Instant declaredAt = domain::instantFromMs(1'763'700'000'000);

/// Waits for the answer of one asynchronous call.
template <class T>
class Answer {
public:
    auto sink() {
        return [this](Result<T> value) { m_value = std::move(value); };
    }
    /// Fails the test, and gives an error, when nothing came.
    Result<T> wait(int ms = 30'000) {
        if (QTest::qWaitFor([this] { return m_value.has_value(); }, ms))
            return *m_value;
        QTest::qFail("no answer came", __FILE__, __LINE__);
        return domain::fail(domain::ErrorKind::Internal, QStringLiteral("no answer"));
    }

private:
    std::optional<Result<T>> m_value;
};

inline Result<store::Database::Opening> open(store::Database& database, bool withLock = true) {
    std::optional<store::Lock> lock;
    if (withLock) {
        auto taken = store::Lock::take(database.folder());
        if (!taken)
            return tl::unexpected(taken.error());
        lock = std::move(*taken);
    }
    Answer<store::Database::Opening> answer;
    database.open(std::move(lock), &database, answer.sink());
    return answer.wait();
}

inline domain::EventDraft noted(const QString& text, const QString& author = QStringLiteral("@ic")) {
    return {.body = domain::EntryNoted{.entryKind = domain::EntryKind::Note, .text = text, .confidential = false},
            .author = author,
            .occurredAt = declaredAt};
}

inline domain::EventDraft declared(const QString& title, bool drill = false) {
    return {.body = domain::Declared{.title = title,
                                     .severity = QStringLiteral("SEV1"),
                                     .playbook = QStringLiteral("default"),
                                     .playbookDigest = {},
                                     .drill = drill,
                                     .scenario = {}},
            .author = QStringLiteral("@ic"),
            .occurredAt = declaredAt};
}

inline Result<store::Declaration> declare(store::Database& database, const QString& title, bool drill = false) {
    Answer<store::Declaration> answer;
    store::NewIncident incident{.drill = drill, .drafts = {declared(title, drill)}, .attachment = {}, .mediaType = {}};
    database.declare(incident, declaredAt, &database, answer.sink());
    return answer.wait();
}

inline Result<std::vector<domain::Event>> append(store::Database& database, const QUuid& incident,
                                                 std::vector<domain::EventDraft> drafts) {
    Answer<std::vector<domain::Event>> answer;
    database.append(incident, std::move(drafts), declaredAt, &database, answer.sink());
    return answer.wait();
}

/// Runs work(Connection&) on the reading or the store thread and waits.
template <class Work>
auto read(store::Database& database, Work work) {
    using Value = typename std::invoke_result_t<Work, store::Connection&>::value_type;
    Answer<Value> answer;
    database.read(std::move(work), &database, answer.sink());
    return answer.wait();
}
template <class Work>
auto write(store::Database& database, Work work) {
    using Value = typename std::invoke_result_t<Work, store::Connection&>::value_type;
    Answer<Value> answer;
    database.write(std::move(work), &database, answer.sink());
    return answer.wait();
}

/// Somebody else's hand in the file: one statement through a connection of its own. Gives the first value.
inline QVariant tamper(const QString& file, const QString& sql, const QVariantList& values = {}) {
    const QString name = QStringLiteral("tamper");
    QVariant first;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("cannot open %s", qPrintable(file));
        QSqlQuery query(database);
        query.prepare(sql);
        for (const QVariant& value : values)
            query.addBindValue(value);
        if (!query.exec())
            qWarning("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        if (query.next())
            first = query.value(0);
    }
    QSqlDatabase::removeDatabase(name);
    return first;
}

inline QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace record
