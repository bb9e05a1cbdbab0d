-- rule: own-many
-- title: the first payer of each unit, as it comes
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT i.subject_id, i.part, i.charged_on, i.name AS detail
  FROM (SELECT subject_id, part, charged_on, name, row_number() OVER () AS place FROM v_notice_item) i
 WHERE i.charged_on BETWEEN :from AND :until AND i.place = 1
 ORDER BY i.subject_id
