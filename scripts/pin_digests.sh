#!/usr/bin/env bash
# Prints a compose override that pins every foreign image to the digest its tag has now. Needs Docker.
#   scripts/pin_digests.sh > docker-compose.override.yml
set -euo pipefail
cd "$(dirname "$0")/.."
echo "services:"
awk '/^  [a-z]+:$/ {service=$1} /^    image: / && !/wirecoder:/ {print service, $2}' docker-compose.yml |
  while read -r service image; do
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')
    printf '  %s\n    image: %s@%s\n' "$service" "$image" "$digest"
  done
