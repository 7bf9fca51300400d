#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ui-session.sh COMMAND [ARGUMENT...]: runs the command in a desktop session of its own: an X server
# on a free display, a window manager, a Danish keyboard and clock, a message bus, an empty home.
#
#   SIZE=360x720        size of the screen; the main window fills it   (default 1280x800)
#   LOC=en_GB.UTF-8     locale of the session                          (default da_DK.UTF-8)
#   LOOK=dark           dark colours; LOOK=contrast: high contrast     (default light)
#   TEXT=144            dots per inch of text: 96 is 100 %, 144 150 %, 192 200 %
#   UI_SHOTS=folder     where screenshots go (see ui.py)
#
# The home is a throw-away folder: nothing of the person who runs this is read or written.
set -eu

scratch=$(mktemp -d)
children=()
finish() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  # The bus's document portal may let go of its mount late; that is no failure of a test.
  fusermount -uz "$scratch/run/doc" 2>/dev/null || true
  rm -rf "$scratch" || true
}
trap finish EXIT

# By this ui.py tells the processes of the session from those of others.
export UI_SESSION=$$
export HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME WAYLAND_DISPLAY
unset DBUS_SESSION_BUS_ADDRESS
mkdir -p "$HOME/.config/gtk-4.0" "$HOME/.config/openbox"
mkdir -m 700 "$XDG_RUNTIME_DIR"

# Nothing that moves by itself: a picture is then the same each time.
cat >"$HOME/.config/gtk-4.0/settings.ini" <<INI
[Settings]
gtk-enable-animations=false
gtk-cursor-blink=false
INI
# Without a compositor the toolkit draws a frame instead of a shadow; it would take from the width.
cat >"$HOME/.config/gtk-4.0/gtk.css" <<CSS
window.solid-csd { margin: 0; padding: 0; border: none; box-shadow: none; }
CSS
# ui.py lets the main window fill the screen by a key of the window manager (a toolkit overrules a
# rule that maximizes from the start), so that SIZE is the width that the program has.
cat >"$HOME/.config/openbox/rc.xml" <<XML
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press">
        <action name="Focus"/><action name="Raise"/>
      </mousebind>
    </context>
  </mouse>
  <keyboard>
    <keybind key="W-F11"><action name="Maximize"/></keybind>
  </keyboard>
</openbox_config>
XML

# -noreset: the keyboard layout survives the last client. The server writes its number when ready.
mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 "${SIZE:-1280x800}x24" -nolisten tcp -noreset \
  3>"$scratch/display" 2>"$scratch/xvfb.log" &
children+=($!)
read -r -t 20 number <"$scratch/display" || { cat "$scratch/xvfb.log" >&2; exit 1; }
export DISPLAY=":$number"
setxkbmap -layout dk
if [ -n "${TEXT:-}" ]; then
  xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "$(printf 'Xft.dpi:\t%d\n' "$TEXT")"
fi
openbox >"$scratch/openbox.log" 2>&1 &
children+=($!)

case ${LOOK:-light} in
  dark) export ADW_DEBUG_COLOR_SCHEME=prefer-dark ;;
  contrast) export ADW_DEBUG_HIGH_CONTRAST=1 ;;
esac
export LC_ALL="${LOC:-da_DK.UTF-8}" GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi
export GSETTINGS_BACKEND=memory NO_AT_BRIDGE=0 TZ=Europe/Copenhagen
unset LANGUAGE
# The bus and what it starts are noisy: their output goes to a log, the command's own to ours.
dbus-run-session -- bash -c 'exec "$@" >&3 2>&4 3>&- 4>&-' session "$@" \
  3>&1 4>&2 >"$scratch/bus.log" 2>&1
