// What the audit log uses of OpenSSL's libcrypto.
//
// SHA256_Init, SHA256_Update and SHA256_Final, and HMAC_CTX, are marked deprecated since OpenSSL 3.0 in favour
// of EVP. We keep them: the first need no allocation and cannot fail, so that hashing a tree has no
// error path; the second saves looking the algorithm up again for each of 100,000 short messages.
#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#endif
