/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of a participant. The CPR number is masked by its row until somebody presses its eye.
 */

#include "config.h"

#include "app/fod-participant-fields.h"

#include "app/fod-match-window.h"
#include "app/fod-toggle-row.h"

struct _FodParticipantFields
{
  FodRecordFields parent_instance;
};

G_DEFINE_FINAL_TYPE (FodParticipantFields, fod_participant_fields, FOD_TYPE_RECORD_FIELDS)

static void
on_find_employers (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodRecordFields *self = FOD_RECORD_FIELDS (widget);

  if (fod_record_fields_get_entity (self) == NULL)
    return;
  /* What was typed just now is a wish too: the list follows when it is saved. */
  fod_record_fields_flush (self);
  fod_match_window_open (widget, fod_record_fields_get_context (self),
                         fod_record_fields_get_entity (self));
}

static void
fod_participant_fields_class_init (FodParticipantFieldsClass *klass)
{
  static const char *const fields[] = { "name",
                                        "called",
                                        "cpr",
                                        "phone",
                                        "email",
                                        "address",
                                        "protected-address",
                                        "visit-in-pairs",
                                        "language",
                                        "stage",
                                        "entry-date",
                                        "referred-on",
                                        "target-group",
                                        "referral-source",
                                        "clinic",
                                        "treatment-ended",
                                        "benefit",
                                        "ended-on",
                                        "end-reason",
                                        "wish",
                                        "practical",
                                        "tasks-wanted",
                                        "tasks-unwanted",
                                        "weekly-minutes-from",
                                        "weekly-minutes-to",
                                        "times",
                                        "places",
                                        "noise",
                                        "people",
                                        "approach-employers",
                                        "disclosure",
                                        "tags",
                                        NULL };

  g_type_ensure (FOD_TYPE_TOGGLE_ROW);
  fod_record_fields_class_set_template (FOD_RECORD_FIELDS_CLASS (klass), FOD_KIND_PARTICIPANT,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-participant-fields.ui");
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "participant-fields.find-employers",
                                   NULL, on_find_employers);
}

static void
fod_participant_fields_init (FodParticipantFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
