-- rule: vote-forced-money-for-labour
-- title: money demanded in place of labour
-- title.zh: 强行以资代劳
-- basis: Agriculture Law (2002 revision) art. 73 and 95: forcing is forbidden; the township orders it put right and the money refunded
-- basis.zh: 《农业法》（2002年修订）第七十三条：禁止强行以资代劳；第九十五条：由乡（镇）人民政府责令改正，退还违法收取的资金
-- in-force: 2003-03-01..
-- severity: violation
-- subject: proposal
-- population: SELECT count(*) FROM v_proposal WHERE lieu_fen > 0 AND decided_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part, '没有写明以资代劳是否本人自愿' AS reason FROM v_proposal
--    WHERE lieu_fen > 0 AND lieu_voluntary IS NULL AND decided_on BETWEEN :from AND :until
-- A doubt where it is called voluntary but all labour of the project was turned into money.
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.unit_id AS unit, p.decided_on AS charged_on, p.lieu_fen AS charged_fen,
       CASE p.lieu_voluntary WHEN 0 THEN 0 END AS allowed_fen, CASE p.lieu_voluntary WHEN 0 THEN p.lieu_fen END AS excess_fen,
       CASE p.lieu_voluntary WHEN 0 THEN 'violation' ELSE 'doubt' END AS severity,
       '“' || p.name || '”收取以资代劳款' || fen_text(p.lieu_fen) || '元'
           || CASE p.lieu_voluntary WHEN 0 THEN '，并非本人自愿。' ELSE '，全部工日均折成现金，疑非自愿。' END AS detail
  FROM v_proposal p
 WHERE p.decided_on BETWEEN :from AND :until AND p.lieu_fen > 0
   AND (p.lieu_voluntary = 0
        OR (p.lieu_voluntary = 1 AND p.days_milli > 0 AND p.labourers > 1 AND p.lieu_days_milli / p.days_milli >= p.labourers))
 ORDER BY p.subject_id
