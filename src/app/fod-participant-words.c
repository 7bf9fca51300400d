/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the head of a participant's page says in words. */

#include "config.h"

#include "app/fod-participant-words.h"

#include "app/fod-format.h"

#include <glib/gi18n.h>

/* How long it is told who handed them over. */
#define TOLD_MS (G_GINT64_CONSTANT (60) * 24 * 3600 * 1000)

static void
add (GString *text, char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

static const char *
name_of (FodContext *context, FodEntity *entity, const char *field)
{
  const char *name = fod_directory_get_user_name (fod_context_get_directory (context),
                                                  fod_entity_get (entity, field));

  return name != NULL ? name : _ ("a colleague");
}

static gboolean
is_own (FodContext *context, FodEntity *entity, const char *field)
{
  const char *user = fod_store_get_user (fod_context_get_store (context));

  return user != NULL && g_strcmp0 (fod_entity_get (entity, field), user) == 0;
}

/* Who is no leader has nobody else's participants but to cover: this one was given away here. */
static gboolean
is_on_its_way (FodContext *context, FodEntity *entity)
{
  FodStore *store = fod_context_get_store (context);

  return fod_store_get_user (store) != NULL && fod_entity_get (entity, "consultant") != NULL &&
         g_strcmp0 (fod_store_get_role (store), "leader") != 0 &&
         !is_own (context, entity, "consultant") && !is_own (context, entity, "cover");
}

static char *
dup_cover (FodContext *context, FodEntity *entity)
{
  const char *until = fod_entity_get (entity, "cover-until");
  g_autofree char *day = fod_format_date (until);
  const char *who;

  if (fod_entity_get (entity, "cover") == NULL)
    return NULL;
  if (is_own (context, entity, "cover"))
    {
      who = name_of (context, entity, "consultant");
      /* Translators: %1$s is the colleague for whom one covers, %2$s a date */
      return until != NULL ? g_strdup_printf (_ ("you cover for %1$s until %2$s"), who, day)
                           : g_strdup_printf (_ ("you cover for %s"), who);
    }
  who = name_of (context, entity, "cover");
  /* Translators: %1$s is the colleague who covers for the consultant, %2$s a date */
  return until != NULL ? g_strdup_printf (_ ("cover: %1$s until %2$s"), who, day)
                       /* Translators: %s is the colleague who covers for the consultant */
                       : g_strdup_printf (_ ("cover: %s"), who);
}

static char *
dup_handed (FodContext *context, FodEntity *entity)
{
  const char *at = fod_entity_get (entity, "handed-at");
  gint64 ms = at != NULL ? g_ascii_strtoll (at, NULL, 10) : 0;
  g_autofree char *moment = NULL;

  if (at == NULL || fod_clock_get_real_ms (fod_context_get_clock (context)) - ms > TOLD_MS)
    return NULL;
  moment = fod_format_moment (ms, "");
  if (is_own (context, entity, "handed-by"))
    /* Translators: %s is a moment */
    return g_strdup_printf (_ ("handed over by you %s"), moment);
  /* Translators: a colleague and a moment */
  return g_strdup_printf (_ ("handed over by %1$s %2$s"), name_of (context, entity, "handed-by"),
                          moment);
}

char *
fod_participant_words_dup_hands (FodContext *context, FodEntity *entity)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);

  if (is_on_its_way (context, entity))
    /* Translators: %s is a colleague; the change waits for the server */
    return g_strdup_printf (_ ("handed over to %s, not sent yet"),
                            name_of (context, entity, "consultant"));
  return dup_cover (context, entity);
}

char *
fod_participant_words_dup_state (FodContext *context, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (context);
  GString *text = g_string_new (NULL);
  const char *called = fod_entity_get (entity, "called");

  if (called != NULL)
    /* Translators: %s is the name that a person wants to be called by */
    add (text, g_strdup_printf (_ ("called %s"), called));
  add (text, g_strdup (fod_directory_get_code_name (directory, "stage",
                                                    fod_entity_get (entity, "stage"))));
  if (!is_on_its_way (context, entity))
    add (text,
         g_strdup (fod_directory_get_user_name (directory, fod_entity_get (entity, "consultant"))));
  add (text, fod_participant_words_dup_hands (context, entity));
  if (!is_on_its_way (context, entity))
    add (text, dup_handed (context, entity));
  return g_string_free (text, FALSE);
}

/* With how many employers something else is agreed than with all others. */
static guint
count_others (FodDisclosureBook *book, const FodDisclosure *general)
{
  GListModel *plans = fod_disclosure_book_get_plans (book);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (plans); i++)
    {
      g_autoptr (FodEntity) plan = g_list_model_get_item (plans, i);
      const char *employer = fod_entity_get (plan, "employer");
      FodDisclosure said = fod_disclosure_book_judge (book, employer);

      if (employer != NULL && (said.level != general->level || said.approach != general->approach))
        g_hash_table_add (others, g_strdup (employer));
    }
  return g_hash_table_size (others);
}

/* Whether the plan that decides says so of @field, or what is noted with the participant does. */
static gboolean
is_said (const FodDisclosure *said, FodEntity *entity, const char *field)
{
  return (said->decides != NULL && fod_record_get (said->decides, field) != NULL) ||
         fod_entity_get (entity, field) != NULL;
}

static void
show_towards (FodDisclosureBook *book, GtkLabel *label)
{
  FodDirectory *directory;
  FodDisclosure said;
  FodEntity *entity;
  const char *approach = NULL;
  const char *level = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint others;

  directory = fod_context_get_directory (fod_disclosure_book_get_context (book));
  entity = fod_disclosure_book_get_participant (book);
  said = fod_disclosure_book_judge (book, NULL);
  if (is_said (&said, entity, "approach-employers"))
    approach = fod_directory_get_code_name (directory, "approach-employers",
                                            fod_disclosure_get_approach_code (&said));
  if (is_said (&said, entity, "disclosure"))
    level = fod_directory_get_code_name (directory, "disclosure",
                                         fod_disclosure_get_level_code (&said));
  /* Translators: two answers of the participant: whether employers may be approached, and what they
   * may be told */
  g_string_append_printf (text, _ ("Employers: may be approached: %1$s · may be told: %2$s"),
                          approach != NULL ? approach : _ ("not talked about yet"),
                          level != NULL ? level : _ ("not talked about yet"));
  others = count_others (book, &said);
  if (others > 0)
    add (text, g_strdup_printf (ngettext ("something else agreed for %u employer",
                                          "something else agreed for %u employers", others),
                                others));
  gtk_label_set_text (label, text->str);
}

void
fod_participant_words_show_towards (FodDisclosureBook *book, GtkLabel *label)
{
  g_return_if_fail (FOD_IS_DISCLOSURE_BOOK (book));
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect_object (book, "changed", G_CALLBACK (show_towards), label, 0);
  show_towards (book, label);
}
