-- rule: fee-unit-not-authorised
-- title: charged by a unit that no standard authorises
-- title.zh: 收费单位不在准收范围
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 22: who charges and for what is approved first
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第二十二条：收费须先经批准
-- in-force: 1991-12-07..
-- severity: violation
-- subject: notice-item
-- lines: i.item_id IS NOT NULL
-- suspects: i.standard_id IS NULL
-- undecided:
--   SELECT i.subject_id, i.part, '所引文件不在依据库中，不能判定该单位是否获准' AS reason
--     FROM v_notice_misfit m JOIN v_notice_standard i ON i.subject_id = m.subject_id AND i.part = m.part
--    WHERE m.misfit = 'unit' AND i.charged_on BETWEEN :from AND :until AND i.document_term IS NOT NULL AND i.document_id IS NULL
-- A line fails when standards for its item are in force at the place on the day, and each is for other units (by type, size, stage
-- of school or by name). Where one fits the unit but not the payer: fee-payer-out-of-scope.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, m.near_id AS standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，当日该项目有标准，但不由这一单位收取。' AS detail
  FROM v_notice_misfit m
  JOIN v_notice_standard i ON i.subject_id = m.subject_id AND i.part = m.part
 WHERE i.charged_on BETWEEN :from AND :until AND m.misfit = 'unit'
   AND (i.document_term IS NULL OR i.document_id IS NOT NULL)
 ORDER BY i.subject_id, i.part
