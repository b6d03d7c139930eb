// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/clean.h"

#include "net/redact.h"

namespace room {
namespace {

struct Cleaner {
    bool found = false;

    void operator()(const char* /*name*/, QString& text) {
        QString clean = net::redact(text);
        found = found || clean != text;
        text = std::move(clean);
    }
    void operator()(const char* name, QStringList& list) {
        for (QString& text : list)
            (*this)(name, text);
    }
    void operator()(const char* name, std::optional<QString>& text) {
        if (text)
            (*this)(name, *text);
    }
    template <class Other>
    void operator()(const char* /*name*/, Other& /*value*/) {}
};

} // namespace

bool removeCredentials(domain::Body& body) {
    Cleaner cleaner;
    std::visit([&cleaner](auto& one) { std::decay_t<decltype(one)>::fields(one, cleaner); }, body);
    return cleaner.found;
}

} // namespace room
