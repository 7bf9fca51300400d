#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py BUILD: takes the pictures of the README; see tools/screenshots."""
import sys

import demo
import walk

from walk import ui


def main():
    team = demo.Demo(sys.argv[1])
    day = walk.Walk(team)
    try:
        day.open(team.consultant)
        day.unlock()
        day.wait_for_sync('Synkroniseret')
        print(ui.shot('today-da'))
        page = day.page('alt+2', 'FodParticipantsPage')
        ui.click(ui.find(page, ui.ROW, 'Uge [0-9]+'))
        ui.find(page, ui.BUTTON, 'Ny opfølgning')
        print(ui.shot('participant-da'))
    finally:
        if day.app:
            day.app.kill()
        team.server.kill()


if __name__ == '__main__':
    main()
