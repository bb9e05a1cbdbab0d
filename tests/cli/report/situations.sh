# What the report says when it cannot say everything: a check before the papers, a part of a check, a period that is not over, a
# check dated in the future, a standard that is missing.
body() { sed '/^附件1　/,$d' "$1"; }
quiet init
"$JIANFU" check >/dev/null
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[1-6]*.xml
# the papers came after the check
quiet report half-year 2005H1 --output before.txt
body before.txt | sed -n '/^（十）监督/,/^（十一）/p; /^四、/,/^五、/p'
# without the county's own standards much cannot be decided, and that is not "nothing found"
"$JIANFU" check >/dev/null
quiet report half-year 2005H1 --output partly.txt
body partly.txt | sed -n '/^（八）农村义务/,/^（十）/p; /^四、/,/^表4/p'
# one rule only: the others keep their last verdicts
"$JIANFU" check --rule fee-over-standard >/dev/null
run report half-year 2005H1 --output partly.txt
body partly.txt | sed -n '/^一、/,/^二、/p'
# not over, not begun
quiet report half-year 2005H2 --output now.txt
body now.txt | sed -n '1,/^一、/p; /^三、/,/^四、/p'
run report half-year 2006H1
# a check of a day that has not come
JIANFU_TODAY=2030-01-01 "$JIANFU" check >/dev/null
run report half-year 2005H1
