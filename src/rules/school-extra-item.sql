-- rule: school-extra-item
-- title: item charged at school outside the one fee
-- title.zh: 学校在“一费制”之外加收项目
-- basis: Agriculture Law (2002 revision) art. 70 and 教财[2004]7号: nothing else may be collected from pupils
-- basis.zh: 《农业法》（2002年修订）第七十条、教财〔2004〕7号：不得向学生收取规定以外的费用
-- in-force: 2003-03-01..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM v_school_charge_line WHERE charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN product_fen IS NULL THEN '数额过大，无法计算'
--               ELSE '项目不在依据库中，所引文件也不在依据库中，不能判定' END AS reason
--     FROM v_school_standard
--    WHERE charged_on BETWEEN :from AND :until AND per_pupil_fen > 0 AND pupils > 0
--      AND place IS NOT 'apart'
--      AND (product_fen IS NULL
--           OR (item_id IS NULL AND document_term IS NOT NULL AND document_id IS NULL))
-- Fails: a component banned on its day; an item of the book that is neither within the one fee nor separately collectable nor
-- has a standard of its own on the day, or is not among those that alone may be taken; a name that the book does not know (a doubt: it may only be written otherwise).
-- Boarding and lending fees, and what is collected for others (school-agency-fee), have rules of their own.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.product_fen AS charged_fen, 0 AS allowed_fen, i.product_fen AS excess_fen, i.standard_id,
       CASE WHEN i.item_id IS NULL THEN 'doubt' ELSE 'violation' END AS severity,
       i.grade || '年级收取“' || i.name || '”每生' || fen_text(i.per_pupil_fen) || '元，' || i.pupils || '人计'
           || fen_text(i.product_fen) || '元，'
           || CASE WHEN i.ruling = 'ban' THEN '该项目已不得收取。'
                   WHEN i.item_id IS NULL THEN '依据库中没有这一项目。'
                   WHEN i.standard_id IS NOT NULL OR i.place IS NOT NULL THEN '不在准予收取的项目之内。'
                   ELSE '不属于“一费制”项目，也没有单独收费的标准。' END AS detail
  FROM v_school_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.per_pupil_fen > 0 AND i.pupils > 0 AND i.product_fen IS NOT NULL
   AND i.place IS NOT 'apart'
   AND coalesce((SELECT o.category FROM v_item o WHERE o.item_id = i.item_id), 'school') IN ('school', 'other')
   AND (i.ruling = 'ban'
        OR (i.item_id IS NOT NULL AND i.place IS NULL AND i.standard_id IS NULL)
        OR (i.item_id IS NOT NULL AND EXISTS (SELECT 1 FROM v_school_only y WHERE y.class_id = i.class_id
                                                 AND i.charged_on BETWEEN y.valid_from AND y.valid_until)
            AND NOT EXISTS (SELECT 1 FROM v_school_only y WHERE y.class_id = i.class_id AND y.item_id = i.item_id
                               AND i.charged_on BETWEEN y.valid_from AND y.valid_until))
        OR (i.item_id IS NULL AND (i.document_term IS NULL OR i.document_id IS NOT NULL)))
 ORDER BY i.subject_id, i.part
