/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The messages against golden files that another program wrote (tests/data/wire/make-wire.py),
 * against their limits, and against what a bad line or an attacker makes of them. */

#include "config.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

/* Reads a message and prints it again; NULL with an error when it is refused. */
typedef char *(*Again) (const char *data, gsize size, GError **error);

#define AGAIN(name, Type)                                                                          \
  static char *again_##name (const char *data, gsize size, GError **error)                         \
  {                                                                                                \
    g_autoptr (Type) value = fod_wire_parse_##name (data, size, error);                            \
    return value == NULL ? NULL : fod_wire_print_##name (value);                                   \
  }

AGAIN (push_request, FodPushRequest)
AGAIN (push_reply, FodPushReply)
AGAIN (pull_request, FodPullRequest)
AGAIN (pull_reply, FodPullReply)
AGAIN (snapshot_request, FodSnapshotRequest)
AGAIN (snapshot_head, FodSnapshotHead)
AGAIN (quarantine_request, FodQuarantineRequest)
AGAIN (quarantine_reply, FodQuarantineReply)
AGAIN (heads, FodHeads)
AGAIN (hello, FodHello)
AGAIN (enrol_request, FodEnrolRequest)
AGAIN (enrol_reply, FodEnrolReply)
AGAIN (op, FodOp)
AGAIN (texts, GHashTable)

static const struct
{
  const char *prefix;
  Again again;
} types[] = {
  { "push-request-", again_push_request },
  { "push-reply-", again_push_reply },
  { "pull-request-", again_pull_request },
  { "pull-reply-", again_pull_reply },
  { "snapshot-request-", again_snapshot_request },
  { "snapshot-head-", again_snapshot_head },
  { "quarantine-request-", again_quarantine_request },
  { "quarantine-reply-", again_quarantine_reply },
  { "heads-", again_heads },
  { "hello-", again_hello },
  { "enrol-request-", again_enrol_request },
  { "enrol-reply-", again_enrol_reply },
  { "op-", again_op },
  { "texts-", again_texts },
};

static const struct
{
  const char *word;
  FodWireError code;
} reasons[] = {
  { "not-json", FOD_WIRE_ERROR_NOT_JSON }, { "limit", FOD_WIRE_ERROR_LIMIT },
  { "form", FOD_WIRE_ERROR_FORM },         { "cut", FOD_WIRE_ERROR_CUT },
  { "protocol", FOD_WIRE_ERROR_PROTOCOL },
};

static Again
find_type (const char *name)
{
  const char *type = strchr (name, '-') + 1;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (type, types[i].prefix))
      return types[i].again;
  g_error ("%s is of no type that this test knows", name);
}

static char *
load (const char *name, gsize *size)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "wire", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, size, &error);
  g_assert_no_error (error);
  return data;
}

static void
test_good (gconstpointer name)
{
  gsize size, expected_size;
  g_autofree char *data = load (name, &size);
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);
  g_autofree char *canonical = g_strconcat (parts[0], ".json", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;

  expected = load (canonical, &expected_size);
  printed = find_type (name) (data, size, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (printed, ==, expected);
}

static FodWireError
expected_reason (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (parts[1], reasons[i].word) == 0)
      return reasons[i].code;
  g_error ("%s names no reason", name);
}

static void
test_bad (gconstpointer name)
{
  gsize size;
  g_autofree char *data = load (name, &size);
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = find_type (name) (data, size, &error);

  g_assert_null (printed);
  g_assert_error (error, FOD_WIRE_ERROR, (int)expected_reason (name));
}

/* One byte changed, lost or doubled: a message is read or refused, and what is read prints. Which
 * of the two is not the point; that nothing else happens is, under the sanitizers above all. */
static void
mutate (GRand *rand, GByteArray *bytes)
{
  guint at = (guint)g_rand_int_range (rand, 0, (gint32)bytes->len);
  guint8 byte = (guint8)g_rand_int_range (rand, 0, 256);
  g_autofree guint8 *start = g_memdup2 (bytes->data, at);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      bytes->data[at] = byte;
      break;
    case 1:
      g_byte_array_remove_index (bytes, at);
      break;
    case 2:
      g_byte_array_append (bytes, start, at);
      break;
    default:
      bytes->data[at] ^= (guint8)(1u << byte % 8);
      break;
    }
}

static void
test_mutated (gconstpointer name)
{
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize size;
  g_autofree char *data = load (name, &size);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *printed = NULL;

      g_byte_array_append (bytes, (const guint8 *)data, (guint)size);
      for (gint32 n = g_rand_int_range (rand, 1, 5); n > 0 && bytes->len > 0; n--)
        mutate (rand, bytes);
      printed = find_type (name) ((const char *)bytes->data, bytes->len, &error);
      g_assert_true ((printed == NULL) == (error != NULL));
      if (printed != NULL)
        {
          g_autofree char *again = find_type (name) (printed, strlen (printed), NULL);

          g_assert_cmpstr (again, ==, printed);
        }
    }
}

/* Every beginning of a message is refused: there is no place where a cut goes unseen. */
static void
test_cut_anywhere (gconstpointer name)
{
  gsize size;
  g_autofree char *data = load (name, &size);

  for (gsize end = 0; end < size; end++)
    {
      g_autofree char *part = g_memdup2 (data, end);
      g_autofree char *printed = find_type (name) (part, end, NULL);

      g_assert_null (printed);
    }
}

static FodPushRequest *
new_push (guint ops, const char *text)
{
  FodPushRequest *request = g_new0 (FodPushRequest, 1);

  request->device = g_strdup ("019a6b2c-31f4-7000-8000-00000000d001");
  request->epoch = g_strdup ("e1");
  request->ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  for (guint i = 0; i < ops; i++)
    {
      g_autofree char *id = g_strdup_printf ("019a6b2c-31f4-7000-8000-%012u", i);
      FodOp *op = fod_op_new (id, FOD_OP_SET, "note", id);

      g_hash_table_insert (op->fields, g_strdup ("body"), g_strdup (text));
      g_ptr_array_add (request->ops, op);
    }
  return request;
}

static void
assert_push (guint ops, const char *text, gboolean accepted)
{
  g_autoptr (FodPushRequest) request = new_push (ops, text);
  g_autofree char *json = fod_wire_print_push_request (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPushRequest) again = fod_wire_parse_push_request (json, strlen (json), &error);

  g_assert_true ((again != NULL) == accepted);
  g_assert_true ((error == NULL) == accepted);
}

static void
test_limits_of_a_push (void)
{
  g_autofree char *kilobyte = g_strnfill (1000, 'x');
  g_autofree char *all = g_strnfill (FOD_LIMIT_PUSH_BYTES - 400, 'x');
  g_autofree char *above = g_strnfill (FOD_LIMIT_PUSH_BYTES, 'x');

  assert_push (FOD_LIMIT_OPS, "x", TRUE);
  assert_push (FOD_LIMIT_OPS + 1, "x", FALSE);
  assert_push (FOD_LIMIT_OPS, kilobyte, FALSE);
  assert_push (1, all, TRUE);
  assert_push (1, above, FALSE);
}

static void
test_a_million_brackets (void)
{
  g_autofree char *open = g_strnfill (1000 * 1000, '[');
  g_autofree char *text = g_strconcat ("{\"a\":", open, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPullReply) reply = fod_wire_parse_pull_reply (text, strlen (text), &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT);
}

static void
test_a_text_above_a_megabyte (void)
{
  g_autofree char *fill = g_strnfill (FOD_LIMIT_STRING_BYTES + 1, 'x');
  g_autofree char *text = g_strconcat ("{\"a\":\"", fill, "\",\"end\":true}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPullReply) reply = fod_wire_parse_pull_reply (text, strlen (text), &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT);
}

/* An error names the member and the rule; what stood there may be somebody's secret. */
static void
test_errors_hold_no_value (void)
{
  static const char text[] = "{\"proto\":1,\"login\":\"x\",\"password\":\"hemmelig\","
                             "\"device\":\"hemmelig\",\"end\":true}";
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolRequest) request = fod_wire_parse_enrol_request (text, strlen (text), &error);

  g_assert_null (request);
  g_assert_nonnull (strstr (error->message, "device"));
  g_assert_null (strstr (error->message, "hemmelig"));
}

/* The value is PROTOCOL.md's own example, computed by sha256sum. */
static void
test_check_word (void)
{
  g_assert_cmphex (fod_row_check_word ("participant", "019a6b2c-31f4-7000-8000-000000000001", 9),
                   ==, G_GUINT64_CONSTANT (0x8e5c7a2c2ecc1f72));
}

static void
test_op_is_a_counted_value (void)
{
  g_autoptr (FodOp) op = fod_op_new ("a", FOD_OP_CREATE, "note", "b");
  g_autoptr (FodOp) again = fod_op_ref (op);

  g_assert_true (op == again);
  g_assert_cmpstr (fod_op_verb_to_text (op->verb), ==, "create");
}

typedef void (*NameTest) (gconstpointer name);

static void
add (const char *group, const char *name, NameTest test)
{
  g_autofree char *path = g_strconcat ("/wire/", group, "/", name, NULL);

  g_test_add_data_func_full (path, g_strdup (name), test, g_free);
}

static void
add_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "wire", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "bad-"))
        add ("refuses", name, test_bad);
      if (!g_str_has_prefix (name, "good-"))
        continue;
      add ("reads-and-prints", name, test_good);
      add ("survives-mutation-of", name, test_mutated);
      if (strstr (name, "loose") == NULL)
        add ("refuses-any-beginning-of", name, test_cut_anywhere);
    }
}

/* One entry that is no row is put aside as it came; the others are taken. */
static void
test_unreadable_row_is_put_aside (void)
{
  static const char *const entries[] = {
    "{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000001\",\"rv\":3,\"f\":7}",
    "{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000001\",\"rv\":3,\"del\":2}",
    "{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000001\",\"gone\":1}",
    "{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000001\",\"rv\":3}",
    "{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000001\",\"f\":{}}",
    "{\"t\":\"note\",\"rv\":3,\"f\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = g_strconcat (
          "{\"epoch\":\"e\",\"now\":1,\"scopes\":[{\"id\":\"user:1\",\"next\":\"2\",\"head\":2,"
          "\"more\":false,\"count\":2,\"check\":\"0000000000000000\",\"changes\":[",
          entries[i],
          ",{\"t\":\"note\",\"id\":\"00000000-0000-7000-8000-000000000002\",\"rv\":1,\"f\":{}}]}],"
          "\"granted\":[],\"revoked\":[],\"reset\":[],\"end\":true}",
          NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FodPullReply) reply = fod_wire_parse_pull_reply (text, strlen (text), &error);
      const FodPullScope *scope;

      g_assert_no_error (error);
      scope = reply->scopes->pdata[0];
      g_assert_cmpuint (scope->rows->len, ==, 1);
      g_assert_cmpuint (scope->aside->len, ==, 1);
      g_assert_cmpstr (((FodAside *)scope->aside->pdata[0])->raw, ==, entries[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_files ();
  g_test_add_func ("/wire/unreadable-row-is-put-aside", test_unreadable_row_is_put_aside);
  g_test_add_func ("/wire/limits-of-a-push", test_limits_of_a_push);
  g_test_add_func ("/wire/a-million-brackets", test_a_million_brackets);
  g_test_add_func ("/wire/a-text-above-a-megabyte", test_a_text_above_a_megabyte);
  g_test_add_func ("/wire/errors-hold-no-value", test_errors_hold_no_value);
  g_test_add_func ("/wire/check-word", test_check_word);
  g_test_add_func ("/wire/op-is-a-counted-value", test_op_is_a_counted_value);
  return g_test_run ();
}
