# The dossier of a village: as text and HTML, with the same figures; the way back from them; names; mistakes.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
run village 高坑村 # not checked yet
"$JIANFU" check >/dev/null 2>&1
run --lang zh village 350199102202 --year 2005
run --lang en village 三埔村 --period 2005H1
# before any subsidy: a line to fill in
"$JIANFU" --lang zh village 三埔村 --year 2004 | grep 补贴
run village 双溪村
run village 双溪村 --format html --output dossier.html

# the figures of the HTML are those of the text, in their order
figures() { grep -oE '[0-9][0-9,]*\.[0-9]{2}' | tr -d ,; }
"$JIANFU" village 双溪村 | figures >text.figures
tr '\n' ' ' <dossier.html | sed 's/<style>.*<\/style>//; s/<[^>]*>/ /g' | figures | sort -u >html.figures
sort -u text.figures | comm -23 - html.figures
wc -l <text.figures
grep -c '<svg' dossier.html

# from a sum to the notices
run why village:350199102202/2005H1/102NJ
run why village:350199102202/2003
run why village:350199102202x

# names: noted, and only for those who may
"$JIANFU" village 杉木村 --names >/dev/null 2>&1 || true
run village 三埔村 --names --output names.txt
run actor looks
JIANFU_ACTOR=stranger run village 三埔村 --names

# mistakes
run village
run village 无名村
run village 350199000000
run village 三埔村 --year 05
run village 三埔村 --period 2005-03
run village 三埔村 --year 2005 --period 2005H1
run village 三埔村 --format pdf
# where the lines of a notice make another sum than its total, the sums of the dossier are those of the totals, as `why` lists them
cat >wrong.xml <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<notices xmlns="urn:jianfu:notice:1"><source unit="某站" division="350199102000" period="2003" prepared-by="某" on="2003-12-31"/>
<notice no="W-1" unit="102NJ" division="350199102202" payer-class="household" payer="350199102202-0001" payer-name="某" charged-on="2003-11-02" total="30.00">
<item name="农机年检费" quantity="1" price="20.00" amount="20.00"/><item name="某费" quantity="1" price="5.00" amount="5.00"/></notice>
</notices>
EOF
quiet import wrong.xml
"$JIANFU" --lang en village 三埔村 --year 2003 | grep -E '^Fee notices|second half of 2003 +1|^三埔村 +401|^梧岭镇 +4,276'
"$JIANFU" why village:350199102202/2003 | grep W-1
