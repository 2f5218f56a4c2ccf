#!/bin/sh
# Gets the screen's packages where they are missing or older than the list of them. Called by ./setup and by the build.
set -e
cd "$(dirname "$0")"
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
npm ci --no-fund --no-audit --silent >&2
touch node_modules/.package-lock.json
