-- rule: vote-no-majority
-- title: too few votes for
-- title.zh: 赞成票不足仍筹资筹劳
-- basis: Agriculture Law (2002 revision) art. 73 and Organic Law of Village Committees: passed by more than half
-- basis.zh: 《农业法》（2002年修订）第七十三条、《村民委员会组织法》：经村民会议或者村民代表会议过半数通过后方可进行
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote WHERE held_on IS NOT NULL AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN p.votes_for IS NULL OR p.present IS NULL THEN '没有填写实到人数或赞成票数'
--               WHEN min(t.standard_id IS NOT NULL) = 0 THEN '依据库中没有当日适用的表决规定'
--               ELSE '没有填写代表户数或签字同意户数' END AS reason
--     FROM v_vote p JOIN v_vote_test t ON t.subject_id = p.subject_id AND t.test IN ('majority', 'households')
--    WHERE p.decided_on BETWEEN :from AND :until AND p.held_on IS NOT NULL
--    GROUP BY p.subject_id
--   HAVING min(coalesce(t.met, 2)) > 0 AND max(t.met IS NULL) = 1
-- Two tests: votes of those present (item yishi.majority), and of delegates the households they stand for, where the book asks for
-- that (yishi.majority.households). Fails when one of them does.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.collected_fen AS charged_fen,
       t.standard_id,
       '“' || p.name || '”' || p.held_on || '议事，' || CASE t.test WHEN 'majority' THEN '到会' || t.whole || '人，赞成' || t.some || '票'
                                                      ELSE '到会代表共代表' || t.whole || '户，签字同意' || t.some || '户' END
           || '，应有' || t.share || '同意。' AS detail
  FROM v_vote p
  JOIN v_vote_test t ON t.subject_id = p.subject_id
   AND t.test = (SELECT max(f.test) FROM v_vote_test f WHERE f.subject_id = p.subject_id AND f.test IN ('majority', 'households') AND NOT f.met)
 WHERE p.decided_on BETWEEN :from AND :until AND p.held_on IS NOT NULL
 ORDER BY p.subject_id
