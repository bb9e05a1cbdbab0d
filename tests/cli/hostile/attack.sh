# A county in which every text is an attack: formulas, markup, fields, control and bidi characters, marks of our own
# templates. Whatever the program says of it, in every format, harms neither terminal nor browser, WPS or spreadsheet.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
quiet import "$FIXTURES"/xml/notice/invalid/negative-amount.xml --quarantine
quiet petition register --channel visit --division 大洋镇 --unit 大洋镇中心小学 --category school --petitioner 欧阳镕基 --address 东街巷11号 \
    --telephone 13800001234 --persons 6 --representative 陈晓虹:13900005678:西街巷22号 --text 多收班费15元
quiet petition accept 2005-027 --note 已当面告知
"$JIANFU" check >/dev/null
/usr/bin/python3 "$(dirname "$script")/attack.py" spoil county.db
/usr/bin/python3 "$(dirname "$script")/everything.py" county.db all
/usr/bin/python3 "$(dirname "$script")/attack.py" look all
