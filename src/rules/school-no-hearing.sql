-- rule: school-no-hearing
-- title: school fee standard without a hearing on record
-- title.zh: 学校收费标准没有听证记录
-- basis: Price Law art. 23: government prices of public services that concern the people's interest are set after a hearing
-- basis.zh: 《价格法》第二十三条：制定关系群众切身利益的公益性服务价格，应当建立听证会制度
-- in-force: 1998-05-01..
-- severity: doubt
-- subject: school-charge
-- population:
--   SELECT count(*) FROM (SELECT 1 FROM v_school_onefee WHERE ruling IN ('charge', 'cap') AND charged_on BETWEEN :from AND :until
--                          GROUP BY subject_id)
-- undecided:
--   SELECT i.subject_id, 0 AS part, '依据库中“一费制”限额的金额不详，听证情况也不详' AS reason
--     FROM v_school_onefee i JOIN standard g ON g.record_id = i.standard_id
--    WHERE i.charged_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap')
--    GROUP BY i.subject_id
--   HAVING max(i.standard_fen IS NOT NULL AND (g.hearing_on IS NULL OR g.hearing_on > i.charged_on)) = 0
--      AND max(i.standard_fen IS NULL AND g.hearing_on IS NULL) = 1
-- A school charge fails when the one-fee cap that governs one of its grades states a figure, but no hearing before the charge. One
-- finding for the charge; no money is claimed.
SELECT i.subject_id, 0 AS part, i.division_id AS division, i.unit_id AS unit, i.charged_on, min(i.standard_id) AS standard_id,
       '所依据的“一费制”标准'
           || CASE WHEN max(g.hearing_on) IS NULL THEN '没有听证记录。' ELSE '到' || max(g.hearing_on) || '才听证，收费在前。' END AS detail
  FROM v_school_onefee i
  JOIN standard g ON g.record_id = i.standard_id
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap') AND i.standard_fen IS NOT NULL
   AND (g.hearing_on IS NULL OR g.hearing_on > i.charged_on)
 GROUP BY i.subject_id
 ORDER BY i.subject_id
