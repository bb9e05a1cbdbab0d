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
