# What no inspection can see is not drawn: more than 10,000 places, or a village that a slip of the pen made a million households large.
export JIANFU_TODAY=2005-05-08
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[01]0-*.xml
quiet inspection plan --kind full --period 2005H1 --title 抽查 --from 2005-05-10 --until 2005-06-20
run inspection sample J2005-001 --seed 3 --households 40
run --lang zh inspection sample J2005-001 --seed 3 --households 999999
run inspection sample J2005-001 --seed 3 --households 30 | head -3
cat >village.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-03-01"/>
  <division code="350199100299" name="大村" households="999999999" demonstration="yes"/>
</register>
XML
quiet import village.xml
quiet inspection plan --kind full --period 2005H1 --title 抽查 --from 2005-05-10 --until 2005-06-20
run inspection sample J2005-002 --seed 3 --within 350199100000 --households 1
run --lang zh inspection sample J2005-002 --seed 3 --within 350199100299 --households 1
quiet inspection sample J2005-002 --seed 3 --within 350199100000
run inspection show J2005-002 | tail -3
