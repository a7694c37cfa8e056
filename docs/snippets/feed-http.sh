#!/usr/bin/env bash
# A job that reports over HTTP, with nothing but curl. Run it from Tracker's folder while `./tracker dev` runs.
set -euo pipefail

data=${TRACKER_DATA:-.tracker}
url=$(sed -n 's/.*"url" *: *"\([^"]*\)".*/\1/p' "$data/endpoints.json")
task=backup-$(date +%s)-$$

uuid() { uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid; }

# The event's own id makes it safe to send it again, which curl does while the answer is 429 or 503.
report() {
  printf '{"eventId":"%s","taskId":"%s","agentId":"cron","type":"%s","timestamp":"%s"%s}' \
    "$(uuid)" "$task" "$1" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${2:+,$2}" |
    curl --silent --show-error --fail --retry 5 --output /dev/null --data-binary @- \
      --header 'Content-Type: application/json' \
      --header @<(printf 'Authorization: Bearer %s\n' "$(<"$data/token")") \
      "$url/v1/events"
}

report start '"title":"Nightly backup","criteria":["copied","restored"]'
trap 'report complete "\"outcome\":\"failed\",\"message\":\"failed in line $LINENO\""' ERR

report progress '"percent":50'
report action '"action":"run","target":"tar czf backup.tgz data","success":true'
report criterion '"index":0,"evidence":"observed"'
report criterion '"index":1,"evidence":"self_checked"'
report complete '"outcome":"success"'

echo "$task"
