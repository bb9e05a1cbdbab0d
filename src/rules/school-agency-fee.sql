-- rule: school-agency-fee
-- title: charged through the school for others
-- title.zh: 通过学校代收费
-- basis: Agriculture Law (2002 revision) art. 70: no unit may collect from farmers through schools; 教财[2006]6号 abolishes 代收费
-- basis.zh: 《农业法》（2002年修订）第七十条：任何单位和个人不得通过学校向农民收费；教财〔2006〕6号取消代收费
-- in-force: 2003-03-01..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM v_school_charge_line WHERE per_pupil_fen > 0 AND charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT i.subject_id, i.part, '数额过大，无法计算' AS reason
--     FROM v_school_standard i JOIN v_item o ON o.item_id = i.item_id
--    WHERE i.charged_on BETWEEN :from AND :until AND i.per_pupil_fen > 0 AND i.pupils > 0 AND i.product_fen IS NULL
--      AND o.category NOT IN ('school', 'other') AND (i.standard_id IS NULL OR i.ruling = 'ban')
-- An item of the book that is not a school's own (代收费, newspapers, levies, production ...), without a standard in force that lets
-- the school take it. A school's own items beyond the one fee: school-extra-item.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.product_fen AS charged_fen, 0 AS allowed_fen, i.product_fen AS excess_fen, i.standard_id,
       i.grade || '年级代收“' || i.name || '”每生' || fen_text(i.per_pupil_fen) || '元，' || i.pupils || '人计'
           || fen_text(i.product_fen) || '元，学校不得代收。' AS detail
  FROM v_school_standard i
  JOIN v_item o ON o.item_id = i.item_id
 WHERE i.charged_on BETWEEN :from AND :until AND i.per_pupil_fen > 0 AND i.pupils > 0 AND i.product_fen IS NOT NULL
   AND o.category NOT IN ('school', 'other') AND (i.standard_id IS NULL OR i.ruling = 'ban')
 ORDER BY i.subject_id, i.part
