#!/usr/bin/env bash
# Compiles the ITK modules we use to WebAssembly in $WORK/itk-build.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
[ "$(cat "$WORK/itk-build/.built" 2>/dev/null)" = "$(itk_stamp)" ] && exit 0
rm -rf "$WORK/itk-build"

flags="$CPU_FLAGS -ffile-prefix-map=$WORK/itk-src=itk -ffile-prefix-map=$WORK/itk-build=itkbuild -Wno-unused-command-line-argument"
# The emulator: emcmake would pass Node a flag that it no longer has, and every try_run would lie.
# ITKGroup_Core would bring in the test kernel and with it every image format.
$NO_ASLR emcmake cmake -G Ninja -S "$WORK/itk-src" -B "$WORK/itk-build" \
  -DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/node \
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_STANDARD=17 -DCMAKE_CXX_STANDARD_REQUIRED=ON \
  -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags" \
  -DCMAKE_C_FLAGS_RELEASE="-O3 -DNDEBUG" -DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG" \
  -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF -DBUILD_EXAMPLES=OFF \
  -DITKGroup_Core=OFF -DITK_BUILD_DEFAULT_MODULES=OFF -DITK_BUILD_DOCUMENTATION=OFF \
  -DITK_FORBID_DOWNLOADS=ON -DITK_LEGACY_REMOVE=ON \
  -DModule_ITKCommon=ON -DModule_ITKDistanceMap=ON -DModule_ITKThresholding=ON \
  -DModule_ITKImageGrid=ON -DModule_ITKImageIntensity=ON -DModule_ITKImageFunction=ON \
  -DModule_ITKMathematicalMorphology=ON -DModule_ITKBinaryMathematicalMorphology=ON \
  -DModule_ITKConnectedComponents=ON -DModule_ITKLabelMap=ON -DModule_ITKSmoothing=ON
$NO_ASLR ninja -C "$WORK/itk-build" -j"$JOBS"
itk_stamp > "$WORK/itk-build/.built"
