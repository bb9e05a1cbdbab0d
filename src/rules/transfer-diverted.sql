-- rule: transfer-diverted
-- title: transfer payment used for another purpose
-- title.zh: 挪用税改转移支付资金
-- basis: 国发[2003]12号 (text to be checked): transfer payments of the tax reform are paid in full and in time, used
--   for what they are for, and neither held back nor diverted
-- basis.zh: 国发〔2003〕12号（待核原文）：农村税费改革转移支付资金应当足额、及时拨付，专款专用，不得截留、挪用
-- in-force: 2001-04-04..
-- severity: violation
-- subject: transfer-use
-- population: SELECT count(*) FROM v_transfer_move WHERE day BETWEEN :from AND :until
-- undecided: none
-- Payments under another purpose than the paper's and spending for another. An allocation of general aid is free to use.
SELECT m.subject_id, 0 AS part, m.division_id AS division, m.day AS charged_on, m.amount_fen AS charged_fen,
       m.day || CASE m.kind WHEN 'payment' THEN '拨付' ELSE '使用' END || '指标' || m.allocation_number || '资金'
           || fen_text(m.amount_fen) || '元，用途应为' || f.text || '，实为' || t.text || coalesce('（' || m.text || '）', '') || '。' AS detail
  FROM v_transfer_move m
  JOIN v_purpose f ON f.purpose = m.allocation_purpose
  JOIN v_purpose t ON t.purpose = m.purpose
 WHERE m.day BETWEEN :from AND :until AND m.amount_fen > 0 AND m.purpose <> m.allocation_purpose
   AND m.allocation_purpose <> 'general'
 ORDER BY m.subject_id
