-- rule: fee-cancelled
-- title: cancelled or forbidden item still charged
-- title.zh: 已取消或禁止的项目仍在收费
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 35 and Agriculture Law art. 93: what was
--   taken against the rules is refunded in full within a time limit
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第三十五条、《农业法》第九十三条：违反规定收取的，限期如数退还
-- in-force: 1991-12-07..
-- severity: violation
-- subject: notice-item
-- lines: i.item_id IS NOT NULL
-- suspects: i.banned
-- undecided: none
-- A line fails when the standard that governs its item on its day is a ban. Since the reform of rural taxes and fees began, levies
-- and arrears have rules of their own: levy-after-reform, arrears-collected.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，该项目自' || i.standard_from
           || '起不得收取。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling = 'ban' AND i.amount_fen > 0
   AND (i.charged_on < '2001-04-04' OR i.item_id NOT IN (SELECT l.item_id FROM v_levy_item l))
 ORDER BY i.subject_id, i.part
