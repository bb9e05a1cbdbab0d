-- rule: transfer-held-back
-- title: township keeps what is the village's
-- title.zh: 乡镇截留应拨付村级的转移支付资金
-- basis: 国发[2003]12号 (text to be checked): transfer payments of the tax reform are paid in full and in time, used
--   for what they are for, and neither held back nor diverted
-- basis.zh: 国发〔2003〕12号（待核原文）：农村税费改革转移支付资金应当足额、及时拨付，专款专用，不得截留、挪用
-- in-force: 2001-04-04..
-- severity: violation
-- subject: transfer-allocation
-- population: SELECT count(*) FROM v_transfer WHERE issued_on BETWEEN :from AND :until AND via_id IS NOT NULL
-- undecided:
--   SELECT allocation_id AS subject_id, 0 AS part, '指标文件和依据库都没有规定拨付期限' AS reason
--     FROM v_transfer WHERE issued_on BETWEEN :from AND :until AND via_id IS NOT NULL AND due_on IS NULL AND held_fen > 0
SELECT t.allocation_id AS subject_id, 0 AS part, t.via_id AS division, t.issued_on AS charged_on, t.standard_id,
       v.name || '收到指标' || t.number || '应拨' || d.name || '的资金' || fen_text(t.held_fen + t.passed_fen) || '元，期限' || t.due_on
           || '，已转拨' || fen_text(t.passed_fen) || '元，滞留' || fen_text(t.held_fen) || '元。' AS detail
  FROM v_transfer t
  JOIN v_division v ON v.division_id = t.via_id
  JOIN v_division d ON d.division_id = t.division_id
 WHERE t.issued_on BETWEEN :from AND :until AND t.due_on < :day AND t.held_fen > 0
 ORDER BY t.allocation_id
