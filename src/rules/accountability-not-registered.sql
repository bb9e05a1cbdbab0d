-- rule: accountability-not-registered
-- title: petition marked as a major case without an entry in the register
-- title.zh: 信访件标为重大案（事）件而未登记
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, on investigating and reporting cases
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》关于调查和报告的规定
-- in-force: 2002-01-01..
-- severity: doubt
-- subject: petition
-- population: SELECT count(*) FROM v_petition WHERE major_case IS NOT NULL AND received_on BETWEEN :from AND :until
-- undecided: none
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.received_on AS charged_on,
       '信访件' || p.number || '登记为' || CASE p.major_case WHEN 'vicious' THEN '恶性案件' WHEN 'mass-incident' THEN '严重群体性事件' WHEN 'other-major' THEN '造成重大影响的其他案（事）件' ELSE p.major_case END || '，责任追究登记中没有对应的案（事）件。' AS detail
  FROM v_petition p
 WHERE p.major_case IS NOT NULL AND p.received_on BETWEEN :from AND :until
   AND p.subject_id NOT IN (SELECT a.petition_id FROM v_accountability a WHERE a.petition_id IS NOT NULL)
 ORDER BY p.subject_id
