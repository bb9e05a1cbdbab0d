-- rule: fee-yearly-cap
-- title: yearly sum over the yearly standard
-- title.zh: 全年收费累计超过年度标准
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 35: what was taken too much is refunded
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第三十五条：多收的如数退还
-- in-force: 1991-12-07..
-- severity: violation
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_year WHERE charged_on BETWEEN :from AND :until
-- suspects: i.by_year
-- repeats:
--   CASE WHEN i.by_year AND i.paid
--        THEN hash64(i.payer_class, CASE i.payer_class WHEN 'pupil' THEN i.unit_id END, i.item_id,
--                    substr(coalesce(i.period, i.charged_on), 1, 4)) END
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN standard_fen IS NULL THEN '依据库中年度标准的金额不详'
--               WHEN year_fen IS NULL THEN '登记册没有该户人口，不能折算全年标准'
--               ELSE '数额过大，无法计算' END AS reason
--     FROM v_notice_year
--    WHERE charged_on BETWEEN :from AND :until AND (year_fen IS NULL OR counted_fen IS NULL)
-- The year is that of the line's period, else of its day. By person: the standard times the persons of the household as registered,
-- nothing else is converted. The line on which the sum passes the year's standard and each after it is found, with its part above: in
-- however many parts the year's fee is asked for, together they may reach it, and a second whole one is above it.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.sum_fen AS charged_fen, i.year_fen AS allowed_fen, min(i.counted_fen, i.sum_fen - i.year_fen) AS excess_fen, i.standard_id,
       i.year || '年度向同一缴费人累计收取“' || i.name || '”' || fen_text(i.sum_fen) || '元，全年标准' || fen_text(i.year_fen) || '元'
           || CASE WHEN i.standard_unit = 'person-year' AND i.persons IS NOT NULL
                   THEN '（每人' || fen_text(i.standard_fen) || '元，' || i.persons || '人）' ELSE '' END
           || '，超出' || fen_text(i.sum_fen - i.year_fen) || '元。' AS detail
  FROM v_notice_year i
 WHERE i.charged_on BETWEEN :from AND :until AND i.counted_fen > 0 AND i.sum_fen > i.year_fen
 ORDER BY i.subject_id, i.part
