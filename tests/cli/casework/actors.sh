# Roles: who makes the database is its first head; a step, an import, names in full only for those who may; every look is written down.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=李主任
run init
run actor list
run actor add 陈经办 --role 经办人
run actor add 王检查 --role inspector --reason 核查科
run actor add 审计员甲 --role auditor
run actor add 陈经办 --role clerk
run actor add ' 陈经办' --role clerk
run actor add 新人 --role boss
run actor add --role clerk
run actor role 陈经办
run actor role 无此人 clerk
run actor list
run actor rights
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
</register>
XML

echo '# the auditor only reads'
run --actor 审计员甲 import register.xml
run --actor 审计员甲 import --dry-run register.xml
run --actor 陌生人 import register.xml
run --actor 陈经办 import register.xml
run --actor 审计员甲 check
run --actor 审计员甲 petition register --channel call --division 大洋镇 --category school --text 多收10元
run --actor 陈经办 petition register --channel call --division 大洋镇 --unit 大洋中学 --category school \
    --text '林镕称多收10元，回电13800000000' --petitioner 林镕 --telephone 13800000000 --address 大洋镇东街1号
run --actor 审计员甲 petition list --format csv
run --actor 审计员甲 petition accept 2005-001

echo '# steps by role'
run --actor 陈经办 petition steps 2005-001 --format csv
run --actor 陈经办 petition steps 2005-001 --all --format csv
run --actor 审计员甲 petition steps 2005-001
run --actor 陈经办 petition refuse 2005-001 --reason 不属受理范围
run --actor 陈经办 --lang zh petition refuse 2005-001 --reason 不属受理范围
run --actor 陈经办 petition accept 2005-001 --note 已电话告知林镕
run --actor 陈经办 petition investigate 2005-001
run --actor 王检查 petition investigate 2005-001

echo '# names'
run --actor 审计员甲 petition show 2005-001 --names
run --actor 审计员甲 --lang zh petition list --names
run --actor 审计员甲 why case:2005-001 --names
run --actor 陌生人 petition list --names
run --actor 审计员甲 backup copy.db
run --actor 审计员甲 --lang zh backup copy.db
run --actor 陌生人 backup copy.db
ls copy.db*
quiet --actor 陈经办 backup copy.db && rm copy.db*
run actor looks
run --actor 审计员甲 petition show 2005-001
run --actor 审计员甲 why case:2005-001
run --actor 陈经办 petition show 2005-001 --names
run --actor 陈经办 petition list --open --unit 大洋中学 --names --format csv
run --actor 王检查 why case:2005-001 --names
run --actor 王检查 petition show 2005-999 --names
run petition history 2005-001
run --lang zh petition history 2005-001 --format csv
run actor looks
run --actor 审计员甲 actor looks --by 王检查 --format json

echo '# people come and go; a head is always there'
run --actor 王检查 actor add 亲戚 --role head
run --actor 王检查 actor role 王检查 head
run --actor 审计员甲 actor remove 李主任
run actor remove 李主任
run actor role 李主任 clerk
run actor remove 陈经办 --reason 退休
run actor remove 陈经办
run --actor 陈经办 petition list --names
run actor role 王检查 负责人
run actor role 李主任 clerk
run actor role 王检查 clerk
run --actor 王检查 actor add 陈经办 --role clerk
run --actor 王检查 actor remove 李主任
run actor list --all
run --lang zh actor list --all --format csv
"$JIANFU" verify | sed 's/head .*/head .../'

echo '# a change behind the back of the log'
sqlite3 county.db "UPDATE actor SET role = 'head' WHERE name = '陈经办'; DELETE FROM actor WHERE name = '审计员甲'"
"$JIANFU" verify | sed 's/head .*/head .../'

echo '# a database from before there were roles'
sqlite3 county.db 'DELETE FROM actor; DROP TRIGGER event_no_delete; DELETE FROM event'
"$JIANFU" verify | sed -n '/^actors/p'
run actor list
run --actor 任何人 petition register --no 2005-900 --channel call --division 大洋镇 --category school --text 多收10元
run actor add 陈经办 --role clerk
run actor add 陈经办 --role head
run actor list
