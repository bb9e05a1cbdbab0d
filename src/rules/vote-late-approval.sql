-- rule: vote-late-approval
-- title: county answered the plan late
-- title.zh: 县级复审答复超过期限
-- basis: Ministry of Agriculture's opinion of 2012 on the procedure, (vii): the county answers in writing within 7 working days
-- basis.zh: 农业部《关于规范村民一事一议筹资筹劳操作程序的意见》（2012年）（七）：县级农民负担监督管理部门在7个工作日内书面答复
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_proposal WHERE submitted_on IS NOT NULL AND county_on IS NOT NULL AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN b.standard_id IS NULL THEN '依据库中没有当日适用的复审答复期限'
--               WHEN b.number IS NULL THEN '依据库中复审答复期限的天数不详'
--               WHEN b.unit <> 'working-day' THEN '依据库中复审答复期限的计算单位不能换算'
--               ELSE '期限按工作日计，没有当年的放假安排，不能判定是否超过' END AS reason
--     FROM v_proposal p
--     JOIN v_vote_reply r ON r.subject_id = p.subject_id
--     LEFT JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.county_reply'
--    WHERE p.decided_on BETWEEN :from AND :until
--      AND (b.standard_id IS NULL OR b.number IS NULL OR b.unit NOT IN ('calendar-day', 'working-day')
--           OR (b.unit = 'working-day' AND r.worked_days IS NULL AND r.days > b.number))
-- Days worked are never more than the days of the calendar: within as many of these an answer is in time, whatever the days off of the
-- year were. Beyond them the holiday calendar of the year must be there.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, b.standard_id,
       '“' || p.name || '”方案' || p.submitted_on || '报县，' || p.county_on || '答复，历时'
           || CASE b.unit WHEN 'working-day' THEN r.worked_days || '个工作日，期限' || b.number || '个工作日。'
                          ELSE r.days || '天，期限' || b.number || '天。' END AS detail
  FROM v_proposal p
  JOIN v_vote_reply r ON r.subject_id = p.subject_id
  JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.county_reply'
 WHERE p.decided_on BETWEEN :from AND :until
   AND ((b.unit = 'calendar-day' AND r.days > b.number) OR (b.unit = 'working-day' AND r.worked_days > b.number))
 ORDER BY p.subject_id
