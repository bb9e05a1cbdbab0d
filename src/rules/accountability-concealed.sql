-- rule: accountability-concealed
-- title: case concealed
-- title.zh: 案（事）件瞒报
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, on concealing a case
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》关于隐瞒案（事）件的规定
-- in-force: 2002-01-01..
-- severity: violation
-- subject: accountability
-- population: SELECT count(*) FROM v_accountability WHERE major AND known_on BETWEEN :from AND :until
-- undecided: none
-- Concealment that the investigation established is a violation. The papers alone give a doubt: a petition that told of the case
-- came before the day on which it is said to have become known, or the township reported none for the half-year although the
-- case was known by then.
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.unit_id AS unit, a.known_on AS charged_on,
       CASE WHEN a.concealed THEN 'violation' ELSE 'doubt' END AS severity,
       CASE WHEN a.concealed THEN '经查存在瞒报' || coalesce('：' || a.concealment, '')
            WHEN p.received_on < a.known_on THEN '信访件' || p.number || '于' || p.received_on || '收到，登记的知悉日期为' || a.known_on
            ELSE '乡镇' || n.reported_on || '零报告' || period_text(n.period) || '无案（事）件，而此件' || a.known_on || '已知悉' END || '。' AS detail
  FROM v_accountability a
  LEFT JOIN v_petition p ON p.subject_id = a.petition_id
  LEFT JOIN v_nil_report n ON n.division_id = a.township_id AND n.period = half_year(a.known_on) AND n.reported_on >= a.known_on
 WHERE a.major AND a.known_on BETWEEN :from AND :until
   AND (a.concealed OR p.received_on < a.known_on OR n.subject_id IS NOT NULL)
 ORDER BY a.subject_id
