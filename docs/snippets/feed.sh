#!/usr/bin/env bash
# A job that reports what it does. Run it from Tracker's folder while `./tracker dev` runs.
set -euo pipefail

task=import-$(date +%s)-$$

report() { ./tracker emit "$task" "$@" >/dev/null; }

report start 'Nightly import' --criteria 'both parts written' --criteria 'totals agree'
trap 'report complete failed --message "failed in line $LINENO"' ERR

for part in 1 2; do
  report iteration "$part"
  report action create "out/part-$part.csv"
done
report criterion 0 --evidence observed
report criterion 1 --evidence observed
report complete success

echo "$task"
