-- rule: fee-payer-out-of-scope
-- title: charged to a payer outside the item's scope
-- title.zh: 向收费范围以外的对象收费
-- basis: Price Law art. 39 and Agriculture Law (2002 revision) art. 67: a fee is taken within the scope that was approved
-- basis.zh: 《价格法》第三十九条、《农业法》（2002年修订）第六十七条：收费不得超出批准的范围
-- in-force: 1998-05-01..
-- severity: violation
-- subject: notice-item
-- lines: i.item_id IS NOT NULL
-- suspects: i.standard_id IS NULL
-- undecided:
--   SELECT i.subject_id, i.part, '所引文件不在依据库中，不能判定收费对象' AS reason
--     FROM v_notice_misfit m JOIN v_notice_standard i ON i.subject_id = m.subject_id AND i.part = m.part
--    WHERE m.misfit = 'payer' AND i.charged_on BETWEEN :from AND :until AND i.document_term IS NOT NULL AND i.document_id IS NULL
-- A line fails when a standard for its item, unit and place is in force on the day, but only for payers of another class.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, m.near_id AS standard_id,
       i.charged_on || '向' || CASE i.payer_class WHEN 'household' THEN '农户' WHEN 'pupil' THEN '学生' WHEN 'village' THEN '村'
                                   ELSE '单位' END
           || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，当日的标准准予向'
           || CASE t.payer_class WHEN 'household' THEN '农户' WHEN 'pupil' THEN '学生' WHEN 'village' THEN '村' ELSE '单位' END
           || '收取，不适用于这一缴费对象。' AS detail
  FROM v_notice_misfit m
  JOIN v_notice_standard i ON i.subject_id = m.subject_id AND i.part = m.part
  JOIN standard t ON t.record_id = m.near_id
 WHERE i.charged_on BETWEEN :from AND :until AND m.misfit = 'payer' AND (i.document_term IS NULL OR i.document_id IS NOT NULL)
 ORDER BY i.subject_id, i.part
