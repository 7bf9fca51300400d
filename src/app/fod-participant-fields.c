/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of a participant. The CPR number is masked by its row until somebody presses its eye.
 */

#include "config.h"

#include "app/fod-participant-fields.h"

#include "app/fod-toggle-row.h"

struct _FodParticipantFields
{
  FodRecordFields parent_instance;
};

G_DEFINE_FINAL_TYPE (FodParticipantFields, fod_participant_fields, FOD_TYPE_RECORD_FIELDS)

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
}

static void
fod_participant_fields_init (FodParticipantFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
