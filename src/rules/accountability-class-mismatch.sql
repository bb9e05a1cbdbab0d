-- rule: accountability-class-mismatch
-- title: class of a case not that of its criteria
-- title.zh: 案（事）件类别与具备的情形不符
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, as interpreted on 2005-09-22, arts 2 and 3
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》及2005年9月22日的解释第二条、第三条
-- in-force: 2002-01-01..
-- severity: violation
-- subject: accountability
-- population: SELECT count(*) FROM v_accountability WHERE happened_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part, '没有填写具备的情形，不能核对类别' AS reason
--     FROM v_accountability
--    WHERE happened_on BETWEEN :from AND :until AND criteria = 0 AND class <> 'none'
-- A violation where a criterion that leaves nothing to judgement makes another class and none makes the one registered. A doubt
-- where only a criterion of judgement speaks ("other conduct"), where two classes fit and the graver was not taken (no text says
-- which goes first), and for what happened before the interpretation that states the criteria (2005-09-22).
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.unit_id AS unit, a.happened_on AS charged_on,
       CASE WHEN a.implied_sure AND NOT a.supported AND a.happened_on >= '2005-09-22' THEN 'violation' ELSE 'doubt' END AS severity,
       '登记为' || CASE a.class WHEN 'vicious' THEN '恶性案件' WHEN 'mass-incident' THEN '严重群体性事件' WHEN 'other-major' THEN '造成重大影响的其他案（事）件' ELSE '未构成案（事）件' END || '，所填情形属于' || CASE a.implied WHEN 'vicious' THEN '恶性案件' WHEN 'mass-incident' THEN '严重群体性事件' WHEN 'other-major' THEN '造成重大影响的其他案（事）件' ELSE '未构成案（事）件' END
           || CASE WHEN a.supported THEN '，同时符合两类' WHEN NOT a.implied_sure THEN '，是否属于须由人判断' ELSE '' END
           || CASE WHEN a.happened_on < '2005-09-22' THEN '，发生在2005年9月22日解释下发之前' ELSE '' END || '。' AS detail
  FROM v_accountability a
 WHERE a.happened_on BETWEEN :from AND :until AND a.criteria > 0 AND a.implied <> a.class
 ORDER BY a.subject_id
