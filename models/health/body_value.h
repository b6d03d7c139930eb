// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <optional>

/// What a condition's [BODY], len() and has() find in an answer.
namespace health {

/// An answer's body, parsed once.
class Body {
public:
    explicit Body(const QByteArray& bytes);

    bool isJson() const { return m_json; }
    /// The value at path ("a.b[0]", "[0].id"); nullopt when there is none or the body is not JSON. Not for the empty
    /// path.
    std::optional<QJsonValue> at(const QString& path) const;
    /// The text to compare: the whole body without outer blanks for the empty path, a string's content, a number as
    /// written, else JSON.
    std::optional<QString> text(const QString& path) const;
    /// Elements of a list, else characters of the text, of an object's compact JSON; the whole body's for the empty
    /// path.
    std::optional<qint64> length(const QString& path) const;
    /// Something is there and it is not null.
    bool has(const QString& path) const;

private:
    QString m_text;
    QJsonValue m_root;
    bool m_json = false;
};

/// "*" stands for any characters, "?" for one. Takes time proportional to the product of both lengths at worst.
bool matchesPattern(QStringView text, QStringView pattern);

} // namespace health
