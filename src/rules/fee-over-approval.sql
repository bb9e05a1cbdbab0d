-- rule: fee-over-approval
-- title: approved less, charged more
-- title.zh: 批少收多
-- basis: Price Law art. 39 and Agriculture Law art. 67: a fee is taken at the standard that was approved
-- basis.zh: 《价格法》第三十九条、《农业法》第六十七条：收费应按批准的标准执行
-- in-force: 1998-05-01..
-- severity: violation
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_approval WHERE charged_on BETWEEN :from AND :until
-- suspects: i.document_id <> i.standard_document_id AND i.chargeable
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN approved_unit_fen IS NULL THEN '依据库中所引文件的标准金额不详' ELSE '数额过大，无法计算' END AS reason
--     FROM v_notice_approval
--    WHERE charged_on BETWEEN :from AND :until AND approved_fen IS NULL
-- Looked at are lines that cite another paper than that of the governing standard, where the paper cited sets the item as well (a
-- county's approval below the province's ceiling). A line fails when the governing standard allows it, but the approval that the unit
-- itself cites does not. What is above the governing standard too: fee-over-standard.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, i.approved_fen AS allowed_fen, i.amount_fen - i.approved_fen AS excess_fen,
       i.approved_id AS standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元（数量' || i.quantity_text || '），所引'
           || i.document_text || '批准单价' || fen_text(i.approved_unit_fen) || '元，应收' || fen_text(i.approved_fen) || '元，超出'
           || fen_text(i.amount_fen - i.approved_fen) || '元。' AS detail
  FROM v_notice_approval i
 WHERE i.charged_on BETWEEN :from AND :until AND i.amount_fen > i.approved_fen
   AND (i.amount_fen <= i.allowed_fen OR i.allowed_fen IS NULL)
 ORDER BY i.subject_id, i.part
