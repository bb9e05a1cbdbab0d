-- rule: own-chance
-- title: the order of chance
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT subject_id, min(part) AS part,
       group_concat(name) AS detail
  FROM v_notice_item WHERE charged_on BETWEEN :from AND :until GROUP BY subject_id
 ORDER BY random()
