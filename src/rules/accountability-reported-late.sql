-- rule: accountability-reported-late
-- title: case reported after the time allowed
-- title.zh: 案（事）件迟报
-- basis: 中办发[2002]19号, provisional rule on accountability for cases of farmers' burdens, on reporting; the time by the rule book
-- basis.zh: 中办发〔2002〕19号《关于对涉及农民负担案（事）件实行责任追究的暂行办法》关于报告的规定，时限以政策依据库为准
-- in-force: 2002-01-01..
-- severity: violation
-- subject: accountability
-- population: SELECT count(*) FROM v_accountability_limit WHERE known_on BETWEEN :from AND :until AND reports > 0
-- undecided:
--   SELECT subject_id, 0 AS part,
--          CASE WHEN standard_id IS NULL THEN '依据库中没有当日适用的案（事）件报告时限'
--               WHEN limit_number IS NULL THEN '依据库中案（事）件报告时限的数字不详'
--               WHEN limit_unit NOT IN ('hour', 'calendar-day') THEN '报告时限不按小时或日历日计，本规则不能折算'
--               ELSE '知悉或报告的时刻没有记录，不能判定是否超过时限' END AS reason
--     FROM v_accountability_limit
--    WHERE known_on BETWEEN :from AND :until AND reports > 0
--      AND (limit_number IS NULL OR limit_unit NOT IN ('hour', 'calendar-day')
--           OR (spent_least <= limit_number + 0.001 AND spent_most > limit_number + 0.001))
-- The first report upwards counts. Times that were not noted are taken so that the report took as little as possible: late is what
-- was late for certain. 0.001 of an hour is below a minute and above what julianday() loses.
SELECT a.subject_id, 0 AS part, a.division_id AS division, a.unit_id AS unit, a.known_on AS charged_on, a.standard_id,
       a.known_on || coalesce(' ' || a.known_at, '') || '知悉，' || a.first_at || '首次上报，时限'
           || a.limit_number || CASE a.limit_unit WHEN 'hour' THEN '小时' ELSE '日' END || '，已超过。' AS detail
  FROM v_accountability_limit a
 WHERE a.known_on BETWEEN :from AND :until AND a.reports > 0 AND a.limit_unit IN ('hour', 'calendar-day')
   AND a.spent_least > a.limit_number + 0.001
 ORDER BY a.subject_id
