-- rule: transfer-short
-- title: transfer payment not paid in full
-- title.zh: 税改转移支付资金未足额拨付
-- basis: 国发[2003]12号 (text to be checked): transfer payments of the tax reform are paid in full and in time, used
--   for what they are for, and neither held back nor diverted
-- basis.zh: 国发〔2003〕12号（待核原文）：农村税费改革转移支付资金应当足额、及时拨付，专款专用，不得截留、挪用
-- in-force: 2001-04-04..
-- severity: violation
-- subject: transfer-allocation
-- population: SELECT count(*) FROM v_transfer WHERE issued_on BETWEEN :from AND :until
-- undecided:
--   SELECT allocation_id AS subject_id, 0 AS part, '指标文件和依据库都没有规定拨付期限' AS reason
--     FROM v_transfer WHERE issued_on BETWEEN :from AND :until AND due_on IS NULL AND released_fen < amount_fen
-- No excess is claimed: the money is owed to the township or village, not to payers. It is short once the last day is over.
SELECT t.allocation_id AS subject_id, 0 AS part, t.division_id AS division, t.issued_on AS charged_on, t.standard_id,
       '指标' || t.number || '应拨' || fen_text(t.amount_fen) || '元，期限' || t.due_on || '，已拨' || fen_text(t.released_fen)
           || '元，少拨' || fen_text(t.amount_fen - t.released_fen) || '元。' AS detail
  FROM v_transfer t
 WHERE t.issued_on BETWEEN :from AND :until AND t.due_on < :day AND t.released_fen < t.amount_fen
 ORDER BY t.allocation_id
