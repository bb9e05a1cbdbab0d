-- rule: card-late
-- title: household cards late with the township
-- title.zh: 明白卡送达乡镇超过期限
-- basis: the household card system (监督卡制): cards are handed out in time
-- basis.zh: 农民负担监督卡制：明白卡应按期发放
-- in-force: 2002-01-01..
-- severity: violation
-- subject: card-issue
-- population: SELECT count(*) FROM v_card_village WHERE issue_id IS NOT NULL AND delivered_on BETWEEN :from AND :until
-- undecided:
--   SELECT issue_id AS subject_id, 0 AS part, '依据库没有明白卡发放期限，或期限不详' AS reason
--     FROM v_card_village WHERE issue_id IS NOT NULL AND delivered_on BETWEEN :from AND :until AND last_on IS NULL
SELECT c.issue_id AS subject_id, 0 AS part, c.division_id AS division, c.delivered_on AS charged_on, c.deadline_id AS standard_id,
       c.year || '年的明白卡' || c.delivered_on || '才送达乡镇，期限为' || c.last_on || '，迟'
           || CAST(julianday(c.delivered_on) - julianday(c.last_on) AS INTEGER) || '天。' AS detail
  FROM v_card_village c
 WHERE c.delivered_on BETWEEN :from AND :until AND c.delivered_on > c.last_on
 ORDER BY c.issue_id
