-- rule: vote-not-approved
-- title: collected by vote without approval
-- title.zh: 未经批准即筹资筹劳
-- basis: Ministry of Agriculture's opinion of 2012 on the procedure, (vii), and the county's rules: the township reviews, the county approves
-- basis.zh: 农业部《关于规范村民一事一议筹资筹劳操作程序的意见》（2012年）（七）及县有关规定：方案经乡镇初审、县级复审后实施
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population:
--   SELECT count(*) FROM v_vote WHERE (collected_fen > 0 OR collected_from IS NOT NULL) AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part, '依据库中没有当日适用的审批规定' AS reason
--     FROM v_vote p
--    WHERE p.decided_on BETWEEN :from AND :until AND (p.collected_fen > 0 OR p.collected_from IS NOT NULL)
--      AND NOT EXISTS (SELECT 1 FROM v_vote_approval a WHERE a.subject_id = p.subject_id)
-- Fails when collecting began before one of the approvals that the book asks for (item yishi.approval), or that one was never given.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.collected_fen AS charged_fen,
       a.standard_id,
       '“' || p.name || '”' || coalesce(p.collected_from || '起', '已') || '筹集' || fen_text(p.collected_fen) || '元，'
           || CASE WHEN a.got_on IS NULL THEN '没有' || a.name || '。' ELSE a.name || '于' || a.got_on || '作出，筹集在前。' END AS detail
  FROM v_vote p
  JOIN v_vote_approval a ON a.subject_id = p.subject_id
   AND a.member = (SELECT max(x.member) FROM v_vote_approval x
                    WHERE x.subject_id = p.subject_id AND (x.got_on IS NULL OR x.got_on > p.collected_from))
 WHERE p.decided_on BETWEEN :from AND :until AND (p.collected_fen > 0 OR p.collected_from IS NOT NULL)
 ORDER BY p.subject_id
