#!/usr/bin/env bash
# Runs `tracker ARGUMENTS` from an installation folder: TRACKER_HOME/app holds Tracker's jars, TRACKER_HOME/lib those of others.
set -euo pipefail

home=${TRACKER_HOME:-/opt/tracker}
java=java
if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/java ]]; then
  java=$JAVA_HOME/bin/java
fi

# Output and file names are UTF-8 also where the image names no language.
export LANG=${LANG:-C.UTF-8}

options=(
  # Of the memory that the container may use; the rest is for threads, RocksDB and network buffers.
  -XX:MaxRAMPercentage=60
  # A process without memory does not recover: better a new one.
  -XX:+ExitOnOutOfMemoryError
  # Seconds that one health request may take, so that a slow one holds no thread for ever.
  -Dsun.net.httpserver.maxReqTime=10
  -Dsun.net.httpserver.maxRspTime=10
)
# The fold changes old objects all the time, which G1 makes dear, and meets them in any order, for which small pages have too few TLB entries.
if [[ ${1:-} == aggregate ]]; then
  options+=(-XX:+UseParallelGC)
  if grep -qsE '\[(always|madvise)\]' /sys/kernel/mm/transparent_hugepage/enabled; then options+=(-XX:+UseTransparentHugePages); fi
fi
# RocksDB loads a native library; newer JVMs warn unless that is allowed.
if "$java" --enable-native-access=ALL-UNNAMED -version >/dev/null 2>&1; then
  options+=(--enable-native-access=ALL-UNNAMED)
fi

# `docker run -it` and `docker exec -it`: the JVM can't tell terminals from pipes on every version.
if [[ -t 2 ]]; then options+=(-Dtracker.terminal=true); fi
if [[ -t 0 && -t 1 ]]; then options+=(-Dtracker.screen=true); fi

# exec: signals of the container's runtime reach the JVM, which then commits and stops.
# shellcheck disable=SC2086 # TRACKER_JAVA_OPTS holds several words on purpose
exec "$java" "${options[@]}" ${TRACKER_JAVA_OPTS:-} -cp "$home/app/*:$home/lib/*" dev.tracker.cli.Main "$@"
