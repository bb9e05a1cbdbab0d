# Whoever speaks for several petitioners is as secret as the petitioner, also within texts, notes, excerpts and the log.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
quiet --today 2005-07-01 petition register --channel visit --division 大洋镇 --unit 大洋镇中心小学 --category school \
    --petitioner 林镕 --telephone 13800000000 --persons 6 --representative 陈小红:13900000001:东街1号 --representative 黄大明 \
    --text '大洋镇中心小学多收班费，由陈小红、黄大明代表，联系电话13900000001，住东街1号；林镕的孩子也交了。'
quiet --today 2005-07-02 petition accept 2005-001 --note '已当面告知陈小红和林镕'
run petition show 2005-001
run petition search 陈小红
run petition search 班费
run petition history 2005-001 --format csv
run log --type petition
run petition search 陈小红 --names
# a representative of whom the text says nothing is found by name and telephone, but only with --names
quiet --today 2005-07-02 petition register --channel visit --division 大洋镇 --category school --persons 6 \
    --representative 欧阳清:13911112222 --text '反映学校多收班费，请拨139-1111-2222，或者１３９１１１１２２２２。'
run petition show 2005-002
run petition search 13911112222
run petition search 13911112222 --names
run petition search 欧阳清
run petition search 欧阳清 --names
# a clerk imports what a clerk may do, not what an inspector does
quiet actor add 小陈 --role clerk
run --actor 小陈 import "$FIXTURES"/xml/petition/valid/further-steps-1.xml "$FIXTURES"/xml/petition/valid/further-steps-2.xml
# telephones, identity numbers and cards that stand in free text but were registered nowhere leave the office in no way
quiet office set --name 榕阳县减轻农民负担领导小组办公室 --mark 榕阳减负办 --telephone 0591-22880000
quiet --today 2005-07-03 petition register --channel letter --division 大洋镇 --unit 大洋镇中心小学 --category school \
    --petitioner 林镕 --text '大洋镇中心小学多收15元（闽价〔2004〕259号），我妹妹手机１３８ ００００ １１１１，身份证350181197001011234，退到6222 0200 0000 0000 000，要1280.00元，家里22887650。'
run petition suggest 2005-003
quiet --today 2005-07-04 petition accept 2005-003 --note '村会计139-0000-2222来电'
quiet --today 2005-07-05 petition investigate 2005-003 --note '会计身份证35018119700101123X'
quiet --today 2005-07-06 petition conclude 2005-003 --result unsubstantiated --note '问过0591-22887651'
quiet --today 2005-07-07 petition reply 2005-003 --opinion not-support --note '会计电话13900002222，卡号6222020000000000000'
run petition show 2005-003
run petition show 2005-003 --names
run petition history 2005-003 --format json
run petition search 15元
run petition search 22887650
run petition search 22887650 --names
run log --about 2005-003 --format csv
run petition letter 2005-003 reply
run why case:2005-003
# nor where words that speak for a category have the name between them
run petition register --channel letter --division 际尾村 --category tax-fee --petitioner 林测山 --representative 陈晓虹 \
    --text '村里林测山又收每户30元，村里陈晓虹也收，镇里没有收。'
run petition suggest 2005-004
