-- rule: school-component-over-standard
-- title: school fee component above its standard
-- title.zh: 学校收费单项超过标准
-- basis: 教财[2004]7号 and 计价格[2002]792号: each component is collected at the published standard
-- basis.zh: 教财〔2004〕7号、计价格〔2002〕792号：各项收费按公布的标准收取
-- in-force: 2001-09-01..
-- severity: violation
-- subject: school-charge
-- population:
--   SELECT count(*) FROM v_school_standard
--    WHERE coalesce(place, 'within') = 'within' AND ruling IN ('charge', 'cap') AND standard_unit <> 'pupil-year'
--      AND charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN standard_fen IS NULL THEN '依据库中该项标准的金额不详' 
--               WHEN standard_unit <> 'pupil-term' THEN '该项标准不按学期计，依据库未规定折算办法'
--               ELSE '数额过大，无法计算' END
--          AS reason
--     FROM v_school_standard
--    WHERE coalesce(place, 'within') = 'within' AND ruling IN ('charge', 'cap') AND standard_unit <> 'pupil-year'
--      AND charged_on BETWEEN :from AND :until
--      AND (standard_fen IS NULL OR standard_unit <> 'pupil-term' OR product_fen IS NULL OR allowed_fen IS NULL)
-- A component without a standard of its own is settled at cost within the total and is judged by school-onefee-over-cap only.
-- An item outside the one fee with a standard of its own (取暖费, also what is collected for others) is compared with it, too. Boarding
-- and lending fees have rules of their own; a standard by the school year is school-year-cap's.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.product_fen AS charged_fen, i.allowed_fen,
       i.product_fen - i.allowed_fen AS excess_fen, i.standard_id,
       i.grade || '年级“' || i.name || '”每生每学期' || fen_text(i.per_pupil_fen) || '元，标准' || fen_text(i.standard_fen)
           || '元，每生超出' || fen_text(i.per_pupil_fen - i.standard_fen) || '元，' || i.pupils || '人计'
           || fen_text(i.product_fen - i.allowed_fen) || '元。' AS detail
  FROM v_school_standard i
 WHERE i.charged_on BETWEEN :from AND :until 
   AND coalesce(i.place, 'within') = 'within'
   AND i.ruling IN ('charge', 'cap')
   AND i.standard_unit = 'pupil-term' AND i.per_pupil_fen > i.standard_fen AND i.pupils > 0
   AND i.product_fen IS NOT NULL AND i.allowed_fen IS NOT NULL
 ORDER BY i.subject_id, i.part
