// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace domain {

/// What kind of trouble it is; decides the exit status of a command (Usage 2, everything else 3).
enum class ErrorKind { Usage, Input, Storage, Network, Server, NotFound, Conflict, Internal };

/// A failed operation: one sentence written for the commander that says what failed and where.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString text;
    bool operator==(const Error&) const = default;
};

/// Outcome of an operation that may fail. What the commander watches (a check that is down) is data, not an Error.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand: return fail(ErrorKind::Input, tr-less sentence).
inline tl::unexpected<Error> fail(ErrorKind kind, QString text) {
    return tl::unexpected(Error{kind, std::move(text)});
}

} // namespace domain
