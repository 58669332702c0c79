# Sourced by the other scripts: where the build happens and with which settings.
# Debian 12 ships emscripten 3.1.6, which predates the Node.js it now runs on.

# One absolute path for every build: the compiler's output depends on it (docs/adr/0001-itk-wasm-build.md).
WORK=/var/tmp/postop-ctv-wasm
REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

ITK_VERSION=5.2.1
ITK_DEBIAN=5.2.1-5+deb12u1
ITK_SHA256=a267fe9b37921cecbe85aa3f6ca64185c602d7a8ca3f148a705a4971f1b88202

export NODE_PATH=/usr/share/nodejs                # acorn, which emscripten's optimizer requires
export NODE_OPTIONS=--no-experimental-fetch       # emscripten's Node glue mistakes a global fetch() for a browser
export EMSDK_PYTHON=/usr/bin/python3              # not a version manager's shim: each of 800 compiler starts would pay for it
export SOURCE_DATE_EPOCH=1700000000 TZ=UTC LC_ALL=C.UTF-8

# ITK and our sources must agree on SIMD and on how exceptions are thrown. No relaxed SIMD, no
# -ffast-math: the same input must give the same bytes on every machine.
CPU_FLAGS="-msimd128 -fwasm-exceptions"
NO_ASLR="setarch $(uname -m) -R"                  # one address layout for every compiler run
JOBS=${JOBS:-$(nproc)}

# What the ITK build in $WORK was made from; a build with another stamp is made again.
itk_stamp() {
  { echo "$ITK_DEBIAN $ITK_SHA256 $CPU_FLAGS"; cat "$REPO"/wasm/scripts/{fetch,build}-itk.sh "$REPO"/wasm/patches/*.patch; } | sha256sum | cut -c1-64
}
