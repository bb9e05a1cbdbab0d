-- rule: own-large
-- title: more than 100 yuan on one line
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part, '数量不详' AS reason FROM v_notice_item
--    WHERE charged_on BETWEEN :from AND :until AND quantity_milli = 0 AND amount_fen <= 10000
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen,
       10000 AS allowed_fen, i.amount_fen - 10000 AS excess_fen, '“' || i.name || '”' || fen_text(i.amount_fen) || '元。' AS detail
  FROM v_notice_item i
 WHERE i.charged_on BETWEEN :from AND :until AND i.amount_fen > 10000
 ORDER BY i.subject_id, i.part
