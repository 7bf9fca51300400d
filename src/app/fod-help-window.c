/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The topics are a table here, so that translators have whole paragraphs and nothing else. */

#include "config.h"

#include "app/fod-help-window.h"

#include <glib/gi18n.h>

struct _FodHelpWindow
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *topics; /* template */
};

static const struct
{
  const char *title;
  const char *text;
} topics[] = {
  { N_ ("How do I save?"),
    N_ ("You don’t have to. What you write is saved at most a second after the last key, and at "
        "once when you leave the field. What can’t be saved yet, because a date is not a date or "
        "a name is missing, is marked and kept as a draft, even if the power goes. Ctrl+Z takes "
        "back what you did last.") },
  { N_ ("What happens without a network?"),
    N_ ("Everything works. Your changes wait on this machine and are sent when the server can be "
        "reached again. What colleagues write comes within seconds while there is a network. The "
        "button at the top right always says how it stands: in step, how many "
        "changes wait, offline, or that something needs you. Click it to see what waits and "
        "why.") },
  { N_ ("Two people changed the same thing"),
    N_ ("Different fields never disturb each other. Where two people gave two answers for the same "
        "field, both are kept, and the button at the top right says so. Choose one, or give a "
        "third as in the field itself: written, from its list, or as another day and time. What "
        "you choose counts for everybody. It does not keep you from working.") },
  { N_ ("What did it say before?"),
    N_ ("History, in the menu of a participant or an employer and in the windows of notes, jobs, "
        "follow-ups, visits and people, shows what was changed, by whom and when, newest first. "
        "The arrow beside a "
        "line puts the older value back; that is a change like any other, and Ctrl+Z takes it "
        "back. The names of colleagues, and what was before this machine got the record, come from "
        "the server while you look; what you have looked at is there without a network, too.") },
  { N_ ("Today"),
    N_ ("Your appointments of today and the next days, what is due and overdue, and whom nobody "
        "has talked to for long. The ring at the left of a row marks a follow-up as done; the menu "
        "at the right postpones it, notes that the person did not come, or cancels it. “The week” "
        "counts what you wrote since Monday: contacts with employers face to face, of which the "
        "method asks for six, how much of the time was away from office and clinic, of which it "
        "asks for 65 %, and talks. A visit to an employer is out of the office; a note says so "
        "with “Out of the office”. What has no minutes can’t be counted and is told. A press on a "
        "number opens what is behind it, to be looked at or mended.") },
  { N_ ("Suggestions"),
    N_ ("The course has clocks that run by themselves: the first meeting within 7 days of the "
        "referral, talks about the career profile in weeks 1–4, the first visit to an employer "
        "within 30 days of the start, contact around the first day of a job, each week for a month "
        "and each month after that, a talk within three days of its end, what other hours or pay "
        "do to the benefit, what employers may be told after each 60 days without a job, a new "
        "attempt after a no-show, consents and covers that end. What "
        "nobody has done yet stands on Today with the reason. “Book” (Ctrl+Enter) makes a "
        "follow-up of it on a good day; the menu has other "
        "days, or settles it with a reason. A note, or a follow-up that is planned or done, "
        "closes it by itself, so that no date is typed twice. Your colleagues see your answer, "
        "and Ctrl+Z takes it back. The limits are the organisation’s own.") },
  { N_ ("Participants and weeks"),
    N_ ("Weeks are counted from the entry date: 1–4 career profile, 5–13 job search, 14 and on "
        "stability, then aftercare. The phase is guidance and never stops you from doing "
        "anything.") },
  { N_ ("The career profile"),
    N_ ("Under “Career profile” stands what a participant tells of themselves; it is never "
        "finished, "
        "and nobody is asked to be ready. Each section has their own words first, then your notes, "
        "and the day on which it was last talked about; dates on two days count as two talks for "
        "the clock of the profile. When two people wrote the same section without a network, both "
        "texts are kept and the section offers them. Earlier jobs are written down as they are "
        "remembered: a "
        "year, a season, “before school” will do, and the newest year stands first. What was good "
        "there and what was hard says more about the next job than the title.") },
  { N_ ("Jobs and hours"),
    N_ ("Ordinary jobs, education, and what is on the way there are never counted together. When "
        "hours, pay or work become different in a job that goes on, open the job and add a change "
        "with its day: the job keeps how it began, the list shows the hours of today, and “Hours "
        "over time” shows the way up as a staircase. A change may lie ahead; it counts from its "
        "day. Below stands what was said of the benefit, before a start and at each change: with "
        "its day, the hours and the pay that were asked about, and who advised.") },
  { N_ ("Job search plan"),
    N_ ("Under “Jobs and education” stands the plan: the jobs that are the goal, the most wanted "
        "first, where to look, who contacts employers, how far CV and application are, hours now "
        "and as the goal, and the day on which the participant said yes to it. “New follow-up” in "
        "the plan puts who does what by when into the calendar. A week before the next review it "
        "stands on Today. A new plan does not write over the old one: the newest is shown, the "
        "earlier ones stay to be read.") },
  { N_ ("Consents"),
    N_ ("Under “Team and network” stand the consents of a participant: to talk with whom, about "
        "what "
        "and what not, for what, how and when it was given, and until when. What was said last "
        "counts; of one day the stricter. Who withdraws a consent gets the day beside it; it stays "
        "to be read. When the treatment has ended, with the day among the fields of the course, "
        "consent to talk with those who gave it has ended, too. The mark beside a name says how it "
        "stands today.") },
  { N_ ("The treatment conference"),
    N_ ("Ctrl+Shift+K, or the main menu, opens the list for the hour with a clinic team, also "
        "without a network. On it stands who is in a course or in aftercare with that clinic: "
        "first those with a question, then those who were not raised for longest. Write what was "
        "agreed and press Enter: it is saved as a note, the question is settled, and the cursor "
        "stands at the next. A day under “Raise again on” makes a follow-up, which is the question "
        "of that day. Enter without a word goes on. Only those are named whom all who treat them "
        "may hear of by a valid consent; with consent to attendance alone only appointments are "
        "shown. When a consent ends while the list is open, the name and the words leave the "
        "screen at once, and what you wrote is kept for you.") },
  { N_ ("What an employer may be told"),
    N_ ("Under “Team and network” stands what a participant agreed employers may be told: nothing, "
        "that there is support, that there is an illness, or more; in which words, who tells, and "
        "since when. A decision for one employer stands above the one for all others, unless that "
        "was made later and says less. Nothing agreed means that nothing may be said. The "
        "participant may revoke it at any time: the crossed circle beside a decision does it at "
        "once, and Ctrl+Z takes it back. When two people write different decisions, the stricter "
        "stands. “Last talked about” is the day to come back to it from.") },
  { N_ ("Hand over, or have somebody cover"),
    N_ ("“Hand over or cover…” in the menu of a participant gives them to a colleague of the team, "
        "for good or until the last day of a holiday; “Hand over several…” in the menu of the list "
        "does it for all whom you choose, to one colleague or each to their own. It works without "
        "a network: the change waits, and can be undone until it is sent. A cover sees and writes "
        "everything until the end of the last day, also without a network; the participant stays "
        "yours. Whom you handed over for good leaves your machine with all notes; a page that is "
        "open on somebody who leaves says so. The page of the sync shows who was handed over to "
        "whom and who covers. If somebody else was faster with one of them, that one is refused "
        "and stands there with the reason; the others go.") },
  { N_ ("What was written too late"),
    N_ ("If somebody wrote about a participant after having lost them, as after a handover or with "
        "a machine that was handed in, the server refuses it and keeps it. Team leaders find it on "
        "the page of the sync under “Changes left behind”: who wrote it, when, and what. A value "
        "can be copied or taken over, and what nobody needs to see again is marked as settled. It "
        "is with the server alone, so that this needs a network.") },
  { N_ ("Employers"),
    N_ ("What is written about an employer is the whole team’s memory: write nothing about "
        "participants there. The name of a participant who has not agreed to be named with that "
        "employer is not saved there: the field says why and keeps what you typed, the agreed "
        "words stand beside it, and one press puts them in or takes the name out. Full names, what "
        "somebody wants to be called, and first names of those who have to do with the employer "
        "are found. A contact face to face counts towards the six a week. Three visits are "
        "planned: say hello, learn what they need, suggest a match. The page says which were made, "
        "the next one is proposed, and a colleague who was there in the last fortnight is named. "
        "A job that somebody mentions is an opening: add it on the employer’s page with its tasks, "
        "hours and times of day, and say when it is filled or gone. What a participant wishes of a "
        "job stands with them under “Wishes for a job”, in the same terms.") },
  { N_ ("Employers for somebody’s wishes"),
    N_ ("“Find employers” below a participant’s “Wishes for a job” holds all openings and "
        "employers against them, also without a network. Open jobs come first, then employers; "
        "what fits "
        "most stands on top, each with what fits, what does not, and what to ask about. Words are "
        "found at the beginning or end of a word: “rengøring” also in “kontorrengøring”. What "
        "nobody wrote down is not held against anyone. An employer whom nobody is to contact, and "
        "a job that is filled, gone or past its day do not come. Nothing but the written wishes "
        "takes part, and a press opens the employer.") },
  { N_ ("Find something"),
    N_ ("Ctrl+K searches names, employers, notes and follow-ups; “aase” finds Åse and “moller” "
        "finds Møller. It also takes “week 48” or “1/12” to go there, and “new follow-up” to make "
        "one. Ctrl+F searches the list that you look at.") },
  { N_ ("The passphrase"),
    N_ ("It locks all data on this machine. Nobody can open them without it, and nobody can reset "
        "it. Ctrl+L locks at once, from any window; Fodfæste also locks by itself when nobody was "
        "there for ten minutes, or for as long as you chose in Preferences, and when the screen is "
        "locked or the machine sleeps. What you were typing is kept. You can change the passphrase "
        "in Preferences; a copy of the key file that "
        "somebody took before still opens with the old one. After several wrong passphrases you "
        "wait some seconds before the next. After a forgotten passphrase, start with an empty "
        "folder and connect to the server again: what was synced comes back.") },
  { N_ ("The database is damaged"),
    N_ ("A disk can spoil what lies on it. Fodfæste notices, opens nothing, and offers to make a "
        "new database where you unlock. What was not sent to the server yet lies on this machine a "
        "second time and is put back; the rest is loaded from the server. The damaged files are "
        "kept in the folder of your profile, so that your IT department can look at them. A disk "
        "that did this once should be replaced.") },
  { N_ ("Nothing can be written"),
    N_ ("If the disk takes no writing any more, or the folder of your profile may not be written, "
        "Fodfæste opens all the same: what was saved last can be read, searched, copied and "
        "exported, and a bar at the top says why. Fields and buttons that would change something "
        "are off, and nothing is synced; what waits to be sent is kept. A disk that does this by "
        "itself often fails soon: tell your IT department. When it can be written again, lock and "
        "unlock.") },
  { N_ ("The server was put back from a backup"),
    N_ ("Every machine gives back by itself what it sent in the last 30 days. A change to a record "
        "that only a colleague’s machine can bring back waits for it, for 30 days at most; the "
        "page about the sync says so.") },
  { N_ ("A participant wants to be erased"),
    N_ ("Deleting moves somebody to the bin, and what was written is kept. Who has the right to be "
        "erased for good is erased on the server, by your IT department: from there, and from "
        "every machine when it next reaches the server, also where changes wait. It can’t be "
        "undone.") },
  { N_ ("A machine is lost or handed in"),
    N_ ("Tell your IT department at once. They end the machine’s access on the server. When it "
        "next reaches the server, it hands over the changes that had not been sent and deletes "
        "what Fodfæste kept on it, with the key. Until then the passphrase protects it. On your "
        "new machine, connect to the server: everything that was saved comes back.") },
  { N_ ("Written once, used twice"),
    N_ ("After a note was saved, Ctrl+Shift+C copies it as text for the other system where it has "
        "to stand, too: date, kind, time and what you wrote. The button with two sheets does it "
        "for each entry of the timeline and for visits to employers. On the conference page it "
        "copies the list: each with how it stands, the question and what was agreed, and nobody "
        "of whom nothing may be said; on Today it copies the count of the week. How the text looks "
        "is set for the whole organisation.") },
  { N_ ("Into other programs"),
    N_ ("The menus of the lists write them as CSV files for a spreadsheet. Such files are not "
        "encrypted: keep them no longer than you need them.") },
};

G_DEFINE_FINAL_TYPE (FodHelpWindow, fod_help_window, ADW_TYPE_WINDOW)

static GtkWidget *
make_topic (const char *title, const char *text)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *label = gtk_label_new (text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "fod-help-text");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), label);
  return row;
}

static void
fod_help_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOD_TYPE_HELP_WINDOW);

  G_OBJECT_CLASS (fod_help_window_parent_class)->dispose (object);
}

static void
fod_help_window_class_init (FodHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_help_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHelpWindow, topics);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_help_window_init (FodHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    adw_preferences_group_add (self->topics, make_topic (_ (topics[i].title), _ (topics[i].text)));
}

void
fod_help_window_show (GtkWindow *parent)
{
  GtkWindow *window = g_object_new (FOD_TYPE_HELP_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (window);
}
