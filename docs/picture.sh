#!/usr/bin/env bash
# Takes the pictures in this folder from the real program, in a real terminal on a display of its own.
# Needs: xvfb xterm imagemagick fonts-dejavu-core fonts-noto-cjk xdotool (Debian names), and the release build.
#   docs/picture.sh               the README's picture
#   docs/picture.sh OUT.png COLSxROWS [KEYS] [ARGS...]   any other; KEYS are typed with xdotool names, e.g. "2 z"
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in Xvfb xterm import xdotool; do
    command -v "$tool" >/dev/null || { echo "picture.sh: $tool is missing" >&2; exit 1; }
done

out=${1:-docs/desk.png}
size=${2:-160x48}
keys=${3:-}
shift $(($# < 3 ? $# : 3))
program=${DUTYDESK_BIN:-target/release/dutydesk}
arguments=("$@")
[ "${#arguments[@]}" -gt 0 ] || arguments=(demo)

home=$(mktemp -d)
server= terminal=
finish() {
    [ -z "$terminal" ] || kill "$terminal" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$home"
}
trap finish EXIT

mkfifo "$home/display"
Xvfb -displayfd 4 -screen 0 2400x1800x24 -nolisten tcp 4>"$home/display" 2>/dev/null &
server=$!
read -r number <"$home/display"
export DISPLAY=":$number"

export XDG_STATE_HOME="$home/state" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config"
xterm -fa 'DejaVu Sans Mono' -fd 'Noto Sans Mono CJK SC' -fs 11 -geometry "$size" -bg '#101418' -fg '#c8ccd0' \
    -xrm 'XTerm*cjkWidth: false' -xrm 'XTerm*scrollBar: false' -xrm 'XTerm*allowSendEvents: true' -b 8 \
    -e env COLORTERM=truecolor TERM=xterm-256color LC_ALL=C.UTF-8 "$program" "${arguments[@]}" &
terminal=$!

window=$(xdotool search --sync --onlyvisible --class xterm | head -1)
# The picture is taken when it has stopped changing: three looks in a row are equal.
look() { import -window "$window" rgb:- | sha256sum; }
settle() {
    local last= same=0 now
    while [ "$same" -lt 4 ]; do
        sleep 0.3
        now=$(look)
        if [ "$now" = "$last" ]; then same=$((same + 1)); else same=0; fi
        last=$now
    done
}
settle
for key in $keys; do
    xdotool key --window "$window" "$key"
done
[ -z "$keys" ] || settle
import -window "$window" -colors 128 "PNG8:$out"
echo "$out"
