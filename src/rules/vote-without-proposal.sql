-- rule: vote-without-proposal
-- title: money collected as by vote, without an approved vote
-- title.zh: 未经议事批准以一事一议名义收费
-- basis: Agriculture Law (2002 revision) art. 73: money may be collected only after the villagers' meeting has passed it
-- basis.zh: 《农业法》（2002年修订）第七十三条：向村民筹资筹劳，应当经村民会议或者村民代表会议过半数通过后，方可进行
-- in-force: 2003-03-01..
-- severity: violation
-- subject: notice-item
-- lines: i.paid AND i.item_id IN (SELECT v.item_id FROM v_vote_item v)
-- suspects: i.paid AND i.item_id IN (SELECT v.item_id FROM v_vote_item v)
-- undecided:
--   SELECT subject_id, part, '收费通知只写到乡镇，不能判定属于哪个村' AS reason FROM v_vote_notice
--    WHERE charged_on BETWEEN :from AND :until AND village_id IS NULL
-- The village is that of the notice, else that of the household; the year that of the line's period, else of its day. The line is
-- covered by a vote of that village and year that was passed by then and has each approval that the book asks for on its day.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on, i.amount_fen AS charged_fen, 0 AS allowed_fen,
       i.amount_fen AS excess_fen,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，' || d.name || i.year || '年度'
           || CASE WHEN EXISTS (SELECT 1 FROM v_proposal p WHERE p.division_id = i.village_id AND p.year = i.year)
                   THEN '的议事项目收费时尚未议定或者未经批准。' ELSE '没有议事项目。' END AS detail
  FROM v_vote_notice i JOIN v_division d ON d.division_id = i.village_id
 WHERE i.charged_on BETWEEN :from AND :until
   AND NOT EXISTS (SELECT 1 FROM v_proposal p
                    WHERE p.division_id = i.village_id AND p.year = i.year AND p.outcome = 'passed' AND p.held_on <= i.charged_on
                      AND NOT EXISTS (SELECT 1 FROM v_vote_approval a WHERE a.subject_id = p.subject_id
                                         AND (a.got_on IS NULL OR a.got_on > i.charged_on)))
 ORDER BY i.subject_id, i.part
