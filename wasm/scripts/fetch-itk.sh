#!/usr/bin/env bash
# Unpacks Debian's ITK source package, patched, into $WORK/itk-src.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
[ "$(cat "$WORK/itk-src/.unpacked" 2>/dev/null)" = "$(itk_stamp)" ] && exit 0

mkdir -p "$WORK/download"
cd "$WORK/download"
if [ ! -f "insighttoolkit5_$ITK_VERSION.orig.tar.xz" ]; then
  if ! apt-get source --download-only --print-uris insighttoolkit5 >/dev/null 2>&1; then
    [ "$(id -u)" -eq 0 ] || { echo "enable Debian's deb-src entries, then run this again" >&2; exit 1; }
    printf 'Types: deb-src\nURIs: http://deb.debian.org/debian\nSuites: bookworm\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
      > /etc/apt/sources.list.d/postop-ctv-src.sources
    apt-get update -qq
  fi
  apt-get source --download-only "insighttoolkit5=$ITK_DEBIAN"
fi
echo "$ITK_SHA256  insighttoolkit5_$ITK_VERSION.orig.tar.xz" | sha256sum -c --quiet

rm -rf "$WORK/itk-src"
mkdir -p "$WORK/itk-src/debian"
tar -xf "insighttoolkit5_$ITK_VERSION.orig.tar.xz" -C "$WORK/itk-src" --strip-components=1 \
  --exclude='*/test/Baseline' --exclude='*/test/Input'
tar -xf "insighttoolkit5_$ITK_DEBIAN.debian.tar.xz" -C "$WORK/itk-src"
# Debian's patch takes the build date from SOURCE_DATE_EPOCH.
patch -s -d "$WORK/itk-src" -p1 < "$WORK/itk-src/debian/patches/0003-Modules-Core-Common-src-CMakeLists.txt-Use-UTC-times.patch"
for p in "$REPO"/wasm/patches/*.patch; do patch -s -d "$WORK/itk-src" -p1 < "$p"; done
itk_stamp > "$WORK/itk-src/.unpacked"
