#!/usr/bin/env bash
# Compiles our own sources against the ITK build and puts the module into wasm/dist (or the folder given).
set -euo pipefail
. "$(dirname "$0")/environment.sh"
out=${1:-$REPO/wasm/dist}

exec 9> "$WORK/module.lock"
flock 9 # one build at a time: the place is shared

# The compiler sees the same absolute paths wherever the repository lies.
source="$WORK/module-src"
build="$WORK/module"
mkdir -p "$source" "$build/include" "$out"
mirror() { # keeps the times of unchanged files, so that only what changed is compiled
  (cd "$1" && find . -type f | LC_ALL=C sort) > "$WORK/module-files"
  (cd "$2" && find . -type f | LC_ALL=C sort) | LC_ALL=C comm -13 "$WORK/module-files" - | while read -r gone; do rm "$2/$gone"; done
  while read -r file; do
    cmp -s "$1/$file" "$2/$file" || install -D -m 644 "$1/$file" "$2/$file"
  done < "$WORK/module-files"
}
mkdir -p "$source/src"
mirror "$REPO/wasm/src" "$source/src"
cmp -s "$REPO/wasm/CMakeLists.txt" "$source/CMakeLists.txt" || install -m 644 "$REPO/wasm/CMakeLists.txt" "$source/CMakeLists.txt"
ln -sfn /usr/include/rapidjson "$build/include/rapidjson"

flags="$CPU_FLAGS -ffile-prefix-map=$WORK/itk-src=itk -ffile-prefix-map=$WORK/itk-build=itkbuild"
flags="$flags -ffile-prefix-map=$source=postop-ctv -ffile-prefix-map=$build=build"
$NO_ASLR emcmake cmake -G Ninja -S "$source" -B "$build" \
  -DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/node \
  -DITK_DIR="$WORK/itk-build" -DCMAKE_FIND_ROOT_PATH_MODE_PACKAGE=BOTH \
  -DRAPIDJSON_PARENT="$build/include" -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS="$flags" -DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG" > "$build/configure.log"
$NO_ASLR ninja -C "$build" -j"$JOBS"
install -m 644 "$build/postop-ctv.js" "$build/postop-ctv.wasm" "$source/src/postop-ctv.d.ts" "$out/"
