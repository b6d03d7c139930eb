// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include <type_traits>
#include <utility>

/// Walks the closed set of bodies at compile time. The list is Bodies itself: a new kind is written nowhere else.
/// Private to domain.
namespace domain::table {

/// Erased and Unknown stand in for bodies that cannot be read; they are never written as a kind of their own.
template <class T>
inline constexpr bool isListed = !std::is_same_v<T, Erased> && !std::is_same_v<T, Unknown>;

template <class Visit, std::size_t... I>
void eachOf(Visit& visit, std::index_sequence<I...> /*places*/) {
    const auto one = [&visit](auto* none) {
        using T = std::remove_pointer_t<decltype(none)>;
        if constexpr (isListed<T>)
            visit.template operator()<T>();
    };
    (one(static_cast<std::variant_alternative_t<I, Bodies>*>(nullptr)), ...);
}

/// Calls visit.template operator()<T>() for every listed kind, in the order of the variant.
template <class Visit>
void eachKind(Visit&& visit) {
    eachOf(visit, std::make_index_sequence<std::variant_size_v<Bodies>>{});
}

/// The overload set of a std::visit.
template <class... Parts>
struct Overload : Parts... {
    using Parts::operator()...;
};
template <class... Parts>
Overload(Parts...) -> Overload<Parts...>;

} // namespace domain::table
