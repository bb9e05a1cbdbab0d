-- rule: transfer-late
-- title: transfer payment paid late
-- title.zh: 税改转移支付资金逾期拨付
-- basis: 国发[2003]12号 (text to be checked): transfer payments of the tax reform are paid in full and in time, used
--   for what they are for, and neither held back nor diverted
-- basis.zh: 国发〔2003〕12号（待核原文）：农村税费改革转移支付资金应当足额、及时拨付，专款专用，不得截留、挪用
-- in-force: 2001-04-04..
-- severity: violation
-- subject: transfer-payment
-- population: SELECT count(*) FROM v_transfer_payment WHERE paid_on BETWEEN :from AND :until AND allocation_id IS NOT NULL
-- undecided:
--   SELECT subject_id, 0 AS part, '指标文件和依据库都没有规定拨付期限' AS reason
--     FROM v_transfer_payment WHERE paid_on BETWEEN :from AND :until AND allocation_id IS NOT NULL AND due_on IS NULL
SELECT p.subject_id, 0 AS part, p.division_id AS division, p.paid_on AS charged_on, p.amount_fen AS charged_fen, p.standard_id,
       p.paid_on || CASE WHEN p.passed_on THEN '乡镇转拨' ELSE '拨付' END || '指标' || p.allocation_number || '资金'
           || fen_text(p.amount_fen) || '元，期限' || p.due_on || '，逾期'
           || CAST(julianday(p.paid_on) - julianday(p.due_on) AS INTEGER) || '日。' AS detail
  FROM v_transfer_payment p
 WHERE p.paid_on BETWEEN :from AND :until AND p.allocation_id IS NOT NULL AND p.paid_on > p.due_on
 ORDER BY p.subject_id
