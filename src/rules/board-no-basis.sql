-- rule: board-no-basis
-- title: item posted without its paper, or with another
-- title.zh: 公示项目没有收费依据或依据不符
-- basis: Fujian notice of June 2001 on posting of fees: the paper is one of the fields; 计价格[2002]792号 for schools
-- basis.zh: 福建省2001年6月关于全面推行涉农收费公示制度的通知：公示内容包括收费文件；学校依计价格〔2002〕792号
-- in-force: 2002-01-01..
-- severity: violation
-- subject: board
-- population: SELECT count(*) FROM v_board_line WHERE seen_on BETWEEN :from AND :until AND ruling IN ('charge', 'cap')
-- undecided:
--   SELECT i.subject_id, i.part,
--          CASE WHEN i.document_term IS NULL THEN '标准所依据的文件在查看之后才发布' ELSE '所列文号不在依据库中，不能判定是否相符' END AS reason
--     FROM v_board_line i LEFT JOIN v_document d ON d.document_id = i.standard_document_id
--    WHERE i.seen_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap')
--      AND ((i.document_term IS NOT NULL AND i.document_id IS NULL) OR (i.document_term IS NULL AND d.issued_on > i.seen_on))
-- A line with another figure than the standard's is board-stale's or board-wrong-amount's, whatever paper it cites.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.seen_on AS charged_on, i.standard_id,
       i.seen_on || '查看，“' || i.name || '”'
           || CASE WHEN i.document_term IS NULL THEN '没有写明收费依据' ELSE '所列依据为' || i.document_text END
           || coalesce('，现行依据是' || d.number_printed, '') || '。' AS detail
  FROM v_board_line i
  LEFT JOIN v_document d ON d.document_id = i.standard_document_id
 WHERE i.seen_on BETWEEN :from AND :until AND i.ruling IN ('charge', 'cap')
   AND ((i.document_term IS NULL AND (d.issued_on IS NULL OR d.issued_on <= i.seen_on))
        OR (i.document_id IS NOT NULL AND i.amount_fen IS i.standard_fen
            AND i.document_id NOT IN (SELECT o.document_id FROM v_board_standard s JOIN standard o ON o.record_id = s.standard_id
                                       WHERE s.subject_id = i.subject_id AND s.item_id = i.item_id AND o.document_id IS NOT NULL)))
 ORDER BY i.subject_id, i.part
