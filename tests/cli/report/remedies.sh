# Which orders to put right are overdue at the end of a period: the report and `remedy list --overdue` say the same.
export JIANFU_TODAY=2005-09-01
"$JIANFU" template register >register.xml
quiet init
quiet import register.xml
order() { # NUMBER: to be done by 1 June
    quiet remedy order --about unit:EX-JS --unit EX-JS --remedy training --deadline 2005-06-01 --basis 依据 --text 培训 --no "$1" --on 2005-05-01
}
prove() { quiet remedy prove "$1" --proof 证明 --by 某 --on "$2"; }
order IN-TIME && prove IN-TIME 2005-06-01
order LATE && prove LATE 2005-06-02
order REJECTED && prove REJECTED 2005-05-20 && quiet remedy reject REJECTED --reason 不合格 --on 2005-05-25
order NEW-DAY && prove NEW-DAY 2005-05-20 && quiet remedy reject NEW-DAY --reason 不合格 --deadline 2005-07-15 --on 2005-05-25
order ACCEPTED && prove ACCEPTED 2005-05-20 && quiet remedy accept ACCEPTED --on 2005-07-02
order EXTENDED && quiet remedy extend EXTENDED --deadline 2005-08-01 --approver 主任 --reason 某 --on 2005-07-01
order WITHDRAWN && quiet remedy withdraw WITHDRAWN --reason 某 --on 2005-07-05
order NOTHING
tell() { echo "$1 $2:" "$("$JIANFU" --lang en why "half-year/$1/remedy.$2" --all | sed -n '/^rows behind/,$s/.*→ remedy:/ /p' | tr -d '\n')"; }
for figure in count ordered accepted open overdue; do tell 2005H1 $figure; done
for figure in count ordered accepted open overdue; do tell 2005H2 $figure; done
echo 'listed:' "$("$JIANFU" remedy list --overdue --format csv | sed 1d | cut -d, -f1 | sort | tr '\n' ' ')"
