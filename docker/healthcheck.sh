#!/usr/bin/env bash
# Exits 0 if the role in this container says that it is ready, 1 if not. Without curl, which the image need not have.
# Usage: healthcheck.sh [PORT]
set -euo pipefail

port=${1:-${TRACKER_HEALTH_PORT:-9464}}

# A connection that is refused ends the script with 1 here.
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
IFS= read -r -t 4 status <&3
[[ $status == 'HTTP/1.1 200 '* || $status == $'HTTP/1.1 200\r' ]] || {
  printf 'not ready: %s\n' "${status%$'\r'}"
  # The body says why; it is shown by `docker inspect`.
  timeout 2 cat <&3 | tail -n 1 || true
  exit 1
}
