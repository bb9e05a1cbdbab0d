-- rule: inspection-paid-without-receipt
-- title: household says it paid without a receipt
-- title.zh: 农户反映缴费未开收据
-- basis: charges on farmers are collected against a proper receipt; without one they may be refused
-- basis.zh: 向农民收费必须出具专用收据，不出具的农民有权拒缴
-- in-force: 2001-01-01..
-- severity: doubt
-- subject: inspection-visit
-- population: SELECT count(*) FROM v_inspection_payment WHERE paid_on BETWEEN :from AND :until AND amount_fen > 0
-- undecided: none
-- A doubt where the household's word stands alone, a violation where the visit names what proves it. No money is claimed.
SELECT p.subject_id, p.part, p.division_id AS division, p.unit_id AS unit, p.paid_on AS charged_on, p.amount_fen AS charged_fen,
       CASE WHEN p.evidence IS NULL THEN 'doubt' ELSE 'violation' END AS severity,
       p.visited_on || '入户走访，农户反映' || p.paid_on || '缴纳“' || p.name || '”' || fen_text(p.amount_fen) || '元，未开收据'
           || CASE WHEN p.evidence IS NULL THEN '，尚无其他证据' ELSE '，证据：' || p.evidence END || '（检查编号' || p.plan || '）。' AS detail
  FROM v_inspection_payment p
 WHERE p.paid_on BETWEEN :from AND :until AND p.receipt = 0 AND p.amount_fen > 0
 ORDER BY p.subject_id, p.part
