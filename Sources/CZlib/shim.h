// What the reader of spreadsheets uses of zlib: raw inflation, and the checksum of ZIP.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not see. The window of raw deflate data is -15.
static inline int czlib_inflate_raw_init(z_stream *stream) { return inflateInit2(stream, -15); }

#endif
