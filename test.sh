#!/usr/bin/env bash
# Runs all the tests. Needs only a Rust toolchain and a C compiler (for the bundled SQLite); everything else the tests
# use is built by cargo. Says exactly what is missing, if something is.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v cargo >/dev/null || missing+=("cargo, Rust 1.89 or newer: https://rustup.rs")
command -v cc >/dev/null || missing+=("a C compiler: apt-get install gcc libc6-dev, or xcode-select --install")
if [ "${#missing[@]}" -gt 0 ]; then
    printf 'test.sh: this machine lacks %s\n' "${missing[@]}" >&2
    exit 1
fi

# People's own settings must not reach the tests.
unset DUTYDESK_CONFIG DUTYDESK_STORE DUTYDESK_LANG NO_COLOR

cargo test --locked --all-targets "$@"
cargo test --locked --doc
