-- rule: transfer-unallocated
-- title: payment without an allocation
-- title.zh: 无指标拨付转移支付资金
-- basis: 国发[2003]12号 (text to be checked): transfer payments of the tax reform are paid in full and in time, used
--   for what they are for, and neither held back nor diverted
-- basis.zh: 国发〔2003〕12号（待核原文）：农村税费改革转移支付资金应当足额、及时拨付，专款专用，不得截留、挪用
-- in-force: 2001-04-04..
-- severity: doubt
-- subject: transfer-payment
-- population: SELECT count(*) FROM v_transfer_payment WHERE paid_on BETWEEN :from AND :until
-- undecided: none
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.paid_on AS charged_on, p.amount_fen AS charged_fen,
       p.paid_on || '凭证' || p.number || '拨付' || fen_text(p.amount_fen) || '元，没有对应的分配指标。' AS detail
  FROM v_transfer_payment p
 WHERE p.paid_on BETWEEN :from AND :until AND p.allocation_id IS NULL
 ORDER BY p.subject_id
