#!/bin/sh
# The schemas against another hand: xmllint must say of every fixture and template what `jianfu import` says of its schema.
set -u
passed=0
failed=0
check() { # what, expected status 0 or not, file, xsd
    if xmllint --noout --nonet --schema "$4" "$3" >/dev/null 2>&1; then got=0; else got=1; fi
    if [ "$got" = "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1: $3"
    fi
}
for xsd in schemas/xsd/*/1.xsd; do
    kind=$(basename "$(dirname "$xsd")")
    # what the program prints is the schema itself
    if "$JIANFU" schema "$kind" | cmp -s - "$xsd"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: schema $kind"; fi
    check template 0 "src/intake/templates/$kind.xml" "$xsd"
    for file in fixtures/xml/"$kind"/valid/*.xml; do
        [ -e "$file" ] || continue
        # xmllint itself stops at GBK characters in a file declared GB2312: that is why the program decodes by itself
        case $file in *gb2312*) continue ;; esac
        check valid 0 "$file" "$xsd"
    done
done
for file in fixtures/county/*.xml fixtures/rulebook/*.xml; do
    case $(head -c 200 "$file" | tr -d '\000' | grep -ao 'encoding="[A-Za-z0-9-]*"') in *GB2312*) continue ;; esac
    kind=$(tr -d '\000' <"$file" | grep -ao 'urn:jianfu:[a-z-]*:1' | head -1 | cut -d: -f3)
    check county 0 "$file" "schemas/xsd/$kind/1.xsd"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
