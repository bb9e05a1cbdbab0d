-- rule: board-item-missing
-- title: item of the unit missing from its board
-- title.zh: 应公示的收费项目没有公示
-- basis: 计价格[2001]1672号 and Price Law art. 13: every item is posted
-- basis.zh: 国家计委计价格〔2001〕1672号、《价格法》第十三条：收费项目应全部公示
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board WHERE seen_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part, '公示栏上有依据库不识的项目名称，不能判定是否缺项' AS reason
--     FROM v_board_lack WHERE seen_on BETWEEN :from AND :until AND unknown_names > 0 GROUP BY subject_id
-- companions: fee-not-posted
-- One finding for a board. Expected is what the unit's earlier boards showed, what it charged as a school within the year before, and
-- what a standard leaves to this very unit, as long as a standard is in force.
SELECT i.subject_id, 0 AS part, i.division_id AS division, i.unit_id AS unit, i.seen_on AS charged_on,
       min(i.standard_id) AS standard_id,
       i.seen_on || '查看，公示栏缺少应公示的项目' || count(*) || '个：' || group_concat(i.name, '、') || '。' AS detail
  FROM (SELECT * FROM v_board_lack ORDER BY subject_id, name) i
 WHERE i.seen_on BETWEEN :from AND :until AND i.unknown_names = 0
 GROUP BY i.subject_id
 ORDER BY i.subject_id
