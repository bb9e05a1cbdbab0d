# Searching the petitions of the sample county, its event log, and what verify says when somebody was at it with sqlite3.
quiet init
quiet import "$FIXTURES/rulebook/00-national.xml" "$FIXTURES/county/00-rulebook-demo.xml" "$FIXTURES/county/10-register.xml" \
    "$FIXTURES/county/50-petitions.xml"
run petition search 报刊
run petition search 教育费附加 9600元
run petition search '演示价[2004]1号' --format json
run petition search 大洋镇 已结案 --until 2005-02-28 --lang zh
run petition search 小学 --limit 2
run petition search 收费 --division 大洋镇 --format csv
# the petitioner's name: not found, not even that it is there, unless names are asked for
run petition search 吕旻信
run petition search 吕旻信 --names
run petition search 没有这个词
run petition search
run petition search 费
run petition search 报刊 --state 不存在

run log --limit 3
run log --type petition.reply --from 2005-06-01 --until 2005-06-15 --lang zh
run log --about 2005-022 --by 演示主任 --format json
run log --from 2005-13-01
run petition history 2005-022 --format json
run help log

run verify
tamper() { sqlite3 county.db "DROP TRIGGER IF EXISTS event_no_update; DROP TRIGGER IF EXISTS event_no_delete; $1"; }
cp county.db whole.db
tamper "UPDATE event SET actor = '别人' WHERE event_id = 12"
run verify
run verify --lang zh
cp whole.db county.db
# the last event cut off
tamper "DELETE FROM event WHERE event_id = (SELECT max(event_id) FROM event)"
run verify --lang zh
cp whole.db county.db
tamper "UPDATE petition SET text = text || '报刊' WHERE number = '2005-001'"
run verify
quiet actor add 审计员 --role auditor
run --actor 审计员 petition search --rebuild 报刊
run petition search --rebuild 报刊
run verify
run log --type search
