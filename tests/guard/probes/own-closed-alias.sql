-- rule: own-closed-alias
-- title: reads a name through a CTE that bears the name of a view
-- title.zh: 试探
-- basis: a probe of the guard
-- basis.zh: 防护试验
-- in-force: 2004-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
WITH v_notice (subject_id, detail) AS (SELECT n.subject_id, n.payer_name FROM main.notice n)
SELECT subject_id, detail FROM v_notice ORDER BY 1
