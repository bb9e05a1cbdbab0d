-- rule: school-headcount
-- title: more pupils charged than on roll
-- title.zh: 收费人数多于在校人数
-- basis: Accounting Law art. 14: amounts of a voucher must be true; 计价格[2002]792号: school fees are posted and kept by head
-- basis.zh: 《会计法》第十四条：凭证记载应当真实；计价格〔2002〕792号：学校按人数和公示标准收费
-- in-force: 2001-09-01..
-- severity: doubt
-- subject: school-charge
-- population:
--   SELECT count(*) FROM (SELECT 1 FROM v_school_head WHERE charged_on BETWEEN :from AND :until GROUP BY unit_id, term, grade)
-- undecided:
--   SELECT min(first_line) / 1000000 AS subject_id, min(first_line) % 1000000 AS part, '登记册没有该学期该年级的在校生数' AS reason
--     FROM v_school_head WHERE charged_on BETWEEN :from AND :until AND roll IS NULL GROUP BY unit_id, term, grade
-- Per term and grade: the component of the one fee that most pupils were charged, against the roll. A doubt without money: pupils
-- may have come after the roll was written.
SELECT min(h.first_line) / 1000000 AS subject_id, min(h.first_line) % 1000000 AS part, h.division_id AS division, h.unit_id AS unit,
       min(h.charged_on) AS charged_on,
       period_text(h.term) || '学期' || h.grade || '年级收费' || max(h.pupils) || '人，登记在校' || h.roll || '人，多' || (max(h.pupils) - h.roll)
           || '人。' AS detail
  FROM v_school_head h
 WHERE h.charged_on BETWEEN :from AND :until AND h.pupils > h.roll
 GROUP BY h.unit_id, h.term, h.grade
 ORDER BY subject_id, part
