# Taking complaints in: representatives, facts named, long letters from files in several encodings, what is proposed and why;
# slips are told and nothing is written.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=陈经办
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" demonstration="yes"/>
  <unit code="108NJ" name="大洋镇农机管理站" type="station" division="350199108000"/>
  <school code="108ZX1" name="大洋中学" division="350199108000" stage="junior" area="rural"/>
</register>
XML
quiet import register.xml
cat >letter.txt <<'TXT'
领导：
我是大洋中学学生家长。今年春季学校每生多收补课费１５元，规定每生每学期只能收一百二十元，
见闽价[2004]259号。６月３日交的钱，没有发票。
TXT
iconv -t GB18030 letter.txt >letter-gb.txt
iconv -t UTF-16LE letter.txt | { printf '\377\376'; cat; } >letter-16.txt

# before it is registered
run petition suggest --text-file letter.txt
run petition suggest --text-file letter-gb.txt --format csv
run petition suggest --text @letter-16.txt --format csv --received 2005-05-01
run petition suggest --text 大洋农机管理站收农机年检费三十块 --format json
run petition suggest --text ……
# traditional characters; within a longer name no shorter one is meant; a line that ends within a number
run petition suggest --text "大洋鎮際尾村反映：大洋鎮農機管理站收牌照費伍拾圓，聽說依據是閩委辦〔2002〕
54號" --format csv

# registered
run petition register --channel 来访 --division 大洋镇 --unit 大洋中学 --category 学校收费 --text-file letter.txt --persons 12 \
    --petitioner 王测试 --representative 王测试:0591-00000001:大洋镇 --representative 李测试：0591-00000002 --amount 15 \
    --charged-on 2005S --charged-on=2005-06-03 --document 闽价[2004]259号文 --item 补课费
run petition show 2005-001 | sed '/^out: Steps/,$d'
run petition show 2005-001 --names | sed '/^out: Steps/,$d'
run petition suggest 2005-001 --format csv
cat letter.txt | quiet petition register --channel 来信 --division 大洋镇 --unit 大洋中学 --category 学校收费 --petitioner 王测试 \
    --text-file -
quiet petition register --channel 来电 --division 大洋镇 --unit 大洋中学 --category 学校收费 \
    --text 大洋中学今年春季每生多收补课费15元，规定每生每学期只能收一百二十元，要求退还
quiet petition register --channel 来电 --division 大洋镇 --unit 108NJ --category 税费征收 --text 邻居说农机站收费高
# the same letter again, a similar call, another case of the same person; not a case about something else
run petition suggest 2005-002 --format csv
run petition suggest 2005-003 --format json
run petition register --channel 来访 --division 大洋镇 --category 其他 --text 六人来访 --persons 6 --suggest
run verify

# slips
run petition register --channel 来信 --division 大洋镇 --category 学校收费
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --text-file letter.txt
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text-file none.txt
printf '\377\377\n' >bad.txt
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text-file bad.txt
yes 多收十元 | head -c 78000 >long.txt
yes 多收十元 | head -c 70000 >cut.txt
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text-file long.txt
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text-file cut.txt
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --representative 甲 --representative 乙
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --persons 9 --representative 甲 \
    --representative 乙 --representative 丙 --representative 丁 --representative 戊 --representative 己 --representative 庚
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --persons 2 --representative ：123
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --amount 十五
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --charged-on 2005-13
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --amou 15
run petition register --channel 来信 --division 大洋镇 --category 学校收费 --text 多收 --item ''
run petition suggest
run petition suggest 2005-001 --unit 大洋中学
run petition suggest 2005-099
run petition list --format csv
