-- rule: vote-over-cap-labour
-- title: labour by vote above the yearly cap
-- title.zh: 一事一议筹劳超过限额
-- basis: Agriculture Law (2002 revision) art. 73: not above the cap set by the province; Fujian's reform of 2003
-- basis.zh: 《农业法》（2002年修订）第七十三条：筹资筹劳不得超过省级以上人民政府规定的上限控制标准；福建省2003年农村税费改革
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote_year WHERE days_milli > 0 AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN b.standard_id IS NULL THEN '依据库中没有当日适用的筹劳限额'
--               WHEN b.ruling NOT IN ('cap', 'charge') OR b.unit <> 'labourer-year' THEN '限额不按每个劳动力每年计，依据库未规定折算办法'
--               ELSE '依据库中筹劳限额的工日不详' END AS reason
--     FROM v_vote_year p
--     LEFT JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.labour'
--    WHERE p.days_milli > 0 AND p.decided_on BETWEEN :from AND :until AND b.ruling IS NOT 'ban'
--      AND (b.standard_id IS NULL OR b.ruling NOT IN ('cap', 'charge') OR b.unit <> 'labourer-year' OR b.number IS NULL)
-- All votes of the village for the year count, in the order of their days; the one that passes the cap is found and each after it. A
-- vote within the cap fails by its lines: a household or class that owes more than the cap times its labourers. Days, no money.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, c.standard_id,
       '“' || p.name || '”每个劳动力出工' || p.days_text || '个工日，' || p.year
           || '年度累计' || p.days_sum_text || '个工日，限额' || c.cap || '个工日，'
           || p.labourers || '个劳动力。' AS detail
  FROM v_vote_year p
  JOIN (SELECT b.subject_id, b.standard_id, CASE b.ruling WHEN 'ban' THEN 0 ELSE b.number END AS cap FROM v_vote_book b
         WHERE b.item = 'yishi.labour' AND (b.ruling = 'ban' OR (b.ruling IN ('cap', 'charge') AND b.unit = 'labourer-year'))) c
    ON c.subject_id = p.subject_id
 WHERE p.decided_on BETWEEN :from AND :until AND p.days_milli > 0 AND p.days_sum_milli > c.cap * 1000
UNION ALL
SELECT l.subject_id, l.part, l.division_id, l.unit_id, l.decided_on, c.standard_id,
       '“' || p.name || '”第' || l.part || '行' || l.labourers || '个劳动力承担'
           || l.days_text || '个工日，按限额应不超过' || (c.cap * l.labourers) || '个工日。'
  FROM v_proposal_line l
  JOIN v_vote_year p ON p.subject_id = l.subject_id
  JOIN (SELECT b.subject_id, b.standard_id, b.number AS cap FROM v_vote_book b
         WHERE b.item = 'yishi.labour' AND b.ruling IN ('cap', 'charge') AND b.unit = 'labourer-year') c ON c.subject_id = l.subject_id
 WHERE l.decided_on BETWEEN :from AND :until AND p.days_milli > 0 AND p.days_sum_milli <= c.cap * 1000
   AND l.days_milli > c.cap * l.labourers * 1000
 ORDER BY 1, 2
