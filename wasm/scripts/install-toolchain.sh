#!/usr/bin/env bash
# Installs what the build needs from Debian, or lists it where we may not install.
set -euo pipefail
packages=(emscripten cmake ninja-build rapidjson-dev dpkg-dev xz-utils patch)
missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "build:wasm needs these Debian packages: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
