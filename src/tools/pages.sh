#!/bin/sh
# pages.sh BUILD - print the papers of the sample county as people will see them: BUILD/pages/NAME.{docx,odt,html}, each
# turned into PDF by LibreOffice and Chromium, and into pictures of its first pages. For looking, not for testing.
set -eu
build=$(cd "$1" && pwd)
out=$build/pages
jianfu=$build/jianfu
first=${PAGES:-6} # pages of each paper as pictures
[ -f "$build/demo/county.db" ] || src/tools/demo.sh "$build" >/dev/null
rm -rf "$out"
mkdir -p "$out"
cp "$build/demo/county.db" "$out/county.db"
export JIANFU_DB="$out/county.db" JIANFU_TODAY=2005-07-10 JIANFU_ACTOR="${JIANFU_ACTOR:-演示}"
cd "$out"

"$jianfu" office set --name 樟溪县减轻农民负担监督管理办公室 --mark 樟农负监 >/dev/null
paper() { # name, command ...
    name=$1
    shift
    for ending in docx odt html; do
        "$jianfu" "$@" --output "$name.$ending" 2>/dev/null || echo "$name.$ending could not be written"
    done
}
"$jianfu" --lang en report list --format csv | tr -d '\r' | sed 1d | while IFS= read -r line; do # name,title,periods,subject
    report=${line%%,*}
    case $line in
    *,village) continue ;; # a command of its own, below
    *2005H1*) period=2005H1 ;;
    *2005-07-10*) period=2005-07-10 ;;
    *) period=2005 ;;
    esac
    case $line in
    *,unit) paper "report-$report" report "$report" $period --unit 106ZX1 ;;
    *) paper "report-$report" report "$report" $period ;;
    esac
done
paper half-year-en --lang en report half-year 2005H1
paper village village 350199101205
paper board board 106ZX1 --on 2005-06-01
paper cards card print 350199108201
paper ledger remedy ledger
paper transfers transfer sheet
paper accounts account sheet 350199101205
paper forms inspection form J2005-001
for letter in acceptance reply closing-sheet; do paper "letter-$letter" petition letter 2005-020 "$letter"; done
for letter in refund-order payee-list; do paper "letter-$letter" refund letter TK2005-01 "$letter"; done

soffice --headless --convert-to pdf --outdir docx ./*.docx >/dev/null 2>&1
soffice --headless --convert-to pdf --outdir odt ./*.odt >/dev/null 2>&1
mkdir html png
for page in *.html; do
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="html/${page%.html}.pdf" "$page" >/dev/null 2>&1
done
for pdf in docx/*.pdf odt/*.pdf html/*.pdf; do
    name=$(basename "$pdf" .pdf)
    echo "$pdf: $(pdfinfo "$pdf" | sed -n 's/^Pages: *//p') pages"
    pdftoppm -r 50 -l "$first" -png "$pdf" "png/$name-$(dirname "$pdf")"
done
echo "pictures: $out/png"
