#ifndef QINGMING_CLIBCRYPTO_SHIM_H
#define QINGMING_CLIBCRYPTO_SHIM_H
#include <openssl/evp.h>
#endif
