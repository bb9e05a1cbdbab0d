#!/bin/sh
# pot.sh - bring src/po/zh_CN.po up to date with the messages in the source; new ones are left empty for the translator.
set -eu
cd "$(dirname "$0")/../.."
pot=$(mktemp)
find src -name '*.[ch]' ! -path 'src/tools/*' | sort |
    xgettext --files-from=- --from-code=UTF-8 -k_ -kN_ --no-location --package-name=jianfu -o "$pot"
msgmerge -q --no-fuzzy-matching --no-location --no-wrap src/po/zh_CN.po "$pot" -o src/po/zh_CN.po.new
mv src/po/zh_CN.po.new src/po/zh_CN.po
rm -f "$pot"
msgfmt --statistics -o /dev/null src/po/zh_CN.po
