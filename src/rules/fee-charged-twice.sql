-- rule: fee-charged-twice
-- title: same payer charged twice for the same item and time
-- title.zh: 重复收费
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 35: what was taken too much is refunded
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第三十五条：多收的如数退还
-- in-force: 1991-12-07..
-- severity: doubt
-- subject: notice-item
-- lines: 1
-- repeats:
--   CASE WHEN i.paid AND i.period IS NOT NULL
--        THEN hash64(i.payer_class, CASE i.payer_class WHEN 'pupil' THEN i.unit_id END, coalesce(i.item_id, -i.name_term),
--                    i.period)
--        WHEN i.paid
--        THEN hash64(i.payer_class, i.unit_id, coalesce(i.item_id, -i.name_term), i.charged_on) END
-- undecided: none
-- The same payer (pupils are numbered by each school: of the same school), item (or name, where the book does not know it) and period;
-- where a line states no period, the same unit and day. The first line stands, each later one is found. A violation where the standard
-- is by pupil and year or term, else a doubt: one may well pay for two certificates. Under a cap by case repeated lines are cases:
-- fee-split; by the year they may be parts, and the sum tells: fee-yearly-cap. Only where nobody knows what the year allows is there a
-- doubt. CROSS JOIN keeps the order of the loops: all lines, each looked up in the few that repeat.
WITH lines AS NOT MATERIALIZED (
    SELECT subject_id, part, charged_on, CASE payer_class WHEN 'pupil' THEN unit_id || ' ' || payer ELSE payer END AS payer,
           payer_class, coalesce(item_id, -name_term) AS what,
           coalesce(period, unit_id || ' ' || charged_on) AS time
      FROM v_notice_item
     WHERE charged_on BETWEEN :from AND :until AND amount_fen > 0
), twice AS MATERIALIZED (
    SELECT payer, what, time, payer_class FROM lines GROUP BY payer, what, time, payer_class HAVING count(*) > 1
), ordered AS (
    SELECT l.subject_id, l.part, row_number() OVER w AS place, first_value(l.subject_id) OVER w AS first_subject
      FROM lines l
      CROSS JOIN twice t ON t.payer = l.payer AND t.what = l.what AND t.time = l.time AND t.payer_class = l.payer_class
    WINDOW w AS (PARTITION BY l.payer, l.what, l.time, l.payer_class ORDER BY l.charged_on, l.subject_id, l.part)
)
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, i.standard_id,
       CASE WHEN i.period IS NOT NULL AND i.standard_unit IN ('pupil-year', 'pupil-term')
            THEN 'violation' ELSE 'doubt' END AS severity,
       i.charged_on || '向同一缴费人再次收取“' || i.name || '”' || fen_text(i.amount_fen) || '元'
           || CASE WHEN i.period IS NULL THEN '' ELSE '（所属期' || period_text(i.period) || '）' END
           || '，前一次见' || f.key || '。' AS detail
  FROM ordered x
  JOIN v_notice_standard i ON i.subject_id = x.subject_id AND i.part = x.part
  JOIN subject f ON f.subject_id = x.first_subject
 WHERE x.place > 1 AND NOT (i.ruling IS 'cap' AND i.standard_unit IS 'case')
   AND NOT EXISTS (SELECT 1 FROM v_notice_yearly y WHERE y.subject_id = i.subject_id AND y.part = i.part
                      AND y.year_fen IS NOT NULL AND y.counted_fen IS NOT NULL)
 ORDER BY i.subject_id, i.part
