-- rule: school-arithmetic
-- title: pupils, rates, amounts and total of a school charge do not agree
-- title.zh: 学校收费金额计算不符
-- basis: Accounting Law art. 14: amounts of a voucher must be true and agree with each other
-- basis.zh: 《会计法》第十四条：凭证记载的金额应当真实、相符
-- in-force: 1985-05-01..
-- severity: violation
-- subject: school-charge
-- population:
--   SELECT (SELECT count(*) FROM v_school_charge_line WHERE charged_on BETWEEN :from AND :until)
--        + (SELECT count(*) FROM v_school_charge WHERE charged_on BETWEEN :from AND :until)
-- undecided:
--   SELECT subject_id, part, '数额过大，无法计算' AS reason
--     FROM v_school_charge_line WHERE product_fen IS NULL AND charged_on BETWEEN :from AND :until
-- Lines: amount against the rate times the pupils. The charge (part 0): total against the sum of its lines.
SELECT subject_id, part, division, unit, charged_on, charged_fen, allowed_fen,
       max(charged_fen - allowed_fen, 0) AS excess_fen, NULL AS standard_id, detail
  FROM (SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
               i.amount_fen AS charged_fen, i.product_fen AS allowed_fen,
               i.grade || '年级“' || i.name || '”每生' || fen_text(i.per_pupil_fen) || '元、' || i.pupils || '人，应为'
                   || fen_text(i.product_fen) || '元，所列金额' || fen_text(i.amount_fen) || '元。' AS detail
          FROM v_school_charge_line i
         WHERE i.charged_on BETWEEN :from AND :until AND i.amount_fen <> i.product_fen
        UNION ALL
        SELECT c.subject_id, 0, c.division_id, c.unit_id, c.charged_on, c.total_fen, c.sum_fen,
               '各行金额合计' || fen_text(c.sum_fen) || '元，所列合计' || fen_text(c.total_fen) || '元。'
          FROM (SELECT v.*, (SELECT coalesce(sum(l.amount_fen), 0) FROM school_charge_line l
                              WHERE l.record_id = v.record_id) AS sum_fen
                  FROM v_school_charge v) c
         WHERE c.charged_on BETWEEN :from AND :until AND c.total_fen <> c.sum_fen)
 ORDER BY subject_id, part
