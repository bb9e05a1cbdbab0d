-- rule: vote-posted-too-short
-- title: plan not posted, or for too few days before the meeting
-- title.zh: 方案未公示或公示时间不足
-- basis: Ministry of Agriculture's opinion of 2012 on the procedure, (ii), and the county's rules
-- basis.zh: 农业部《关于规范村民一事一议筹资筹劳操作程序的意见》（2012年）（二）及县有关规定：方案应在议事前公示
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote WHERE held_on IS NOT NULL AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN b.standard_id IS NULL THEN '依据库中没有当日适用的公示期'
--               WHEN b.number IS NULL THEN '依据库中公示期的天数不详' ELSE '公示期不按日历日计，不能换算' END AS reason
--     FROM v_vote p LEFT JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.notice'
--    WHERE p.decided_on BETWEEN :from AND :until AND p.held_on IS NOT NULL
--      AND (b.standard_id IS NULL OR b.number IS NULL OR b.unit <> 'calendar-day')
-- Days from the first day of posting to the meeting. The standard's number is the least (item yishi.notice).
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, b.standard_id,
       '“' || p.name || '”' || CASE WHEN p.posted_on IS NULL THEN '方案没有公示，' || p.held_on || '议事'
                                 ELSE p.posted_on || '公示，' || p.held_on || '议事，公示'
                                     || max(CAST(julianday(p.held_on) - julianday(p.posted_on) AS INTEGER), 0) || '天' END
           || '，应不少于' || b.number || '天。' AS detail
  FROM v_vote p JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.notice' AND b.unit = 'calendar-day'
 WHERE p.decided_on BETWEEN :from AND :until AND p.held_on IS NOT NULL AND b.number > 0
   AND (p.posted_on IS NULL OR julianday(p.held_on) - julianday(p.posted_on) < b.number)
 ORDER BY p.subject_id
