-- rule: vote-purpose-not-allowed
-- title: vote for a purpose that is not allowed
-- title.zh: 议事项目超出筹资筹劳范围
-- basis: 国办发[2007]4号 and the rules of province and county: only public works within the village; no debts, pay, administration, entertainment
-- basis.zh: 国办发〔2007〕4号及省、县规定：限于村内公益事业，不得用于偿还债务、企业亏损、村务管理、干部报酬、招待费等
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote WHERE decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part, '依据库中没有当日适用的筹资筹劳范围' AS reason
--     FROM v_vote p
--    WHERE p.decided_on BETWEEN :from AND :until
--      AND NOT EXISTS (SELECT 1 FROM v_vote_book b WHERE b.subject_id = p.subject_id
--                         AND ((b.item = 'yishi.purpose' AND b.ruling = 'only')
--                              OR (b.item = 'yishi.purpose.' || p.purpose AND b.ruling = 'ban')))
-- The book lists what may be voted on (item yishi.purpose); a single purpose may be banned by itself (yishi.purpose.PURPOSE).
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.collected_fen AS charged_fen,
       coalesce(n.standard_id, b.standard_id) AS standard_id,
       '“' || p.name || '”用途为' || coalesce((SELECT i.name FROM v_item i WHERE i.code = 'yishi.purpose.' || p.purpose), p.purpose)
           || '，不在准予筹资筹劳的范围之内。' AS detail
  FROM v_vote p
  LEFT JOIN v_vote_book n ON n.subject_id = p.subject_id AND n.item = 'yishi.purpose.' || p.purpose AND n.ruling = 'ban'
  LEFT JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.purpose' AND b.ruling = 'only'
 WHERE p.decided_on BETWEEN :from AND :until
   AND (n.standard_id IS NOT NULL
        OR (b.standard_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM v_vote_member x WHERE x.standard_id = b.standard_id AND x.member = 'yishi.purpose.' || p.purpose)))
 ORDER BY p.subject_id
