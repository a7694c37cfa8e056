#!/bin/sh
# Stores what Claude Code tells its hooks, and returns. Made by `tracker hook claude-code --install`.
# Whatever happens: nothing on standard output (the agent would read it), exit code 0 (2 would block the agent).
exec >/dev/null 2>&1
umask 077
inbox=@INBOX@
most=20000

start_sender() {
  set -- @DRAIN@
  command -v nice && set -- nice -n 10 "$@"
  command -v setsid && set -- setsid "$@"
  nohup "$@" </dev/null >>"$inbox/sender.log" 2>&1 &
  echo $! >"$inbox/sender.pid"
}

[ -d "$inbox/new" ] && [ -d "$inbox/tmp" ] || mkdir -p "$inbox/new" "$inbox/tmp"
set -- "$1" "$inbox"/new/*
if [ $# -gt "$most" ]; then
  printf . >>"$inbox/refused"
else
  name=$(date +%s).$$.json
  head -c @MAX_BYTES@ >"$inbox/tmp/$name" && mv "$inbox/tmp/$name" "$inbox/new/$name"
fi
# What is longer is read all the same: the agent must not meet a closed pipe.
cat

pid=
[ -f "$inbox/sender.pid" ] && read -r pid <"$inbox/sender.pid"
if [ "$1" = SessionStart ] || [ -z "$pid" ] || ! kill -0 "$pid"; then
  start_sender
fi
exit 0
