#ifndef QINGMING_CLIBPQ_SHIM_H
#define QINGMING_CLIBPQ_SHIM_H
#include <libpq-fe.h>
#include <sys/eventfd.h>
#endif
