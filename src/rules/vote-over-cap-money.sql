-- rule: vote-over-cap-money
-- title: money by vote above the yearly cap
-- title.zh: 一事一议筹资超过限额
-- basis: Agriculture Law (2002 revision) art. 73: not above the cap set by the province; Fujian's reform of 2003
-- basis.zh: 《农业法》（2002年修订）第七十三条：筹资筹劳不得超过省级以上人民政府规定的上限控制标准；福建省2003年农村税费改革
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote_year WHERE per_head_fen > 0 AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN b.standard_id IS NULL THEN '依据库中没有当日适用的筹资限额'
--               WHEN b.ruling NOT IN ('cap', 'charge') OR b.unit <> 'person-year' THEN '限额不按每人每年计，依据库未规定折算办法'
--               WHEN b.amount_fen IS NULL THEN '依据库中筹资限额的金额不详'
--               ELSE '数额过大，无法计算' END AS reason
--     FROM v_vote_year p
--     LEFT JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.money'
--    WHERE p.per_head_fen > 0 AND p.decided_on BETWEEN :from AND :until AND b.ruling IS NOT 'ban'
--      AND (b.standard_id IS NULL OR b.ruling NOT IN ('cap', 'charge') OR b.unit <> 'person-year' OR b.amount_fen IS NULL
--           OR p.head_sum_fen > 9000000000000000000 / max(p.persons, 1))
-- All votes of the village for the year count, in the order of their days; the one that passes the cap is found and each after it. A
-- vote within the cap fails by its lines: a household or class that is charged more than the cap times its persons.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on,
       p.head_sum_fen * p.persons AS charged_fen, c.cap_fen * p.persons AS allowed_fen,
       min(p.per_head_fen, p.head_sum_fen - c.cap_fen) * p.persons AS excess_fen, c.standard_id,
       '“' || p.name || '”每人筹资' || fen_text(p.per_head_fen) || '元，' || p.year || '年度累计每人' || fen_text(p.head_sum_fen)
           || '元，限额每人' || fen_text(c.cap_fen) || '元，每人超出' || fen_text(p.head_sum_fen - c.cap_fen) || '元，' || p.persons
           || '人。' AS detail
  FROM v_vote_year p
  JOIN (SELECT b.subject_id, b.standard_id, CASE b.ruling WHEN 'ban' THEN 0 ELSE b.amount_fen END AS cap_fen FROM v_vote_book b
         WHERE b.item = 'yishi.money' AND (b.ruling = 'ban' OR (b.ruling IN ('cap', 'charge') AND b.unit = 'person-year'))) c
    ON c.subject_id = p.subject_id
 WHERE p.decided_on BETWEEN :from AND :until AND p.per_head_fen > 0 AND p.head_sum_fen > c.cap_fen
   AND p.head_sum_fen <= 9000000000000000000 / max(p.persons, 1)
UNION ALL
SELECT l.subject_id, l.part, l.division_id, l.unit_id, l.decided_on, l.money_fen, c.cap_fen * l.persons,
       l.money_fen - c.cap_fen * l.persons, c.standard_id,
       '“' || p.name || '”第' || l.part || '行' || l.persons || '人筹资' || fen_text(l.money_fen) || '元，按每人限额' || fen_text(c.cap_fen)
           || '元应不超过' || fen_text(c.cap_fen * l.persons) || '元，超出' || fen_text(l.money_fen - c.cap_fen * l.persons) || '元。'
  FROM v_proposal_line l
  JOIN v_vote_year p ON p.subject_id = l.subject_id
  JOIN (SELECT b.subject_id, b.standard_id, b.amount_fen AS cap_fen FROM v_vote_book b
         WHERE b.item = 'yishi.money' AND b.ruling IN ('cap', 'charge') AND b.unit = 'person-year') c ON c.subject_id = l.subject_id
 WHERE l.decided_on BETWEEN :from AND :until AND p.per_head_fen > 0 AND p.head_sum_fen <= c.cap_fen
   AND c.cap_fen <= 9000000000000000000 / max(l.persons, 1) AND l.money_fen > c.cap_fen * l.persons
   AND p.head_sum_fen <= 9000000000000000000 / max(p.persons, 1)
 ORDER BY 1, 2
