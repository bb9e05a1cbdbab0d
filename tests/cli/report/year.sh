# The yearly summary: a year that is over, beside the one before; one that is not; signed by an office that has a name and a number.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
quiet office set --name 演示县减轻农民负担领导小组办公室 --mark 演减负办 --superior 演示市减负办
run report year 2005 --serial 12 --output year.txt
sed '/^ *附件：/,$d' year.txt
run report year 2004 --output year.txt
sed '/^ *附件：/,$d' year.txt | sed -n '/^表1/,/^三、/p; /^四、/,/^表5/p'
# the statistical form has another version from 2009 on
JIANFU_TODAY=2010-01-10 "$JIANFU" report year 2009 --output form.txt 2>/dev/null
sed -n '/^农民负担情况统计表/,/^    只填/p' form.txt
run --lang en report year 2005 --output year.txt
sed -n '1,/^2\.1/p; /^Table 1/,/^3\. /p' year.txt
run why 'year/2005/petition.received;span=first'
run why 'year/2005/petition.received;span=second'
run report year 2005H1
run report year 2005 --serial 012
run report year 2005 --unit X
