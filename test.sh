#!/usr/bin/env bash
# Runs all the tests. Needs a Rust toolchain, a C compiler (for the bundled SQLite), and what documents are opened with:
# LibreOffice (Writer and Calc), poppler's tools and a font with Chinese characters. The last three are installed with
# apt-get where that is possible without asking. Says exactly what is missing, if something is; nothing is skipped.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v cargo >/dev/null || missing+=("cargo, Rust 1.89 or newer: https://rustup.rs")
command -v cc >/dev/null || missing+=("a C compiler: apt-get install gcc libc6-dev, or xcode-select --install")

# Package of Debian and Ubuntu, and whether what it brings is here.
packages=()
# The two parts of LibreOffice are packages of their own.
parts="$(dirname "$(readlink -f "$(command -v soffice || echo /nowhere)")")"
{ [ -e "$parts/libswlo.so" ] && [ -e "$parts/libsclo.so" ]; } || packages+=(libreoffice-writer-nogui libreoffice-calc-nogui)
{ command -v pdftotext && command -v pdftoppm && command -v pdfinfo; } >/dev/null || packages+=(poppler-utils)
command -v fc-list >/dev/null || packages+=(fontconfig)
# grep reads to the end: fc-list must not die of a closed pipe.
fc-list :lang=zh-cn family 2>/dev/null | grep . >/dev/null || packages+=(fonts-noto-cjk)
if [ "${#packages[@]}" -gt 0 ]; then
    root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo -n)
    if command -v apt-get >/dev/null && { [ "${#root[@]}" -eq 0 ] || sudo -n true 2>/dev/null; }; then
        echo "test.sh: installing ${packages[*]}" >&2
        "${root[@]}" apt-get update -qq &&
            "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
                "${packages[@]}" >&2 ||
            missing+=("packages that could not be installed: ${packages[*]}")
    else
        missing+=("what documents are opened with: apt-get install ${packages[*]}")
    fi
fi
if [ "${#missing[@]}" -gt 0 ]; then
    printf 'test.sh: this machine lacks %s\n' "${missing[@]}" >&2
    exit 1
fi

# People's own settings must not reach the tests.
unset DUTYDESK_CONFIG DUTYDESK_STORE DUTYDESK_LANG NO_COLOR

cargo test --locked --all-targets "$@"
cargo test --locked --doc
