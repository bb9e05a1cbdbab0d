# An inspection by command alone: planned, drawn by seed, seen, its problems put right; what was drawn is shown to be seen. The
# same seed draws the same places, another seed others; nothing is smaller than asked without a word.
export JIANFU_ACTOR=王检查
quiet --today 2005-03-01 init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-03-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" households="3" demonstration="yes"/>
  <division code="350199108202" name="南格村" households="40" demonstration="yes"/>
  <unit code="108NJ" name="大洋农机站" type="station" division="350199108000"/>
  <household code="350199108201-0001" division="350199108201" head="陈大山" persons="4" labourers="2" pupils="0"/>
  <household code="350199108201-0002" division="350199108201" head="林小河" persons="4" labourers="2" pupils="2"/>
  <household code="350199108201-0003" division="350199108201" head="黄水" persons="2" labourers="1" pupils="0"/>
</register>
XML
quiet --today 2005-03-01 import register.xml
on='--today 2005-05-20'
run $on inspection plan --kind 专项检查 --period 2005H1 --title 三乱专项检查 --from 2005-05-10 --until 2005-06-20 \
    --paper '榕农负监[2005]07号' --members 检查一组 --on 2005-05-08
run $on inspection plan --kind 抽查 --period 2005H1 --title x --from 2005-05-10 --until 2005-06-20
run $on inspection plan --kind full --period 2005Q1 --title x --from 2005-05-10 --until 2005-06-20
run $on inspection plan --kind full --period 2005H1 --title x --from 2005-05-10 --until 2005-06-20 --rules no-such-rule
run $on inspection form J2005-001
run $on inspection sample J2005-001 --seed 7 --townships 2 --on 2005-05-09
run $on inspection sample 榕农负监2005年7号 --seed 7 --villages 3 --households 4 --on 2005-05-09
run $on inspection sample J2005-001 --seed 8
run $on inspection show J2005-001 --explain
run $on inspection plan --kind full --period 2005H1 --title 另一次 --from 2005-05-10 --until 2005-06-20 --on 2005-05-08
run $on inspection sample J2005-002 --seed 7 --villages 1 --households 1 --on 2005-05-09

# the forms, masked; one household in full is a look that is written down
run $on inspection form J2005-001 --place 350199108201-0002
run $on inspection form J2005-001 --place 350199108201-0002 --names
run $on inspection form J2005-001 --place 350199108209

# what was found
run $on inspection result J2005-001 --visit 350199108201-0002 --by 检查一组 --on 2005-05-12 --answer card=否:丢失 --answer receipts=yes \
    --payment 年检费:２５元:大洋农机站:2005年3月1日:- --problem 收费未开收据 --unit 108NJ
run $on inspection result J2005-001 --visit 350199108201-0002 --by 检查一组 --on 2005-05-12
run $on inspection result J2005-001 --visit 350199108201-0001 --by 检查一组 --answer board=yes
run $on inspection result J2005-001 --visit 350199108201-0001 --by 检查一组 --payment 年检费
run $on inspection result J2005-001 --visit 350199108201-0001 --by 检查一组 --problem 问题
run $on inspection result J2005-001 --visit nobody --by 检查一组
run $on inspection name J2005-001 --place 350199108202-新婚1 --village 南格村 --group newly-wed --on 2005-05-12
run $on inspection name J2005-001 --place 108NJ --on 2005-05-12
run $on inspection result J2005-001 --visit 108NJ --by 检查一组 --on 2005-05-13 --answer board=no
run $on inspection coverage J2005-001
run $on inspection coverage --period 2005H1 --format csv
run $on inspection show J2005-001 --missing --format csv

# each problem has its remedy; the ledger is that of the plan
run $on inspection problems J2005-001
# the ledger shows a problem that nobody has ordered to put right
run $on remedy list --plan J2005-001 --format csv
run $on --lang zh remedy list --state 未下达整改 --township 大洋镇
run $on remedy list --state 整改中
run $on remedy list --overdue
run $on remedy list --until 2005-05-11
run $on --lang zh remedy ledger --plan J2005-001
run $on --lang zh inspection show J2005-001 | tail -3
run $on inspection rectify J2005-001 --deadline 2005-05-31 --problem no
run $on inspection rectify J2005-001 --deadline 2005-05-31 --remedy 其他整改
run $on inspection rectify J2005-001 --deadline 2005-05-31
# a report counts what was ordered by its end
for day in 2005-05-19 2005-05-20; do "$JIANFU" --today $day why half-year/2005H1/inspection.remedied | head -4; done
run --today 2005-06-10 remedy list --plan J2005-001 --township 大洋镇
run --today 2005-06-10 remedy ledger --plan J2005-001
# the letter does not say what was found a second time as what is to be done
quiet $on office set --name 演示县减负办 --mark 演减负办
run $on --lang zh remedy letter Z2005-001 remedy-order
run --today 2005-06-10 remedy letter Z2005-001 remedy-reminder
"$JIANFU" $on check >/dev/null 2>&1
run $on finding list --format csv
run $on inspection withdraw J2005-001 --reason 改期
run $on inspection close J2005-001
run $on inspection close J2005-001 --reason 余户外出
run $on inspection result J2005-001 --visit 350199108201-0001 --by 检查一组
run $on verify | sed 's/head [0-9a-f]*/head OF THE LOG/' # which is another with each change of a rule
