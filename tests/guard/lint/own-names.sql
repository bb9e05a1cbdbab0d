-- rule: own-names
-- title: a name in the evidence
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT subject_id,
       payer_name AS detail
  FROM notice WHERE charged_on BETWEEN :from AND :until
 ORDER BY subject_id
