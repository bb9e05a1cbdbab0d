-- rule: vote-exempt-charged
-- title: exempt persons charged by vote
-- title.zh: 向应免除筹资筹劳的人员筹资筹劳
-- basis: 国办发[2007]4号 and the rules of province and county on who is exempt
-- basis.zh: 国办发〔2007〕4号及省、县关于不承担筹资筹劳人员的规定
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population:
--   SELECT count(*) FROM v_proposal_line WHERE class <> 'ordinary' AND (money_fen > 0 OR days_milli > 0) AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT l.subject_id, l.part, '依据库中没有当日适用的免除筹资筹劳人员范围' AS reason
--     FROM v_proposal_line l
--     LEFT JOIN v_vote_book m ON m.subject_id = l.subject_id AND m.item = 'yishi.exempt.money' AND m.ruling = 'only'
--     LEFT JOIN v_vote_book w ON w.subject_id = l.subject_id AND w.item = 'yishi.exempt.labour' AND w.ruling = 'only'
--    WHERE l.class <> 'ordinary' AND l.decided_on BETWEEN :from AND :until
--      AND ((l.money_fen > 0 AND m.standard_id IS NULL) OR (l.days_milli > 0 AND w.standard_id IS NULL))
--      AND NOT (l.money_fen > 0 AND EXISTS (SELECT 1 FROM v_vote_member x WHERE x.standard_id = m.standard_id AND x.member = 'yishi.class.' || l.class))
--      AND NOT (l.days_milli > 0 AND EXISTS (SELECT 1 FROM v_vote_member x WHERE x.standard_id = w.standard_id AND x.member = 'yishi.class.' || l.class))
-- The book lists the classes exempt from money (item yishi.exempt.money) and from labour (yishi.exempt.labour). A class that it does
-- not list may be charged; relief by vote is the village's own affair.
SELECT l.subject_id, l.part, l.division_id AS division, l.unit_id AS unit, l.decided_on AS charged_on,
       CASE WHEN m.name IS NOT NULL THEN l.money_fen END AS charged_fen, CASE WHEN m.name IS NOT NULL THEN 0 END AS allowed_fen,
       CASE WHEN m.name IS NOT NULL THEN l.money_fen END AS excess_fen, coalesce(m.standard_id, w.standard_id) AS standard_id,
       '向' || coalesce(m.name, w.name) || l.persons || '人' || CASE WHEN m.name IS NOT NULL THEN '筹资' || fen_text(l.money_fen) || '元' ELSE '' END
           || CASE WHEN m.name IS NOT NULL AND w.name IS NOT NULL THEN '、' ELSE '' END
           || CASE WHEN w.name IS NOT NULL THEN '筹劳' || l.days_text || '个工日' ELSE '' END
           || '，该类人员不承担。' AS detail
  FROM v_proposal_line l
  LEFT JOIN (SELECT b.subject_id, b.standard_id, x.member, x.name FROM v_vote_book b JOIN v_vote_member x ON x.standard_id = b.standard_id
              WHERE b.item = 'yishi.exempt.money' AND b.ruling = 'only') m
    ON m.subject_id = l.subject_id AND m.member = 'yishi.class.' || l.class AND l.money_fen > 0
  LEFT JOIN (SELECT b.subject_id, b.standard_id, x.member, x.name FROM v_vote_book b JOIN v_vote_member x ON x.standard_id = b.standard_id
              WHERE b.item = 'yishi.exempt.labour' AND b.ruling = 'only') w
    ON w.subject_id = l.subject_id AND w.member = 'yishi.class.' || l.class AND l.days_milli > 0
 WHERE l.decided_on BETWEEN :from AND :until AND l.class <> 'ordinary' AND (m.name IS NOT NULL OR w.name IS NOT NULL)
 ORDER BY l.subject_id, l.part
