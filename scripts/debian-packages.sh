#!/usr/bin/env bash
# The programs that the tests compare us with: as root, installs what is missing; else names it and fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v dpkg-query >/dev/null; then
  echo "The tests need a Debian machine with these packages: $(tr '\n' ' ' <"$here/debian-packages.txt")" >&2
  exit 1
fi

missing=()
while read -r package; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done <"$here/debian-packages.txt"
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need Debian packages that are not installed: ${missing[*]}" >&2
  echo "Install them with: sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

echo "Installing Debian packages for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update </dev/null
apt-get -qq install --yes --no-install-recommends "${missing[@]}" </dev/null >/dev/null
