-- rule: school-onefee-over-cap
-- title: one-fee total above the cap
-- title.zh: “一费制”收费总额超过限额
-- basis: 教财[2004]7号 (one-fee system) and the provincial table: what a rural school collects may not exceed the total set
-- basis.zh: 教财〔2004〕7号（义务教育阶段学校“一费制”收费办法）及本省标准：收费总额不得超过核定限额
-- in-force: 2001-09-01..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM v_school_onefee WHERE standard_unit IS NOT 'pupil-year' AND charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN standard_id IS NULL THEN '依据库中没有当日适用的“一费制”限额'
--               WHEN standard_fen IS NULL THEN '依据库中“一费制”限额的金额不详'
--               WHEN standard_unit <> 'pupil-term' THEN '限额不按学期计，依据库未规定折算办法'
--               WHEN ruling = 'ban' THEN '依据库对“一费制”总额只有禁令'
--               WHEN repeated > 0 THEN '同一年级人数相同的各组项目不一致，或总额与单项并列，不能判定每生收费'
--               WHEN per_pupil_fen <= standard_fen THEN '同一年级的项目分列在几组或几张单据，合计超过限额，是否向同一学生收取无法判定'
--               ELSE '数额过大，无法计算' END AS reason
--     FROM v_school_onefee
--    WHERE standard_unit IS NOT 'pupil-year' AND charged_on BETWEEN :from AND :until
--      AND (standard_fen IS NULL OR standard_unit <> 'pupil-term' OR ruling = 'ban' OR repeated > 0
--           OR charged_fen IS NULL OR allowed_fen IS NULL
--           OR (per_pupil_fen <= standard_fen AND elsewhere_fen > 0 AND per_pupil_fen + elsewhere_fen > standard_fen))
-- One subject is one grade of a school charge (its part is the grade's first line). Counted are the components within the one
-- fee: 课本费, 作业本费, 杂费, or the one fee itself where a school writes it in one line. Extra items are found by school-extra-item, so that no yuan is found twice. A cap by the
-- school year is school-year-cap's.
SELECT t.subject_id, t.part, t.division_id AS division, t.unit_id AS unit, t.charged_on,
       t.charged_fen, t.allowed_fen,
       t.charged_fen - t.allowed_fen AS excess_fen, t.standard_id,
       t.grade || '年级每生每学期' || fen_text(t.per_pupil_fen) || '元，限额' || fen_text(t.standard_fen) || '元，每生超出'
           || fen_text(t.per_pupil_fen - t.standard_fen) || '元，' || t.pupils || '人计'
           || fen_text(t.charged_fen - t.allowed_fen) || '元。' AS detail
  FROM v_school_onefee t
 WHERE t.charged_on BETWEEN :from AND :until AND t.standard_unit = 'pupil-term' AND t.ruling <> 'ban' AND t.repeated = 0
   AND t.per_pupil_fen > t.standard_fen AND t.pupils > 0 AND t.charged_fen IS NOT NULL AND t.allowed_fen IS NOT NULL
 ORDER BY t.subject_id, t.part
