-- rule: accountability-no-sanction
-- title: case concluded and nobody answers for it
-- title.zh: 案（事）件查而不处
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, on persons responsible and their sanctions
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》关于责任人员及其处理的规定
-- in-force: 2002-01-01..
-- severity: violation
-- subject: accountability
-- population:
--   SELECT count(*) FROM v_accountability a LEFT JOIN v_accountability_person p ON p.subject_id = a.subject_id
--    WHERE a.major AND a.concluded_on BETWEEN :from AND :until
-- undecided: none
-- No person responsible, or one without a decision (a decision that none is sanctioned is one). A decision without its paper is a
-- doubt. Which sanction is due no text at hand says, and it is not asked.
SELECT a.subject_id, coalesce(p.part, 0) AS part, a.division_id AS division, a.unit_id AS unit, a.concluded_on AS charged_on,
       CASE WHEN p.sanction IS NULL THEN 'violation' ELSE 'doubt' END AS severity,
       a.concluded_on || '查结，' || CASE WHEN p.part IS NULL THEN '没有认定责任人'
            ELSE p.post || '（' || CASE p.degree WHEN 'direct' THEN '直接责任人' WHEN 'main' THEN '主要领导责任' ELSE '重要领导责任' END || '）'
                 || CASE WHEN p.sanction IS NULL THEN '没有处理结果' ELSE '的处理没有文号' END END || '。' AS detail
  FROM v_accountability a
  LEFT JOIN v_accountability_person p ON p.subject_id = a.subject_id
 WHERE a.major AND a.concluded_on BETWEEN :from AND :until AND (p.part IS NULL OR p.sanction IS NULL OR p.paper IS NULL)
 ORDER BY a.subject_id, p.part
