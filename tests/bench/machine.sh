#!/bin/sh
# machine.sh BUILD FOLDER - what the figures of a bench were measured on and with, one "name<tab>value" a line.
# FOLDER is where the files lie. What a machine does not tell is "unknown".
set -eu
build=$1
folder=$2

tell() { printf '%s\t%s\n' "$1" "${2:-unknown}"; }
first() { "$@" 2>&1 | head -n 1; }
of_memory() { awk -v name="$1:" '$1 == name { printf "%d MB", $2 * 1024 / 1000000 }' /proc/meminfo 2>/dev/null; }

# Whether the disk below a device turns. Virtual machines often say so of any disk.
kind_of_disk() {
    disk=$(basename "$1")
    [ -e "/sys/class/block/$disk/queue" ] || disk=$(basename "$(dirname "$(readlink -f "/sys/class/block/$disk")")")
    case $(cat "/sys/class/block/$disk/queue/rotational" 2>/dev/null) in
    0) echo ', says it does not turn' ;;
    1) echo ', says it turns' ;;
    esac
}

device=$(df -P "$folder" | awk 'END { print $1 }')
tell processor "$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null)"
tell cores "$(getconf _NPROCESSORS_ONLN)"
tell memory "$(of_memory MemTotal), $(of_memory MemAvailable) of it free for programs and page cache"
tell disk "$device$(kind_of_disk "$device")"
tell 'file system' "$(df --output=fstype "$folder" | tail -n 1)"
tell load "$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null) (over 1, 5, 15 minutes, before the bench)"
tell kernel "$(uname -srm)"
# shellcheck disable=SC1091
tell system "$(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME")"
# shellcheck disable=SC2086 # CC="ccache gcc" is two words
tell compiler "$(first ${CC:-gcc} --version)"
tell sqlite3 "$(sqlite3 --version | cut -d' ' -f1,2)"
tell libxml2 "$(first xmllint --version | awk '{ printf "%d.%d.%d", $NF / 10000, $NF / 100 % 100, $NF % 100 }')"
tell lxml "$(/usr/bin/python3 -c '
import sys
from lxml import etree
print(".".join(map(str, etree.LXML_VERSION)), "in Python", sys.version.split()[0])' 2>/dev/null || echo 'not installed')"
here=$(dirname "$0")
commit=$(git -C "$here" describe --always --dirty=' with changes' 2>/dev/null || echo unknown)
tell jianfu "$("$build/jianfu" --version | cut -d' ' -f2), commit $commit"
tell measured "$(date -u +%Y-%m-%dT%H:%MZ)"
