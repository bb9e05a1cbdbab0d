-- rule: school-exempt-charged
-- title: exempt pupils charged the miscellaneous fee
-- title.zh: 向应免收杂费的学生收取杂费
-- basis: 计价格[2002]792号: the fee waivers for poor pupils are posted and kept; 闽政办[2006]16号 for all rural pupils
-- basis.zh: 计价格〔2002〕792号：对贫困学生的减免政策应公示并执行；闽政办〔2006〕16号
-- in-force: 2002-07-01..
-- severity: violation
-- subject: school-charge
-- population:
--   SELECT count(*) FROM v_school_head h JOIN subject o ON o.subject_id = h.item_id AND o.key = 'school.misc'
--    WHERE coalesce(h.exempt, 1) > 0 AND h.charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT h.first_line / 1000000 AS subject_id, h.first_line % 1000000 AS part, '登记册没有该学期该年级的在校生数' AS reason
--     FROM v_school_head h JOIN subject o ON o.subject_id = h.item_id AND o.key = 'school.misc'
--    WHERE h.charged_on BETWEEN :from AND :until AND h.roll IS NULL
-- Per term and grade: pupils charged 杂费, up to the roll, against the roll less the exempt. The excess is reckoned at the lowest rate
-- that the grade was charged. Pupils beyond the roll: school-headcount.
SELECT h.first_line / 1000000 AS subject_id, h.first_line % 1000000 AS part, h.division_id AS division, h.unit_id AS unit,
       h.charged_on, min(h.pupils, h.roll) * h.per_pupil_fen AS charged_fen, (h.roll - h.exempt) * h.per_pupil_fen AS allowed_fen,
       (min(h.pupils, h.roll) - (h.roll - h.exempt)) * h.per_pupil_fen AS excess_fen,
       h.grade || '年级在校' || h.roll || '人，应免收杂费' || h.exempt || '人，实收杂费' || h.pupils || '人，其中应免'
           || (min(h.pupils, h.roll) - (h.roll - h.exempt)) || '人，每人' || fen_text(h.per_pupil_fen) || '元。' AS detail
  FROM v_school_head h
  JOIN subject o ON o.subject_id = h.item_id AND o.key = 'school.misc'
 WHERE h.charged_on BETWEEN :from AND :until AND h.exempt > 0 AND h.pupils > h.roll - h.exempt
   AND h.per_pupil_fen <= 9000000000000000000 / (h.roll + 1)
 ORDER BY subject_id, part
