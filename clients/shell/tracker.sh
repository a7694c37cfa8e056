# Reports what a shell script does to Tracker, with curl. To be read in (`. tracker.sh`) by any POSIX shell; README.md says how.
#
# It never breaks the script: every function returns 0, waits a few seconds at most, and says on standard error what went wrong. What could not be sent is kept
# in a file and sent with the next report, or by the next script; Tracker knows each event by its id, so it counts once however often it is sent.

# tracker_start NAME [TITLE [CRITERIA]]: a task begins. Its id is NAME with time and process behind it, for a task that has ended is never opened again.
tracker_start() {
  tracker_task="$1-$(date -u +%Y%m%d-%H%M%S)-$$"
  tracker_warned=
  tracker_token=
  if [ -n "${TRACKER_TOKEN:-}" ]; then
    tracker_token=$TRACKER_TOKEN
  elif [ -n "${TRACKER_TOKEN_FILE:-}" ]; then
    tracker_token=$(cat "$TRACKER_TOKEN_FILE") || true
  fi
  tracker_spool=${TRACKER_SPOOL:-${XDG_STATE_HOME:-${HOME:-/var/tmp}/.local/state}/tracker-shell}
  (umask 077 && mkdir -p "$tracker_spool") || true
  tracker_report start ",\"title\":\"$(tracker_text "${2:-$1}")\",\"criteriaTotal\":${3:-0}"
  tracker_send_leftovers
}

# tracker_progress PERCENT
tracker_progress() { tracker_report progress ",\"percent\":$1"; }

# tracker_criterion INDEX [EVIDENCE]: that criterion, counted from 0, is met; the evidence is claimed, self_checked, observed (the default here) or ci.
tracker_criterion() { tracker_report criterion ",\"index\":$1,\"evidence\":\"${2:-observed}\""; }

# tracker_action ACTION [TARGET]: something was done; create, write and edit tell of files.
tracker_action() { tracker_report action ",\"success\":true,\"action\":\"$(tracker_text "$1")\",\"target\":\"$(tracker_text "${2:-}")\""; }

# tracker_log TEXT
tracker_log() { tracker_report log ",\"message\":\"$(tracker_text "$1")\""; }

# tracker_error TEXT
tracker_error() { tracker_report error ",\"error\":\"$(tracker_text "$1")\""; }

# tracker_heartbeat [SECONDS]: the script is alive, and may now be silent for so long.
tracker_heartbeat() { tracker_report heartbeat "${1:+,\"expectedSilenceMs\":${1}000}"; }

# tracker_end: for `trap tracker_end EXIT`. Reports how the script ends, which it does as it would have without.
tracker_end() {
  tracker_status=$?
  case $tracker_status in
    0) tracker_outcome=success ;;
    129 | 130 | 143) tracker_outcome=cancelled ;; # HUP, INT, TERM
    *)
      tracker_outcome=failed
      tracker_report error ",\"error\":\"exit code $tracker_status\""
      ;;
  esac
  tracker_warned=
  tracker_report complete ",\"outcome\":\"$tracker_outcome\"" --retry 3 --retry-connrefused --retry-max-time 20
  return "$tracker_status"
}

# What follows is for the functions above.

# tracker_report TYPE FIELDS [CURL-OPTION...]
tracker_report() {
  if [ -z "${tracker_task:-}" ]; then
    tracker_warn "nothing is reported before tracker_start"
    return 0
  fi
  tracker_event=$(
    printf '{"eventId":"%s","taskId":"%s","agentId":"%s","projectId":"%s","type":"%s","timestamp":"%s"%s}' \
      "$(tracker_uuid)" "$(tracker_text "$tracker_task")" "$(tracker_text "${TRACKER_AGENT_ID:-shell}")" \
      "$(tracker_text "${TRACKER_PROJECT_ID:-default}")" "$1" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$2"
  ) || true
  shift 2
  tracker_file=$tracker_spool/$$.ndjson
  if [ -f "$tracker_file" ] && [ "$(wc -c <"$tracker_file")" -gt 500000 ]; then
    tracker_warn "not reported, $tracker_file is full: $tracker_event"
    return 0
  fi
  { (umask 077 && printf '%s\n' "$tracker_event" >>"$tracker_file"); } 2>/dev/null || tracker_warn "can't write $tracker_file"
  tracker_send "$tracker_file" "$@" || true
}

# tracker_send FILE [CURL-OPTION...]: sends the events in the file, and removes it once Tracker has decided on them.
tracker_send() {
  tracker_sent=$1
  shift
  # The token goes by standard input: a command line can be read by everybody on the machine.
  tracker_code=$(
    printf 'header = "Authorization: Bearer %s"\n' "$tracker_token" |
      curl --config - --silent --show-error --connect-timeout 2 --max-time 15 "$@" \
        --header 'Content-Type: application/x-ndjson' --data-binary "@$tracker_sent" \
        --output "$tracker_sent.answer" --write-out '%{http_code}' \
        "${TRACKER_URL:-http://127.0.0.1:8765}/v1/events" 2>"$tracker_sent.errors"
  ) || true
  tracker_answer=$(cat "$tracker_sent.answer" "$tracker_sent.errors" 2>/dev/null) || true
  rm -f "$tracker_sent.answer" "$tracker_sent.errors"
  case $tracker_code$tracker_answer in
    *'"status":"failed"'* | *'"status": "failed"'*) ;; # a part is to be sent again
    200*'"results"'*) rm -f "$tracker_sent" && return 0 ;;
    207*'"results"'* | 400*'"results"'*)
      tracker_warn "an event was refused: $tracker_answer"
      rm -f "$tracker_sent"
      return 0
      ;;
  esac
  if [ -z "$tracker_warned" ]; then
    tracker_warned=1
    tracker_warn "can't report to ${TRACKER_URL:-http://127.0.0.1:8765}; events are kept in $tracker_sent: $tracker_code $tracker_answer"
  fi
  return 1
}

# What scripts left that are no more.
tracker_send_leftovers() {
  for tracker_left in "$tracker_spool"/*.ndjson; do
    tracker_pid=${tracker_left##*/}
    tracker_pid=${tracker_pid%.ndjson}
    if [ -f "$tracker_left" ] && ! kill -0 "$tracker_pid" 2>/dev/null; then
      tracker_send "$tracker_left" || return 0
    fi
  done
}

tracker_warn() { printf 'tracker: %s\n' "$1" >&2; }

# The text as it may stand in a JSON string: UTF-8, 8,000 bytes at most, control characters as blanks.
tracker_text() {
  printf '%s' "$1" | head -c 8000 | { iconv -c -f UTF-8 -t UTF-8 2>/dev/null || true; } |
    LC_ALL=C tr '\001-\037\177' ' ' | sed 's/[\\"]/\\&/g'
}

tracker_uuid() { cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen | tr 'A-F' 'a-f'; }
