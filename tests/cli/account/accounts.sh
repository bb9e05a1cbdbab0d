# Accounts of village collectives: entries by kind, the audit sheet, the way back from a finding.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/0*.xml "$FIXTURES"/county/1*.xml "$FIXTURES"/county/4*.xml
# nothing there yet
run account list
run account sheet 双溪村
quiet import "$FIXTURES"/county/90-*.xml
run account sheet 双溪村 # not checked yet
"$JIANFU" check >/dev/null 2>&1

run account list --questionable --format csv
run --lang zh account list --village 旧洋村 --category 报刊费
run account list --category other --year 2005
run account list --village 350199101205 --category fine --names
run account list --village 350199101205 --year 2004
run account sheet 双溪村
run --lang en account sheet 106203CW --year 2005
run account sheet 旧洋村 --year 2004
run account sheet 350199106203 --format html --output sheet.html
grep -c '旧洋' sheet.html

# from a finding to the file and its line
run why finding:2
run why village-account:101205CW/2005-02
run finding show 2

# mistakes
run account
run account audit
run account list --category 罚单
run account list --year 05
run account list more
run account sheet
run account sheet 无名村
run account sheet 双溪村 --format pdf
JIANFU_ACTOR=stranger run account list --names
