#!/usr/bin/env bash
# npm run build:wasm: toolchain, ITK, our module, provenance. What is there already is not made again.
set -euo pipefail
here=$(dirname "$0")
"$here/install-toolchain.sh"
"$here/fetch-itk.sh"
"$here/build-itk.sh"
"$here/build-module.sh"
. "$here/environment.sh"
diff -rq "$REPO/wasm/src" "$WORK/module-src/src" || { echo "build:wasm: sources changed during the build, run it again" >&2; exit 1; }
node "$here/provenance.mjs" record
