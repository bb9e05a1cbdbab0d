-- rule: fee-no-basis
-- title: fee without any basis in the rule book
-- title.zh: 收费无依据
-- basis: Agriculture Law (2002 revision) art. 67: a fee needs a law or regulation; farmers may refuse any other
-- basis.zh: 《农业法》（2002年修订）第六十七条：没有法律、法规依据的收费，农民有权拒绝
-- in-force: 2003-03-01..
-- severity: violation
-- subject: notice-item
-- lines: 1
-- suspects: i.standard_id IS NULL
-- undecided:
--   SELECT i.subject_id, i.part,
--          CASE WHEN EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part AND m.misfit = 'grade')
--               THEN '标准按年级或学期规定，通知没有写明，不能判定适用哪一标准'
--               WHEN i.item_id IS NOT NULL AND EXISTS (SELECT 1 FROM audit_governing a
--                    WHERE a.item_id = i.item_id AND a.class_id = i.class_id)
--               THEN '收费时项目尚未取消或禁令已失效，依据库中没有当日的标准'
--               WHEN i.document_canonical IS NULL THEN '所引文号无法辨认，不能判定有无依据'
--               ELSE '所引文件不在依据库中，不能判定有无依据' END AS reason
--     FROM v_notice_standard i
--    WHERE i.charged_on BETWEEN :from AND :until AND i.standard_id IS NULL AND i.amount_fen > 0
--      AND CASE WHEN i.standard_id IS NULL THEN
--          EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part AND m.misfit = 'grade')
--          OR NOT EXISTS (SELECT 1 FROM audit_governing a
--                          WHERE a.item_id = i.item_id AND a.class_id = i.class_id AND a.ruling <> 'ban')
--          AND (EXISTS (SELECT 1 FROM audit_governing a WHERE a.item_id = i.item_id AND a.class_id = i.class_id)
--               OR (i.document_term IS NOT NULL AND i.document_id IS NULL))
--          AND NOT EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part) END
-- A line fails when no standard of the book ever fits it: neither its item, where the book knows it, nor a paper that it
-- cites. Standards at another time only: fee-outside-period. A ban on the day: fee-cancelled. A name that the book does not
-- know is a doubt, not a violation: it may be written in a way the book has not met; where the unit calls the payment voluntary it
-- is left to fee-voluntary-for-all. A standard for others on the day: fee-unit-not-authorised, fee-payer-out-of-scope. A standard by
-- grade or season of school: not decided, a notice does not tell them.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, NULL AS standard_id,
       CASE WHEN i.item_id IS NULL THEN 'doubt' ELSE 'violation' END AS severity,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，'
           || CASE WHEN i.item_id IS NULL THEN '依据库中没有这一项目' ELSE '依据库中没有准予收取的标准' END
           || CASE WHEN i.document_term IS NULL THEN '，通知未引文件。'
                   ELSE '，所引' || coalesce(i.document_canonical, '“' || i.document_text || '”') || '未载明这一收费。' END AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.standard_id IS NULL AND i.amount_fen > 0
   AND (i.document_term IS NULL OR i.document_id IS NOT NULL)
   AND (i.item_id IS NOT NULL OR i.voluntary = 0)
   AND CASE WHEN i.standard_id IS NULL THEN -- CASE: only for the few lines without a standard
       NOT EXISTS (SELECT 1 FROM audit_governing a WHERE a.item_id = i.item_id AND a.class_id = i.class_id)
       AND NOT EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part) END
 ORDER BY i.subject_id, i.part
