/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gzip of whole messages, with a limit on what comes out. */

#include "config.h"

#include "sync/fod-gzip.h"

#include "sync/fod-sync-engine.h"

#define STEP (64 * 1024)

/* Runs @data through @converter; FALSE when it is not exactly one whole stream, or gives more than
 * @max_size bytes. */
static gboolean
convert (GConverter *converter, GBytes *data, gsize max_size, GByteArray *out)
{
  g_autofree guint8 *buffer = g_malloc (STEP);
  gsize size;
  const guint8 *input = g_bytes_get_data (data, &size);
  gsize at = 0;

  for (;;)
    {
      gsize read = 0, written = 0;
      GConverterResult result =
          g_converter_convert (converter, input + at, size - at, buffer, STEP,
                               G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      if (result == G_CONVERTER_ERROR || written > max_size - out->len)
        return FALSE;
      at += read;
      g_byte_array_append (out, buffer, (guint)written);
      if (result == G_CONVERTER_FINISHED)
        return at == size;
      if (read == 0 && written == 0)
        return FALSE;
    }
}

GBytes *
fod_gzip_pack (GBytes *data)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_return_val_if_fail (data != NULL, NULL);

  if (!convert (G_CONVERTER (compressor), data, G_MAXINT32, out))
    g_return_val_if_reached (NULL);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
fod_gzip_unpack (GBytes *data, gsize max_size, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_return_val_if_fail (data != NULL, NULL);

  if (g_bytes_get_size (data) > 0 && convert (G_CONVERTER (decompressor), data, max_size, out))
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));

  g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER,
                       "the packed reply is cut, damaged or too large");
  return NULL;
}
