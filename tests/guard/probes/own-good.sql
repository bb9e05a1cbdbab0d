-- rule: own-good
-- title: more than 2,000 yuan on one line
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen,
       '“' || i.name || '”' || fen_text(i.amount_fen) || '元。' AS detail
  FROM v_notice_item i
 WHERE i.charged_on BETWEEN :from AND :until AND i.amount_fen > 200000
 ORDER BY i.subject_id, i.part
