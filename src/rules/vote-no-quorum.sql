-- rule: vote-no-quorum
-- title: no meeting, or too few present
-- title.zh: 未开会议事或到会人数不足
-- basis: Agriculture Law (2002 revision) art. 73: by a meeting only; Organic Law of Village Committees, on who must be present
-- basis.zh: 《农业法》（2002年修订）第七十三条：筹资筹劳应当经村民会议或者村民代表会议通过；《村民委员会组织法》关于到会人数的规定
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote WHERE decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN p.form IS NULL OR p.present IS NULL OR p.entitled IS NULL THEN '没有填写会议形式、应到或实到人数'
--               ELSE '依据库中没有当日该种会议的法定到会人数' END AS reason
--     FROM v_vote p JOIN v_vote_test t ON t.subject_id = p.subject_id AND t.test = 'quorum'
--    WHERE p.decided_on BETWEEN :from AND :until AND p.held_on IS NOT NULL AND t.met IS NULL
-- Fails where money or labour rests on no meeting, or fewer were present than the rule of the day asks for that kind of meeting: the
-- book says which share (item yishi.quorum.FORM).
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.collected_fen AS charged_fen,
       CASE WHEN p.held_on IS NOT NULL THEN t.standard_id END AS standard_id,
       CASE WHEN p.held_on IS NULL THEN '“' || p.name || '”没有开会议事。'
            ELSE '“' || p.name || '”' || p.held_on || '议事，应到' || p.entitled || CASE p.form WHEN 'households' THEN '户' ELSE '人' END
                || '，实到' || p.present || CASE p.form WHEN 'households' THEN '户' ELSE '人' END || '，应有' || t.share || '到会。' END AS detail
  FROM v_vote p JOIN v_vote_test t ON t.subject_id = p.subject_id AND t.test = 'quorum'
 WHERE p.decided_on BETWEEN :from AND :until AND (p.held_on IS NULL OR NOT t.met)
 ORDER BY p.subject_id
