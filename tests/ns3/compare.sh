#!/usr/bin/env bash
# Runs TCP transfers in an installed ns-3 (Debian: libns3-dev) and prints when each ends, as comma-separated values:
#   flows,bytes,buffer_bytes,flow,end_ns
# over one link of 100 Mbit/s and 10 ms. Exit code 77, with the reason, where ns-3 or a compiler is absent.
# Usage: tests/ns3/compare.sh [folder for the compiled program]
set -euo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
build="${1:-$here/../../artifacts/ns3}"
modules=(ns3-core ns3-network ns3-internet ns3-point-to-point ns3-applications ns3-traffic-control)

for tool in g++ pkg-config; do
    command -v "$tool" > /dev/null || { echo "not installed: $tool" >&2; exit 77; }
done
pkg-config --exists "${modules[@]}" || { echo "not installed: ns-3 with its headers (libns3-dev)" >&2; exit 77; }

mkdir -p "$build"
program="$build/transfers"
if [ ! -x "$program" ] || [ "$here/transfers.cc" -nt "$program" ]; then
    read -ra compile <<< "$(pkg-config --cflags "${modules[@]}")"
    # The package also names development files of other libraries that it does not bring along: ns-3's own are enough.
    read -ra link <<< "$(pkg-config --libs-only-L --libs-only-l "${modules[@]}")"
    g++ -std=c++17 -O1 "${compile[@]}" -o "$program.new" "$here/transfers.cc" "${link[@]}" -Wl,--allow-shlib-undefined
    mv "$program.new" "$program"
fi

echo "flows,bytes,buffer_bytes,flow,end_ns"
for bytes in 262144 4194304; do
    for flows in 1 2 5 10; do
        "$program" --flows="$flows" --bytes="$bytes" --buffer=4194304
    done
done
# Buffers as they are by default: the window, not the link, is what holds a long transfer.
"$program" --flows=1 --bytes=4194304 --buffer=131072
