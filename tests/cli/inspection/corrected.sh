# A corrected record of a visit withdraws the remedies that it no longer supports, by a step like any other: what it still holds
# stands, what was accepted stays accepted, what it holds anew is ordered anew. Only who may withdraw a remedy may bring it.
export JIANFU_ACTOR=林主任 JIANFU_TODAY=2005-05-20
quiet init
quiet actor add 陈经办 --role clerk
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-03-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" households="3" demonstration="yes"/>
  <unit code="108NJ" name="大洋农机站" type="station" division="350199108000"/>
</register>
XML
quiet import register.xml
visit() { # version, problems, plan
    cat <<XML
<?xml version="1.0" encoding="UTF-8"?>
<inspections xmlns="urn:jianfu:inspection:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-20"/>
${3:-}  <visit version="$1" plan="J1" place="350199108201" form="village" division="350199108201" on="2005-05-12" by="检查组">
$2
  </visit>
</inspections>
XML
}
problem() { echo "    <problem unit=\"108NJ\" text=\"$1\" remedy=\"other\" deadline=\"2005-06-20\"/>"; }
plan='  <plan number="J1" kind="special" period="2005H1" title="检查" from="2005-05-10" until="2005-06-20" planned-on="2005-05-08"
        paper="榕农负监〔2005〕7号"/>
'
visit 1 "$(problem 收费未开收据; problem 公示栏无电话; problem 多收年检费; problem 未发明白卡)" "$plan" >first.xml
run import first.xml
run remedy prove Z2005-004 --proof 已补发 --by 站长
run remedy accept Z2005-004
visit 2 "$(problem 收费未开收据; problem 公示栏无依据; problem 多收年检费)" >second.xml
run --actor 陈经办 import second.xml
run remedy list --format csv
run import second.xml
run remedy list --format csv
run --lang zh remedy show Z2005-002
run inspection problems J1 --format csv
visit 3 "$(problem 收费未开收据; problem 公示栏无依据; problem 多收年检费)" >third.xml
sed 's/by="检查组"/by="检查一组"/' third.xml >again.xml
run import again.xml
run remedy list --open --format csv
visit 4 "" >none.xml
run import none.xml
run remedy list --open --format csv
run verify
