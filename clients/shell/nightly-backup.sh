#!/bin/sh
# A cron job that reports to Tracker: copies a folder into an archive. Try it: ./nightly-backup.sh /etc /tmp/etc.tar.gz
set -eu

. "$(dirname "$0")/tracker.sh"

tracker_start nightly-backup 'Nightly backup' 2
trap tracker_end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

from=$1
to=$2

tar -czf "$to.part" -C "$from" .
tracker_progress 60
tracker_action create "$to.part"
tracker_criterion 0

tar -tzf "$to.part" >"$to.list" # it can be read
tracker_criterion 1

mv "$to.part" "$to"
tracker_log "$(wc -l <"$to.list") files in $to"
