-- rule: accountability-not-reported
-- title: case never reported upwards
-- title.zh: 案（事）件知情不报
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, on reporting
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》关于报告的规定
-- in-force: 2002-01-01..
-- severity: violation
-- subject: accountability
-- population: SELECT count(*) FROM v_accountability WHERE major AND known_on BETWEEN :from AND :until
-- undecided: none
-- Investigated to the end without a report: a violation. Where the investigation goes on, the report may still come: a doubt.
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.unit_id AS unit, a.known_on AS charged_on,
       CASE WHEN a.concluded_on IS NULL THEN 'doubt' ELSE 'violation' END AS severity,
       a.known_on || '知悉，' || CASE WHEN a.concluded_on IS NULL THEN '尚未查结' ELSE a.concluded_on || '查结' END
           || '，没有向上级报告的记录。' AS detail
  FROM v_accountability a
 WHERE a.major AND a.known_on BETWEEN :from AND :until AND a.reports = 0
 ORDER BY a.subject_id
