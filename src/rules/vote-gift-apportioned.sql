-- rule: vote-gift-apportioned
-- title: "voluntary" gifts that everybody gave alike
-- title.zh: 以自愿捐赠为名变相摊派
-- basis: Agriculture Law (2002 revision) art. 67: no levy in whatever form; a gift is of free choice
-- basis.zh: 《农业法》（2002年修订）第六十七条：不得以任何方式向农民摊派；捐赠应当自愿
-- in-force: 2003-03-01..
-- severity: doubt
-- subject: proposal
-- population:
--   SELECT count(*) FROM (SELECT 1 FROM v_proposal_gift WHERE household IS NOT NULL AND amount_fen > 0 GROUP BY subject_id
--                         HAVING min(given_on) BETWEEN :from AND :until)
-- undecided:
--   SELECT g.subject_id, 0 AS part, '登记册没有该村户数，不能判定是否普遍捐赠' AS reason
--     FROM (SELECT e.subject_id, e.division_id, min(e.first_on) AS first_on, max(e.givers) AS alike
--             FROM (SELECT i.subject_id, i.division_id, i.amount_fen, min(i.given_on) AS first_on, count(DISTINCT i.household) AS givers
--                     FROM v_proposal_gift i WHERE i.household IS NOT NULL AND i.amount_fen > 0 GROUP BY i.subject_id, i.amount_fen) e
--            GROUP BY e.subject_id) g
--     JOIN v_division d ON d.division_id = g.division_id
--    WHERE g.first_on BETWEEN :from AND :until AND coalesce(d.households, 0) = 0 AND g.alike < 30
-- Threshold, as in fee-voluntary-for-all: at least 30 households gave the very same amount, or at least 80 % of the village's
-- households as registered gave. No money is claimed, since who gave freely is not known. Each gift by itself: `jianfu proposal show`.
SELECT g.subject_id, 0 AS part, g.division_id AS division, p.unit_id AS unit, g.first_on AS charged_on, g.sum_fen AS charged_fen,
       '“' || p.name || '”以捐赠名义收取' || d.name || g.givers || '户' || fen_text(g.sum_fen) || '元'
           || CASE WHEN d.households > 0 THEN '，全村' || d.households || '户' ELSE '' END
           || '，其中金额相同的最多' || g.alike || '户，疑为变相摊派。' AS detail
  FROM (SELECT e.subject_id, e.division_id, min(e.first_on) AS first_on, max(e.givers) AS alike, sum(e.sum_fen) AS sum_fen,
               (SELECT count(DISTINCT o.household) FROM v_proposal_gift o
                 WHERE o.subject_id = e.subject_id AND o.household IS NOT NULL AND o.amount_fen > 0) AS givers
          FROM (SELECT i.subject_id, i.division_id, i.amount_fen, min(i.given_on) AS first_on, count(DISTINCT i.household) AS givers,
                       sum(i.amount_fen) AS sum_fen
                  FROM v_proposal_gift i WHERE i.household IS NOT NULL AND i.amount_fen > 0 GROUP BY i.subject_id, i.amount_fen) e
         GROUP BY e.subject_id) g
  JOIN v_proposal p ON p.subject_id = g.subject_id
  JOIN v_division d ON d.division_id = g.division_id
 WHERE g.first_on BETWEEN :from AND :until
   AND (g.alike >= 30 OR (d.households > 0 AND g.givers * 100 >= d.households * 80))
 ORDER BY g.subject_id
