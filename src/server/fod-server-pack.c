/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gzip in both directions, in steps. */

#include "config.h"

#include "server/fod-server-pack.h"

#define STEP (64 * 1024)
/* Fast rather than small: the reply of a pull is made while others wait. */
#define LEVEL 4

static gboolean
too_large (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "unpacks to too much");
  return FALSE;
}

static gboolean
no_gzip (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not one gzip stream");
  return FALSE;
}

/* Runs @converter over all of @data. */
static gboolean
convert (GConverter *converter, GBytes *data, gsize cap, GByteArray *out, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  GConverterResult result = G_CONVERTER_CONVERTED;
  g_autofree guint8 *buffer = g_malloc (STEP);
  gsize done = 0;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize read = 0;
      gsize written = 0;

      result = g_converter_convert (converter, bytes + done, size - done, buffer, STEP,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR)
        return no_gzip (error);
      if (out->len + written > cap)
        return too_large (error);
      done += read;
      g_byte_array_append (out, buffer, (guint)written);
    }
  return done == size || no_gzip (error);
}

GBytes *
fod_server_unpack (GBytes *packed, gsize cap, GError **error)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_return_val_if_fail (packed != NULL, NULL);

  if (!convert (G_CONVERTER (gzip), packed, cap, out, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
fod_server_pack (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!convert (G_CONVERTER (gzip), bytes, G_MAXSIZE / 2, out, NULL))
    return g_bytes_ref (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
