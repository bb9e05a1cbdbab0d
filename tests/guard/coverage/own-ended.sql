-- rule: own-ended
-- title: a rule that has ended
-- title.zh: 试探
-- basis: a probe of coverage
-- in-force: 2001-01-01..2004-12-31
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT subject_id, part, charged_on, name AS detail FROM v_notice_item
 WHERE charged_on BETWEEN :from AND :until AND amount_fen > 100000 ORDER BY subject_id, part
