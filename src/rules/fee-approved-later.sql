-- rule: fee-approved-later
-- title: charged first, approved later
-- title.zh: 先收费、后批准
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 22: approval comes before the charge
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第二十二条：收费须先经批准
-- in-force: 1991-12-07..
-- severity: violation
-- subject: notice-item
-- companions: fee-wrong-document
-- lines: i.chargeable
-- suspects:
--   i.standard_id IN (SELECT t.record_id FROM v_standard t LEFT JOIN v_document d ON d.document_id = t.document_id
--                      WHERE d.issued_on > t.valid_from
--                         OR (d.issued_on IS NULL AND NOT coalesce(d.valid_from <= t.valid_from, 0)
--                             AND NOT coalesce(instr(d.number, '〔') > 0 AND substr(d.number, instr(d.number, '〔') + 1, 4)
--                                              < (SELECT substr(p.first_on, 1, 4) FROM audit_span p), 0)))
-- undecided:
--   SELECT i.subject_id, i.part,
--          CASE WHEN d.record_id IS NULL THEN '标准未注明文件，不能判定批准在先' ELSE '文件的发文日不详，不能判定批准在先' END AS reason
--     FROM v_notice_standard i
--     LEFT JOIN v_document d ON d.document_id = i.standard_document_id
--    WHERE i.charged_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap') AND i.amount_fen > 0
--      AND d.issued_on IS NULL
--      AND NOT coalesce(instr(d.number, '〔') > 0 AND CAST(substr(d.number, instr(d.number, '〔') + 1, 4) AS INTEGER)
--                                                    < CAST(substr(i.charged_on, 1, 4) AS INTEGER), 0)
--      AND NOT coalesce(d.valid_from <= i.charged_on AND i.standard_from >= d.valid_from, 0)
-- A line fails when its standard reaches back to its day, but the standard's paper was issued only afterwards. Where the day of issue
-- is not known, a number of an earlier year or a paper in force by then decides for the unit.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，批准文件' || d.number || '于' || d.issued_on
           || '发出，收费在前。' AS detail
  FROM v_notice_standard i
  JOIN v_document d ON d.document_id = i.standard_document_id
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap') AND i.amount_fen > 0
   AND d.issued_on > i.charged_on
 ORDER BY i.subject_id, i.part
