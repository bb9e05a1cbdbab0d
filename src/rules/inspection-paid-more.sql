-- rule: inspection-paid-more
-- title: household says it paid more than the receipt shows
-- title.zh: 农户反映实缴多于收据
-- basis: what is collected must be what the receipt shows: collecting more and writing less is charging beyond the standard
-- basis.zh: 收费应当与所开收据相符；多收少开按超标准收费查处
-- in-force: 2001-01-01..
-- severity: doubt
-- subject: inspection-visit
-- population: SELECT count(*) FROM v_inspection_payment WHERE paid_on BETWEEN :from AND :until AND receipt = 1
-- undecided:
--   SELECT subject_id, part, CASE WHEN notice IS NULL THEN '走访时未记下收据编号' ELSE '资料中没有这一编号的收费通知' END AS reason
--     FROM v_inspection_payment WHERE paid_on BETWEEN :from AND :until AND receipt = 1 AND notice_fen IS NULL
-- A doubt where the household's word stands alone, a violation where the visit names what proves it.
SELECT p.subject_id, p.part, p.division_id AS division, p.unit_id AS unit, p.paid_on AS charged_on, p.amount_fen AS charged_fen,
       p.notice_fen AS allowed_fen, p.amount_fen - p.notice_fen AS excess_fen,
       CASE WHEN p.evidence IS NULL THEN 'doubt' ELSE 'violation' END AS severity,
       p.visited_on || '入户走访，农户反映缴纳“' || p.name || '”' || fen_text(p.amount_fen) || '元，收据' || p.notice || '只开'
           || fen_text(p.notice_fen) || '元' || CASE WHEN p.evidence IS NULL THEN '，尚无其他证据' ELSE '，证据：' || p.evidence END
           || '（检查编号' || p.plan || '）。' AS detail
  FROM v_inspection_payment p
 WHERE p.paid_on BETWEEN :from AND :until AND p.receipt = 1 AND p.amount_fen > p.notice_fen
 ORDER BY p.subject_id, p.part
