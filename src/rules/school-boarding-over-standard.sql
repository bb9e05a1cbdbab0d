-- rule: school-boarding-over-standard
-- title: boarding fee above its standard, or after it was abolished
-- title.zh: 住宿费超过标准或取消后仍收
-- basis: 教财[2006]6号 and the explanation of January 2007: boarding fees at the published standard, abolished from spring 2009
-- basis.zh: 教财〔2006〕6号、全国农村义务教育经费保障机制改革领导小组办公室2007年1月说明：住宿费按标准收取，2009年春季起取消
-- in-force: 2001-09-01..
-- severity: violation
-- subject: school-charge
-- population:
--   SELECT count(*) FROM v_school_standard
--    WHERE item_id IN (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.boarding')
--      AND per_pupil_fen > 0 AND pupils > 0 AND (standard_unit IS NOT 'pupil-year' OR ruling = 'ban')
--      AND charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN standard_id IS NULL THEN '依据库中没有当日适用的住宿费标准'
--               WHEN standard_fen IS NULL THEN '依据库中住宿费标准的金额不详'
--               WHEN standard_unit <> 'pupil-term' THEN '住宿费标准不按学期计，依据库未规定折算办法'
--               ELSE '数额过大，无法计算' END AS reason
--     FROM v_school_standard
--    WHERE item_id IN (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.boarding')
--      AND per_pupil_fen > 0 AND pupils > 0 AND (standard_unit IS NOT 'pupil-year' OR ruling = 'ban')
--      AND charged_on BETWEEN :from AND :until
--      AND (product_fen IS NULL
--           OR (coalesce(ruling, '') <> 'ban'
--               AND (standard_fen IS NULL OR standard_unit <> 'pupil-term' OR allowed_fen IS NULL)))
-- A standard by the school year is school-year-cap's.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.product_fen AS charged_fen, CASE i.ruling WHEN 'ban' THEN 0 ELSE i.allowed_fen END AS allowed_fen,
       i.product_fen - CASE i.ruling WHEN 'ban' THEN 0 ELSE i.allowed_fen END AS excess_fen, i.standard_id,
       i.grade || '年级“' || i.name || '”每生每学期' || fen_text(i.per_pupil_fen) || '元，'
           || CASE i.ruling WHEN 'ban' THEN '该项目已取消' ELSE '标准' || fen_text(i.standard_fen) || '元' END || '，' || i.pupils
           || '人计超出' || fen_text(i.product_fen - CASE i.ruling WHEN 'ban' THEN 0 ELSE i.allowed_fen END) || '元。' AS detail
  FROM v_school_standard i
 WHERE i.charged_on BETWEEN :from AND :until
   AND i.item_id IN (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.boarding')
   AND i.per_pupil_fen > 0 AND i.pupils > 0 AND i.product_fen IS NOT NULL
   AND (i.ruling = 'ban' OR (i.standard_unit = 'pupil-term' AND i.product_fen > i.allowed_fen))
 ORDER BY i.subject_id, i.part
