// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_library.h"

#include <algorithm>
#include <array>
#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <string_view>
#include <vector>

namespace net {
namespace {

/// The last curve that RFC 8422 deprecates; the next are P-256, P-384 and P-521.
constexpr unsigned lastDeprecatedGroup = 22;

/// OpenSSL's default provider in a library context of its own.
struct Whole {
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    OSSL_PROVIDER* provider = OSSL_PROVIDER_load(context, "default");
    std::vector<OSSL_ALGORITHM> decoders; ///< those that are used, and the empty one that ends the list

    Whole() {
        // DER and PEM are the wrappers of keys in files.
        constexpr std::array<std::string_view, 7> used{"RSA", "RSA-PSS", "EC", "ED25519", "ED448", "DER", "PEM"};
        int noCache = 0;
        const OSSL_ALGORITHM* each =
            provider ? OSSL_PROVIDER_query_operation(provider, OSSL_OP_DECODER, &noCache) : nullptr;
        for (; each && each->algorithm_names; ++each) {
            const std::string_view names = each->algorithm_names; // "RSA:rsaEncryption:1.2.840.113549.1.1.1"
            if (std::find(used.begin(), used.end(), names.substr(0, names.find(':'))) != used.end())
                decoders.push_back(*each);
        }
        decoders.push_back({});
    }
};

const Whole& whole() {
    static const Whole one;
    return one;
}

// What follows is the default provider, called through: provider-base(7).

const OSSL_ALGORITHM* query(void*, int operation, int* noCache) {
    if (operation != OSSL_OP_DECODER)
        return OSSL_PROVIDER_query_operation(whole().provider, operation, noCache);
    *noCache = 0;
    return whole().decoders.data();
}

struct Wanted {
    OSSL_CALLBACK* tell;
    void* to;
};

int tellGroup(const OSSL_PARAM parameters[], void* wanted) {
    unsigned id = 0;
    const OSSL_PARAM* given = OSSL_PARAM_locate_const(parameters, OSSL_CAPABILITY_TLS_GROUP_ID);
    if (given && OSSL_PARAM_get_uint(given, &id) == 1 && id <= lastDeprecatedGroup)
        return 1;
    const auto* caller = static_cast<const Wanted*>(wanted);
    return caller->tell(parameters, caller->to);
}

int tellCapabilities(void*, const char* capability, OSSL_CALLBACK* tell, void* to) {
    if (capability != std::string_view("TLS-GROUP"))
        return OSSL_PROVIDER_get_capabilities(whole().provider, capability, tell, to);
    Wanted wanted{tell, to};
    return OSSL_PROVIDER_get_capabilities(whole().provider, capability, &tellGroup, &wanted);
}

const OSSL_PARAM* parametersThere(void*) {
    return OSSL_PROVIDER_gettable_params(whole().provider);
}

int getParameters(void*, OSSL_PARAM parameters[]) {
    return OSSL_PROVIDER_get_params(whole().provider, parameters);
}

template <class Function>
OSSL_DISPATCH entry(int id, Function* function) {
    return {id, reinterpret_cast<void (*)()>(function)};
}

int begin(const OSSL_CORE_HANDLE*, const OSSL_DISPATCH*, const OSSL_DISPATCH** functions, void** context) {
    static const std::array all{entry(OSSL_FUNC_PROVIDER_GETTABLE_PARAMS, &parametersThere),
                                entry(OSSL_FUNC_PROVIDER_GET_PARAMS, &getParameters),
                                entry(OSSL_FUNC_PROVIDER_QUERY_OPERATION, &query),
                                entry(OSSL_FUNC_PROVIDER_GET_CAPABILITIES, &tellCapabilities), OSSL_DISPATCH{}};
    if (!whole().provider)
        return 0;
    *functions = all.data();
    *context = OSSL_PROVIDER_get0_provider_ctx(whole().provider); // the algorithms are its own
    return 1;
}

bool systemHasProvidersOfItsOwn() {
    bool others = false;
    const auto look = [](OSSL_PROVIDER* provider, void* found) {
        if (OSSL_PROVIDER_get0_name(provider) != std::string_view("default"))
            *static_cast<bool*>(found) = true;
        return 1;
    };
    OSSL_PROVIDER_do_all(nullptr, look, &others);
    return others;
}

OSSL_LIB_CTX* make() {
    if (systemHasProvidersOfItsOwn())
        return nullptr;
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    if (OSSL_PROVIDER_add_builtin(context, "tls", &begin) == 1 && OSSL_PROVIDER_load(context, "tls"))
        return context;
    OSSL_LIB_CTX_free(context);
    return nullptr;
}

} // namespace

OSSL_LIB_CTX* tlsLibrary() {
    static OSSL_LIB_CTX* const one = make();
    return one;
}

void useTlsLibrary() {
    if (OSSL_LIB_CTX* library = tlsLibrary())
        OSSL_LIB_CTX_set0_default(library);
}

} // namespace net
