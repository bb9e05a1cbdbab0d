-- rule: fee-wrong-document
-- title: wrong, unreadable or repealed document cited
-- title.zh: 所引文号有误、无法辨认或已失效
-- basis: 计价格[2001]1672号 on the public posting of prices and fees: the paper that allows a fee is named with its number
-- basis.zh: 国家计委计价格〔2001〕1672号（涉农价格和收费公示制度）：收费应标明依据文件及文号
-- in-force: 2001-01-01..
-- severity: violation
-- subject: notice-item
-- lines: i.document_term IS NOT NULL
-- suspects:
--   i.document_term IS NOT NULL
--   AND (i.document_id IS NULL
--        OR (i.document_id <> i.standard_document_id
--            AND (i.item_id, i.document_id) NOT IN (SELECT o.item_id, o.document_id FROM v_standard o WHERE o.document_id IS NOT NULL))
--        OR (i.document_id IN (SELECT d.document_id FROM v_document d
--                               WHERE d.valid_until < (SELECT p.last_on FROM audit_span p)
--                                  OR coalesce(d.valid_from, d.issued_on) > (SELECT p.first_on FROM audit_span p))
--            AND EXISTS (SELECT 1 FROM subject s JOIN document d ON d.record_id = s.record_id
--                         WHERE s.subject_id = i.document_id
--                           AND (d.valid_until < i.charged_on OR coalesce(d.valid_from, d.issued_on) > i.charged_on))))
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN document_canonical IS NULL AND doc_no_found(document_text) THEN '所引不止一个文号，或者文号前后另有文字，须人工核对'
--               ELSE '所引文件不在依据库中，不能判定是否有误' END AS reason
--     FROM v_notice_item
--    WHERE (document_canonical IS NOT NULL OR doc_no_found(document_text)
--           OR document_text REGEXP '《.+》|(法|条例)$|关于.+(规定|办法|决定|意见|通知|细则)$')
--      AND document_id IS NULL AND charged_on BETWEEN :from AND :until
-- A line fails when the number that it cites cannot be read as a document number, when the paper was no longer or not yet in
-- force on its day, or (a doubt) when the standard that governs it stands in another paper and the cited one carries no
-- standard of the item. A paper without its own dates is taken to be in force. No money is claimed: only the citation is
-- at fault. A paper cited by its title (《价格法》) has no number that could be wrong: not in the book, it is not decided.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, NULL AS allowed_fen, NULL AS excess_fen, i.standard_id,
       CASE WHEN i.document_id IS NULL OR d.valid_until < i.charged_on OR coalesce(d.valid_from, d.issued_on) > i.charged_on
            THEN 'violation' ELSE 'doubt' END AS severity,
       i.charged_on || '收取“' || i.name || '”，所引“' || i.document_text || '”'
           || CASE WHEN i.document_id IS NULL THEN '无法辨认为文号。'
                   WHEN d.valid_until < i.charged_on THEN '已于' || d.valid_until || '失效'
                        || CASE WHEN d.replaced_by IS NULL THEN '。' ELSE '，由' || d.replaced_by || '代替。' END
                   WHEN coalesce(d.valid_from, d.issued_on) > i.charged_on
                        THEN '自' || coalesce(d.valid_from, d.issued_on) || '起施行，收费在前。'
                   ELSE '未载明该项目的标准，标准见' || (SELECT o.number FROM v_document o
                                                 WHERE o.document_id = i.standard_document_id) || '。' END AS detail
  FROM v_notice_standard i
  LEFT JOIN subject ds ON ds.subject_id = i.document_id
  LEFT JOIN document d ON d.record_id = ds.record_id
 WHERE i.charged_on BETWEEN :from AND :until AND i.document_term IS NOT NULL
   AND ((i.document_id IS NULL AND i.document_canonical IS NULL AND NOT doc_no_found(i.document_text)
         AND NOT i.document_text REGEXP '《.+》|(法|条例)$|关于.+(规定|办法|决定|意见|通知|细则)$')
        OR d.valid_until < i.charged_on
        OR coalesce(d.valid_from, d.issued_on) > i.charged_on
        OR (i.ruling IN ('charge', 'cap') AND i.standard_document_id <> i.document_id
            AND NOT EXISTS (SELECT 1 FROM v_standard o WHERE o.item_id = i.item_id AND o.document_id = i.document_id)))
 ORDER BY i.subject_id, i.part
