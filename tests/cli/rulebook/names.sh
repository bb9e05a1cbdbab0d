# Names as papers write them: by name, another name, a pattern; else the nearest; numbers of papers.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml
for name in 课本费 課本費 书本费 教科书款 学杂费 "杂费（含信息技术费）" 选地费 农村建房管理费 历年农业税尾欠 村级三项提留款 寄宿费 借读生费 \
    党报党刊征订费 学平险费 教辅书费 校服预收款 校服 治安联防费 教育费附加 土地证费 "一事一议 筹资" 住宿 x; do
    run rulebook test-name "$name"
done
for number in "闽价[2004]费259号" "国务院令第92号" "计价格（2001）1531号" "计价格〔2001〕9999号" "按县会议纪要"; do
    run rulebook test-name "$number"
done
run rulebook test-name 拖欠的统筹款
run rulebook test-name
run rulebook test-name 课本费 住宿费
# numbers inside a sentence, as a petition writes them
run rulebook test-name '根据闽价〔2004〕259号和国发2004年17号收取，门牌12号、2004年17日不是文号'
run --lang zh rulebook test-name '按国务院令第431号办理'
