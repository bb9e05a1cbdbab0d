-- rule: own-typo
-- title: columns that are not there
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT subject_id,
       part,
       nmae AS detail
  FROM v_notice_item
 WHERE charged_on BETWEEN :from AND :until ORDER BY 1, 2
