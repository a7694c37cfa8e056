#!/usr/bin/env bash
# Makes the random secrets, and an empty list of webhooks, that compose.yml mounts; those that exist are left alone.
#
# Compose mounts such a file as it is, with its owner and mode, and the containers' users are not yours: so the files can be read by all, and it is the
# folder that nobody but you may enter.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets
umask 022
mkdir -p "$folder"
chmod 0700 "$folder"
for name in postgres_password migrator_password sink_password analyst_password bridge_token ingest_token; do
  file=$folder/$name
  if [[ ! -s $file ]]; then
    # Letters and digits only: they need no quoting anywhere. 32 of them are 190 bits.
    secret=$(head -c 512 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | cut -c1-32 | head -n 1)
    printf '%s\n' "$secret" >"$file"
    printf 'made %s\n' "$file"
  fi
done
if [[ ! -s $folder/webhooks ]]; then
  printf '[]\n' >"$folder/webhooks"
  printf 'made %s\n' "$folder/webhooks"
fi
