#!/usr/bin/env bash
# npm run verify:wasm: builds ITK and the module once more from nothing and compares with wasm/dist byte for byte.
# With --module-only the ITK build stays. Exit 0: the same; 1: another module; 2: cannot tell with these tools.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
here=$REPO/wasm/scripts
scope=itk-and-module
[ "${1:-}" = --module-only ] && scope=module

"$here/install-toolchain.sh"
node "$here/provenance.mjs" check
node "$here/provenance.mjs" same-tools

if [ "$scope" = itk-and-module ]; then
  rm -rf "$WORK/itk-src" "$WORK/itk-build"
  "$here/fetch-itk.sh" || { echo "verify:wasm: cannot verify, ITK $ITK_DEBIAN could not be fetched" >&2; exit 2; }
  "$here/build-itk.sh"
fi
rm -rf "$WORK/module-src" "$WORK/module" "$WORK/verify"
"$here/build-module.sh" "$WORK/verify"
for file in postop-ctv.js postop-ctv.wasm postop-ctv.d.ts; do
  cmp "$WORK/verify/$file" "$REPO/wasm/dist/$file" || { echo "verify:wasm: $file differs from what is committed" >&2; exit 1; }
done
node "$here/provenance.mjs" verified "$scope"
