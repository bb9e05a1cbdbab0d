-- rule: vote-too-few-proposers
-- title: proposed by too few villagers or delegates
-- title.zh: 联名提出议案的人数不足
-- basis: Ministry of Agriculture's opinion of 2012 on the procedure: the village committee, a tenth of the villagers or a third of the
--   delegates may propose; before, the county's rules
-- basis.zh: 农业部《关于规范村民一事一议筹资筹劳操作程序的意见》（2012年）：由村民委员会、十分之一以上村民或者三分之一以上村民代表提出；此前依县有关规定
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_vote WHERE proposer <> 'committee' AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT p.subject_id, 0 AS part,
--          CASE WHEN p.proposer_count IS NULL OR p.proposer_of IS NULL THEN '没有填写联名人数或总人数'
--               ELSE '依据库中没有提出当日适用的联名人数规定' END AS reason
--     FROM v_vote p JOIN v_vote_test t ON t.subject_id = p.subject_id AND t.test = 'proposer'
--    WHERE p.decided_on BETWEEN :from AND :until AND t.met IS NULL
-- Who signed against all villagers or delegates: the book says which share is enough on the day of the proposal (item
-- yishi.proposer.WHO). What the village committee proposes needs no signatures.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.collected_fen AS charged_fen,
       t.standard_id,
       '“' || p.name || '”' || p.proposed_on || '由' || p.proposer_count || '名' || CASE p.proposer WHEN 'delegates' THEN '村民代表' ELSE '村民' END
           || '联名提出，全村共' || p.proposer_of || '名，应有' || t.share || '联名。' AS detail
  FROM v_vote p JOIN v_vote_test t ON t.subject_id = p.subject_id AND t.test = 'proposer'
 WHERE p.decided_on BETWEEN :from AND :until AND NOT t.met
 ORDER BY p.subject_id
