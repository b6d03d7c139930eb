// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/types.h>

namespace net {

/// A library context of OpenSSL for threads that make TLS connections: OpenSSL's own
/// algorithms, less the decoders of keys that no certificate of a server has today (DSA, DH, SM2 …) and the curves that
/// RFC 8422 section 5.1.1 deprecates. OpenSSL 3.0 goes through all of them anew for every connection, which takes a
/// tenth of a handshake. Null where the system's configuration loads providers of its own (FIPS, a token): what they
/// say counts. One for the whole program, for as long as it runs; from any thread.
OSSL_LIB_CTX* tlsLibrary();
/// Whatever this thread does with OpenSSL from now on happens there.
void useTlsLibrary();

} // namespace net
