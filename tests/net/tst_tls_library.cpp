// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Every kind of key that servers and clients of TLS have today works in the library context that leaves the others
/// out.
#include "net/test_servers.h"
#include "net/tls_library.h"
#include "net/transport_probe.h"

#include <QProcess>
#include <QTemporaryDir>
#include <openssl/decoder.h>
#include <openssl/ssl.h>

using namespace Qt::StringLiterals;
using namespace net;
using namespace tests;

namespace {

int decodersOf(OSSL_LIB_CTX* context) {
    int count = 0;
    OSSL_DECODER_do_all_provided(
        context, [](OSSL_DECODER*, void* n) { ++*static_cast<int*>(n); }, &count);
    return count;
}

/// Made by the openssl program: what others hand out, not what we would write.
Certificate make(const QString& folder, const QStringList& kind) {
    const Certificate made{folder + u"/c.pem"_s, folder + u"/k.pem"_s};
    QStringList arguments{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s, u"/CN=test"_s};
    arguments << u"-addext"_s << u"subjectAltName=IP:127.0.0.1"_s << u"-keyout"_s << made.key << u"-out"_s
              << made.certificate << u"-newkey"_s << kind;
    return QProcess::execute(u"openssl"_s, arguments) == 0 ? made : Certificate{};
}

} // namespace

class TestTlsLibrary : public QObject {
    Q_OBJECT
private slots:
    void context_leavesOutWhatTlsHasNoUseFor();
    void certificate_ofEachKind_isVerified_data();
    void certificate_ofEachKind_isVerified();
    void key_inEachForm_isRead_data();
    void key_inEachForm_isRead();
};

void TestTlsLibrary::context_leavesOutWhatTlsHasNoUseFor() {
    QVERIFY(tlsLibrary());
    QCOMPARE(tlsLibrary(), tlsLibrary());
    const int fewer = decodersOf(tlsLibrary()), all = decodersOf(nullptr);
    QVERIFY2(fewer > 0 && fewer < all, qPrintable(u"%1 of %2"_s.arg(fewer).arg(all)));
    SSL_CTX* context = SSL_CTX_new_ex(tlsLibrary(), nullptr, TLS_client_method());
    QVERIFY(SSL_CTX_set1_groups_list(context, "X25519:X448:P-256:P-384:P-521:brainpoolP256r1:ffdhe2048"));
    QVERIFY(!SSL_CTX_set1_groups_list(context, "sect283k1"));
    SSL_CTX_free(context);
}

void TestTlsLibrary::certificate_ofEachKind_isVerified_data() {
    QTest::addColumn<QStringList>("kind");
    QTest::newRow("RSA") << QStringList{u"rsa:2048"_s};
    QTest::newRow("RSA-PSS") << QStringList{u"rsa-pss"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:2048"_s};
    for (const char* curve : {"P-256", "P-384", "P-521"})
        QTest::newRow(curve) << QStringList{u"ec"_s, u"-pkeyopt"_s,
                                            u"ec_paramgen_curve:"_s + QString::fromLatin1(curve)};
    QTest::newRow("Ed25519") << QStringList{u"ed25519"_s};
    QTest::newRow("Ed448") << QStringList{u"ed448"_s};
}

void TestTlsLibrary::certificate_ofEachKind_isVerified() {
    QFETCH(QStringList, kind);
    QTemporaryDir folder;
    const Certificate own = make(folder.path(), kind);
    QVERIFY(!own.certificate.isEmpty());
    HttpServer server([](const Asked&) { return Answer{}; }, own.certificate, own.key);
    HeldClock clock;
    Transport trusting(&clock, {.caFile = own.certificate});
    const Response good = fetchNow(trusting, get(server.url()));
    QVERIFY2(good.failure == Failure::None, qPrintable(good.reason));
    QCOMPARE(good.status, 200);
    QVERIFY(good.certificateEndsAt.has_value());
    Transport strict(&clock);
    const Response refused = fetchNow(strict, get(server.url()));
    QCOMPARE(refused.failure, Failure::Tls);
    QCOMPARE(refused.reason, u"the certificate of 127.0.0.1 is self-signed"_s);
}

void TestTlsLibrary::key_inEachForm_isRead_data() {
    certificate_ofEachKind_isVerified_data();
}

void TestTlsLibrary::key_inEachForm_isRead() {
    QFETCH(QStringList, kind);
    QTemporaryDir folder;
    const Certificate own = make(folder.path(), kind);
    QStringList keys{own.key};                                    // PKCS #8
    if (kind.contains(u"ec"_s) || kind.contains(u"rsa:2048"_s)) { // and "BEGIN EC PRIVATE KEY"
        keys << folder.filePath(u"traditional.pem"_s);
        const QStringList convert{u"pkey"_s, u"-in"_s, own.key, u"-traditional"_s, u"-out"_s, keys.last()};
        QCOMPARE(QProcess::execute(u"openssl"_s, convert), 0);
    }
    SSL_CTX* context = SSL_CTX_new_ex(tlsLibrary(), nullptr, TLS_client_method());
    for (const QString& key : keys) {
        QCOMPARE(SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(own.certificate).constData()), 1);
        QCOMPARE(SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(key).constData(), SSL_FILETYPE_PEM), 1);
    }
    SSL_CTX_free(context);
}

QTEST_GUILESS_MAIN(TestTlsLibrary)
#include "tst_tls_library.moc"
