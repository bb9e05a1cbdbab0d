-- rule: school-year-cap
-- title: two terms together above the cap of the school year
-- title.zh: 全学年收费超过学年限额
-- basis: 教财[2004]7号 (one-fee system), and for poor counties the notice of 2002-02-26: what is set by the year is not exceeded in two terms
-- basis.zh: 教财〔2004〕7号；2002年2月26日国家贫困县“一费制”通知：按学年核定的，两个学期合计不得超过
-- in-force: 2001-09-01..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM (SELECT DISTINCT subject_id, part FROM v_school_year WHERE charged_on BETWEEN :from AND :until)
-- undecided:
--   SELECT subject_id, part,
--          CASE WHEN max(standard_fen IS NULL) THEN '依据库中学年限额的金额不详'
--               WHEN max(repeated > 0) THEN '同一年级人数相同的各组项目不一致，或总额与单项并列，不能判定每生收费'
--               ELSE '学年另一学期的收费不在库中，不能判定' END AS reason
--     FROM v_school_year
--    WHERE charged_on BETWEEN :from AND :until
--    GROUP BY subject_id, part
--   HAVING max(coalesce(over_fen > 0 AND pupils > 0, 0)) = 0
--      AND max(over_fen IS NULL OR (season = 'S' AND other_fen IS NULL AND per_pupil_fen <= standard_fen)) = 1
-- A school year is an autumn term and the spring term after it. The autumn is judged by itself; the spring with the lowest rate of
-- the same grade in the autumn, and only with what it adds. Standards by term: school-onefee-over-cap and the component rules. Where
-- a grade's total and its first component are both above, the one that is further above is found.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.per_pupil_fen * i.pupils AS charged_fen, (i.per_pupil_fen - i.over_fen) * i.pupils AS allowed_fen,
       i.over_fen * i.pupils AS excess_fen, i.standard_id,
       i.grade || '年级' || i.school_year || '学年“' || i.name || '”每生'
           || CASE WHEN i.before_fen > 0 THEN '秋季' || fen_text(i.before_fen) || '元、春季' ELSE '' END || fen_text(i.per_pupil_fen)
           || '元，学年限额' || fen_text(i.standard_fen) || '元，本学期每生超出' || fen_text(i.over_fen) || '元，' || i.pupils || '人计'
           || fen_text(i.over_fen * i.pupils) || '元。' AS detail
  FROM (SELECT y.*, row_number() OVER (PARTITION BY y.subject_id, y.part ORDER BY y.over_fen DESC, y.standard_id) AS nth
          FROM v_school_year y
         WHERE y.charged_on BETWEEN :from AND :until AND y.over_fen > 0 AND y.pupils > 0
           AND y.per_pupil_fen <= 9000000000000000000 / y.pupils) i
 WHERE i.nth = 1
 ORDER BY i.subject_id, i.part
